# %% [markdown] Multiply along, add over
# `local_slopes(node)` is given: one number for each operand of any node, none for a leaf.
# Write `slope_for(root, leaf)`: how far `root` moves when `leaf` moves.
# Multiply the local slopes along each path from `root` to `leaf`, and add over the paths.
# Return a plain number, 0.0 if there is no path, and leave every `grad` alone.

# %% given
from minigrad import Value


def local_slopes(node):
    return node._partials  # minigrad's values keep them: as this chapter shows

# %% blank
def slope_for(root, leaf):
    ...

# %% hint
# Where is it easy? If `root` is the `leaf`, it moves as far as itself: 1.0.
# If it is another leaf, no path leads on: 0.0.

# %% hint
# Say that you knew `slope_for(operand, leaf)` for each operand. What does that edge bring to the sum?

# %% hint
# Start with `total = 0.0`.
# For each `operand, slope` in `zip(root._prev, local_slopes(root))`, add `slope * slope_for(operand, leaf)`.

# %% solution
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope * slope_for(operand, leaf)
    return total

# %% check
def check():
    import math
    import random

    from minigrad import Value, topological_order

    def near(a, b):
        return abs(a - b) < 1e-4 * max(1.0, abs(b))

    def finished(self):
        raise AssertionError("Your function calls backward(): multiply and add the slopes yourself.")

    def found_for(root, leaf, text):
        before = [(node, node.data, node.grad) for node in topological_order(root)]
        kept, Value.backward = Value.backward, finished
        try:
            found = slope_for(root, leaf)
        finally:
            Value.backward = kept
        assert found is not None, f"For {text} your function gives None: does every way return?"
        assert isinstance(found, (int, float)), (
            f"For {text} a plain number was due, and you gave {found!r}."
        )
        assert all((node.data, node.grad) == (data, grad) for node, data, grad in before), (
            f"After {text} a value or its grad has changed: here the answer is only returned."
        )
        return found

    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    found = found_for(a, a, "the value a and the leaf a")
    assert near(found, 1), f"A leaf moves as far as itself, so 1 was due, and you gave {found:g}."
    found = found_for(b, a, "the value b and the leaf a")
    assert near(found, 0), f"No path leads from b to a, and the slope came out as {found:g}."
    found = found_for(a * b, a, "a * b and the leaf a")
    told = f"a is 2, b is -3, and the slope of a * b for a came out as {found:g}"
    assert not near(found, 1), f"{told}: that counts the paths, and each has a slope."
    assert not near(found, 0), f"{told}: along a path the slopes are multiplied, not added."
    assert near(found, -3), f"{told}: there is one path, and the slope on it is -3."
    x = Value(3.0, label="x")
    found = found_for(x * x, x, "x * x and the leaf x")
    told = f"x is 3, and the slope of x * x came out as {found:g}"
    assert not near(found, 3), f"{told}: how many paths lead to x, and how many did you take?"
    assert near(found, 6), f"{told}, and 3 + 3 was due."
    p, q = Value(1.5), Value(1.5)
    found = found_for(p * q, p, "p * q and the leaf p")
    assert near(found, 1.5), (
        f"p and q are both 1.5, and the slope of p * q for p came out as {found:g}: "
        "how do you tell that a value is the leaf?"
    )
    for _ in range(40):
        plan = []
        for size in range(3, 10):
            plan.append((random.randrange(size), random.randrange(size), random.choice("+*t")))

        def run(*numbers):  # the same plan for floats and for Values
            nodes = list(numbers)
            for left, right, op in plan:
                x, y = nodes[left], nodes[right]
                if op == "t":
                    nodes.append(math.tanh(x) if isinstance(x, float) else x.tanh())
                else:
                    nodes.append(x + y if op == "+" else x * y)
            return nodes

        numbers = [random.uniform(-1, 1) for _ in range(3)]
        if max(map(abs, run(*numbers))) > 5:
            continue  # beside large numbers a nudge drowns in rounding
        nodes = run(*map(Value, numbers))
        for i in range(3):
            up, down = list(numbers), list(numbers)
            up[i], down[i] = up[i] + 1e-5, down[i] - 1e-5
            due = (run(*up)[-1] - run(*down)[-1]) / 2e-5
            found = found_for(nodes[-1], nodes[i], "a larger graph")
            assert near(found, due), (
                f"In a larger graph a slope was measured as {due:.4f}, and yours came out as "
                f"{found:.4f}: is every path there once?"
            )


check()

# %% mistake
# x is 3, and the slope of x * x came out as 3: how many paths lead to x, and how many did you take?
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    result = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        share = slope * slope_for(operand, leaf)
        if share != 0.0:
            result = share
    return result

# %% mistake
# No path leads from b to a, and the slope came out as 1.
def slope_for(root, leaf):
    if not root._prev:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope * slope_for(operand, leaf)
    return total

# %% mistake
# a is 2, b is -3, and the slope of a * b for a came out as 1: that counts the paths, and each has a slope.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand in root._prev:
        total += slope_for(operand, leaf)
    return total

# %% mistake
# p and q are both 1.5, and the slope of p * q for p came out as 3: how do you tell that a value is the leaf?
def slope_for(root, leaf):
    if root.data == leaf.data:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope * slope_for(operand, leaf)
    return total

# %% mistake
# A leaf moves as far as itself, so 1 was due, and you gave 0.
def slope_for(root, leaf):
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope if operand is leaf else slope * slope_for(operand, leaf)
    return total

# %% mistake
# a is 2, b is -3, and the slope of a * b for a came out as 0: along a path the slopes are multiplied, not added.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope + slope_for(operand, leaf)
    return total

# %% mistake
# a is 2, b is -3, and the slope of a * b for a came out as 3: there is one path, and the slope on it is -3.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += abs(slope) * slope_for(operand, leaf)
    return total

# %% mistake
# x is 3, and the slope of x * x came out as 12, and 3 + 3 was due.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope * slope_for(operand, leaf) * root._prev.count(operand)
    return total

# %% mistake
# For the value b and the leaf a a plain number was due, and you gave Value(data=0.0, grad=0.0).
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope * slope_for(operand, leaf)
    return Value(total)

# %% mistake
# After a * b and the leaf a a value or its grad has changed: here the answer is only returned.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        total += slope * slope_for(operand, leaf)
    leaf.grad = total
    return total

# %% mistake
# In a larger graph a slope was measured as … and yours came out as … is every path there once?
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, local_slopes(root)):
        if root._op == "tanh":
            slope = 1 - operand.data**2
        total += slope * slope_for(operand, leaf)
    return total

# %% mistake
# Your function calls backward(): multiply and add the slopes yourself.
def slope_for(root, leaf):
    before, leaf.grad = leaf.grad, 0.0
    root.backward()
    found, leaf.grad = leaf.grad, before
    return found
