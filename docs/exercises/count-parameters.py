# %% [markdown] Count before you build
# Write `count(nin, nouts)`: how many parameters will `MLP(nin, nouts)` have?
# `nin` is a whole number, `nouts` a list of whole numbers, and you return a whole number: `count(3, [4, 4, 1])` is 41.
# Work it out without making a single `Value`, and leave the list as it is.

# %% blank
def count(nin, nouts):
    ...

# %% hint
# How many parameters does one neuron with `nin` inputs have? How many has a layer of `nout` such neurons?

# %% hint
# Go through `nouts` and add up the layers. What is `nin` for the next layer?

# %% hint
# A layer has `nout * (nin + 1)` parameters. After adding them, say `nin = nout`, as the `MLP` of this page does.

# %% solution
def count(nin, nouts):
    parameters = 0
    for nout in nouts:
        parameters += nout * (nin + 1)
        nin = nout
    return parameters

# %% check
def _check():
    import random
    from numbers import Integral

    from minigrad import MLP, Value

    made = []
    init = Value.__init__

    def counted_init(self, *args, **kwargs):
        made.append(self)
        init(self, *args, **kwargs)

    def ask(nin, nouts):
        """What count answers; meanwhile each new Value is noticed."""
        given = list(nouts)
        made.clear()
        Value.__init__ = counted_init
        try:
            answer = count(nin, given)
        finally:
            Value.__init__ = init
        assert answer is not None, "count() gives None: does it end in a return line?"
        assert given == nouts, (
            f"The list {nouts} became {given} by the counting: it belongs to the one who asked."
        )
        assert not made, (
            f"count({nin}, {nouts}) made {len(made)} Values to count them: "
            "the sizes alone tell the number."
        )
        assert isinstance(answer, Integral), f"A whole number was due, not {answer!r}."
        return answer

    found = ask(4, [3, 5, 2])
    told = f"count(4, [3, 5, 2]) is {found}, and it should be 47"
    assert found != 37, f"{told}: 37 weights are there, and what else has a neuron?"
    assert found != 40, f"{told}: who has a bias, the layer or each neuron in it?"
    assert found != 50, f"{told}: how many numbers arrive at the second layer?"
    assert found != 32, f"{told}: the first layer, of 3 neurons, is missing."
    assert found != 35, f"{told}: the last layer, of 2 neurons, is missing."
    assert found != 10, f"{told}: 10 is the number of neurons, and each has several parameters."
    assert found == 47, f"{told}."
    rng = random.Random()
    for n_layers in (1, 1, 2, 2, 3, 3, 4, 5):
        nin, nouts = rng.randint(1, 6), [rng.randint(1, 6) for _ in range(n_layers)]
        built = len(MLP(nin, nouts).parameters())
        found = ask(nin, nouts)
        assert found == built, f"MLP({nin}, {nouts}) has {built} parameters, and you count {found}."


_check()

# %% mistake
# count(4, [3, 5, 2]) is 37, and it should be 47: 37 weights are there, and what else has a neuron?
def count(nin, nouts):
    parameters = 0
    for nout in nouts:
        parameters += nout * nin
        nin = nout
    return parameters

# %% mistake
# count(4, [3, 5, 2]) is 50, and it should be 47: how many numbers arrive at the second layer?
def count(nin, nouts):
    return sum(nout * (nin + 1) for nout in nouts)

# %% mistake
# count(4, [3, 5, 2]) is 40, and it should be 47: who has a bias, the layer or each neuron in it?
def count(nin, nouts):
    parameters = 0
    for nout in nouts:
        parameters += nout * nin + 1
        nin = nout
    return parameters

# %% mistake
# count(4, [3, 5, 2]) is 32, and it should be 47: the first layer, of 3 neurons, is missing.
def count(nin, nouts):
    return sum(n * (m + 1) for m, n in zip(nouts, nouts[1:]))

# %% mistake
# The list [3, 5, 2] became [4, 3, 5, 2] by the counting: it belongs to the one who asked.
def count(nin, nouts):
    nouts.insert(0, nin)
    return sum(n * (m + 1) for m, n in zip(nouts, nouts[1:]))

# %% mistake
# count(4, [3, 5, 2]) made 47 Values to count them: the sizes alone tell the number.
from minigrad import MLP


def count(nin, nouts):
    return len(MLP(nin, nouts).parameters())

# %% mistake
# count(4, [3, 5, 2]) is 35, and it should be 47: the last layer, of 2 neurons, is missing.
def count(nin, nouts):
    parameters = 0
    for nout in nouts[:-1]:
        parameters += nout * (nin + 1)
        nin = nout
    return parameters

# %% mistake
# count(4, [3, 5, 2]) is 10, and it should be 47: 10 is the number of neurons, and each has several parameters.
def count(nin, nouts):
    return sum(nouts)

# %% mistake
# count(4, [3, 5, 2]) is 15, and it should be 47.
def count(nin, nouts):
    return len(nouts) * (nin + 1)

# %% mistake
# A whole number was due, not '47'.
def count(nin, nouts):
    parameters = 0
    for nout in nouts:
        parameters += nout * (nin + 1)
        nin = nout
    return str(parameters)

# %% mistake
# MLP(…) has … parameters, and you count ….
def count(nin, nouts):
    parameters = 0
    for nout in nouts[:3]:
        parameters += nout * (nin + 1)
        nin = nout
    return parameters
