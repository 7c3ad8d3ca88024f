"""A drawn graph: Graphviz says where the boxes stand, and `picture` draws them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress

from minigrad.files import write_svg
from minigrad.pictures.boxes import Box
from minigrad.pictures.layout import across, dot_text, read_layout, rows
from minigrad.pictures.picture import picture
from minigrad.steps import Step, legible

WIDE, NARROW = 680.0, 308.0  # px: the columns of a page on a screen and on a phone
MANY = 40  # boxes
APART = 0.05, 0.035, 0.02  # inches between boxes in rows; edges find no way through the last


class Drawing:
    """A drawn graph: `source` is its DOT text, `title` its name, `steps` lead up to it.

    `slopes` has the local slope of each edge, by the edge's id.

    It shows itself as a picture in a notebook and on the site; `save("graph.svg")` writes the
    picture to a file, which any browser opens; `svg()` gives it as text.
    """

    def __init__(
        self,
        boxes: Sequence[Box],
        rankdir: str,
        title: str,
        steps: list[Step],
        slopes: dict[str, float],
    ) -> None:
        self.boxes, self.rankdir = boxes, rankdir
        self.title, self.steps, self.slopes = title, steps, slopes

    def __repr__(self) -> str:
        return f"<Drawing: {self.title} (a notebook shows it, and .save('graph.svg') writes it)>"

    @property
    def source(self) -> str:
        """The graph as DOT text, for Graphviz."""
        return self.sources()[0]

    def sources(self, narrow: bool = False) -> list[str]:
        """DOT texts for a screen, or for a phone: the first whose layout fits is to be taken.

        From left to right if that fits, else in rows that grow shorter; closer only if they must,
        since an edge between two boxes needs some room.
        """
        width = NARROW if narrow else WIDE
        asked = "" if narrow else self.rankdir  # on a phone it has to fit
        if len(self.boxes) > MANY:
            asked = self.rankdir or "LR"  # too many to fit: a page shows it from afar
        if asked == "TB":
            return [dot_text(self.boxes, down=True)]
        if asked == "LR" or across(self.boxes) <= width:
            return [dot_text(self.boxes, down=False)]
        in_rows = [rows(self.boxes, width * share) for share in (1.1, 0.9, 0.75, 0.6, 0.5)]
        texts = (dot_text(self.boxes, True, each, apart) for apart in APART for each in in_rows)
        return list(dict.fromkeys(texts))

    def svg(self, narrow: bool = False) -> str:
        """The picture as SVG, for a screen or for a phone.

        Graphviz lays it out: the `dot` program and the package `graphviz`, else `pygraphviz`.
        Raises `RuntimeError` if neither is there.
        """
        return self.picture(map(laid_out, self.sources(narrow)), narrow)

    def picture(self, layouts: Iterable[str], narrow: bool = False) -> str:
        """The picture of the first layout that fits, else of the narrowest."""
        pictures = []
        for source, text in zip(self.sources(narrow), layouts, strict=False):
            layout = read_layout(text)
            pictures.append((layout, "rankdir=TB" in source.splitlines()[1]))
            if layout.width <= (NARROW if narrow else WIDE):
                break
        layout, down = min(pictures, key=lambda each: each[0].width)
        return picture(self.boxes, layout, down, legible(self.title))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture as an SVG file, whole or not at all.

        Raises `ValueError` if the name does not end in .svg, `RuntimeError` without Graphviz,
        `OSError` if the file cannot be written.
        """
        write_svg(path, "a drawing", self.svg)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows: the picture, or one sentence on how to get it."""
        try:
            return {"image/svg+xml": self.svg(), "text/plain": repr(self)}
        except RuntimeError as error:
            return {"text/plain": f"<Drawing: {self.title}> is not shown: {error}"}


def laid_out(source: str) -> str:
    """Where Graphviz puts what a DOT text describes, in its format "plain".

    By the `dot` program and the package `graphviz`, else by `pygraphviz`; else `RuntimeError`.
    """
    if shutil.which("dot"):
        try:
            import graphviz
        except ImportError:
            pass
        else:
            with suppress(graphviz.CalledProcessError):  # a `dot` that does not work
                return str(graphviz.Source(source).pipe(format="plain", encoding="utf-8"))
    try:
        import pygraphviz
    except ImportError:
        raise RuntimeError(
            "drawing needs Graphviz: `pip install pygraphviz` brings it along, "
            "or install the `dot` program and `pip install graphviz`"
        ) from None
    return str(pygraphviz.AGraph(string=source).draw(format="plain", prog="dot"), "utf-8")
