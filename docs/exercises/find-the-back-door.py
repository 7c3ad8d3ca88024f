# %% [markdown] Find the back door
# `f(a, b)` gets two `Value`s and returns one.
# Its value is right, and its gradients are wrong: in two places a plain number leaves the graph.
# Repair both places, so that every gradient agrees with the measured slope and every value stays as it is.

# %% given
import math

from minigrad import Value

# %% blank
def f(a, b):
    c = a * b
    d = c + a.data
    e = d * d - c
    g = e / 2 + math.tanh(b.data)
    return g * a

# %% hint
# Which names in the formula stand for a `Value`, and where is only its number taken?

# %% hint
# `a.data` is a number without a past. What do you write to have `a` itself in the sum?

# %% hint
# In `d`, write `a`. In `g`, `math.tanh` gives a plain number: a `Value` has a `tanh()` of its own, which stays in the graph.

# %% solution
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    return g * a

# %% check
def _check():
    import math
    import random

    from minigrad import Value

    def numbers_only(a, b):
        c = a * b
        d = c + a
        return ((d * d - c) / 2 + math.tanh(b)) * a

    def measured(a, b, h=1e-5):
        return (
            (numbers_only(a + h, b) - numbers_only(a - h, b)) / (2 * h),
            (numbers_only(a, b + h) - numbers_only(a, b - h)) / (2 * h),
        )

    def near(x, y):
        return isinstance(x, (int, float)) and abs(x - y) <= 1e-5 * max(1.0, abs(y))

    def run(x, y, a, b):
        """f of the values x and y, which hold a and b."""
        try:
            result = f(x, y)
        except TypeError as error:
            assert "must be real number" not in str(error), (
                "f stops: a function of the math module wants a plain number and got a Value. "
                "Which tanh does a Value have?"
            )
            raise
        assert result is not None, "f(a, b) gives None: does it end in a return line?"
        assert isinstance(result, Value), (
            f"f(a, b) gives {result!r}: without a Value at the end there is nothing to walk back from."
        )
        assert (x.data, y.data) == (a, b), (
            f"The inputs held {a} and {b}, and after f they hold {x.data} and {y.data}."
        )
        due = numbers_only(a, b)
        assert near(result.data, due), (
            f"f({a:.4g}, {b:.4g}) was {due:.7g} and is {result.data:.7g} now: "
            "only the gradients are to change."
        )
        result.backward()

    def compare(a, b):
        x, y = Value(a), Value(b)
        run(x, y, a, b)
        slopes = measured(a, b)
        right = near(x.grad, slopes[0]), near(y.grad, slopes[1])
        told_a = f"a.grad is {x.grad:.7g}, measured {slopes[0]:.7g}"
        told_b = f"b.grad is {y.grad:.7g}, measured {slopes[1]:.7g}"
        told = f"At {a:.4g} and {b:.4g}, {told_a}, and {told_b}"
        assert any(right) or x.grad > slopes[0] or y.grad > slopes[1], (
            f"{told}: a number that was taken out of a Value has no past, even inside a new Value."
        )
        assert any(right), f"{told}."
        assert right[0], f"At {a:.4g} and {b:.4g}, b.grad is right, but {told_a}: follow each use of a."
        assert right[1], f"At {a:.4g} and {b:.4g}, a.grad is right, but {told_b}: follow each use of b."

    compare(2.0, 0.5)
    rng = random.Random()
    for _ in range(20):
        compare(rng.uniform(-2, 2), rng.uniform(-2, 2))
    a = rng.uniform(0.5, 2)
    x = Value(a)
    run(x, x, a, a)
    slope = sum(measured(a, a))
    assert near(x.grad, slope), (
        f"With one value x = {a:.4g} for both inputs, x.grad is {x.grad:.7g}, measured {slope:.7g}."
    )


_check()

# %% mistake
# At 2 and 0.5, a.grad is right, but b.grad is 10, measured 11.5729: follow each use of b.
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + math.tanh(b.data)
    return g * a

# %% mistake
# At 2 and 0.5, b.grad is right, but a.grad is 6.962117, measured 12.96212: follow each use of a.
def f(a, b):
    c = a * b
    d = c + a.data
    e = d * d - c
    g = e / 2 + b.tanh()
    return g * a

# %% mistake
# At 2 and 0.5, a.grad is 6.962117, measured 12.96212, and b.grad is 10, measured 11.5729: a number that was taken out of a Value has no past, even inside a new Value.
def f(a, b):
    c = a * b
    d = c + Value(a.data)
    e = d * d - c
    g = e / 2 + Value(b.data).tanh()
    return g * a

# %% mistake
# f(2, 0.5) was 8.924234 and is 0 now: only the gradients are to change.
def f(a, b):
    c = a * b
    d = c
    e = d * d - c
    g = e / 2
    return g * a

# %% mistake
# f stops: a function of the math module wants a plain number and got a Value. Which tanh does a Value have?
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + math.tanh(b)
    return g * a

# %% mistake
# f(a, b) gives None: does it end in a return line?
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    g * a

# %% mistake
# f(a, b) gives 8.924…: without a Value at the end there is nothing to walk back from.
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    return g.data * a.data

# %% mistake
# The inputs held 2.0 and 0.5, and after f they hold 8.924… and 0.5.
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    a.data = a.data * g.data
    return a

# %% mistake
# At 2 and 0.5, a.grad is 2.5, measured 12.96212, and b.grad is 10, measured 11.5729: a number that was taken out of a Value has no past, even inside a new Value.
def f(a, b):
    c = a * b
    a, b = Value(a.data), Value(b.data)
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    return g * a

# %% mistake
# With one value x = … for both inputs, x.grad is … measured …
def f(a, b):
    if a is b:
        b = Value(b.data)
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    return g * a

# %% mistake
# At 2 and 0.5, a.grad is 13.96212, measured 12.96212, and b.grad is 12.5729, measured 11.5729.
def f(a, b):
    c = a * b
    d = c + a
    e = d * d - c
    g = e / 2 + b.tanh()
    return g * a + (a - a.data) + (b - b.data)
