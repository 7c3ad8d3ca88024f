# %% [markdown] Go downhill
# You have `slope(f, x)`, which measures.
# Write `downhill(f, x, rate, steps)`: start at `x`, and take that many steps.
# Each step goes against the slope of the place where it starts, and its length is `rate` times that slope.
# Return the place where you end up.

# %% given
def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)

# %% blank
def downhill(f, x, rate, steps):
    ...

# %% hint
# Repeat something `steps` times: `for _ in range(steps):`.

# %% hint
# One step replaces `x`. You took one on this page, by hand, with the rate 0.1.

# %% hint
# In the loop: `x = x - rate * slope(f, x)`. The slope is measured anew in each round. After the loop, return `x`.

# %% solution
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - rate * slope(f, x)
    return x

# %% check
def check():
    import random

    def near(a, b):
        return abs(a - b) <= 1e-3 * max(1.0, abs(b))

    def end(f, *rest):
        found = downhill(f, *rest)
        assert found is not None, (
            f"With steps = {rest[-1]} your function gives None: does it end in a return line?"
        )
        assert isinstance(found, (int, float)), (
            f"The end of the way is a plain number, and you gave {found!r}."
        )
        return found

    def f(x):
        return 3 * x * x - 4 * x + 5

    found = end(f, 3.0, 0.1, 1)
    told = f"One step from 3 on 3x² - 4x + 5, with the rate 0.1, ended at {found:.7g}"
    assert not near(found, 4.4), f"{told}: that is uphill, since the slope there is 14."
    assert not near(found, 6.28), f"{told}: that is the height, and the place was asked for."
    assert not near(found, -11), (
        f"{told}: that is the whole slope, and the rate says how much of it."
    )
    assert not near(found, 3), f"{told}: that is where it began."
    assert near(found, 1.6), f"{told}, and the step goes from 3 by 0.1 times 14 to the left."
    found = end(f, 3.0, 0.1, 2)
    told = f"The first step is right, but the second ended at {found:.7g}, and 1.04 was due"
    assert not near(found, 0.2), f"{told}: which slope did it go by, that at 3 or that at 1.6?"
    assert not near(found, 1.6), f"{told}: does your loop get to a second round?"
    assert near(found, 1.04), f"{told}."
    found = end(f, 3.0, 0.1, 0)
    assert found == 3, f"No step at all from 3 ended at {found:.7g}."
    found = end(lambda x: x**3, 2.0, 0.1, 1)
    assert near(found, 0.8), (
        f"One step from 2 on x³, with the rate 0.1, ended at {found:.7g}, and 0.8 was due, "
        "since the slope there is 12: how far from 2 do you look to measure it?"
    )
    found = end(f, 3.0, 0.5, 1)
    assert near(found, -4), (
        f"One step from 3 with the rate 0.5 leads to -4, higher than it began, and yours ended at "
        f"{found:.7g}: the end was asked for, and not the lowest place."
    )
    for _ in range(20):
        a, bottom, x = random.uniform(0.2, 2), random.uniform(-3, 3), random.uniform(-5, 5)
        rate, steps = random.uniform(0.01, 0.3), random.randint(1, 30)
        found = end(lambda x: a * (x - bottom) ** 2 + 1, x, rate, steps)
        due = bottom + (x - bottom) * (1 - 2 * a * rate) ** steps
        assert near(found, due), (
            f"On another curve, with rate = {rate:.2f} and steps = {steps}, "
            f"the end is at {due:.7g}, and yours was at {found:.7g}."
        )


check()

# %% mistake
# One step from 3 on 3x² - 4x + 5, with the rate 0.1, ended at 4.4: that is uphill, since the slope there is 14.
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x + rate * slope(f, x)
    return x

# %% mistake
# The first step is right, but the second ended at 0.2, and 1.04 was due: which slope did it go by, that at 3 or that at 1.6?
def downhill(f, x, rate, steps):
    s = slope(f, x)
    for _ in range(steps):
        x = x - rate * s
    return x

# %% mistake
# The first step is right, but the second ended at 1.6, and 1.04 was due: does your loop get to a second round?
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - rate * slope(f, x)
        return x

# %% mistake
# One step from 3 on 3x² - 4x + 5, with the rate 0.1, ended at 6.28: that is the height, and the place was asked for.
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - rate * slope(f, x)
    return f(x)

# %% mistake
# One step from 3 on 3x² - 4x + 5, with the rate 0.1, ended at -11: that is the whole slope, and the rate says how much of it.
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - slope(f, x)
    return x

# %% mistake
# One step from 3 on 3x² - 4x + 5, with the rate 0.1, ended at 3: that is where it began.
def downhill(f, x, rate, steps):
    for _ in range(steps):
        y = x - rate * slope(f, x)
    return x

# %% mistake
# One step from 3 on 3x² - 4x + 5, with the rate 0.1, ended at 0.2, and the step goes from 3 by 0.1 times 14 to the left.
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - slope(f, x) / 10 * 2
    return x

# %% mistake
# The first step is right, but the second ended at 1.32, and 1.04 was due.
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - rate * slope(f, x)
        rate = rate / 2
    return x

# %% mistake
# No step at all from 3 ended at 1.6.
def downhill(f, x, rate, steps):
    x = x - rate * slope(f, x)
    for _ in range(steps - 1):
        x = x - rate * slope(f, x)
    return x

# %% mistake
# One step from 2 on x³, with the rate 0.1, ended at 0.7, and 0.8 was due, since the slope there is 12: how far from 2 do you look to measure it?
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - rate * slope(f, x, h=1)
    return x

# %% mistake
# The end of the way is a plain number, and you gave [1.5999999999819465].
def downhill(f, x, rate, steps):
    for _ in range(steps):
        x = x - rate * slope(f, x)
    return [x]

# %% mistake
# On another curve, with rate = … and steps = … the end is at … and yours was at …
def downhill(f, x, rate, steps):
    for _ in range(min(steps, 2)):
        x = x - rate * slope(f, x)
    return x

# %% mistake
# One step from 3 with the rate 0.5 leads to -4, higher than it began, and yours ended at 3: the end was asked for, and not the lowest place.
def downhill(f, x, rate, steps):
    lowest = x
    for _ in range(steps):
        x -= rate * slope(f, x)
        if f(x) < f(lowest):
            lowest = x
    return lowest
