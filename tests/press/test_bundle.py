"""What the live pages are put together from."""

from __future__ import annotations

import json
import re
import string
import zipfile

import pytest

from press.bundle import bundle, fonts
from tests.book import DOCS, ROOT


@pytest.fixture
def site(tmp_path):
    """A built site, as far as the live pages care."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "live.js").write_text("the script")
    (tmp_path / "assets" / "style.css").write_text("the style")
    (tmp_path / "index.html").write_text("<p>d</p><math><mi>a</mi><mo>&#x2202;</mo></math>")
    return tmp_path


@pytest.fixture
def no_libraries(monkeypatch):
    def fail():
        raise RuntimeError("no network")

    monkeypatch.setattr(bundle, "fetch", fail)
    monkeypatch.delenv("MINIGRAD_LIVE", raising=False)
    bundle.absent.cache_clear()
    yield
    bundle.absent.cache_clear()


class TestAssembly:
    def test_without_the_libraries_the_buttons_go_and_one_line_says_why(self, site, no_libraries):
        said = bundle.assemble(site)
        assert said == "Live pages: no Run buttons in this site: no network"
        assert (site / "assets" / "live.js").read_text().startswith("//")
        assert not (site / "live").exists()

    def test_where_they_are_required_their_absence_is_an_error(
        self, site, no_libraries, monkeypatch
    ):
        monkeypatch.setenv("MINIGRAD_LIVE", "require")
        with pytest.raises(RuntimeError, match="cannot be built: no network"):
            bundle.assemble(site)

    def test_a_site_without_the_script_is_left_alone(self, site, no_libraries):
        (site / "assets" / "live.js").unlink()
        before = sorted(site.rglob("*"))
        assert bundle.assemble(site) == "Live pages: none in this site"
        assert sorted(site.rglob("*")) == before

    def test_the_archive_holds_this_package_and_is_the_same_every_time(self, tmp_path):
        bundle.pack(tmp_path / "a.zip")
        bundle.pack(tmp_path / "b.zip")
        assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
        with zipfile.ZipFile(tmp_path / "a.zip") as archive:
            for folder, base in ((ROOT / "minigrad", ROOT), (DOCS / "press" / "runtime", DOCS)):
                for path in folder.rglob("*.py"):
                    name = path.relative_to(base).as_posix()
                    assert archive.read(name) == path.read_bytes()
            assert not any("book/" in name or "pyc" in name for name in archive.namelist())

    def test_the_fonts_have_what_is_typed_and_the_formulas_their_letters_and_italics(self, site):
        everywhere, in_formulas = fonts.characters(site)
        assert set(string.printable.strip()) <= set(everywhere)
        assert "a" in in_formulas and "∂" in in_formulas and "\U0001d44e" in in_formulas
        assert "d" not in in_formulas and "√" not in in_formulas
        (site / "index.html").write_text("<math><msqrt><mi>n</mi></msqrt></math>")
        assert "√" in fonts.characters(site)[1]

    def test_node_and_npm_need_nothing_of_the_machine(self, monkeypatch):
        monkeypatch.setenv("PATH", "")
        assert re.match(r"v\d+", bundle.call("node", "--version").stdout)
        assert bundle.call("npm", "--version").returncode == 0

    def test_a_program_that_fails_says_why(self):
        with pytest.raises(RuntimeError, match="node -e failed: .*Error: so it is"):
            bundle.run("node", "-e", "throw new Error('so it is')")


class TestLicences:
    def test_the_lock_file_names_sums_and_no_host(self):
        lock = json.loads((bundle.HERE / "package-lock.json").read_text())
        for name, package in lock["packages"].items():
            assert name == "" or package["integrity"].startswith("sha512-")
            assert "resolved" not in package

    @pytest.mark.parametrize("notice", ["explanation/licences.md", "press/bundle/NOTICE.txt"])
    def test_what_is_shipped_is_named_in_its_version(self, notice):
        text = (DOCS / notice).read_text(encoding="utf-8")
        shipped = json.loads((bundle.HERE / "package.json").read_text())["dependencies"]
        names = {"pyodide": "Pyodide", "@viz-js/viz": "Viz.js"}
        names |= {f"@fontsource/{face.source.split('/')[0]}": face.family for face in fonts.FACES}
        for package, name in names.items():
            assert name in text and shipped[package] in text
        assert shipped.keys() == names.keys()
        for licence in (
            "MPL-2.0|Mozilla Public License 2.0",
            "PSF-2.0|PYTHON SOFTWARE",
            "OFL|Open Font",
        ):
            assert re.search(licence, text)
