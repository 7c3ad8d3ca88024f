# %% [markdown] Momentum
# Fill in an optimizer that keeps part of its speed. Each parameter has a speed `v` of its own, 0 at first.
# `step()` makes `v` into `beta * v + p.grad`, and then takes `lr * v` away from `p.data`. It changes nothing else.
# Your steps are compared with those of `SGD(parameters, lr, momentum=beta)`.

# %% blank
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = ...

    def step(self):
        for i, p in enumerate(self.parameters):
            ...

# %% hint
# `step()` runs many times, and each run needs the speeds of the run before. Where do they live meanwhile?

# %% hint
# `self.speeds` is a list with a 0.0 for each parameter, and `self.speeds[i]` is that of parameter `i`.

# %% hint
# In the loop, put `self.beta * self.speeds[i] + p.grad` into `self.speeds[i]`.
# Then `p.data -= self.lr * self.speeds[i]`.

# %% solution
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data -= self.lr * self.speeds[i]

# %% check
def _check():
    import random

    from minigrad import SGD, Value

    def refused(self):
        raise AssertionError("That is the step() of minigrad's own SGD: write its two lines yourself.")

    def step(optimizer, parameters, finished=False):
        grads, kept = [p.grad for p in parameters], SGD.step
        if not finished:
            SGD.step = refused
        try:
            optimizer.step()
        except TypeError as error:
            assert "llipsis" not in str(error), "There are still dots (...) to fill in."
            raise
        finally:
            SGD.step = kept
        for p, grad in zip(parameters, grads, strict=True):
            assert p.grad == grad, (
                f"A gradient was {grad:.7g} before step() and is {p.grad:.7g} after it: "
                "step() is to change p.data, and no other number of a parameter."
            )
            assert isinstance(p.data, (int, float)), (
                f"After step() p.data is {p.data!r}: it should be a plain number."
            )

    def two_steps(lr, beta):
        """Where p and q are after one step and after two, with the gradients 1 and 3."""
        p, q = Value(1.0), Value(2.0)
        parameters, places = [p, q], []
        optimizer = Momentum(parameters, lr, beta)
        for _ in range(2):
            p.grad, q.grad = 1.0, 3.0
            step(optimizer, [p, q])
            places.append((round(p.data, 9), round(q.data, 9)))
        assert len(parameters) == 2 and parameters[0] is p and parameters[1] is q, (
            "The list of parameters that the optimizer was given has changed."
        )
        return places

    first, second = two_steps(0.1, 0.5)
    told = (
        f"With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to "
        f"({first[0]:.4g}, {first[1]:.7g}), not to (0.9, 1.7)"
    )
    assert first != (1.0, 2.0), f"{told}: what does your step() change?"
    assert first[0] <= 1.0 and first[1] <= 2.0, f"{told}: both slopes are positive, so where is down?"
    assert first not in ((0.9, 1.65), (0.75, 1.7)), f"{told}: whose speed did the second one start with?"
    assert first != (0.95, 1.85), f"{told}: how large a part of the gradient goes into the speed?"
    assert first != (0.0, -1.0), f"{told}: was lr asked?"
    assert first == (0.9, 1.7), f"{told}."
    told = (
        f"The first step is right. The second, with the same gradients 1 and 3, leads to "
        f"({second[0]:.7g}, {second[1]:.7g}), not to (0.75, 1.25)"
    )
    assert second != (0.8, 1.4), f"{told}: which speed did it start with?"
    assert second != (0.7, 1.1), f"{told}: how much of the old speed is kept?"
    assert second == (0.75, 1.25), f"{told}."
    again, _ = two_steps(0.1, 0.5)
    assert again == first, "A new optimizer did not start with the speed 0: who kept the old one?"
    p = Value(1.0)
    for _ in range(2):
        p.grad = 1.0
        step(Momentum([p], 0.1, 0.5), [p])
    assert abs(p.data - 0.8) <= 1e-9, (
        "A new optimizer for the same parameter did not start with the speed 0: who kept the old one?"
    )
    # As many speeds as parameters, and one for each, even where two parameters start alike.
    three = [Value(1.0), Value(1.0), Value(2.0)]
    optimizer = Momentum(list(three), 0.1, 0.5)
    for _ in range(2):
        for p, grad in zip(three, (1.0, 3.0, 2.0), strict=True):
            p.grad = grad
        try:
            step(optimizer, three)
        except LookupError as error:
            raise AssertionError(
                f"With three parameters step() stops with {type(error).__name__}: {error}. "
                "For how many parameters did you make speeds?"
            ) from None
    places = tuple(round(p.data, 9) for p in three)
    assert places == (0.75, 0.25, 1.5), (
        "Two steps with the gradients 1, 3 and 2 lead three parameters from (1, 1, 2) to "
        f"{places}, not to (0.75, 0.25, 1.5): has each of them a speed of its own?"
    )
    # Random problems with two parameters, one of them used twice, beside SGD.
    rng = random.Random()
    for trial in range(6):
        a, b, start = rng.uniform(0.1, 1), rng.uniform(-1, 1), [rng.uniform(-2, 2) for _ in "pq"]
        lr, beta = rng.uniform(0.01, 0.1), rng.uniform(0.0, 0.95) if trial else 0.0
        mine, theirs = [Value(x) for x in start], [Value(x) for x in start]
        pairs = [
            (Momentum(list(mine), lr, beta), mine),
            (SGD(theirs, lr, momentum=beta), theirs),
        ]
        for n in range(1, 9):
            for optimizer, (p, q) in pairs:
                p.grad = q.grad = 0.0
                (a * p * p + b * p * q.tanh() + q * q).backward()
                step(optimizer, [p, q], finished=type(optimizer) is SGD and p is theirs[0])
            for p, due in zip(mine, theirs, strict=True):
                assert abs(p.data - due.data) <= 1e-9 * max(1.0, abs(due.data)), (
                    f"In step {n} on another problem, with lr = {lr:.2f} and beta = {beta:.2f}, a "
                    f"parameter should go to {due.data:.7g}, and it went to {p.data:.7g}."
                )


