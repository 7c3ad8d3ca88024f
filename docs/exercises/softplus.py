# %% [markdown] softplus, a smooth relu
# The softplus of $x$ is $\log(1 + e^x)$: relu with its corner rounded off. Its slope is the sigmoid of $x$.
# Fill in `softplus(x)`, which gets a `Value` and returns a new one, made in a single operation.
# It has to hold for large numbers too: at 800 and at -800.

# %% given
import math

from minigrad import Value

# %% blank
def softplus(x):
    z = ...
    slope = ...
    return Value(z, (x,), "softplus", (slope,))

# %% hint
# `z` and `slope` are plain numbers, worked out from `x.data`. For now, forget about 800.

# %% hint
# $e^{800}$ is too large for a float, but $e^{-800}$ is a harmless 0.
# Write the formula so that the exponent is never above 0: $\log(1 + e^x) =$ $\max(x, 0) + \log(1 + e^{-|x|})$.

# %% hint
# With `e = math.exp(-abs(x.data))`, `z` is `max(x.data, 0.0) + math.log(1.0 + e)`.
# minigrad's sigmoid holds at -800 as well: `slope = x.sigmoid().data`.

# %% solution
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))  # log(1 + ...), exact for a tiny rest too
    slope = x.sigmoid().data
    return Value(z, (x,), "softplus", (slope,))

# %% check
def check():
    import math
    import random

    from minigrad import Value

    def near(a, b):
        return abs(a - b) < 1e-5 * max(1.0, abs(b))

    def softplus_of(number):
        x = Value(number, label="x")
        try:
            z = softplus(x)
        except OverflowError:
            raise AssertionError(
                f"At {number:g} your function stops with an OverflowError: "
                "which of its exponentials has an exponent far above 0?"
            ) from None
        except TypeError as error:
            assert "llipsis" not in str(error), "There are still dots (...) to fill in."
            assert "tuples" not in str(error), (
                "Your softplus hands over one operand and one slope, and a Value takes a tuple of each: "
                "a tuple of one has a comma, as (x,)."
            )
            raise AssertionError(
                f"Your function stops with TypeError: {error}. "
                "Does every function in it get plain numbers, as x.data?"
            ) from None
        assert z is not None, "softplus(x) gives None: does it end in a return line?"
        assert isinstance(z, Value), (
            f"softplus(x) gives a plain {type(z).__name__}: no gradient comes through that."
        )
        assert z._prev, "The result of softplus(x) has no operands: it has forgotten x."
        assert not any(operand._prev for operand in z._prev), (
            f"softplus(x) is made of several operations, the last of them {z._op!r}: "
            "work with x.data inside, and make one Value at the end."
        )
        assert ... not in z._partials, "There are still dots (...) to fill in."
        for slope in z._partials:
            assert isinstance(slope, (int, float)), (
                f"The slope is {slope!r:.60}: it is handed over as a plain number."
            )
        assert len(z._prev) == 1, f"softplus(x) has {len(z._prev)} operands, and x should be all."
        assert z._prev[0] is x, "The operand of softplus(x) is not x itself: is it a copy?"
        assert z is not x and x.data == number, "softplus(x) has changed x, and x should stay."
        return x, z

    def slope_of(number):
        x, z = softplus_of(number)
        z.backward()
        return x.grad

    def measured(number, h=1e-5):
        h *= max(1.0, abs(number))
        return (softplus_of(number + h)[1].data - softplus_of(number - h)[1].data) / (2 * h)

    z = softplus_of(1.0)[1].data
    due = math.log(1 + math.e)
    assert near(z, due), f"softplus(1) came out as {z:.7g}, and log(1 + e) is {due:.7g}."
    slope = slope_of(1.0)
    told = f"The slope at 1 came out as {slope:.7g}, and measured it is {measured(1.0):.7g}"
    assert not near(slope, 1 / (1 + math.e)), f"{told}: yours is the slope at -1."
    assert not near(slope, z * (1 - z)), f"{told}: z·(1 - z) belongs to the result of sigmoid."
    assert not near(slope, math.e), f"{told}: yours is the slope of e to the x, the inner part."
    assert near(slope, measured(1.0)), f"{told}."
    for number in [random.uniform(-6, 6) for _ in range(20)] + [30.0, -30.0, 800.0, -800.0]:
        z, slope = softplus_of(number)[1].data, slope_of(number)
        due = number if number > 40 else math.log1p(math.exp(number))
        assert near(z, due), f"softplus({number:.4g}) came out as {z:.7g}, and {due:.7g} was due."
        assert near(slope, measured(number)), (
            f"The slope at {number:.4g} came out as {slope:.7f}, "
            f"and measured it is {measured(number):.7f}."
        )
    sign = softplus_of(1.0)[1]._op
    assert sign == "softplus", (
        f"The operation is called {sign!r} in the drawing, and 'softplus' was asked for."
    )


