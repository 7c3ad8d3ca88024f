# %% [markdown] Six boxes
# These operations make a graph in which `b` is used twice.
# Draw it on paper, and fill in the five gradients that are missing, from right to left, without `backward()`.
# Your numbers are compared with measured slopes.

# %% given
from minigrad import Value, draw_dot

# %% blank
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = ...
p.grad = ...
c.grad = ...
a.grad = ...
b.grad = ...

# %% hint
# First the numbers: `p` is -6, `s` is 4, `y` is -12.
# `y` is the product of `s` and `b`: for each factor the local slope is the other one.

# %% hint
# A `+` hands its gradient on to both operands. Then `p = a * b` is a product again: other factor, times `p.grad`.

# %% hint
# Two shares arrive at `b`: one straight from `y`, where the other factor is `s`, and one by way of `p`. Add them.

# %% solution
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = -3.0
p.grad = -3.0
c.grad = -3.0
a.grad = 9.0
b.grad = 4.0 - 6.0
draw_dot(y, title="y = (a * b + c) * b, with all its gradients")

# %% check
def check():
    def measured(f, x, h=1e-5):
        return (f(x + h) - f(x - h)) / (2 * h)

    def near(found, due):
        return abs(found - due) < 1e-3

    boxes = {"y": y.grad, "s": s.grad, "p": p.grad, "c": c.grad, "a": a.grad, "b": b.grad}
    for name, grad in boxes.items():
        assert grad is not ..., f"{name}.grad is still open: it holds the dots."
        assert isinstance(grad, (int, float)), (
            f"A gradient is a plain number, and {name}.grad holds a {type(grad).__name__}."
        )
    start_a, start_b, start_c = 2.0, -3.0, 10.0
    product = start_a * start_b
    due = {
        "y": 1.0,
        "s": measured(lambda s: s * start_b, product + start_c),
        "p": measured(lambda p: (p + start_c) * start_b, product),
        "c": measured(lambda c: (product + c) * start_b, start_c),
        "a": measured(lambda a: (a * start_b + start_c) * start_b, start_a),
        "b": measured(lambda b: (start_a * b + start_c) * b, start_b),
    }
    direct, by_p = product + start_c, start_a * due["p"]
    why = [
        ("s", direct, "that is the value of s, and the slope for s asks for the other factor."),
        ("a", start_b, "that is the local slope alone, and one more factor stands on the way."),
        ("a", by_p, "that is the value of a times p.grad: which factor is the other one?"),
        ("b", direct, "that is the share that comes straight from y, and b is used once more."),
        ("b", by_p, "that is the share that comes by way of p, and b is used once more."),
        ("b", direct * by_p, "that is one share times the other, and paths are added."),
    ]
    for name, grad in boxes.items():
        told = f"{name}.grad is {grad:g} in your graph, but the measured slope is {due[name]:.4g}"
        for box, wrong, reason in why:
            assert name != box or not near(grad, wrong), f"{told}: {reason}"
        assert near(grad, due[name]), f"{told}."


check()

# %% mistake
# b.grad is -6 in your graph, but the measured slope is -2: that is the share that comes by way of p, and b is used once more.
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = b.data * y.grad
b.grad = s.data * y.grad
p.grad = s.grad
c.grad = s.grad
a.grad = b.data * p.grad
b.grad = a.data * p.grad

# %% mistake
# b.grad is 4 in your graph, but the measured slope is -2: that is the share that comes straight from y, and b is used once more.
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = -3.0
p.grad = -3.0
c.grad = -3.0
a.grad = 9.0
b.grad = 4.0

# %% mistake
# s.grad is 4 in your graph, but the measured slope is -3: that is the value of s, and the slope for s asks for the other factor.
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = 4.0
p.grad = 4.0
c.grad = 4.0
a.grad = -12.0
b.grad = 5.0

# %% mistake
# a.grad is -3 in your graph, but the measured slope is 9: that is the local slope alone, and one more factor stands on the way.
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = -3.0
p.grad = -3.0
c.grad = -3.0
a.grad = -3.0
b.grad = -2.0

# %% mistake
# c.grad is 3 in your graph, but the measured slope is -3.
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = -3.0
p.grad = -3.0
c.grad = 3.0
a.grad = 9.0
b.grad = 4.0 - 6.0
draw_dot(y, title="y = (a * b + c) * b, with all its gradients")

# %% mistake
# A gradient is a plain number, and s.grad holds a Value.
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
p = a * b
s = p + c
y = s * b

y.grad = 1.0
s.grad = b
p.grad = -3.0
c.grad = -3.0
a.grad = 9.0
b.grad = 4.0 - 6.0
