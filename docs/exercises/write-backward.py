# %% [markdown] backward(), from nothing
# Without a look at the listing, write `backward_from(root)` with the help of `topological_order` and `_backward`.
# It adds to the `grad` of every leaf the slope of `root` for it.
# The values between start afresh at each call, and hold their own slopes afterwards.
# The leaves add up, even a root that is a leaf.

# %% given
from minigrad import Value, topological_order

# %% blank
def backward_from(root):
    ...

# %% hint
# Four things have to happen: know the order, forget what the last call left behind, start somewhere, and walk.

# %% hint
# What is the slope of `root` for itself? Which values may you set to 0.0, and which not?
# In `topological_order(root)` the root comes last.

# %% hint
# Take the order, and set the `grad` of every node with a `_prev` to 0.0.
# Add 1.0 to `root.grad`. Then call `_backward()` on each node of `reversed(order)`.

# %% solution
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        node._backward()

# %% check
def check():
    import random

    from minigrad import Value, numerical_gradient

    assert callable(backward_from), (
        f"backward_from should be a function, and it is a {type(backward_from).__name__}."
    )
    assert backward_from.__module__ != "minigrad.engine", (
        "That is minigrad's own backward(): write its steps yourself."
    )

    def finished(self):
        raise AssertionError("Your function calls backward(): take its steps yourself.")

    def call(root):
        kept, Value.backward = Value.backward, finished
        try:
            backward_from(root)
        except RecursionError:
            raise AssertionError(
                "On a chain of 1200 sums your function nests too many calls inside one another: "
                "topological_order needs none."
            ) from None
        finally:
            Value.backward = kept
        return root

    leaf = call(Value(5.0))
    assert leaf.grad == 1.0, (
        f"A leaf alone has the slope 1 for itself, and your function left {leaf.grad} in it: "
        "what starts the walk?"
    )
    x = Value(3.0, label="x")
    y = x * x
    root = call(y + 1.0)
    seen = (root.grad, y.grad, x.grad)
    told = f"For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are {seen}"
    assert seen != (0.0, 0.0, 0.0), f"{told}: was the 1.0 of z wiped out before it was passed on?"
    assert seen != (1.0, 1.0, 0.0), f"{told}: which node passed its gradient on first, and what did it hold?"
    assert seen != (1.0, 0.0, 0.0), f"{told}: z has its 1.0, and has any node passed its gradient on?"
    assert seen != (0.0, 0.0, 6.0), f"{told}: z and y were cleaned after they had been filled in."
    assert seen == (1.0, 1.0, 6.0), f"{told}, and 1, 1, 6 is right."
    call(root)
    again = x.grad
    call(root)
    told = f"Called three times, x.grad goes 6.0, {again}, {x.grad}, and 6, 12, 18 is right"
    assert (again, x.grad) != (18.0, 36.0), f"{told}: what does y still hold from the last call?"
    assert (again, x.grad) == (12.0, 18.0), f"{told}: does a leaf keep what it held before?"
    call(leaf)
    assert leaf.grad == 2.0, (
        f"A leaf alone, called twice, holds {leaf.grad}, and 2.0 is right: "
        "it is the root and a leaf as well, so what becomes of what it held?"
    )
    a = Value(3.0, label="a")
    b = a + a
    call(b + b)
    assert a.grad == 4.0, (
        f"For b = a + a, c = b + b the slope of c for a is 4, and {a.grad} came out: "
        "when does b pass its gradient on, and how often?"
    )
    for _ in range(10):
        numbers = [random.uniform(-2, 2), random.uniform(-2, 2)]
        a, b = Value(numbers[0]), Value(numbers[1])
        b.grad = 5.0  # what a leaf holds is kept

        def near_and_far(a, b):
            c = a * b
            d = (c + c).tanh()
            return (c + d * a) * c

        call(near_and_far(a, b))
        found, due = [a.grad, b.grad - 5.0], numerical_gradient(near_and_far, numbers)
        assert all(abs(f - d) < 1e-4 * max(1.0, abs(d)) for f, d in zip(found, due)), (
            f"On a graph with shared parts the gradients came out as {found[0]:.7g} and "
            f"{found[1]:.7g}, and measured they are {due[0]:.7g} and {due[1]:.7g}."
        )
    chain = x = Value(1.0)
    for _ in range(1200):
        chain = chain + 0.5
    call(chain)
    assert x.grad == 1.0, f"At the far end of 1200 sums the slope is 1, and {x.grad} arrived."


check()

# %% mistake
# Called three times, x.grad goes 6.0, 18.0, 36.0, and 6, 12, 18 is right: what does y still hold from the last call?
def backward_from(root):
    root.grad = 1.0
    for node in reversed(topological_order(root)):
        node._backward()

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (0.0, 0.0, 0.0): was the 1.0 of z wiped out before it was passed on?
def backward_from(root):
    root.grad += 1.0
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    for node in reversed(order):
        node._backward()

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (1.0, 1.0, 0.0): which node passed its gradient on first, and what did it hold?
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0
    for node in order:
        node._backward()

# %% mistake
# Called three times, x.grad goes 6.0, 6.0, 6.0, and 6, 12, 18 is right: does a leaf keep what it held before?
def backward_from(root):
    order = topological_order(root)
    for node in order:
        node.grad = 0.0
    root.grad = 1.0
    for node in reversed(order):
        node._backward()

# %% mistake
# A leaf alone has the slope 1 for itself, and your function left 0.0 in it: what starts the walk?
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    for node in reversed(order):
        node._backward()

# %% mistake
# For b = a + a, c = b + b the slope of c for a is 4, and 8.0 came out: when does b pass its gradient on, and how often?
def backward_from(root):
    def reset(node):
        if node._prev:
            node.grad = 0.0
        for operand in node._prev:
            reset(operand)

    def walk(node):
        node._backward()
        for operand in node._prev:
            walk(operand)

    reset(root)
    root.grad += 1.0
    walk(root)

# %% mistake
# That is minigrad's own backward(): write its steps yourself.
from minigrad import Value

backward_from = Value.backward

# %% mistake
# Your function calls backward(): take its steps yourself.
def backward_from(root):
    root.backward()

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (1.0, 0.0, 0.0): z has its 1.0, and has any node passed its gradient on?
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0


# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (0.0, 0.0, 6.0): z and y were cleaned after they had been filled in.
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        node._backward()
    for node in order:
        if node._prev:
            node.grad = 0.0

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (3.0, 3.0, 18.0), and 1, 1, 6 is right.
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0 + len(root._prev)
    for node in reversed(order):
        node._backward()

# %% mistake
# A leaf alone, called twice, holds 1.0, and 2.0 is right: it is the root and a leaf as well, so what becomes of what it held?
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad = 1.0
    for node in reversed(order):
        node._backward()

# %% mistake
# At the far end of 1200 sums the slope is 1, and 0.0 arrived.
def backward_from(root):
    order = topological_order(root)[-1000:]
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        node._backward()

# %% mistake
# On a graph with shared parts the gradients came out as … and … and measured they are … and …
def backward_from(root):
    order = topological_order(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0
    waiting = [root]
    for node in waiting:
        node._backward()
        waiting += [operand for operand in dict.fromkeys(node._prev) if operand not in waiting]

# %% mistake
# On a chain of 1200 sums your function nests too many calls inside one another: topological_order needs none.
def backward_from(root):
    order = []

    def place(node):
        if node not in order:
            for operand in node._prev:
                place(operand)
            order.append(node)

    place(root)
    for node in order:
        if node._prev:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        node._backward()

# %% mistake
# backward_from should be a function, and it is a float.
backward_from = 1.0
