"""Docstrings as the site shows them: to Markdown, `>>>` alone is a quotation."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import griffe

SESSION = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)


class Sessions(griffe.Extension):
    """Makes each `>>>` example of a docstring a block of code."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called by Griffe for every module, class and function that it reads."""
        if obj.docstring:
            obj.docstring.value = SESSION.sub(_indented, obj.docstring.value)


def _indented(session: re.Match[str]) -> str:
    return textwrap.indent(session[0], "    ")
