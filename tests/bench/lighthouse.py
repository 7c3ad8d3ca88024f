"""What Lighthouse gives the pages on a slow phone: performance, accessibility, best practices, SEO.

    python -m tests.bench.lighthouse [SITE] [RUNS]

Builds the site first unless one is given. Lighthouse comes from npm into a folder of its own, uses
the machine's Chromium and asks a compressing server on localhost; each figure is the median of five
runs, and 98, 100, 100 and 100 are to be reached.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from press.bundle import bundle
from tests.book import given_or_built
from tests.browser.conftest import FLAGS
from tests.browser.server import Compressing, serving

LIGHTHOUSE = "lighthouse@12.8.2"
KINDS = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "/",
    "a chapter": "/tutorial/04-backward/",
    "moons": "/tutorial/08-moons/",
    "the GPT": "/tutorial/14-gpt/",
    "a reference page": "/reference/engine/",
}


def main(site: Path, runs: int) -> None:
    """Print a line for each page."""
    with tempfile.TemporaryDirectory() as folder, serving(site, Compressing) as base:
        bundle.run("npm", "install", "--no-audit", "--no-fund", LIGHTHOUSE, cwd=Path(folder))
        for name, address in PAGES.items():
            scores = [examined(Path(folder), base + address) for _ in range(runs)]
            medians = (statistics.median(kind) for kind in zip(*scores, strict=True))
            print(f"{name:<20}  {' / '.join(f'{100 * m:.0f}' for m in medians)}", flush=True)


def examined(folder: Path, url: str) -> list[float]:
    """The four scores of a page, each from 0 to 1."""
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    only = f"--only-categories={','.join(KINDS)}"
    done = bundle.call(
        "node", str(program), url, "--output=json", "--quiet", flags, only, cwd=folder
    )
    if done.returncode:
        sys.exit(f"Lighthouse has failed on {url}:\n{done.stderr}")
    categories = json.loads(done.stdout)["categories"]
    return [categories[kind]["score"] for kind in KINDS]


if __name__ == "__main__":
    os.environ.setdefault("CHROME_PATH", shutil.which("chromium") or "")
    with given_or_built(sys.argv[1:2]) as site:
        main(site, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
