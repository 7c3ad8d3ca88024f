# %% [markdown] Find the bug in this engine
# This engine gets `L = (a * b + c) * f` of chapter 3 right, with its numbers, and `c = b + b` with `b = a + a` as well.
# Still there is one bug in it.
# Find an expression for which it gives a wrong gradient, understand why, and mend it.

# %% blank
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node.data not in seen:
                seen.add(node.data)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% hint
# Read it against the listings of chapter 4, part by part: what does each line need to know?

# %% hint
# In L all seven numbers are different. Try an expression in which two values happen to hold the same number.

# %% hint
# `seen` answers the question: have I been at this node? What does it remember here, and what should it?

# %% solution
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% check
def check():
    assert isinstance(Value, type), f"Value should be a class, and it is a {type(Value).__name__}."
    for parent in Value.__mro__:
        own = "That is minigrad's own Value: mend the one that stood here."
        assert not parent.__module__.startswith("minigrad"), own

    def expect(due, function, numbers, told, why):
        try:
            leaves = [Value(number) for number in numbers]
            function(*leaves).backward()
        except (TypeError, AttributeError) as error:
            raise AssertionError(
                f"{told} stops with {type(error).__name__}: {error}. Mend only what is wrong."
            ) from None
        found = [leaf.grad for leaf in leaves]
        assert found == due, f"{told} gives {found}, and {due} is right: {why}"

    expect(
        [6.0, -4.0, -2.0, 4.0],
        lambda a, b, c, f: (a * b + c) * f,
        [2.0, -3.0, 10.0, -2.0],
        "L = (a * b + c) * f",
        "it was right before you came.",
    )
    expect(
        [8.0, 8.0],
        lambda a, b: (a + a) * (b + b),
        [2.0, 2.0],
        "(a + a) * (b + b) at a = 2, b = 2",
        "each sum is 4, and each has its own gradient to pass on.",
    )
    expect(
        [24.0],
        lambda a: (a + a) * (a + a),
        [3.0],
        "(a + a) * (a + a) at a = 3",
        "the two sums look alike, and they are two nodes.",
    )
    expect(
        [10.0],
        lambda a: (lambda b: b + ((b + b) + (b + b)))(a + a),
        [3.0],
        "e = b + (b + b) + (b + b) with b = a + a at a = 3",
        "when is it the turn of b, and how often?",
    )
    a = Value(3.0)
    for _ in range(2):
        (a * a).backward()
    assert a.grad == 12.0, (
        f"For a * a at a = 3, made and walked twice, a.grad is {a.grad}, and 12.0 is right, "
        "as before you came: leaves add up."
    )
    x = Value(3.0)
    z = x * x + Value(1.0)
    seen = []
    for _ in range(3):
        z.backward()
        seen.append(x.grad)
    assert seen == [6.0, 12.0, 18.0], (
        f"For z = x * x + 1 at x = 3, three calls of z.backward() leave {seen} in x, and "
        "[6.0, 12.0, 18.0] was right before you came: what do the values between still hold?"
    )
    leaf = Value(5.0)
    leaf.backward()
    leaf.backward()
    assert leaf.grad == 2.0, (
        f"A leaf alone, on which backward() is called twice, holds {leaf.grad}, and 2.0 was right "
        "before you came: it is the end and a leaf as well."
    )


check()

# %% mistake
# (a + a) * (b + b) at a = 2, b = 2 gives [8.0, 0.0], and [8.0, 8.0] is right: each sum is 4, and each has its own gradient to pass on.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node.data not in seen:
                seen.add(node.data)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# e = b + (b + b) + (b + b) with b = a + a at a = 3 gives [42.0], and [10.0] is right: when is it the turn of b, and how often?
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            for operand in node._prev:
                place(operand)
            order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# (a + a) * (a + a) at a = 3 gives [12.0], and [24.0] is right: the two sums look alike, and they are two nodes.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if (node.data, node._prev) not in seen:
                seen.add((node.data, node._prev))
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# e = b + (b + b) + (b + b) with b = a + a at a = 3 gives [2.0], and [10.0] is right: when is it the turn of b, and how often?
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                order.append(node)
                for operand in node._prev:
                    place(operand)

        place(self)
        return order[::-1]

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# L = (a * b + c) * f gives [8.0, -12.0, 4.0, -2.0], and [6.0, -4.0, -2.0, 4.0] is right: it was right before you came.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node.data not in seen:
                seen.add(node.data)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# (a + a) * (b + b) at a = 2, b = 2 gives [4.0, 0.0], and [8.0, 8.0] is right: each sum is 4, and each has its own gradient to pass on.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node.data not in seen:
                seen.add(node.data)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad = partial * node.grad

# %% mistake
# That is minigrad's own Value: mend the one that stood here.
from minigrad import Value

# %% mistake
# L = (a * b + c) * f stops with TypeError: 'NoneType' object is not iterable. Mend only what is wrong.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# For a * a at a = 3, made and walked twice, a.grad is 6.0, and 12.0 is right, as before you came: leaves add up.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# Value should be a class, and it is a int.
Value = 3

# %% mistake
# For z = x * x + 1 at x = 3, three calls of z.backward() leave [6.0, 24.0, 60.0] in x, and [6.0, 12.0, 18.0] was right before you came: what do the values between still hold?
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        self.grad += 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad

# %% mistake
# A leaf alone, on which backward() is called twice, holds 1.0, and 2.0 was right before you came: it is the end and a leaf as well.
class Value:
    def __init__(self, data, _prev=(), _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._partials = _partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node._prev:
                    place(operand)
                order.append(node)

        place(self)
        return order

    def backward(self):
        order = self.order()
        for node in order:
            if node._prev:
                node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for operand, partial in zip(node._prev, node._partials):
                operand.grad += partial * node.grad
