"""What a teacher takes from the book: plans whose times add up, and in which people write code."""

from __future__ import annotations

import re

import pytest

from tests.book import DOCS

PAGE = (DOCS / "how-to" / "run-a-workshop.md").read_text(encoding="utf-8")
TEXT = re.sub(r"<!--.*?-->", "", PAGE)
PLANS = {
    int(minutes): body
    for minutes, body in re.findall(
        r"^## (\d+) minutes:.*\n((?:(?!^## ).*\n)*)", TEXT, re.MULTILINE
    )
}


def test_there_are_three_plans():
    assert list(PLANS) == [60, 90, 180]


@pytest.mark.parametrize("minutes", PLANS)
def test_the_times_of_a_plan_add_up(minutes):
    rows = re.findall(r"^\| (\d+) \|", PLANS[minutes], re.MULTILINE)
    assert sum(map(int, rows)) == minutes


@pytest.mark.parametrize("minutes", PLANS)
def test_people_write_code_and_nobody_sits_for_an_hour_and_a_half(minutes):
    rows = re.findall(r"^\| (\d+) \| (.*)$", PLANS[minutes], re.MULTILINE)
    assert any("they write" in row or "write " in row for _, row in rows)
    sitting = 0
    for length, row in rows:
        sitting = 0 if row.startswith("break") else sitting + int(length)
        assert sitting <= 90
