# %% [markdown] A batch in pieces
# The graph of the whole batch does not fit into the memory, but that of `size` rows does.
# Write `gradient_in_pieces(model, loss_of, xs, ys, size)`. After it each `p.grad` is the slope of the mean loss of *all*
# rows, whatever stood there before, and no weight has moved.
# `loss_of(model, xs, ys)` gives the mean loss of the rows that it gets. Give it `size` rows at most,
# and let go of each graph before you make the next. The last piece may be smaller than the others.

# %% blank
def gradient_in_pieces(model, loss_of, xs, ys, size):
    ...

# %% hint
# Leaves add up over calls of `backward()`. What must happen once, before the first piece, and never again?

# %% hint
# `range(0, len(xs), size)` gives the places where the pieces begin, and `xs[i : i + size]` is a piece, the last one too.

# %% hint
# A piece of 3 rows out of 10 has a share of 3/10 in the mean of all. Multiply its loss by its share, then `backward()`.

# %% solution
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        share = len(some_xs) / len(xs)
        (loss_of(model, some_xs, some_ys) * share).backward()

# %% check
def check():
    import random
    import weakref

    from minigrad import MLP, Value, mse_loss

    class Loss(Value):
        """A loss of which one can tell whether anybody still holds it."""

        __slots__ = ("__weakref__",)

    read = []

    def difference(rows, size, before=0.0):
        """How far the gradients are from those of the whole batch, and from some wrong ones."""
        rng = random.Random()
        xs = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(rows)]
        ys = [rng.uniform(2, 3) for _ in xs]
        model, asked, walked, made = MLP(2, [2, 1], seed=1), [], [], []
        backward = Value.backward

        def gradient(xs, ys):
            copy = MLP(2, [2, 1], seed=1)
            mse_loss([copy(x) for x in xs], ys).backward()
            return [p.grad for p in copy.parameters()]

        def loss_of(network, some_xs, some_ys):
            assert len(some_xs) <= size, (
                f"With a size of {size}, loss_of got {len(some_xs)} rows at once: "
                "their graph does not fit into the memory."
            )
            assert len(walked) >= len(asked), (
                "When the second piece was asked for, the first had not been walked: "
                "both graphs are held at the same time."
            )
            assert not any(earlier() for earlier in made[:-1]), (
                "When the third piece was asked for, the graph of the first was still held: "
                "who needs it after its walk?"
            )
            asked.append(len(some_xs))
            mean = mse_loss([network(x) for x in some_xs], some_ys)
            loss = Loss(mean.data, (mean,), "loss", (1.0,))
            made.append(weakref.ref(loss))
            return loss

        for p in model.parameters():
            p.grad = before
        places = [p.data for p in model.parameters()]
        Value.backward = lambda loss: backward(loss) or walked.append(1)
        try:
            gradient_in_pieces(model, loss_of, list(xs), list(ys), size)
        finally:
            Value.backward = backward
        assert [p.data for p in model.parameters()] == places, (
            "The weights have moved: the step is made later, when the gradient is whole."
        )
        assert asked, "loss_of was never called: where shall the gradient come from?"
        read.append(sum(asked))
        found = [p.grad for p in model.parameters()]
        for grad in found:
            assert isinstance(grad, (int, float)), (
                f"After the call a p.grad is a {type(grad).__name__}: it should be a plain number."
            )

        def like(*lists):
            return all(abs(f - sum(d)) < 1e-9 for f, *d in zip(found, *lists, strict=True))

        pieces = [gradient(xs[i : i + size], ys[i : i + size]) for i in range(0, rows, size)]
        means = [[grad / len(pieces) for grad in piece] for piece in pieces]
        whole = gradient(xs, ys)
        return like(whole), like(pieces[-1]), like(*pieces), like(*means), like(whole, [before] * 9)

    right, last, added, _, _ = difference(rows=10, size=5)
    told = "With 10 rows in pieces of 5 the gradient"
    assert not last, f"{told} is that of the last piece alone: who wiped out the first?"
    assert not added, f"{told} is twice that of all rows: of how many rows is each loss the mean?"
    assert right, f"{told} is not that of all rows at once."
    right, _, _, mean, _ = difference(rows=10, size=4)
    told = "With 10 rows in pieces of 4, so that the last piece has 2, the gradient"
    assert not mean, f"{told} is the mean of the three pieces: the last one has half as many rows."
    assert right, f"{told} is not that of all rows at once: do all of them take part?"
    right, _, _, _, kept = difference(rows=6, size=3, before=5.0)
    assert not kept, "Where 5.0 stood in p.grad before, the gradient is 5.0 too large: who zeroes?"

    assert read[0] >= 10, (
        f"The gradient of 10 rows is right, but loss_of got {read[0]} of them: who made the other graphs?"
    )


