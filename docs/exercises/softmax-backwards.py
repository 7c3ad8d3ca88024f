# %% [markdown] Softmax backwards
# Softmax made the probabilities `p` out of as many logits, and a gradient `v` has arrived at them, a number for each.
# Write `softmax_backward(p, v)`: the gradient of the logits, as a list of plain numbers. The slope of $p_i$ for the logit $z_j$ is $-p_i p_j$, and for its own logit $z_i$ it is $p_i - p_i p_i$.
# For n logits these are n² slopes, and you are not to build the table: a few multiplications for each logit will do. Leave both lists as they are.

# %% blank
def softmax_backward(p, v):
    ...

# %% hint
# Write down the sum for one logit: $\sum_i v_i \cdot (\text{slope of } p_i \text{ for } z_j)$. Which of its terms has the extra $p_j$?

# %% hint
# The sum is $v_j p_j - \sum_i v_i p_i p_j$. Take $p_j$ out of it. What is left in the sum is the same number for every $j$.

# %% hint
# Work out `s = sum(a * b for a, b in zip(v, p))` once. The gradient of logit `j` is `p[j] * (v[j] - s)`.

# %% solution
def softmax_backward(p, v):
    s = sum(a * b for a, b in zip(v, p))
    return [b * (a - s) for a, b in zip(v, p)]

# %% check
def _check():
    import random
    from numbers import Real

    from minigrad import Value, softmax

    class Noticed(float):
        """A number whose multiplications are counted."""

        done = 0

        def __mul__(self, other):
            Noticed.done += 1
            return float.__mul__(self, other)

        def __rmul__(self, other):
            Noticed.done += 1
            return float.__rmul__(self, other)

    def finished(self):
        raise AssertionError("Your function calls backward(): write what backward() does at a softmax.")

    def run(p, v):
        given_p, given_v = list(p), list(v)
        kept, Value.backward = Value.backward, finished
        try:
            answer = softmax_backward(given_p, given_v)
        finally:
            Value.backward = kept
        assert given_p == p and given_v == v, (
            f"p was {p} and v was {v}, and now they are {given_p} and {given_v}."
        )
        good = isinstance(answer, (list, tuple)) and len(answer) == len(p)
        assert good and all(isinstance(x, Real) for x in answer), (
            f"A list of {len(p)} numbers was due, and yours is {answer!r:.80}."
        )
        return [float(x) for x in answer]

    p, v = [0.5, 0.25, 0.25], [8.0, 4.0, 0.0]
    found = run(p, v)
    told = f"For p = {p} and v = {v} the gradient should be [1.5, -0.25, -1.25], and yours is {found}"
    assert found != [2.0, 0.75, 0.0], f"{told}: what does a logit do to the other probabilities?"
    assert found != [4.0, 1.0, 0.0], f"{told}: is the slope of p for its own logit p?"
    assert found != [-1.5, 0.25, 1.25], f"{told}: which way does a probability go if its logit rises?"
    assert found == [1.5, -0.25, -1.25], f"{told}."
    rng = random.Random()
    for n in (1, 2, 3, 5, 8):
        zs = [Value(rng.uniform(-2, 2)) for _ in range(n)]
        ps, v = softmax(zs), [rng.uniform(-1, 1) for _ in range(n)]
        sum(a * b for a, b in zip(v, ps)).backward()
        p = [q.data for q in ps]
        found = run(p, v)
        for j, (z, x) in enumerate(zip(zs, found, strict=True)):
            assert abs(z.grad - x) <= 1e-9, (
                f"In a list of length {n} the gradient of logit {j} should be {z.grad:.4f}, and yours is {x:.4f}."
            )
    n = 60
    Noticed.done = 0
    run([Noticed(1 / n)] * n, [Noticed(i) for i in range(n)])
    assert Noticed.done <= 10 * n, (
        f"The numbers are right. For {n} logits it took you {Noticed.done} multiplications, "
        f"and {2 * n} would do: what is worked out anew for each logit?"
    )


_check()

# %% mistake
# For p = [0.5, 0.25, 0.25] and v = [8.0, 4.0, 0.0] the gradient should be [1.5, -0.25, -1.25], and yours is [2.0, 0.75, 0.0]: what does a logit do to the other probabilities?
def softmax_backward(p, v):
    return [a * b * (1 - b) for a, b in zip(v, p)]

# %% mistake
# For p = [0.5, 0.25, 0.25] and v = [8.0, 4.0, 0.0] the gradient should be [1.5, -0.25, -1.25], and yours is [4.0, 1.0, 0.0]: is the slope of p for its own logit p?
def softmax_backward(p, v):
    return [a * b for a, b in zip(v, p)]

# %% mistake
# For p = [0.5, 0.25, 0.25] and v = [8.0, 4.0, 0.0] the gradient should be [1.5, -0.25, -1.25], and yours is [-1.5, 0.25, 1.25]: which way does a probability go if its logit rises?
def softmax_backward(p, v):
    s = sum(a * b for a, b in zip(v, p))
    return [b * (s - a) for a, b in zip(v, p)]

# %% mistake
# For p = [0.5, 0.25, 0.25] and v = [8.0, 4.0, 0.0] the gradient should be [1.5, -0.25, -1.25], and yours is [2.0, 0.0, -1.0].
def softmax_backward(p, v):
    mean = sum(v) / len(v)
    return [b * (a - mean) for a, b in zip(v, p)]

# %% mistake
# The numbers are right. For 60 logits it took you 7200 multiplications, and 120 would do: what is worked out anew for each logit?
def softmax_backward(p, v):
    n = len(p)
    table = [[p[i] * ((i == j) - p[j]) for j in range(n)] for i in range(n)]
    return [sum(v[i] * table[i][j] for i in range(n)) for j in range(n)]

# %% mistake
# A list of 3 numbers was due, and yours is None.
def softmax_backward(p, v):
    s = sum(a * b for a, b in zip(v, p))
    print([b * (a - s) for a, b in zip(v, p)])

# %% mistake
# p was [0.5, 0.25, 0.25] and v was [8.0, 4.0, 0.0], and now they are [0.5, 0.25, 0.25] and [3.0, -1.0, -5.0].
def softmax_backward(p, v):
    s = sum(a * b for a, b in zip(v, p))
    for i in range(len(v)):
        v[i] -= s
    return [a * b for a, b in zip(v, p)]

# %% mistake
# In a list of length 1 the gradient of logit 0 should be 0.0000, and yours is 1.0000.
def softmax_backward(p, v):
    if len(p) == 1:
        return [1.0]
    s = sum(a * b for a, b in zip(v, p))
    return [b * (a - s) for a, b in zip(v, p)]

# %% mistake
# Your function calls backward(): write what backward() does at a softmax.
from math import log

from minigrad import Value, softmax


def softmax_backward(p, v):
    logits = [Value(log(x)) for x in p]
    sum(float(g) * x for g, x in zip(v, softmax(logits))).backward()
    return [z.grad for z in logits]
