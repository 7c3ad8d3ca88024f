# %% [markdown] Name the fault
# Four trainings went wrong, each in its own way.
# For each you have the training loss and the held-back loss, at six moments from the first step to the last.
# Put one of the five names into each place of `faults`. One name is left over.

# %% given
NAMES = [
    "rate too small",
    "rate too large",
    "overfitting",
    "the held-back rows are the training rows",
    "parameters never change",
]
training = {
    "A": [1.00, 0.98, 0.96, 0.95, 0.93, 0.92],
    "B": [1.00, 0.41, 0.15, 0.05, 0.01, 0.00],
    "C": [1.00, 1.60, 0.90, 2.40, 3.10, 9.80],
    "D": [1.00, 0.52, 0.31, 0.22, 0.15, 0.11],
}
held_back = {
    "A": [1.04, 1.02, 1.00, 0.99, 0.97, 0.96],
    "B": [1.02, 0.55, 0.40, 0.48, 0.61, 0.75],
    "C": [1.03, 1.66, 0.95, 2.31, 3.32, 9.91],
    "D": [1.00, 0.52, 0.31, 0.22, 0.15, 0.11],
}

# %% blank
faults = {
    "A": ...,
    "B": ...,
    "C": ...,
    "D": ...,
}

# %% hint
# Read each training loss alone first: does it fall at all, and how far? Then lay the held-back loss beside it.

# %% hint
# Rows that were never seen hardly ever cost exactly the same as the others. In one of the four they do.

# %% hint
# A comes down evenly and hardly at all. B falls to 0 and then the other turns. C jumps, and grows. D has the same numbers twice.

# %% solution
faults = {
    "A": "rate too small",
    "B": "overfitting",
    "C": "rate too large",
    "D": "the held-back rows are the training rows",
}

# %% check
def _check():
    names = [
        "rate too small",
        "rate too large",
        "overfitting",
        "the held-back rows are the training rows",
        "parameters never change",
    ]
    assert isinstance(faults, dict), (
        f"faults has the type {type(faults).__name__}: make it a dict with a name for each of A, B, C, D."
    )
    missing = [curve for curve in "ABCD" if curve not in faults]
    assert not missing, f"There is no name yet for {missing[0]}."
    for curve in "ABCD":
        name = faults[curve]
        assert name is not ..., f"There are still dots (...) to fill in, at {curve}."
        assert isinstance(name, str) and name in names, (
            f"{name!r} at {curve} is none of the five names: {'; '.join(names)}."
        )
    assert "parameters never change" not in [faults[curve] for curve in "ABCD"], (
        "If no parameter changed, a loss would be the same number six times. Which of the four is?"
    )
    assert faults["A"] == "rate too small", (
        "Look at A again: from 1.00 to 0.92 in all, down at every moment, and both losses alike. "
        "What would longer steps do?"
    )
    assert faults["B"] == "overfitting", (
        "Look at B again: one loss falls to 0.00 while the other has turned at 0.40 and climbs to 0.75. "
        "What is being learned from there on?"
    )
    assert faults["C"] == "rate too large", (
        "Look at C again: even the training loss jumps up and down, and ends at 9.80. "
        "What throws it that far?"
    )
    assert faults["D"] == "the held-back rows are the training rows", (
        "Look at D again: the two losses agree to the last digit, six times. "
        "How can unseen rows cost exactly what the seen ones cost?"
    )


_check()

# %% mistake
# Look at A again: from 1.00 to 0.92 in all, down at every moment, and both losses alike. What would longer steps do?
faults = {
    "A": "overfitting",
    "B": "overfitting",
    "C": "rate too large",
    "D": "the held-back rows are the training rows",
}

# %% mistake
# Look at B again: one loss falls to 0.00 while the other has turned at 0.40 and climbs to 0.75. What is being learned from there on?
faults = {
    "A": "rate too small",
    "B": "rate too large",
    "C": "rate too large",
    "D": "the held-back rows are the training rows",
}

# %% mistake
# Look at C again: even the training loss jumps up and down, and ends at 9.80. What throws it that far?
faults = {
    "A": "rate too small",
    "B": "overfitting",
    "C": "overfitting",
    "D": "the held-back rows are the training rows",
}

# %% mistake
# Look at D again: the two losses agree to the last digit, six times. How can unseen rows cost exactly what the seen ones cost?
faults = {
    "A": "rate too small",
    "B": "overfitting",
    "C": "rate too large",
    "D": "rate too small",
}

# %% mistake
# If no parameter changed, a loss would be the same number six times. Which of the four is?
faults = {
    "A": "parameters never change",
    "B": "overfitting",
    "C": "rate too large",
    "D": "the held-back rows are the training rows",
}

# %% mistake
# 'learning by heart' at B is none of the five names: rate too small; rate too large; overfitting; the held-back rows are the training rows; parameters never change.
faults = {
    "A": "rate too small",
    "B": "learning by heart",
    "C": "rate too large",
    "D": "the held-back rows are the training rows",
}

# %% mistake
# There is no name yet for D.
faults = {
    "A": "rate too small",
    "B": "overfitting",
    "C": "rate too large",
}

# %% mistake
# There are still dots (...) to fill in, at C.
faults = {
    "A": "rate too small",
    "B": "overfitting",
    "C": ...,
    "D": "the held-back rows are the training rows",
}

# %% mistake
# faults has the type list: make it a dict with a name for each of A, B, C, D.
faults = ["rate too small", "overfitting", "rate too large", "the held-back rows are the training rows"]
