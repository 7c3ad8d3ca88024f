# %% [markdown] When to stop
# `best_step(losses, patience)` gets the held-back loss after each step, from step 0 on, and returns the step whose parameters to keep.
# Read the losses in order. As soon as `patience` steps in a row have brought no new lowest loss, the training stops: what comes later nobody sees.
# A loss that equals the lowest is no new lowest. Return the step of the lowest loss that was seen; `patience` is 1 or more.

# %% blank
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        ...
    return best

# %% hint
# At each step there are two cases: a new lowest loss, or none. What do you note in the first? When do you stop in the second?

# %% hint
# If `best` is the step of the lowest loss so far, `step - best` steps in a row have brought no new lowest.

# %% hint
# If `loss < losses[best]`, then `best = step`. Otherwise, if `step - best` has reached `patience`, leave the loop with `break`.

# %% solution
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss < losses[best]:
            best = step
        elif step - best >= patience:
            break
    return best

# %% check
def _check():
    import random

    assert callable(best_step), (
        f"best_step should be a function, and it has the type {type(best_step).__name__}."
    )

    def answer(losses, patience):
        given, told = list(losses), f"losses = {losses}, patience = {patience}"
        got = best_step(losses, patience)
        assert got is not None, f"With {told}, best_step() gives None: does each way out return a step?"
        assert isinstance(got, int) and not isinstance(got, bool), (
            f"With {told}, best_step() gives {got!r}: a step was asked for, a whole number."
        )
        assert losses == given, f"The list of losses has changed from {given} to {losses}."
        return got, f"With {told}, best_step() gives {got}"

    got, told = answer([0.9, 0.5, 0.3, 0.4], 3)
    assert got != 0, f"{told}: the loss of step 0 is the highest of all."
    assert got == 2, f"{told}: the lowest loss is that of step 2."
    got, told = answer([0.9, 0.5, 0.3, 0.4, 0.5, 0.1], 2)
    assert got != 4, f"{told}: that is where it stops. Which step was the best by then?"
    assert got != 5, f"{told}: it had stopped by step 4, and nobody saw step 5."
    got, told = answer([0.9, 0.5, 0.6, 0.4, 0.7], 2)
    assert got == 3, f"{told}: after step 1 only one step brought no new lowest, and the patience is 2."
    got, told = answer([0.9, 0.2, 0.4, 0.3, 0.1], 2)
    assert got == 1, f"{told}: 0.3 is lower than 0.4, but is it a new lowest?"
    got, told = answer([0.9, 0.95, 0.8, 0.85, 0.7], 2)
    assert got == 4, f"{told}: no two steps in a row are without a new lowest here."
    got, told = answer([0.5, 0.5, 0.5], 5)
    assert got == 0, f"{told}: is an equal loss a new lowest?"
    rng = random.Random()
    for _ in range(1000):
        losses = [rng.randint(1, 30) / 10 for _ in range(rng.randint(1, 12))]
        patience, due = rng.randint(1, 4), 0
        for step, loss in enumerate(losses):
            if loss < losses[due]:
                due = step
            elif step - due >= patience:
                break
        got, told = answer(losses, patience)
        assert got == due, "With other losses and another patience, the step is not the right one."


_check()

# %% mistake
# With losses = [0.9, 0.5, 0.3, 0.4, 0.5, 0.1], patience = 2, best_step() gives 5: it had stopped by step 4, and nobody saw step 5.
def best_step(losses, patience):
    return losses.index(min(losses))

# %% mistake
# With losses = [0.9, 0.5, 0.3, 0.4, 0.5, 0.1], patience = 2, best_step() gives 4: that is where it stops. Which step was the best by then?
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss < losses[best]:
            best = step
        elif step - best >= patience:
            return step
    return best

# %% mistake
# With losses = [0.9, 0.2, 0.4, 0.3, 0.1], patience = 2, best_step() gives 4: 0.3 is lower than 0.4, but is it a new lowest?
def best_step(losses, patience):
    best = misses = 0
    for step in range(1, len(losses)):
        misses = 0 if losses[step] < losses[step - 1] else misses + 1
        if losses[step] < losses[best]:
            best = step
        if misses == patience:
            break
    return best

# %% mistake
# With losses = [0.9, 0.95, 0.8, 0.85, 0.7], patience = 2, best_step() gives 2: no two steps in a row are without a new lowest here.
def best_step(losses, patience):
    best = misses = 0
    for step, loss in enumerate(losses):
        if step == 0 or loss < losses[best]:
            best = step
        else:
            misses += 1
        if misses == patience:
            break
    return best

# %% mistake
# With losses = [0.5, 0.5, 0.5], patience = 5, best_step() gives 2: is an equal loss a new lowest?
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss <= losses[best]:
            best = step
        elif step - best >= patience:
            break
    return best

# %% mistake
# With losses = [0.9, 0.5, 0.6, 0.4, 0.7], patience = 2, best_step() gives 1: after step 1 only one step brought no new lowest, and the patience is 2.
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss < losses[best]:
            best = step
        elif step - best >= patience - 1:
            break
    return best

# %% mistake
# With losses = [0.9, 0.5, 0.3, 0.4], patience = 3, best_step() gives None: does each way out return a step?
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss < losses[best]:
            best = step
        elif step - best >= patience:
            return best

# %% mistake
# With losses = [0.9, 0.5, 0.3, 0.4], patience = 3, best_step() gives 0.3: a step was asked for, a whole number.
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss < losses[best]:
            best = step
        elif step - best >= patience:
            break
    return losses[best]

# %% mistake
# With losses = [0.9, 0.5, 0.3, 0.4], patience = 3, best_step() gives 0: the loss of step 0 is the highest of all.
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss > losses[best]:
            best = step
        elif step - best >= patience:
            break
    return best

# %% mistake
# With losses = [0.9, 0.5, 0.3, 0.4], patience = 3, best_step() gives 3: the lowest loss is that of step 2.
def best_step(losses, patience):
    best = 1
    for step, loss in enumerate(losses, start=1):
        if loss < losses[best - 1]:
            best = step
        elif step - best >= patience:
            break
    return best

# %% mistake
# The list of losses has changed from [0.9, 0.5, 0.3, 0.4] to [0.3, 0.4, 0.5, 0.9].
def best_step(losses, patience):
    original = list(losses)
    losses.sort()
    return original.index(losses[0])

# %% mistake
# With other losses and another patience, the step is not the right one.
def best_step(losses, patience):
    best = 0
    for step, loss in enumerate(losses):
        if loss < losses[best]:
            best = step
        elif step - best >= min(patience, 3):
            break
    return best

# %% mistake
# best_step should be a function, and it has the type int.
best_step = 2
