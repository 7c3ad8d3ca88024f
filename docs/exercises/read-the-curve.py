# %% [markdown] Read the curve
# Somebody trains on the four points of this page, with the sum of squares as the loss, and sends you the losses of all the steps, first to last.
# Write `diagnose(losses)`, which says in one word what is wrong:
#
# - `"name"`, a new name instead of a new number: the loss is the same from the first step to the last;
# - `"rate"`, the rate was too high: the loss moved, and then stands still in the last five steps, at 1 or more;
# - `"sign"`, the wrong sign: the loss does neither, and ends higher than it began;
# - `"none"`: nothing of the kind.
#
# Two losses count as the same if they differ by less than 0.0001. There are always ten of them or more.

# %% blank
def diagnose(losses): ...


# %% hint
# Ask the questions in the order of the list: the first that is answered by yes gives the word.

# %% hint
# Some losses are all the same if the largest and the smallest of them are. The last five are `losses[-5:]`.

# %% hint
# `max(losses) - min(losses) < 0.0001` is the first question. The second asks the same of the last five, and whether the last is 1 or more.


# %% solution
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    return "none"


# %% check
def check():
    import random

    from minigrad import MLP, four_points

    def ask(losses):
        given = list(losses)
        word = diagnose(given)
        assert word in ("name", "rate", "sign", "none"), (
            f"One of the four words was due, and diagnose() gave {word!r}."
        )
        assert given == losses, "The list of losses has changed: it belongs to the one who sent it."
        return word

    def trained(rate, seed=1):
        """The losses of 20 steps."""
        xs, ys = four_points()
        model, losses = MLP(3, [4, 4, 1], seed=seed), []
        for _ in range(20):
            loss = sum((model(x) - y) ** 2 for x, y in zip(xs, ys))
            model.zero_grad()
            loss.backward()
            for p in model.parameters():
                p.data -= rate * p.grad
            losses.append(loss.data)
        return losses

    word = ask(trained(0.0))
    assert word == "name", (
        f'The loss was 6.2443 in all of 20 steps, and you say "{word}": has it ever moved?'
    )
    word = ask(trained(1.0))
    assert word == "rate", (
        f'The loss went from 6.2443 up to 8.0000 and stood still there, and you say "{word}": '
        "a wrong sign would climb on."
    )
    word = ask(trained(0.05))
    assert word == "none", f'The loss fell from 6.2443 to 0.0603, and you say "{word}".'
    word = ask(trained(0.01, seed=4))
    assert word == "none", (
        f'The loss fell from 8.7527 to 6.8148 and falls on, and you say "{word}": '
        "a loss that is high is not yet one that stands still."
    )
    word = ask(trained(-0.05))
    assert word == "sign", f'The loss rose from 6.2443 to 15.7823, and you say "{word}".'
    word = ask([8.0, 1.0] + [0.001] * 20)
    assert word == "none", f'The loss fell from 8 to 0.001 and stood still, and you say "{word}".'
    stuck = random.choice([4.0, 12.0])
    word = ask([9.0, random.uniform(1, 9)] + [stuck] * 10)
    assert word == "rate", (
        f'With other targets the loss stood still at {stuck}, and you say "{word}": 8 is one case.'
    )
    for due, losses, why in [
        ("rate", [9, 8, 7, 6, 5, 3, 3, 3, 3, 3], "it moved, and the last five are the same"),
        ("rate", [2, 2, 2, 6, 5, 1, 1, 1, 1, 1], "it stands still at 1, and 1 or more is enough"),
        ("none", [9, 8, 7, 6, 5, 4, 3, 3, 3, 3], "of the last five one is another"),
        ("none", [8, 6, 7, 7, 7, 2, 3, 4, 3, 2], "the last five are not all the same"),
        ("none", [4, 9, 8, 7, 6, 5, 4, 3, 2, 1], "it ends lower than it began"),
        ("none", [5, 5, 4, 3, 3, 2, 2, 2, 1, 1], "it stood still in places, and it fell"),
        ("none", [4, 9, 8, 7, 6, 6, 5, 5, 4.5, 4], "it ends where it began, and it has moved"),
        ("none", [2 - k / 1000 for k in range(10)], "steps of 0.001 are steps"),
        ("none", [9, 8, 7, 6, 5, 2.0004, 2.0003, 2.0002, 2.0001, 2], "steps of 0.0001 are steps"),
        ("none", [9, 8, 7, 6, 5, 0.9, 0.9, 0.9, 0.9, 0.9], "it stands still below 1"),
        ("sign", [5, 4, 6, 8, 7, 9, 12, 11, 15, 18], "it ends higher than it began"),
        ("sign", [5, 6, 4, 6, 5, 7, 4, 6, 5, 5.5], "it ends higher than it began"),
    ]:
        losses = [float(loss) for loss in losses]
        word = ask(losses)
        assert word == due, f'For {losses} the word is "{due}", since {why}, and you say "{word}".'


