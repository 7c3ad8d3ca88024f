# %% [markdown] Put the loss in order
# These six lines compute $\log \sum_j e^{z_j} - z_t$ safely, however large or small the logits are, but they stand in a wrong order.
# Move them into the right one; change nothing inside a line.

# %% blank
def stable_loss(logits, target):
    loss = log_sum - shifted[target]
    log_sum = sum(exponentials).log()
    largest = max(z.data for z in logits)
    exponentials = [z.exp() for z in shifted]
    shifted = [z - largest for z in logits]
    return loss

# %% hint
# Every line but the last makes a name. Which line uses no name that another line makes?

# %% hint
# Go on from there: which line can run next, with the names that are there by now?

# %% hint
# The largest, the shift, the exponentials, the logarithm of their sum, the loss.

# %% solution
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = [z - largest for z in logits]
    exponentials = [z.exp() for z in shifted]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[target]
    return loss

# %% check
def check():
    import math
    import random

    from minigrad import Value, losses

    def finished(logits):
        raise AssertionError("That is minigrad's own cross_entropy(): put the six lines in order.")

    def ask(numbers, target):
        logits = [Value(number) for number in numbers]
        kept, losses._shifted = losses._shifted, finished  # with which the finished one begins
        try:
            loss = stable_loss(logits, target)
        except NameError as error:  # UnboundLocalError is one
            name = str(error).split("'")[1]
            raise AssertionError(
                f"A line reads {name!r} before another line makes it: which line must come first?"
            ) from None
        except (OverflowError, ValueError) as error:
            raise AssertionError(f"With the logits {numbers} yours stops: {error}.") from None
        finally:
            losses._shifted = kept
        assert isinstance(loss, Value), (
            f"stable_loss() gives {loss!r}, and a Value was due: is the return line the last?"
        )
        loss.backward()
        return loss.data, [z.grad for z in logits]

    found, slopes = ask([2.0, 1.0, -1.0], 0)
    assert abs(found - 0.3490) <= 1e-4, (
        f"For the logits 2, 1, -1 and the target 0 the loss is 0.3490, and yours is {found:.4f}: "
        "was a line changed?"
    )
    assert any(slopes), "backward() from your loss brings no logit a gradient: was a line changed?"
    ask([1000.0, 0.0, -1000.0], 2)
    zs = [random.uniform(-3, 3) for _ in range(4)]
    found, due = ask(zs, 3)[0], math.log(sum(map(math.exp, zs))) - zs[3]
    assert abs(found - due) <= 1e-9, (
        f"For the target 3 of four logits the loss is {due:.7g}, and yours is {found:.7g}."
    )


check()

# %% mistake
# A line reads 'shifted' before another line makes it: which line must come first?
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    exponentials = [z.exp() for z in shifted]
    shifted = [z - largest for z in logits]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[target]
    return loss

# %% mistake
# A line reads 'log_sum' before another line makes it: which line must come first?
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = [z - largest for z in logits]
    exponentials = [z.exp() for z in shifted]
    loss = log_sum - shifted[target]
    log_sum = sum(exponentials).log()
    return loss

# %% mistake
# stable_loss() gives None, and a Value was due: is the return line the last?
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = [z - largest for z in logits]
    exponentials = [z.exp() for z in shifted]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[target]


# %% mistake
# For the logits 2, 1, -1 and the target 0 the loss is 0.3490, and yours is 2.3490: was a line changed?
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = [z - largest for z in logits]
    exponentials = [z.exp() for z in logits]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[target]
    return loss

# %% mistake
# With the logits [1000.0, 0.0, -1000.0] yours stops: exp(1000.0) is too large for a float.
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = logits
    exponentials = [z.exp() for z in shifted]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[target]
    return loss

# %% mistake
# For the target 3 of four logits the loss is … and yours is …
def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = [z - largest for z in logits]
    exponentials = [z.exp() for z in shifted]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[0]
    return loss

# %% mistake
# backward() from your loss brings no logit a gradient: was a line changed?
from minigrad import Value


def stable_loss(logits, target):
    largest = max(z.data for z in logits)
    shifted = [Value(z.data - largest) for z in logits]
    exponentials = [z.exp() for z in shifted]
    log_sum = sum(exponentials).log()
    loss = log_sum - shifted[target]
    return loss

# %% mistake
# That is minigrad's own cross_entropy(): put the six lines in order.
from minigrad import cross_entropy


def stable_loss(logits, target):
    return cross_entropy(logits, target)
