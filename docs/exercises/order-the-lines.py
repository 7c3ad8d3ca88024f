# %% [markdown] Put backward() in order
# `backward(root)` has these four parts, and here they stand in a wrong order.
# Move them into the right one; change nothing inside a part.
# Your function is called three times on one graph.

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
# First the order, then clean up, then the 1.0, and only then is anything passed on.

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
    from minigrad import Value

    own = "That is minigrad's own backward(): put the four parts in order."
    assert backward.__module__ != "minigrad.engine", own

    def finished(self):
        raise AssertionError(own)

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
# For y = x * x and z = y + 1 at x = 3, the gradients of z, y, x are (1.0, 1.0, 0.0), and 1, 1, 6 is right.
def backward(root):
    order = topological_order(root)

    for node in order:
        if node._prev:
            node.grad = 0.0

    root.grad += 1.0

    for node in order:
        node._backward()

# %% mistake
# Called three times, the leaf x goes 6.0, 24.0, 60.0, and 6, 12, 18 is right.
def backward(root):
    order = topological_order(root)

    root.grad += 1.0

    for node in reversed(order):
        node._backward()
