"""The notebooks that the site offers, run in a fresh kernel: no network, no `dot`."""

from __future__ import annotations

import copy
import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from _ext.exercise import load
from _ext.notebooks import Shelf, notebook
from _ext.page import Exercise, Snippet, parse, snippets
from book import ROOT
from nbclient import NotebookClient
from nbformat import NotebookNode
from requirements import require

CHAPTERS = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
NAMES = [*(chapter.stem for chapter in CHAPTERS), "workshop"]


def read(site: Path, name: str) -> NotebookNode:
    """A notebook of the site, if this machine has what its page needs."""
    if not name.startswith("workshop"):
        page = (ROOT / "docs" / "tutorial" / f"{name.removesuffix('-blank')}.md").read_text("utf-8")
        for package in {snippet.needs for snippet in snippets(page)} - {""}:
            require(package)
    return nbformat.read(site / "notebooks" / f"{name}.ipynb", as_version=4)


def run(book: NotebookNode, folder: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookNode:
    """The notebook after a run that goes on after errors; it starts in an empty folder."""
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # nobody listens there
    done = copy.deepcopy(book)
    NotebookClient(
        done, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}
    ).execute()
    return done


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def pictured(output: NotebookNode) -> bool:
    return any(kind.startswith("image/") for kind in output.get("data", {}))


def printed(cell: NotebookNode) -> str:
    """What a cell printed, and the value of its last line."""
    texts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stdout":
            texts.append(output.text)
        elif output.output_type == "execute_result" and not pictured(output):
            texts.append(output.data["text/plain"] + "\n")
    return "".join(texts)


def checks(book: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in book.cells if any(tag.startswith("check-") for tag in tags(cell))]


@pytest.mark.parametrize("name", NAMES)
def test_a_step_by_step_notebook_runs_and_prints_what_it_stores(site, tmp_path, monkeypatch, name):
    stored = read(site, name)

    done = run(stored, tmp_path, monkeypatch)

    for before, after in zip(stored.cells, done.cells, strict=True):
        assert failed(after) == ("raises-exception" in tags(after)), after.source
        if before.get("outputs"):
            assert printed(after).split() == printed(before).split(), after.source
            assert any(map(pictured, after.outputs)) == any(map(pictured, before.outputs))
    assert all(printed(cell).endswith("Passed.\n") for cell in checks(done))


def with_solutions_below(book: NotebookNode) -> NotebookNode:
    """The notebook with each exercise answered, and checked once more, after its check."""
    cells = []
    for cell in book.cells:
        cells.append(cell)
        for tag in tags(cell):
            if tag.startswith("check-"):
                solution = load(tag.removeprefix("check-")).solution
                answer = nbformat.v4.new_code_cell(solution)
                again = nbformat.v4.new_code_cell(cell.source, metadata={"tags": ["again"]})
                cells += [answer, again]
    book.cells = cells
    return book


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_notebook_fails_its_checks_as_shipped_and_passes_with_the_solutions(
    site, tmp_path, monkeypatch, name
):
    blank = read(site, f"{name}-blank")
    assert not any(cell.get("outputs") for cell in blank.cells)

    done = run(with_solutions_below(blank), tmp_path, monkeypatch)

    for cell in done.cells:
        shipped = any(tag.startswith("check-") for tag in tags(cell))
        left_open = any(tag.startswith("exercise-") for tag in tags(cell))
        if not left_open:
            assert failed(cell) == (shipped or "raises-exception" in tags(cell)), cell.source


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_notebook_leaves_nothing_of_its_page_out(site, chapter):
    text = chapter.read_text("utf-8")
    blocks = parse(text)
    book = nbformat.read(site / "notebooks" / f"{chapter.stem}.ipynb", as_version=4)
    code = [cell.source for cell in book.cells if cell.cell_type == "code"]
    words = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")

    assert [
        b.code for b in blocks if isinstance(b, Snippet) and b.code not in code and not b.not_run
    ] == []
    assert len(checks(book)) == sum(isinstance(block, Exercise) for block in blocks)
    for heading in re.findall(r"^#+ .+$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.M):
        assert heading in words
    assert not re.search(r"^ *(!!!|\?\?\?|:::|<!--)", words, re.MULTILINE)


def test_a_notebook_installs_the_package_first_when_the_site_knows_its_repository():
    shelf = Shelf(site_url="https://example.org/book/", repo_url="https://example.org/repo")
    page = "# Title\n\nSee [slopes](01-slopes.md#steps).\n\n```python\nprint(1)\n```\n"

    first, words, _ = notebook(page, "tutorial/02-graph.md", None, shelf).cells

    assert first.source == '%pip install -q "minigrad[draw,cli] @ git+https://example.org/repo"'
    assert "[slopes](https://example.org/book/tutorial/01-slopes/#steps)" in words.source


def test_a_link_is_left_as_text_when_the_site_does_not_know_its_address():
    (cell,) = notebook("See [slopes](01-slopes.md).\n", "tutorial/02.md", None, Shelf()).cells

    assert cell.source == "See slopes."


def test_a_fold_of_a_notebook_is_titled_with_what_its_author_wrote():
    page = '# Title\n\n??? question "Is `a < b & c`, or is a<b "big"?"\n\n    Yes.\n'

    (cell,) = notebook(page, "tutorial/02.md", None, Shelf()).cells

    title = '<code>a &lt; b &amp; c</code>, or is a&lt;b "big"?'
    assert f"<summary>Is {title}</summary>" in cell.source
