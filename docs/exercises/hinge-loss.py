# %% [markdown] A loss with a margin
# Write `max_margin(scores, targets, margin)`: the mean of `max(0, margin - t * s)` over all scores `s` and their targets `t`.
# The scores are `Value`s, the targets are 1 or -1, and the result is one `Value`.
# Do it without `hinge_loss`. Its margin is always 1; yours is given.

# %% given
from minigrad import Value

# %% blank
def max_margin(scores, targets, margin=1.0):
    ...

# %% hint
# Begin with one score: what is `margin - target * score`, and which operation turns it into 0 if it is negative?

# %% hint
# Python's own `max` cannot compare `Value`s, and a `max` of their `.data` would be a plain number without a past. `relu` stays in the graph.

# %% hint
# Put the costs of all pairs into a list. `sum` adds them up; one more division makes the mean.

# %% solution
def max_margin(scores, targets, margin=1.0):
    pairs = zip(scores, targets, strict=True)
    costs = [(margin - t * s).relu() for s, t in pairs]
    return sum(costs) / len(costs)

# %% check
import random

from minigrad import losses, numerical_gradient


def _cost(numbers, targets, margin):
    return sum(max(0.0, margin - t * s) for s, t in zip(numbers, targets)) / len(targets)


def _finished(*args, **kwargs):
    raise AssertionError("That is minigrad's own hinge_loss(): can you write its sum yourself?")


def _call(scores, targets, margin):
    kept, losses._pairs = losses._pairs, _finished  # with which the finished one begins
    try:
        loss = max_margin(scores, targets, margin)
    except TypeError as error:
        cannot = "not supported between" in str(error)
        hint = " Python's max cannot compare Values: what can?" if cannot else ""
        raise AssertionError(f"Your max_margin() stops: {error}.{hint}") from None
    except ZeroDivisionError:
        raise AssertionError(
            "Where no score costs anything, yours divides by 0: the mean is over all of them."
        ) from None
    finally:
        losses._pairs = kept
    assert loss is not None, "max_margin() returns nothing yet: it needs a return line."
    assert isinstance(loss, Value), (
        f"The result must be a Value, to call backward() on, not {loss!r}."
    )
    return loss


def _ask(numbers, targets, margin):
    scores = [Value(number) for number in numbers]
    return scores, _call(scores, list(targets), margin)


_ask([-2.0, 0.5], [1, -1], 1.0)
# One point at a time: which part of the formula is it?
_, _loss = _ask([3.0], [1], 1.0)
assert abs(_loss.data + 2.0) > 1e-9, (
    "A score of 3 for the target 1 costs -2 with yours: beyond the margin the cost must be 0."
)
_, _loss = _ask([-2.0], [1], 1.0)
assert abs(_loss.data) > 1e-9, (
    "A score of -2 for the target 1 costs nothing with yours: it is on the wrong side."
)
assert abs(_loss.data - 2.0) > 1e-9, (
    "A score of -2 for the target 1 must cost 3, but costs 2: where is the margin?"
)
assert abs(_loss.data - 9.0) > 1e-9, (
    "A score of -2 for the target 1 must cost 3, but costs 9: nothing is squared here."
)
_, _loss = _ask([0.5], [-1], 1.0)
assert abs(_loss.data - 0.5) > 1e-9, (
    "A score of 0.5 for the target -1 must cost 1.5, but costs 0.5: use the target."
)
_, _loss = _ask([-2.0, 0.5], [1, -1], 1.0)
assert abs(_loss.data - 4.5) > 1e-9, (
    "The costs 3.0 and 1.5 came out as 4.5: that is their sum, not their mean."
)
_, _loss = _ask([0.0], [1], 2.5)
assert abs(_loss.data - 1.0) > 1e-9, (
    "With a margin of 2.5 a score of 0 must cost 2.5, but costs 1: use the margin that is given."
)

# Random points, far enough from the kink that a nudge does not cross it.
for _ in range(20):
    _n, _margin = random.randint(1, 6), random.choice([0.5, 1.0, 2.5])
    _targets = [random.choice([1, -1]) for _ in range(_n)]
    _numbers = [
        t * (_margin + random.choice([-1, 1]) * random.uniform(0.1, 3.0)) for t in _targets
    ]
    _scores, _loss = _ask(_numbers, _targets, _margin)
    _due = _cost(_numbers, _targets, _margin)
    assert abs(_loss.data - _due) < 1e-9, (
        f"The scores {[round(s, 2) for s in _numbers]} for {_targets} with the margin {_margin} "
        f"must cost {_due:.10g}, but cost {_loss.data:.10g}."
    )
    _loss.backward()
    _wanted = numerical_gradient(
        lambda *scores: Value(_cost([s.data for s in scores], _targets, _margin)), _numbers
    )
    assert any(s.grad for s in _scores) or not any(abs(w) > 1e-6 for w in _wanted), (
        "The number is right, but no score gets a gradient: did you calculate with .data?"
    )
    for _score, _slope in zip(_scores, _wanted):
        assert abs(_score.grad - _slope) < 1e-6, (
            f"The slope for a score is {_slope:.10g}, but backward() gives {_score.grad:.10g}."
        )

