"""A drawn graph as a file of its own: `python docs/_ext/standalone.py` writes the README's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "assets" / "graph.svg"
STYLE = """<style>
svg { color: #222; }
@media (prefers-color-scheme: dark) { svg { color: #ddd; } }
.graph > polygon { fill: none; }
.node :is(polygon, polyline, ellipse), .edge path { stroke: currentcolor; }
.edge polygon { stroke: currentcolor; fill: currentcolor; }
text { fill: currentcolor; }
</style>"""


def standalone_svg(drawing: Any) -> str:
    """The drawing as SVG that follows the reader's light or dark scheme by itself."""
    svg = drawing.svg()
    start = svg.index("<svg")
    head = svg.index(">", start) + 1
    return svg[start:head] + STYLE + svg[head:]


def readme_drawing() -> Any:
    """The graph L = (a*b + c)*f after `backward()`."""
    from minigrad import Value, draw_dot

    numbers = {"a": 2.0, "b": -3.0, "c": 10.0, "f": -2.0}
    a, b, c, f = (Value(number, label=label) for label, number in numbers.items())
    e = a * b
    d = e + c
    root = d * f
    e.label, d.label, root.label = "e", "d", "L"
    root.backward()
    return draw_dot(root, title="L = (a*b + c)*f")


if __name__ == "__main__":
    FILE.write_text(standalone_svg(readme_drawing()), encoding="utf-8")
