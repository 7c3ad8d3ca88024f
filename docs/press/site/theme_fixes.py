"""What the HTML lacks: names for its parts and rows, and copy buttons that say what they copy."""

from __future__ import annotations

import html as escapes
import re
from itertools import count

SOURCE = r'<details class="mkdocstrings-source">.*?</details>'  # the package's own code
CODE = r'<div class="language-(?P<lang>python|pycon|bash) highlight">(?P<code>.*?)</div>'
OWN_CODE = re.compile(  # a function or class that a chapter shows by `:::`
    r'(doc-(?:function|class)">\s*<div class="doc doc-contents first">.*?-source")', re.DOTALL
)
SECTION = re.compile(  # a part of the book in the menu: its label there is an arrow, and no name
    r'aria-labelledby="__nav_\d+_\d+_label"([^>]*>\s*<label class="md-nav__title"[^>]*>'
    r"\s*<span[^>]*></span>\s*([^<]+?)\s*</label>)"
)
TABLE = re.compile(r"<table>\s*<thead>\s*<tr>\s*<th\b[^>]*></th>.*?</table>", re.DOTALL)
FIRST_CELL = re.compile(r"(<tr>\s*)<td\b([^>]*)>((?:(?!</td>).)+)</td>", re.DOTALL)
IN_PACKAGE = ", already in the package</summary>"


def mended(html: str) -> str:
    """The page with a name for each control, and a copy button on what can be run.

    A definition that a chapter shows is unfolded.
    """
    html = html.replace('role="dialog"', 'role="dialog" aria-label="Search"', 1)
    html = html.replace(' data-md-component="source"', "")  # it asks the forge for stars
    html = html.replace(' data-md-component="content"', "")  # it measures each block of code apart
    html = TABLE.sub(_with_heads_of_rows, html)
    html = re.sub(r"<th\b([^>]*)></th>", r"<td\1></td>", html)  # an empty corner heads nothing
    html = SECTION.sub(r'aria-label="\2"\1', html)
    html = _with_copy_buttons(html)
    return OWN_CODE.sub(r"\1 open", html)


def _with_heads_of_rows(table: re.Match[str]) -> str:
    """A table with an empty corner: there, the first cell of a row names what stands beside it."""
    return FIRST_CELL.sub(r'\1<th scope="row"\2>\3</th>', table[0])


def _with_copy_buttons(html: str) -> str:
    """A button in each block of code that a reader may want to run: not in the package's source."""
    number = count(1)

    def changed(block: re.Match[str]) -> str:
        if block["lang"] is None:
            return block[0].replace("</summary>", IN_PACKAGE, 1)
        i = next(number)
        name = f'id="code-{i}"'
        what = f'data-clipboard-target="#code-{i} code"'
        if block["lang"] == "pycon":
            what = f'data-clipboard-text="{escapes.escape(typed(block["code"]))}"'
        return (
            f'<div class="language-{block["lang"]} highlight" {name}>'
            f'<button class="copy" title="Copy" aria-label="Copy snippet {i}" {what}></button>'
            f"{block['code']}</div>"
        )

    return re.sub(f"{SOURCE}|{CODE}", changed, html, flags=re.DOTALL)


def text_of(html: str) -> str:
    """The text of a piece of HTML."""
    return escapes.unescape(re.sub(r"<[^>]+>", "", html)).strip("\n")


def typed(session: str) -> str:
    """The code of a session without its prompts and without what it printed.

    >>> typed("&gt;&gt;&gt; x = 1\\n&gt;&gt;&gt; x\\n1")
    'x = 1\\nx'
    """
    lines = re.findall(r"^(?:>>>|\.\.\.)(?: (.*))?$", text_of(session), re.MULTILINE)
    return "\n".join(lines)
