"""Files that are never seen half-written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from errno import EINVAL
from pathlib import Path
from secrets import token_hex


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write the file under another name, then rename it: what stands at `path` is always whole.

    A file that was there keeps its permissions. One that may not be written is not replaced, and
    neither is a device.
    Raises `OSError` with `path` in it if that cannot be done; a file that was there is unchanged.
    """
    target, unfinished = places(path)
    try:
        try:
            unfinished.write_bytes(content)
            if target.exists():
                if not (target.is_file() or target.is_dir()):  # such as /dev/null
                    raise OSError(EINVAL, "this is no file, and is not replaced")
                target.open("r+b").close()  # or it may not be written
                shutil.copymode(target, unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def write_svg(path: str | os.PathLike[str], what: str, svg: Callable[[], str]) -> None:
    """Write the picture that `svg` makes, whole or not at all; `what` says in words what it is.

    Raises `ValueError`, before anything is made, if the name does not end in .svg.
    """
    if not (name := os.fsdecode(path)).lower().endswith(".svg"):
        raise ValueError(f"{what} is saved as SVG: let the name end in .svg, not {name!r}")
    write_whole(path, svg().encode())


def places(path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """Where the file will be, links followed; and the unfinished one beside it, on its disk.

    The unfinished one has another name each time: several processes or threads may save at once.
    """
    target = Path(os.path.realpath(path))
    return target, target.parent / f".{token_hex(8)}.unfinished"
