"""The quality page: its table is the data, and the data is what commands have printed."""

from __future__ import annotations

import re

import pytest

from tests.bench import quality
from tests.bench.quality import HEAD, MEASURES, Row, figures, kept, written
from tests.bench.race.table import Result

SAID = {  # what the commands print, and the first figure in it
    "tests": ("2 skipped\n4321 passed, 2 skipped in 99s", "4321"),
    "coverage": ("minigrad/a.py 3 0 100%\nTOTAL    900   0   210   0   100%", "100%"),
    "mutants": ("in all      340 of 350   killed   97.1 %", "340 of 350"),
    "docs": ("printed          4725 of 4725  killed  100.0 %", "4725 of 4725"),
    "scripts": ("scripts           140 of 150   killed   93.3 %", "140 of 150"),
    "site": ("pages                  61\nall files    40 MB", "61"),
    "speed": (str(Result("moons step", "micrograd", 53.1, 50, "x faster")), "53.10 x faster"),
    "lighthouse": ("home           98 / 100 / 100 / 100", "98 / 100 / 100 / 100"),
    "live": ("the HTML of a page      31.20 kB      40", "31.20 kB"),
    "press": ("an edit of prose          2.1   0.50      3", "2.1"),
}


def test_the_table_of_the_page_is_the_data():
    page = quality.PAGE.read_text(encoding="utf-8")
    assert HEAD in page and written(page, kept()) == page


def test_each_figure_has_a_command_a_commit_and_a_date():
    for row in kept():
        assert row.name in MEASURES and row.figure and row.value
        assert re.fullmatch(r"[0-9a-f]{10}", row.commit)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row.date)


def test_another_figure_is_noticed():
    rows = [Row("tests", "tests that pass", "12", "0123456789", "2026-01-01")]
    page = written(f"# Quality\n\n{HEAD}\nThe end.\n", rows)
    assert page.count("| tests that pass | 12<!--") == 1 and page.endswith("|\n\nThe end.\n")
    assert written(page, rows) == page
    assert written(page.replace("| 12<", "| 13<"), rows) == page


@pytest.mark.parametrize("name", MEASURES)
def test_a_figure_is_read_from_what_its_command_prints(name):
    said, value = SAID[name]
    first = next(figures(name, said, "0123456789", "2026-01-01"))
    assert first.value == value and "{" not in first.figure


def test_a_command_that_prints_no_figure_is_refused():
    with pytest.raises(SystemExit, match="printed no figure"):
        list(figures("tests", "no tests ran", "0123456789", "2026-01-01"))
