# %% [markdown] The mean of the shares
# Each process has called `backward()` on the mean loss of its own rows, and `sizes` says how many rows each one has.
# Write `average(copies, sizes)`: it puts into every parameter of every copy the gradient of the mean loss of *all* rows.
# The copies have the same shape, and their number is not always two. Nothing but the gradients changes.

# %% blank
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        ...

# %% hint
# `same` holds one parameter of each copy, such as the first weight of all of them. What does its mean have to be?

# %% hint
# A copy with 30 rows counts three times as much as one with 10. By what is the sum divided, then?

# %% hint
# Sum up `size * p.grad` over `zip(sizes, same)`, divide by `sum(sizes)`, and only then go through `same` once more
# and set each `p.grad`.

# %% solution
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(size * p.grad for size, p in zip(sizes, same)) / sum(sizes)
        for p in same:
            p.grad = mean

# %% check
def check():
    import random

    from minigrad import MLP, mse_loss

    def gradients_after(grads, sizes):
        """What average() makes of these gradients, a list for each copy."""
        copies = [MLP(1, [1], seed=7) for _ in grads]
        before = [[p.data for p in copy.parameters()] for copy in copies]
        for copy, numbers in zip(copies, grads, strict=True):
            for p, grad in zip(copy.parameters(), numbers, strict=True):
                p.grad = grad
        average(copies, list(sizes))
        after = [[p.data for p in copy.parameters()] for copy in copies]
        assert after == before, "The weights have changed: average() sets p.grad, and no p.data."
        found = [[p.grad for p in copy.parameters()] for copy in copies]
        for grad in sum(found, []):
            assert isinstance(grad, (int, float)), (
                f"After average() a gradient is a {type(grad).__name__}: it should be a number."
            )
        return [[round(grad, 9) for grad in copy] for copy in found]

    grads = [[1.0, 2.0], [3.0, 6.0]]
    found = gradients_after(grads, [20, 20])
    told = f"Two copies of 20 rows each, with the gradients [1, 2] and [3, 6], have {found} after it"
    assert found != grads, f"{told}: average() returns nothing, so where did the means go?"
    assert found[0] != [4.0, 8.0], f"{told}: that is a sum, and a mean was due."
    assert found[1] != grads[1], f"{told}: does the second copy know?"
    assert found[1] != [2.5, 5.0], f"{told}: what had the first become when the second was made?"
    assert found == [[2.0, 4.0], [2.0, 4.0]], f"{told}, and [2, 4] is right for both."
    found = gradients_after([[1.0, 2.0], [5.0, 6.0]], [30, 10])[0]
    told = f"With [1, 2] from 30 rows and [5, 6] from 10 the mean is [2, 3], and {found} came out"
    assert found != [3.0, 4.0], f"{told}: this gives each of the ten rows three times the say."
    assert found == [2.0, 3.0], f"{told}: who has more rows has more to say."
    found = gradients_after([[1.0, 0.0], [2.0, 0.0], [6.0, 0.0]], [10, 10, 20])[0]
    assert found[0] == 3.75, (
        "Three copies of 10, 10 and 20 rows have the gradients 1, 2 and 6: the mean is 3.75, "
        f"and {found[0]:g} came out. Do all of them count?"
    )
    rng = random.Random()
    for n in (2, 3, 4):  # and real shares of a real batch
        sizes = [rng.randint(1, 5) for _ in range(n)]
        xs = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(sum(sizes))]
        ys = [rng.uniform(2, 3) for _ in xs]
        whole = MLP(2, [2, 1], seed=n)
        mse_loss([whole(x) for x in xs], ys).backward()
        copies, start = [MLP(2, [2, 1], seed=n) for _ in sizes], 0
        for copy, size in zip(copies, sizes, strict=True):
            share = slice(start, start + size)
            mse_loss([copy(x) for x in xs[share]], ys[share]).backward()
            start += size
        average(copies, sizes)
        for copy in copies:
            for p, due in zip(copy.parameters(), whole.parameters(), strict=True):
                assert abs(p.grad - due.grad) < 1e-9, (
                    "In a network of two layers a gradient is not that of all rows at once: "
                    "does every parameter get its mean?"
                )


check()

# %% mistake
# Two copies of 20 rows each, with the gradients [1, 2] and [3, 6], have [[1.0, 2.0], [3.0, 6.0]] after it: average() returns nothing, so where did the means go?
def average(copies, sizes):
    means = []
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(size * p.grad for size, p in zip(sizes, same)) / sum(sizes)
        means.append(mean)
    return means

# %% mistake
# Two copies of 20 rows each, with the gradients [1, 2] and [3, 6], have [[4.0, 8.0], [4.0, 8.0]] after it: that is a sum, and a mean was due.
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(p.grad for p in same)
        for p in same:
            p.grad = mean

# %% mistake
# Two copies of 20 rows each, with the gradients [1, 2] and [3, 6], have [[2.0, 4.0], [3.0, 6.0]] after it: does the second copy know?
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(size * p.grad for size, p in zip(sizes, same)) / sum(sizes)
        same[0].grad = mean

# %% mistake
# Two copies of 20 rows each, with the gradients [1, 2] and [3, 6], have [[2.0, 4.0], [2.5, 5.0]] after it: what had the first become when the second was made?
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        for p in same:
            p.grad = sum(size * q.grad for size, q in zip(sizes, same)) / sum(sizes)

# %% mistake
# Two copies of 20 rows each, with the gradients [1, 2] and [3, 6], have [[40.0, 80.0], [40.0, 80.0]] after it, and [2, 4] is right for both.
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(size * p.grad for size, p in zip(sizes, same)) / len(same)
        for p in same:
            p.grad = mean

# %% mistake
# With [1, 2] from 30 rows and [5, 6] from 10 the mean is [2, 3], and [3.0, 4.0] came out: this gives each of the ten rows three times the say.
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(p.grad for p in same) / len(same)
        for p in same:
            p.grad = mean

# %% mistake
# With [1, 2] from 30 rows and [5, 6] from 10 the mean is [2, 3], and [4.0, 5.0] came out: who has more rows has more to say.
def average(copies, sizes):
    shares = [1 / size for size in sizes]
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(share * p.grad for share, p in zip(shares, same)) / sum(shares)
        for p in same:
            p.grad = mean

# %% mistake
# Three copies of 10, 10 and 20 rows have the gradients 1, 2 and 6: the mean is 3.75, and 1.5 came out. Do all of them count?
def average(copies, sizes):
    m, n = sizes[:2]
    for same in zip(*(copy.parameters() for copy in copies)):
        p, q = same[:2]
        p.grad = q.grad = (m * p.grad + n * q.grad) / (m + n)

# %% mistake
# The weights have changed: average() sets p.grad, and no p.data.
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        mean = sum(size * p.grad for size, p in zip(sizes, same)) / sum(sizes)
        for p in same:
            p.grad = mean
            p.data -= 0.5 * mean

# %% mistake
# After average() a gradient is a list: it should be a number.
def average(copies, sizes):
    for same in zip(*(copy.parameters() for copy in copies)):
        shares = [size * p.grad / sum(sizes) for size, p in zip(sizes, same)]
        for p in same:
            p.grad = shares

# %% mistake
# In a network of two layers a gradient is not that of all rows at once: does every parameter get its mean?
def average(copies, sizes):
    for same in zip(*(copy.layers[-1].parameters() for copy in copies)):
        mean = sum(size * p.grad for size, p in zip(sizes, same)) / sum(sizes)
        for p in same:
            p.grad = mean
