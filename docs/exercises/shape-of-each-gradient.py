# %% [markdown] The shape of each gradient
# A layer computes `X @ W + b`. `X` has a row for each of `n` examples and a column for each of `nin` inputs, and there are `nout` neurons.
# Write `shapes(n, nin, nout)`. It returns the shapes of the gradients of `X`, `W` and `b`, in this order, each as a pair `(rows, columns)`.
# `b` is one row, as in the class `Array` of this page.

# %% blank
def shapes(n, nin, nout):
    ...

# %% hint
# A gradient is added to, and a parameter is moved by it, number by number. What does that say about its shape?

# %% hint
# A neuron is a column of `W`. How many columns has `W`, then, and how many rows?

# %% hint
# Each gradient has the shape of the array that it belongs to: `(n, nin)` for `X`, and two more.

# %% solution
def shapes(n, nin, nout):
    return [(n, nin), (nin, nout), (1, nout)]

# %% check
def _check():
    import random

    def pairs(found):
        """The three pairs, or nothing if the answer is something else."""
        try:
            told = [tuple(shape) for shape in found]
        except TypeError:
            return None
        whole = all(len(pair) == 2 and all(isinstance(k, int) for k in pair) for pair in told)
        return told if whole and len(told) == 3 else None

    rng = random.Random()
    sizes = [(5, 3, 2), (2, 7, 4), (1, 6, 1)]
    sizes += [tuple(rng.randint(1, 9) for _ in range(3)) for _ in range(20)]
    for n, nin, nout in sizes:
        answer = shapes(n, nin, nout)
        found = pairs(answer)
        assert found is not None, (
            f"Three pairs (rows, columns) were due, and shapes({n}, {nin}, {nout}) is {answer!r}."
        )
        due = [(n, nin), (nin, nout), (1, nout)]
        for name, told, shape in zip("XWb", found, due, strict=True):
            assert told == shape, (
                f"For {n} examples, {nin} inputs and {nout} neurons you give the gradient of {name} "
                f"{told[0]} rows and {told[1]} columns. Which shape has {name} itself?"
            )


_check()

# %% mistake
# Three pairs (rows, columns) were due, and shapes(5, 3, 2) is ((5, 3), (3, 2), (2,)).
def shapes(n, nin, nout):
    return (n, nin), (nin, nout), (nout,)

# %% mistake
# For 5 examples, 3 inputs and 2 neurons you give the gradient of b 5 rows and 2 columns. Which shape has b itself?
def shapes(n, nin, nout):
    return [(n, nin), (nin, nout), (n, nout)]

# %% mistake
# For 5 examples, 3 inputs and 2 neurons you give the gradient of W 2 rows and 3 columns. Which shape has W itself?
def shapes(n, nin, nout):
    return [(n, nin), (nout, nin), (1, nout)]

# %% mistake
# For 5 examples, 3 inputs and 2 neurons you give the gradient of X 5 rows and 2 columns. Which shape has X itself?
def shapes(n, nin, nout):
    return [(n, nout), (nin, nout), (1, nout)]

# %% mistake
# For 2 examples, 7 inputs and 4 neurons you give the gradient of X 5 rows and 3 columns. Which shape has X itself?
def shapes(n, nin, nout):
    return [(5, 3), (3, 2), (1, 2)]

# %% mistake
# Three pairs (rows, columns) were due, and shapes(5, 3, 2) is None.
def shapes(n, nin, nout):
    print((n, nin), (nin, nout), (1, nout))
