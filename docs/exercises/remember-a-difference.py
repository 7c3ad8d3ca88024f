# %% [markdown] Subtract, and remember
# This is the class of this chapter, without `__radd__` and `__rmul__`, and with a third operation begun.
# Fill in `__sub__`, so that `x - y` makes a `Value` that remembers its operands and the operation `"-"`.
# `x - 2` should work as well.

# %% given
def as_value(x):
    return x if isinstance(x, Value) else Value(x)

# %% blank
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        ...

# %% hint
# What does `__add__` do with a plain number before it uses it? The same is needed here.

# %% hint
# `Value(...)` takes three things: the number, the operands in order, and the sign of the operation.

# %% hint
# The number is `self.data - other.data`, the operands are `(self, other)`, and the sign is `"-"`.

# %% solution
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% check
def check():
    import random

    import minigrad

    assert isinstance(Value, type), f"Value should be a class, and it is a {type(Value).__name__}."
    assert Value is not minigrad.Value, "This is about your own class: run the cell with it first."

    class Again(Value):
        def __sub__(self, other):
            raise AssertionError(
                "Your __sub__ works out self - other, and that calls __sub__ again, without end: "
                "what is it that can be subtracted?"
            )

    Again.__name__ = "Value"  # as an error tells it
    if hasattr(Value, "__sub__"):
        try:
            Value.__sub__(Again(12.0), Again(4.0))
        except TypeError as error:
            raise AssertionError(
                f"x - y stops with TypeError: {error}. Is each data a number, or a Value in a Value?"
            ) from None
    x, y = Value(12.0, label="x"), Value(4.0, label="y")
    z = x - y
    assert z is not None, "x - y gives None: does __sub__ end in a return line?"
    assert isinstance(z, Value), (
        f"x - y gives {z!r}, which is no Value of yours: what could it remember?"
    )
    assert (x.data, y.data, len(x._prev), len(y._prev)) == (12.0, 4.0, 0, 0), (
        f"After x - y, x is {x.data} and y is {y.data}: an operation makes a new value and leaves "
        "its operands as they were."
    )
    assert z.data == 8.0, f"x is 12 and y is 4, and x - y came out as {z.data}."
    assert len(z._prev) > 0, "x - y is 8.0, but its _prev is empty: it has forgotten its operands."
    assert z._op == "-", f"x - y was typed, and the _op of the result is {z._op!r}."
    twice = list((x - x)._prev)
    assert len(twice) == 2, (
        f"Two operands go into x - x, and its _prev has the length {len(twice)}: "
        "what is _prev made of?"
    )
    operands = list(z._prev)
    assert all(isinstance(operand, Value) for operand in operands), (
        f"The _prev of x - y is {z._prev!r}: from a plain number you could not walk further back."
    )
    assert operands[0] is not y, "The _prev of x - y says y - x: with a minus, the order counts."
    assert operands[0] is x and operands[1] is y and len(operands) == 2, (
        "The _prev of x - y does not hold x and y themselves: are they copies, or other values?"
    )
    assert twice[0] is x and twice[1] is x, "The _prev of x - x should hold x itself, twice."
    try:
        less = x - 2
    except AttributeError as error:
        raise AssertionError(
            f"x - y is right, but x - 2 stops with {error}: a plain number has no box yet."
        ) from None
    assert isinstance(less, Value) and len(less._prev) == 2 and isinstance(less._prev[1], Value), (
        f"x - 2 has the operands {less._prev!r}: the 2 needs a box of its own."
    )
    for _ in range(20):
        a, b = Value(random.uniform(-9, 9)), Value(random.uniform(-9, 9))
        number = random.uniform(-9, 9)
        due = (a.data - b.data) * (b.data - a.data) - number
        try:
            c, total = (a - b) * (b - a) - number, (a + b).data
            found = c.data
        except (AttributeError, TypeError) as error:
            raise AssertionError(
                f"In (a - b) * (b - a) - n or in a + b, {error}: "
                "does each method of the class return a Value?"
            ) from None
        assert abs(found - due) < 1e-9, (
            f"(a - b) * (b - a) - n came out as {found:.10g}, and {due:.10g} was due."
        )
        parts = [node._op for node in (c, c._prev[0], *c._prev[0]._prev)]
        assert parts == ["-", "*", "-", "-"] and c._prev[1].data == number, (
            f"The record of (a - b) * (b - a) - n reads {parts} from its end, "
            "and -, *, -, - were typed."
        )
        assert total == a.data + b.data, "Adding no longer works: was __add__ changed?"


check()

# %% mistake
# x - y gives 8.0, which is no Value of yours: what could it remember?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __sub__(self, other):
        other = as_value(other)
        return self.data - other.data

# %% mistake
# x - y is 8.0, but its _prev is empty: it has forgotten its operands.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data)

# %% mistake
# Two operands go into x - x, and its _prev has the length 1: what is _prev made of?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = set(_prev)
        self._op = _op
        self.label = label

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# The _prev of x - y says y - x: with a minus, the order counts.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (other, self), "-")

# %% mistake
# x - y was typed, and the _op of the result is '+'.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        return self + as_value(other) * -1

# %% mistake
# x - y is right, but x - 2 stops with 'int' object has no attribute 'data': a plain number has no box yet.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __sub__(self, other):
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# Your __sub__ works out self - other, and that calls __sub__ again, without end: what is it that can be subtracted?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __sub__(self, other):
        other = as_value(other)
        return Value(self - other, (self, other), "-")

# %% mistake
# This is about your own class: run the cell with it first.
from minigrad import Value


# %% mistake
# After x - y, x is 8.0 and y is 4.0: an operation makes a new value and leaves its operands as they were.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        self.data -= other.data
        return Value(self.data, (self, other), "-")

# %% mistake
# x is 12 and y is 4, and x - y came out as -8.0.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(other.data - self.data, (self, other), "-")

# %% mistake
# The _prev of x - y is (12.0, 4.0): from a plain number you could not walk further back.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self.data, other.data), "-")

# %% mistake
# The _prev of x - y does not hold x and y themselves: are they copies, or other values?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, Value(other.data)), "-")

# %% mistake
# The _prev of x - x should hold x itself, twice.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        if self is other:
            other = Value(other.data)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# x - 2 has the operands (Value(data=12.0), 2): the 2 needs a box of its own.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        number = other.data if isinstance(other, Value) else other
        return Value(self.data - number, (self, other), "-")

# %% mistake
# The record of (a - b) * (b - a) - n reads ['-', '-', '-', '-'] from its end, and -, *, -, - were typed.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "-")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# (a - b) * (b - a) - n came out as … and … was due.
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(abs(self.data * other.data), (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# Adding no longer works: was __add__ changed?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + 2 * other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# In (a - b) * (b - a) - n or in a + b, 'NoneType' object has no attribute 'data': does each method of the class return a Value?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# x - y stops with TypeError: unsupported operand type(s) for -: 'float' and 'Value'. Is each data a number, or a Value in a Value?
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self._prev = _prev
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), "*")

    def __sub__(self, other):
        other = Value(other)
        return Value(self.data - other.data, (self, other), "-")

# %% mistake
# Value should be a class, and it is a float.
Value = 8.0
