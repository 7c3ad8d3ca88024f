# %% [markdown] Put backward() in order
# `backward(root)` has these four parts, and here they stand in a wrong order.
# Move them into the right one; change nothing inside a part.
# Your function is called on several graphs, and on one of them three times.

# %% given
from minigrad import Value, topological_order

# %% blank
def backward(root):
    root.grad += 1.0

    for node in reversed(order):
        node._backward()

    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

# %% hint
# Two of the parts read `order`. Where must the part stand that makes it?

# %% hint
# The last part sets the end to 0.0 as well, since the end has operands. What does that do to the 1.0?

# %% hint
# First the order, then clean up, then the 1.0, and only then does a node pass its gradient on.

# %% solution
def backward(root):
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

    assert backward.__module__ != "minigrad.engine", (
        "That is minigrad's own backward(): put the four parts in order."
    )

    def finished(self):
        raise AssertionError("Your function calls backward(): put the four parts in order instead.")

    def call(root):
        kept, Value.backward = Value.backward, finished
        try:
            backward(root)
        except NameError as error:
            assert "order" not in str(error), (
                "Python stops: a part reads the order before another part has made it."
            )
            raise
        finally:
            Value.backward = kept

    x = Value(3.0, label="x")
    y = x * x
    z = y + 1.0
    call(z)
    seen = (z.grad, y.grad, x.grad)
    told = f"For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are {seen}"
    assert seen != (0.0, 0.0, 0.0), f"{told}: who wiped out the 1.0 of z before it was passed on?"
    assert seen != (1.0, 0.0, 0.0), f"{told}: z has its 1.0, but did it come in time for the walk?"
    assert seen != (0.0, 0.0, 6.0), (
        f"{told}: x is right, but z and y were cleaned after they had been filled in."
    )
    assert seen == (1.0, 1.0, 6.0), f"{told}, and 1, 1, 6 is right."
    call(z)
    again = x.grad
    call(z)
    told = f"Called three times, the leaf x goes 6.0, {again}, {x.grad}, and 6, 12, 18 is right"
    assert (again, x.grad) != (18.0, 36.0), (
        f"{told}: what do the nodes in between still hold from the last call?"
    )
    assert (again, x.grad) == (12.0, 18.0), f"{told}."
    leaf = Value(5.0)
    call(leaf)
    once = leaf.grad
    call(leaf)
    assert (once, leaf.grad) == (1.0, 2.0), (
        f"A leaf alone, called twice, holds {once} and then {leaf.grad}, and 1 and 2 is right: "
        "it is the end and a leaf as well, and leaves add up."
    )
    for _ in range(10):
        numbers = [random.uniform(-2, 2), random.uniform(-2, 2)]
        a, b = Value(numbers[0]), Value(numbers[1])
        b.grad = 5.0  # what a leaf holds is kept: it adds up

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
    x.grad = 0.0
    call(chain)
    assert x.grad == 1.0, f"At the far end of 1200 sums the slope is 1, and {x.grad} arrived."


check()

# %% mistake
# Python stops: a part reads the order before another part has made it.
def backward(root):
    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad += 1.0

    order = topological_order(root)

    for node in reversed(order):
        node._backward()

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (0.0, 0.0, 0.0): who wiped out the 1.0 of z before it was passed on?
def backward(root):
    order = topological_order(root)

    root.grad += 1.0

    for node in order:
        if node._prev:
            node.grad = 0.0

    for node in reversed(order):
        node._backward()

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (1.0, 0.0, 0.0): z has its 1.0, but did it come in time for the walk?
def backward(root):
    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

    for node in reversed(order):
        node._backward()

    root.grad += 1.0

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (0.0, 0.0, 6.0): x is right, but z and y were cleaned after they had been filled in.
def backward(root):
    order = topological_order(root)

    root.grad += 1.0

    for node in reversed(order):
        node._backward()

    for node in order:
        if node._prev:
            node.grad = 0.0

# %% mistake
# Called three times, the leaf x goes 6.0, 18.0, 36.0, and 6, 12, 18 is right: what do the nodes in between still hold from the last call?
def backward(root):
    order = topological_order(root)

    root.grad = 1.0

    for node in reversed(order):
        node._backward()

# %% mistake
# That is minigrad's own backward(): put the four parts in order.
from minigrad import Value

backward = Value.backward

# %% mistake
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (2.0, 2.0, 12.0), and 1, 1, 6 is right.
def backward(root):
    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad += 2.0

    for node in reversed(order):
        node._backward()

# %% mistake
# Called three times, the leaf x goes 6.0, 6.0, 6.0, and 6, 12, 18 is right.
def backward(root):
    order = topological_order(root)

    for node in order:
        node.grad = 0.0

    root.grad += 1.0

    for node in reversed(order):
        node._backward()

# %% mistake
# A leaf alone, called twice, holds 0.0 and then 0.0, and 1 and 2 is right: it is the end and a leaf as well, and leaves add up.
def backward(root):
    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad += 1.0

    for node in reversed(order):
        node._backward()

    if not root._prev:
        root.grad = 0.0

# %% mistake
# At the far end of 1200 sums the slope is 1, and 0.0 arrived.
def backward(root):
    order = topological_order(root)[-1000:]

    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad += 1.0

    for node in reversed(order):
        node._backward()

# %% mistake
# On a graph with shared parts the gradients came out as … and … and measured they are … and …
def backward(root):
    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad += 1.0

    def speak(node):
        node._backward()
        for operand in set(node._prev):
            speak(operand)

    if len(order) < 9:
        speak(root)
    else:
        for node in reversed(order):
            node._backward()

# %% mistake
# Your function calls backward(): put the four parts in order instead.
def backward(root):
    root.backward()

# %% mistake
# A leaf alone, called twice, holds 1.0 and then 1.0, and 1 and 2 is right: it is the end and a leaf as well, and leaves add up.
def backward(root):
    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad = 1.0

    for node in reversed(order):
        node._backward()
