"""What `mkdocs serve` keeps from one build to the next."""

from __future__ import annotations

import jinja2
import pytest

from press.site import memory


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
