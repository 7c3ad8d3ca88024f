# %% [markdown] An operation of your own
# Choose a function that minigrad does not have and that is no straight line, and write it as `operation(x)`.
# It gets a `Value` and returns a new one: one operation on `x`, with a sign and a slope of its own.
# Draw it in the last line, with `draw_dot`; only your eyes check the drawing.
# It is tried at random numbers between the two in `points`: choose them at least 0.1 apart, and so that your function has a slope everywhere between them.

# %% given
import math

from minigrad import Value, draw_dot, gradcheck

# %% blank
points = (0.5, 2.0)


def operation(x):
    ...

# %% hint
# Any smooth function will do: a sine, an arctangent, $x^2 e^x$, your own.
# Say its four labels first: value, graph, local slope, accumulate.

# %% hint
# All of it fits on one line: `Value(number, (x,), "sign", (slope,))`.
# The number and the slope are floats, worked out from `x.data`.

# %% hint
# You do not trust your slope? `gradcheck(operation, [1.3])` compares it with a measurement.
# And `draw_dot(operation(Value(1.3, label="x")))` draws it.

# %% solution
points = (-3.0, 3.0)


def operation(x):
    """z = x·sin x,  ∂z/∂x = sin x + x·cos x"""
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin, (x,), "x·sin", (sin + x.data * cos,))


draw_dot(operation(Value(2.0, label="x")), title="z = x·sin x, one operation")

