# %% [markdown] Undo the broadcast
# A bias is a row that is added to every row. An array may also be a column, added to every column, or a single number, added everywhere.
# Write `undo(G, shape)`. `G` is the gradient that arrives at the large array, as a list of rows. `shape` is the pair `(rows, columns)` of the small one: as that of `G`, or with a 1 for the rows, for the columns, or for both.
# Return the gradient of the small array, a list of rows of the shape `shape`, and leave `G` as it is.

# %% blank
def undo(G, shape):
    rows, columns = shape
    ...

# %% hint
# What was copied on the way forward is added up on the way back. If `rows` is 1, over what was the small array copied?

# %% hint
# `zip(*G)` gives the columns of `G`. The sums over the rows are `[sum(column) for column in zip(*G)]`: one row.

# %% hint
# Two steps, one after the other: if `rows` is 1, make `G` one row of sums. If `columns` is 1, make each row that is left a list with its sum.

# %% solution
def undo(G, shape):
    rows, columns = shape
    if rows == 1:
        G = [[sum(column) for column in zip(*G)]]
    if columns == 1:
        G = [[sum(row)] for row in G]
    return G

# %% check
def _check():
    import random
    from numbers import Real

    def rows_of(found):
        """The answer as a list of lists, or nothing if it is something else."""
        try:
            rows = [list(row) for row in found]
        except TypeError:
            return None
        return rows if all(isinstance(x, Real) for row in rows for x in row) else None

    def compare(G, shape):
        given = [list(row) for row in G]
        answer = undo(given, shape)
        assert given == G, f"The gradient {G} that you were given has become {given}."
        found = rows_of(answer)
        assert found is not None, f"A list of rows was due, and undo({G}, {shape}) is {answer!r}."
        assert len(found) == shape[0] and all(len(row) == shape[1] for row in found), (
            f"undo({G}, {shape}) should have {shape} for its shape, and is {found}."
        )
        due = [[0.0] * shape[1] for _ in range(shape[0])]
        for r, row in enumerate(G):
            for c, g in enumerate(row):
                due[r % shape[0]][c % shape[1]] += g
        near = all(abs(a - b) <= 1e-9 for a, b in zip(sum(found, []), sum(due, []), strict=True))
        assert near, (
            f"undo({G}, {shape}) is {found}, and it should be {due}: "
            "from how many places does a gradient come to each number?"
        )

    G = [[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]]
    for shape in ((1, 2), (3, 1), (1, 1), (3, 2)):
        compare(G, shape)
    rng = random.Random()
    for _ in range(30):
        rows, columns = rng.randint(1, 4), rng.randint(1, 4)
        G = [[float(rng.randint(-9, 9)) for _ in range(columns)] for _ in range(rows)]
        compare(G, (rng.choice([1, rows]), rng.choice([1, columns])))


_check()

# %% mistake
# undo([[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]], (1, 2)) should have (1, 2) for its shape, and is [[11.0], [1100.0], [12.0]].
def undo(G, shape):
    rows, columns = shape
    if rows == 1:
        G = [[sum(row)] for row in G]
    if columns == 1:
        G = [[sum(column) for column in zip(*G)]]
    return G

# %% mistake
# undo([[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]], (1, 2)) is [[1.0, 10.0]], and it should be [[106.0, 1017.0]]: from how many places does a gradient come to each number?
def undo(G, shape):
    rows, columns = shape
    return [row[:columns] for row in G[:rows]]

# %% mistake
# undo([[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]], (1, 1)) should have (1, 1) for its shape, and is [[106.0, 1017.0]].
def undo(G, shape):
    rows, columns = shape
    if rows == 1:
        G = [[sum(column) for column in zip(*G)]]
    elif columns == 1:
        G = [[sum(row)] for row in G]
    return G

# %% mistake
# A list of rows was due, and undo([[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]], (1, 2)) is [106.0, 1017.0].
def undo(G, shape):
    rows, columns = shape
    if rows == 1:
        return [sum(column) for column in zip(*G)]
    if columns == 1:
        return [[sum(row)] for row in G]
    return G

# %% mistake
# The gradient [[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]] that you were given has become [[106.0, 1017.0], [100.0, 1000.0], [5.0, 7.0]].
def undo(G, shape):
    rows, columns = shape
    if rows == 1:
        for row in G[1:]:
            for c, g in enumerate(row):
                G[0][c] += g
        G = G[:1]
    if columns == 1:
        G = [[sum(row)] for row in G]
    return G

# %% mistake
# undo([[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]], (3, 1)) should have (3, 1) for its shape, and is [[1.0, 10.0], [100.0, 1000.0], [5.0, 7.0]].
def undo(G, shape):
    rows, columns = shape
    if rows == 1:
        G = [[sum(column) for column in zip(*G)]]
    return G
