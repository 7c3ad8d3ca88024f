"""How large the pages of the site are, and how valid: what a build of this checkout comes to.

python -m tests.bench.site [SITE]
"""

from __future__ import annotations

import gzip
import statistics
import sys
from pathlib import Path

from tests.book import given_or_built
from tests.site.test_html import faults


def main(site: Path) -> None:
    """Measure, and print a figure a line."""
    pages = sorted(site.rglob("index.html"))
    sizes = [len(gzip.compress(page.read_bytes(), 9)) / 1000 for page in pages]
    every = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    tell("pages", str(len(pages)))
    tell("errors in their HTML, by the Nu checker", str(len(faults(site))))
    tell("the HTML of a page, compressed, median", f"{statistics.median(sizes):.0f} kB")
    tell("the HTML of the largest page, compressed", f"{max(sizes):.0f} kB")
    tell("all files, with Python for the browser", f"{sum(every) / 1e6:.0f} MB")


def tell(what: str, value: str) -> None:
    """A line of the table."""
    print(f"{what:<48}  {value}")


if __name__ == "__main__":
    with given_or_built(sys.argv[1:]) as site:
        main(site)
