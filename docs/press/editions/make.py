"""Make the book's other editions from a built site: one zip that opens from disk, and one PDF.

    python -m press.editions.make SITE

They are put into the site's folder, and its home page offers what was made. What cannot be made is
left out, and said; with MINIGRAD_LIVE=require that is an error.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from press.editions import from_disk, print_edition

PLACE = re.compile(r'(<div id="editions">).*?(</div>)', re.DOTALL)


@dataclass(frozen=True)
class Edition:
    """A file of the site, what makes it, and how the home page offers it."""

    file: str
    make: Callable[[Path, Path], None]
    offer: str


EDITIONS = (
    Edition("minigrad.zip", from_disk.pack, "the whole site as a zip, to open from disk"),
    Edition("minigrad.pdf", print_edition.bind, "the book as a PDF, to print"),
)


def make(site: Path) -> list[str]:
    """Make all editions of a built site, and give a line on each."""
    if not (home := site / "index.html").exists():
        raise RuntimeError(f"{site} has no index.html: build the site first, mkdocs build")
    offer(home, "")  # the zip holds a home page that offers neither
    for edition in EDITIONS:
        (site / edition.file).unlink(missing_ok=True)
    told, offers = [], []
    for edition in EDITIONS:
        file = site / edition.file
        try:
            edition.make(site, file)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            if os.environ.get("MINIGRAD_LIVE") == "require":
                raise RuntimeError(f"{edition.file} cannot be made: {error}") from error
            told.append(f"{edition.file}: left out: {error}")
            continue
        size = f"{file.stat().st_size / 1e6:.1f} MB"
        told.append(f"{file}: {size}")
        offers.append(f'<a href="{edition.file}" download>{edition.offer}</a> ({size})')
    offer(home, " · ".join(offers))
    return told


def offer(home: Path, offers: str) -> None:
    """Write into the home page what can be taken along."""
    line = f'<p class="offer">To take along: {offers}</p>' if offers else ""
    text = home.read_text(encoding="utf-8")
    home.write_text(PLACE.sub(lambda place: place[1] + line + place[2], text), encoding="utf-8")


if __name__ == "__main__":
    try:
        print("\n".join(make(Path(sys.argv[1]))))
    except (IndexError, RuntimeError) as error:
        sys.exit(str(error) if isinstance(error, RuntimeError) else __doc__)
