"""What holds for the finished site: its mark, its late search index, its policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest

from press.site import late_search, mark, policy

PAGE = """<head><meta charset="utf-8">
<link rel="stylesheet" href="../assets/style.css"><script src="../assets/live.js"></script>
<script>first()</script><script type="application/json">{"search": "../assets/search.js"}</script>
</head><p>In "assets/live.js" stands href=&quot;assets/live.js&quot;</p>"""
LOST = '<meta charset="utf-8"><script src="/some/book/assets/live.js"></script><style>p{}</style>'


@pytest.fixture
def site(tmp_path):
    """A built site, as far as the last steps care."""
    for name, text in {
        "assets/live.js": "run()",
        "assets/search.js": "ours",
        "assets/javascripts/workers/search.0a.min.js": "theirs",
        "live/book.zip": "the package",
        "search/search_index.json": '{"config": {"lang": ["en"]}, "docs": ["all of it"]}',
        "page/index.html": PAGE,
        "404.html": LOST,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class TestMark:
    def test_all_that_a_page_loads_is_found_behind_the_mark(self, site):
        build = mark.stamp(site, "https://example.org/some/book/")
        text = (site / "page/index.html").read_text()
        for address in re.findall(r'(?:src|href|search)"?[=:] ?"([^"]*\.\w+)"', text):
            assert address.startswith(f"../{build}/")
            if "search" not in address:
                assert (site / "page" / address).resolve().exists() or "style" in address
        assert f'src="/some/book/{build}/assets/live.js"' in (site / "404.html").read_text()
        assert sorted(path.name for path in (site / build).iterdir()) == ["assets", "live"]

    def test_words_are_left_alone(self, site):
        mark.stamp(site, "")
        text = (site / "page/index.html").read_text()
        assert 'In "assets/live.js" stands href=&quot;assets/live.js&quot;' in text

    @pytest.mark.parametrize("name", ["live/book.zip", "assets/live.js"])
    def test_other_bytes_make_another_mark(self, site, name):
        before = mark._digest(site)
        (site / "page/index.html").write_text("other words")
        assert mark._digest(site) == before
        (site / name).write_text("other")
        assert mark._digest(site) != before

    def test_a_file_of_another_name_makes_another_mark(self, site):
        before = mark._digest(site)
        (site / "assets/live.js").rename(site / "assets/run.js")
        assert mark._digest(site) != before


class TestSearch:
    def test_the_whole_index_waits_under_a_name_that_the_page_knows(self, site):
        whole = (site / "search/search_index.json").read_text()
        name = late_search.put_off(site)
        build = mark.stamp(site, "", name)
        assert (site / f"search/{name}.json").read_text() == whole
        empty = json.loads((site / "search/search_index.json").read_text())
        assert empty == {"config": {"lang": ["en"]}, "docs": []}
        workers = site / build / "assets/javascripts/workers"
        assert (workers / "search.0a.min.js").read_text() == "ours"
        assert (workers / "theme.js").read_text() == "theirs"
        page = (site / "page/index.html").read_text()
        assert f'"search": "../{build}/assets/search.js?{name}"' in page

    def test_a_site_without_our_script_keeps_its_search(self, site):
        (site / "assets/search.js").unlink()
        before = (site / "search/search_index.json").read_text()
        assert late_search.put_off(site) == ""
        assert (site / "search/search_index.json").read_text() == before


class TestPolicy:
    def test_each_page_has_the_policy_of_all_behind_its_charset(self, site):
        policy.protect(site, "build-0")
        found = set()
        for name in ("page/index.html", "404.html"):
            text = (site / name).read_text()
            assert len(policy.CHARSET.findall(text)) == 1
            found |= set(
                re.findall(
                    r'<meta charset="utf-8">\n'
                    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">',
                    text,
                )
            )
        (rules,) = found
        for content in ("first()", "p{}"):
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert rules.count(f"'sha256-{digest}'") == 1
        assert rules.count("sha256-") == 2  # what is data, or has an address, needs none
        assert "frame-ancestors" not in rules  # a page may not say it

    def test_hosts_are_told_the_same_and_who_may_frame_it(self, site):
        policy.protect(site, "build-0")
        lines = (site / "_headers").read_text().splitlines()
        assert lines[0] == "/*" and lines[2] == "/build-0/*"
        rules = lines[1].removeprefix("  Content-Security-Policy: ")
        assert f'content="{rules.removesuffix("; " + policy.FRAMES)}"' in (
            site / "404.html"
        ).read_text(encoding="utf-8")
        assert "unsafe" not in rules.replace("'wasm-unsafe-eval'", "").replace(
            "style-src-attr 'unsafe-inline'", ""
        )
        assert max(map(len, lines)) < 2000  # as long as a line may be there
