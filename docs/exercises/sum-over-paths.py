# %% [markdown] Multiply along, add over
# Write `slope_for(root, leaf)`: how far `root` moves when `leaf` moves.
# Take the rule at its word: multiply `_partials` along each path from `root` to `leaf`, and add over the paths.
# Return a plain number, 0.0 if there is no path, and leave every `grad` alone.
# (Afterwards try it on the ladder of twenty doublings, and be patient.)

# %% given
from minigrad import Value

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
# For each `operand, slope` in `zip(root._prev, root._partials)`, add `slope * slope_for(operand, leaf)`.

# %% solution
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, root._partials):
        total += slope * slope_for(operand, leaf)
    return total

# %% check
def check():
    import math
    import random

    from minigrad import Value, topological_order

    def found_for(root, leaf, text):
        before = [(node, node.data, node.grad) for node in topological_order(root)]
        found = slope_for(root, leaf)
        assert found is not None, f"For {text} your function gives None: does every way return?"
        assert isinstance(found, (int, float)), (
            f"For {text} a plain number was due, and you gave {found!r}."
        )
        assert all((node.data, node.grad) == (data, grad) for node, data, grad in before), (
            f"After {text} a value or its grad has changed: here the answer is only returned."
        )
        return found

    def expect(due, root, leaf, text, why):
        found = found_for(root, leaf, text)
        assert abs(found - due) < 1e-4 * max(1.0, abs(due)), (
            f"For {text} the slope came out as {found:g}, and {due:g} is right: {why}"
        )

    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    expect(1, a, a, "a, as it moves with itself,", "it moves as far as itself.")
    expect(0, b, a, "b, as it moves with a,", "no path leads from b to a.")
    expect(-3, a * b, a, "a * b and the leaf a, with b = -3,", "one path, with this slope on it.")
    x, p, q = Value(3.0, label="x"), Value(1.5), Value(1.5)
    expect(6, x * x, x, "x * x at x = 3", "two paths, and their products are added.")
    expect(1.5, p * q, p, "p * q, both 1.5,", "how do you tell that a value is the leaf?")
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
            assert abs(found - due) < 1e-4 * max(1.0, abs(due)), (
                "In a larger graph your slope and the measured one differ: "
                "is every path there once, and multiplied along its whole length?"
            )


check()

# %% mistake
# For x * x at x = 3 the slope came out as 3, and 6 is right: two paths, and their products are added.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    result = 0.0
    for operand, slope in zip(root._prev, root._partials):
        share = slope * slope_for(operand, leaf)
        if share != 0.0:
            result = share
    return result

# %% mistake
# For b, as it moves with a, the slope came out as 1, and 0 is right: no path leads from b to a.
def slope_for(root, leaf):
    if not root._prev:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, root._partials):
        total += slope * slope_for(operand, leaf)
    return total

# %% mistake
# For a * b and the leaf a, with b = -3, the slope came out as 1, and -3 is right: one path, with this slope on it.
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    total = 0.0
    for operand in root._prev:
        total += slope_for(operand, leaf)
    return total

# %% mistake
# For p * q, both 1.5, the slope came out as 3, and 1.5 is right: how do you tell that a value is the leaf?
def slope_for(root, leaf):
    if root.data == leaf.data:
        return 1.0
    total = 0.0
    for operand, slope in zip(root._prev, root._partials):
        total += slope * slope_for(operand, leaf)
    return total

# %% mistake
# For a, as it moves with itself, the slope came out as 0, and 1 is right: it moves as far as itself.
def slope_for(root, leaf):
    total = 0.0
    for operand, slope in zip(root._prev, root._partials):
        total += slope if operand is leaf else slope * slope_for(operand, leaf)
    return total

# %% mistake
# In a larger graph your slope and the measured one differ: is every path there once, and multiplied along its whole length?
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    return sum(
        slope for operand, slope in zip(root._prev, root._partials) if operand is leaf
    )

# %% mistake
# For b, as it moves with a, your function gives None: does every way return?
def slope_for(root, leaf):
    if root is leaf:
        return 1.0
    for operand, slope in zip(root._prev, root._partials):
        return slope * slope_for(operand, leaf)

# %% mistake
# For a, as it moves with itself, a plain number was due, and you gave Value(data=1.0, grad=0.0).
from minigrad import Value


def slope_for(root, leaf):
    if root is leaf:
        return Value(1.0)
    total = Value(0.0)
    for operand, slope in zip(root._prev, root._partials):
        total += slope * slope_for(operand, leaf)
    return total

# %% mistake
# After a, as it moves with itself, a value or its grad has changed: here the answer is only returned.
def slope_for(root, leaf):
    root.backward()
    return leaf.grad
