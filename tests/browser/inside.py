"""Runs inside Pyodide: the package's tests, every snippet of every page, every docstring's example.

    node in_pyodide.mjs FOLDER_OF_PYODIDE inside.py ARCHIVE.zip tests|pages|docstrings [SHARE OF]

The last value is the number of failures. Of the pages, each run may take a share: 0 2, 1 2.
"""

import doctest
import json
import re
import sys
import time
import zipfile
from decimal import Decimal
from importlib import import_module
from pathlib import Path

HOME = Path("/home/pyodide")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
archive, task, *share = sys.argv[1:]
with zipfile.ZipFile("/host" + archive) as files:
    files.extractall(HOME)
sys.path[:0] = [str(HOME), str(HOME / "docs")]
import_module("press.runtime.anew").free_in_a_loop(import_module("minigrad").Value)


def run_tests() -> int:
    """The test files that need neither another program nor another package."""
    import pytest

    files = [str(HOME / "tests" / "minigrad")]
    options = ["-q", "-rs", "-p", "no:cacheprovider", "-p", "no:doctest", "--rootdir", str(HOME)]
    return int(pytest.main([*options, *files]))


def run_pages() -> int:
    """Every snippet of every page, in the page's own namespace; what differs is printed."""
    from press.runtime.run import run_snippet

    failures = ran = 0
    pages = json.loads((HOME / "pages.json").read_text(encoding="utf-8"))
    first, every = map(int, share)
    for page, snippets in list(pages.items())[first::every]:
        namespace: dict = {}
        started = time.monotonic()
        for snippet in snippets:
            shown = printed(run_snippet(snippet["code"], namespace, page, snippet["line"] + 1))
            ran += 1
            silent_quiz = snippet["in_quiz"] and not shown  # its options are sentences
            if not silent_quiz and not same(snippet["output"], shown):
                failures += 1
                print(f"{page}, line {snippet['line']} prints\n{shown}\nnot\n{snippet['output']}")
        if time.monotonic() - started > 10:
            print(f"{page} took {time.monotonic() - started:.0f} s")
    print(f"{ran} snippets run, {failures} differ")
    return failures + (ran < 100 // every)


def run_docstrings() -> int:
    """Every example, alone as the page runs it: the examples may not lean on each other."""
    from press.runtime.session import Session

    failures = ran = 0
    session = Session()
    for path in sorted((HOME / "minigrad").rglob("*.py")):
        if path.stem in ("__init__", "__main__"):
            continue
        try:
            module = import_module(".".join(path.relative_to(HOME).with_suffix("").parts))
        except ModuleNotFoundError as error:
            print(f"{path.name} is left out: {error}")
            continue
        for found in doctest.DocTestFinder().find(module):
            if not found.examples:
                continue
            ran += 1
            shown: list[str] = []
            code = "".join(example.source for example in found.examples)
            snippets = [{"name": found.name, "code": code, "raises": False}]
            asked = {"page": 1, "snippets": snippets, "module": module.__name__}
            for _ in session.answer(json.dumps(asked), shown.append):
                pass  # it runs as it is asked for the next message
            wanted = "".join(example.want for example in found.examples)
            if not same(wanted, "".join(shown)):
                failures += 1
                print(f"{found.name} shows\n{''.join(shown)}\nnot\n{wanted}")
    print(f"{ran} examples run, {failures} differ")
    return failures + (ran < 20)


def printed(result) -> str:
    """What a snippet printed, and the last line of its error."""
    from press.runtime.run import last_line

    return result.output + (last_line(result.error) if result.error else "")


def same(stated: str, got: str) -> bool:
    """The same text, but that a float may differ by one in its last digit."""
    numbers = zip(NUMBER.findall(stated), NUMBER.findall(got), strict=False)
    return shape(stated) == shape(got) and all(near(a, b) for a, b in numbers)


def near(a: str, b: str) -> bool:
    """Whether two numbers are the same, or floats that differ by one in the last digit of `a`."""
    place = Decimal(a).as_tuple().exponent
    return a == b or place < 0 and abs(float(a) - float(b)) <= 1.01 * 10.0**place


def shape(text: str) -> list[str]:
    """The lines without their numbers and the blanks that line these up."""
    return [" ".join(NUMBER.sub("0", line).split()) for line in text.strip().splitlines()]


{"tests": run_tests, "pages": run_pages, "docstrings": run_docstrings}[task]()
