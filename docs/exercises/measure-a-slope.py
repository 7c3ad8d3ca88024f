# %% [markdown] Measure a slope
# `measured_slope(f, x)` gets a function and a number, and returns the slope of `f` at `x`.
# Three places in it are still open: fill them in.
# Look both ways, to `x + h` and to `x - h`.

# %% blank
def measured_slope(f, x, h=1e-5):
    rise = ...
    way = ...
    return ...

# %% hint
# How much does `f` change when the input goes from `x - h` to `x + h`? That is the rise.

# %% hint
# How long is the way from `x - h` to `x + h`? Longer than `h`.

# %% hint
# The rise is `f(x + h) - f(x - h)`. A slope is the rise divided by the way.

# %% solution
def measured_slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - h)
    way = 2 * h
    return rise / way

# %% check
def check():
    import random

    def near(a, b):
        return abs(a - b) <= 1e-3 * max(1.0, abs(b))

    used = []

    def line(x):
        used.append(getattr(x, "data", x))
        return 3 * x

    try:
        found = measured_slope(line, 1.0)
    except TypeError as error:
        assert "llipsis" not in str(error), "There are still dots (...) to fill in."
        raise
    assert found is not ..., "There are still dots (...) to fill in."
    assert found is not None, "Your function gives None: does it end in a return line?"
    assert isinstance(found, (int, float)), f"A slope is a plain number, and you gave {found!r}."
    assert used, "Your function never runs f, so it cannot know how f moves."
    assert not near(found, -3), (
        "The slope of 3x at 1 came out as -3: 3x climbs, "
        "so which of the two ends is the higher one?"
    )
    assert not near(found, 6), (
        "The slope of 3x at 1 came out as 6, twice too large: how far apart are x - h and x + h?"
    )
    assert not 0 < abs(found) < 1e-8, (
        "The slope of 3x at 1 came out as nearly 0: / and * are worked out from left to right, "
        "so did you divide by the whole way, or by a part of it?"
    )
    assert near(found, 3), f"The slope of 3x at 1 is 3, and yours came out as {found:.6g}."
    assert min(used) < 1 < max(used), (
        f"To measure at 1 you ran f at {min(used)} and {max(used)}: look to both sides of 1."
    )
    used.clear()
    try:
        found = measured_slope(line, 1.0, 1e-3)
    except TypeError:  # it takes no h, and need not
        pass
    else:
        assert near(found, 3), (
            f"With h = 0.001 the slope of 3x at 1 came out as {found:.6g}, and it is 3 still: "
            "do the rise and the way go by the same h?"
        )
        assert max(used) > 1.0001, (
            f"With h = 0.001 you ran f at {min(used)} and {max(used)}: whose h is that?"
        )
    found = measured_slope(abs, 0.0)
    assert near(found, 0), (
        "|x| falls with slope -1 on the left of 0 and climbs with slope 1 on the right, "
        f"so both ways together give 0, and yours gave {found:.4g}."
    )
    for _ in range(20):
        a, b, c, x = (random.uniform(-3, 3) for _ in range(4))
        found = measured_slope(lambda x: a * x**3 + b * x**2 + c * x, x)
        due = 3 * a * x**2 + 2 * b * x + c
        assert near(found, due), (
            f"The slope of {a:.2f}x³ {b:+.2f}x² {c:+.2f}x at {x:.2f} is {due:.4f}, "
            f"and yours came out as {found:.4f}: is the step neither too long nor too short?"
        )


check()

# %% mistake
# The slope of 3x at 1 came out as 6, twice too large: how far apart are x - h and x + h?
def measured_slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h

# %% mistake
# To measure at 1 you ran f at 1.0 and 1.00001: look to both sides of 1.
def measured_slope(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h

# %% mistake
# The slope of 3x at 1 came out as -3: 3x climbs, so which of the two ends is the higher one?
def measured_slope(f, x, h=1e-5):
    return (f(x - h) - f(x + h)) / (2 * h)

# %% mistake
# The slope of 3x at 1 came out as nearly 0: / and * are worked out from left to right, so did you divide by the whole way, or by a part of it?
def measured_slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2 * h

# %% mistake
# With h = 0.001 the slope of 3x at 1 came out as 300, and it is 3 still: do the rise and the way go by the same h?
def measured_slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2e-5

# %% mistake
# The slope of 3x at 1 is 3, and yours came out as 6e-05.
def measured_slope(f, x, h=1e-5):
    return f(x + h) - f(x - h)

# %% mistake
# Your function gives None: does it end in a return line?
def measured_slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - h)
    way = 2 * h
    print(rise / way)

# %% mistake
# A slope is a plain number, and you gave [2.9999999999974487].
def measured_slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - h)
    way = 2 * h
    return [rise / way]

# %% mistake
# Your function never runs f, so it cannot know how f moves.
def measured_slope(f, x, h=1e-5):
    return 3.0

# %% mistake
# There are still dots (...) to fill in.
def measured_slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - h)
    way = ...
    return rise / way

# %% mistake
# With h = 0.001 you ran f at 0.99999 and 1.00001: whose h is that?
def measured_slope(f, x, h=1e-5):
    h = 1e-5
    rise = f(x + h) - f(x - h)
    way = 2 * h
    return rise / way

# %% mistake
# The slope of 3x at 1 is 3, and yours came out as 2.25.
def measured_slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - h / 2)
    way = 2 * h
    return rise / way

# %% mistake
# |x| falls with slope -1 on the left of 0 and climbs with slope 1 on the right, so both ways together give 0, and yours gave -0.3333.
def measured_slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - 2 * h)
    way = 3 * h
    return rise / way

# %% mistake
# The slope of … at … is … and yours came out as … is the step neither too long nor too short?
def measured_slope(f, x, h=1e-5):
    rise = f(x + 0.5) - f(x - 0.5)
    way = 1.0
    return rise / way
