"""The drawn graphs of the book: each has room on its page, and says what its graph is."""

from __future__ import annotations

import re

import pytest

from minigrad.pictures.drawing import MANY, NARROW, WIDE
from press.outputs.requirements import require
from press.runtime.figure import Picture
from tests.book import PAGES, gave, named
from tests.minigrad.drawn import read

require("pygraphviz")


def graphs(page) -> list[Picture]:
    """The graphs that the snippets and exercises of a page draw."""
    outcome = gave(page)
    cells = [cell for cells in outcome.exercises.values() for cell in cells]
    drawn = [each.picture for each in [*outcome.snippets, *cells] if each is not None]
    return [picture for picture in drawn if picture is not None and picture.is_graph]


DRAWING = [page for page in PAGES if "draws:" in page.read_text(encoding="utf-8")]


def test_the_book_draws_graphs():
    assert sum(len(graphs(page)) for page in DRAWING) > 30


@pytest.mark.parametrize("page", DRAWING, ids=named)
def test_each_graph_has_room_on_a_screen_and_on_a_phone(page):
    for picture in graphs(page):
        wide, narrow = read(picture.svg), read(picture.narrow)
        if len(wide.boxes) <= MANY:
            assert wide.width <= WIDE, picture.title
            assert narrow.width <= NARROW, picture.title


@pytest.mark.parametrize("page", DRAWING, ids=named)
def test_both_pictures_of_a_graph_say_the_same(page):
    for picture in graphs(page):
        wide, narrow = read(picture.svg), read(picture.narrow)
        assert [text.text for text in wide.texts] == [text.text for text in narrow.texts]
        assert list(wide.edges) == list(narrow.edges)


@pytest.mark.parametrize("page", DRAWING, ids=named)
def test_a_graph_has_steps_and_slopes_for_all_that_it_shows_or_is_a_worksheet(page):
    for picture in graphs(page):
        drawn = read(picture.svg)
        if picture.steps:
            assert list(picture.slopes) == list(drawn.edges)
            told = {id_ for step in picture.steps for id_ in step["data"]}
            assert told == set(drawn.boxes)
        else:
            assert picture.slopes == {}
            assert not any(edge.slope.text for edge in drawn.edges.values())
            numbers = [box.texts["data"].text for box in drawn.boxes.values() if not box.leaf]
            assert set(numbers) == {""}


def test_the_worksheet_of_the_book_is_one():
    (page,) = [page for page in DRAWING if page.name == "draw-a-graph.md"]
    (sheet,) = [picture for picture in graphs(page) if not picture.steps]
    assert re.search("filled in", sheet.title)
