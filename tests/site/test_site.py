"""The built site: strict, the same every time, and alone in the world."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from press.site.policy import INLINE
from tests.book import DOCS, ROOT, build
from tests.press.test_page import fenced

pytestmark = pytest.mark.usefixtures("unmeasured")


def test_a_build_tells_its_stages_and_nothing_else(site):
    told = site.with_suffix(".log").read_text(encoding="utf-8")
    assert "Snippets: " in told
    others = [line for line in told.splitlines() if not line.startswith("INFO    -  ")]
    assert others == []
    assert "Warning" not in told


def test_no_page_asks_another_host_for_anything(site):
    loads = re.compile(
        r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*?"
        r"(?:src|href|srcset|data)=([\"']?)([^\"' >]+)\1"
    )
    for page in [*site.rglob("*.html"), *site.rglob("*.svg")]:
        text = page.read_text(encoding="utf-8")
        found = [
            address for tag in loads.finditer(text) if 'rel="canonical"' not in tag[0]
            for address in [tag[2]]
        ]  # fmt: skip
        assert [a for a in found if re.match(r"(https?:)?//", a)] == [], page
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", text), style


def test_chapter_5_shows_g_with_its_graph(site):
    html = (site / "tutorial/05-operations/index.html").read_text(encoding="utf-8")

    for number in ("4.6252", "27.0601", "117.3345", "24.7041", "138.8338", "645.5773"):
        assert number in html
    assert html.count('<figure class="graph') >= 2


def test_no_proof_is_seen(site):
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<!--" not in re.sub(r"<(script|template).*?</\1>", "", text, flags=re.DOTALL), page


def test_every_id_on_a_page_is_used_once(site):
    for page in site.rglob("*.html"):
        ids = re.findall(r"<[^>]*? id=\"([^\"]+)\"", page.read_text(encoding="utf-8"))
        assert sorted(i for i in set(ids) if ids.count(i) > 1) == [], page


def loaded_file(site: Path, name: str) -> Path:
    """A script or style as it is loaded; that of the search stands where the theme has its own."""
    place = "javascripts/workers/search.*.min.js" if name == "search.js" else name
    (path,) = site.glob(f"build-*/assets/{place}")
    return path


def test_scripts_and_styles_are_loaded_without_what_is_for_authors(site):
    for path in [*(DOCS / "assets").glob("*.js"), *(DOCS / "assets").glob("*.css")]:
        written = path.read_text(encoding="utf-8")
        loaded = loaded_file(site, path.name).read_text(encoding="utf-8")
        if path.suffix == ".js":
            assert all(name in loaded for name in re.findall(r"export .*?(\w+)[ (]", written))
        else:
            loaded = loaded.partition("@font-face")[0]  # added when the fonts are cut
            assert "/*" not in loaded
            assert classes(loaded) == classes(re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL))
        assert len(loaded) < 0.9 * len(written), path


def classes(style):
    """All that a style sheet has rules for."""
    return set(re.findall(r"\.([a-z][\w-]*)", style))


def test_no_rule_of_the_theme_styles_every_element_as_a_page_opens(site):
    (palette,) = site.rglob("palette.*.css")
    assert "[data-md-color-scheme=slate]" in palette.read_text(encoding="utf-8")
    assert "data-md-color-switching" not in palette.read_text(encoding="utf-8")


def test_no_page_shows_a_sign_that_was_escaped_twice(site):
    for page in site.rglob("*.html"):
        assert re.findall(r"&amp;(?:quot|lt|gt|amp|#\d+);", page.read_text("utf-8")) == [], page


def test_the_answers_are_found_by_no_search(site):
    key = (site / "how-to/answer-key/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in key
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "answer-key" not in sitemap
    assert sitemap.count("<loc>") == len(list(site.rglob("index.html"))) - 1
    (index,) = (path for path in (site / "search").iterdir() if path.name != "search_index.json")
    assert "Slopes" in index.read_text(encoding="utf-8")
    assert "answer-key" not in index.read_text(encoding="utf-8")


def test_the_packages_own_source_is_not_offered_for_copying(site):
    for page in ("tutorial/06-networks", "reference/engine"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        sources = re.findall(r'<details class="mkdocstrings-source".*?</details>', html, re.DOTALL)
        assert sources
        for source in sources:
            assert "already in the package" in source
            assert 'class="copy"' not in source


def test_a_copied_example_has_no_prompts(site):
    html = (site / "reference/engine/index.html").read_text(encoding="utf-8")
    copied = re.findall(r'data-clipboard-text="([^"]*)"', html)
    assert "a, b = Value(2.0, label=&quot;a&quot;)" in copied[0]
    assert not any("&gt;&gt;&gt;" in text for text in copied)


def test_no_script_of_ours_stands_in_a_page(site):
    """What stands there is the theme's, and allowed by its hash."""
    for page in site.rglob("*.html"):
        for tag, attributes, content in INLINE.findall(page.read_text(encoding="utf-8")):
            if tag == "script" and "src=" not in attributes and "json" not in attributes:
                assert content.startswith(("__md_scope=", "var palette=", "var target=")), page


