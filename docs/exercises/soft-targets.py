# %% [markdown] Targets that are not sure
# The right class that stands beside an example is called its *label*, and it can be wrong. So a target may be a probability for each class, such as 0.9, 0.05, 0.05. Making such targets out of one-hot ones is called *label smoothing*.
# Write `soft_cross_entropy(logits, targets)`: it gets a list of `Value`s and a list of plain numbers that add up to 1, and returns the loss $-\sum_i y_i \log p_i$, a `Value`.
# Here $y$ are the targets, and $p$ is the softmax of the logits.
# Logits such as 1000 and -1000 must do no harm.

# %% given
from minigrad import Value, cross_entropy, softmax

# %% blank
def soft_cross_entropy(logits, targets):
    ...

# %% hint
# With `p = softmax(logits)` the formula can be typed as it stands. But with the logits 1000 and -1000, one of the `p` underflows to 0.

# %% hint
# $-\log p_i = \log \sum_j e^{z_j} - z_i$, and you know how to make that safe.
# It is also what `cross_entropy(logits, i)` gives.

# %% hint
# Each class costs `cross_entropy(logits, i)`. Weigh it with `targets[i]`, and add up over all classes.

# %% solution
def soft_cross_entropy(logits, targets):
    return sum(y * cross_entropy(logits, i) for i, y in enumerate(targets))

# %% check
def _check():
    import math
    import random

    from minigrad import Value

    def p_of(zs):
        largest = max(zs)
        exponentials = [math.exp(z - largest) for z in zs]
        return [e / sum(exponentials) for e in exponentials]

    def cost(zs, ys):
        largest = max(zs)
        log_sum = largest + math.log(sum(math.exp(z - largest) for z in zs))
        return sum(y * (log_sum - z) for z, y in zip(zs, ys, strict=True))

    def near(x, y, tolerance=1e-9):
        return isinstance(x, (int, float)) and abs(x - y) <= tolerance * max(1.0, abs(y))

    def run(logits, targets):
        """The loss of these values, which stay as they are, and so do the targets."""
        before, numbers, ys = list(logits), [z.data for z in logits], list(targets)
        try:
            loss = soft_cross_entropy(logits, targets)
        except (OverflowError, ValueError, ZeroDivisionError) as error:
            raise AssertionError(
                f"With the logits {numbers} and the targets {ys} yours stops: {error}."
            ) from None
        assert loss is not None, "soft_cross_entropy() gives None: does it end in a return line?"
        assert isinstance(loss, Value), (
            f"A Value was due, with the logits as its past, and not {loss!r}."
        )
        assert len(logits) == len(before) and all(z is y for z, y in zip(logits, before)), (
            "The list of logits that you were given has changed."
        )
        assert [z.data for z in before] == numbers, (
            f"The logits were {numbers}, and now they hold {[z.data for z in before]}."
        )
        assert targets == ys, f"The targets were {ys}, and now they are {targets}."
        return loss

    def compare(numbers, targets):
        logits = [Value(number) for number in numbers]
        loss, due = run(logits, list(targets)), cost(numbers, targets)
        case = f"For the logits {[round(z, 4) for z in numbers]} and the targets "
        case += f"{[round(y, 4) for y in targets]}"
        assert near(loss.data, due), (
            f"{case} the loss should be {due:.10g}, and yours is {loss.data:.10g}."
        )
        loss.backward()
        for i, (z, p, y) in enumerate(zip(logits, p_of(numbers), targets, strict=True)):
            assert near(z.grad, p - y, 1e-7), (
                f"{case} the gradient of logit {i} is {z.grad:.7g}: where the model says {p:.7g} and "
                f"the target {y:.7g}, what should it be?"
            )

    numbers, targets = [2.0, 1.0, -1.0], [0.7, 0.2, 0.1]
    found = run([Value(number) for number in numbers], list(targets)).data
    told = "For the logits 2, 1, -1 and the targets 0.7, 0.2, 0.1 it should be 0.8490, "
    told += f"and yours is {found:.4f}"
    assert not near(found, 0.8490122168 / 3), f"{told}: are three classes three examples?"
    assert not near(found, -0.8490122168), f"{told}: no loss of ours is negative."
    assert not near(found, cost(p_of(numbers), targets)), f"{told}: how often has softmax been applied?"
    assert not near(found, cost(numbers, [1, 0, 0])), f"{told}: what do the targets 0.2 and 0.1 cost?"
    assert abs(found - 0.8490) <= 1e-4, f"{told}."
    compare(numbers, targets)
    compare([1000.0, 0.0, -1000.0], [0.2, 0.5, 0.3])
    compare([-1000.0, 0.0, 1000.0], [0.9, 0.05, 0.05])
    compare([-1000.0, -1000.0], [0.5, 0.5])
    compare([1000.0, -1000.0], [1.0, 0.0])
    compare([3.0], [1.0])
    rng = random.Random()
    for _ in range(20):
        n = rng.randint(2, 5)
        numbers, parts = [rng.uniform(-3, 3) for _ in range(n)], [rng.random() for _ in range(n)]
        compare(numbers, [part / sum(parts) for part in parts])
        target = rng.randrange(n)
        one_hot = [1.0 if i == target else 0.0 for i in range(n)]
        compare(numbers, one_hot)
    x, y, a = Value(rng.uniform(-1, 1)), Value(rng.uniform(-1, 1)), rng.uniform(0, 0.5)
    run([x, y, x], [a, 0.3, 0.7 - a]).backward()
    due = 1 - p_of([x.data, y.data, x.data])[1] - 0.7
    assert near(x.grad, due, 1e-7), (
        f"One Value stood for two logits: its gradient should be {due:.7g}, and is {x.grad:.7g}."
    )


