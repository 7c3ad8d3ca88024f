"""Tables: what stands in the first column names its row, where the corner is empty."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from press.site.theme_fixes import mended


@pytest.fixture
def cells():
    """Renders a table, and gives the tag and the text of each cell of its rows, heads left out."""
    md = Markdown(extensions=["tables"])

    def cells(*lines):
        rows = mended(md.convert("\n".join(lines))).partition("<tbody>")[2]
        return re.findall("<(t[hd][^>]*)>(.*?)</t", rows)

    return cells


def test_below_an_empty_corner_the_first_cell_of_a_row_is_its_head(cells):
    assert cells("| | forward |", "| --- | --- |", "| *starts* | at the leaf |") == [
        ('th scope="row"', "<em>starts</em>"),
        ("td", "at the leaf"),
    ]


def test_below_a_name_it_is_a_cell_as_the_others(cells):
    assert cells("| walk | forward |", "| --- | --- |", "| starts | at the leaf |") == [
        ("td", "starts"),
        ("td", "at the leaf"),
    ]


def test_an_empty_cell_heads_nothing(cells):
    assert cells("| | forward |", "| --- | --- |", "| | at the leaf |") == [
        ("td", ""),
        ("td", "at the leaf"),
    ]
