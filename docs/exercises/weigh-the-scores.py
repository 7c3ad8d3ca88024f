# %% [markdown] Weigh three scores
# Write `weights(query, keys)`: how much of each key's message gets through?
# The query is a list of plain numbers, and so is each of the keys; you return a list of plain numbers, one for each key.
# As in the formula: dot products, divided by the root of the length of the query, then softmax.
# By hand first: with the query 2, 0, 0, 0 and the keys 1, 0, 0, 0 and 0, 0, 0, 0 and -1, 0, 0, 0 the scores are 1, 0 and -1 after the division.

# %% given
from math import exp, sqrt

# %% blank
def weights(query, keys):
    scores = [... for key in keys]
    exponentials = ...
    return ...

# %% hint
# The dot product of two lists is `sum(x * y for x, y in zip(query, key))`.

# %% hint
# Each score is a dot product over `sqrt(len(query))`, and each exponential is `exp` of a score.

# %% hint
# Softmax ends with a division: `e / sum(exponentials)` for each exponential `e`.

# %% solution
def weights(query, keys):
    scores = [sum(x * y for x, y in zip(query, key)) / sqrt(len(query)) for key in keys]
    exponentials = [exp(score) for score in scores]
    return [e / sum(exponentials) for e in exponentials]

# %% check
def _check():
    import math
    import random

    def answer(query, keys):
        try:
            found = weights(list(query), [list(key) for key in keys])
        except TypeError as error:
            assert "llipsis" not in str(error), "There are still dots (...) to fill in."
            raise
        assert found is not None, "weights() gives None: does it end in a return line?"
        kinds = [type(x) for x in found] if isinstance(found, list) else []
        assert kinds == [float] * len(keys), (
            f"For {len(keys)} keys a list of {len(keys)} plain numbers was due, not {found!r:.16}."
        )
        return found

    found = answer([2.0, 0.0, 0.0, 0.0], [[k, 0.0, 0.0, 0.0] for k in (1.0, 0.0, -1.0)])
    shown = ", ".join(f"{w:.4f}" for w in found)
    told = f"The query 2, 0, 0, 0 gives its three keys the weights {shown}"
    assert abs(sum(found) - 1.0) <= 1e-9, f"{told}: together they should be 1."
    assert abs(found[0] - 0.8668) > 1e-4, f"{told}: by what were the scores divided?"
    assert abs(found[0] - 0.6652) <= 1e-4, f"{told}, not 0.6652, 0.2447, 0.0900."
    rng = random.Random()
    for size, n in ((1, 2), (9, 5), (16, 3)):
        query, *keys = [[rng.gauss(0.0, 1.0) for _ in range(size)] for _ in range(n + 1)]
        scores = [sum(map(lambda x, y: x * y, query, key)) / math.sqrt(size) for key in keys]
        due = [math.exp(score) / sum(map(math.exp, scores)) for score in scores]
        for mine, right in zip(answer(query, keys), due, strict=True):
            assert abs(mine - right) <= 1e-9, (
                f"The example is right. With a query of length {size} and {n} keys it is not: "
                "what in your answer fits that example alone?"
            )


_check()

# %% mistake
# The query 2, 0, 0, 0 gives its three keys the weights 0.8668, 0.1173, 0.0159: by what were the scores divided?
def weights(query, keys):
    scores = [sum(x * y for x, y in zip(query, key)) for key in keys]
    exponentials = [exp(score) for score in scores]
    return [e / sum(exponentials) for e in exponentials]

# %% mistake
# The query 2, 0, 0, 0 gives its three keys the weights 0.5065, 0.3072, 0.1863, not 0.6652, 0.2447, 0.0900.
def weights(query, keys):
    scores = [sum(x * y for x, y in zip(query, key)) / len(query) for key in keys]
    exponentials = [exp(score) for score in scores]
    return [e / sum(exponentials) for e in exponentials]

# %% mistake
# The query 2, 0, 0, 0 gives its three keys the weights 2.7183, 1.0000, 0.3679: together they should be 1.
def weights(query, keys):
    scores = [sum(x * y for x, y in zip(query, key)) / sqrt(len(query)) for key in keys]
    return [exp(score) for score in scores]

# %% mistake
# The example is right. With a query of length 1 and 2 keys it is not: what in your answer fits that example alone?
def weights(query, keys):
    scores = [sum(x * y for x, y in zip(query, key)) / 2 for key in keys]
    exponentials = [exp(score) for score in scores]
    return [e / sum(exponentials) for e in exponentials]

# %% mistake
# For 3 keys a list of 3 plain numbers was due, not 2.71828182845904.
def weights(query, keys):
    for key in keys:
        score = sum(x * y for x, y in zip(query, key)) / sqrt(len(query))
        return exp(score)

# %% mistake
# weights() gives None: does it end in a return line?
def weights(query, keys):
    scores = [sum(x * y for x, y in zip(query, key)) / sqrt(len(query)) for key in keys]
    exponentials = [exp(score) for score in scores]
    [e / sum(exponentials) for e in exponentials]

# %% mistake
# There are still dots (...) to fill in.
def weights(query, keys):
    scores = [... for key in keys]
    exponentials = [exp(score) for score in scores]
    return [e / sum(exponentials) for e in exponentials]
