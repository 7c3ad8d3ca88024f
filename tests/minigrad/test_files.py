"""A file is whole, or it is as it was."""

from __future__ import annotations

import os
from errno import ENOENT
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


def test_the_unfinished_file_is_hidden_beside_the_finished_one_and_of_this_process_alone(tmp_path):
    target, unfinished = places(tmp_path / "file")
    assert target == tmp_path / "file"
    assert unfinished == tmp_path / f".file.{os.getpid()}.unfinished"
