"""See the graph: as a drawing (`draw_dot`), and as the steps of its two passes (`trace`)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable

from minigrad.engine import Value, topological_order
from minigrad.files import write_whole
from minigrad.floats import rounded
from minigrad.steps import Step, edge_ids, node_ids, node_names, printable, trace

__all__ = ["Drawing", "draw_dot", "trace"]


def draw_dot(
    root: Value,
    rankdir: str = "LR",
    title: str = "",
    limit: int | None = 300,
    visits: Iterable[Value] | None = None,
) -> Drawing:
    """The graph of everything that `root` was computed from, as a drawing.

    A notebook shows it; from anywhere, `draw_dot(root).save("graph.svg")` writes it for a browser.
    Values are boxes (name, data, grad), operations ellipses; an operand used twice has two edges.
    `rankdir` is "LR" (left to right) or "TB" (top to bottom); `title` says what the graph shows.
    `visits` is passed on to `trace`, for the steps of a backward pass in another order.
    Raises `ValueError` for an unknown `rankdir` or more than `limit` values (None: no limit),
    `TypeError` if `root` is not a `Value`.

    >>> a = Value(3.0, label="a")
    >>> draw_dot(a * a, title="A square").source.count("n0 -> op1")
    2
    """
    if not isinstance(root, Value):
        raise TypeError(f"draw_dot draws the graph of a Value, not of a {type(root).__name__}")
    if rankdir not in ("LR", "TB"):
        raise ValueError(f"rankdir must be 'LR' or 'TB', not {rankdir!r}")
    order = topological_order(root)
    if limit is not None and len(order) > limit:
        raise ValueError(
            f"this graph has {len(order)} values, too many to read: draw a smaller part of it, "
            f"or ask for all with limit={len(order)}"
        )
    name = node_names(order)[root]
    steps = _steps_so_far(trace(root, visits), order)
    return Drawing(_dot(order, rankdir), title or f"The graph of {name}", steps)


class Drawing:
    """A drawn graph: `source` is its DOT text, `title` its name, `steps` lead up to it.

    It shows itself as a picture in a notebook and on the site; `save("graph.svg")` writes the
    picture to a file, which any browser opens; `svg()` gives it as text.
    """

    def __init__(self, source: str, title: str, steps: list[Step]) -> None:
        self.source = source
        self.title = title
        self.steps = steps

    def __repr__(self) -> str:
        return f"<Drawing: {self.title} (a notebook shows it, and .save('graph.svg') writes it)>"

    def svg(self) -> str:
        """The picture as SVG: by the `dot` program and the package `graphviz`, else `pygraphviz`.

        Raises `RuntimeError` if neither is there.
        """
        if shutil.which("dot"):
            try:
                import graphviz
            except ImportError:
                pass
            else:
                return str(graphviz.Source(self.source).pipe(format="svg", encoding="utf-8"))
        try:
            import pygraphviz
        except ImportError:
            raise RuntimeError(
                "drawing needs Graphviz: `pip install pygraphviz` brings it along, "
                "or install the `dot` program and `pip install graphviz`"
            ) from None
        return str(pygraphviz.AGraph(string=self.source).draw(format="svg", prog="dot"), "utf-8")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture as an SVG file, whole or not at all.

        Raises `ValueError` if the name does not end in .svg, `RuntimeError` without Graphviz,
        `OSError` if the file cannot be written.
        """
        if not os.fspath(path).lower().endswith(".svg"):
            raise ValueError(
                f"a drawing is saved as SVG: let the name end in .svg, not {os.fspath(path)!r}"
            )
        write_whole(path, self.svg().encode())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows: the picture, or one sentence on how to get it."""
        try:
            return {"image/svg+xml": self.svg(), "text/plain": repr(self)}
        except RuntimeError as error:
            return {"text/plain": f"<Drawing: {self.title}> is not shown: {error}"}


def _steps_so_far(steps: list[Step], order: list[Value]) -> list[Step]:
    """The steps that end in the gradients as drawn: both passes, or else the forward pass only."""
    grads = {node: rounded(grad) for step in steps for node, grad in step["grad"].items()}
    if grads == {id_: rounded(node.grad) for node, id_ in node_ids(order).items()}:
        return steps
    return [step for step in steps if step["phase"] == "forward"]


def _dot(order: list[Value], rankdir: str) -> str:
    """The DOT text. Sizes are fixed: every Graphviz lays it out alike, and numbers may change."""
    ids, names = node_ids(order), node_names(order)
    lines = [
        "digraph {",
        f'  graph [rankdir={rankdir} nodesep=0.15 ranksep=0.25 bgcolor="white"]',
        '  node [shape=record fixedsize=true fontname="monospace" fontsize=10]',
        "  edge [arrowsize=0.6]",
    ]
    for node in order:
        name = names[node] if node.label or node._prev else "leaf"
        rows = [name, f"data {rounded(node.data)}", f"grad {rounded(node.grad)}"]
        kind = "value" if node._prev else "value leaf"
        label = "|".join(map(_escaped, rows))
        if rankdir == "TB":
            label = f"{{ {label} }}"  # a record turns with the graph; this turns it back
        width = max(1.3, 0.09 * max(map(len, rows)) + 0.1)
        lines.append(
            f'  {ids[node]} [id="{ids[node]}" class="{kind}" '
            f'width={width:.2f} height=0.7 label="{label}"]'
        )
        if node._prev:
            lines += _operation(node, ids)
    return "\n".join([*lines, "}"])


def _operation(node: Value, ids: dict[Value, str]) -> list[str]:
    """The lines for the operation that made `node`, and for its edges."""
    op, symbol = "op" + ids[node][1:], printable(node._op)
    width = max(0.4, 0.09 * len(symbol) + 0.2)
    *into, out = edge_ids(node, ids)
    return [
        f'  {op} [id="{op}" class="op" shape=ellipse '
        f'width={width:.2f} height=0.4 label="{_escaped(symbol)}"]',
        *(f'  {ids[x]} -> {op} [id="{edge}"]' for x, edge in zip(node._prev, into, strict=True)),
        f'  {op} -> {ids[node]} [id="{out}"]',
    ]


def _escaped(text: str) -> str:
    """`text` as DOT writes it in a record: its own signs behind a backslash."""
    text = text.replace("&", "&amp;")  # Graphviz reads entities
    return "".join("\\" + sign if sign in '\\"{}|<> ' else sign for sign in text)
