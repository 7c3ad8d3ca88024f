# %% [markdown] One value for each input
# Fill in `Layer(nin, nout)`. Its `neurons` are a list of `nout` neurons, each made by `Neuron(nin)`.
# Call it with a list of `nin` inputs, plain numbers or `Value`s, and it returns the list of the `nout` outputs.
# Of each plain number it makes one `Value`, which all neurons share.
# A list of any other length raises a `ValueError`. The list that it is given stays as it is.

# %% given
from minigrad import Neuron, Value

# %% blank
class Layer:
    def __init__(self, nin, nout):
        self.neurons = ...

    def __call__(self, xs):
        values = ...
        return [neuron(values) for neuron in self.neurons]

# %% hint
# Each neuron needs weights of its own, so `Neuron(nin)` must run once for each of them.

# %% hint
# `values` is a new list. What goes into it for a plain number, and what for an `x` that is a `Value` already?
# `isinstance(x, Value)` tells them apart.

# %% hint
# `[Neuron(nin) for _ in range(nout)]` makes the neurons.
# For the values, go through `xs` in the same way: take `x if isinstance(x, Value) else Value(x)`.

# %% solution
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% check
def _check():
    import random

    from minigrad import Value, dot, numerical_gradient, topological_order

    def make(nin, nout):
        layer = Layer(nin, nout)
        name, neurons = f"Layer({nin}, {nout})", getattr(layer, "neurons", None)
        assert neurons is not ..., "There are still dots (...) to fill in."
        assert isinstance(neurons, (list, tuple)), (
            f"{name}.neurons is to be a list of neurons, and it is {neurons!r}."
        )
        assert len(neurons) == nout, (
            f"{name}.neurons holds {len(neurons)} neurons, and {nout} were due: "
            "which of the two numbers counts the neurons?"
        )
        return layer

    def call(layer, xs):
        """The outputs for xs, which are the neurons' own."""
        before, kinds = list(xs), [type(x) for x in xs]
        try:
            outputs = layer(xs)
        except TypeError as error:
            assert Value not in kinds, (
                f"With an input that is a Value already, the layer stops ({error}): "
                "so it could not take the outputs of another layer."
            )
            raise AssertionError(
                f"With plain numbers the layer stops ({error}): what do its neurons get?"
            ) from None
        assert [type(x) for x in xs] == kinds, (
            "After the call the list that you were given holds Values where plain numbers stood: "
            "make a list of your own."
        )
        assert all(x is y for x, y in zip(xs, before)), (
            f"After the call the list that you were given is {xs}, and it was {before}."
        )
        n = len(layer.neurons)
        assert outputs is not None, "The layer gives None: does its __call__ end in a return line?"
        assert isinstance(outputs, (list, tuple)), (
            f"For {n} neurons a list of {n} was due, and the layer gave {type(outputs).__name__}."
        )
        assert all(isinstance(output, Value) for output in outputs), (
            f"Each output is to be a Value, and the outputs are {outputs}."
        )
        assert len(outputs) == n, f"The layer has {n} neurons, and it gave {len(outputs)} outputs."
        numbers = [x.data if isinstance(x, Value) else x for x in xs]
        for i, (output, neuron) in enumerate(zip(outputs, layer.neurons, strict=True)):
            alone = neuron([Value(number) for number in numbers]).data
            assert abs(output.data - alone) <= 1e-9, (
                f"Output {i} is {output.data:.7g}, and neuron {i} alone gives {alone:.7g} "
                "for the same inputs."
            )
        return outputs

    def weigh(outputs, weights):
        return dot(weights, outputs)

    def leaves_with(outputs, number):
        order = topological_order(weigh(outputs, [1.0] * len(outputs)))
        return [node for node in order if not node._prev and node.data == number]

    # Three neurons, two plain numbers.
    layer = make(2, 3)
    outputs = call(layer, [0.5, 0.25])
    assert len({output.data for output in outputs}) == 3, (
        "The three neurons of Layer(2, 3) all give the same: are they three, or one in three places?"
    )
    again = call(layer, [0.5, 0.25])
    assert [output.data for output in again] == [output.data for output in outputs], (
        "Called twice with the same inputs, the layer gave two answers: when are its weights drawn?"
    )
    assert not set(map(id, layer.neurons)) & set(map(id, make(2, 3).neurons)), (
        "Two layers were made, and they have neurons in common."
    )
    found = len(leaves_with(outputs, 0.5))
    assert found == 1, (
        f"Layer(2, 3) got 0.5 once, and its graph has {found} leaves that hold 0.5: "
        "who makes a Value of it, and how often?"
    )
    found = len(leaves_with(call(layer, [0.5, 0.5]), 0.5))
    assert found == 2, (
        f"For the inputs 0.5 and 0.5 the graph has {found} leaves that hold 0.5: "
        "two inputs are two, though their numbers are equal."
    )
    found = len(leaves_with(call(layer, [3, 2]), 3))
    assert found == 1, (
        f"A whole number is a plain number too: it got 3 once, and {found} leaves hold it."
    )
    found = len(leaves_with(call(layer, [Value(0.5), 0.25]), 0.25))
    assert found == 1, (
        f"A Value and the plain number 0.25 came together, and {found} leaves hold the 0.25: "
        "ask each input what it is."
    )
    call(make(3, 1), [0.5, 0.25, 0.125])
    for xs in ([0.5], [0.5, 0.25, 0.125], []):
        try:
            layer(list(xs))
        except ValueError:
            continue
        except Exception as error:
            raise AssertionError(
                f"Layer(2, 3) got {len(xs)} inputs and raised {type(error).__name__}: "
                "a ValueError was due."
            ) from None
        raise AssertionError(
            f"Layer(2, 3) is for 2 inputs, and it took {len(xs)} without a word: "
            "who compares the two lengths?"
        )
    # Inputs that are values, and one value for two inputs.
    x, y = Value(0.5), Value(0.25)
    weigh(call(layer, [x, y]), [1.0, 2.0, 3.0]).backward()
    assert x.grad != 0.0 and y.grad != 0.0, (
        f"Two inputs were Values, and after backward() their gradients are {x.grad} and {y.grad}: "
        "are they in the graph, or copies of their numbers?"
    )
    rng = random.Random()
    for _ in range(5):
        nin, nout = rng.randint(1, 4), rng.randint(1, 4)
        layer, weights = make(nin, nout), [rng.uniform(-1, 1) for _ in range(nout)]
        numbers = [rng.uniform(-1, 1) for _ in range(nin)]
        values = [Value(number) for number in numbers]
        weigh(call(layer, values), weights).backward()
        outputs = call(layer, numbers)
        weigh(outputs, weights).backward()
        plain = [sum(leaf.grad for leaf in leaves_with(outputs, x)) for x in numbers]
        slopes = numerical_gradient(lambda *xs: weigh(layer(list(xs)), weights), numbers)
        for i, slope in enumerate(slopes):
            for grad in (values[i].grad, plain[i]):
                assert abs(grad - slope) <= 1e-5 * max(1.0, abs(slope)), (
                    f"Input {i} of Layer({nin}, {nout}) has the gradient {grad:.7g}, "
                    f"and the measured slope is {slope:.7g}."
                )


