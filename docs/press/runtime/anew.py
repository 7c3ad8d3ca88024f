"""Python and the library as they were before a reader's code changed them."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from press.runtime.run import forget_library

Names = list[tuple[ModuleType, dict[str, Any]]]


def names_of_python() -> Names:
    """What each name stands for in the loaded modules of the standard library, builtins too."""
    loaded = [
        module
        for name, module in sys.modules.items()
        if name in sys.stdlib_module_names and not name.startswith("_") and name != "sys"
    ]
    return [(module, dict(vars(module))) for module in loaded]


def put_back(python: Names) -> None:
    """Undo what was changed and added in these modules; a part that was imported since stays."""
    for module, names in python:
        now = vars(module)
        now.update(names)
        for added in now.keys() - names.keys():
            if not isinstance(now[added], ModuleType):
                del now[added]


def import_anew() -> None:
    """Import the library as it was written."""
    forget_library()
    free_in_a_loop(import_module("minigrad.engine").Value)


def free_in_a_loop(value: Any) -> None:
    """Have long chains of values freed one by one.

    CPython frees a chain by calls within calls, and a browser's stack holds some 2000 of them.
    """
    late: list[object] = []
    freeing = False

    def __del__(self: Any) -> None:
        nonlocal freeing
        late.append(getattr(self, "_prev", None))
        self._prev = ()
        if not freeing:
            freeing = True
            while late:
                late.pop()  # may free a value, which then only adds to the list
            freeing = False

    value.__del__ = __del__
