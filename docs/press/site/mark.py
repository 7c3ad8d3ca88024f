"""The build's mark: what pages load lies in a folder that is named by what it holds.

A page asks a cache for files of its own build, then, and never gets those of another. Only a page
itself has the same address in each build.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

LOADED = ("assets", "live")


def stamp(site: Path, address: str, index: str = "") -> str:
    """Move what pages load into its marked folder, lead all pages there, and return the mark.

    `address` is that of the site, which the page for wrong addresses loads by; `index` names the
    search index, which the search's own script is told behind a question mark.
    """
    mark = f"build-{_digest(site)}"
    (site / mark).mkdir()
    for name in LOADED:
        if (site / name).exists():
            (site / name).rename(site / mark / name)
    base = f"{re.escape(urlsplit(address).path or '/')}|{re.escape(address)}"
    names = "|".join(LOADED)
    loads = re.compile(rf'((?:href|src|content)="|"search": ")((?:\.\./)*|\./|{base})({names})/')
    search = re.compile(r'("search": "[^"]*)')
    for page in site.rglob("*.html"):
        text = loads.sub(rf"\1\2{mark}/\3/", page.read_text(encoding="utf-8"))
        if index:
            text = search.sub(rf"\1?{index}", text)
        page.write_text(text, encoding="utf-8")
    return mark


def _digest(site: Path) -> str:
    """A short name for all that pages load: other bytes, or another name of a file, change it."""
    files = [path for name in LOADED for path in (site / name).rglob("*") if path.is_file()]
    sums = hashlib.sha256()
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        sums.update(f"{path.relative_to(site).as_posix()} {content}\n".encode())
    return sums.hexdigest()[:12]
