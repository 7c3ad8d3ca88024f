# %% [markdown] Another temperature
# Somebody hands you the probabilities of the next letter, at temperature 1, but not the logits. You want them at another temperature.
# Write `tempered(probabilities, temperature)`. The first is a list of plain numbers, the second a plain number; return a list as long as the first.
# What was impossible stays impossible: a probability of 0 stays 0.
# With the temperature 2, `[0.64, 0.32, 0.04]` becomes about `[0.5110, 0.3613, 0.1277]`.

# %% blank
def tempered(probabilities, temperature):
    ...

# %% hint
# Softmax turns log p back into p, so the logarithms of the probabilities can serve as logits. Which numbers have to be divided?

# %% hint
# $e^{(\log p) / T}$ is $p^{1/T}$. So you need neither `exp` nor `log`.

# %% hint
# Raise each probability to the power of `1 / temperature`, then divide by the sum of all.

# %% solution
def tempered(probabilities, temperature):
    powers = [p ** (1 / temperature) for p in probabilities]
    return [power / sum(powers) for power in powers]

# %% check
def _check():
    import random

    def answer(probabilities, temperature):
        try:
            found = tempered(list(probabilities), temperature)
        except ValueError:
            raise AssertionError(
                "Where a probability is 0, yours stops with a ValueError: log 0 does not exist, "
                "and what was impossible should stay impossible."
            ) from None
        assert found is not None, "tempered() gives None: does it end in a return line?"
        plain = isinstance(found, list) and all(type(x) in (int, float) for x in found)
        assert plain, f"A list of plain numbers was due, not {found!r:.60}."
        n = len(probabilities)
        assert len(found) == n, f"For {n} probabilities {n} were due, and yours are {len(found)}."
        return found

    start = [0.64, 0.32, 0.04]
    found = answer(start, 2.0)
    shown = ", ".join(f"{p:.4f}" for p in found)
    told = f"At temperature 2 your 0.64, 0.32, 0.04 become {shown}"
    assert abs(sum(found) - 1.0) <= 1e-9, f"{told}: together they should be 1."
    assert abs(found[0] - 0.64) > 1e-9, f"{told}, as if nothing had happened: what has to be divided?"
    assert found[0] < 0.64, f"{told}: a high temperature makes all more alike, not less."
    assert abs(found[0] - 0.5110) <= 1e-4, (
        f"{told}, not 0.5110, 0.3613, 0.1277: did you take the probabilities for logits?"
    )
    rng = random.Random()
    for temperature in (1.0, 0.5, rng.uniform(0.2, 5.0)):
        start = [rng.uniform(0.1, 1.0) for _ in range(rng.randint(3, 9))] + [0.0]
        start = [p / sum(start) for p in start]
        powers = [p ** (1.0 / temperature) for p in start]
        last = answer(start, temperature)[-1]
        assert last == 0.0, (
            f"At temperature {temperature:.4g} a probability of 0 has become {last:.3g}: "
            "what was impossible should stay impossible."
        )
        for mine, power in zip(answer(start, temperature), powers, strict=True):
            assert abs(mine - power / sum(powers)) <= 1e-9, (
                f"The example is right, but not the temperature {temperature:.4g}."
            )


_check()

# %% mistake
# At temperature 2 your 0.64, 0.32, 0.04 become 0.6400, 0.3200, 0.0400, as if nothing had happened: what has to be divided?
def tempered(probabilities, temperature):
    divided = [p / temperature for p in probabilities]
    return [p / sum(divided) for p in divided]

# %% mistake
# At temperature 2 your 0.64, 0.32, 0.04 become 0.3857, 0.3286, 0.2857, not 0.5110, 0.3613, 0.1277: did you take the probabilities for logits?
from minigrad import softmax


def tempered(probabilities, temperature):
    return [p.data for p in softmax([p / temperature for p in probabilities])]

# %% mistake
# At temperature 2 your 0.64, 0.32, 0.04 become 0.7975, 0.1994, 0.0031: a high temperature makes all more alike, not less.
def tempered(probabilities, temperature):
    powers = [p**temperature for p in probabilities]
    return [power / sum(powers) for power in powers]

# %% mistake
# At temperature 2 your 0.64, 0.32, 0.04 become 0.8000, 0.5657, 0.2000: together they should be 1.
def tempered(probabilities, temperature):
    return [p ** (1 / temperature) for p in probabilities]

# %% mistake
# The example is right, but not the temperature 1.
from math import sqrt


def tempered(probabilities, temperature):
    roots = [sqrt(p) for p in probabilities]
    return [root / sum(roots) for root in roots]

# %% mistake
# A list of plain numbers was due, not 0.5109583235891317.
def tempered(probabilities, temperature):
    powers = [p ** (1 / temperature) for p in probabilities]
    return max(powers) / sum(powers)

# %% mistake
# tempered() gives None: does it end in a return line?
def tempered(probabilities, temperature):
    powers = [p ** (1 / temperature) for p in probabilities]
    powers = [power / sum(powers) for power in powers]

# %% mistake
# Where a probability is 0, yours stops with a ValueError: log 0 does not exist, and what was impossible should stay impossible.
from math import log

from minigrad import softmax


def tempered(probabilities, temperature):
    return [p.data for p in softmax([log(p) / temperature for p in probabilities])]

# %% mistake
# For … probabilities … were due, and yours are …
def tempered(probabilities, temperature):
    powers = [p ** (1.0 / temperature) for p in probabilities if p > 0.0]
    return [power / sum(powers) for power in powers]

# %% mistake
# At temperature 1 a probability of 0 has become 1e-09: what was impossible should stay impossible.
import math


def tempered(probabilities, temperature):
    powers = [math.exp(math.log(p + 1e-9) / temperature) for p in probabilities]
    return [power / sum(powers) for power in powers]
