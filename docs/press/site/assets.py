"""Scripts and styles as a reader loads them: without the remarks and indents for authors."""

from __future__ import annotations

import re
from pathlib import Path

REMARKS = {".js": r"^ *//.*\n", ".css": r" */\*.*?\*/"}  # of a script, those on lines of their own


def lighten(folder: Path) -> None:
    """Take the remarks, the indents and the empty lines from the scripts and styles in a folder."""
    for path in sorted(folder.iterdir()):
        if path.suffix in REMARKS:
            text = path.read_text(encoding="utf-8")
            flags = re.MULTILINE | (re.DOTALL if path.suffix == ".css" else 0)
            bare = re.sub(REMARKS[path.suffix], "", text, flags=flags)
            path.write_text(re.sub(r"^\s+", "", bare, flags=re.MULTILINE), encoding="utf-8")
