# %% [markdown] Repair the reflected operators
# This class can subtract and divide.
# But for `10 - x` Python calls `x.__rsub__(10)`, and for `12 / x` it calls `x.__rtruediv__(12)`, and these two are wrong.
# Repair them, so that the numbers and the slopes are right.

# %% given
def as_value(x):
    return x if isinstance(x, Value) else Value(x)

# %% blank
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return self - other

    def __rtruediv__(self, other):
        return self / other

# %% hint
# In `10 - x`, which of the two is `self`, and which is `other`? Which one stands on the left?

# %% hint
# `other - self` would ask `self` again, without end. If `other` had a box of its own, the ordinary minus would do.

# %% hint
# `as_value(other) - self` has the operands in the order in which they were typed. The same works for `/`.

# %% solution
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% check
def check():
    import random
    import sys

    import minigrad

    assert isinstance(Value, type), f"Value should be a class, and it is a {type(Value).__name__}."
    assert Value is not minigrad.Value, "This is about your own class: run the cell with it first."

    def near(a, b):
        return abs(a - b) < 1e-5 * max(1.0, abs(b))

    def result(f, number, text):
        x = Value(number)
        limit, depth, frame = sys.getrecursionlimit(), 0, sys._getframe()
        while frame:
            depth, frame = depth + 1, frame.f_back
        sys.setrecursionlimit(depth + 100)  # a browser's stack is too small for the usual limit
        try:
            z = f(x)
        except RecursionError:
            raise AssertionError(
                f"{text} calls itself without end: with a plain number on the left, "
                "Python asks x again."
            ) from None
        finally:
            sys.setrecursionlimit(limit)
        assert z is not None, f"{text} gives None: does the method end in a return line?"
        assert isinstance(z, Value), (
            f"{text} gives a plain {type(z).__name__}: no gradient comes through that."
        )
        assert (x.data, x.grad) == (number, 0.0) and z is not x, (
            f"{text} has changed x itself: an operation makes a new value."
        )
        z.grad = 1.0
        for node in reversed(minigrad.topological_order(z)):
            node._backward()
        return z.data, x.grad

    def measured(f, number, h=1e-5):
        return (f(number + h) - f(number - h)) / (2 * h)

    for f, text, turned, tail in (
        (lambda x: 10 - x, "10 - x", -6.0, "that is x - 10"),
        (lambda x: 12 / x, "12 / x", 4 / 12, "that is x / 12"),
    ):
        (data, grad), due = result(f, 4.0, text), f(4.0)
        told = f"At x = 4, {text} came out as {data:.7g}, and {due:.7g} is right"
        assert not near(data, turned), f"{told}: {tail}."
        assert near(data, due), f"{told}."
        told = f"At x = 4, {text} is right, but its slope came out as {grad:.7g}"
        assert grad != 0.0, f"{told}: is x itself among the operands, or only its number?"
        due = measured(f, 4.0)
        assert near(grad, due), f"{told}, and measured it is {due:.7g}."
    for _ in range(20):
        n, number = random.uniform(4, 9), random.uniform(0.5, 3)
        for f, text in (
            (lambda x: n - x, "n - x"),
            (lambda x: n / x, "n / x"),
            (lambda x: (n - x) / x, "(n - x) / x"),
            (lambda x: n / (n - x) - n / x, "n / (n - x) - n / x"),
            (lambda x: x - n, "x - n"),
            (lambda x: x / n - x, "x / n - x"),
        ):
            data, grad = result(f, number, text)
            due, slope = f(number), measured(f, number)
            told = f"With n = {n:.2f} and x = {number:.2f}"
            assert near(data, due), f"{told}, {text} came out as {data:.7g}, not {due:.7g}."
            assert near(grad, slope), (
                f"{told}, the slope of {text} came out as {grad:.7g}, not {slope:.7g}."
            )


check()

# %% mistake
# At x = 4, 10 - x came out as -6, and 6 is right: that is x - 10.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return self - other

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# At x = 4, 12 / x came out as 0.3333333, and 3 is right: that is x / 12.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return self / other

# %% mistake
# 10 - x calls itself without end: with a plain number on the left, Python asks x again.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return other - self

    def __rtruediv__(self, other):
        return other / self

# %% mistake
# At x = 4, 10 - x is right, but its slope came out as 0: is x itself among the operands, or only its number?
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return Value(other - self.data)

    def __rtruediv__(self, other):
        return Value(other / self.data)

# %% mistake
# At x = 4, 10 - x came out as -14, and 6 is right.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return (self - other * -1) / -1

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# This is about your own class: run the cell with it first.
from minigrad import Value


# %% mistake
# 10 - x gives None: does the method end in a return line?
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# 10 - x gives a plain float: no gradient comes through that.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return other - self.data

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# 10 - x has changed x itself: an operation makes a new value.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        self.data = other - self.data
        return self

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# At x = 4, 10 - x is right, but its slope came out as 1, and measured it is -1.
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, 1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# With n = … and x = … n - x came out as 6, not …
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return Value(6.0, (self,), "-", (-1.0,))

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# With n = … and x = … the slope of n / x came out as … not …
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data / 4)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# With n = … and x = … n - x came out as … not …
class Value:
    def __init__(self, data, _prev=(), _op="", _partials=()):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._partials = _partials

    def _backward(self):
        for operand, partial in zip(self._prev, self._partials):
            operand.grad += partial * self.grad

    def __sub__(self, other):
        x, y = self, as_value(other)
        return Value(x.data - y.data, (x, y), "-", (1.0, -1.0))

    def __truediv__(self, other):
        x, y = self, as_value(other)
        slopes = (1.0 / y.data, -x.data / y.data**2)
        return Value(x.data / y.data, (x, y), "/", slopes)

    def __rsub__(self, other):
        return as_value(10) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

# %% mistake
# Value should be a class, and it is a function.
def Value(data):
    return data
