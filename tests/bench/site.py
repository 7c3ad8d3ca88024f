"""How large the pages of the site are, and how valid: what a build of this checkout comes to.

python -m tests.bench.site
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
from pathlib import Path

from tests.book import ROOT, build
from tests.site.test_html import faults


def main() -> None:
    """Build, measure, and print a figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        done = build(ROOT, "--site-dir", folder)
        assert done.returncode == 0, done.stdout + done.stderr
        site = Path(folder)
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
    main()
