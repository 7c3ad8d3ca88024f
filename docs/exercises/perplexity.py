# %% [markdown] Among how many?
# A model has read a text, and for each letter you know the probability that it gave to the right one.
# Write `perplexity(given)`: it gets these probabilities as a list, and returns the perplexity: the number of equally probable letters of which each would surprise as much as these letters do on average.
# For `[0.25, 0.25, 0.25]` it is 4, and for `[0.5, 0.125]` it is 4 too.
# A list of ten thousand letters must do no harm. If one of the probabilities is 0, the perplexity is `inf`.

# %% given
from math import exp, inf, log

# %% blank
def perplexity(given):
    ...

# %% hint
# First the mean surprise: what does a probability `p` cost in nats?

# %% hint
# The surprise of $n$ equally probable letters is log $n$. Which function leads back from the surprise to $n$?

# %% hint
# `log(0.0)` is an error, so ask first whether one of them is 0. Then it is `exp` of the mean of all `-log(p)`.

# %% solution
def perplexity(given):
    if 0 in given:
        return inf
    return exp(sum(-log(p) for p in given) / len(given))

# %% check
def _check():
    import math
    import random

    def ask(given):
        kept = list(given)
        try:
            found = perplexity(kept)
        except (ValueError, ZeroDivisionError, OverflowError) as error:
            what = f"{len(given)} probabilities" if len(given) > 5 else f"{given}"
            name = type(error).__name__
            raise AssertionError(f"With {what} yours stops with a {name}.") from None
        assert found is not None, "perplexity() gives None: does it end in a return line?"
        assert isinstance(found, (int, float)), f"A number was due, and not {found!r:.60}."
        return found

    found = ask([0.25, 0.25, 0.25])
    told = f"For [0.25, 0.25, 0.25] it should be 4, and yours is {found:.4g}"
    assert abs(found - math.log(4)) > 1e-6, f"{told}: that is the mean surprise, in nats."
    assert abs(found - 64) > 1e-6, f"{told}: are three letters one?"
    assert abs(found - 0.25) > 1e-6, f"{told}: what is the sign of a surprise?"
    assert abs(found - 4) <= 1e-9, f"{told}."
    found = ask([0.5, 0.125])
    told = f"For [0.5, 0.125] it should be 4, and yours is {found:.4g}"
    assert abs(found - 4) <= 1e-9, f"{told}: of what do you take the mean?"
    found = ask([0.5, 0.0, 0.5])
    assert found == math.inf, (
        "For [0.5, 0.0, 0.5] it should be inf, since what was impossible has happened, and yours is "
        f"{found:.4g}."
    )
    found = ask([0.1] * 10000)
    assert abs(found - 10) <= 1e-6, (
        f"For ten thousand letters with 0.1 each it should be 10, and yours is {found:.4g}: "
        "a product of so many underflows."
    )
    found = ask([0.5, 0.5, 0.5, 0.5, 0.015625])
    assert abs(found - 4) <= 1e-9, (
        f"For [0.5, 0.5, 0.5, 0.5, 0.015625] it should be 4 again, and yours is {found:.4f}: "
        "has each of the five letters its share in the mean?"
    )
    p, q = random.uniform(0.1, 0.5), random.uniform(0.5, 0.9)
    assert abs(ask([p, q]) - (p * q) ** -0.5) <= 1e-9, (
        "For two probabilities chosen by chance yours is not right: is something rounded?"
    )


_check()

# %% mistake
# For [0.25, 0.25, 0.25] it should be 4, and yours is 1.386: that is the mean surprise, in nats.
def perplexity(given):
    if 0 in given:
        return inf
    return sum(-log(p) for p in given) / len(given)

# %% mistake
# For [0.25, 0.25, 0.25] it should be 4, and yours is 64: are three letters one?
def perplexity(given):
    if 0 in given:
        return inf
    return exp(sum(-log(p) for p in given))

# %% mistake
# For [0.25, 0.25, 0.25] it should be 4, and yours is 0.25: what is the sign of a surprise?
def perplexity(given):
    return exp(sum(log(p) for p in given) / len(given))

# %% mistake
# For [0.25, 0.25, 0.25] it should be 4, and yours is 2.614.
def perplexity(given):
    return 2 ** (sum(-log(p) for p in given) / len(given))

# %% mistake
# For [0.5, 0.125] it should be 4, and yours is 5: of what do you take the mean?
def perplexity(given):
    return sum(1 / p for p in given) / len(given)

# %% mistake
# For [0.5, 0.125] it should be 4, and yours is 3.2: of what do you take the mean?
def perplexity(given):
    return len(given) / sum(given)

# %% mistake
# With [0.5, 0.0, 0.5] yours stops with a ValueError.
def perplexity(given):
    return exp(sum(-log(p) for p in given) / len(given))

# %% mistake
# For [0.5, 0.0, 0.5] it should be inf, since what was impossible has happened, and yours is 2.
def perplexity(given):
    seen = [p for p in given if p > 0]
    return exp(sum(-log(p) for p in seen) / len(seen))

# %% mistake
# For ten thousand letters with 0.1 each it should be 10, and yours is inf: a product of so many underflows.
def perplexity(given):
    product = 1.0
    for p in given:
        product *= p
    return inf if product == 0 else product ** (-1 / len(given))

# %% mistake
# For two probabilities chosen by chance yours is not right: is something rounded?
def perplexity(given):
    if 0 in given:
        return inf
    return round(exp(sum(-log(p) for p in given) / len(given)))

# %% mistake
# perplexity() gives None: does it end in a return line?
def perplexity(given):
    print(exp(sum(-log(p) for p in given) / len(given)))

# %% mistake
# A number was due, and not [4.0, 4.0, 4.0].
def perplexity(given):
    return [round(exp(-log(p)), 4) for p in given]

# %% mistake
# For [0.5, 0.5, 0.5, 0.5, 0.015625] it should be 4 again, and yours is 11.3137: has each of the five letters its share in the mean?
def perplexity(given):
    if 0 in given:
        return inf
    surprises = {-log(p) for p in given}
    return exp(sum(surprises) / len(surprises))
