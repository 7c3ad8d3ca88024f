"""The README's picture, as its snippet draws it: `python -m press.outputs.readme_figure`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from press.book.outcomes import Book
from press.runtime.figure import Picture

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docs" / "assets" / "graph.svg"
STYLE = """<style>
.ground { fill: none; }
@media (prefers-color-scheme: dark) {
  svg { fill: #ece4d8; }
  .node :is(rect, path) { stroke: #ece4d8; fill: none; }
  .edge { stroke: #b0a494; }
  .head { fill: #b0a494; }
  .data { fill: #86bbf0; }
  :is(.grad, .slope) { fill: #f2a661; }
}
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
