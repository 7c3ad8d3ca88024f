"""The book as one PDF: its chapters in order, with title page, contents, page numbers and answers.

Chromium prints it, the one tool at hand that sets MathML, the drawings and the styles of the site
as a reader sees them. It numbers the pages, and puts no numbers into contents: so it prints twice,
and pypdf tells in between on which page each place of the book has come to lie.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

PAPER = Path(__file__).with_name("paper")
HOST = "http://book.invalid/"  # answered from the site's folder: nothing is asked of a network
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
NEXT = re.compile(r'<link rel="next" href="([^"]+)">')
PRINTS = 4  # at most: a number that is wider than another may move a line
NUMBER = """numbers => {
  for (const link of document.querySelectorAll("a.to")) {
    link.dataset.page = numbers[link.hash.slice(1)] ?? "00";
  }
}"""
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


def bind(site: Path, file: Path) -> None:
    """Print the book of a built site. Raises `RuntimeError` if a tool is missing for it."""
    with browser() as chromium:
        page = chromium.new_page(bypass_csp=True)
        page.set_default_timeout(300_000)  # ms; a few hundred pages on a slow machine
        page.route("**", lambda route: _answer(route, site))
        _print(page, site, file)


@contextmanager
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Raises `RuntimeError` if it cannot be had, or does not do its work."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RuntimeError("Chromium is not installed, which prints it")
    try:
        import pypdf  # noqa: F401
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise RuntimeError(f"{error.name} is not installed: pip install '.[print]'") from None
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            yield chromium
            chromium.close()
    except Error as error:
        raise RuntimeError(f"Chromium failed: {error.message.splitlines()[0]}") from error


def chapters(site: Path) -> list[str]:
    """The addresses of the book's pages in their order: what follows the home page, page by page."""
    found: list[str] = []
    address = ""
    while True:
        following = NEXT.search((site / address / "index.html").read_text(encoding="utf-8"))
        address = urljoin("/" + address, following[1]).strip("/") + "/" if following else ""
        if not address.startswith(("parts/", "tutorial/")):
            return found
        found.append(address)


def _answer(route: Route, site: Path) -> None:
    """Give the browser a file of the site; no script, since what is printed does not move."""
    name = unquote(urlsplit(route.request.url).path)
    file = site / (name + "index.html" if name.endswith("/") else name).lstrip("/")
    if file.suffix in (".js", ".mjs") or not file.is_file():
        route.abort()
    else:
        route.fulfill(path=file)


def _print(page: Page, site: Path, file: Path) -> None:
    """Print until the numbers in the contents are those of the pages: once without, then with."""
    page.goto(HOST)
    known = CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    page.add_style_tag(path=PAPER / "paper.css")
    told = {"addresses": chapters(site), "published": known[1] if known else ""}
    page.evaluate(_function((PAPER / "bind.js").read_text(encoding="utf-8")), told)
    numbers = {"": 0}
    for _ in range(PRINTS):
        page.evaluate(NUMBER, numbers)
        looks = {"prefer_css_page_size": True, "print_background": True}
        page.pdf(path=file, tagged=True, outline=True, **looks)
        before, numbers = numbers, page_numbers(file)
        if numbers == before:
            return
    raise RuntimeError("its page numbers do not come to rest")


def page_numbers(file: Path) -> dict[str, int]:
    """The pages of a PDF, counted from 1, to which its links lead, by the names of the places."""
    import pypdf

    reader = pypdf.PdfReader(file)
    pages = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None:
            pages[name] = number + 1
    return pages


def _function(script: str) -> str:
    """A script without the remarks above it: the browser expects a function."""
    return script[script.index("async") :]