@pytest.fixture
def project(tmp_path):
    """A site of one page with our press and settings, to be spoilt."""
    return small_project(tmp_path / "project")


def small_project(folder: Path) -> Path:
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(DOCS / "press", folder / "docs" / "press")
    shutil.copytree(ROOT / "minigrad", folder / "minigrad")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"^nav:\n(?:[ ].*\n|\n)*", "nav: [index.md]\n", settings, flags=re.MULTILINE)
    settings = re.sub(
        r"^  (logo|favicon): .*\n|^extra_\w+:.*\n(?: .*\n)*", "", settings, flags=re.M
    )
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    write(folder, "# Home\n\n" + fenced("python", "print(1)") + "\n" + fenced("text", "1"))
    return folder


def write(project: Path, text: str, name: str = "index.md") -> None:
    (project / "docs" / name).write_text(text, encoding="utf-8")


def built(project: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"MINIGRAD_CACHE": str(project / "cache"), "MINIGRAD_LIVE": ""}
    return build(project, *options, **(own | environment))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in paths if p.suffix != ".gz"}


WRONG = {
    "a snippet that raises": (
        "# Home\n\nWords.\n\n" + fenced("python", "x = 1\n1 / 0"),
        "docs/index.md: line 7: this snippet fails: ZeroDivisionError",
    ),
    "a wrong output": (
        "# Home\n\n" + fenced("python", "print(1)") + "\n" + fenced("text", "2"),
        "docs/index.md: line 8: the page says",
    ),
    "a wrong number in prose": (
        "# Home\n\n" + fenced("python", "x = 1.0") + "\nIt is 2.0<!-- x -->.\n",
        "docs/index.md: line 7: the page says 2.0, but x gives 1.0",
    ),
    "a number that nothing holds": ("# Home\n\nIt is 2.5.\n", "docs/index.md: line 3: 2.5 stands"),
    "a fence in a quotation": (
        "---\nhide: [toc]\n---\n\n# Home\n\n> ```python\n> 1 / 0\n> ```\n",
        "docs/index.md: line 7: a fence stands on lines of its own",
    ),
    "an indented block": (
        "# Home\n\n    1 / 0\n",
        "docs/index.md: line 3: this is shown as code, and not run",
    ),
    "a fence that its place breaks": (
        "# Home\n\n$$\n\n```python\nx = 1\n```\n\n$$\n",
        "docs/index.md: line 5: this code is not shown as it stands here",
    ),
    "a dead link": ("# Home\n\n[there](there.md)\n", "'there.md', but the target is not found"),
}


SET_WRONGLY = ["a fence that its place breaks", "a dead link"]  # found when all have been read


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """A build of one site with all the pages that are read and refused: none hides another."""
    project = small_project(tmp_path_factory.mktemp("spoilt") / "project")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {
        f"{name.replace(' ', '-')}.md": page
        for name, (page, _) in WRONG.items()
        if name not in SET_WRONGLY
    }
    nav = f"nav: {['index.md', *pages]}"
    (project / "mkdocs.yml").write_text(settings.replace("nav: [index.md]", nav), encoding="utf-8")
    for name, page in pages.items():
        write(project, page, name)
    return built(project)


