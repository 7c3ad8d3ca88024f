# %% [markdown] Where it goes wrong
# From the graph of each of these functions at `x = 3` a program is made, and then it runs for other numbers.
# For each function, give a number at which its program is wrong.
# If there is no such number, give `None`.

# %% given
def kinked(x):
    return (x - 1).relu() - (2 - x).relu()


def folded(x):
    return x * x if x.data > 0 else -x


def halved(x):
    while x.data > 1:
        x = x / 2
    return x


def scaled(x):
    return x / (1 + x.data * x.data)

# %% blank
wrong_at = {
    "kinked": ...,
    "folded": ...,
    "halved": ...,
    "scaled": ...,
}

# %% hint
# In which of them does your own code look at a number, and not only an operation?

# %% hint
# At 3 the `while` goes round twice, so the program divides by 4. For which numbers is that wrong?

# %% hint
# `x.data * x.data` leaves the graph as the number 9, so the program of `scaled` divides by 10, whatever `x` is.

# %% solution
wrong_at = {
    "kinked": None,
    "folded": -2,
    "halved": 6,
    "scaled": 1,
}

# %% check
def _check():
    import math

    from minigrad import Program, Value

    functions = {"kinked": kinked, "folded": folded, "halved": halved, "scaled": scaled}
    answer = globals().get("wrong_at")
    assert isinstance(answer, dict) and answer.keys() == functions.keys(), (
        "wrong_at should be a dict with the four names kinked, folded, halved and scaled."
    )
    for name, function in functions.items():
        number = answer[name]
        assert number is not ..., "There are still dots (...) to fill in."
        if number is None:
            assert name == "kinked", (
                f"There are numbers at which the program of {name} is wrong: "
                "where does its code look at a number of its own?"
            )
            continue
        plain = isinstance(number, (int, float)) and not isinstance(number, bool)
        assert plain and abs(number) < 1e9, (
            f"For {name} you give {number!r}: it should be one number of a common size, or None."
        )
        x = Value(3.0)
        told = Program(function(x), [], [x]).forward([[number]])[0]
        due = function(Value(number)).data
        assert not math.isclose(told, due), (
            f"At {number:g} the program of {name} gives {told:.4g}, and that is right."
        )


_check()

# %% mistake
# wrong_at should be a dict with the four names kinked, folded, halved and scaled.
wrong_at = [None, -1, 6, 1]

# %% mistake
# For halved you give 'above 4': it should be one number of a common size, or None.
wrong_at = {"kinked": None, "folded": -2, "halved": "above 4", "scaled": 1}

# %% mistake
# For halved you give 1000000000000.0: it should be one number of a common size, or None.
wrong_at = {"kinked": None, "folded": -2, "halved": 1e12, "scaled": 1}

# %% mistake
# At 0 the program of kinked gives -2, and that is right.
wrong_at = {"kinked": 0, "folded": -2, "halved": 6, "scaled": 1}

# %% mistake
# At -1 the program of folded gives 1, and that is right.
wrong_at = {"kinked": None, "folded": -1, "halved": 6, "scaled": 1}

# %% mistake
# At 4 the program of halved gives 1, and that is right.
wrong_at = {"kinked": None, "folded": -2, "halved": 4, "scaled": 1}

# %% mistake
# There are numbers at which the program of scaled is wrong: where does its code look at a number of its own?
wrong_at = {"kinked": None, "folded": -2, "halved": 6, "scaled": None}
