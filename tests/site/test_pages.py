"""The pages as a whole: every number in them is held by a test, and no fence is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from doctest import DocTestFinder, DocTestRunner, OutputChecker
from importlib import import_module

import pytest

from press.book import check, claims, numbers
from press.book.claims import Claim
from press.book.exercise import as_markdown, load
from press.book.outcomes import Book, Outcome
from press.book.page import Exercise, Prose, Snippet, parse
from press.outputs.readme_figure import FILE, readme_picture, standalone_svg
from press.outputs.sybil_plugin import session_book
from tests.book import DOCS, PAGES, ROOT, gave, named

MODULES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for path in (ROOT / "minigrad").rglob("[!_]*.py")
)

PROMISE = re.compile(
    r"\b(?:(?:not yet|still to be|yet to be|will be)\s+written|unwritten|(?:is|are)\s+planned"
    r"|(?:is|are|still|chapters?|pages?)\s+to\s+come|coming\s+soon)\b",
    re.IGNORECASE,
)


def results(page) -> list[tuple[Snippet, Outcome]]:
    """Each snippet of a page that can be run here, with what it gives."""
    blocks = parse(page.read_text(encoding="utf-8"))
    snippets = [block for block in blocks if isinstance(block, Snippet)]
    pairs = zip(snippets, gave(page).snippets, strict=True)
    return [(snippet, outcome) for snippet, outcome in pairs if outcome is not None]


def proofs(page) -> list[tuple[Claim, dict]]:
    """Each claim of a page with what its expression gives, if it could be evaluated here."""
    blocks = parse(page.read_text(encoding="utf-8"))
    made = [c for b in blocks if isinstance(b, Prose) for c in b.claims if c.expression]
    pairs = zip(made, gave(page).claims, strict=True)
    return [(claim, value) for claim, value in pairs if "error" not in value]


def with_other_digits(text: str) -> list[str]:
    """`text` with one digit changed, for each of its digits."""
    return [
        text[: digit.start()] + str((int(digit[0]) + 1) % 10) + text[digit.end() :]
        for digit in re.finditer(r"\d", text)
    ]


class Seen(DocTestRunner):
    """Keeps what each example printed."""

    def __init__(self):
        super().__init__(verbose=False)
        self.printed = []

    def report_success(self, out, test, example, got):
        self.printed.append(got)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_changed_digit_in_a_stated_output_is_noticed_and_its_line_named(page):
    for snippet, outcome in results(page):
        assert check.complaint(snippet, outcome) == ""
        for number, stated in enumerate((snippet.output or "").split("\n"), start=1):
            for digit in with_other_digits(stated):
                lines = (snippet.output or "").split("\n")
                wrong = "\n".join([*lines[: number - 1], digit, *lines[number:]])
                complaint = check.complaint(replace(snippet, output=wrong), outcome)
                assert complaint.startswith(f"line {snippet.output_line + number}:")


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


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_changed_digit_in_a_proved_number_is_noticed_and_its_line_named(page):
    for claim, value in proofs(page):
        for wrong in with_other_digits(claim.stated):
            complaint = claims.complaint(replace(claim, stated=wrong), value["value"])
            assert complaint.startswith(f"line {claim.line}: the page says {wrong}")


def held(block) -> bool:
    """Whether the numbers of a block are looked at: prose without a given one, and no directive."""
    return (
        isinstance(block, Prose)
        and all(claim.expression for claim in block.claims)
        and not block.text.startswith((":::", "["))
    )


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_number_that_stands_nowhere_else_is_noticed_in_every_line_of_prose(page):
    blocks = parse(page.read_text(encoding="utf-8"))
    changed = [
        replace(block, text=f"{block.text} 8642.97531") if held(block) else block
        for block in blocks
    ]
    complaints = numbers.complaints(changed, gave(page))
    for block, said in zip(filter(held, blocks), complaints, strict=True):
        assert said.startswith(f"line {block.line}: 8642.97531")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_picture_that_is_lost_or_has_other_words_is_noticed(page):
    for snippet, outcome in results(page):
        if outcome.picture is not None:
            assert snippet.draws
            assert check.complaint(snippet, replace(outcome, picture=None))
            assert check.complaint(replace(snippet, draws=snippet.draws + "x"), outcome)


@pytest.mark.parametrize("module", MODULES)
def test_no_docstring_hides_a_digit_behind_an_option(module):
    """Each example runs once; what it printed is compared with the text, one digit changed."""
    for docstring in DocTestFinder().find(import_module(module)):
        seen = Seen()
        seen.run(docstring, out=lambda text: None)
        assert len(seen.printed) == len(docstring.examples), "an example fails"
        for example, printed in zip(docstring.examples, seen.printed, strict=True):
            options = sum(flag for flag, on in example.options.items() if on)
            for wrong in with_other_digits(example.want):
                assert not OutputChecker().check_output(wrong, printed, options)


@pytest.mark.parametrize("page", [x for x in PAGES if DOCS in x.parents], ids=named)
def test_every_python_fence_of_the_built_page_is_run_or_says_why_not(site, page):
    uri = page.relative_to(DOCS).with_suffix("")
    folder = uri.parent if uri.name == "index" else uri
    html = (site / folder / "index.html").read_text(encoding="utf-8")
    sources = re.findall(r'<details class="mkdocstrings-source".*?</details>', html, re.DOTALL)
    shown = len(re.findall(r'<div class="language-(?:python|py|pycon) highlight"', html))
    shown -= len(re.findall(r'<div class="language-pycon highlight"', html))  # Sybil runs these
    shown -= sum(source.count('<div class="language-python highlight"') for source in sources)
    frames = html.count('<div class="snippet" data-snippet="')
    blocks = parse(page.read_text(encoding="utf-8"))
    snippets = [block for block in blocks if isinstance(block, Snippet)]
    exercises = [block for block in blocks if isinstance(block, Exercise)]
    stated = sum("```python" in line for e in exercises for line in as_markdown(load(e.name)))
    if page.parent.name == "reference":  # signatures are shown as code too
        assert snippets == exercises == []
    else:
        assert frames == sum(not snippet.not_run for snippet in snippets)
        assert shown == len(snippets) + stated


def test_the_picture_in_the_readme_is_what_its_snippet_draws():
    book: Book = session_book(ROOT)
    drawn = standalone_svg(readme_picture(book))

    def words(svg: str) -> list[str]:
        return re.findall(r"<text[^>]*>([^<]*)</text>", svg)

    assert words(FILE.read_text(encoding="utf-8")) == words(drawn)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_promises_what_is_not_written(page):
    words = page.read_text(encoding="utf-8")
    assert PROMISE.findall(words) == []


@pytest.mark.parametrize("chapter", sorted((DOCS / "tutorial").glob("*.md")), ids=named)
def test_a_chapter_ends_with_the_way_to_the_page_that_follows_it(chapter):
    """The same page as behind Next in the footer, but where a part opens in between."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    order = re.findall(r"^ +- (?:.+: )?((?!parts/)\S+\.md)$", settings, re.MULTILINE)
    follows = order[order.index(f"tutorial/{chapter.name}") + 1]

    closing = chapter.read_text(encoding="utf-8").rpartition("\n## ")[2]

    links = re.findall(r"\]\(([^)#]+\.md)", closing)
    assert links, "the closing section leads nowhere"
    assert (chapter.parent / links[-1]).resolve() == DOCS / follows


def test_the_chapters_stand_in_the_order_of_their_numbers():
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- \"?(\d+)\. .+: tutorial/(\d+)-[\w-]+\.md$", settings, re.MULTILINE)
    numbers_in_nav = [int(number) for number, _ in listed]
    assert numbers_in_nav == [int(number) for _, number in listed]
    assert numbers_in_nav == list(range(1, len(list((DOCS / "tutorial").glob("*.md"))) + 1))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_an_outside_link_is_an_address(page):
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)|<(\w+:[^>]+)>|href=[\"']([^\"']+)", text):
        address = "".join(target)
        if ":" in address.split("/")[0]:
            assert re.match(r"https?://[\w-]+(\.[\w-]+)*(:\d+)?(/|$)", address), address
