"""The docstrings of the package for mkdocstrings: each `>>>` example is a block of code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import griffe
from mkdocs.exceptions import PluginError

from press.book.docstring import as_markdown, complaint


class Sessions(griffe.Extension):
    """Makes each `>>>` example of a docstring a block of code, and refuses any other code."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called by Griffe for every module, class and function that it reads."""
        package = obj.package.filepath
        if obj.docstring and isinstance(package, Path):
            wrong = complaint(obj.docstring.value, package.parents[1])
            if obj.is_attribute and ">>>" in obj.docstring.value:
                wrong = "the example of a constant is run by nobody: move it to a class or function"
            if wrong:
                place = f"{obj.relative_package_filepath}, line {obj.docstring.lineno}"
                raise PluginError(f"{place}: {wrong}")
            obj.docstring.value = as_markdown(obj.docstring.value)