_check()

# %% mistake
# Layer(2, 3) got 0.5 once, and its graph has 3 leaves that hold 0.5: who makes a Value of it, and how often?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        return [neuron(xs) for neuron in self.neurons]

# %% mistake
# The three neurons of Layer(2, 3) all give the same: are they three, or one in three places?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin)] * nout

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# Two inputs were Values, and after backward() their gradients are 0.0 and 0.0: are they in the graph, or copies of their numbers?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [Value(x.data if isinstance(x, Value) else x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# With an input that is a Value already, the layer stops (a Value holds one real number, such as 2.0; this is a Value: Value(data=0.5, grad=0.0)): so it could not take the outputs of another layer.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# After the call the list that you were given holds Values where plain numbers stood: make a list of your own.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        for i, x in enumerate(xs):
            if not isinstance(x, Value):
                xs[i] = Value(x)
        return [neuron(xs) for neuron in self.neurons]

# %% mistake
# Layer(2, 3).neurons holds 2 neurons, and 3 were due: which of the two numbers counts the neurons?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nout) for _ in range(nin)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# Layer(2, 3) is for 2 inputs, and it took 1 without a word: who compares the two lengths?
class TrustingNeuron(Neuron):
    def __call__(self, xs):
        return (sum(w * x for w, x in zip(self.w, xs)) + self.b).tanh()


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [TrustingNeuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# Called twice with the same inputs, the layer gave two answers: when are its weights drawn?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        self.neurons = [Neuron(len(xs)) for _ in self.neurons]
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# Two layers were made, and they have neurons in common.
made = {}


class Layer:
    def __init__(self, nin, nout):
        sizes = nin, nout
        self.neurons = made.setdefault(sizes, [Neuron(nin) for _ in range(nout)])

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# For the inputs 0.5 and 0.5 the graph has 1 leaves that hold 0.5: two inputs are two, though their numbers are equal.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        made = {x: x if isinstance(x, Value) else Value(x) for x in xs}
        values = [made[x] for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# A whole number is a plain number too: it got 3 once, and 3 leaves hold it.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [Value(x) if isinstance(x, float) else x for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# Layer(2, 3).neurons is to be a list of neurons, and it is Neuron(2, 'tanh').
class Layer:
    def __init__(self, nin, nout):
        self.neurons = Neuron(nin)

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# After the call the list that you were given is [0.25, 0.5], and it was [0.5, 0.25].
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        xs.sort()
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# The layer gives None: does its __call__ end in a return line?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        print([neuron(values) for neuron in self.neurons])

# %% mistake
# For 3 neurons a list of 3 was due, and the layer gave Value.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return self.neurons[0](values)

# %% mistake
# Each output is to be a Value, and the outputs are […].
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values).data for neuron in self.neurons]

# %% mistake
# The layer has 3 neurons, and it gave 2 outputs.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons[1:]]

# %% mistake
# Output 0 is … and neuron 0 alone gives … for the same inputs.
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        return [neuron(values[::-1]) for neuron in self.neurons]

# %% mistake
# Input 0 of Layer(…) has the gradient …, and the measured slope is ….
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = [x if isinstance(x, Value) else Value(x) for x in xs]
        outputs = []
        for neuron in self.neurons:
            outputs.append(neuron(values))
            values = [Value(x.data) if isinstance(x, Value) else v for x, v in zip(xs, values)]
        return outputs

# %% mistake
# Layer(2, 3) got 1 inputs and raised IndexError: a ValueError was due.
class Layer:
    def __init__(self, nin, nout):
        self.nin = nin
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = []
        for i in range(self.nin):
            values.append(xs[i] if isinstance(xs[i], Value) else Value(xs[i]))
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# With plain numbers the layer stops (give the inputs as one list, such as model([1.0, 2.0])): what do its neurons get?
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        values = ...
        return [neuron(values) for neuron in self.neurons]

# %% mistake
# A Value and the plain number 0.25 came together, and 3 leaves hold the 0.25: ask each input what it is.
class Layer:
    def __init__(self, nin, nout):
        self.nin = nin
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, xs):
        if len(xs) != self.nin:
            raise ValueError(f"{self.nin} inputs were due")
        values = xs if isinstance(xs[0], Value) else [Value(x) for x in xs]
        return [neuron(values) for neuron in self.neurons]