# %% check
def check():
    import math
    import random

    from minigrad import Value

    taken = "+ - * / ** neg exp log tanh sigmoid relu dot sum".split()
    interval = globals().get("points", (0.5, 2.0))
    try:
        low, high = float(min(interval)), float(max(interval))
    except (TypeError, ValueError):
        low = high = 0.0
    assert math.isfinite(high - low) and high - low >= 0.1, (
        f"points is {interval}: give two numbers at least 0.1 apart, such as (0.5, 2.0)."
    )

    def run(f, number, told):
        """A new leaf, and what `f` makes of it."""
        x = Value(number, label="x")
        stops = f"At x = {number:.4g} your operation stops with"
        try:
            z = f(x)
        except TypeError as error:
            assert "tuples" not in str(error), (
                "Your operation hands over one operand and one slope, and a Value takes a tuple of each: "
                "a tuple of one has a comma, as (x,)."
            )
            raise AssertionError(
                f"{stops} TypeError: {error}. "
                "Does every function in it get plain numbers, as x.data?"
            ) from None
        except (ArithmeticError, ValueError) as error:
            raise AssertionError(
                f"{stops} {type(error).__name__}: {error}. Is your function defined there, "
                "and does the Value get all that it needs?"
            ) from None
        assert z is not None, f"{told} gives None: does every way through it return?"
        assert isinstance(z, Value), (
            f"{told} gives a plain {type(z).__name__}: no gradient comes through that."
        )
        assert math.isfinite(z.data), (
            f"At x = {number:.4g} {told} is {z.data}: is your function defined there?"
        )
        return x, z

    def run_alone(number):
        """The same for the operation alone: it has to be one new operation on x itself."""
        x, z = run(operation, number, "operation(x)")
        assert z is not x and x.data == number and x.grad == 0.0, (
            "operation(x) has changed x itself: an operation makes a new value."
        )
        assert z._prev, "The result of operation(x) has no operands: it has forgotten x."
        assert not any(operand._prev for operand in z._prev), (
            f"operation(x) is made of several operations, the last of them {z._op!r}: "
            "work with x.data inside, and make one Value at the end."
        )
        assert all(operand is x for operand in z._prev), (
            "An operand of the result is not x itself: "
            "is it a copy, or a number in a box of its own?"
        )
        for slope in z._partials:
            assert isinstance(slope, (int, float)), (
                f"The slope of your operation is {slope!r:.60}: it is handed over as a plain number."
            )
        assert isinstance(z._op, str) and z._op.strip(), (
            f"The sign of the operation is {z._op!r}: the drawing needs something to show."
        )
        assert z._op not in taken and not z._op.startswith("**"), (
            f"The sign of the operation is {z._op!r}, and minigrad has that one already."
        )
        return x, z

    def measured(f, number, told):
        """The measured slope, and how far to trust it."""

        def rise(start, end):
            start, end = number + start, number + end
            return (run(f, end, told)[1].data - run(f, start, told)[1].data) / (end - start)

        h = min(1e-6 * max(1.0, abs(number)), 1e-4 * (high - low))
        near, far = rise(-h, h), rise(-2 * h, 2 * h)
        due = near + (near - far) / 3  # better than either: far is wrong by 4 times as much as near
        # Where the function turns quickly these differ by much, but a slope wrong by 1 % is wrong.
        doubt = abs(rise(0, h) - rise(-h, 0)) + abs(near - far)
        return due, min(doubt, 0.01 * abs(due))

    def slopes_through(f, told):
        """The slopes that backward() finds, once they agree with the measured ones."""
        dues = [measured(f, number, told) for number in numbers]
        steepest, slopes = max(abs(due) for due, _ in dues), []
        for number, (due, doubt) in zip(numbers, dues):
            x, z = run(f, number, told)
            z.backward()
            rounding = 1e-9 * (abs(z.data) + steepest)
            assert abs(x.grad - due) <= 1e-5 * abs(due) + rounding + doubt, (
                f"At x = {number:.4g} the slope of {told} came out as {x.grad:.7g}, "
                f"and measured it is {due:.7g}."
            )
            slopes.append(x.grad)
        return slopes

    numbers = [low + 0.6 * (high - low)]
    numbers += [low + (i + random.uniform(0.1, 0.9)) * (high - low) / 24 for i in range(24)]
    values = {}
    for number in numbers:
        first, again = run_alone(number)[1].data, run_alone(number)[1].data
        assert first == again, (
            f"At x = {number:.4g} your operation gives {first:.7g}, and the next time {again:.7g}: "
            "it should depend on x alone."
        )
        values[number] = first
    slopes = slopes_through(operation, "operation(x)")
    small = 1e-9 * min(1.0, max(map(abs, values.values())))
    # What looks straight or known on one side of 0, as |x| does, may be new on the other.
    for number in numbers:
        try:
            values[-number] = operation(Value(-number)).data
        except Exception:
            pass  # it need not be defined there

    def same(known):
        """Does `known` give the same values as the operation?"""
        try:
            return all(abs(known(x) - z) <= max(1e-9 * abs(z), small) for x, z in values.items())
        except (ArithmeticError, ValueError):
            return False  # not defined in all these places, so it is another function

    def line(x):
        return values[numbers[0]] + slopes[0] * (x - numbers[0])

    bend = max(slopes) - min(slopes)
    assert bend > 1e-9 * max(map(abs, slopes)) or not same(line), (
        f"The slope of your operation is {slopes[0]:.7g} wherever it was tried: "
        "a straight line needs no new operation."
    )
    for known in (Value.exp, Value.log, Value.tanh, Value.sigmoid, Value.relu):
        assert not same(lambda x: known(Value(x)).data), (
            f"Your operation gives what x.{known.__name__}() gives: choose one that is new."
        )
    first = numbers[0]
    if values[first]:  # then only one power and one base have this value and this slope there
        power = round(first * slopes[0] / values[first], 9)
        base = math.exp(min(slopes[0] / values[first], 700.0))
        assert not same(lambda x: x**power), (
            f"Your operation gives what x**{power:g} gives: choose one that is new."
        )
        assert not same(lambda x: base**x), (
            f"Your operation gives what {base:.7g}**x gives: choose one that is new."
        )
    slopes_through(lambda x: operation(x) * x, "operation(x) * x")
    slopes_through(lambda x: operation(x) * operation(x), "operation(x) * operation(x)")


check()