@pytest.mark.parametrize("name", [name for name in WRONG if name not in SET_WRONGLY])
def test_what_is_wrong_stops_a_build_and_is_named(spoilt, name):
    complaint = WRONG[name][1].replace("index.md", f"{name.replace(' ', '-')}.md")
    assert spoilt.returncode != 0
    assert complaint in spoilt.stderr


@pytest.mark.parametrize("name", ["a wrong number in prose", *SET_WRONGLY])
def test_one_wrong_page_alone_stops_a_build(project, name):
    page, complaint = WRONG[name]
    write(project, page)
    done = built(project)

    assert done.returncode != 0
    assert complaint in done.stderr


def test_a_quiet_build_stops_at_a_warning_too_and_names_it(project):
    page, complaint = WRONG["a dead link"]
    write(project, page)
    done = built(project, "-q")

    assert done.returncode != 0
    assert complaint in done.stderr


def test_a_page_that_is_missing_from_the_nav_is_named_in_the_last_lines(project):
    write(project, "# Left out\n", "left-out.md")
    done = built(project)

    assert done.returncode != 0
    assert "left-out.md" in "\n".join(done.stderr.strip().splitlines()[-5:])


def test_an_exercise_that_no_page_places_stops_a_build(project):
    (project / "docs" / "exercises").mkdir()
    shutil.copy(DOCS / "exercises" / "softplus.py", project / "docs" / "exercises")
    done = built(project)

    assert done.returncode != 0
    assert "docs/exercises/softplus.py: no page places this exercise" in done.stderr


@pytest.mark.parametrize("shown", ["```python\n    1/0\n    ```", "Such as:\n\n        1/0"])
def test_other_code_than_examples_in_a_docstring_stops_a_build(project, shown):
    engine = project / "minigrad" / "engine.py"
    text = engine.read_text(encoding="utf-8")
    text = text.replace("    >>> a, b =", f"    {shown}\n\n    >>> a, b =", 1)
    engine.write_text(text, encoding="utf-8")
    write(project, "# Home\n\n::: minigrad.engine.Value\n")
    done = built(project)

    assert done.returncode != 0
    line = text[: text.index('"""A number that')].count("\n") + 1
    place = f"minigrad/engine.py, line {line}: "
    assert f"{place}a docstring shows its example after >>>" in done.stderr


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The small site as it is built on any machine."""
    project = small_project(tmp_path_factory.mktemp("plain") / "project")
    done = built(project)
    assert done.returncode == 0, done.stderr
    return files(project / "site")


SURROUNDINGS = {
    "another order of hashes": {"PYTHONHASHSEED": "7"},
    "no language": {"LC_ALL": "C", "LANG": ""},
    "optimized Python": {"PYTHONOPTIMIZE": "1"},
}


@pytest.mark.parametrize("environment", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_the_site_is_the_same_whatever_is_around_it(project, plain, environment):
    done = built(project, **environment)
    assert done.returncode == 0, done.stderr
    assert files(project / "site") == plain


def test_the_site_is_the_same_from_a_folder_with_any_name_and_with_other_line_ends(tmp_path, plain):
    project = small_project(tmp_path / "ein Büchlein")
    page = project / "docs" / "index.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    done = build(
        tmp_path, "-f", str(project / "mkdocs.yml"), MINIGRAD_CACHE=str(tmp_path / "cache")
    )  # from elsewhere
    assert done.returncode == 0, done.stderr
    assert files(project / "site") == plain


def test_a_site_that_does_not_know_its_address_names_none(plain):
    for name, content in plain.items():
        if name.endswith(".html"):
            assert b"127.0.0.1" not in content and b'rel="canonical"' not in content
            if name == "404.html":
                assert b"href=" not in content and b"src=" not in content  # at any depth


def test_a_site_below_a_folder_knows_where_it_is(project):
    done = built(project, SITE_URL="https://example.org/some/book/")
    assert done.returncode == 0, done.stderr
    home = (project / "site/index.html").read_text(encoding="utf-8")
    lost = (project / "site/404.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/some/book/"' in home
    addresses = re.findall(r'(?:href|src)="([^"#]+)"', lost)
    assert addresses and all(a.startswith(("/some/book/", "https://")) for a in addresses)


def test_dirty_builds_are_refused(project):
    done = built(project, "--dirty")
    assert done.returncode != 0
    assert "--dirty sets some pages and spoils what is made of all: leave it out" in done.stderr


def test_two_builds_at_once_are_whole_or_fail(project, plain):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "MINIGRAD_CACHE": str(project / "cache")}
    both = [
        subprocess.Popen(command, cwd=project, env=quiet, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes
    for code, text in zip(codes, said, strict=True):
        assert code == 0 or "another build is writing to" in text
    assert files(project / "site").keys() == plain.keys()


@contextmanager
def serving(project: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server of the project as it is started at a prompt; whatever happens, it ends."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "MINIGRAD_LIVE": ""}
    environment |= {"MINIGRAD_CACHE": str(project / "cache")}
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen_to_ctrl_c if sys.platform != "win32" else None,
    ) as server:
        try:
            yield server
        finally:
            server.kill()


def listen_to_ctrl_c() -> None:
    """Tests that run in the background are started deaf to it, and so would be the server."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_a_port_that_is_taken_is_said_before_the_build(project):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(project, port) as server:
            said = server.communicate(timeout=60)[1]
    assert server.returncode != 0
    assert f"cannot serve at 127.0.0.1:{port}" in said
    assert f"Choose another port: mkdocs serve -a 127.0.0.1:{port + 1}" in said
    assert "Snippets" not in said and "Traceback" not in said


