"""The lists of chapters, on the home page and where a part opens: all there, with true minutes."""

from __future__ import annotations

import math
import re
import textwrap

import pytest

from tests.book import DOCS

CHAPTERS = sorted((DOCS / "tutorial").glob("*.md"))
LISTS = [DOCS / "index.md", *sorted(DOCS.glob("parts/*/index.md"))]
ROW = re.compile(r"^\| (\d+) \| \[(.*?)\]\(.*?(\d\d-[\w-]+)\.md\).*\| (\d+) min<!--", re.MULTILINE)


def minutes(text: str) -> int:
    """For reading, predicting and running, without the exercises; rounded up to five."""
    questions = text.count("!!! quiz") + text.count("??? question")
    snippets = len(re.findall(r"^ *```python", text, re.MULTILINE))
    prose = re.sub(r"<!--.*?-->|^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    taken = len(prose.split()) / 200 + snippets / 4 + questions / 2
    return 5 * math.ceil(taken / 5)


@pytest.mark.parametrize("listing", LISTS, ids=lambda path: path.parent.name)
def test_a_chapter_is_listed_with_its_title_and_its_minutes(listing):
    rows = ROW.findall(listing.read_text(encoding="utf-8"))
    assert rows
    for number, title, name, told in rows:
        text = (DOCS / "tutorial" / f"{name}.md").read_text(encoding="utf-8")
        assert int(number) == int(name[:2])
        assert title == text.removeprefix("# ").splitlines()[0]
        assert int(told) == minutes(text), f"{name} takes {minutes(text)} min"


def test_every_chapter_is_listed_on_the_home_page_and_in_one_part():
    home, *parts = [[row[2] for row in ROW.findall(path.read_text("utf-8"))] for path in LISTS]
    assert home == [path.stem for path in CHAPTERS]
    assert sorted(sum(parts, [])) == home


def test_chapter_15_repeats_the_gpt_of_chapter_14_word_for_word():
    gpt, beyond = (
        (DOCS / "tutorial" / name).read_text("utf-8") for name in ("14-gpt.md", "15-beyond.md")
    )
    [fold] = re.findall(
        r'^\?\?\? note "Its code once more.*\n((?: {4}.*\n|\n)+)', beyond, re.MULTILINE
    )
    code = re.search(r"^```python\n(.*?)^```", textwrap.dedent(fold), re.DOTALL | re.MULTILINE)
    for part in code[1].split("\n\n\n")[1:]:
        assert part.strip() in gpt
