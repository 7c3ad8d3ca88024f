"""Tables with an empty corner: there, the first cell of a row names what stands beside it."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor


class RowHeads(Treeprocessor):
    """Makes heads of such first cells, so that a screen reader says them with the others."""

    def run(self, root: etree.Element) -> None:
        for table in root.iter("table"):
            corner = table.find("thead/tr/th")
            if corner is not None and _is_empty(corner):
                for row in table.iterfind("tbody/tr"):
                    if not _is_empty(row[0]):
                        row[0].tag = "th"
                        row[0].set("scope", "row")


def _is_empty(cell: etree.Element) -> bool:
    """Whether nothing stands in a cell."""
    return not cell.text and not len(cell)


def register(md: Markdown) -> None:
    """Teach it to a Markdown converter; it runs when the text of the cells has been read."""
    md.treeprocessors.register(RowHeads(md), "row-heads", 5)
