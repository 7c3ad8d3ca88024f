"""The command line, `python -m minigrad train four-points`. It is not part of the lesson.

`train` trains; `command` says what is done when; `options` reads the words, `terminal` shows lines
and progress, `saving` and `plots` make the files.
"""

from __future__ import annotations

import sys

from minigrad.cli.terminal import tell


def main(argv: list[str] | None = None) -> int:
    """Run the command line; what comes back is the exit status."""
    try:
        from minigrad.cli.command import run  # here, so that Ctrl-C is caught while this loads

        return run(argv)
    except KeyboardInterrupt as stop:
        tell(str(stop) or "stopped: each file is whole, or as it was before", sys.stderr)
        return 130
    finally:
        tell("", sys.stdout, end="")  # what argparse printed may still be waiting
