"""The engine on random expressions, against slopes that are measured and against PyTorch."""

from __future__ import annotations

from pytest import approx

from minigrad import Value, topological_order, trace
from press.outputs.requirements import require
from tests.minigrad.operations import slopes
from tests.minigrad.random_graphs import Expression, expressions, hypothesis

for_random_expressions = hypothesis.given(expressions())
settings = hypothesis.settings(
    max_examples=200,
    deadline=None,
    derandomize=True,  # the same expressions each time: who breaks them sees it
    database=None,
)


def derive(expression: Expression) -> tuple[Value, list[Value]]:
    """The root after `backward()`, and the leaves."""
    leaves = [Value(x) for x in expression.leaves]
    root = expression.on_values(*leaves)
    root.backward()
    return root, leaves


def size_of_paths(root: Value, leaf: Value) -> float:
    """The sum over paths of absolute products: large terms may cancel, their last bits do not."""
    sizes = dict.fromkeys(topological_order(root), 0.0) | {root: 1.0, leaf: 0.0}
    for node in reversed(sizes):
        for operand, partial in zip(node._prev, node._partials, strict=True):
            sizes[operand] += abs(partial) * sizes[node]
    return sizes[leaf]


@settings
@for_random_expressions
def test_the_gradients_are_the_slopes_that_central_differences_measure(expression):
    root, leaves = derive(expression)
    f, point = expression.on_numbers, expression.leaves
    try:
        measured, coarser = slopes(f, point), slopes(f, point, h=2e-3)
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        hypothesis.reject()  # a step beside the point leaves the real numbers
    kinks = [node for node in topological_order(root) if node._op == "relu"]
    hypothesis.assume(all(abs(kink._prev[0].data) > 0.01 for kink in kinks))
    hypothesis.assume(measured == approx(coarser, rel=1e-6, abs=1e-6))  # else one is within reach
    assert root.data == approx(f(*point))
    assert [leaf.grad for leaf in leaves] == approx(measured, rel=1e-5, abs=1e-5)


@settings
@for_random_expressions
def test_the_gradients_are_those_of_pytorch(expression):
    torch = require("torch")
    root, leaves = derive(expression)
    tensors = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in expression.leaves]
    result = expression.on_tensors(*tensors)
    result.backward()
    assert root.data == approx(result.item(), rel=1e-12, abs=1e-12)
    for leaf, t in zip(leaves, tensors, strict=True):
        grad = 0.0 if t.grad is None else t.grad.item()
        assert leaf.grad == approx(grad, abs=1e-12 * (1.0 + size_of_paths(root, leaf)))


@settings
@for_random_expressions
def test_the_order_has_every_value_once_after_its_operands(expression):
    root, _ = derive(expression)
    order = topological_order(root)
    place = {node: i for i, node in enumerate(order)}
    assert len(place) == len(order)
    assert order[-1] is root
    for node in order:
        assert all(place[operand] < place[node] for operand in node._prev)


@settings
@for_random_expressions
def test_a_second_backward_doubles_the_leaves_only(expression):
    root, leaves = derive(expression)
    between = [node for node in topological_order(root) if node._prev]
    grads = [node.grad for node in between]
    once = [leaf.grad for leaf in leaves]
    root.backward()
    assert [node.grad for node in between] == grads
    assert [leaf.grad for leaf in leaves] == approx([2 * grad for grad in once], abs=1e-9)


@settings
@for_random_expressions
def test_the_steps_end_in_the_numbers_and_gradients_of_the_engine(expression):
    root, _ = derive(expression)
    steps = trace(root)
    nodes = {f"n{i}": node for i, node in enumerate(topological_order(root))}
    data = {id_: x for step in steps for id_, x in step["data"].items()}
    grads = {id_: grad for step in steps for id_, grad in step["grad"].items()}
    assert data == {id_: node.data for id_, node in nodes.items()}
    assert grads == {id_: node.grad for id_, node in nodes.items()}
