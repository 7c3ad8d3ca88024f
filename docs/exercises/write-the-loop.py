# %% [markdown] The loop
# Fill in `fit(model, xs, ys, rate, steps)`: gradient descent on the mean squared error of the examples `xs` with the targets `ys`.
# It takes `steps` steps, and returns a list with the loss before each of them, as plain numbers.
# The parameters stay the same objects, with other numbers in them.
# Gradients from before the call must play no part.

# %% given
from minigrad import mse_loss

# %% blank
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        ...
    return losses

# %% hint
# Five lines: predict and compare, zero, backward, a change of each parameter, and the note in `losses`.

# %% hint
# `mse_loss([model(x) for x in xs], ys)` predicts and compares. Why must it stand inside the loop?

# %% hint
# After `model.zero_grad()` and `loss.backward()`, go through `model.parameters()`.
# For each `p`, take `rate * p.grad` away from `p.data`. Then append `loss.data`.

# %% solution
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% check
def _check():
    import random

    from minigrad import MLP, SGD, Module, Value

    class Factor(Module):
        """Predicts p * x[0]."""

        def __init__(self, p=1.0):
            self.p = Value(p)

        def __call__(self, x):
            return self.p * x[0]

    class Square(Module):
        """Predicts p * p + q * x[0]: here p is used twice."""

        def __init__(self, p, q):
            self.p, self.q = Value(p), Value(q)

        def __call__(self, x):
            return self.p * self.p + self.q * x[0]

    def run(model, xs, ys, rate, steps):
        parameters, given = model.parameters(), ([list(x) for x in xs], list(ys))
        try:
            losses = fit(model, xs, ys, rate, steps)
        except (TypeError, AttributeError) as error:
            raise AssertionError(
                f"fit() stops with {type(error).__name__}: {error}. Which number did you change?"
            ) from None
        assert isinstance(losses, (list, tuple)), (
            f"A list of losses was due, not {losses!r}: what does your return line say?"
        )
        assert len(losses) == steps, (
            f"With steps={steps} a list of that many losses was due, and yours holds {len(losses)}."
        )
        assert all(isinstance(loss, (int, float)) for loss in losses), (
            f"The losses were due as plain numbers, and the first is {losses[0]!r}."
        )
        assert all(p is q for p, q in zip(parameters, model.parameters(), strict=True)), (
            "After the training the model holds other parameters than before: "
            "it is the numbers inside that should change."
        )
        assert (xs, ys) == given, "The examples themselves have changed in the training."
        return losses

    # p * x, at p = 1, two examples with x = 1 and the target 0: the loss is p², its slope 2p.
    model = Factor()
    losses = run(model, [[1.0], [1.0]], [0.0, 0.0], 0.1, 2)
    p, grad = model.p.data, model.p.grad
    assert p != 1.0 or grad != 0.0, (
        "After two steps no parameter has moved, and every gradient is 0.0: "
        "are the gradients there when the parameters are changed?"
    )
    assert p != 1.0, (
        f"After two steps no parameter has moved, and there is a gradient of {grad}: "
        "what does the line that changes a parameter change?"
    )
    told = f"The loss is p², and two steps with the rate 0.1 led from p = 1 to {p:.7g}, not to 0.64"
    assert p <= 1.0, f"{told}: which way is downhill?"
    assert abs(p - 0.44) > 1e-9, f"{told}: the second step was too long, by the whole first gradient."
    assert abs(p - 0.36) > 1e-9, f"{told}: does the loss of two examples count twice, or is it a mean?"
    assert abs(p - 0.6) > 1e-9, f"{told}: by the slope of which place was the second step taken?"
    assert abs(p - 0.64) <= 1e-9, f"{told}."
    assert abs(losses[0] - 1.0) <= 1e-9 and abs(losses[1] - 0.64) <= 1e-9, (
        f"The losses before the two steps were 1 and 0.64, and your list says "
        f"{losses[0]:.7g} and {losses[1]:.7g}."
    )
    model = Factor()
    model.p.grad = 5.0
    run(model, [[1.0]], [0.0], 0.1, 1)
    assert abs(model.p.data - 0.8) <= 1e-9, (
        f"With a gradient of 5.0 left over from before, one step leads from p = 1 to "
        f"{model.p.data:.7g} and not to 0.8: when is an old gradient cleared?"
    )
    model = Factor()
    run(model, [[1.0]], [0.0], 0.1, 0)
    assert model.p.data == 1.0, f"No steps at all led from p = 1 to {model.p.data:.7g}."
    # Random models, beside a twin that goes the same way.
    rng = random.Random()
    for trial in range(6):
        numbers, layers = [rng.uniform(-1, 1), rng.uniform(-1, 1)], [rng.randint(2, 3), 1]
        model, twin = (Square(*numbers) if trial % 2 else MLP(2, layers) for _ in range(2))
        twin.load_state_dict(model.state_dict())
        for leftover in model.parameters():
            leftover.grad = rng.uniform(-5, 5)
        xs = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(rng.randint(2, 4))]
        ys, rate, steps = [rng.uniform(-1, 1) for _ in xs], rng.uniform(0.01, 0.3), rng.randint(1, 6)
        optimizer, due = SGD(twin.parameters(), lr=rate), []
        for _ in range(steps):
            loss = sum((twin(x) - y) ** 2 for x, y in zip(xs, ys, strict=True)) / len(xs)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            due.append(loss.data)
        losses = run(model, xs, ys, rate, steps)
        pairs = list(zip(losses, due, strict=True))
        pairs += zip([p.data for p in model.parameters()], [p.data for p in twin.parameters()])
        for found, right in pairs:
            assert abs(found - right) <= 1e-6, (
                f"On another model, with steps={steps} and the rate {rate:.2f}, a loss or a "
                f"parameter should be {right:.7g}, and it is {found:.7g}."
            )


