"""What `mkdocs serve` keeps from one build to the next."""

from __future__ import annotations

import jinja2
import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions

from press.site import hook, memory
from tests.book import ROOT


class CompiledAgain(Exception):
    """Raised in the place of Jinja's compiler."""


def test_a_template_is_compiled_once_and_again_when_it_has_changed(monkeypatch):
    files = {"page.html": "{{ 6 * 7 }}"}
    kept = memory.Templates()

    def shown():  # each build has an environment of its own
        loader = jinja2.DictLoader(files)
        build = jinja2.Environment(loader=loader, bytecode_cache=kept, autoescape=True)
        return build.get_template("page.html").render()

    def compiler(*_):
        raise CompiledAgain

    assert shown() == "42"
    monkeypatch.setattr(jinja2.Environment, "compile", compiler)
    assert shown() == "42"
    files["page.html"] = "{{ 6 * 8 }}"
    with pytest.raises(CompiledAgain):
        shown()
    monkeypatch.undo()
    assert shown() == "48"


def test_a_page_is_not_made_of_what_python_keeps_beside_the_press(tmp_path):
    """The first build of a fresh clone compiles the press, below `docs/`: no page changes by it."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    excluded = settings.partition("exclude_docs:")[2].partition("\nnot_in_nav")[0]
    text = f"site_name: small\nexclude_docs:{excluded}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")

    def published():
        config = load_config(str(tmp_path / "mkdocs.yml"))
        files = get_files(config)
        set_exclusions(files, config)
        return hook.published(files)

    compiled = tmp_path / "docs" / "press" / "site" / "__pycache__"
    compiled.mkdir(parents=True)
    page = tmp_path / "docs" / "index.md"
    page.write_text("# Home\n", encoding="utf-8")
    assert published() == {"index.md"}
    (compiled / "hook.pyc").write_bytes(b"")
    assert published() == {"index.md"}
    page.with_name("more.md").write_text("# More\n", encoding="utf-8")
    assert published() == {"index.md", "more.md"}
