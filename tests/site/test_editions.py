"""The site for other readers: as a zip, as Markdown, as a list for machines, as a link shown."""

from __future__ import annotations

import json
import posixpath
import re
import struct
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from press.editions import from_disk, make
from press.outputs import plain_pages
from tests.book import DOCS, LOCAL, PAGES, gave

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
BOOK = [page for page in PAGES if page.is_relative_to(DOCS)]


def test_every_address_in_the_zip_is_a_file_of_it(zipped):
    tags = re.compile(r"<(?:a|script|link|img)\b[^>]*?\s(?:href|src)=\"([^\"]+)\"")
    pages = sorted(zipped.rglob("*.html"))
    lost = []
    for page in pages:
        for found in tags.findall(page.read_text(encoding="utf-8")):
            address, anchor = urldefrag(unescape(found))
            if address.startswith(("https:", "http:", "data:")):
                continue
            file = page.parent / address.partition("?")[0] if address else page
            if not file.is_file():
                lost.append(f"{page.relative_to(zipped)}: {found}")
            elif anchor and file.suffix == ".html" and not anchor.startswith("__"):
                if f'id="{anchor}"' not in file.read_text(encoding="utf-8"):
                    lost.append(f"{page.relative_to(zipped)}: no place {found}")
    assert lost == [] and len(pages) > 50


def test_what_the_search_finds_from_disk_are_files_of_the_zip(zipped, site):
    text = (zipped / from_disk.INDEX).read_text(encoding="utf-8")
    found = json.loads(text.removeprefix("var __index = "))["docs"]
    assert all((zipped / urldefrag(entry["location"])[0]).is_file() for entry in found)
    searched = from_disk.whole_index(site)["docs"]
    assert [entry["text"] for entry in found] == [entry["text"] for entry in searched]


def test_a_policy_is_laid_aside_in_the_zip_and_kept_for_a_server(site):
    home = site / "index.html"
    html = home.read_text(encoding="utf-8").replace("<head>", f"<head>{POLICY}")
    changed = from_disk.adapted(html, home, site)
    assert 'http-equiv="Content-Security-Policy"' not in changed
    assert POLICY.replace('http-equiv="Content-Security-Policy"', 'name="policy"') in changed
    assert 'type="module"' not in changed and f'src="{from_disk.SCRIPTS}"' in changed


def test_the_home_page_offers_what_was_made_and_says_what_was_not(tmp_path, monkeypatch):
    """It is made again from the same site: nothing is offered twice, or that is gone."""
    home = tmp_path / "index.html"
    home.write_text('<p>Home</p><div id="editions"></div>', encoding="utf-8")

    def works(site: Path, file: Path) -> None:
        assert 'class="offer"' not in home.read_text(encoding="utf-8")  # in the zip it would lie
        assert not (site / "minigrad.pdf").exists()
        file.write_bytes(b"x" * 1_230_000)

    def fails(site: Path, file: Path) -> None:
        raise RuntimeError("no Chromium")

    zip_, pdf = make.EDITIONS
    both = [make.Edition(each.file, works, each.offer) for each in (zip_, pdf)]
    one = [both[0], make.Edition(pdf.file, fails, pdf.offer)]
    monkeypatch.setattr(make, "EDITIONS", one)
    monkeypatch.delenv("MINIGRAD_LIVE", raising=False)
    assert make.make(tmp_path)[1] == "minigrad.pdf: left out: no Chromium"
    offered = home.read_text(encoding="utf-8")
    assert 'href="minigrad.zip"' in offered and "(1.2 MB)" in offered and ".pdf" not in offered
    monkeypatch.setenv("MINIGRAD_LIVE", "require")
    with pytest.raises(RuntimeError, match="minigrad.pdf cannot be made: no Chromium"):
        make.make(tmp_path)
    with pytest.raises(RuntimeError, match="build the site first"):
        make.make(tmp_path / "nowhere")


def test_every_page_is_there_as_markdown_with_what_it_gave_and_without_remarks(site):
    for page in BOOK:
        name = page.relative_to(DOCS).as_posix()
        text = (site / plain_pages.address(name)).read_text(encoding="utf-8")
        assert (site / plain_pages.address(name)).with_suffix(".html").is_file()
        code = re.compile(r"^( *)(`{3,}).*?^\1\2$", re.MULTILINE | re.DOTALL)
        assert "<!--" not in re.sub(r"`[^`]*`", "", code.sub("", text)), name
        for outcome in filter(None, gave(page).snippets):
            if outcome.picture is not None:
                assert f"> Picture: {outcome.picture.title}\n" in text
                for step in outcome.picture.steps:
                    assert step["text"] in text
            for line in (outcome.output or "").split("\n"):
                assert line.strip() in text, name
        for address in re.findall(r"\]\((?!https?:)([^)#\s]+\.md)[)#]", code.sub("", text)):
            folder = posixpath.dirname(plain_pages.address(name))
            target = posixpath.normpath(posixpath.join(folder, address))
            assert (site / target).is_file() or "answer-key" in target, f"{name}: {address}"


def test_the_list_for_machines_names_every_page_with_a_line_on_it(site):
    lines = (site / "llms.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# minigrad" and lines[2].startswith("> A book you can run")
    links = [re.fullmatch(r"- \[.+\]\((.+)\): \S.+[.?:]", x) for x in lines if x.startswith("- ")]
    listed = [link[1].removeprefix(LOCAL) for link in links]
    assert sorted(listed) == sorted(
        plain_pages.address(page.relative_to(DOCS).as_posix()) for page in BOOK
    )
    assert all((site / address).is_file() for address in listed)
    shelves = [line for line in lines if line.startswith("## ")]
    assert shelves == ["## Home", "## Tutorial", "## How-to", "## Reference", "## Explanation"]


def test_a_link_to_a_page_shows_its_title_its_words_and_the_picture(site):
    said = set()
    for page in site.rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        seen = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))
        assert seen["og:title"] and seen["og:description"] == seen["description"]
        said.add(seen["description"])
        if "answer-key" not in str(page):
            picture = site / seen["og:image"].removeprefix(LOCAL)
            assert seen["og:url"].startswith(LOCAL)
            assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 630)
    assert len(said) > len(BOOK) - 2  # each has words of its own