_check()

# %% mistake
# With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to (0.9, 1.65), not to (0.9, 1.7): whose speed did the second one start with?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.v = 0.0

    def step(self):
        for p in self.parameters:
            self.v = self.beta * self.v + p.grad
            p.data -= self.lr * self.v

# %% mistake
# The first step is right. The second, with the same gradients 1 and 3, leads to (0.8, 1.4), not to (0.75, 1.25): which speed did it start with?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for p, v in zip(self.parameters, self.speeds):
            v = self.beta * v + p.grad
            p.data -= self.lr * v

# %% mistake
# With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to (1.1, 2.3), not to (0.9, 1.7): both slopes are positive, so where is down?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data += self.lr * self.speeds[i]

# %% mistake
# With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to (0.95, 1.85), not to (0.9, 1.7): how large a part of the gradient goes into the speed?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + (1 - self.beta) * p.grad
            p.data -= self.lr * self.speeds[i]

# %% mistake
# The first step is right. The second, with the same gradients 1 and 3, leads to (0.7, 1.1), not to (0.75, 1.25): how much of the old speed is kept?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] += p.grad
            p.data -= self.lr * self.speeds[i]

# %% mistake
# With three parameters step() stops with IndexError: list index out of range. For how many parameters did you make speeds?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0, 0.0]

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data -= self.lr * self.speeds[i]

# %% mistake
# Two steps with the gradients 1, 3 and 2 lead three parameters from (1, 1, 2) to (0.625, 0.2125, 1.5), not to (0.75, 0.25, 1.5): has each of them a speed of its own?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.names = [p.data for p in parameters]
        self.speeds = {name: 0.0 for name in self.names}

    def step(self):
        for name, p in zip(self.names, self.parameters):
            self.speeds[name] = self.beta * self.speeds[name] + p.grad
            p.data -= self.lr * self.speeds[name]

# %% mistake
# A gradient was 1 before step() and is 1.5 after it: step() is to change p.data, and no other number of a parameter.
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            p.grad += self.beta * self.speeds[i]
            self.speeds[i] = p.grad
            p.data -= self.lr * p.grad

# %% mistake
# With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to (1, 2), not to (0.9, 1.7): what does your step() change?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p = p - self.lr * self.speeds[i]

# %% mistake
# With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to (0, -1), not to (0.9, 1.7): was lr asked?
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data -= self.speeds[i]

# %% mistake
# With lr = 0.1, beta = 0.5 and the gradients 1 and 3, the first step leads from (1, 2) to (0.99, 1.97), not to (0.9, 1.7).
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data -= self.lr * self.lr * self.speeds[i]

# %% mistake
# A new optimizer did not start with the speed 0: who kept the old one?
speeds = [0.0, 0.0, 0.0]


class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta

    def step(self):
        for i, p in enumerate(self.parameters):
            speeds[i] = self.beta * speeds[i] + p.grad
            p.data -= self.lr * speeds[i]

# %% mistake
# A new optimizer for the same parameter did not start with the speed 0: who kept the old one?
speeds = {}


class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta

    def step(self):
        for p in self.parameters:
            speeds[p] = self.beta * speeds.get(p, 0.0) + p.grad
            p.data -= self.lr * speeds[p]

# %% mistake
# The list of parameters that the optimizer was given has changed.
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = sorted(parameters, key=lambda p: -p.data)
        parameters.sort(key=lambda p: -p.data)
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data -= self.lr * self.speeds[i]

# %% mistake
# After step() p.data is Value(data=0.9, grad=0.0): it should be a plain number.
from minigrad import Value


class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data = Value(p.data) - self.lr * self.speeds[i]

# %% mistake
# In step 2 on another problem, with lr = … and beta = 0.00, a parameter should go to … and it went to …
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = 0.5 * self.speeds[i] + p.grad
            p.data -= self.lr * self.speeds[i]

# %% mistake
# The first step is right. The second, with the same gradients 1 and 3, leads to (0.775, 1.325), not to (0.75, 1.25).
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.beta * self.speeds[i] + p.grad
            p.data -= self.lr * self.speeds[i]

# %% mistake
# There are still dots (...) to fill in.
class Momentum:
    def __init__(self, parameters, lr, beta):
        self.parameters = parameters
        self.lr = lr
        self.beta = beta
        self.speeds = [0.0] * len(parameters)

    def step(self):
        for i, p in enumerate(self.parameters):
            self.speeds[i] = self.beta * self.speeds[i] + p.grad
            p.data -= ...

# %% mistake
# That is the step() of minigrad's own SGD: write its two lines yourself.
from minigrad import SGD


class Momentum:
    def __init__(self, parameters, lr, beta):
        self.optimizer = SGD(parameters, lr, momentum=beta)

    def step(self):
        self.optimizer.step()
