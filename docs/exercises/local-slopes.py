# %% [markdown] Local slopes
# `local_slopes(node)` gets a value that was made by `+`, `*` or `tanh`.
# It returns a list of plain numbers: the slope of the node for each of its operands, in their order.
# The `+` is done; fill in the other two.

# %% given
from minigrad import Value

# %% blank
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [..., ...]
    if node._op == "tanh":
        return [...]

# %% hint
# For each factor of a product the local slope is the other factor, as a number: `.data`.

# %% hint
# You measured the slope of tanh in this chapter: 1 minus the square of the result. The result is the node itself.

# %% hint
# The product: `[y.data, x.data]`. The tanh: `[1 - node.data**2]`.

# %% solution
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% check
def check():
    import math
    import random

    from minigrad import Value

    def near(a, b):
        return abs(a - b) < 1e-4 * max(1.0, abs(b))

    def slopes_of(node, text):
        del node._partials  # what minigrad has worked out itself
        try:
            found = local_slopes(node)
        except AttributeError as error:
            raise AssertionError(
                f"For {text} your function stops with {error}: "
                "ask for _op, _prev and data, and work the slopes out from these."
            ) from None
        except ZeroDivisionError:
            raise AssertionError(
                f"For {text} your function divides by 0: "
                "can you tell the slope without a division?"
            ) from None
        assert found is not None, f"For {text} your function gives None."
        assert isinstance(found, (list, tuple)), (
            f"For {text} a list was due, with one number for each operand, and you gave {found!r}."
        )
        found = list(found)
        assert ... not in found, f"For {text} there are still dots (...) to fill in."
        assert len(found) == len(node._prev), (
            f"The number of operands of {text} is {len(node._prev)}, and you gave {found}."
        )
        assert all(isinstance(slope, (int, float)) for slope in found), (
            f"For {text} you gave {found}: a slope is a plain number, such as x.data."
        )
        return found

    def measured(f, x, h=1e-5):
        return (f(x + h) - f(x - h)) / (2 * h)

    found = slopes_of(Value(2.0) * Value(-3.0), "2 * -3")
    told = f"For 2 * -3 you gave {found}, and nudging the 2 moves the product by -3 for each unit"
    assert found != [2.0, -3.0], f"{told}: each factor got its own value."
    assert near(found[0], -3) and near(found[1], 2), f"{told}, nudging the -3 by 2."
    found = slopes_of(Value(0.0) * Value(2.0), "0 * 2")
    assert near(found[0], 2) and near(found[1], 0), (
        f"For 0 * 2 you gave {found}, and nudging the 0 moves the product by 2 for each unit, "
        "nudging the 2 by 0: does a factor of 0 need a case of its own?"
    )
    found = slopes_of(Value(1.0).tanh(), "tanh(1)")
    due = measured(math.tanh, 1.0)
    told = f"For tanh(1) you gave {found[0]:.4f}, and the measured slope is {due:.4f}"
    assert not near(found[0], 1 - math.tanh(math.tanh(1.0)) ** 2), (
        f"{told}: how often has tanh been applied to what you squared?"
    )
    assert not near(found[0], 0), f"{told}: did you square the operand, or the result?"
    assert near(found[0], due), f"{told}."
    for _ in range(20):
        x, y = random.uniform(-3, 3), random.uniform(-3, 3)
        for node, text, due in (
            (Value(x) + Value(y), f"{x:.2f} + {y:.2f}", [1.0, 1.0]),
            (
                Value(x) * Value(y),
                f"{x:.2f} * {y:.2f}",
                [measured(lambda x: x * y, x), measured(lambda y: x * y, y)],
            ),
            (Value(x).tanh(), f"tanh({x:.2f})", [measured(math.tanh, x)]),
        ):
            before = node.data
            found = slopes_of(node, text)
            assert all(map(near, found, due)), (
                f"For {text} you gave {[round(slope, 4) for slope in found]}, and the measured "
                f"slopes are {[round(slope, 4) for slope in due]}."
            )
            assert node.data == before, f"{text} has changed its value by being asked."
    square = Value(3.0)
    found = slopes_of(square * square, "x * x at 3")
    assert near(found[0], 3) and near(found[1], 3), (
        f"x * x at 3 has two edges with the slope 3, and you gave {found}."
    )


check()

# %% mistake
# For 2 * -3 you gave [2.0, -3.0], and nudging the 2 moves the product by -3 for each unit: each factor got its own value.
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [x.data, y.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For 2 * -3 you gave [Value(data=-3.0, grad=0.0), Value(data=2.0, grad=0.0)]: a slope is a plain number, such as x.data.
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y, x]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For tanh(1) you gave 0.5878, and the measured slope is 0.4200: how often has tanh been applied to what you squared?
import math


def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 - math.tanh(node.data) ** 2]

# %% mistake
# For tanh(1) you gave 0.0000, and the measured slope is 0.4200: did you square the operand, or the result?
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 - node._prev[0].data ** 2]

# %% mistake
# For 2 * -3 you gave [3.0, -2.0], and nudging the 2 moves the product by -3 for each unit, nudging the -3 by 2.
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [-y.data, -x.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For 0 * 2 you gave [0.0, 0.0], and nudging the 0 moves the product by 2 for each unit, nudging the 2 by 0: does a factor of 0 need a case of its own?
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [node.data / x.data, node.data / y.data] if node.data else [0.0, 0.0]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For tanh(1) you gave 1.5800, and the measured slope is 0.4200.
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 + node.data**2]

# %% mistake
# The number of operands of x * x at 3 is 2, and you gave [6.0].
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data] if x is not y else [2 * x.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For tanh(1) your function gives None.
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        print([1 - node.data**2])

# %% mistake
# For tanh(1) a list was due, with one number for each operand, and you gave 0.41997434161402614.
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return 1 - node.data**2

# %% mistake
# For … + … you gave [0.0, 0.0], and the measured slopes are [1.0, 1.0].
def local_slopes(node):
    if node._op == "+":
        return [0.0, 0.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For tanh(1) you gave 0.4224, and the measured slope is 0.4200.
def local_slopes(node):
    node.data = round(node.data, 2)
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For 0 * 2 your function divides by 0: can you tell the slope without a division?
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [node.data / x.data, node.data / y.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# x * x at 3 has two edges with the slope 3, and you gave [6.0, 0.0].
def local_slopes(node):
    if node._op == "+":
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data] if x is not y else [2 * x.data, 0.0]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# … + … has changed its value by being asked.
def local_slopes(node):
    if node._op == "+":
        node.data = 0.0
        return [1.0, 1.0]
    if node._op == "*":
        x, y = node._prev
        return [y.data, x.data]
    if node._op == "tanh":
        return [1 - node.data**2]

# %% mistake
# For 2 * -3 your function stops with 'Value' object has no attribute '_partials': ask for _op, _prev and data, and work the slopes out from these.
def local_slopes(node):
    return list(node._partials)
