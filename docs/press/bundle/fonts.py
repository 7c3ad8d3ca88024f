"""The fonts of the site: a face for text, one for code, one for formulas, each cut to what is used.

They are the site's own: every reader sees the same book, and nothing is fetched from others.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TYPED = "".join(map(chr, range(0x20, 0x7F)))  # what a reader may write


@dataclass(frozen=True)
class Face:
    """A font file of the site, and what it is cut from."""

    name: str
    family: str
    weight: int = 400
    style: str = "normal"
    late: str = "optional"  # a font that comes late waits for the next page: no line moves
    features: tuple[str, ...] = ("kern", "liga", "lnum", "mark")

    @property
    def source(self) -> str:
        """The file below node_modules/@fontsource."""
        package = self.family.lower().replace(" ", "-")
        return f"{package}/files/{package}-latin-{self.weight}-{self.style}.woff2"

    @property
    def rule(self) -> str:
        """The rule that tells a page of the font."""
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};'
            f'font-style:{self.style};src:url("../live/{self.name}");font-display:{self.late}}}'
        )


MATH = Face("math.woff2", "STIX Two Math", late="swap", features=("*",))
FACES = (
    Face("text.woff2", "Literata"),
    Face("italic.woff2", "Literata", style="italic"),
    Face("bold.woff2", "Literata", 700),
    Face("code.woff2", "JetBrains Mono", features=()),  # != is to stay two signs
    Face("code-bold.woff2", "JetBrains Mono", 700, features=()),
    MATH,
)
FIRST = [f"live/{face.name}" for face in FACES[:4]]  # what the first screen of a page wants
RULES = "\n" + "".join(face.rule for face in FACES) + "\n"


def characters(site: Path) -> tuple[str, str]:
    """All characters of the site; and those of its formulas, with the italics of the letters."""
    everywhere, in_formulas = set(TYPED), set[str]()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        everywhere |= set(html.unescape(text))
        for formula in re.findall(r"<math.*?</math>", text, re.DOTALL):
            in_formulas |= set(html.unescape(re.sub(r"<[^>]*>", "", formula)))
            in_formulas |= {"√"} if "<msqrt" in formula else set()  # it is drawn, and not written
    italics = [0x210E, *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)]  # h apart, Latin, Greek
    italic = {x for x in map(chr, italics) if unicodedata.normalize("NFKC", x) in in_formulas}
    return "".join(sorted(everywhere)), "".join(sorted(in_formulas | italic))


def cut(whole: Path, wanted: str, features: tuple[str, ...]) -> Callable[[Path], None]:
    """What writes a font that holds the wanted characters alone, with these of its features."""

    def write(path: Path) -> None:
        try:
            from fontTools import subset
        except ImportError:
            raise RuntimeError("fonttools is not installed") from None
        options = subset.Options(flavor="woff2", recalc_timestamp=False)
        options.layout_features = list(features)
        font = subset.load_font(str(whole), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=wanted)
        subsetter.subset(font)
        subset.save_font(font, str(path), options)

    return write
