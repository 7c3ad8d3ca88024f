# %% [markdown] The exam of part one: Value, from nothing
# Close the chapters. Write the class `Value` with `+`, `*`, `tanh()` and `backward()`, on no more than a page.
# `Value(2.0)` has `data`, which is 2.0, and `grad`, which is 0.0; on both sides of an operation stands a `Value`.
# `backward()` adds to the `grad` of every leaf the slope, for that leaf, of the value on which it is called.
# Leaves add up over the calls; the values between start afresh at each, and hold their own slopes afterwards.
# However many paths there are, a call goes over each edge once.
# Whatever else the class keeps, and under which names, is yours to decide.

# %% blank
import math


class Value:
    ...

# %% hint
# A value keeps its number, its gradient, its operands, and one local slope for each of them.
# Write `__init__` so that a leaf has no operands.

# %% hint
# An operation is one line: `return Value(` the number, the operands, the local slopes `)`.
# The methods are called `__add__`, `__mul__` and `tanh`.

# %% hint
# `backward` has four parts: the order, the reset of what is no leaf, the 1.0, the walk from the end.
# For the order, place a value in a list only after its operands are placed, and each value once.

# %% solution
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% check
def check():
    import random
    import sys

    import minigrad

    assert isinstance(Value, type), f"Value should be a class, and it is a {type(Value).__name__}."
    for parent in Value.__mro__:
        assert not parent.__module__.startswith("minigrad"), (
            "That is minigrad's own Value, or made from it: in the exam you write your own."
        )
    try:
        leaf = Value(2.0)
    except TypeError as error:
        raise AssertionError(
            f"Value(2.0) stops with {error}: has the class an __init__ that takes a number?"
        ) from None
    found = getattr(leaf, "data", None), getattr(leaf, "grad", None)
    assert found == (2.0, 0.0), (
        f"Value(2.0) has the data and the grad {found}, and (2.0, 0.0) is right."
    )

    def finished(self):
        raise AssertionError("Your backward() calls that of minigrad: in the exam you write your own.")

    def agree(function, numbers, told, why):
        leaves = [Value(number) for number in numbers]
        try:
            end = function(*leaves)
        except (TypeError, AttributeError, RecursionError) as error:
            raise AssertionError(f"{told} stops with {type(error).__name__}: {error}.") from None
        assert isinstance(end, Value), f"{told} gives {end!r}, and a Value was due."
        due = function(*map(minigrad.Value, numbers)).data
        assert abs(end.data - due) < 1e-9, f"{told} gives {end.data:.10g}, and {due:.10g} is right."
        kept, minigrad.Value.backward = minigrad.Value.backward, finished
        try:
            end.backward()
        except (TypeError, AttributeError, RecursionError) as error:
            raise AssertionError(
                f"From {told}, backward() stops with {type(error).__name__}: {error}."
            ) from None
        finally:
            minigrad.Value.backward = kept
        found = [leaf.grad for leaf in leaves]
        due = minigrad.numerical_gradient(function, numbers)  # by nudges, not by backward()
        same = all(abs(f - d) < 1e-4 * max(1.0, abs(d)) for f, d in zip(found, due))
        rounded = [round(f, 4) for f in found], [round(d, 4) + 0.0 for d in due]
        assert same, f"{told} has the gradient {rounded[0]}, and measured {rounded[1]}: {why}"

    def doubled(a):
        b = a + a
        return b + b

    def near_and_far(a):
        b = a + a
        c = b + b
        return b + (c + c)

    def tangled(a, b):
        c = a * b
        d = (c + c).tanh()
        return (c + d * a) * c

    agree(lambda a, b: a + b, [2.0, -3.0], "a + b", "what starts the walk at the end?")
    agree(lambda a, b: (a + b) + a, [2.0, -3.0], "(a + b) + a", "two shares arrive at a.")
    agree(lambda x: x * x, [3.0], "x * x at 3", "two edges lead to x: are both kept?")
    agree(lambda a, b: a * b, [2.0, -3.0], "a * b at 2 and -3", "for each factor, the other one.")
    agree(lambda x: x.tanh(), [0.5], "tanh at 0.5", "is the square that of x, or of the result?")
    agree(doubled, [3.0], "c = b + b with b = a + a", "when does b pass it on, and how often?")
    agree(near_and_far, [3.0], "e = b + (c + c) with c = b + b, b = a + a", "is b too early?")
    told = "(a + a) * (a + a) at 3"
    agree(lambda a: (a + a) * (a + a), [3.0], told, "two values look alike, and they are two.")
    agree(tangled, [0.5, -0.5], "A graph in which a product is used three times", "go step by step.")
    for _ in range(10):
        numbers = [random.uniform(-1, 1), random.uniform(-1, 1)]
        agree(tangled, numbers, "The same graph at other numbers", "compare the two.")
    x = Value(3.0)
    z = x * x + Value(1.0)
    seen = []
    for _ in range(3):
        z.backward()
        seen.append(x.grad)
    assert seen == [6.0, 12.0, 18.0], (
        f"For x * x + 1 at x = 3, three calls of backward() leave {seen} in x, "
        "and [6.0, 12.0, 18.0] is right: who adds up, and who starts afresh?"
    )
    x = Value(3.0)
    y = x * x
    z = y + Value(1.0)
    between = []
    for _ in range(3):
        z.backward()
        between.append(y.grad)
    assert between == [1.0, 1.0, 1.0], (
        f"For y = x * x and z = y + 1, three calls of z.backward() leave {between} in y, "
        "and each should leave 1.0: the values between start afresh, and then hold their slopes."
    )
    leaf = Value(5.0)
    leaf.backward()
    leaf.backward()
    assert leaf.grad == 2.0, (
        f"A leaf alone, on which backward() is called twice, holds {leaf.grad}, and 2.0 is right: "
        "it is the end and a leaf as well, and leaves add up."
    )
    end = Value(1.0)
    for _ in range(15):
        end = end + end
    calls = 0

    def count(*event):
        nonlocal calls
        calls += 1

    sys.setprofile(count)  # Python tells of each call of a function, and of its end
    try:
        end.backward()
    finally:
        sys.setprofile(None)
    assert calls < 20_000, (
        "15 doublings have 30 edges and 32,768 paths, and your backward() walks the paths: "
        "add up in each value first, and go on from it once."
    )


