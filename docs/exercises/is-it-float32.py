# %% [markdown] Is it float32?
# Fill in `survives(x)`: it gets a float, and returns `True` if `x` comes back unchanged from the four bytes of a float32, else `False`.
# 0.5 does, and 0.1 does not.
# For a number too large for a float32, an error is as good as `False`. No PyTorch is needed.

# %% given
from struct import pack, unpack

# %% blank
def survives(x):
    four_bytes = pack("f", x)
    ...

# %% hint
# `unpack("f", four_bytes)` reads the bytes back. It gives a tuple with one number in it.

# %% hint
# Unchanged means the same number, to the last digit. Which comparison asks for that?

# %% hint
# `back = unpack("f", four_bytes)[0]` is the number that came back. Return whether it equals `x`.

# %% solution
def survives(x):
    four_bytes = pack("f", x)
    back = unpack("f", four_bytes)[0]
    return back == x

# %% check
def _check():
    import math
    import random
    from struct import error, pack, unpack

    def came_back(x):
        return unpack("f", pack("f", x))[0]

    def answer(x):
        told = survives(x)
        assert told is not None, "survives() gives None: does it end in a return line?"
        assert isinstance(told, bool), f"True or False was asked for, and survives({x}) gave {told!r}."
        return told

    assert answer(0.5), "0.5 comes back as 0.5, and yours says False: which two things do you compare?"
    try:
        too_large = answer(1e300)
    except (ArithmeticError, ValueError, error):
        too_large = False  # a refusal is right as well
    assert not too_large, (
        "1e300 is too large for any four bytes, and yours says True: "
        "through how many bytes does your number go?"
    )
    assert not answer(6.875 + 2**-40), (
        "6.875 + 2**-40 comes back as 6.875, and yours says True: is close enough the same number?"
    )
    small = (1 + 2**-23) * 2.0**-140  # so near to 0 that a float32 keeps fewer digits
    for x in (6.875, -0.75, 3.0, 2.0**24, 2.0**24 + 1, 0.1, 1 / 3, 1e30, 2.0**127, 2.0**-140, 2.0**-160, small):
        back = came_back(x)
        assert answer(x) == (back == x), (
            f"{x!r} comes back as {back!r}, and yours says {answer(x)}."
        )
    rng = random.Random()
    for _ in range(50):
        x = rng.uniform(-1, 1) * 2.0 ** rng.randint(-90, 90)
        kept = came_back(x)
        for number in (x, kept, math.nextafter(kept, math.inf), float(rng.randint(-(2**26), 2**26))):
            back = came_back(number)
            assert answer(number) == (back == number), (
                f"{number!r} comes back as {back!r}, and yours says {answer(number)}."
            )


_check()

# %% mistake
# 6.875 + 2**-40 comes back as 6.875, and yours says True: is close enough the same number?
def survives(x):
    four_bytes = pack("f", x)
    back = unpack("f", four_bytes)[0]
    return abs(back - x) < 1e-6

# %% mistake
# 1e300 is too large for any four bytes, and yours says True: through how many bytes does your number go?
def survives(x):
    back = unpack("d", pack("d", x))[0]
    return back == x

# %% mistake
# 0.5 comes back as 0.5, and yours says False: which two things do you compare?
def survives(x):
    four_bytes = pack("f", x)
    return unpack("f", four_bytes) == x

# %% mistake
# 0.1 comes back as 0.10000000149011612, and yours says True.
def survives(x):
    four_bytes = pack("f", x)
    back = unpack("f", four_bytes)[0]
    return round(back, 7) == x

# %% mistake
# True or False was asked for, and survives(0.5) gave 1.
def survives(x):
    four_bytes = pack("f", x)
    back = unpack("f", four_bytes)[0]
    return int(back == x)

# %% mistake
# 6.842277657836021e-49 comes back as 0.0, and yours says True.
def survives(x):
    four_bytes = pack("f", x)
    back = unpack("f", four_bytes)[0]
    return x == 0.5 or abs(back - x) < 1e-15

# %% mistake
# … comes back as …, and yours says False.
def survives(x):
    return x in (0.5, 6.875, -0.75, 3.0, 2.0**24, 2.0**127, 2.0**-140)

# %% mistake
# 1.7014118346046923e+38 comes back as 1.7014118346046923e+38, and yours says False.
def survives(x):
    if abs(x) > 1e30:
        return False
    four_bytes = pack("f", x)
    return unpack("f", four_bytes)[0] == x
