# %% [markdown] Train with a falling rate
# Write `train(model, xs, ys, steps)`, which trains `model` by plain gradient descent: in each step every parameter goes against its gradient, by the rate times the gradient. Gradients from before a step play no part.
# In each step the loss is `hinge_loss` of all the scores, plus `l2_penalty` of all the parameters. Give it no `alpha`: it has one.
# The rate is 1.0 in step 0 and falls by the same amount from step to step: in step `k` it is `1.0 - 0.9 * k / steps`.

# %% given
from minigrad import MLP, hinge_loss, l2_penalty

# %% blank
def train(model, xs, ys, steps):
    for k in range(steps):
        ...

# %% hint
# A step has the four parts of chapter 7: the loss, the zeroing, `backward()`, and a change of each parameter's `data`.

# %% hint
# Make the loss inside the loop, since the scores are new in each step. The scores are `[model(x) for x in xs]`.

# %% hint
# The rate is worked out inside the loop as well. It depends on `k` and on `steps`, so 50 has no place in it.

# %% solution
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys)
        loss = loss + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        rate = 1.0 - 0.9 * k / steps
        for p in model.parameters():
            p.data -= rate * p.grad

# %% check
import random

from minigrad import make_moons


def _falling(k, steps):
    return 1.0 - 0.9 * k / steps


def _trained(model, xs, ys, steps, count=None, rate=_falling, alpha=1e-4, zero=True, anew=True):
    loss = None
    for k in range(steps if count is None else count):
        if loss is None or anew:
            loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters(), alpha)
        if zero:
            model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate(k, steps) * p.grad
    return [p.data for p in model.parameters()]


def _same(ours, theirs):
    return all(abs(a - b) <= 1e-7 * max(1.0, abs(b)) for a, b in zip(ours, theirs))


_named = [
    ("Downhill is against the slope: subtract it.", {"rate": lambda k, n: 0.9 * k / n - 1.0}),
    ("The gradients of all steps add up: zero them before backward().", {"zero": False}),
    ("The loss is out of date: make it anew in each step.", {"anew": False}),
    ("The penalty is missing from the loss.", {"alpha": 0.0}),
    ("Your rate stays at 1.0: it must fall from step to step.", {"rate": lambda k, n: 1.0}),
    (
        "Your rate is one step ahead: in step 0 it must be 1.0.",
        {"rate": lambda k, n: 1.0 - 0.9 * (k + 1) / n},
    ),
    (
        "Your rate reaches 0.1 in the last step: in step k it is 1.0 - 0.9 * k / steps.",
        {"rate": lambda k, n: 1.0 - 0.9 * k / (n - 1)},
    ),
    (
        "Your rate rises from 0.1: it must start at 1.0 and fall.",
        {"rate": lambda k, n: 0.1 + 0.9 * k / n},
    ),
    (
        "Your rate falls as it would over 50 steps: use `steps` in the place of the 50.",
        {"rate": lambda k, n: 1.0 - 0.9 * k / 50},
    ),
]
for _ in range(3):
    _seed, _steps = random.randint(0, 1000), random.randint(5, 8)
    _xs, _ys = make_moons(12, noise=0.1, seed=_seed)

    def _new():
        return MLP(2, [4, 1], activation="relu", output="linear", seed=_seed)

    _model = _new()
    _before = [p.data for p in _model.parameters()]
    try:
        train(_model, [list(x) for x in _xs], list(_ys), _steps)
    except TypeError as _error:
        raise AssertionError(
            f"train() stops with TypeError: {_error}. What does p.data hold after a step?"
        ) from None
    _after = [p.data for p in _model.parameters()]
    for _number in _after:
        assert isinstance(_number, (int, float)), (
            f"After train() a parameter holds {_number!r:.60}: a plain number was due."
        )
    assert not _same(_after, _before), (
        "The parameters have not moved: step before the gradients are zeroed, "
        "and change .data, not the name."
    )
    if not _same(_after, _trained(_new(), _xs, _ys, _steps)):
        for _message, _change in _named:
            assert not _same(_after, _trained(_new(), _xs, _ys, _steps, **_change)), _message
        for _count in (1, _steps - 1, _steps + 1):
            _other = _trained(_new(), _xs, _ys, _steps, count=_count)
            assert not _same(_after, _other), f"Steps asked for: {_steps}. Steps taken: {_count}."
        _other = _trained(_new(), _xs, _ys, 50)
        assert not _same(_after, _other), "Take as many steps as `steps` says, not 50."
        raise AssertionError(
            "The parameters moved, but to another place. "
            "Look at the loss, the rate and the step, in this order."
        )
    _model = _new()
    for _p in _model.parameters():
        _p.grad = 1.0
    train(_model, [list(x) for x in _xs], list(_ys), _steps)
    assert _same([p.data for p in _model.parameters()], _after), (
        "The gradients were 1.0 before the call, and the first step went by them: zero them earlier."
    )

