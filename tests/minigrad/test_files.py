"""A file is whole, or it is as it was."""

from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from errno import EACCES, ENOENT
from pathlib import Path

import pytest

from minigrad.files import places, write_whole


def test_a_file_is_written_and_replaced(tmp_path):
    file = tmp_path / "file"
    for content in (b"first", b"second"):
        write_whole(str(file), content)
        assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_link_points_to_is_replaced_and_not_the_link(tmp_path):
    file, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(file)
    write_whole(link, b"new")
    assert link.is_symlink() and file.read_bytes() == b"new"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch, error):
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def half(path, content):
        os.write(os.open(path, os.O_CREAT | os.O_WRONLY), content[:1])
        raise error

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(type(error)):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_the_error_names_the_file_that_was_asked_for(tmp_path):
    file = tmp_path / "nowhere" / "file"
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(file, b"")
    assert str(raised.value) == f"[Errno {ENOENT}] No such file or directory: '{file}'"


def test_the_unfinished_file_is_hidden_beside_the_finished_one_and_has_a_name_of_its_own(tmp_path):
    target, unfinished = places(tmp_path / "file")
    assert target == tmp_path / "file"
    assert unfinished.parent == tmp_path
    assert re.fullmatch(r"\.[0-9a-f]{16}\.unfinished", unfinished.name)
    assert places(tmp_path / "file") != (target, unfinished)


@pytest.mark.skipif(sys.platform == "emscripten", reason="a browser starts no thread")
def test_threads_that_save_at_once_leave_the_file_of_one_of_them(tmp_path):
    file = tmp_path / "file"
    contents = [bytes([letter]) * 300_000 for letter in b"abcd"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_whole, [file] * 40, contents * 10))
    assert file.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    file = tmp_path / ("a" * 255)
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_file_keeps_its_permissions(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"old")
    file.chmod(0o600)
    write_whole(file, b"new")
    assert file.read_bytes() == b"new" and file.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="this is no file, and is not replaced: '.*pipe'"):
        write_whole(pipe, b"new")
    assert pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_bytes(b"old")
    opened = Path.open

    def locked(path, mode="r"):  # root may write to any file
        if path == file and mode != "r":
            raise PermissionError(EACCES, "Permission denied")
        return opened(path, mode)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", locked)
        with pytest.raises(PermissionError, match="Permission denied"):
            write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
