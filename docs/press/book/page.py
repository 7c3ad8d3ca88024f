"""Read a page into blocks. The site, the tests and the notebooks all read it through here.

What this reader does not know it refuses, with the line: a fence that MkDocs would show and nobody
would run has no way past it.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml

from press.book.claims import CODE, DIRECTIVES, REMARK, Claim, claims_in
from press.book.quiz import BOX, complaint, quizzes
from press.book.slider import Slider, sliders_in

LISTED = {"bash", "toml", "yaml", "json", "dot", "html"}  # shown, and not run
NEEDED = {"torch", "numpy", "matplotlib", "sybil", "pygraphviz"}  # what a snippet may need
BOXES = {"quiz", "question", "example", "exercise", "note", "hint", "right", "wrong", "success"}

FENCE = re.compile(r"(?P<indent> *)(?P<mark>`{3,}|~{3,}) *(?P<lang>[^`]*?) *$")
MARK = re.compile(r"`{3,}|~{3,}")
RAW_CODE = re.compile(r"<(pre|code|samp|kbd|xmp|listing|plaintext)\b", re.IGNORECASE)
DIRECTIVE = re.compile(
    rf"(?P<indent> *)<!-- (?P<name>{'|'.join(DIRECTIVES)})(?:: (?P<text>.+?))? -->$"
)
FOOTNOTE = re.compile(r"\[\^[^\]]+\]:")
FRONT_MATTER = re.compile(r"-{3}[ \t]*\n.*?\n(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


class PageError(Exception):
    """A page that cannot be read; the message names the line."""


@dataclass(frozen=True)
class Prose:
    """A line of Markdown, and the claims that it makes about numbers."""

    text: str
    line: int
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A fence in a language that is shown and not run."""

    lang: str
    text: str
    line: int
    indent: str


@dataclass(frozen=True)
class Snippet:
    """A Python fence and the `text` fence that states its output."""

    code: str
    line: int  # of the opening fence; the code starts on the next
    indent: str = ""
    output: str | None = None  # None: no `text` fence follows
    output_line: int = 0
    raises: bool = False  # it fails on purpose
    needs: str = ""  # a package that a reader may lack
    not_run: str = ""  # the reason
    draws: str | None = None  # the words in the picture that it gives
    key: str | None = None  # in a quiz: the option that its output must be
    sliders: tuple[Slider, ...] = ()  # the numbers in it that a reader can move


@dataclass(frozen=True)
class Exercise:
    """The place of an exercise, by the name of its file."""

    name: str
    line: int
    indent: str


Block = Prose | Listing | Snippet | Exercise
Piece = Prose | Listing | Exercise | tuple[str, str, int]  # the last: a directive, text, line


@lru_cache(500)  # each user of a page asks
def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a page, in order, without its front matter.

    Raises `PageError` for all that could be shown without being run or compared: a fence that is
    not on lines of its own, not closed or in an unknown language, an output without a snippet, a
    directive (`<!-- raises -->` ...) without a fence, raw HTML code, a bad box or quiz.
    """
    blocks: list[Block] = []
    directives: dict[str, str] = {}
    keys = _keys(text)
    for piece in _pieces(text):
        if isinstance(piece, tuple):
            name, words, line = piece
            if name in directives:
                raise PageError(f"line {line}: a second <!-- {name} --> above one fence")
            directives[name] = words
            continue
        if isinstance(piece, Listing) and piece.lang == "python":
            blocks.append(_snippet(piece, directives, keys.get(piece.line)))
            directives = {}
            continue
        if not (isinstance(piece, Prose) and not piece.text.strip()):
            _nothing_left(directives, piece.line)
        if isinstance(piece, Listing) and piece.lang == "text":
            blocks = _with_output(blocks, piece)
        else:
            blocks.append(piece)
    _nothing_left(directives, text.count("\n") + 1)
    return tuple(blocks)


def snippets(text: str) -> list[Snippet]:
    """The Python fences of a page, in order."""
    return [block for block in parse(text) if isinstance(block, Snippet)]


def body_start(lines: list[str]) -> int:
    """How many lines the front matter takes."""
    match = FRONT_MATTER.match("\n".join(lines) + "\n")
    return match[0].count("\n") if match else 0


def _pieces(text: str) -> Iterator[Piece]:
    """Each line or fence on its own: prose, fences of all languages, exercises, directives."""
    lines = text.removeprefix("\ufeff").split("\n")
    i = body_start(lines)
    footnote = False  # whether this line is inside one
    apart = True  # nothing stands directly above that an indented fence would belong to
    while i < len(lines):
        line, number = lines[i], i + 1
        fence, directive = FENCE.match(line), DIRECTIVE.match(line)
        if fence:
            if fence["indent"] and (footnote or not apart):
                why = "in a footnote" if footnote else "without a blank line above it"
                raise PageError(f"line {number}: a fence that is indented, {why}, is set wrongly")
            body = _body(lines, i, fence)
            i += len(body) + 2
            yield _listing(fence, body, number)
            apart = True
            continue
        _refuse(line, number)
        apart = not line.strip() or bool(directive)
        if line[:1].strip():
            footnote = bool(FOOTNOTE.match(line))
        i += 1
        if directive and directive["name"] == "exercise":
            yield Exercise(directive["text"] or "", number, directive["indent"])
        elif directive:
            yield directive["name"], directive["text"] or "", number
        else:
            try:
                yield Prose(line, number, tuple(claims_in(line, number)))
            except ValueError as error:
                raise PageError(f"line {number}: {error}") from None


def _body(lines: list[str], start: int, fence: re.Match[str]) -> list[str]:
    """The lines of a fence without its indent. MkDocs ends a fence at the very same mark."""
    indent, body = fence["indent"], list[str]()
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if line.rstrip() == indent + fence["mark"]:
            return body
        if line.strip() and not line.startswith(indent):
            raise PageError(f"line {number}: this line leaves the fence of line {start + 1}")
        body.append(line.removeprefix(indent) if line.strip() else "")
    raise PageError(f"line {start + 1}: this fence is never closed")


def _listing(fence: re.Match[str], body: list[str], line: int) -> Listing:
    """The fence, if its language is one that is run, stated or listed, and is that language."""
    lang, text = fence["lang"], "\n".join(body)
    if lang not in LISTED | {"python", "text"}:
        known = ", ".join(["python", "text", *sorted(LISTED)])
        raise PageError(f"line {line}: unknown language {lang!r}: write one of {known}")
    if lang in LISTED and (wrong := _not_in(lang, text)):
        raise PageError(f"line {line}: {wrong}")
    return Listing(lang, text, line, fence["indent"])


def _not_in(lang: str, text: str) -> str:
    """What shows that a listing is not in its language, or nothing."""
    readers: dict[str, Callable[[str], object]] = {
        "json": json.loads,
        "toml": tomllib.loads,
        "yaml": yaml.safe_load,
    }
    if lang in readers:
        try:
            readers[lang](text)
        except (ValueError, yaml.YAMLError) as error:
            return f"this is not {lang}: {str(error).splitlines()[0]}"
    if lang not in ("json", "toml") and _is_python(text):
        return f"this reads as Python: call the fence python, not {lang}, so that it is run"
    return ""


def _is_python(text: str) -> bool:
    """True if the text is Python that does something (it calls, imports, defines ...), or asks."""
    if re.search(r"^\s*>>> ", text, re.MULTILINE):
        return True
    try:
        tree = ast.parse(re.sub(r"\\.", "_", text))  # of what others escape Python would warn
    except (SyntaxError, ValueError):
        return False
    bare = (ast.Expr, ast.AnnAssign)  # a word alone, or `key: value`, says nothing
    inside = (ast.Call, ast.BinOp, ast.Lambda, ast.Await)
    return any(not isinstance(each, bare) for each in tree.body) or any(
        isinstance(node, inside) for node in ast.walk(tree)
    )


def fenced(lang: str, text: str, indent: str = "") -> list[str]:
    """The lines of a fence for any text, with a blank line before and after it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    mark = "`" * max(3, longest + 1)  # longer than any that the text holds
    lines = [mark + lang, *text.split("\n"), mark]
    return ["", *(indent + line if line else "" for line in lines), ""]