check()

# %% mistake
# Your function stops with TypeError: must be real number, not Value. Does every function in it get plain numbers, as x.data?
def softplus(x):
    z = math.log(1.0 + math.exp(x))
    return Value(z, (x,), "softplus", (x.sigmoid(),))

# %% mistake
# At 800 your function stops with an OverflowError: which of its exponentials has an exponent far above 0?
def softplus(x):
    z = math.log(1.0 + math.exp(x.data))
    slope = x.sigmoid().data
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# softplus(x) is made of several operations, the last of them 'log': work with x.data inside, and make one Value at the end.
def softplus(x):
    return (x.exp() + 1).log()

# %% mistake
# The slope at 1 came out as 0.2689414, and measured it is 0.7310586: yours is the slope at -1.
def softplus(x):
    e = math.exp(-abs(x.data))
    z = max(x.data, 0.0) + math.log(1.0 + e)
    slope = 1.0 / (1.0 + math.exp(x.data))
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# The slope at 1 came out as -0.4113946, and measured it is 0.7310586: z·(1 - z) belongs to the result of sigmoid.
def softplus(x):
    e = math.exp(-abs(x.data))
    z = max(x.data, 0.0) + math.log(1.0 + e)
    return Value(z, (x,), "softplus", (z * (1.0 - z),))

# %% mistake
# The slope is Value(data=0.7311, grad=0.0): it is handed over as a plain number.
def softplus(x):
    e = math.exp(-abs(x.data))
    z = max(x.data, 0.0) + math.log(1.0 + e)
    return Value(z, (x,), "softplus", (x.sigmoid(),))

# %% mistake
# softplus(1) came out as 0.3132617, and log(1 + e) is 1.313262.
def softplus(x):
    z = math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# The slope at 1 came out as 2.718282, and measured it is 0.7310586: yours is the slope of e to the x, the inner part.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = math.exp(x.data)
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# The slope at 1 came out as 1, and measured it is 0.7310586.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = 1.0
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# The operation is called 'sp' in the drawing, and 'softplus' was asked for.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return Value(z, (x,), "sp", (slope,))

# %% mistake
# softplus(x) gives None: does it end in a return line?
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    print(z, slope)

# %% mistake
# softplus(x) gives a plain float: no gradient comes through that.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return z

# %% mistake
# The result of softplus(x) has no operands: it has forgotten x.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return Value(z)

# %% mistake
# There are still dots (...) to fill in.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = ...
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# softplus(x) has 2 operands, and x should be all.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return Value(z, (x, Value(1.0)), "softplus", (slope, 0.0))

# %% mistake
# The operand of softplus(x) is not x itself: is it a copy?
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return Value(z, (Value(x.data),), "softplus", (slope,))

# %% mistake
# softplus(x) has changed x, and x should stay.
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    x.data = z
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# softplus(…) came out as …, and … was due.
def softplus(x):
    z = x.data if x.data > 3 else math.log1p(math.exp(x.data))
    slope = x.sigmoid().data
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# The slope at … came out as 1.0000000, and measured it is 0.9….
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = 1.0 if x.data > 3 else x.sigmoid().data
    return Value(z, (x,), "softplus", (slope,))

# %% mistake
# Your softplus hands over one operand and one slope, and a Value takes a tuple of each: a tuple of one has a comma, as (x,).
def softplus(x):
    z = max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))
    slope = x.sigmoid().data
    return Value(z, (x), "softplus", (slope))
