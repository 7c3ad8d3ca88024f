"""minigrad: reverse-mode automatic differentiation of scalars, small enough to read.

Read the files in this order: `engine` (the whole idea), `nn`, `losses`, `optim`, then `numerical`
and `graph`, then `rules`, `passes` and `program`, which make a graph fast. `floats`, `files` and
`steps` serve the others; `data` has data to learn from; `pytorch` is the way out. `plot` draws
curves. Not part of the lesson are the folders `pictures`, with the parts of a drawing, and `cli`,
the command line, `python -m minigrad`.
"""

from minigrad.data import even_odd, four_points, load_dinosaurs, load_iris, make_moons
from minigrad.engine import Value, dot, topological_order, total
from minigrad.graph import draw_dot, trace
from minigrad.losses import cross_entropy, hinge_loss, l2_penalty, mse_loss, softmax
from minigrad.nn import MLP, Layer, Module, Neuron
from minigrad.numerical import gradcheck, numerical_gradient
from minigrad.optim import SGD, Adam
from minigrad.plot import Plot
from minigrad.program import Program
from minigrad.pytorch import from_torch, to_torch

__all__ = [
    "MLP",
    "SGD",
    "Adam",
    "Layer",
    "Module",
    "Neuron",
    "Plot",
    "Program",
    "Value",
    "cross_entropy",
    "dot",
    "draw_dot",
    "even_odd",
    "from_torch",
    "four_points",
    "gradcheck",
    "hinge_loss",
    "l2_penalty",
    "load_dinosaurs",
    "load_iris",
    "make_moons",
    "mse_loss",
    "numerical_gradient",
    "softmax",
    "to_torch",
    "topological_order",
    "total",
    "trace",
]