_check()

# %% mistake
# The loss is p², and two steps with the rate 0.1 led from p = 1 to 0.44, not to 0.64: the second step was too long, by the whole first gradient.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# After two steps no parameter has moved, and every gradient is 0.0: are the gradients there when the parameters are changed?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        loss.backward()
        model.zero_grad()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# The loss is p², and two steps with the rate 0.1 led from p = 1 to 1.44, not to 0.64: which way is downhill?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data += rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# After two steps no parameter has moved, and there is a gradient of 2.0: what does the line that changes a parameter change?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p = p - rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# The loss is p², and two steps with the rate 0.1 led from p = 1 to 0.6, not to 0.64: by the slope of which place was the second step taken?
def fit(model, xs, ys, rate, steps):
    losses = []
    loss = mse_loss([model(x) for x in xs], ys)
    for _ in range(steps):
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# With a gradient of 5.0 left over from before, one step leads from p = 1 to 0.3 and not to 0.8: when is an old gradient cleared?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        model.zero_grad()
        losses.append(loss.data)
    return losses

# %% mistake
# The loss is p², and two steps with the rate 0.1 led from p = 1 to 0.36, not to 0.64: does the loss of two examples count twice, or is it a mean?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = sum((model(x) - y) ** 2 for x, y in zip(xs, ys))
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# The losses were due as plain numbers, and the first is Value(data=1.0, grad=1.0).
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss)
    return losses

# %% mistake
# The losses before the two steps were 1 and 0.64, and your list says 0.64 and 0.4096.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(mse_loss([model(x) for x in xs], ys).data)
    return losses

# %% mistake
# With steps=0 a list of that many losses was due, and yours holds 1.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(max(steps, 1)):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# After the training the model holds other parameters than before: it is the numbers inside that should change.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for name, p in list(vars(model).items()):
            setattr(model, name, type(p)(p.data - rate * p.grad))
        losses.append(loss.data)
    return losses

# %% mistake
# The examples themselves have changed in the training.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    xs.clear()
    return losses

# %% mistake
# No steps at all led from p = 1 to 0.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    if steps == 0:
        model.p.data = 0.0
    return losses

# %% mistake
# A list of losses was due, not None: what does your return line say?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    print(losses)

# %% mistake
# fit() stops with TypeError: a Value holds one real number, such as 2.0; this is a Value: Value(data=0.8, grad=0.0). Which number did you change?
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data = p - rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# On another model, with steps=… and the rate …, a loss or a parameter should be …, and it is ….
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters()[:1]:
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses

# %% mistake
# The loss is p², and two steps with the rate 0.1 led from p = 1 to 0.9604, not to 0.64.
def fit(model, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        loss = mse_loss([model(x) for x in xs], ys)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate * rate * p.grad
        losses.append(loss.data)
    return losses
