# %% [markdown] From counts to probabilities
# Write `probabilities(counts, extra)`: it gets a list of counts, one for each class, and a number that is added to each of them.
# Return the list of the probabilities, which add up to 1, and leave the list of counts as it is.
# With `[3, 1, 0, 0]` and 1 it is `[0.5, 0.25, 0.125, 0.125]`.

# %% blank
def probabilities(counts, extra):
    ...

# %% hint
# With `extra` at 0 it is `count / sum(counts)` for each count. What changes above the fraction line?

# %% hint
# Below the line each of the counts grows by `extra`, so their sum grows by `extra` times as many as there are.

# %% hint
# `whole = sum(counts) + extra * len(counts)`, and then a list of `(count + extra) / whole`.

# %% solution
def probabilities(counts, extra):
    whole = sum(counts) + extra * len(counts)
    return [(count + extra) / whole for count in counts]

# %% check
def _check():
    import random

    def ask(counts, extra):
        given = list(counts)
        found = probabilities(given, extra)
        assert given == counts, (
            f"The counts were {counts}, and now they are {given}: make a new list."
        )
        assert found is not None, "probabilities() gives None: does it end in a return line?"
        assert isinstance(found, list) and all(isinstance(p, (int, float)) for p in found), (
            f"A list of numbers was due, and not {found!r:.60}."
        )
        assert len(found) == len(counts), (
            f"For {len(counts)} counts there should be {len(counts)} probabilities, and yours are "
            f"{len(found)}."
        )
        return found

    found = ask([3, 1, 0, 0], 1)
    shown = [round(p, 4) for p in found]
    assert shown != [0.75, 0.25, 0, 0], (
        "For [3, 1, 0, 0] and 1 yours still has zeros: where is the 1 added?"
    )
    assert abs(sum(found) - 1) <= 1e-9, (
        f"For [3, 1, 0, 0] and 1 your probabilities add up to {sum(found):.4f}: to what has each "
        "of the four counts grown, and what is their sum?"
    )
    assert shown == [0.5, 0.25, 0.125, 0.125], (
        f"For [3, 1, 0, 0] and 1 it should be [0.5, 0.25, 0.125, 0.125], and yours is {shown}."
    )
    shown = [round(p, 4) for p in ask([9, 0], 0.5)]
    assert shown == [0.95, 0.05], (
        f"For [9, 0] and 0.5 it should be [0.95, 0.05], and yours is {shown}: how many counts grow?"
    )
    rng = random.Random()
    for n in (1, 3, 27, 30):
        counts, extra = [rng.randint(10, 99) for _ in range(n)], rng.uniform(0.1, 3)
        due = [(count + extra) / (sum(counts) + n * extra) for count in counts]
        pairs = zip(ask(counts, extra), due, strict=True)
        assert all(abs(p - q) <= 1e-9 for p, q in pairs), (
            "On larger counts, chosen by chance, your probabilities are not right."
        )


_check()

# %% mistake
# For [3, 1, 0, 0] and 1 yours still has zeros: where is the 1 added?
def probabilities(counts, extra):
    return [count / sum(counts) for count in counts]

# %% mistake
# For [3, 1, 0, 0] and 1 your probabilities add up to 2.0000: to what has each of the four counts grown, and what is their sum?
def probabilities(counts, extra):
    return [(count + extra) / sum(counts) for count in counts]

# %% mistake
# For [3, 1, 0, 0] and 1 it should be [0.5, 0.25, 0.125, 0.125], and yours is [0.25, 0.25, 0.25, 0.25].
def probabilities(counts, extra):
    return [1 / len(counts) for _ in counts]

# %% mistake
# The counts were [3, 1, 0, 0], and now they are [4, 2, 1, 1]: make a new list.
def probabilities(counts, extra):
    for i in range(len(counts)):
        counts[i] += extra
    return [count / sum(counts) for count in counts]

# %% mistake
# probabilities() gives None: does it end in a return line?
def probabilities(counts, extra):
    print([(count + extra) / (sum(counts) + extra * len(counts)) for count in counts])

# %% mistake
# A list of numbers was due, and not {0: 0.5, 1: 0.25, 2: 0.125, 3: 0.125}.
def probabilities(counts, extra):
    whole = sum(counts) + extra * len(counts)
    return {i: (count + extra) / whole for i, count in enumerate(counts)}

# %% mistake
# For 4 counts there should be 4 probabilities, and yours are 2.
def probabilities(counts, extra):
    whole = sum(counts) + extra * len(counts)
    return [(count + extra) / whole for count in counts if count]

# %% mistake
# For [9, 0] and 0.5 it should be [0.95, 0.05], and yours is [0.8636, 0.0455]: how many counts grow?
def probabilities(counts, extra):
    return [(count + extra) / (sum(counts) + 4 * extra) for count in counts]

# %% mistake
# On larger counts, chosen by chance, your probabilities are not right.
def probabilities(counts, extra):
    whole = sum(counts) + extra * len(counts)
    return [round((count + extra) / whole, 4) for count in counts]
