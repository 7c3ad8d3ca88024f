# %% [markdown] One step, in order
# `train_step(model, xs, ys, rate)` changes each parameter of `model` once, downhill on the mean squared error.
# It returns the loss from before the change, as a plain number.
# Gradients from before the call must play no part.
# Its five parts are here in a wrong order: put them into the right one, and change nothing inside a part.

# %% given
from minigrad import mse_loss

# %% blank
def train_step(model, xs, ys, rate):
    return loss.data

    model.zero_grad()

    for p in model.parameters():
        p.data -= rate * p.grad

    loss.backward()

    loss = mse_loss([model(x) for x in xs], ys)

# %% hint
# Two parts read `loss`, and one makes it. And the function ends where it returns.

# %% hint
# The change reads the gradients that `backward()` has just added to the parameters.
# What must those gradients be before anything is added?

# %% hint
# The loss, zero, backward, the change of each parameter, and last of all the return.

# %% solution
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

    return loss.data

# %% check
def _check():
    import random

    from minigrad import MLP, Module, Value

    class Factor(Module):
        """Predicts p * x[0]."""

        def __init__(self):
            self.p = Value(1.0)

        def __call__(self, x):
            return self.p * x[0]

    class Square(Module):
        """Predicts p * p + q * x[0]: here p is used twice."""

        def __init__(self, p, q):
            self.p, self.q = Value(p), Value(q)

        def __call__(self, x):
            return self.p * self.p + self.q * x[0]

    def step(model, xs, ys, rate):
        parameters, given = model.parameters(), ([list(x) for x in xs], list(ys))
        try:
            loss = train_step(model, xs, ys, rate)
        except NameError as error:
            assert "loss" not in str(error), (
                "Python stops: a part reads loss before the part that makes it."
            )
            raise
        assert all(isinstance(p.data, (int, float)) for p in model.parameters()), (
            "After the step a parameter holds something else than a plain number."
        )
        assert all(p is q for p, q in zip(parameters, model.parameters(), strict=True)), (
            "After the step the model holds other parameters than before: "
            "it is the numbers inside that should change."
        )
        assert (xs, ys) == given, "The examples themselves have changed in the step."
        return loss

    # p * x, at p = 1, x = 1 and the target 0: the loss is p², its slope 2p.
    model = Factor()
    loss = step(model, [[1.0]], [0.0], 0.1)
    p, grad = model.p.data, model.p.grad
    assert loss is not None, "train_step() gives None: is its last part the return?"
    assert p != 1.0 or grad != 0.0, (
        "The parameter has not moved, and its gradient is 0.0 at the end: "
        "was it there, and still there, when the parameters were changed?"
    )
    assert p != 1.0, (
        f"The parameter has not moved, and its gradient is {grad} at the end: "
        "did that come in time for the change?"
    )
    assert p < 1.0, f"The loss is p², and the step led from p = 1 up to {p:.7g}."
    assert abs(p - 0.8) <= 1e-9, (
        f"The loss is p², with the slope 2 at p = 1: with the rate 0.1 p should go to 0.8, "
        f"and it went to {p:.7g}."
    )
    assert isinstance(loss, (int, float)), f"The loss was due as a plain number, not as {loss!r}."
    assert abs(loss - 1.0) <= 1e-9, f"Before the step the loss was 1, and you return {loss:.7g}."
    model = Factor()
    model.p.grad = 5.0
    step(model, [[1.0]], [0.0], 0.1)
    assert abs(model.p.data - 0.8) <= 1e-9, (
        f"With a gradient of 5.0 left over from before, p goes from 1 to {model.p.data:.7g} and not "
        "to 0.8: when is the old gradient cleared?"
    )
    # Random models: each parameter goes down its own measured slope.
    rng = random.Random()
    for trial in range(6):
        model = MLP(2, [rng.randint(1, 3), 1])
        if trial % 2:
            model = Square(rng.uniform(-1, 1), rng.uniform(-1, 1))
        xs = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(rng.randint(2, 4))]
        ys, rate = [rng.uniform(-1, 1) for _ in xs], rng.uniform(0.01, 0.5)

        def mean_square():
            return sum((model(x).data - y) ** 2 for x, y in zip(xs, ys, strict=True)) / len(xs)

        due, before = [], mean_square()
        for p in model.parameters():
            number = p.data
            p.data = number + 1e-5
            above = mean_square()
            p.data = number - 1e-5
            below = mean_square()
            p.data = number
            p.grad = rng.uniform(-5, 5)
            due.append(number - rate * (above - below) / 2e-5)
        loss = step(model, xs, ys, rate)
        assert abs(loss - before) <= 1e-9, (
            f"The loss before the step was {before:.7g}, and you return {loss:.7g}."
        )
        for p, number in zip(model.parameters(), due, strict=True):
            assert abs(p.data - number) <= 1e-6, (
                f"A parameter of another model should have gone to {number:.4g} by its measured "
                f"slope, and it went to {p.data:.7g}."
            )


_check()

# %% mistake
# The parameter has not moved, and its gradient is 0.0 at the end: was it there, and still there, when the parameters were changed?
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    loss.backward()

    model.zero_grad()

    for p in model.parameters():
        p.data -= rate * p.grad

    return loss.data

# %% mistake
# The parameter has not moved, and its gradient is 2.0 at the end: did that come in time for the change?
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    for p in model.parameters():
        p.data -= rate * p.grad

    loss.backward()

    return loss.data

# %% mistake
# With a gradient of 5.0 left over from before, p goes from 1 to 0.3 and not to 0.8: when is the old gradient cleared?
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

    model.zero_grad()

    return loss.data

# %% mistake
# Python stops: a part reads loss before the part that makes it.
def train_step(model, xs, ys, rate):
    model.zero_grad()

    loss.backward()

    loss = mse_loss([model(x) for x in xs], ys)

    for p in model.parameters():
        p.data -= rate * p.grad

    return loss.data

# %% mistake
# train_step() gives None: is its last part the return?
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

# %% mistake
# The loss is p², and the step led from p = 1 up to 1.2.
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data += rate * p.grad

    return loss.data

# %% mistake
# The loss is p², with the slope 2 at p = 1: with the rate 0.1 p should go to 0.8, and it went to 0.98.
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * rate * p.grad

    return loss.data

# %% mistake
# The loss was due as a plain number, not as Value(data=1.0, grad=1.0).
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

    return loss

# %% mistake
# Before the step the loss was 1, and you return 0.64.
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

    return mse_loss([model(x) for x in xs], ys).data

# %% mistake
# After the step a parameter holds something else than a plain number.
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data = p - rate * p.grad

    return loss.data

# %% mistake
# After the step the model holds other parameters than before: it is the numbers inside that should change.
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for name, p in list(vars(model).items()):
        setattr(model, name, type(p)(p.data - rate * p.grad))

    return loss.data

# %% mistake
# The examples themselves have changed in the step.
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

    xs.clear()
    return loss.data

# %% mistake
# The loss before the step was … and you return …
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters():
        p.data -= rate * p.grad

    return loss.data**2

# %% mistake
# A parameter of another model should have gone to … by its measured slope, and it went to …
def train_step(model, xs, ys, rate):
    loss = mse_loss([model(x) for x in xs], ys)

    model.zero_grad()

    loss.backward()

    for p in model.parameters()[:1]:
        p.data -= rate * p.grad

    return loss.data
