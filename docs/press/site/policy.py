"""The Content-Security-Policy: a browser runs and loads what is the site's own, and nothing else.

The build knows the few scripts and styles that stand in the pages themselves, all of them the
theme's or a picture's: each is allowed by its hash. Python's worker takes over the page's policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
FRAMES = "frame-ancestors 'none'"  # who may show the site in a frame: only a header can say it


def protect(site: Path, mark: str) -> None:
    """Write the policy into each page, and into `_headers` for hosts that read that file.

    All pages have the same: the theme swaps pages, and the first one's policy stays in force.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    rules = policy(pages.values())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    for path, text in pages.items():  # a browser reads what charset it is before all else
        path.write_text(CHARSET.sub(rf"\g<0>\n{meta}", text, count=1), encoding="utf-8")
    headers = {
        "/*": f"Content-Security-Policy: {rules}; {FRAMES}",
        f"/{mark}/*": "Cache-Control: public, max-age=31536000, immutable",
    }
    lines = [f"{place}\n  {header}\n" for place, header in headers.items()]
    (site / "_headers").write_text("".join(lines), encoding="utf-8")


def policy(pages: Iterable[str]) -> str:
    """The policy that all of these pages can keep to."""
    scripts, styles = set[str](), set[str]()
    for text in pages:
        for tag, attributes, content in INLINE.findall(text):
            if tag == "style":
                styles.add(_hash(content))
            elif "src=" not in attributes and "application/json" not in attributes:
                scripts.add(_hash(content))
    rules = {
        "default-src": ["'self'"],  # Firefox fetches the next page ahead, and has no rule for that
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "media-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *sorted(scripts)],
        "worker-src": ["'self'", "blob:"],  # a worker from a blob has the policy of its page
        "connect-src": ["'self'"],
        "style-src-elem": ["'self'", *sorted(styles)],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([rule, *allowed]) for rule, allowed in rules.items())


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
