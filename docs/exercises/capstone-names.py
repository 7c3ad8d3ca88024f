# %% [markdown] Names on your own engine
# Bring the class `Value` that you wrote in [the exam of part one](../tutorial/05-operations.md), or write it here.
# It has `data`, `grad`, `+`, `*`, `tanh()` and `backward()`, with a `Value` on both sides of an operation.
# For letters it needs two things more: `exp()` and `log()`, and a `backward()` that does not mind long chains,
# since the loss of many letters is one.
# The check compares your gradients with nudges, and then trains a small model of letters on your engine.

# %% blank
import math


class Value:
    ...

# %% hint
# An operation is one line: a new `Value` of the number, the operands, and the local slopes.
# The slope of exp is its own result, and that of log is one over the number.

# %% hint
# A function that calls itself for each operand goes as deep as the chain is long, and Python stops it after a thousand.
# [Chapter 4](../tutorial/04-backward.md) keeps the unfinished nodes in a list of its own instead.

# %% hint
# Put pairs on a list: `(node, False)` is to be opened, and `(node, True)` to be placed.
# To open a node that has not been seen, put `(node, True)` on the list, and then `(operand, False)` for each operand.

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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% check
def check():
    import math
    import random

    import minigrad

    needed = {"+": "__add__", "*": "__mul__"} | {f"{s}()": s for s in ("tanh", "exp", "log", "backward")}
    missing = [sign for sign, name in needed.items() if not hasattr(Value, name)]
    assert not missing, f"Your Value lacks {', '.join(missing)}: a model of letters needs them all."
    for parent in Value.__mro__:
        assert not parent.__module__.startswith("minigrad"), (
            "That is minigrad's own Value, or made from it: the capstone stands on yours."
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
        raise AssertionError("Your backward() calls that of minigrad: the capstone stands on yours.")

    def agree(function, numbers, told, why):
        leaves = [Value(number) for number in numbers]
        end = function(*leaves)
        assert isinstance(end, Value), f"{told} gives a {type(end).__name__}, and a Value was due."
        due = function(*map(minigrad.Value, numbers)).data
        assert abs(end.data - due) < 1e-9, f"{told} gives {end.data:.10g}, and {due:.10g} is right."
        kept, minigrad.Value.backward = minigrad.Value.backward, finished
        try:
            end.backward()
        finally:
            minigrad.Value.backward = kept
        found = [leaf.grad for leaf in leaves]
        due = minigrad.numerical_gradient(function, numbers)  # by nudges, not by backward()
        same = all(abs(f - d) < 1e-4 * max(1.0, abs(d)) for f, d in zip(found, due, strict=True))
        rounded = [round(f, 4) for f in found], [round(d, 4) + 0.0 for d in due]
        assert same, f"{told} has the gradient {rounded[0]}, and measured {rounded[1]}: {why}"

    def near_and_far(a):
        b = a + a
        c = b + b
        return b + (c + c)

    def tangled(a, b):
        c = a * b
        d = (c + c).tanh()
        return ((c + d * a) * c).exp() + (d * d + c * c).exp().log()

    agree(lambda a, b: a + b, [2.0, -3.0], "a + b", "what starts the walk at the end?")
    agree(lambda a, b: a * b, [2.0, -3.0], "a * b at 2 and -3", "for each factor, the other one.")
    agree(lambda x: x.tanh(), [0.5], "tanh at 0.5", "is the square that of x, or of the result?")
    agree(lambda x: x.exp(), [0.5], "exp at 0.5", "its slope is its own result.")
    agree(lambda x: x.log(), [2.0], "log at 2", "its slope is one over the number.")
    agree(lambda x: x * x, [3.0], "x * x at 3", "two edges lead to x: do both arrive?")
    agree(near_and_far, [3.0], "e = b + (c + c) with c = b + b, b = a + a", "who was too early?")
    agree(lambda a, b: a * b + b * a, [2.0, 3.0], "a * b + b * a at 2 and 3",
          "two nodes may hold the same number, and they are two all the same.")
    for _ in range(5):
        numbers = [random.uniform(0.2, 1), random.uniform(0.2, 1)]
        agree(tangled, numbers, "A graph of many shared parts", "go through it step by step.")
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
    x = chain = Value(1.0)
    for _ in range(3000):
        chain = chain + x
    try:
        chain.backward()
    except RecursionError:
        raise AssertionError(
            "On a chain of 3000 sums your backward() nests too many calls inside one another: "
            "keep the nodes that wait in a list."
        ) from None

    # A model that sees two letters, on three names, beside the best that one letter can do.
    names = ["aorun", "nanosaurus", "orosaurus"]
    letters = sorted(set("." + "".join(names)))
    pairs, singles = {}, {}
    for name in names:
        for a, b, c in zip(".." + name, "." + name + ".", name + ".", strict=False):
            for table, context in ((pairs, (a, b)), (singles, b)):
                row = table.setdefault(context, dict.fromkeys(letters, 0))
                row[c] += 1
    n = sum(map(len, names)) + len(names)
    counted = [k * math.log(sum(row.values()) / k) for row in singles.values() for k in row.values() if k]
    by_counting = sum(counted) / n
    rng = random.Random(1)

    def table(rows, columns):
        return [[Value(rng.uniform(-1, 1)) for _ in range(columns)] for _ in range(rows)]

    embedding = dict(zip(letters, table(len(letters), 2), strict=True))
    hidden, last = table(3, 4), table(len(letters), 4)
    parameters = sum([*embedding.values(), *hidden, *last], [])

    def dot(ws, xs):
        products = [w * x for w, x in zip(ws, xs, strict=True)]
        result = products[0]
        for product in products[1:]:
            result = result + product
        return result

    def mean_loss():
        result = Value(0.0)
        for (a, b), row in pairs.items():
            xs = [dot(ws, embedding[a] + embedding[b]).tanh() for ws in hidden] + [Value(1.0)]
            logits = [dot(ws, xs) for ws in last]
            S = Value(0.0)
            for z in logits:
                S = S + z.exp()
            result = result + Value(float(sum(row.values()))) * S.log()
            for k, z in zip(row.values(), logits, strict=True):
                result = result + Value(-float(k)) * z
        return result * Value(1.0 / n)

    losses = []
    for _ in range(30):
        loss = mean_loss()
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        loss.backward()
        for p in parameters:
            p.data -= 2.0 * p.grad
    told = f"The gradients are right. The letters start at a loss of {losses[0]:.2f}"
    assert losses[-1] != losses[0], (
        f"{told} and stay there, though each p.data has been changed: does an operation read it?"
    )
    assert losses[-1] < by_counting, (
        f"{told} and are at {losses[-1]:.2f} after 30 steps, where one letter by counting has "
        f"{by_counting:.2f}: when a step sets p.grad to 0.0, does your engine take it?"
    )


check()

# %% mistake
# Your Value lacks exp(), log(): a model of letters needs them all.
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

# %% mistake
# That is minigrad's own Value, or made from it: the capstone stands on yours.
from minigrad import Value

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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# exp at 0.5 gives a float, and a Value was due.
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

    def exp(self):
        return math.exp(self.data)

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# log at 2 gives 0.3010299957, and 0.6931471806 is right.
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log10(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# exp at 0.5 has the gradient [1.0], and measured [1.6487]: its slope is its own result.
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (1.0,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# log at 2 has the gradient [2.0], and measured [0.5]: its slope is one over the number.
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# x * x at 3 has the gradient [3.0], and measured [6.0]: two edges lead to x: do both arrive?
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad = slope * node.grad

# %% mistake
# e = b + (c + c) with c = b + b, b = a + a has the gradient [2.0], and measured [10.0]: who was too early?
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, queue = [], set(), [self]
        while queue:
            node = queue.pop(0)
            if node not in seen:
                seen.add(node)
                order.insert(0, node)
                queue.extend(node.operands)
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# a * b + b * a at 2 and 3 has the gradient [3.0, 2.0], and measured [6.0, 4.0]: two nodes may hold the same number, and they are two all the same.
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node.data not in seen:
                seen.add(node.data)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# For x * x + 1 at x = 3, three calls of backward() leave [6.0, 18.0, 36.0] in x, and [6.0, 12.0, 18.0] is right: who adds up, and who starts afresh?
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        self.grad = 1.0
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# On a chain of 3000 sums your backward() nests too many calls inside one another: keep the nodes that wait in a list.
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

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

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
# The gradients are right. The letters start at a loss of 1.90 and stay there, though each p.data has been changed: does an operation read it?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = self.number = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.number + other.number, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.number * other.number, (self, other), (other.number, self.number))

    def tanh(self):
        z = math.tanh(self.number)
        return Value(z, (self,), (1.0 - z * z,))

    def exp(self):
        z = math.exp(self.number)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.number), (self,), (1.0 / self.number,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += slope * node.grad

# %% mistake
# The gradients are right. The letters start at a loss of 1.90 and are at 3.89 after 30 steps, where one letter by counting has 0.88: when a step sets p.grad to 0.0, does your engine take it?
import math


class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = self.total = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        z = math.tanh(self.data)
        return Value(z, (self,), (1.0 - z * z,))

    def exp(self):
        z = math.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, placed = waiting.pop()
            if placed:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(operand, False) for operand in node.operands]
        for node in order:
            if node.operands:
                node.grad = node.total = 0.0
        self.total += 1.0
        self.grad = self.total
        for node in reversed(order):
            for operand, slope in zip(node.operands, node.slopes):
                operand.total += slope * node.grad
                operand.grad = operand.total

# %% mistake
# Your backward() calls that of minigrad: the capstone stands on yours.
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

    def exp(self):
        return Value(self.inner.exp())

    def log(self):
        return Value(self.inner.log())

    def backward(self):
        self.inner.backward()

# %% mistake
# Value(2.0) stops with Value() takes no arguments: has the class an __init__ that takes a number?
class Value:
    def __add__(self, other):
        return Value(self.data + other.data)

    def __mul__(self, other):
        return Value(self.data * other.data)

    tanh = exp = log = backward = __add__
