"""Several files are replaced together, or none is."""

from __future__ import annotations

import pytest

from asynclint.fixes import together
from asynclint.fixes.write import ChangedOnDiskError, WriteError


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / name for name in ("a.py", "b.py", "c.py")]
    for path in paths:
        path.write_bytes(b"old\n")
    return paths


def wanted(files):
    return [(str(path), b"old\n", b"new\n") for path in files]


def test_all_of_them(files):
    together.replace_files(wanted(files))
    assert [path.read_bytes() for path in files] == [b"new\n"] * 3


def test_none_if_one_has_changed(files):
    files[2].write_bytes(b"other\n")
    with pytest.raises(ChangedOnDiskError):
        together.replace_files(wanted(files))
    assert [path.read_bytes() for path in files] == [b"old\n", b"old\n", b"other\n"]


def test_none_if_one_has_gone(files):
    files[1].unlink()
    with pytest.raises(ChangedOnDiskError):
        together.replace_files(wanted(files))
    assert files[0].read_bytes() == b"old\n"


def test_what_was_written_is_put_back(files, monkeypatch):
    replace = together.replace_file

    def failing(path, old, new):
        if path.endswith("c.py"):
            raise WriteError(path, "the disk is full")
        replace(path, old, new)

    monkeypatch.setattr(together, "replace_file", failing)
    with pytest.raises(WriteError, match="the disk is full"):
        together.replace_files(wanted(files))
    assert [path.read_bytes() for path in files] == [b"old\n"] * 3
