# %% [markdown] A slope for each input
# `measured_gradient(f, xs)` gets a function of several numbers and the list of these numbers.
# It returns a list with one slope for each of them, measured by nudging.
# While one input is nudged, the others are held still; the list `xs` belongs to the caller and stays as it is.

# %% blank
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        ...
    return gradient

# %% hint
# In each round, make a fresh copy with `list(xs)`, and nudge its entry `i` only.

# %% hint
# `f` takes its inputs one by one. To hand it all the numbers in a list, write a star: `f(*up)`.

# %% hint
# Make two copies, `up` with `up[i] += h` and `down` with `down[i] -= h`.
# Append the rise from `f(*down)` to `f(*up)`, divided by `2 * h`.

# %% solution
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / (2 * h))
    return gradient

# %% check
def check():
    import random

    def near(found, due):
        return all(abs(a - b) <= 1e-3 * max(1.0, abs(b)) for a, b in zip(found, due))

    def gradient_of(f, numbers):
        xs = list(numbers)
        found = measured_gradient(f, xs)
        assert found is not None, "Your function gives None: does it end in a return line?"
        assert isinstance(found, (list, tuple)), (
            f"For {len(numbers)} inputs a list of slopes is due, and you gave {found!r}."
        )
        assert len(found) == len(numbers), (
            f"For {len(numbers)} inputs your list has the length {len(found)}: "
            "how often does your loop run, and does each round add a slope?"
        )
        assert all(isinstance(slope, (int, float)) for slope in found), (
            f"Each slope is a plain number, and you gave {found!r}."
        )
        return found, xs

    def kept(xs, numbers):  # a nudge forth and back may cost the last bit
        return len(xs) == len(numbers) and all(abs(a - b) < 1e-9 for a, b in zip(xs, numbers))

    def plain(xs):
        assert all(isinstance(x, (int, float)) for x in xs), (
            f"f is a function of plain numbers, and it got a {type(xs[0]).__name__}: "
            "was the nudging left to somebody else?"
        )

    def f(*inputs):
        assert len(inputs) == 3, (
            f"This f takes 3 numbers, one by one, and you handed it {len(inputs)} thing: "
            "a list needs a star, as in f(*up)."
        )
        plain(inputs)
        a, b, c = inputs
        return a * b + 2 * c

    numbers = [2.0, -3.0, 10.0]
    found, xs = gradient_of(f, numbers)
    told = f"For a * b + 2 * c at 2, -3, 10 you gave {[round(slope, 3) for slope in found]}"
    assert not near(found, [1, 1, 1]), (
        f"{told}: nudge all the inputs at once, and you learn one number only, "
        "the sum of the slopes."
    )
    assert not near(found, [-3, -1, 1]), (
        f"{told}, and the slopes are -3, 2, 2: "
        "in the second round, is the first input back where it was?"
    )
    assert near(found, [-3, 2, 2]), f"{told}, and the slopes are -3, 2, 2."
    assert kept(xs, numbers), (
        "The slopes are right, but afterwards the caller's list is no longer [2.0, -3.0, 10.0]: "
        "which list did you nudge?"
    )
    try:
        found = measured_gradient(f, list(numbers), 1e-3)
    except TypeError:  # it takes no h, and need not
        pass
    else:
        assert near(found, [-3, 2, 2]), (
            f"With h = 0.001 you gave {[round(slope, 3) for slope in found]}, and the slopes are "
            "-3, 2, 2 still: do the rise and the way go by the same h?"
        )
    found, _ = gradient_of(lambda a, b: a * b + a, [3.0, 3.0])
    assert near(found, [4, 3]), (
        f"For a * b + a at 3 and 3 you gave {[round(slope, 3) for slope in found]}, and the slopes are "
        "4, 3: two inputs may hold the same number."
    )
    for _ in range(20):
        numbers = [random.uniform(-3, 3) for _ in range(random.randint(1, 6))]
        weights = [random.uniform(-3, 3) for _ in numbers]
        found, xs = gradient_of(
            lambda *xs: sum(w * x * x for w, x in zip(weights, xs)) + xs[0] * xs[-1], numbers
        )
        due = [2 * w * x for w, x in zip(weights, numbers)]
        due[0] += numbers[-1]
        due[-1] += numbers[0]
        assert near(found, due), (
            f"For another function of {len(numbers)} inputs the slopes are "
            f"{[round(slope, 3) for slope in due]}, and you gave "
            f"{[round(slope, 3) for slope in found]}."
        )


check()

# %% mistake
# For a * b + 2 * c at 2, -3, 10 you gave [-3.0, -1.0, 1.0], and the slopes are -3, 2, 2: in the second round, is the first input back where it was?
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    nudged = list(xs)
    for i in range(len(xs)):
        nudged[i] += h
        gradient.append((f(*nudged) - f(*xs)) / h)
    return gradient

# %% mistake
# For a * b + 2 * c at 2, -3, 10 you gave [1.0, 1.0, 1.0]: nudge all the inputs at once, and you learn one number only, the sum of the slopes.
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up = [x + h for x in xs]
        down = [x - h for x in xs]
        gradient.append((f(*up) - f(*down)) / (2 * h))
    return gradient

# %% mistake
# The slopes are right, but afterwards the caller's list is no longer [2.0, -3.0, 10.0]: which list did you nudge?
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        xs[i] += h
        above = f(*xs)
        xs[i] -= 2 * h
        below = f(*xs)
        gradient.append((above - below) / (2 * h))
    return gradient

# %% mistake
# For 3 inputs your list has the length 1: how often does your loop run, and does each round add a slope?
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / (2 * h))
        return gradient

# %% mistake
# For a * b + 2 * c at 2, -3, 10 you gave [2.0, 2.0, -3.0], and the slopes are -3, 2, 2.
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / (2 * h))
    return gradient[::-1]

# %% mistake
# Your function gives None: does it end in a return line?
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / (2 * h))
    print(gradient)

# %% mistake
# For 3 inputs a list of slopes is due, and you gave -3.0….
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / (2 * h))
    return gradient[0]

# %% mistake
# Each slope is a plain number, and you gave [[-3.0…], […], […]].
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append([(f(*up) - f(*down)) / (2 * h)])
    return gradient

# %% mistake
# This f takes 3 numbers, one by one, and you handed it 1 thing: a list needs a star, as in f(*up).
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(up) - f(down)) / (2 * h))
    return gradient

# %% mistake
# With h = 0.001 you gave [-300.0, 200.0, 200.0], and the slopes are -3, 2, 2 still: do the rise and the way go by the same h?
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / 2e-5)
    return gradient

# %% mistake
# For another function of … inputs the slopes are …, and you gave ….
def measured_gradient(f, xs, h=0.1):
    gradient = []
    for i in range(len(xs)):
        up, down = list(xs), list(xs)
        up[i] += h
        gradient.append((f(*up) - f(*down)) / h)
    return gradient

# %% mistake
# For a * b + a at 3 and 3 you gave [4.0, 4.0], and the slopes are 4, 3: two inputs may hold the same number.
def measured_gradient(f, xs, h=1e-5):
    gradient = []
    for x in xs:
        i = xs.index(x)
        up, down = list(xs), list(xs)
        up[i] += h
        down[i] -= h
        gradient.append((f(*up) - f(*down)) / (2 * h))
    return gradient

# %% mistake
# f is a function of plain numbers, and it got a Value: was the nudging left to somebody else?
from minigrad import numerical_gradient


def measured_gradient(f, xs, h=1e-5):
    return numerical_gradient(f, xs)
