"""The README's picture, as its snippet draws it: `python -m press.outputs.readme_figure`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from press.book.outcomes import Book
from press.runtime.figure import Picture

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docs" / "assets" / "graph.svg"
STYLE = """<style>
svg { color: #222; }
@media (prefers-color-scheme: dark) { svg { color: #ddd; } }
.graph > polygon { fill: none; }
.node :is(polygon, polyline, ellipse), .edge path { stroke: currentcolor; }
.edge polygon { stroke: currentcolor; fill: currentcolor; }
text { fill: currentcolor; }
</style>"""


def standalone_svg(picture: Picture) -> str:
    """The picture as SVG that follows the reader's light or dark scheme by itself."""
    start = picture.svg.index("<svg")
    head = picture.svg.index(">", start) + 1
    return picture.svg[start:head] + STYLE + picture.svg[head:]


def readme_picture(book: Book) -> Picture:
    """The picture that the README's last snippet draws."""
    gave = book.outcome("README.md", (book.root / "README.md").read_text(encoding="utf-8"))
    outcome = gave.snippets[-1]
    assert outcome is not None and outcome.picture is not None, gave.failure
    return outcome.picture


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        picture = readme_picture(Book(ROOT, Path(folder)))
    FILE.write_text(standalone_svg(picture), encoding="utf-8")