def test_an_edit_is_served_and_what_has_not_changed_stays_whole(project):
    """The second page is kept, with the names of the package that it tells of, and its links.

    What is searched follows: it is read anew in the first page, and kept of the second.
    """
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("nav: [index.md]", "nav: [index.md, package.md]"), "utf-8")
    write(project, "# Home\n\nThe first words.\n\n## Part\n")
    shown = "::: minigrad.optim.SGD\n\n::: minigrad.engine.Value\n"
    write(project, f"# Package\n\n[part](index.md#part)\n\n{shown}", "package.md")
    port = free_port()

    def package() -> str:
        html = served(port, "package/", "Gradient descent")
        return html.partition("<main")[2].partition("</main>")[0]

    def searched(words: str) -> tuple[str, str]:
        docs = json.loads(served(port, "search/search_index.json", words))["docs"]
        return docs[0]["text"], json.dumps(docs[2:])  # before them, the first page and its part

    with serving(project, port) as server:
        first, kept = served(port, "", "The first words"), package()
        found = searched("The first words")
        write(project, "# Home\n\nThe other words.\n\n## Part\n")
        assert served(port, "", "The other words") != first
        assert package() == kept
        assert "minigrad.optim.SGD" in found[1]
        assert searched("The other words") == (found[0].replace("first", "other"), found[1])
        write(project, "# Home\n\nThe last words.\n")  # the part is gone that a page links to
        assert any("does not contain an anchor '#part'" in line for line in server.stderr)


def served(port: int, page: str, words: str) -> str:
    """A page of a server, as soon as it has these words."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=60) as answer:
                html = str(answer.read(), "utf-8")
        except OSError:
            html = ""
        if words in html:
            return html
        time.sleep(0.1)
    raise AssertionError(f"{words!r} is not served")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send on Windows")
def test_ctrl_c_stops_a_build_while_a_page_runs(project):
    mark = project / "mark"
    code = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(200)"
    write(project, "# Home\n\n" + fenced("python", code))
    with serving(project, free_port()) as server:
        while not mark.exists() or not mark.read_text():
            assert server.poll() is None
            time.sleep(0.05)
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
    with pytest.raises(ProcessLookupError):  # the page's own Python is gone too
        os.kill(int(mark.read_text()), 0)
