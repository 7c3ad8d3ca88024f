# %% [markdown] Only what learns
# `backward_lines` works out a gradient for every value, the inputs and the targets too, and nobody asks for those.
# Write `short_way_back(root, parameters)`: its lines make a gradient for each parameter that is in the graph, and for each value that a parameter leads to, and for no other.
# Only one thing is missing: `learns`, the set of these values.

# %% given
from minigrad import topological_order
from minigrad.rules import rule_of


def names_of(order):
    names = {}
    for i, node in enumerate(order):
        place = f"v{i}" if node._prev else repr(node.data)
        names[node] = node.label or place
    return names


def rule_for(node, names):
    rule = rule_of(node._op, len(node._prev))
    return rule.filled([names[x] for x in node._prev], names[node])

# %% blank
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = ...
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% hint
# A parameter belongs to the set. When does a value that was calculated belong to it?

# %% hint
# A value belongs to it if one of its operands does. So the operands must be decided first: in which order do you go?

# %% hint
# Start with `learns = set()`, and go through `order` from the front.
# Add a node if it is in `parameters`, or if `any(x in learns for x in node._prev)`.

# %% solution
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = set()
    for node in order:
        if node in parameters or any(x in learns for x in node._prev):
            learns.add(node)
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% check
def _check():
    import math
    import random

    from minigrad import Value

    def leaves(names):
        return {name: Value(random.uniform(0.2, 2.0), label=name) for name in names}

    def neuron():
        """One neuron and its loss: every gradient goes along one path."""
        v = leaves("wbxt")
        v["p"] = v["w"] * v["x"]
        v["n"] = v["p"] + v["b"]
        v["o"] = v["n"].tanh()
        v["m"] = v["o"] - v["t"]
        v["loss"] = v["m"] * v["o"]
        return "one neuron", v, ["w", "b"], ["w", "p", "b", "n", "o", "m", "loss"]

    def inputs_first():
        """What is made of the inputs alone comes before the weight, which is used twice."""
        v = leaves("xtwu")
        v["s"] = v["x"] * v["t"]
        v["e"] = (v["s"] + 1.5).exp()
        v["p"] = v["e"] * v["w"]
        v["q"] = v["p"] * v["w"]
        v["loss"] = v["q"] + v["e"]
        return "a graph with s = x * t", v, ["w", "u"], ["w", "p", "q", "loss"]

    assert callable(globals().get("short_way_back")), "short_way_back should be a function."
    for told, v, parameters, due in (neuron(), inputs_first()):
        for name, value in v.items():
            value.label = name
        try:
            lines = short_way_back(v["loss"], [v[name] for name in parameters])
        except Exception as error:
            assert "llipsis" not in str(error), "There are still dots (...) to fill in."
            raise AssertionError(
                f"For {told} short_way_back stops with a {type(error).__name__}: is learns a set?"
            ) from None
        texts = isinstance(lines, list) and all(isinstance(line, str) for line in lines)
        assert texts, "short_way_back should give a list of texts, one for each line."
        names = {name: value.data for name, value in v.items()} | {"exp": math.exp}
        try:
            exec("\n".join(lines), names)
        except Exception as error:
            raise AssertionError(
                f"For {told} your lines stop with {type(error).__name__}: {error}. "
                "Which values are missing in learns, or too many?"
            ) from None
        made = [name for name in v if f"d{name}" in names]
        for name in due:
            assert name in made, f"For {told} no line makes d{name}, and {name} learns."
        for name in made:
            assert name in due, (
                f"For {told} a line makes d{name}, and no parameter of the graph leads to {name}."
            )
        v["loss"].backward()
        assert all(math.isclose(names[f"d{name}"], v[name].grad) for name in due), (
            f"For {told} the right gradients are made, but their numbers are not those of backward()."
        )


_check()

# %% mistake
# short_way_back should be a function.
short_way_back = ["dloss = 1.0"]

# %% mistake
# For one neuron short_way_back stops with a TypeError: is learns a set?
def short_way_back(root, parameters):
    learns = None
    return [f"d{node.label} = 0.0" for node in topological_order(root) if node in learns]

# %% mistake
# short_way_back should give a list of texts, one for each line.
def short_way_back(root, parameters):
    names = names_of(topological_order(root))
    return f"d{names[root]} = 1.0"

# %% mistake
# For one neuron your lines stop with NameError: name 'dloss' is not defined. Which values are missing in learns, or too many?
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = set(parameters)
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% mistake
# For one neuron no line makes dw, and w learns.
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = {node for node in order if node._prev}
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% mistake
# For one neuron a line makes dx, and no parameter of the graph leads to x.
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = set(order)
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% mistake
# For a graph with s = x * t a line makes ds, and no parameter of the graph leads to s.
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = {node for node in order if node._prev or node in parameters}
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% mistake
# For one neuron the right gradients are made, but their numbers are not those of backward().
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = set()
    for node in order:
        if node in parameters or any(x in learns for x in node._prev):
            learns.add(node)
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in order:
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% mistake
# For a graph with s = x * t a line makes du, and no parameter of the graph leads to u.
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = set(parameters)
    for node in order:
        if any(x in learns for x in node._prev):
            learns.add(node)
    zeros = [f"d{node.label}" for node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines

# %% mistake
# For a graph with s = x * t your lines stop with NameError: name 'dloss' is not defined. Which values are missing in learns, or too many?
def short_way_back(root, parameters):
    order = topological_order(root)
    names = names_of(order)
    learns = set()
    for node in order:
        if node in parameters or (node._prev and node._prev[0] in learns):
            learns.add(node)
    zeros = [f"d{names[node]}" for node in order if node in learns]
    lines = [" = ".join([*zeros, "0.0"]), f"d{names[root]} += 1.0"]
    for node in reversed(order):
        if node._prev:
            for x, slope in zip(node._prev, rule_for(node, names).slopes, strict=True):
                if x in learns:
                    lines.append(f"d{names[x]} += d{names[node]} * {slope}")
    return lines