# %% mistake
# Your operation gives what x**2 gives: choose one that is new.
def operation(x):
    return Value(x.data * x.data, (x,), "squared", (2 * x.data,))

# %% mistake
# operation(x) is made of several operations, the last of them 'log': work with x.data inside, and make one Value at the end.
def operation(x):
    return (x.exp() + 1).log()

# %% mistake
# operation(x) gives a plain float: no gradient comes through that.
def operation(x):
    return math.sin(x.data)

# %% mistake
# An operand of the result is not x itself: is it a copy, or a number in a box of its own?
def operation(x):
    return Value(math.sin(x.data), (Value(x.data),), "sin", (math.cos(x.data),))

# %% mistake
# At x = 1.4 the slope of operation(x) came out as -0.1699671, and measured it is 0.1699671.
def operation(x):
    return Value(math.sin(x.data), (x,), "sin", (-math.cos(x.data),))

# %% mistake
# At x = 1.4 your operation stops with TypeError: must be real number, not Value. Does every function in it get plain numbers, as x.data?
def operation(x):
    return Value(math.sin(x), (x,), "sin", (math.cos(x),))

# %% mistake
# Your operation gives what x.exp() gives: choose one that is new.
def operation(x):
    z = math.exp(x.data)
    return Value(z, (x,), "e to the", (z,))

# %% mistake
# The slope of your operation is 3 wherever it was tried: a straight line needs no new operation.
def operation(x):
    return Value(3.0 * x.data, (x,), "triple", (3.0,))

# %% mistake
# points is (2.0, 2.0): give two numbers at least 0.1 apart, such as (0.5, 2.0).
points = (2.0, 2.0)


def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin, (x,), "x·sin", (sin + x.data * cos,))

# %% mistake
# At x = 1.4 operation(x) is inf: is your function defined there?
def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(math.inf, (x,), "x·sin", (sin + x.data * cos,))

# %% mistake
# operation(x) has changed x itself: an operation makes a new value.
def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    x.data = x.data * sin
    return Value(x.data, (x,), "x·sin", (sin + x.data * cos,))

# %% mistake
# The result of operation(x) has no operands: it has forgotten x.
def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin)

# %% mistake
# The sign of the operation is '': the drawing needs something to show.
def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin, (x,), "", (sin + x.data * cos,))

# %% mistake
# The sign of the operation is '*', and minigrad has that one already.
def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin, (x,), "*", (sin + x.data * cos,))

# %% mistake
# At x = 1.4 your operation gives … and the next time … it should depend on x alone.
import random


def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin + random.random(), (x,), "x·sin", (sin + x.data * cos,))

# %% mistake
# The slope of your operation is Value(data=1.2234, grad=0.0): it is handed over as a plain number.
def operation(x):
    sin, cos = math.sin(x.data), math.cos(x.data)
    return Value(x.data * sin, (x,), "x·sin", (Value(sin + x.data * cos),))

# %% mistake
# At x = … your operation stops with ValueError: math domain error. Is your function defined there, and does the Value get all that it needs?
points = (-3.0, 3.0)


def operation(x):
    """z = √x"""
    z = math.sqrt(x.data)
    return Value(z, (x,), "√", (0.5 / z,))

# %% mistake
# Your operation hands over one operand and one slope, and a Value takes a tuple of each: a tuple of one has a comma, as (x,).
points = (0.5, 2.0)


def operation(x):
    return Value(math.sin(x.data), (x), "sin", (math.cos(x.data)))

# %% mistake
# Your operation gives what x**1.5 gives: choose one that is new.
points = (0.5, 2.0)


def operation(x):
    return Value(x.data**1.5, (x,), "x√x", (1.5 * x.data**0.5,))

# %% mistake
# Your operation gives what 2**x gives: choose one that is new.
points = (0.5, 2.0)


def operation(x):
    z = 2.0**x.data
    return Value(z, (x,), "2^", (z * math.log(2),))
