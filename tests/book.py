"""The book as the tests see it: what its snippets give, and its built site."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from press.book import check
from press.book.page import snippets
from press.runtime.run import Outcome

ROOT = Path(__file__).resolve().parent.parent


@cache
def outcomes(page: Path) -> dict[int, Outcome]:
    """What the snippets of a page give, by line, run once and in order, if they can be run here."""
    namespace: dict[str, object] = {}
    return {
        snippet.line: check.run(snippet, namespace, str(page))
        for snippet in snippets(page.read_text(encoding="utf-8"))
        if not check.missing(snippet)
    }


def build_site(target: Path) -> Path:
    """Build the site strictly into `target`, as on a machine without Graphviz's `dot`."""
    path = os.pathsep.join(
        folder
        for folder in os.environ["PATH"].split(os.pathsep)
        if not Path(folder, "dot").exists()
    )
    environment = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return target
