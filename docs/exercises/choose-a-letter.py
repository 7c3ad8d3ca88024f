# %% [markdown] Choose by chance
# Lay the probabilities side by side, and they fill the stretch from 0 to 1, each with a piece as long as itself.
# Write `choose(probabilities, number)`: `number` is from 0 up to, but not including, 1; return the index of the piece in which it falls.
# A number where one piece ends and the next begins belongs to the next, and a probability of 0 is never chosen.
# In floats the pieces may end a little before 1: a number beyond them belongs to the last piece that is not empty.
# With `[0.5, 0.25, 0.25]` the number 0.6 falls into piece 1.

# %% blank
def choose(probabilities, number):
    ...

# %% hint
# Where does piece 0 end? Where does piece 1 end? Each ends where all up to it have been added up.

# %% hint
# Go through the pieces with `enumerate`, keep the sum of those so far, and stop at the first whose end is above `number`.

# %% hint
# Ten times 0.1 adds up to a little less than 1 in floats, and `number` may lie in the gap. So after the loop there is an answer to give as well: the last piece that is not empty.

# %% solution
def choose(probabilities, number):
    end = 0.0
    for i, p in enumerate(probabilities):
        end += p
        if p > 0:
            last = i
        if number < end:
            return i
    return last

# %% check
def _check():
    import random

    def ask(probabilities, number, due, more="."):
        given = list(probabilities)
        found = choose(given, number)
        which = f"the number {number:.4g}" if number < 0.99 else "a number just below 1"
        case = f"For {[round(p, 4) for p in probabilities]} and {which} "
        assert found is not None, f"{case}yours gives None: does every way lead to a return line?"
        assert isinstance(found, int), f"{case}an index was due, such as {due}, not {found!r:.60}."
        assert found == due, f"{case}it should be piece {due}, and yours is {found}{more}"
        assert given == probabilities, "The list of probabilities that you were given has changed."

    ask([0.5, 0.25, 0.25], 0.6, 1, ": where does piece 1 begin?")
    ask([0.5, 0.25, 0.25], 0.1, 0)
    ask([0.5, 0.25, 0.25], 0.9, 2)
    ask([0.25, 0.25, 0.5], 0.3, 1)
    ask([0.5, 0.25, 0.25], 0.5, 1, ": to which of two does their border belong?")
    ask([0.0, 0.5, 0.5], 0.0, 1, ": can a probability of 0 be chosen?")
    ask([0.5, 0.0, 0.5], 0.5, 2, ": can a probability of 0 be chosen?")
    tenths, nearly = [0.1] * 10, 1 - 2**-53
    ask(tenths, nearly, 9, ": in floats these add up to a little less than 1.")
    ask([*tenths, 0.0], nearly, 9, ": the pieces end early, and the last of them is empty.")
    rng = random.Random()
    for n in (1, 2, 5, 27):
        parts = [rng.randint(1, 9) for _ in range(n)]
        shares = [part / sum(parts) for part in parts]
        for i in range(n):
            ask(shares, sum(shares[:i]) + 0.5 * shares[i], i)


_check()

# %% mistake
# For [0.5, 0.25, 0.25] and the number 0.6 it should be piece 1, and yours is 0: where does piece 1 begin?
def choose(probabilities, number):
    return probabilities.index(max(probabilities))

# %% mistake
# For [0.5, 0.25, 0.25] and the number 0.6 yours gives None: does every way lead to a return line?
def choose(probabilities, number):
    for i, p in enumerate(probabilities):
        if number < p:
            return i

# %% mistake
# For [0.5, 0.25, 0.25] and the number 0.6 it should be piece 1, and yours is 2: where does piece 1 begin?
def choose(probabilities, number):
    for i, p in enumerate(probabilities):
        if number < p:
            return i
    return len(probabilities) - 1

# %% mistake
# For [0.5, 0.25, 0.25] and the number 0.5 it should be piece 1, and yours is 0: to which of two does their border belong?
def choose(probabilities, number):
    end = 0.0
    for i, p in enumerate(probabilities):
        end += p
        if number <= end:
            return i
    return i

# %% mistake
# For [0.0, 0.5, 0.5] and the number 0 it should be piece 1, and yours is 0: can a probability of 0 be chosen?
def choose(probabilities, number):
    end = 0.0
    for i, p in enumerate(probabilities):
        end += p
        if number < end or number == 0:
            return i
    return i

# %% mistake
# For [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] and a number just below 1 yours gives None: does every way lead to a return line?
def choose(probabilities, number):
    end = 0.0
    for i, p in enumerate(probabilities):
        end += p
        if number < end:
            return i

# %% mistake
# For [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.0] and a number just below 1 it should be piece 9, and yours is 10: the pieces end early, and the last of them is empty.
def choose(probabilities, number):
    end = 0.0
    for i, p in enumerate(probabilities):
        end += p
        if number < end:
            return i
    return i

# %% mistake
# The list of probabilities that you were given has changed.
def choose(probabilities, number):
    kept = list(probabilities)
    for i in range(1, len(probabilities)):
        probabilities[i] += probabilities[i - 1]
    for i, end in enumerate(probabilities):
        if number < end:
            return i
    return max(i for i, p in enumerate(kept) if p)

# %% mistake
# For [0.5, 0.25, 0.25] and the number 0.6 an index was due, such as 1, not 0.75.
def choose(probabilities, number):
    end = 0.0
    for p in probabilities:
        end += p
        if number < end:
            return end
    return end