_check()

# %% mistake
# For the logits 2, 1, -1 and the targets 0.7, 0.2, 0.1 it should be 0.8490, and yours is 0.2830: are three classes three examples?
def soft_cross_entropy(logits, targets):
    return sum(y * cross_entropy(logits, i) for i, y in enumerate(targets)) / len(targets)

# %% mistake
# For the logits 2, 1, -1 and the targets 0.7, 0.2, 0.1 it should be 0.8490, and yours is 0.9225: how often has softmax been applied?
def soft_cross_entropy(logits, targets):
    p = softmax(logits)
    return sum(y * cross_entropy(p, i) for i, y in enumerate(targets))

# %% mistake
# With the logits [1000.0, 0.0, -1000.0] and the targets [0.2, 0.5, 0.3] yours stops: log needs a number above 0, not 0.0.
def soft_cross_entropy(logits, targets):
    p = softmax(logits)
    return -sum(y * q.log() for y, q in zip(targets, p))

# %% mistake
# For the logits 2, 1, -1 and the targets 0.7, 0.2, 0.1 it should be 0.8490, and yours is 0.3490: what do the targets 0.2 and 0.1 cost?
def soft_cross_entropy(logits, targets):
    return cross_entropy(logits, targets.index(max(targets)))

# %% mistake
# For the logits 2, 1, -1 and the targets 0.7, 0.2, 0.1 it should be 0.8490, and yours is -0.8490: no loss of ours is negative.
def soft_cross_entropy(logits, targets):
    p = softmax(logits)
    return sum(y * q.log() for y, q in zip(targets, p))

# %% mistake
# For the logits 2, 1, -1 and the targets 0.7, 0.2, 0.1 it should be 0.8490, and yours is 2.6490.
def soft_cross_entropy(logits, targets):
    return sum(y * cross_entropy(logits, i) for i, y in enumerate(targets[::-1]))

# %% mistake
# One Value stood for two logits: its gradient should be …, and is ….
def soft_cross_entropy(logits, targets):
    largest = max(z.data for z in logits)
    log_sum = sum((z - largest).exp() for z in set(logits)).log() + largest
    return sum(y * (log_sum - z) for y, z in zip(targets, logits))

# %% mistake
# A Value was due, with the logits as its past, and not 0.849….
def soft_cross_entropy(logits, targets):
    return sum(y * cross_entropy(logits, i).data for i, y in enumerate(targets))

# %% mistake
# The list of logits that you were given has changed.
def soft_cross_entropy(logits, targets):
    logits.sort(key=lambda z: z.data)
    return sum(y * cross_entropy(logits, i) for i, y in enumerate(targets))

# %% mistake
# The logits were [2.0, 1.0, -1.0], and now they hold [0.0, -1.0, -3.0].
def soft_cross_entropy(logits, targets):
    largest = max(z.data for z in logits)
    for z in logits:
        z.data -= largest
    return sum(y * cross_entropy(logits, i) for i, y in enumerate(targets))

# %% mistake
# The targets were [0.7, 0.2, 0.1], and now they are [].
def soft_cross_entropy(logits, targets):
    loss = 0.0
    for i in range(len(logits)):
        loss += targets.pop(0) * cross_entropy(logits, i)
    return loss

# %% mistake
# For the logits … and the targets … the loss should be …, and yours is ….
def soft_cross_entropy(logits, targets):
    return sum(y * cross_entropy(logits, i) for i, y in enumerate(targets[:3]))

# %% mistake
# For the logits [2.0, 1.0, -1.0] and the targets [0.7, 0.2, 0.1] the gradient of logit 0 is -0.7: where the model says 0.7053845 and the target 0.7, what should it be?
def soft_cross_entropy(logits, targets):
    log_sum = cross_entropy(logits, 0).data + logits[0].data
    return sum(y * (log_sum - z) for y, z in zip(targets, logits))
