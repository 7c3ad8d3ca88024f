"""The book without its server: the zip opened from disk, the zip served, and the book on paper."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape

import pytest

from press.editions import print_edition
from press.outputs.requirements import require
from tests.book import DOCS, gave
from tests.browser.conftest import Cell
from tests.browser.figure import Figure

NEEDS = "python3 -m http.server in the folder that you unpacked, then open http://localhost:8000"


@pytest.fixture
def from_disk(chromium, zipped):
    """Opens a page of the zip as a file; in the end, none may have complained or asked outside."""
    complaints = []
    context = chromium.new_context(viewport={"width": 1240, "height": 900})
    context.on(
        "request", lambda asked: asked.url.startswith("file:") or complaints.append(asked.url)
    )
    page = context.new_page()
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def open_page(name="index.html"):
        page.goto((zipped / name).as_uri())
        return page

    yield open_page
    context.close()
    assert complaints == []


def test_the_zip_opens_from_disk_and_is_read_searched_stepped_and_answered(from_disk):
    page = from_disk()
    page.get_by_role("link", name="Start chapter 1").click()
    page.wait_for_url("file://**/tutorial/01-slopes/index.html")
    page.get_by_role("link", name=re.compile("^Next: ")).click()
    page.wait_for_url("file://**/tutorial/02-graph/index.html")

    page.locator(".md-search__input").click()
    page.keyboard.type("topological order")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(re.compile(r"^file:///.*/index\.html(#.*)?$"))

    page = from_disk("tutorial/03-chain-rule/index.html")
    page.locator("math:visible").last.scroll_into_view_if_needed()
    page.locator("math:visible").last.bounding_box()
    fonts = page.evaluate("document.fonts.ready.then(f => [...f].map(x => [x.family, x.status]))")
    assert ["Literata", "loaded"] in fonts and ["STIX Two Math", "loaded"] in fonts
    figure = Figure(page.locator("#graph-10"))
    figure.press("Previous")
    assert figure.saying().startswith("7 of 8 · backward through +")
    figure.leaf("a").click()
    assert "6" in figure.saying() and figure.lit()
    quiz = page.locator(".quiz").first
    quiz.locator(".right > summary").click()
    assert quiz.get_by_text("The slope is positive").is_visible()
    page.locator("label[title*='Switch to light']").click()
    page.locator("label[title*='Switch to dark']").click()
    page.locator("body[data-md-color-scheme=slate]").wait_for()

    page = from_disk("tutorial/04-backward/index.html")
    assert page.locator("body[data-md-color-scheme=slate]").count() == 1  # it is remembered
    order = page.locator("#exercise-order-the-lines")
    order.scroll_into_view_if_needed()  # it comes when it is near
    order.get_by_role("button", name="Down: root.grad").click()
    assert order.get_by_role("status").inner_text().startswith("Now in place 2")
    order.get_by_role("button", name="Check").click()
    order.get_by_text(NEEDS).wait_for()
    snippet = Cell(page, "Snippet 1")
    snippet.run()
    assert snippet.status.inner_text() == f"Run needs a server: {NEEDS}"


def test_the_zip_served_by_one_line_of_python_is_the_live_site(chromium, zipped):
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    server = subprocess.Popen(
        command, cwd=zipped, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    context = chromium.new_context()
    try:
        port = re.search(r"port (\d+)", server.stdout.readline())[1]
        page = context.new_page()
        complaints = []
        page.on("response", lambda x: x.ok or x.status == 304 or complaints.append(x.url))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{port}")
        page.get_by_role("link", name="Start chapter 1").click()
        page.locator(".live").first.wait_for(state="attached")
        first = Cell(page, "Snippet 1")
        assert first.run("print(6 * 7)") == "42"
        page.locator(".md-search__input").click()
        page.keyboard.type("topological order")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(re.compile(r"/tutorial/"))
        assert complaints == []
    finally:
        context.close()
        server.kill()
        server.communicate()


CHAPTERS = [
    "parts/one-number-at-a-time/",
    "tutorial/03-chain-rule/",
    "tutorial/05-operations/",
    "tutorial/06-networks/",
]


@pytest.fixture(scope="module")
def paper(site, tmp_path_factory):
    """A part of the book as a PDF: an opening, graphs and formulas, tabs and plots, an overview."""
    require("chromium")
    for name in ("playwright", "pikepdf", "pypdfium2"):
        require(name)
    file = tmp_path_factory.mktemp("paper") / "book.pdf"
    command = [sys.executable, "-m", "press.editions.print_edition", site, file, *CHAPTERS]
    subprocess.run(command, check=True)  # in a process of its own: this one drives a browser
    return file


def words(text: str) -> str:
    """A text without its blanks and line breaks: a PDF has its own."""
    return re.sub(r"\s+", "", text.replace("\x02", "-"))  # a hyphen at the end of a line


def test_the_book_follows_its_own_order(site):
    nav = re.findall(r"(?:tutorial|parts)/[\w/-]+", (DOCS.parent / "mkdocs.yml").read_text("utf-8"))
    bound = [address.strip("/") for address in print_edition.chapters(site)]
    assert bound == [name.removesuffix("/index") for name in nav] and len(bound) == 18


def test_on_paper_the_contents_lead_to_the_right_pages_and_nothing_is_lost(paper):
    pdfium = require("pypdfium2")
    with pdfium.PdfDocument(paper) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
        outline = [
            (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()
        ]
    tops = [(title, page) for level, title, page in outline if level == 0]
    titles = [
        "Part one: One number at a time",
        "3. The chain rule by hand",
        "5. More operations",
        "6. Neuron, Layer, MLP",
        "Answers",
    ]
    assert [title for title, _ in tops] == titles
    for title, page in tops:
        running, number, *rest = pages[page].splitlines()
        assert (running, number) == (title, str(page + 1))
        assert words(f"{title} {number}") in words(pages[2]) and words(title) in words(
            "".join(rest)
        )
    assert "00" not in re.findall(r"\d+", pages[2])  # the place of a number that never came

    text = words("".join(pages))
    for address in CHAPTERS[1:]:
        page = DOCS / f"{address.rstrip('/')}.md"
        source = page.read_text(encoding="utf-8")
        for heading in re.findall(r"^#+ (.+)$", source, re.MULTILINE):
            assert words(heading.replace("`", "")) in text, heading
        for outcome in filter(None, gave(page).snippets):
            for line in (outcome.output or "").splitlines():
                assert words(line) in text, line
            for step in outcome.picture.steps if outcome.picture else []:
                assert words(step["text"]) in text, step["text"]
    for said in ("Run", "Edit", "Reset", "Play"):
        assert not re.search(rf"^{said}$", "\n".join(pages), re.MULTILINE)


def test_on_paper_what_a_screen_folds_stands_in_order(paper):
    """Each tab under its name, each question above its answer, which is to be covered first."""
    pdfium = require("pypdfium2")
    with pdfium.PdfDocument(paper) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert re.search(r"^tanh\s.*4\.6252.*^relu\s.*24\.7041", text, re.DOTALL | re.MULTILINE)
    asked = [(DOCS / f"{name.rstrip('/')}.md").read_text("utf-8") for name in CHAPTERS[1:]]
    questions = sum(page.count("??? question") for page in asked)
    assert words(text).count(words("Cover what follows")) == questions > 10
    assert words("a website, printed") in words(text)


def test_on_paper_each_drawing_is_whole_on_one_page(paper, site):
    """What is cut off at a side does not come into the file."""
    pdfium = require("pypdfium2")
    with pdfium.PdfDocument(paper) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    for name in CHAPTERS[1:]:
        html = (site / name / "index.html").read_text(encoding="utf-8")
        drawings = re.findall(r'<figure class="graph.*?<svg(.*?)</svg>', html, re.DOTALL)
        assert drawings
        for drawing in drawings:
            parts = re.findall(r"<text.*?>(.*?)</text>", drawing, re.DOTALL)
            texts = [unescape(re.sub(r"<.*?>", "", part)) for part in parts]
            assert any(all(text in page for text in texts) for page in pages), (name, texts)


def test_on_paper_every_link_within_the_book_has_its_place(paper):
    pikepdf = require("pikepdf")
    with pikepdf.open(paper) as pdf:
        places = set(pdf.Root["/Dests"].keys())
        links = [
            note.get("/Dest") or note["/A"]
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if note["/Subtype"] == "/Link"
        ]
        inner = [str(link) for link in links if not isinstance(link, pikepdf.Dictionary)]
        fonts = {
            str(font.get("/BaseFont"))
            for page in pdf.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
        assert pdf.Root["/MarkInfo"]["/Marked"] and str(pdf.Root["/Lang"]) == "en"
    assert len(inner) > 50 and set(inner) <= places
    for name in ("Literata", "JetBrainsMono", "STIXTwoMath"):
        assert any(name in font for font in fonts), fonts


def test_where_there_is_no_chromium_it_is_said(site, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="Chromium is not installed"):
        print_edition.bind(site, tmp_path / "book.pdf")
