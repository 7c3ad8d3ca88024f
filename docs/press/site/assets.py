"""Scripts and styles as a reader loads them."""

from __future__ import annotations

import re
from pathlib import Path

from press.bundle import bundle

SWITCHING = re.compile(r"\[data-md-color-switching\][^{}]*\{[^{}]*\}")


def lighten(folder: Path) -> None:
    """Have esbuild write the scripts and styles in a folder as short as it can.

    Without the libraries from npm they stay as they are.
    """
    files = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".js", ".css")]
    if files and not bundle.absent():
        bundle.esbuild(*files, "--minify", f"--outdir={folder}", "--allow-overwrite")


def settle(stylesheets: Path) -> None:
    """Take from the theme the rule by which no colour fades while a reader changes the colours.

    Each page sets its colours as it opens, and by that rule all its elements are styled twice more.
    """
    for path in stylesheets.glob("palette.*.css"):
        path.write_text(SWITCHING.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
