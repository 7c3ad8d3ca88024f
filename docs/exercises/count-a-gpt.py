# %% [markdown] Count a GPT
# Large GPTs have many layers: `listen` and `think` again and again, each time with matrices of their own. The tables for tokens and places, and the matrix of the logits, are there once.
# Write `count(letters, size, block, hidden, layers)`, which returns the number of parameters.
# The one of this page is `count(27, 12, 16, 24, 1)`, which is 1992, and with two layers it would be 3144.
# Try to write it as one formula.

# %% blank
def count(letters, size, block, hidden, layers):
    ...

# %% hint
# Look at `__init__`. A matrix of `rows` and `columns` has their product as its number of parameters.

# %% hint
# `tokens` and `logits` have 27 rows each, `places` has 16, all with 12 columns. What is left of 1992 belongs to the layer: 1152.

# %% hint
# A layer has four matrices with `size * size` numbers, for query, key, value and mix, and two with `hidden * size`.

# %% solution
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + layers * (4 * size + 2 * hidden) * size

# %% check
def _check():
    import random

    def answer(*sizes):
        found = count(*sizes)
        assert found is not None, "count() gives None: does it end in a return line?"
        assert type(found) is int, f"A whole number was due, not {found!r:.60}."
        return found

    found = answer(27, 12, 16, 24, 1)
    told = f"count(27, 12, 16, 24, 1) is {found}, and it should be 1992"
    assert found != 1668, f"{told}: the 324 numbers of which matrix are missing?"
    assert found != 1848, f"{told}: what the heads have heard is mixed by a matrix, too."
    assert found != 1800, f"{told}: how does the network know the order of the letters?"
    assert found != 2248, f"{told}: weights of attention are computed, not learned."
    assert found == 1992, f"{told}."
    found = answer(27, 12, 16, 24, 2)
    told = f"One layer is right. With two, {found} come out, and it should be 3144"
    assert found != 3984, f"{told}: are there two tables of tokens?"
    assert found != 1992, f"{told}: has the second layer no matrices of its own?"
    assert found == 3144, f"{told}."
    rng = random.Random()
    others = [[rng.randint(2, 90) for _ in range(5)] for _ in range(4)]
    for letters, size, block, hidden, layers in [(65, 8, 5, 7, 3), *others]:
        due = letters * size * 2 + block * size + layers * (4 * size**2 + 2 * size * hidden)
        found = answer(letters, size, block, hidden, layers)
        assert found == due, (
            f"Both examples are right, but count({letters}, {size}, {block}, {hidden}, {layers}) "
            f"is {found} and should be {due}: which of the five do you not use?"
        )


_check()

# %% mistake
# count(27, 12, 16, 24, 1) is 1668, and it should be 1992: the 324 numbers of which matrix are missing?
def count(letters, size, block, hidden, layers):
    return (letters + block) * size + layers * (4 * size + 2 * hidden) * size

# %% mistake
# count(27, 12, 16, 24, 1) is 1848, and it should be 1992: what the heads have heard is mixed by a matrix, too.
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + layers * (3 * size + 2 * hidden) * size

# %% mistake
# count(27, 12, 16, 24, 1) is 1800, and it should be 1992: how does the network know the order of the letters?
def count(letters, size, block, hidden, layers):
    return 2 * letters * size + layers * (4 * size + 2 * hidden) * size

# %% mistake
# count(27, 12, 16, 24, 1) is 2248, and it should be 1992: weights of attention are computed, not learned.
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + layers * ((4 * size + 2 * hidden) * size + block**2)

# %% mistake
# count(27, 12, 16, 24, 1) is 1704, and it should be 1992.
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + layers * (4 * size + hidden) * size

# %% mistake
# One layer is right. With two, 3984 come out, and it should be 3144: are there two tables of tokens?
def count(letters, size, block, hidden, layers):
    return layers * ((2 * letters + block) * size + (4 * size + 2 * hidden) * size)

# %% mistake
# One layer is right. With two, 1992 come out, and it should be 3144: has the second layer no matrices of its own?
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + (4 * size + 2 * hidden) * size

# %% mistake
# One layer is right. With two, 2568 come out, and it should be 3144.
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + (4 * size + 2 * hidden * layers) * size

# %% mistake
# count() gives None: does it end in a return line?
def count(letters, size, block, hidden, layers):
    total = (2 * letters + block) * size + layers * (4 * size + 2 * hidden) * size

# %% mistake
# A whole number was due, not 1992.0.
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + layers * (4 * size + 2 * hidden) * size / 1

# %% mistake
# Both examples are right, but count(65, 8, 5, 7, 3) is 2616 and should be 2184: which of the five do you not use?
def count(letters, size, block, hidden, layers):
    return (2 * letters + block) * size + layers * 8 * size**2