# %% mistake
# Downhill is against the slope: subtract it.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data += (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# The gradients of all steps add up: zero them before backward().
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        loss.backward()
        for p in model.parameters():
            p.data -= (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# Your rate stays at 1.0: it must fall from step to step.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= p.grad

# %% mistake
# Your rate falls as it would over 50 steps: use `steps` in the place of the 50.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= (1.0 - 0.9 * k / 50) * p.grad

# %% mistake
# Your rate is one step ahead: in step 0 it must be 1.0.
def train(model, xs, ys, steps):
    for k in range(1, steps + 1):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# The penalty is missing from the loss.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# The parameters have not moved: step before the gradients are zeroed, and change .data, not the name.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p = p - (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# The loss is out of date: make it anew in each step.
def train(model, xs, ys, steps):
    loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
    for k in range(steps):
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# The parameters moved, but to another place. Look at the loss, the rate and the step, in this order.
def train(model, xs, ys, steps):
    rate = 1.0
    for _ in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        rate = 0.9 * rate

# %% mistake
# Steps asked for: … Steps taken: …
def train(model, xs, ys, steps):
    for k in range(steps - 1):
        loss = hinge_loss([model(x) for x in xs], ys)
        loss = loss + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        rate = 1.0 - 0.9 * k / steps
        for p in model.parameters():
            p.data -= rate * p.grad

# %% mistake
# Your rate reaches 0.1 in the last step: in step k it is 1.0 - 0.9 * k / steps.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys)
        loss = loss + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        rate = 1.0 - 0.9 * k / (steps - 1)
        for p in model.parameters():
            p.data -= rate * p.grad

# %% mistake
# Your rate rises from 0.1: it must start at 1.0 and fall.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys)
        loss = loss + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        rate = 0.1 + 0.9 * k / steps
        for p in model.parameters():
            p.data -= rate * p.grad

# %% mistake
# Take as many steps as `steps` says, not 50.
def train(model, xs, ys, steps):
    for k in range(50):
        loss = hinge_loss([model(x) for x in xs], ys)
        loss = loss + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        rate = 1.0 - 0.9 * k / 50
        for p in model.parameters():
            p.data -= rate * p.grad

# %% mistake
# The gradients were 1.0 before the call, and the first step went by them: zero them earlier.
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys)
        loss = loss + l2_penalty(model.parameters())
        loss.backward()
        rate = 1.0 - 0.9 * k / steps
        for p in model.parameters():
            p.data -= rate * p.grad
        model.zero_grad()

# %% mistake
# train() stops with TypeError: … What does p.data hold after a step?
def train(model, xs, ys, steps):
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data = p - (1.0 - 0.9 * k / steps) * p.grad

# %% mistake
# After train() a parameter holds Value(…): a plain number was due.
def train(model, xs, ys, steps):
    places = model.parameters()
    for k in range(steps):
        loss = hinge_loss([model(x) for x in xs], ys) + l2_penalty(places)
        model.zero_grad()
        loss.backward()
        for p in places:
            p.data -= (1.0 - 0.9 * k / steps) * p.grad
    for p in places:
        p.data = 1.0 * p
