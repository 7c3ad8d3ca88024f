"""The book as one PDF: its chapters in order, with title page, contents, page numbers and answers.

    python -m press.editions.print_edition SITE FILE [tutorial/01-slopes/ ...]

Chromium prints it, the one tool at hand that sets MathML, the drawings and the styles of the site
as a reader sees them. It numbers the pages, and puts no numbers into contents: so it prints twice,
and pikepdf tells in between on which page each place of the book has come to lie.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
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


def bind(site: Path, file: Path, addresses: Sequence[str] = ()) -> None:
    """Print the book of a built site, or these of its pages.

    Raises `RuntimeError` if a tool is missing for it.
    """
    with browser() as chromium:
        page = chromium.new_page(bypass_csp=True)
        page.set_default_timeout(300_000)  # ms; a few hundred pages on a slow machine
        page.route("**", lambda route: _answer(route, site))
        _print(page, site, file, addresses or chapters(site))


@contextmanager
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Raises `RuntimeError` if it cannot be had, or fails."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RuntimeError("Chromium is not installed, which prints it")
    try:
        import pikepdf  # noqa: F401
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise RuntimeError(f'{error.name} is not installed: pip install ".[print]"') from None
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            yield chromium
            chromium.close()
    except Error as error:
        raise RuntimeError(f"Chromium failed: {error.message.splitlines()[0]}") from error


def chapters(site: Path) -> list[str]:
    """The addresses of the book's pages in their order: what follows the home page, one by one."""
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


def _print(page: Page, site: Path, file: Path, addresses: Sequence[str]) -> None:
    """Print until the numbers in the contents are those of the pages: once without, then with."""
    page.goto(HOST)
    known = CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    page.add_style_tag(path=PAPER / "paper.css")
    told = {"addresses": list(addresses), "published": known[1] if known else ""}
    page.evaluate(_function((PAPER / "bind.js").read_text(encoding="utf-8")), told)
    numbers = {"": 0}
    for _ in range(PRINTS):
        page.evaluate(NUMBER, numbers)
        page.pdf(
            path=file,
            prefer_css_page_size=True,
            print_background=True,
            tagged=True,
            outline=True,
        )
        before, numbers = numbers, page_numbers(file)
        if numbers == before:
            return compress(file)
    raise RuntimeError("its page numbers do not come to rest")


def page_numbers(file: Path) -> dict[str, int]:
    """The pages of a PDF, counted from 1, to which its links lead, by the names of the places."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places = pdf.Root.get("/Dests", pikepdf.Dictionary())
        return {str(name)[1:]: numbers[place[0].objgen] for name, place in places.items()}


def compress(file: Path) -> None:
    """Write the PDF anew, with what describes its structure packed as well: half the size."""
    import pikepdf

    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def _function(script: str) -> str:
    """A script without the remarks above it: the browser expects a function."""
    return script[script.index("async") :]


if __name__ == "__main__":
    bind(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
