"""The pages as a whole: every number in them is held by a test, and no fence is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from doctest import DocTestFinder, OutputChecker
from importlib import import_module
from pathlib import Path

import pytest
from _ext import check
from _ext.exercise import as_markdown, load
from _ext.page import Exercise, Snippet, parse, snippets
from _ext.run import Outcome
from book import ROOT, outcomes

PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs").glob("[!_]*.md"), *(ROOT / "docs").glob("[!_]*/*.md")]
)
MODULES = [import_module(f"minigrad.{path.stem}") for path in (ROOT / "minigrad").glob("[!_]*.py")]

PROMISE = re.compile(
    r"\b(?:(?:not yet|still to be|yet to be|will be)\s+written|unwritten|(?:is|are)\s+planned"
    r"|(?:is|are|still|chapters?|pages?)\s+to\s+come|coming\s+soon)\b",
    re.IGNORECASE,
)


def results(page: Path) -> list[tuple[Snippet, Outcome]]:
    """Each snippet of a page that can be run here, with what it gives."""
    gave = outcomes(page)
    found = snippets(page.read_text(encoding="utf-8"))
    return [(snippet, gave[snippet.line]) for snippet in found if snippet.line in gave]


def with_other_digits(text: str) -> list[str]:
    """`text` with one digit changed, for each of its digits."""
    return [
        text[: digit.start()] + str((int(digit[0]) + 1) % 10) + text[digit.end() :]
        for digit in re.finditer(r"\d", text)
    ]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_changed_digit_in_a_stated_output_is_noticed_and_its_line_named(page):
    for snippet, outcome in results(page):
        assert check.complaint(snippet, outcome) == ""
        for wrong in with_other_digits(snippet.output or ""):
            complaint = check.complaint(replace(snippet, output=wrong), outcome)
            assert complaint.startswith(f"line {snippet.output_line}:")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_an_output_that_is_left_out_or_made_up_is_noticed(page):
    for snippet, outcome in results(page):
        if snippet.output is not None:
            assert check.complaint(replace(snippet, output=None), outcome)
        elif snippet.key is None:
            made_up = replace(snippet, output="1", output_line=1)
            assert check.complaint(made_up, outcome)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_swapped_quiz_key_is_noticed(page):
    for snippet, outcome in results(page):
        if snippet.key is not None and snippet.output is None and outcome.output:
            assert check.complaint(replace(snippet, key="another option"), outcome)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_changed_digit_in_a_docstring_is_noticed(module):
    """Sybil compares as doctest does; each stated result is what it has just seen printed."""
    for docstring in DocTestFinder().find(module):
        for example in docstring.examples:
            options = sum(flag for flag, on in example.options.items() if on)
            for wrong in with_other_digits(example.want):
                assert not OutputChecker().check_output(wrong, example.want, options)


@pytest.mark.parametrize("page", PAGES[1:], ids=named)
def test_every_python_fence_of_the_rendered_page_is_run_or_says_why_not(site, page):
    uri = page.relative_to(ROOT / "docs").with_suffix("")
    folder = uri.parent if uri.name == "index" else uri
    html = (site / folder / "index.html").read_text(encoding="utf-8")
    shown = len(re.findall(r'<div class="language-(?:python|py|pycon) highlight"', html))
    source = len(re.findall(r'<details class="mkdocstrings-source"(?: open)?>', html))
    sessions = len(re.findall(r'<div class="language-pycon highlight"', html))
    stated = 0
    for block in parse(page.read_text(encoding="utf-8")):
        if isinstance(block, Snippet):
            stated += 1
        elif isinstance(block, Exercise):
            stated += sum("```python" in line for line in as_markdown(load(block.name)))
    if page.parent.name != "reference":  # the reference has the docstrings: Sybil runs them
        assert shown - source - sessions == stated


def test_the_picture_in_the_readme_shows_the_numbers_of_the_readme():
    from _ext.standalone import FILE, readme_drawing, standalone_svg

    def words(svg: str) -> list[str]:
        return re.findall(r"<text[^>]*>([^<]*)</text>", svg)

    assert words(FILE.read_text(encoding="utf-8")) == words(standalone_svg(readme_drawing()))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_promises_what_is_not_written(page):
    words = page.read_text(encoding="utf-8")
    assert PROMISE.findall(words) == []


@pytest.mark.parametrize("chapter", sorted((ROOT / "docs/tutorial").glob("*.md")), ids=named)
def test_a_chapter_ends_with_the_way_to_the_page_that_follows_it(chapter):
    """The same page as behind Next in the footer."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    order = re.findall(r"^ +- (?:.+: )?(\S+\.md)$", settings, re.MULTILINE)
    follows = order[order.index(f"tutorial/{chapter.name}") + 1]

    closing = chapter.read_text(encoding="utf-8").rpartition("\n## ")[2]

    links = re.findall(r"\]\(([^)#]+\.md)", closing)
    assert links, "the closing section leads nowhere"
    assert (chapter.parent / links[-1]).resolve() == ROOT / "docs" / follows
