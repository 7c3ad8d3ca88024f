"""The notebooks that the site offers, some of them run in a fresh kernel: no network, no `dot`."""

from __future__ import annotations

import copy
import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from press.book.exercise import load
from press.book.outcomes import PageOutcome
from press.book.page import Exercise, Prose, Snippet, parse, snippets
from press.outputs.downloads import WORKSHOP, offers
from press.outputs.notebooks import Chapter, Notebooks, SiteLinks, source_listing
from tests.book import DOCS, ROOT
from tests.press.test_page import fenced

pytestmark = pytest.mark.usefixtures("unmeasured")

CHAPTERS = sorted((DOCS / "tutorial").glob("*.md"))
IN_A_KERNEL = ["01-slopes", "05-operations", "07-training", "workshop"]  # the rest by structure


def read(site: Path, name: str) -> NotebookNode:
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


def read_for_this_machine(site: Path, name: str) -> NotebookNode:
    """The notebook without the cells that need what is not installed."""
    book = read(site, name)
    book.cells = [
        cell
        for cell in book.cells
        if all(find_spec(tag[6:]) for tag in tags(cell) if tag.startswith("needs-"))
    ]
    return book


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


@pytest.mark.parametrize("name", IN_A_KERNEL)
def test_a_step_by_step_notebook_runs_and_prints_what_it_stores(site, tmp_path, monkeypatch, name):
    stored = read_for_this_machine(site, name)

    done = run(stored, tmp_path, monkeypatch)

    for before, after in zip(stored.cells, done.cells, strict=True):
        assert failed(after) == ("raises-exception" in tags(after)), after.source
        assert failed(before) == failed(after)
        assert printed(after).split() == printed(before).split(), after.source
        outputs = before.get("outputs", []), after.get("outputs", [])
        assert any(map(pictured, outputs[0])) == any(map(pictured, outputs[1]))


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


@pytest.mark.parametrize("name", IN_A_KERNEL)
def test_a_blank_notebook_fails_its_checks_as_shipped_and_passes_with_the_solutions(
    site, tmp_path, monkeypatch, name
):
    blank = read_for_this_machine(site, f"{name}-blank")
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
    book = read(site, chapter.stem)
    nbformat.validate(book)
    nbformat.validate(read(site, f"{chapter.stem}-blank"))
    code = [cell.source for cell in book.cells if cell.cell_type == "code"]
    words = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")

    assert [
        b.code for b in blocks if isinstance(b, Snippet) and b.code not in code and not b.not_run
    ] == []
    assert len(checks(book)) == sum(isinstance(block, Exercise) for block in blocks)
    assert all(printed(cell).endswith("Passed.\n") for cell in checks(book))
    headings = [b.text for b in blocks if isinstance(b, Prose) and re.match(r"#+ ", b.text)]
    for heading in headings:
        assert re.sub(r"<!--.*?-->", "", heading) in words
    assert not re.search(r"^ *(!!!|\?\?\?|:::)|<!--", words, re.MULTILINE)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_step_by_step_notebook_stores_what_the_page_shows(site, chapter):
    stored = [
        (cell.source, printed(cell))
        for cell in read(site, chapter.stem).cells
        if cell.cell_type == "code"
    ]
    for snippet in snippets(chapter.read_text("utf-8")):
        if snippet.output and not snippet.raises and not snippet.needs and not snippet.not_run:
            assert (snippet.code, snippet.output.rstrip()) in [(c, o.rstrip()) for c, o in stored]


def test_drawings_of_exercises_are_stored_too(site):
    book = read(site, "05-operations")
    answers = [cell for cell in book.cells if any(t.startswith("exercise-") for t in tags(cell))]
    assert any(pictured(output) for cell in answers for output in cell.outputs)