check()


# %% mistake
# One of the four words was due, and diagnose() gave None.
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    pass


# %% mistake
# The list of losses has changed: it belongs to the one who sent it.
def diagnose(losses):
    losses.sort()

    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    return "none"


# %% mistake
# The loss was 6.2443 in all of 20 steps, and you say "rate": has it ever moved?
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    return "none"


# %% mistake
# The loss went from 6.2443 up to 8.0000 and stood still there, and you say "sign": a wrong sign would climb on.
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if losses[-1] > losses[0]:
        return "sign"
    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    return "none"


# %% mistake
# The loss rose from 6.2443 to 15.7823, and you say "none".
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    if losses[-1] > 2 * losses[0] * 2:
        return "sign"
    return "none"


# %% mistake
# The loss fell from 6.2443 to 0.0603, and you say "sign".
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]) and losses[-1] >= 1:
        return "rate"
    return "sign"


# %% mistake
# The loss fell from 8.7527 to 6.8148 and falls on, and you say "rate": a loss that is high is not yet one that stands still.
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if losses[-1] >= 1:
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    return "none"


# %% mistake
# The loss fell from 8 to 0.001 and stood still, and you say "rate".
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]):
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    return "none"


# %% mistake
# With other targets the loss stood still at … and you say … 8 is one case.
def diagnose(losses):
    def same(some):
        return max(some) - min(some) < 0.0001

    if same(losses):
        return "name"
    if same(losses[-5:]) and round(losses[-1]) == 8:
        return "rate"
    if losses[-1] > losses[0]:
        return "sign"
    return "none"

# %% mistake
# For [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 3.0, 3.0, 3.0] the word is "none", since of the last five one is another, and you say "rate".
def diagnose(losses):
    if max(losses) - min(losses) < 0.0001:
        return "name"
    if abs(losses[-1] - losses[-2]) < 0.0001 and losses[-1] >= 1:
        return "rate"
    return "sign" if losses[-1] > losses[0] else "none"

# %% mistake
# For [4.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0] the word is "none", since it ends lower than it began, and you say "sign".
def diagnose(losses):
    if max(losses) - min(losses) < 0.0001:
        return "name"
    if max(losses[-5:]) - min(losses[-5:]) < 0.0001 and losses[-1] >= 1:
        return "rate"
    return "sign" if max(losses) > losses[0] else "none"

# %% mistake
# For [5.0, 4.0, 6.0, 8.0, 7.0, 9.0, 12.0, 11.0, 15.0, 18.0] the word is "sign", since it ends higher than it began, and you say "none".
def diagnose(losses):
    if max(losses) - min(losses) < 0.0001:
        return "name"
    if max(losses[-5:]) - min(losses[-5:]) < 0.0001 and losses[-1] >= 1:
        return "rate"
    return "sign" if all(a < b for a, b in zip(losses, losses[1:])) else "none"
