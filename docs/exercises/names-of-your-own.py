# %% [markdown] Names that are new
# A network that has learned some names by heart will say them again, and it may say a name of its own twice.
# Write `new_names(draw, known, n)`: each call of `draw()` gives one name, and `known` is the list of names that the network was trained on.
# Return a list of `n` names, in the order in which they were drawn: none is in `known`, none comes twice, and none is empty.
# Draw as often as you need, and no more often.

# %% blank
def new_names(draw, known, n):
    ...

# %% hint
# How many draws it takes is not known beforehand. Which loop runs until something is so?

# %% hint
# `while len(found) < n:` draw one name, and put it into `found` if it may go there. There are three reasons why it may not.

# %% hint
# A name may go into the list if it is not `""`, not in `known`, and not in `found`.

# %% solution
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name not in known and name not in found:
            found.append(name)
    return found

# %% check
def _check():
    import random

    def ask(names, n, known=("saurus", "draco")):
        """What the answer finds among these names, and how many of them it has drawn."""
        source, kept, drawn = iter(names), list(known), []

        def draw():
            assert len(drawn) < len(names), (
                f"{n} new names were due, all {len(names)} that there were have been drawn, and yours "
                "draws on: when does it stop?"
            )
            drawn.append(next(source))
            return drawn[-1]

        found = new_names(draw, kept, n)
        assert found is not None, "new_names() gives None: does it end in a return line?"
        assert isinstance(found, list) and all(isinstance(name, str) for name in found), (
            f"A list of names was due, and not {found!r:.60}."
        )
        assert kept == list(known), f"The list of known names was {list(known)}, and now it is {kept}."
        return found, len(drawn)

    names = ["rex", "saurus", "odon", "", "rex", "ceratops", "venator"]
    found, drawn = ask(names, 3)
    told = f"Of {names} three were due, with saurus known, and yours are {found}"
    assert "saurus" not in found, f"{told}: which one is not new?"
    assert "" not in found, f"{told}: is the empty one a name?"
    assert len(set(found)) == len(found), f"{told}: which one comes twice?"
    assert len(found) == 3, f"{told}: how often may you draw?"
    assert found == ["rex", "odon", "ceratops"], f"{told}: in which order were they drawn?"
    assert drawn == 6, f"The third new name was the sixth that was drawn, and yours drew {drawn} names."
    found, _ = ask(["draco", "rex"], 1)
    assert found == ["rex"], f"Of draco and rex, with draco known, yours gives {found}."
    found, drawn = ask(names, 0)
    assert found == [] and drawn == 0, f"Asked for 0 names, yours drew {drawn} and gives {found}."
    found, _ = ask(["rex", "odon"], 1, known=("tyrannorex",))
    assert found == ["rex"], (
        f"Of rex and odon, with tyrannorex known, yours gives {found}: rex is a part of that name, and "
        "another name."
    )
    syllables = ["", "rex", "odon", "venator", "raptor", "mimus", "titan"]
    drawn = [random.choice(syllables) for _ in range(30)] + syllables
    due = [name for name in dict.fromkeys(drawn) if name and name != "raptor"]
    found, _ = ask(drawn, 5, known=("raptor",))
    assert found == due, f"Of other names {due} were due, and yours are {found}."


_check()

# %% mistake
# Of ['rex', 'saurus', 'odon', '', 'rex', 'ceratops', 'venator'] three were due, with saurus known, and yours are ['rex', 'saurus', 'odon']: which one is not new?
def new_names(draw, known, n):
    return [draw() for _ in range(n)]

# %% mistake
# Of ['rex', 'saurus', 'odon', '', 'rex', 'ceratops', 'venator'] three were due, with saurus known, and yours are ['rex', 'odon', '']: is the empty one a name?
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name not in known and name not in found:
            found.append(name)
    return found

# %% mistake
# Of ['rex', 'saurus', 'odon', '', 'rex', 'ceratops', 'venator'] three were due, with saurus known, and yours are ['rex', 'odon', 'rex']: which one comes twice?
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name not in known:
            found.append(name)
    return found

# %% mistake
# Of ['rex', 'saurus', 'odon', '', 'rex', 'ceratops', 'venator'] three were due, with saurus known, and yours are ['rex', 'odon']: how often may you draw?
def new_names(draw, known, n):
    found = []
    for _ in range(n):
        name = draw()
        if name and name not in known and name not in found:
            found.append(name)
    return found

# %% mistake
# Of ['rex', 'saurus', 'odon', '', 'rex', 'ceratops', 'venator'] three were due, with saurus known, and yours are ['ceratops', 'odon', 'rex']: in which order were they drawn?
def new_names(draw, known, n):
    found = set()
    while len(found) < n:
        name = draw()
        if name and name not in known:
            found.add(name)
    return sorted(found)

# %% mistake
# The third new name was the sixth that was drawn, and yours drew 7 names.
def new_names(draw, known, n):
    found = []
    name = draw()
    while len(found) < n:
        if name and name not in known and name not in found:
            found.append(name)
        name = draw()
    return found

# %% mistake
# Of draco and rex, with draco known, yours gives ['draco'].
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name != known[0] and name not in found:
            found.append(name)
    return found

# %% mistake
# Asked for 0 names, yours drew 1 and gives ['rex'].
def new_names(draw, known, n):
    found = []
    while True:
        name = draw()
        if name and name not in known and name not in found:
            found.append(name)
        if len(found) >= n:
            return found

# %% mistake
# The list of known names was ['saurus', 'draco'], and now it is ['saurus', 'draco', 'rex', 'odon', 'ceratops'].
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name not in known:
            known.append(name)
            found.append(name)
    return found

# %% mistake
# 3 new names were due, all 7 that there were have been drawn, and yours draws on: when does it stop?
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name not in known and name in found:
            found.append(name)
    return found

# %% mistake
# new_names() gives None: does it end in a return line?
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name not in known and name not in found:
            found.append(name)

# %% mistake
# A list of names was due, and not 'rex odon ceratops'.
def new_names(draw, known, n):
    found = []
    while len(found) < n:
        name = draw()
        if name and name not in known and name not in found:
            found.append(name)
    return " ".join(found)

# %% mistake
# Of rex and odon, with tyrannorex known, yours gives ['odon']: rex is a part of that name, and another name.
def new_names(draw, known, n):
    found, all_known = [], " ".join(known)
    while len(found) < n:
        name = draw()
        if name and name not in all_known and name not in found:
            found.append(name)
    return found

# %% mistake
# Of other names … were due, and yours are ['rex', 'odon', 'ceratops'].
def new_names(draw, known, n):
    for _ in range(2 * n):
        draw()
    return ["rex", "odon", "ceratops"][:n]