def made(text: str, links: SiteLinks, solved: bool = False) -> list[NotebookNode]:
    """The cells of a notebook of this text, which stands for chapter 2."""
    chapter = Chapter(text, "tutorial/02-graph.md", PageOutcome([None]))
    return nbformat.from_dict(Notebooks(ROOT, links).notebook(chapter, solved=solved)).cells


@pytest.mark.parametrize("repo_url", ["", "https://example.org/repo"])
def test_the_first_cell_tries_minigrad_and_says_what_to_install(tmp_path, monkeypatch, repo_url):
    first = made("# Title\n", SiteLinks(repo_url=repo_url))[0].source
    assert "import minigrad\n" in first
    assert "another project" in first
    assert ("git+https://example.org/repo" in first) == bool(repo_url)
    assert ("pip install '.[draw]'" in first) != bool(repo_url)


def test_a_notebook_without_minigrad_says_so_and_stops(tmp_path, monkeypatch):
    (tmp_path / "minigrad.py").write_text("# another project\n")
    book = Notebooks(ROOT, SiteLinks()).notebook(
        Chapter("# Title\n", "tutorial/02.md", PageOutcome()), solved=False
    )
    done = run(
        nbformat.from_dict(book), tmp_path, monkeypatch
    )  # the folder comes first on the path of a kernel
    assert failed(done.cells[0])
    assert "This notebook needs minigrad" in done.cells[0].outputs[-1].evalue


def test_links_lead_to_the_site_when_it_knows_its_address():
    page = "# Title\n\nSee [slopes](01-slopes.md#steps).\n\n" + fenced("python", "print(1)")
    _, words, _ = made(page, SiteLinks(site_url="https://example.org/book/"))

    assert "[slopes](https://example.org/book/tutorial/01-slopes/#steps)" in words.source


def test_a_link_is_left_as_text_when_the_site_does_not_know_its_address():
    _, cell = made("See [slopes](01-slopes.md).\n", SiteLinks())

    assert cell.source == "See slopes."


@pytest.mark.parametrize("site_url", ["", "https://example.org/"])
def test_code_that_looks_like_a_link_is_left_as_it_is(site_url):
    page = "Call `fs[i](x)`.\n\n" + fenced("dot", "digraph { f[0](x) -> y }")
    _, words = made(page, SiteLinks(site_url=site_url))
    assert "`fs[i](x)`" in words.source and "f[0](x)" in words.source


def test_the_packages_own_code_is_told_apart_from_snippets():
    listing = source_listing("minigrad.engine.Value.backward", ROOT)
    assert listing.startswith("*Already in the package, in `minigrad/engine.py`:*")
    assert "```python\ndef backward(self)" in listing


def test_the_workshop_has_a_button_for_colab_when_the_site_knows_its_repository(site):
    def colab(repo_url: str) -> list[str]:
        config = SimpleNamespace(docs_dir=str(DOCS), repo_url=repo_url)
        return [each["colab"] for each in offers(WORKSHOP, config)["notebooks"]]

    assert colab("") == [""]
    assert colab("https://gitlab.com/someone/minigrad") == [""]  # Colab opens those of GitHub
    for end in ("", "/", ".git"):
        (address,) = colab("https://github.com/someone/minigrad" + end)
        assert address.endswith("/someone/minigrad/blob/gh-pages/notebooks/workshop-blank.ipynb")


def test_a_listing_is_not_read_as_a_box():
    told = '!!! note "A"\n=== "B"\n- [x] C'
    listing = f"~~~bash\n{told}\n~~~\n"
    _, cell = made("# Title\n\n" + listing, SiteLinks())
    assert f"```bash\n{told}\n```" in cell["source"]


def test_a_fold_of_a_notebook_is_titled_with_what_its_author_wrote():
    page = '# Title\n\n??? question "Is `a < b & c`, or is a<b "big"?"\n\n    Yes.\n'

    _, cell = made(page, SiteLinks())

    title = '<code>a &lt; b &amp; c</code>, or is a&lt;b "big"?'
    assert f"<summary>Is {title}</summary>" in cell.source
