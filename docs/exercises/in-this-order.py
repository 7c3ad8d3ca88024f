# %% [markdown] Is every turn right?
# `order_is_right(order)` gets a list with all the values of a graph, in the order in which they shall pass their gradients on.
# It returns `True` if each of them comes after every value that uses it, and comes only once.
# Otherwise it returns `False`.

# %% given
from minigrad import Value

# %% blank
def order_is_right(order):
    ...

# %% hint
# Go through the list, and remember in a set who has had a turn.

# %% hint
# When a node's turn comes, two things must not have happened. One is that it has had a turn before.

# %% hint
# A node uses its operands. If one of `node._prev` has had its turn already, that was too early.

# %% solution
def order_is_right(order):
    done = set()
    for node in order:
        if node in done or any(operand in done for operand in node._prev):
            return False
        done.add(node)
    return True

# %% check
def check():
    import random

    from minigrad import Value

    def expect(due, order, asked, why):
        given = list(order)
        found = order_is_right(given)
        assert found is not None, f"{asked} Your function gives None: does every way return?"
        assert isinstance(found, bool), f"{asked} True or False was due, and you gave {found!r}."
        assert list(map(id, given)) == list(map(id, order)), (
            "Afterwards the list is no longer what it was: look at it, and leave it alone."
        )
        assert found is due, f"{asked} You say {'yes' if found else 'no'}, and {why}."

    a = Value(3.0, label="a")
    b = a + a
    c = b + b
    d = c + c
    e = b + d
    for due, order, why in [
        (True, [e, d, c, b, a], "each one stands after all that use it"),
        (False, [e, b, d, c, a], "c, which uses b, has not had its turn when b has"),
        (False, [e, d, c, b, b, a], "b has two turns"),
        (False, [a, b, c, d, e], "this is the topological order, not yet turned round"),
        (False, [e, d, c, a, b], "a is finished only after the turn of b"),
    ]:
        names = ", ".join("abcde"[[a, b, c, d, e].index(node)] for node in order)
        asked = f"In b = a + a, c = b + b, d = c + c, e = b + d, is {names} right?"
        expect(due, order, asked, why)
    p, q = Value(1.0, label="p"), Value(1.0, label="q")
    left, right = p + p, q + q
    root = left * right
    for order in ([root, left, right, p, q], [root, right, left, p, q], [root, left, p, right, q]):
        asked = "In (p + p) * (q + q) the two sums do not use each other, so either may come first."
        expect(True, order, asked, "one of these orders is right")
    for _ in range(50):
        nodes = [Value(1.0), Value(1.0)]
        for _ in range(random.randint(2, 12)):
            nodes.append(random.choice(nodes) + random.choice(nodes))
        order = nodes[::-1]  # who was made later is never used by who was made before
        for _ in range(30):
            i = random.randrange(len(order) - 1)
            first, second = order[i], order[i + 1]
            if second not in first._prev:
                order[i : i + 2] = [second, first]
        expect(True, order, "In a larger graph every turn is right.", "it keeps the rule")
        user = random.choice([node for node in order if node._prev])
        early, late = random.choice(user._prev), order.index(user)
        moved = [node for node in order if node is not early]
        moved.insert(random.randint(0, late), early)
        asked = "In a larger graph one value has its turn before another that uses it."
        expect(False, moved, asked, "not all operands of a value were asked about")
        twice = list(order)
        again = random.randrange(len(order))
        twice.insert(random.randint(again + 1, len(order)), order[again])
        expect(False, twice, "In a larger graph one value has two turns.", "one is enough")


check()

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, is e, d, c, b, a right? You say no, and each one stands after all that use it.
def order_is_right(order):
    done = set()
    for node in order:
        if node in done or any(operand not in done for operand in node._prev):
            return False
        done.add(node)
    return True

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, is e, d, c, b, b, a right? You say yes, and b has two turns.
def order_is_right(order):
    done = set()
    for node in order:
        if any(operand in done for operand in node._prev):
            return False
        done.add(node)
    return True

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, is e, b, d, c, a right? You say yes, and c, which uses b, has not had its turn when b has.
def order_is_right(order):
    return len(set(order)) == len(order)

# %% mistake
# In (p + p) * (q + q) the two sums do not use each other, so either may come first. You say no, and one of these orders is right.
from minigrad import topological_order


def order_is_right(order):
    return order == topological_order(order[0])[::-1]

# %% mistake
# In a larger graph one value has its turn before another that uses it. You say yes, and not all operands of a value were asked about.
def order_is_right(order):
    done = set()
    for node in order:
        if node in done or (node._prev and node._prev[0] in done):
            return False
        done.add(node)
    return True

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, is e, d, c, b, a right? Your function gives None: does every way return?
def order_is_right(order):
    done = set()
    for node in order:
        if node in done or any(operand in done for operand in node._prev):
            return False
        done.add(node)

# %% mistake
# In b = a + a, c = b + b, d = c + c, e = b + d, is e, d, c, b, a right? True or False was due, and you gave 'yes'.
def order_is_right(order):
    done = set()
    for node in order:
        if node in done or any(operand in done for operand in node._prev):
            return "no"
        done.add(node)
    return "yes"

# %% mistake
# Afterwards the list is no longer what it was: look at it, and leave it alone.
def order_is_right(order):
    done = set()
    while order:
        node = order.pop(0)
        if node in done or any(operand in done for operand in node._prev):
            return False
        done.add(node)
    return True
