"""The book as the tests see it: its pages, what they gave in this session, and its built site."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from press.book.outcomes import PageOutcome
from press.editions import from_disk
from press.outputs.sybil_plugin import CACHE, outcome, page_name, session_book

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        ROOT / "README.md",
        *(x for x in DOCS.rglob("*.md") if "press" not in x.relative_to(DOCS).parts),
    ]
)
LOCAL = "http://127.0.0.1:8000/"


def named(path: Path) -> str:
    """A page or a module as a test is named after it."""
    return path.relative_to(ROOT).as_posix()


def url_path(page: Path, site: Path) -> str:
    """Where a page of the built site is found, below the address of the site."""
    return page.relative_to(site).as_posix().removesuffix("index.html")


def gave(page: Path) -> PageOutcome:
    """What a page gave in this session."""
    return outcome(session_book(ROOT), page_name(page, ROOT), page.read_text(encoding="utf-8"))


def build(project: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a project strictly."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@contextmanager
def given_or_built(arguments: list[str]) -> Iterator[Path]:
    """The folder of the site that was given, or of one built for the while."""
    if arguments:
        yield Path(arguments[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        done = build(ROOT, "--site-dir", folder)
        assert done.returncode == 0, done.stdout + done.stderr
        yield Path(folder)


def session_site() -> Path:
    """The built site, made once for all processes of a session."""
    site = Path(os.environ[CACHE], "site")
    with FileLock(site.with_suffix(".lock")):
        if not site.exists():
            part = site.with_name("part")
            done = build(ROOT, "--site-dir", str(part), SITE_URL=LOCAL)
            assert done.returncode == 0, done.stdout + done.stderr
            site.with_suffix(".log").write_text(done.stdout + done.stderr, encoding="utf-8")
            part.rename(site)
    return site


def session_zip() -> Path:
    """The zip of the built site, unpacked, made once for all processes of a session."""
    site = session_site()
    folder = Path(os.environ[CACHE], "unpacked")
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            archive = folder.with_suffix(".zip")
            from_disk.pack(site, archive)
            zipfile.ZipFile(archive).extractall(folder)
    return folder / from_disk.FOLDER
