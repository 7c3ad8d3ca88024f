# %% [markdown] Split without a leak
# `split(rows, held, seed)` returns two lists, the training rows and the held-back rows.
# The held-back rows are `held` rows, chosen by a shuffle with `seed`, and each row is in exactly one of the two lists.
# The same seed gives the same split. The list `rows` itself stays as it was.

# %% given
import random

# %% blank
def split(rows, held, seed):
    shuffled = list(rows)
    ...
    return training, held_back

# %% hint
# `random.Random(seed)` is a source of random numbers that starts at `seed`, and it has a method `shuffle`, which shuffles a list in place.

# %% hint
# After the shuffle, cut the list at one place. `shuffled[:held]` is its beginning. Which slice is all the rest?

# %% hint
# `random.Random(seed).shuffle(shuffled)`, then `held_back = shuffled[:held]` and `training = shuffled[held:]`.

# %% solution
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    held_back = shuffled[:held]
    training = shuffled[held:]
    return training, held_back

# %% check
def _check():
    import random

    assert callable(split), f"split should be a function, and it has the type {type(split).__name__}."

    def parts(rows, held, seed):
        before = list(rows)
        given = split(rows, held, seed)
        assert isinstance(given, (tuple, list)) and len(given) == 2, (
            f"Two lists were asked for, training and held-back, and split() gives {given!r:.60}."
        )
        assert all(isinstance(part, list) for part in given), (
            "Two lists were asked for, and one of yours has the type "
            f"{next(type(part).__name__ for part in given if not isinstance(part, list))}."
        )
        assert rows == before, "The list of rows that you were given is in another order afterwards."
        strange = [row for part in given for row in part if row not in rows]
        assert not strange, f"Your lists hold {strange[0]!r:.60}, which is none of the rows that went in."
        return given

    rows = [[i / 2, i * i] for i in range(20)]
    training, held_back = parts(rows, 5, 1)
    lengths = f"Of 20 rows with held = 5, yours trains on {len(training)} and holds back {len(held_back)}"
    assert (len(training), len(held_back)) != (5, 15), f"{lengths}: which of the two comes first?"
    both = [row for row in held_back if row in training]
    assert not both, (
        f"{len(both)} of the {len(held_back)} held-back rows are in training as well: that is no test."
    )
    assert len(held_back) == 5, f"{lengths}."
    assert sorted(training + held_back) == rows, (
        f"20 different rows went in, and {len(set(map(str, training + held_back)))} came out."
    )
    splits = [parts(rows, 5, seed) for seed in range(1, 9)]
    assert [tuple(s) for s in splits] == [tuple(parts(rows, 5, seed)) for seed in range(1, 9)], (
        "Two calls with the same seed gave two different splits: where does your shuffle start from?"
    )
    choices = {str(sorted(held)) for _, held in splits}
    starts = [rows.index(min(held)) for _, held in splits]
    assert any(sorted(held) != rows[i : i + 5] for i, (_, held) in zip(starts, splits, strict=True)), (
        "The held-back rows stand side by side in rows, as they came: who shuffles?"
    )
    assert len(choices) > 1, "The seeds 1 to 8 all hold back the same five rows: who asks the seed?"
    _, nothing = parts(rows, 0, 1)
    assert nothing == [], f"With held = 0, yours holds back {len(nothing)} of 20 rows."
    training, held_back = parts([[5.1, 3.5]] * 10, 3, 1)
    assert len(training) == 7, (
        f"Of 10 rows that are all alike, with held = 3, yours trains on {len(training)}, and 7 are left: "
        "is a row that equals a held-back one a held-back one?"
    )
    rng = random.Random()
    for n in (30, *(rng.randint(2, 30) for _ in range(9))):
        held, rows = rng.randint(0, n), [[rng.random(), rng.random()] for _ in range(n)]
        training, held_back = parts(rows, held, rng.randint(0, 99))
        assert len(held_back) == held and sorted(training + held_back) == sorted(rows), (
            "With another number of rows, the two lists have not each row once."
        )


_check()

# %% mistake
# The held-back rows stand side by side in rows, as they came: who shuffles?
def split(rows, held, seed):
    shuffled = list(rows)
    held_back = shuffled[:held]
    training = shuffled[held:]
    return training, held_back

# %% mistake
# The list of rows that you were given is in another order afterwards.
def split(rows, held, seed):
    random.Random(seed).shuffle(rows)
    return rows[held:], rows[:held]

# %% mistake
# 5 of the 5 held-back rows are in training as well: that is no test.
def split(rows, held, seed):
    held_back = random.Random(seed).sample(rows, held)
    return list(rows), held_back

# %% mistake
# Two calls with the same seed gave two different splits: where does your shuffle start from?
def split(rows, held, seed):
    shuffled = list(rows)
    random.shuffle(shuffled)
    return shuffled[held:], shuffled[:held]

# %% mistake
# The seeds 1 to 8 all hold back the same five rows: who asks the seed?
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(0).shuffle(shuffled)
    return shuffled[held:], shuffled[:held]

# %% mistake
# Of 20 rows with held = 5, yours trains on 5 and holds back 15: which of the two comes first?
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    return shuffled[:held], shuffled[held:]

# %% mistake
# Of 20 rows with held = 5, yours trains on 14 and holds back 6.
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    return shuffled[held + 1 :], shuffled[: held + 1]

# %% mistake
# 20 different rows went in, and 19 came out.
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    return shuffled[held + 1 :], shuffled[:held]

# %% mistake
# With held = 0, yours holds back 20 of 20 rows.
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    return shuffled[:-held], shuffled[-held:]

# %% mistake
# With another number of rows, the two lists have not each row once.
def split(rows, held, seed):
    order = list(range(20))
    random.Random(seed).shuffle(order)
    order = [i for i in order if i < len(rows)]
    return [rows[i] for i in order[held:]], [rows[i] for i in order[:held]]

# %% mistake
# Two lists were asked for, training and held-back, and split() gives None.
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)

# %% mistake
# Two lists were asked for, and one of yours has the type set.
def split(rows, held, seed):
    numbers = set(random.Random(seed).sample(range(len(rows)), held))
    training = [row for i, row in enumerate(rows) if i not in numbers]
    return training, numbers

# %% mistake
# Your lists hold 0, which is none of the rows that went in.
def split(rows, held, seed):
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    return sorted(order[held:]), sorted(order[:held])

# %% mistake
# split should be a function, and it has the type tuple.
rows = [[0.0, 0.0], [1.0, 1.0], [2.0, 4.0]]
random.Random(0).shuffle(rows)
split = rows[1:], rows[:1]

# %% mistake
# Of 10 rows that are all alike, with held = 3, yours trains on 0, and 7 are left: is a row that equals a held-back one a held-back one?
def split(rows, held, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    held_back = shuffled[:held]
    return [row for row in rows if row not in held_back], held_back
