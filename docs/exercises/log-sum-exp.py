# %% [markdown] Log-sum-exp
# `logsumexp(logits)` is the part of the loss that every class shares: $\log \sum_j e^{z_j}$.
# It gets a list of `Value`s, at least one, and returns a `Value`.
# The first line is written. Go on, so that logits such as 1000 and -1000 do no harm.

# %% given
from minigrad import Value, total

# %% blank
def logsumexp(logits):
    largest = max(z.data for z in logits)
    ...

# %% hint
# Take `largest` away from every logit, not from one. The exponentials of what is left add up to 1 at least.

# %% hint
# Write $m$ for the largest. Each $e^{z_j - m}$ is too small by the factor $e^m$, and so is their sum.
# What does a factor $e^m$ become under a logarithm?

# %% hint
# Sum the `(z - largest).exp()` of all `z`, take the `log()`, and give back what you took away: `+ largest`.

# %% solution
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return sum(exponentials).log() + largest

# %% check
def _check():
    import math
    import random

    from minigrad import Value

    def true(zs):
        largest = max(zs)
        return largest + math.log(sum(math.exp(z - largest) for z in zs))

    def slope(zs, i, h=1e-5):
        above, below = list(zs), list(zs)
        above[i] += h
        below[i] -= h
        return (true(above) - true(below)) / (2 * h)

    def run(logits):
        """The result for these values, whose list and numbers stay as they are."""
        before, numbers = list(logits), [z.data for z in logits]
        try:
            result = logsumexp(logits)
        except (OverflowError, ValueError) as error:
            raise AssertionError(f"With the logits {numbers} yours stops: {error}.") from None
        assert result is not None, "logsumexp() gives None: does it end in a return line?"
        assert isinstance(result, Value), (
            f"A Value was due, with the logits as its past, and not {result!r}."
        )
        assert len(logits) == len(before) and all(z is y for z, y in zip(logits, before)), (
            "The list of logits that you were given has changed."
        )
        assert [z.data for z in before] == numbers, (
            f"The logits were {numbers}, and now they hold {[z.data for z in before]}."
        )
        return result

    def near(x, y, tolerance=1e-9):
        return isinstance(x, (int, float)) and abs(x - y) <= tolerance * max(1.0, abs(y))

    def compare(numbers):
        logits = [Value(number) for number in numbers]
        result, due = run(logits), true(numbers)
        shown = [round(number, 4) for number in numbers]
        assert near(result.data, due), (
            f"For the logits {shown} it should be {due:.10g}, and yours is {result.data:.10g}."
        )
        result.backward()
        for i, z in enumerate(logits):
            due = slope(numbers, i)
            assert near(z.grad, due, 1e-5), (
                f"For the logits {shown} the gradient of logit {i} should be {due:.7g}, as measured, "
                f"and yours is {z.grad:.7g}."
            )

    found = run([Value(2.0), Value(1.0), Value(-1.0)]).data
    told = f"For the logits 2, 1, -1 it should be 2.3490, and yours is {found:.4f}"
    assert abs(found - 0.3490) > 1e-4, (
        f"{told}: 2 was taken away from each logit, and who gives it back?"
    )
    assert abs(found - 3.4076) > 1e-4, f"{told}: has 2 been taken away from each of the three?"
    assert abs(found - 2.3490) <= 1e-4, f"{told}."
    compare([2.0, 1.0, -1.0])
    compare([1000.0, 999.0, -1000.0])
    compare([-1000.0, 999.0, 1000.0])
    compare([-1000.0, -1001.0, -1002.0])
    compare([1000.0, 1000.0])
    compare([1000.0, -1000.0])
    compare([-1000.0, -1000.0, 1000.0])
    compare([7.0])
    rng = random.Random()
    for _ in range(20):
        numbers = [rng.uniform(-3, 3) for _ in range(rng.randint(1, 5))]
        compare(numbers)
        shift = rng.choice([-1000.0, -500.0, 500.0, 1000.0])
        compare([number + shift for number in numbers])
    x, y = Value(rng.uniform(-1, 1)), Value(rng.uniform(-1, 1))
    run([x, y, x]).backward()
    due = slope([x.data, y.data, x.data], 0) * 2
    assert near(x.grad, due, 1e-5), (
        f"One Value stood for two logits: its gradient should be {due:.7g}, and is {x.grad:.7g}."
    )


_check()

# %% mistake
# For the logits 2, 1, -1 it should be 2.3490, and yours is 0.3490: 2 was taken away from each logit, and who gives it back?
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return sum(exponentials).log()

# %% mistake
# For the logits 2, 1, -1 it should be 2.3490, and yours is 3.4076: has 2 been taken away from each of the three?
def logsumexp(logits):
    largest = max(z.data for z in logits)
    first, *others = logits
    exponentials = [(first - largest).exp()] + [z.exp() for z in others]
    return sum(exponentials).log() + largest

# %% mistake
# With the logits [1000.0, 999.0, -1000.0] yours stops: exp(1000.0) is too large for a float.
def logsumexp(logits):
    return sum(z.exp() for z in logits).log()

# %% mistake
# With the logits [-1000.0, 999.0, 1000.0] yours stops: exp(1999.0) is too large for a float.
def logsumexp(logits):
    first = logits[0].data
    exponentials = [(z - first).exp() for z in logits]
    return sum(exponentials).log() + first

# %% mistake
# With the logits [-1000.0, -1001.0, -1002.0] yours stops: log needs a number above 0, not 0.0.
def logsumexp(logits):
    largest = max(abs(z.data) for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return sum(exponentials).log() + largest

# %% mistake
# For the logits [2.0, 1.0, -1.0] the gradient of logit 0 should be 0.7053845, as measured, and yours is 0.
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [Value(z.data - largest).exp() for z in logits]
    return sum(exponentials).log() + largest

# %% mistake
# For the logits 2, 1, -1 it should be 2.3490, and yours is -1.6510.
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return sum(exponentials).log() - largest

# %% mistake
# For the logits [1000.0, 1000.0] it should be 1000.693147, and yours is 1000.
def logsumexp(logits):
    logits = list(dict((z.data, z) for z in logits).values()) if len(logits) == 2 else logits
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return sum(exponentials).log() + largest

# %% mistake
# A Value was due, with the logits as its past, and not 2.349….
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return (sum(exponentials).log() + largest).data

# %% mistake
# The list of logits that you were given has changed.
def logsumexp(logits):
    logits.sort(key=lambda z: z.data)
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits]
    return sum(exponentials).log() + largest

# %% mistake
# The logits were [2.0, 1.0, -1.0], and now they hold [0.0, -1.0, -3.0].
def logsumexp(logits):
    largest = max(z.data for z in logits)
    for z in logits:
        z.data -= largest
    exponentials = [z.exp() for z in logits]
    return sum(exponentials).log() + largest

# %% mistake
# For the logits … it should be …, and yours is ….
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in logits[:3]]
    return sum(exponentials).log() + largest

# %% mistake
# One Value stood for two logits: its gradient should be …, and is ….
def logsumexp(logits):
    largest = max(z.data for z in logits)
    exponentials = [(z - largest).exp() for z in set(logits)]
    return sum(exponentials).log() + largest