def _refuse(line: str, number: int) -> None:
    """Stop at a line of prose that would show code which nobody runs."""
    if MARK.search(line):
        raise PageError(
            f"line {number}: a fence stands on lines of its own, after blanks alone: not in a "
            "quotation, a comment or a sentence, and not behind a tab or the mark of a list"
        )
    outside = CODE.sub("", line)
    if "<!--" in REMARK.sub("", outside):
        raise PageError(f"line {number}: this remark is not closed: it stands on one line")
    if RAW_CODE.search(outside):
        raise PageError(f"line {number}: code in HTML is not run: write a fence, or `code`")
    if re.match(r"\s*(!!!|\?\?\?)", line):
        box = BOX.match(line)
        if box is None or box["kind"] not in BOXES:
            raise PageError(f"line {number}: unknown box: {line.strip()}")


def _snippet(fence: Listing, directives: dict[str, str], key: str | None) -> Snippet:
    """The Python fence with the directives above it."""
    needs = directives.get("needs", "")
    if "needs" in directives and needs not in NEEDED:
        known = ", ".join(sorted(NEEDED))
        raise PageError(f"line {fence.line}: needs: {needs!r} is none of {known}")
    if "not run" in directives and not directives["not run"]:
        raise PageError(f"line {fence.line}: <!-- not run: ... --> says why")
    return Snippet(
        fence.text,
        fence.line,
        fence.indent,
        raises="raises" in directives,
        needs=needs,
        not_run=directives.get("not run", ""),
        draws=directives.get("draws"),
        key=key,
        sliders=_sliders(fence, directives) if "slider" in directives else (),
    )


def _sliders(fence: Listing, directives: dict[str, str]) -> tuple[Slider, ...]:
    """The numbers of a fence that a reader can move."""
    if "not run" in directives:
        raise PageError(f"line {fence.line}: slider: a snippet that is not run moves nothing")
    try:
        return sliders_in(directives["slider"], fence.text)
    except ValueError as error:
        raise PageError(f"line {fence.line}: {error}") from None


def _with_output(blocks: list[Block], stated: Listing) -> list[Block]:
    """The blocks with `stated` as the output of the last: only blank lines may be between."""
    last = len(blocks)
    while last and isinstance(blank := blocks[last - 1], Prose) and not blank.text.strip():
        last -= 1
    snippet = blocks[last - 1] if last else None
    if not isinstance(snippet, Snippet) or snippet.output is not None:
        raise PageError(f"line {stated.line}: this output follows no snippet")
    told = replace(snippet, output=stated.text, output_line=stated.line)
    return [*blocks[: last - 1], told]


def _keys(text: str) -> dict[int, str]:
    """The right answer of the quiz that stands around each line."""
    found = quizzes(text)
    if wrong := next(filter(None, map(complaint, found)), ""):
        raise PageError(wrong)
    return {line: quiz.key for quiz in found for line in range(quiz.line, quiz.last + 1)}


def _nothing_left(directives: dict[str, str], line: int) -> None:
    if directives:
        name = next(iter(directives))
        raise PageError(f"before line {line}: <!-- {name} --> must stand above a Python fence")