check()

# %% mistake
# loss_of was never called: where shall the gradient come from?
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()

# %% mistake
# With a size of 5, loss_of got 10 rows at once: their graph does not fit into the memory.
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    loss_of(model, xs, ys).backward()

# %% mistake
# When the second piece was asked for, the first had not been walked: both graphs are held at the same time.
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    loss = 0.0
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        share = len(some_xs) / len(xs)
        loss += loss_of(model, some_xs, some_ys) * share
    loss.backward()

# %% mistake
# The weights have moved: the step is made later, when the gradient is whole.
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        share = len(some_xs) / len(xs)
        (loss_of(model, some_xs, some_ys) * share).backward()
        for p in model.parameters():
            p.data -= 0.05 * p.grad

# %% mistake
# With 10 rows in pieces of 5 the gradient is that of the last piece alone: who wiped out the first?
def gradient_in_pieces(model, loss_of, xs, ys, size):
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        model.zero_grad()
        loss_of(model, some_xs, some_ys).backward()

# %% mistake
# With 10 rows in pieces of 5 the gradient is twice that of all rows: of how many rows is each loss the mean?
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        loss_of(model, some_xs, some_ys).backward()

# %% mistake
# With 10 rows in pieces of 5 the gradient is not that of all rows at once.
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        (loss_of(model, some_xs, some_ys) / len(some_xs)).backward()

# %% mistake
# With 10 rows in pieces of 4, so that the last piece has 2, the gradient is the mean of the three pieces: the last one has half as many rows.
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    starts = range(0, len(xs), size)
    for i in starts:
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        (loss_of(model, some_xs, some_ys) / len(starts)).backward()

# %% mistake
# With 10 rows in pieces of 4, so that the last piece has 2, the gradient is not that of all rows at once: do all of them take part?
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    for k in range(len(xs) // size):
        piece = slice(k * size, (k + 1) * size)
        (loss_of(model, xs[piece], ys[piece]) * size / len(xs)).backward()

# %% mistake
# Where 5.0 stood in p.grad before, the gradient is 5.0 too large: who zeroes?
def gradient_in_pieces(model, loss_of, xs, ys, size):
    for i in range(0, len(xs), size):
        some_xs, some_ys = xs[i : i + size], ys[i : i + size]
        share = len(some_xs) / len(xs)
        (loss_of(model, some_xs, some_ys) * share).backward()

# %% mistake
# When the third piece was asked for, the graph of the first was still held: who needs it after its walk?
def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    whole = 0.0
    for i in range(0, len(xs), size):
        some = xs[i : i + size]
        loss = loss_of(model, some, ys[i : i + size]) * len(some) / len(xs)
        loss.backward()
        whole = whole + loss
    return whole

# %% mistake
# After the call a p.grad is a Value: it should be a plain number.
from minigrad import Value


def gradient_in_pieces(model, loss_of, xs, ys, size):
    model.zero_grad()
    for i in range(0, len(xs), size):
        loss = loss_of(model, xs[i : i + size], ys[i : i + size])
        (loss * len(xs[i : i + size])).backward()
    for p in model.parameters():
        p.grad = Value(p.grad) / len(xs)

# %% mistake
# The gradient of 10 rows is right, but loss_of got 1 of them: who made the other graphs?
from minigrad import mse_loss


def gradient_in_pieces(model, loss_of, xs, ys, size):
    loss_of(model, xs[:1], ys[:1])
    model.zero_grad()
    for x, y in zip(xs, ys):
        (mse_loss([model(x)], [y]) / len(xs)).backward()
