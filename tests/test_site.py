"""The built site: strict, the same every time, and alone in the world."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from book import ROOT, build_site


def test_a_second_build_gives_the_same_files(site, tmp_path):
    again = build_site(tmp_path / "again")

    def files(folder: Path) -> dict[str, bytes]:
        paths = (path for path in folder.rglob("*") if path.is_file())
        return {str(p.relative_to(folder)): p.read_bytes() for p in paths if p.suffix != ".gz"}

    first, second = files(site), files(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_no_page_asks_another_host_for_anything(site):
    loads = re.compile(
        r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*?(?:src|href)=\"([^\"]+)\""
    )
    for page in site.rglob("*.html"):
        found = loads.findall(page.read_text(encoding="utf-8"))
        outside = [address for address in found if re.match(r"(https?:)?//", address)]
        assert [a for a in outside if 'rel="canonical"' not in a and "127.0.0.1" not in a] == []


def test_chapter_5_shows_g_with_its_graph(site):
    html = (site / "tutorial/05-operations/index.html").read_text(encoding="utf-8")

    for number in ("4.6252", "27.0601", "117.3345", "24.7041", "138.8338", "645.5773"):
        assert number in html
    assert "<svg" in html


def test_every_id_on_a_page_is_used_once(site):
    for page in site.rglob("*.html"):
        ids = re.findall(r"<[^>]*? id=\"([^\"]+)\"", page.read_text(encoding="utf-8"))
        assert sorted(i for i in set(ids) if ids.count(i) > 1) == [], page


def test_no_page_shows_a_sign_that_was_escaped_twice(site):
    for page in site.rglob("*.html"):
        assert re.findall(r"&amp;(?:quot|lt|gt|amp|#\d+);", page.read_text("utf-8")) == [], page


@pytest.fixture
def small_project(tmp_path):
    """A site of one page with our press and settings, to be spoilt."""
    shutil.copytree(ROOT / "docs" / "_ext", tmp_path / "docs" / "_ext")
    shutil.copytree(ROOT / "minigrad", tmp_path / "minigrad")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"^nav:\n(?:[ ].*\n|\n)*", "nav: [index.md]\n", settings, flags=re.MULTILINE)
    settings = re.sub(
        r"^  (logo|favicon): .*\n|^extra_\w+:.*\n(?: .*\n)*", "", settings, flags=re.M
    )
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return tmp_path


def build(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {**os.environ, "MINIGRAD_LIVE": ""}  # the libraries do not matter here
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)


def test_a_snippet_that_raises_stops_a_strict_build(small_project):
    page = small_project / "docs" / "index.md"
    page.write_text("# Home\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n", encoding="utf-8")
    assert build(small_project).returncode == 0

    page.write_text("# Home\n\nWords.\n\n```python\n1 / 0\n```\n", encoding="utf-8")
    done = build(small_project)

    assert done.returncode != 0
    assert "docs/index.md: line 5: this snippet fails: ZeroDivisionError" in done.stderr


def test_a_wrong_number_stops_a_strict_build(small_project):
    page = small_project / "docs" / "index.md"
    page.write_text("# Home\n\n```python\nprint(1)\n```\n\n```text\n2\n```\n", encoding="utf-8")
    done = build(small_project)

    assert done.returncode != 0
    assert "docs/index.md: line 7" in done.stderr
