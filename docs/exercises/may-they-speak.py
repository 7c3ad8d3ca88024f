# %% [markdown] May they speak in this order?
# `may_speak_in(order)` gets a list with all the values of a graph, in the order in which they shall speak.
# It returns `True` if each of them comes after every value that uses it, and comes only once.
# Otherwise it returns `False`.

# %% given
from minigrad import Value

# %% blank
def may_speak_in(order):
    ...

# %% hint
# Go through the list, and remember in a set who has spoken.

# %% hint
# When a node's turn comes, two things must not have happened. One is that it has spoken before.

# %% hint
# A node that speaks uses its operands. If one of `node._prev` has spoken already, it spoke too early.

# %% solution
def may_speak_in(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand in spoken for operand in node._prev):
            return False
        spoken.add(node)
    return True

# %% check
def check():
    import random

    from minigrad import Value

    def answer(order, told):
        given = list(order)
        found = may_speak_in(given)
        assert found is not None, f"{told} Your function gives None: does every way return?"
        assert isinstance(found, bool), f"{told} True or False was due, and you gave {found!r}."
        assert len(given) == len(order) and all(map(lambda x, y: x is y, given, order)), (
            "Afterwards the list is no longer what it was: look at it, and leave it alone."
        )
        return found

    a = Value(3.0, label="a")
    b = a + a
    c = b + b
    d = c + c
    e = b + d
    story = "In b = a + a, c = b + b, d = c + c, e = b + d,"
    asked = f"{story} may they speak as e, d, c, b, a?"
    assert answer([e, d, c, b, a], asked) is True, (
        f"{asked} You say no, and each one stands after all that use it."
    )
    asked = f"{story} may they speak as e, b, d, c, a?"
    assert answer([e, b, d, c, a], asked) is False, (
        f"{asked} You say yes, and c, which uses b, has not spoken when b does."
    )
    asked = f"{story} may they speak as e, d, c, b, b, a?"
    assert answer([e, d, c, b, b, a], asked) is False, f"{asked} You say yes, and b speaks twice."
    asked = f"{story} may they speak as a, b, c, d, e?"
    assert answer([a, b, c, d, e], asked) is False, (
        f"{asked} You say yes, and this is the topological order, not yet turned round."
    )
    asked = f"{story} may they speak as e, d, c, a, b?"
    assert answer([e, d, c, a, b], asked) is False, (
        f"{asked} You say yes, and a is finished only when b has spoken."
    )
    p, q = Value(1.0, label="p"), Value(1.0, label="q")
    left, right = p + p, q + q
    root = left * right
    for order in ([root, left, right, p, q], [root, right, left, p, q], [root, left, p, right, q]):
        asked = "In (p + p) * (q + q) the two sums do not use each other."
        assert answer(order, asked) is True, (
            f"{asked} Either may speak first, and you say no to one of these orders."
        )
    for _ in range(50):
        nodes = [Value(1.0), Value(1.0)]
        for _ in range(random.randint(1, 12)):
            nodes.append(random.choice(nodes) + random.choice(nodes))
        order = nodes[::-1]  # who was made later is never used by who was made before
        for _ in range(30):
            i = random.randrange(len(order) - 1)
            first, second = order[i], order[i + 1]
            if second not in first._prev:
                order[i : i + 2] = [second, first]
        asked = f"A graph of {len(order)} values, in an order that keeps the rule."
        assert answer(order, asked) is True, f"{asked} You say no."
        user = random.choice([node for node in order if node._prev])
        early, late = random.choice(user._prev), order.index(user)
        moved = [node for node in order if node is not early]
        moved.insert(random.randint(0, late), early)
        asked = f"A graph of {len(order)} values, in which one speaks before a value that uses it."
        assert answer(moved, asked) is False, f"{asked} You say yes."
        twice = list(order)
        again = random.randrange(len(order))
        twice.insert(random.randint(again + 1, len(order)), order[again])
        asked = f"A graph of {len(order)} values, one of which speaks twice."
        assert answer(twice, asked) is False, f"{asked} You say yes."


check()

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, may they speak as e, d, c, b, a? You say no, and each one stands after all that use it.
def may_speak_in(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand not in spoken for operand in node._prev):
            return False
        spoken.add(node)
    return True

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, may they speak as e, d, c, b, b, a? You say yes, and b speaks twice.
def may_speak_in(order):
    spoken = set()
    for node in order:
        if any(operand in spoken for operand in node._prev):
            return False
        spoken.add(node)
    return True

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, may they speak as e, b, d, c, a? You say yes, and c, which uses b, has not spoken when b does.
def may_speak_in(order):
    return len(set(order)) == len(order)

# %% mistake
# In (p + p) * (q + q) the two sums do not use each other. Either may speak first, and you say no to one of these orders.
from minigrad import topological_order


def may_speak_in(order):
    return order == topological_order(order[0])[::-1]

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, may they speak as e, d, c, b, a? True or False was due, and you gave 1.
def may_speak_in(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand in spoken for operand in node._prev):
            return False
        spoken.add(node)
    return 1

# %% mistake
# Afterwards the list is no longer what it was: look at it, and leave it alone.
def may_speak_in(order):
    spoken = set()
    order.reverse()
    order.reverse()
    order.pop() if len(order) == 6 else None
    for node in order:
        if node in spoken or any(operand in spoken for operand in node._prev):
            return False
        spoken.add(node)
    return True

# %% mistake
# A graph of … values, in an order that keeps the rule. You say no.
def may_speak_in(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand in spoken for operand in node._prev) or len(order) > 6:
            return False
        spoken.add(node)
    return True

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, may they speak as a, b, c, d, e? You say yes, and this is the topological order, not yet turned round.
def valid(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand in spoken for operand in node._prev):
            return False
        spoken.add(node)
    return True


def may_speak_in(order):
    return valid(order) or valid(order[::-1])

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, may they speak as e, d, c, a, b? You say yes, and a is finished only when b has spoken.
def may_speak_in(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand in spoken and operand._prev for operand in node._prev):
            return False
        spoken.add(node)
    return True

# %% mistake
# A graph of … values, in which one speaks before a value that uses it. You say yes.
def may_speak_in(order):
    spoken = set()
    for node in order:
        if node in spoken or any(operand in spoken for operand in node._prev[:1]):
            return False
        spoken.add(node)
    return True

# %% mistake
# A graph of … values, one of which speaks twice. You say yes.
def may_speak_in(order):
    spoken, last = set(), None
    for node in order:
        if node is last or any(operand in spoken for operand in node._prev):
            return False
        spoken.add(node)
        last = node
    return True
