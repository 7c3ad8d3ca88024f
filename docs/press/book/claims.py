"""A number in prose that a snippet computed, proved where it stands: `6.0<!-- a.grad -->`.

The remark holds an expression. It is evaluated after the last snippet above, in the page's
namespace, and must give the number (or the word for it: `seven`) before it, rounded as it is
written there. `<!-- given: why -->` says of the numbers of its line that nothing computes them.
The site, the notebooks and the forge show the number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIRECTIVES = ("raises", "needs", "not run", "exercise", "draws", "slider")  # on lines of their own
REMARK = re.compile(r"<!--(?P<text>.*?)-->")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
STATED = re.compile(
    r"(?P<stated>\d+(?:\.\d+){2,}|[-−]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+−]?\d+)?(?: ?%)?"
    r"|[A-Za-z]+(?:-[a-z]+)?)[`*_$)\]}]*$"
)
WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
OTHER_WORDS = {"zero": 0, "none": 0, "once": 1, "twice": 2, "half": 0.5, "thousand": 1000}
AS_WORDS: dict[str, float] = (
    {word: i for i, word in enumerate(WORDS)}
    | {word: 10 * i for i, word in enumerate(TENS, start=2)}
    | OTHER_WORDS
)


@dataclass(frozen=True)
class Claim:
    """What the prose states, the expression that must give it, and where both stand."""

    stated: str
    expression: str  # empty: the number is given, and nothing computes it
    line: int
    start: int  # the column of what is stated
    end: int  # the column behind the remark


def claims_in(text: str, line: int) -> Iterator[Claim]:
    """The claims of a line of prose. Raises `ValueError` for a remark that claims nothing."""
    code = [match.span() for match in CODE.finditer(text)]
    for remark in REMARK.finditer(text):
        if any(start <= remark.start() < end for start, end in code):
            continue  # it is shown, as code
        words = remark["text"].strip()
        stated = STATED.search(text[: remark.start()])
        if stated is None:
            known = ", ".join(DIRECTIVES)
            raise ValueError(
                f"unknown remark {remark[0]}: on a line of its own write one of {known}; "
                "behind a number, the expression that gives it"
            )
        given = re.fullmatch(r"given: \S.*", words)
        expression = "" if given else words
        if not given and not expression:
            raise ValueError(f"{remark[0]} proves nothing: write an expression in it")
        yield Claim(stated["stated"], expression, line, stated.start("stated"), remark.end())


def without_claims(text: str) -> str:
    """The text as a reader sees it: without the remarks behind its numbers."""
    if "<!--" not in text:
        return text
    code = [match.span() for match in CODE.finditer(text)]

    def kept(remark: re.Match[str]) -> str:
        return remark[0] if any(start <= remark.start() < end for start, end in code) else ""

    return REMARK.sub(kept, text)


def agrees(stated: str, value: object) -> bool:
    """True if `value`, rounded to as many digits as are written, is what the text states.

    >>> agrees("0.0042", 0.00418), agrees("89%", 0.89), agrees("seven", 7), agrees("6.0", 6.1)
    (True, True, True, False)
    """
    if isinstance(value, str):
        return stated == value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if stated[0].isalpha():
        return _in_words(stated) == value
    text = stated.replace("−", "-").replace(",", "").replace(" ", "")
    if text.count(".") > 1:
        return False  # a version is no number: its expression gives the text
    number, _, exponent = text.partition("e")
    decimals = len(number.rstrip("%").partition(".")[2])
    if text.endswith("%"):
        return _plain(f"{value:.{decimals}%}") == _plain(text)
    if exponent:
        return float(f"{value:.{decimals}e}") == float(text)
    return _plain(f"{value:.{decimals}f}") == _plain(text)


def complaint(claim: Claim, value: object, error: str = "") -> str:
    """What is wrong with a claim, in one sentence with its line, or nothing."""
    if not error and agrees(claim.stated, value):
        return ""
    gives = f"stops with {error}" if error else f"gives {value!r}"
    return f"line {claim.line}: the page says {claim.stated}, but {claim.expression} {gives}"


def _in_words(word: str) -> float | None:
    """The number that a word names: `seven`, `Twice`, `forty-one`; None for another word."""
    tens, _, ones = word.lower().partition("-")
    if not ones:
        return AS_WORDS.get(tens)
    return AS_WORDS[tens] + AS_WORDS[ones] if {tens, ones} <= AS_WORDS.keys() else None


def _plain(text: str) -> str:
    """`-0.0` as `0.0`."""
    return text if text.strip("-0.%") else text.lstrip("-")