# One score used twice: both uses count.
_score = Value(0.25)
_call([_score, _score, Value(5.0)], [1, 1, 1], 1.0).backward()
assert abs(_score.grad + 2 / 3) < 1e-9, (
    "A score used for two points out of three must get both slopes, -1/3 and -1/3, "
    f"but gets {_score.grad:.10g}."
)

# %% mistake
# A score of 3 for the target 1 costs -2 with yours: beyond the margin the cost must be 0.
def max_margin(scores, targets, margin=1.0):
    costs = [margin - t * s for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# A score of -2 for the target 1 costs nothing with yours: it is on the wrong side.
def max_margin(scores, targets, margin=1.0):
    costs = [(margin + t * s).relu() for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# A score of -2 for the target 1 must cost 3, but costs 2: where is the margin?
def max_margin(scores, targets, margin=1.0):
    costs = [(-t * s).relu() for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# A score of -2 for the target 1 must cost 3, but costs 9: nothing is squared here.
def max_margin(scores, targets, margin=1.0):
    costs = [(margin - t * s).relu() ** 2 for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# A score of 0.5 for the target -1 must cost 1.5, but costs 0.5: use the target.
def max_margin(scores, targets, margin=1.0):
    costs = [(margin - s).relu() for s in scores]
    return sum(costs) / len(costs)

# %% mistake
# The costs 3.0 and 1.5 came out as 4.5: that is their sum, not their mean.
def max_margin(scores, targets, margin=1.0):
    return sum((margin - t * s).relu() for s, t in zip(scores, targets))

# %% mistake
# With a margin of 2.5 a score of 0 must cost 2.5, but costs 1: use the margin that is given.
def max_margin(scores, targets, margin=1.0):
    costs = [(1 - t * s).relu() for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# The result must be a Value, to call backward() on, not 2.25.
def max_margin(scores, targets, margin=1.0):
    costs = [max(0.0, margin - t * s.data) for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# The number is right, but no score gets a gradient: did you calculate with .data?
def max_margin(scores, targets, margin=1.0):
    costs = [Value(max(0.0, margin - t * s.data)) for s, t in zip(scores, targets)]
    return sum(costs) / len(costs)

# %% mistake
# That is minigrad's own hinge_loss(): can you write its sum yourself?
from minigrad import hinge_loss


def max_margin(scores, targets, margin=1.0):
    return hinge_loss(scores, targets)

# %% mistake
# The scores … with the margin … must cost …, but cost ….
def max_margin(scores, targets, margin=1.0):
    pairs = zip(scores, targets, strict=True)
    costs = [(margin - t * s).relu() for s, t in pairs]
    return sum(costs) / 2

# %% mistake
# The slope for a score is …, but backward() gives ….
def max_margin(scores, targets, margin=1.0):
    pairs = zip(scores, targets, strict=True)
    costs = [(margin - t * s).relu() for s, t in pairs]
    return sum(costs) / len(costs) + scores[0] - scores[0].data

# %% mistake
# Your max_margin() stops: '>' not supported between instances of 'Value' and 'int'. Python's max cannot compare Values: what can?
def max_margin(scores, targets, margin=1.0):
    pairs = zip(scores, targets, strict=True)
    costs = [max(0, margin - t * s) for s, t in pairs]
    return sum(costs) / len(costs)

# %% mistake
# Where no score costs anything, yours divides by 0: the mean is over all of them.
def max_margin(scores, targets, margin=1.0):
    pairs = zip(scores, targets, strict=True)
    costs = [(margin - t * s).relu() for s, t in pairs]
    costs = [cost for cost in costs if cost.data > 0]
    return sum(costs) / len(costs)

# %% mistake
# A score used for two points out of three must get both slopes, -1/3 and -1/3, but gets -0.5.
def max_margin(scores, targets, margin=1.0):
    pairs = dict(zip(scores, targets)).items()
    costs = [(margin - t * s).relu() for s, t in pairs]
    return sum(costs) / len(costs)

# %% mistake
# The result must be a Value, to call backward() on, not 0.0.
def max_margin(scores, targets, margin=1.0):
    pairs = zip(scores, targets, strict=True)
    costs = [(margin - t * s).relu() for s, t in pairs]
    costs = [cost for cost in costs if cost.data > 0]
    return sum(costs) / len(scores)
