# %% [markdown] Who may be seen?
# A program for arrays computes all scores at once, also those that look ahead. `scores[i][j]` says how well the query of letter `i` fits the key of letter `j`.
# Write `causal_weights(scores)`, which returns the weights in the same form: one row for each letter, as long as it was.
# A letter sees itself and those before it, and gives all others the weight 0. Each row adds up to 1, and the scores stay as they are.

# %% given
from math import exp, inf


def softmax_of(row):
    largest = max(row)
    exponentials = [exp(score - largest) for score in row]
    return [e / sum(exponentials) for e in exponentials]

# %% blank
def causal_weights(scores):
    ...

# %% hint
# Letter 0 sees only itself, so its row is 1, 0, 0 and so on. What does letter 1 see?

# %% hint
# The weight is 0 after the softmax if the score is `-inf` before it, since `exp(-inf)` is 0.

# %% hint
# For row number `i`, make a new row: `score if j <= i else -inf` for each place `j`. Then give it to `softmax_of`.

# %% solution
def causal_weights(scores):
    rows = []
    for i, row in enumerate(scores):
        rows.append(softmax_of([score if j <= i else -inf for j, score in enumerate(row)]))
    return rows

# %% check
def _check():
    import math
    import random

    def due_of(scores):
        rows = []
        for i, row in enumerate(scores):
            shares = [math.exp(score) for score in row[: i + 1]]
            rows.append([e / sum(shares) for e in shares] + [0.0] * (len(row) - i - 1))
        return rows

    def answer(scores):
        given = [list(row) for row in scores]
        found = causal_weights(given)
        assert found is not None, "causal_weights() gives None: does it end in a return line?"
        try:
            sizes = [len(row) for row in found]
            good = isinstance(found, (list, tuple)) and all(type(x) in (int, float) for row in found for x in row)
        except TypeError:
            sizes, good = [], False
        n = len(scores)
        assert good and sizes == [n] * n, (
            f"For {n} letters {n} rows of {n} plain numbers were due, not {found!r:.16}."
        )
        assert given == scores, "The scores were changed: make new rows, and leave the old ones."
        return found

    found = answer([[1.0, 3.0, 2.0], [0.0, 1.0, 5.0], [2.0, 2.0, 1.0]])
    shown = [", ".join(f"{w:.4f}" for w in row) for row in found]
    for i in (0, 1):
        assert not any(found[i][i + 1 :]), (
            f"Letter {i} weighs the three letters {shown[i]}, and sees what comes after it."
        )
        assert found[i][i] > 0.0, (
            f"Letter {i} weighs the three letters {shown[i]}: it should see itself."
        )
    for i in (1, 2):
        assert abs(sum(found[i]) - 1.0) <= 1e-9, (
            f"Letter {i} weighs the three letters {shown[i]}, which is not 1 together."
        )
    assert abs(found[1][0] - 0.2689) <= 1e-4, (
        f"Letter 1 weighs the three letters {shown[1]}, not 0.2689, 0.7311, 0.0000: "
        "its scores were 0, 1 and 5."
    )
    assert abs(found[2][2] - 0.1554) <= 1e-4, (
        f"Letter 2 weighs the three letters {shown[2]}, not 0.4223, 0.4223, 0.1554: "
        "its scores were 2, 2 and 1."
    )
    rng = random.Random()
    for n in (1, 2, 4, 7):
        scores = [[rng.gauss(0.0, 2.0) for _ in range(n)] for _ in range(n)]
        pairs = zip(answer(scores), due_of(scores), strict=True)
        assert all(abs(x - y) <= 1e-9 for mine, due in pairs for x, y in zip(mine, due)), (
            f"Three letters are right, but not {n}: which number in your answer is a 3?"
        )


_check()

# %% mistake
# Letter 0 weighs the three letters 0.0900, 0.6652, 0.2447, and sees what comes after it.
def causal_weights(scores):
    return [softmax_of(row) for row in scores]

# %% mistake
# Letter 0 weighs the three letters 0.5761, 0.2119, 0.2119, and sees what comes after it.
def causal_weights(scores):
    rows = []
    for i, row in enumerate(scores):
        rows.append(softmax_of([score if j <= i else 0.0 for j, score in enumerate(row)]))
    return rows

# %% mistake
# Letter 1 weighs the three letters 0.0066, 0.0179, 0.0000, which is not 1 together.
def causal_weights(scores):
    rows = []
    for i, row in enumerate(scores):
        rows.append([w if j <= i else 0.0 for j, w in enumerate(softmax_of(row))])
    return rows

# %% mistake
# Letter 1 weighs the three letters 1.0000, 0.0000, 0.0000: it should see itself.
def causal_weights(scores):
    rows = [[1.0] + [0.0] * (len(scores) - 1)]
    for i, row in enumerate(scores[1:], start=1):
        rows.append(softmax_of([score if j < i else -inf for j, score in enumerate(row)]))
    return rows

# %% mistake
# Letter 1 weighs the three letters 0.5000, 0.5000, 0.0000, not 0.2689, 0.7311, 0.0000: its scores were 0, 1 and 5.
def causal_weights(scores):
    n = len(scores)
    return [[1.0 / (i + 1)] * (i + 1) + [0.0] * (n - i - 1) for i in range(n)]

# %% mistake
# The scores were changed: make new rows, and leave the old ones.
def causal_weights(scores):
    for i, row in enumerate(scores):
        for j in range(i + 1, len(row)):
            row[j] = -inf
    return [softmax_of(row) for row in scores]

# %% mistake
# For 3 letters 3 rows of 3 plain numbers were due, not [[1.0], [0.26894.
def causal_weights(scores):
    return [softmax_of(row[: i + 1]) for i, row in enumerate(scores)]

# %% mistake
# causal_weights() gives None: does it end in a return line?
def causal_weights(scores):
    for i, row in enumerate(scores):
        softmax_of([score if j <= i else -inf for j, score in enumerate(row)])

# %% mistake
# Three letters are right, but not 4: which number in your answer is a 3?
def causal_weights(scores):
    rows = []
    for i, row in enumerate(scores):
        row = row[:3] + [-inf] * (len(row) - 3)
        rows.append(softmax_of([score if j <= i else -inf for j, score in enumerate(row)]))
    return rows

# %% mistake
# Letter 2 weighs the three letters 0.0000, 0.7311, 0.2689, not 0.4223, 0.4223, 0.1554: its scores were 2, 2 and 1.
def causal_weights(scores):
    rows = []
    for i, row in enumerate(scores):
        first = max(0, i - 1)
        seen = softmax_of(row[first : i + 1])
        rows.append([0.0] * first + seen + [0.0] * (len(row) - i - 1))
    return rows