check()

# %% mistake
# a + b has the gradient [0.0, 0.0], and measured [1.0, 1.0]: what starts the walk at the end?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# (a + b) + a has the gradient [1.0, 1.0], and measured [2.0, 1.0]: two shares arrive at a.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad = slope * node.grad

# %% mistake
# x * x at 3 has the gradient [3.0], and measured [6.0]: two edges lead to x: are both kept?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = set(operands)
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# c = b + b with b = a + a has the gradient [8.0], and measured [4.0]: when does b pass it on, and how often?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        self.grad += 1.0
        self.walk()

    def walk(self):
        for operand, slope in zip(self.operands, self.slopes):
            operand.grad += slope * self.grad
        for operand in self.operands:
            operand.walk()

# %% mistake
# e = b + (c + c) with c = b + b, b = a + a has the gradient [2.0], and measured [10.0]: is b too early?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                order.append(node)
                for operand in node.operands:
                    place(operand)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in order:
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# For x * x + 1 at x = 3, three calls of backward() leave [6.0, 24.0, 60.0] in x, and [6.0, 12.0, 18.0] is right: who adds up, and who starts afresh?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# For x * x + 1 at x = 3, three calls of backward() leave [6.0, 6.0, 6.0] in x, and [6.0, 12.0, 18.0] is right: who adds up, and who starts afresh?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# a * b at 2 and -3 has the gradient [2.0, -3.0], and measured [-3.0, 2.0]: for each factor, the other one.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# tanh at 0.5 has the gradient [0.75], and measured [0.7864]: is the square that of x, or of the result?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - self.data**2,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# Value(2.0) has the data and the grad (2.0, None), and (2.0, 0.0) is right.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = None
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# a + b gives None, and a Value was due.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# x * x at 3 gives 6, and 9 is right.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data + other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# That is minigrad's own Value, or made from it: in the exam you write your own.
from minigrad import Value

# %% mistake
# tanh at 0.5 stops with AttributeError: 'Value' object has no attribute 'tanh'.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# Value(2.0) stops with Value() takes no arguments: has the class an __init__ that takes a number?
import math


class Value:
    ...

# %% mistake
# A leaf alone, on which backward() is called twice, holds 1.0, and 2.0 is right: it is the end and a leaf as well, and leaves add up.
import math


class Value:
    def __init__(self, data, _edges=()):
        self.data = data
        self.grad = 0.0
        self._edges = _edges

    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, 1 - t * t),))

    def backward(self):
        order = []

        def place(node):
            if node not in order:
                for operand, _ in node._edges:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node._edges:
                node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for operand, slope in node._edges:
                operand.grad += slope * node.grad

# %% mistake
# Your backward() calls that of minigrad: in the exam you write your own.
import minigrad


class Value:
    def __init__(self, data):
        self.inner = data if isinstance(data, minigrad.Value) else minigrad.Value(data)

    data = property(lambda self: self.inner.data)
    grad = property(lambda self: self.inner.grad)

    def __add__(self, other):
        return Value(self.inner + other.inner)

    def __mul__(self, other):
        return Value(self.inner * other.inner)

    def tanh(self):
        return Value(self.inner.tanh())

    def backward(self):
        self.inner.backward()

# %% mistake
# Value should be a class, and it is a function.
def Value(data):
    return data

# %% mistake
# From a + b, backward() stops with AttributeError: 'Value' object has no attribute 'backward'.
import math


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __add__(self, other):
        return Value(self.data + other.data)

    def __mul__(self, other):
        return Value(self.data * other.data)

    def tanh(self):
        return Value(math.tanh(self.data))

# %% mistake
# For y = x * x and z = y + 1, three calls of z.backward() leave [1.0, 2.0, 3.0] in y, and each should leave 1.0: the values between start afresh, and then hold their slopes.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self, share=1.0):
        self.grad += share
        for operand, slope in zip(self.operands, self.slopes):
            operand.backward(slope * share)

# %% mistake
# 15 doublings have 30 edges and 32,768 paths, and your backward() walks the paths: add up in each value first, and go on from it once.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        self.forget()
        self.walk(1.0)

    def forget(self):
        if self.operands:
            self.grad = 0.0
        for operand in self.operands:
            operand.forget()

    def walk(self, share):
        self.grad += share
        for operand, slope in zip(self.operands, self.slopes):
            operand.walk(slope * share)

# %% mistake
# (a + a) * (a + a) at 3 has the gradient [12.0], and measured [24.0]: two values look alike, and they are two.
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def backward(self):
        order, seen = [], set()

        def place(node):
            if node.data not in [other.data for other in order]:
                seen.add(node)
                for operand in node.operands:
                    place(operand)
                order.append(node)

        place(self)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad
