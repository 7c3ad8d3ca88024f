# %% [markdown] Write the way back
# `forward` is the straight-line program of $z = x \cdot y + \tanh x$.
# Complete `backward`, so that its lines calculate `dx` and `dy` at any `x` and `y`.
# It runs after `forward`, so it may use `v2`, `v3` and `z`.

# %% given
forward = """
v2 = x * y
v3 = tanh(x)
z = v2 + v3
"""

# %% blank
backward = """
dx = dy = dv2 = dv3 = dz = 0.0
dz += 1.0
dv3 += dz * ...
dv2 += dz * ...
dx += ...
dy += ...
dx += ...
"""

# %% hint
# Draw the graph, and count its edges: the star has two, the tanh one, the plus two. Each edge becomes one line.

# %% hint
# `x` is used twice, once by the star and once by the tanh, so two lines begin with `dx +=`.

# %% hint
# `z` passes its gradient on as it is. The star sends `dv2 * y` to `x`. The slope of the tanh is 1 minus the square of its value, which is `v3`.

# %% solution
backward = """
dx = dy = dv2 = dv3 = dz = 0.0
dz += 1.0
dv3 += dz * 1.0
dv2 += dz * 1.0
dx += dv3 * (1.0 - v3 * v3)
dy += dv2 * x
dx += dv2 * y
"""

# %% check
def _check():
    import math
    import random

    text = globals().get("backward")
    assert isinstance(text, str), (
        f"backward is a {type(text).__name__}: it should be one text, with a line of Python for each step."
    )

    def run(x, y):
        names = {"tanh": math.tanh, "x": x, "y": y, "v2": x * y, "v3": math.tanh(x)}
        names["z"] = names["v2"] + names["v3"]
        try:
            exec(text, names)
        except Exception as error:
            assert "llipsis" not in str(error), "There are still dots (...) to fill in."
            raise AssertionError(
                f"Run as Python, your text stops with {type(error).__name__}: {error}."
            ) from None
        for name in ("dx", "dy"):
            assert isinstance(names.get(name), (int, float)), (
                f"After your text {name} is {names.get(name)!r}: which line gives it a number?"
            )
        return names["dx"], names["dy"]

    def right(x, y):
        dx, dy = run(x, y)
        return math.isclose(dx, y + 1 - math.tanh(x) ** 2) and math.isclose(dy, x)

    dx, dy = run(0.5, 3.0)
    told = f"At x = 0.5 and y = 3 your lines give dx = {dx:.4f} and dy = {dy:.4f}, not 3.7864 and 0.5000"
    assert not math.isclose(dx, 3.0), f"{told}: dx has the share of the star alone."
    assert not math.isclose(dx, 1 - math.tanh(0.5) ** 2), (
        f"{told}: dx has the share of the tanh alone."
    )
    assert not math.isclose(dx, 4.0), f"{told}: what is the slope of the tanh?"
    assert right(0.5, 3.0), f"{told}."
    assert all(right(random.uniform(-2, 2), random.uniform(1, 4)) for _ in range(5)), (
        "At x = 0.5 and y = 3 your lines are right, and at other numbers they are not: "
        "does a number stand where a name should?"
    )


_check()

# %% mistake
# backward is a list: it should be one text, with a line of Python for each step.
backward = ["dz = 1.0", "dx = dz * y", "dy = dz * x"]

# %% mistake
# Run as Python, your text stops with NameError: name 'dv2' is not defined.
backward = """
dx = dy = dv3 = 0.0
dv2 += 1.0
dx += dv2 * y
dy += dv2 * x
"""

# %% mistake
# After your text dy is None: which line gives it a number?
backward = """
dz = 1.0
dx = dz * y + dz * (1.0 - v3 * v3)
"""

# %% mistake
# At x = 0.5 and y = 3 your lines give dx = 3.0000 and dy = 0.5000, not 3.7864 and 0.5000: dx has the share of the star alone.
backward = """
dz = 1.0
dv3 = dz * 1.0
dv2 = dz * 1.0
dx = dv3 * (1.0 - v3 * v3)
dy = dv2 * x
dx = dv2 * y
"""

# %% mistake
# At x = 0.5 and y = 3 your lines give dx = 0.7864 and dy = 0.5000, not 3.7864 and 0.5000: dx has the share of the tanh alone.
backward = """
dx = dy = dv2 = dv3 = dz = 0.0
dz += 1.0
dx += dv2 * y
dv3 += dz * 1.0
dv2 += dz * 1.0
dx += dv3 * (1.0 - v3 * v3)
dy += dv2 * x
"""

# %% mistake
# At x = 0.5 and y = 3 your lines give dx = 4.0000 and dy = 0.5000, not 3.7864 and 0.5000: what is the slope of the tanh?
backward = """
dx = dy = dv2 = dv3 = dz = 0.0
dz += 1.0
dv3 += dz * 1.0
dv2 += dz * 1.0
dx += dv3 * 1.0
dy += dv2 * x
dx += dv2 * y
"""

# %% mistake
# At x = 0.5 and y = 3 your lines give dx = 1.2864 and dy = 3.0000, not 3.7864 and 0.5000.
backward = """
dx = dy = dv2 = dv3 = dz = 0.0
dz += 1.0
dv3 += dz * 1.0
dv2 += dz * 1.0
dx += dv3 * (1.0 - v3 * v3)
dy += dv2 * y
dx += dv2 * x
"""

# %% mistake
# At x = 0.5 and y = 3 your lines are right, and at other numbers they are not: does a number stand where a name should?
backward = """
dx = dy = dv2 = dv3 = dz = 0.0
dz += 1.0
dv3 += dz * 1.0
dv2 += dz * 1.0
dx += dv3 * (1.0 - tanh(0.5) * tanh(0.5))
dy += dv2 * 0.5
dx += dv2 * 3.0
"""
