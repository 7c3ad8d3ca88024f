# %% [markdown] List the leaves
# Write `leaves(root)`: it gets a value, and returns a list of all the leaves that it was made from.
# Each leaf stands in the list once, in any order, even if it was used many times.
# The graph itself stays as it is.

# %% given
from minigrad import Value

# %% blank
def leaves(root):
    ...

# %% hint
# A leaf has no operands: its `_prev` is empty. What is the answer if `root` itself is a leaf?

# %% hint
# If `root` has operands, its leaves are the leaves of its operands.
# `recompute` on this page walks in the same way.

# %% hint
# Make an empty list. For each operand, go through `leaves(operand)`, and append a leaf if it is not in the list yet.
# `leaf not in found` asks for this very object, not for an equal number.

# %% solution
def leaves(root):
    if not root._prev:
        return [root]
    found = []
    for operand in root._prev:
        for leaf in leaves(operand):
            if leaf not in found:
                found.append(leaf)
    return found

# %% check
def check():
    import random

    from minigrad import Value, topological_order

    def found_in(root):
        before = [(node, node.data, node.grad, node._prev) for node in topological_order(root)]
        found = leaves(root)
        assert found is not None, "Your function gives None: does every way through it return?"
        assert not isinstance(found, (Value, str)) and hasattr(found, "__iter__"), (
            f"A list of values was asked for, and you gave {found!r}."
        )
        found = list(found)
        assert all(isinstance(leaf, Value) for leaf in found), (
            f"Your list holds {[x for x in found if not isinstance(x, Value)][0]!r}: "
            "the leaves themselves belong in it."
        )
        assert all(
            (node.data, node.grad) == (data, grad) and node._prev is prev
            for node, data, grad, prev in before
        ), "Afterwards the graph is no longer what it was: look at its values, and change none."
        return found

    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
    found = found_in(a * b + c)
    assert found, "For a * b + c your list is empty."
    assert not any(node._prev for node in found), (
        "For a * b + c your list holds a value that has operands: then it is no leaf."
    )
    assert len(found) >= 3, (
        f"a * b + c has 3 leaves, and your list holds {len(found)}: "
        "a and b are operands of an operand."
    )
    assert {id(leaf) for leaf in found} == {id(leaf) for leaf in (a, b, c)}, (
        f"The leaves of a * b + c are a, b and c themselves, and you gave {found}."
    )
    x = Value(3.0, label="x")
    found = found_in(x * x + x)
    assert all(leaf is x for leaf in found), (
        f"Asked a second time, for x * x + x, your list holds {len(found)} values, "
        "some of the first graph: where does the list live between two calls?"
    )
    assert len(found) == 1, (
        f"x is the only leaf of x * x + x, and your list holds {len(found)} times x."
    )
    found = found_in(Value(1.0, label="p") + Value(1.0, label="q"))
    assert len(found) == 2, (
        f"p and q are two leaves, both 1.0, and your list holds {len(found)}: "
        "what makes two values the same?"
    )
    found = found_in(Value(1.0) * 2 + 3)
    assert len(found) == 3, (
        f"A plain number becomes a leaf without a label: Value(1.0) * 2 + 3 has 3 leaves, "
        f"and your list holds {len(found)}."
    )
    assert found_in(x) == [x], "A leaf that stands alone was made from itself only: [x] was due."
    for _ in range(20):
        nodes = [(leaf, {id(leaf)}) for leaf in map(Value, (1.0, 1.0, 2.0, 3.0, 4.0))]
        for _ in range(random.randint(1, 10)):
            (left, some), (right, others) = random.choice(nodes), random.choice(nodes)
            node = left * right if random.random() < 0.5 else left + right
            nodes.append((node, some | others))
        root, due = nodes[-1]
        found = found_in(root)
        assert len(found) == len(due) and {id(leaf) for leaf in found} == due, (
            f"A graph with shared parts has {len(due)} leaves, and your list holds {len(found)} "
            f"values, {len({id(leaf) for leaf in found})} of them different, "
            f"and {sum(1 for node in found if node._prev)} of them made of others."
        )


check()

# %% mistake
# x is the only leaf of x * x + x, and your list holds 3 times x.
def leaves(root):
    if not root._prev:
        return [root]
    found = []
    for operand in root._prev:
        found += leaves(operand)
    return found

# %% mistake
# p and q are two leaves, both 1.0, and your list holds 1: what makes two values the same?
def leaves(root):
    if not root._prev:
        return [root]
    found = {}
    for operand in root._prev:
        for leaf in leaves(operand):
            found[leaf.data] = leaf
    return list(found.values())

# %% mistake
# a * b + c has 3 leaves, and your list holds 1: a and b are operands of an operand.
def leaves(root):
    return [operand for operand in set(root._prev) if not operand._prev]

# %% mistake
# Asked a second time, for x * x + x, your list holds 4 values, some of the first graph: where does the list live between two calls?
def leaves(root, found=[]):
    if not root._prev and root not in found:
        found.append(root)
    for operand in root._prev:
        leaves(operand, found)
    return found

# %% mistake
# For a * b + c your list holds a value that has operands: then it is no leaf.
def leaves(root):
    found, to_visit = [], [root]
    while to_visit:
        node = to_visit.pop()
        if node not in found:
            found.append(node)
            to_visit += node._prev
    return found

# %% mistake
# Your list holds 2.0: the leaves themselves belong in it.
def leaves(root):
    if not root._prev:
        return [root.data]
    found = []
    for operand in root._prev:
        for leaf in leaves(operand):
            if leaf not in found:
                found.append(leaf)
    return found

# %% mistake
# For a * b + c your list is empty.
def leaves(root):
    if not root._prev:
        return []
    found = []
    for operand in root._prev:
        for leaf in leaves(operand):
            if leaf not in found:
                found.append(leaf)
    return found

# %% mistake
# The leaves of a * b + c are a, b and c themselves, and you gave [Value(data=2.0, grad=0.0), Value(data=-3.0, grad=0.0), Value(data=10.0, grad=0.0)].
def leaves(root):
    if not root._prev:
        return [root]
    found = []
    for operand in root._prev:
        for leaf in leaves(operand):
            if leaf not in found:
                found.append(Value(leaf.data))
    return found

# %% mistake
# A plain number becomes a leaf without a label: Value(1.0) * 2 + 3 has 3 leaves, and your list holds 0.
def leaves(root):
    if not root._prev:
        return [root] if root.label else []
    found = []
    for operand in root._prev:
        for leaf in leaves(operand):
            if leaf not in found:
                found.append(leaf)
    return found

# %% mistake
# A leaf that stands alone was made from itself only: [x] was due.
def leaves(root):
    found = []
    for operand in root._prev:
        for leaf in leaves(operand) if operand._prev else [operand]:
            if leaf not in found:
                found.append(leaf)
    return found

# %% mistake
# Afterwards the graph is no longer what it was: look at its values, and change none.
def leaves(root):
    root.grad = 1.0
    if not root._prev:
        return [root]
    found = []
    for operand in root._prev:
        for leaf in leaves(operand):
            if leaf not in found:
                found.append(leaf)
    return found

# %% mistake
# A list of values was asked for, and you gave 3.
from minigrad import topological_order


def leaves(root):
    return sum(not node._prev for node in topological_order(root))

# %% mistake
# A graph with shared parts has … leaves, and your list holds … values, … of them different, and … of them made of others.
def leaves(root):
    if not root._prev:
        return [root]
    found = []
    for operand in root._prev:
        for leaf in operand._prev or [operand]:
            if leaf not in found:
                found.append(leaf)
    return found
