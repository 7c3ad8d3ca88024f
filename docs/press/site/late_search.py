"""The search index weighs as much as a chapter: it comes with the reader's first question.

The theme asks for its index as soon as a page is open, so it is given an empty one. The script that
searches is the theme's, behind one of ours that fetches the whole index: `search.js` in the assets.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def put_off(site: Path) -> str:
    """Put our script before the theme's, and name the whole index by what it holds: return that.

    It is no part of the build's mark: with each changed sentence all would be loaded anew.
    """
    ours, empty = site / "assets" / "search.js", site / "search" / "search_index.json"
    theirs = list((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
    if not ours.exists() or not empty.exists() or len(theirs) != 1:
        return ""
    theirs[0].rename(theirs[0].with_name("theme.js"))
    ours.rename(theirs[0])
    content = empty.read_bytes()
    name = hashlib.sha256(content).hexdigest()[:12]
    empty.with_name(f"{name}.json").write_bytes(content)
    rest = {"config": json.loads(content)["config"], "docs": []}
    empty.write_text(json.dumps(rest), encoding="utf-8")
    return name
