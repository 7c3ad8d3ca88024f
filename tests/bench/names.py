"""Train the GPT of chapter 14 as the chapter does, for as long as you like, and say how good it is.

    python -m tests.bench.names [--steps N] [--size N] [--rate X] [--heads N] [--seed N]

It runs the chapter's own snippets, with these numbers in the place of theirs.
"""

from __future__ import annotations

import argparse
import io
import sys
from contextlib import redirect_stdout
from time import process_time
from typing import Any

from press.book.page import Snippet, parse
from tests.book import DOCS

CHAPTER = DOCS / "tutorial" / "14-gpt.md"
MADE, SET = "model = GPT()", "steps, size, rate = 500, 4, 0.03"


def main(arguments: list[str]) -> None:
    """Train, and print the loss."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, start in (("steps", 500), ("size", 4), ("rate", 0.03), ("heads", 4), ("seed", 1)):
        parser.add_argument(f"--{name}", type=type(start), default=start)
    options = parser.parse_args(arguments)
    began = process_time()
    loss = trained(**vars(options))["tested"][-1]
    print(f"{options}: {loss:.3f} nats a letter held back, {process_time() - began:.0f} s")


def trained(steps: int, size: int, rate: float, heads: int, seed: int) -> dict[str, Any]:
    """The names of the page after its training; `tested` has the losses on what is held back."""
    names: dict[str, Any] = {"__name__": "chapter"}
    changes = {
        MADE: f"model = GPT(heads={heads}, seed={seed})",
        SET: f"steps, size, rate = {steps}, {size}, {rate}",
    }
    for block in parse(CHAPTER.read_text(encoding="utf-8")):
        if isinstance(block, Snippet) and "tested" not in names:
            code = block.code
            for old in [old for old in changes if old in code]:
                code = code.replace(old, changes.pop(old))
            with redirect_stdout(io.StringIO()):
                exec(compile(code, CHAPTER.name, "exec"), names)
    assert not changes, f"the chapter has no such line: {list(changes)}"
    return names


if __name__ == "__main__":
    main(sys.argv[1:])
