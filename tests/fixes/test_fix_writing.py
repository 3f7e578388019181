from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from asynclint.fixes.write import ChangedOnDiskError, ReadOnlyError, WriteError, replace_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "views.py"
    path.write_bytes(b"old\r\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_behind(file: Path) -> None:
    replace_file(str(file), b"old\r\n", b"new\r\n")

    assert file.read_bytes() == b"new\r\n"
    assert names(file.parent) == ["views.py"]


@pytest.mark.parametrize("mode", [0o755, 0o600, 0o664])
def test_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)

    replace_file(str(file), b"old\r\n", b"new")

    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_the_file_behind_a_symbolic_link_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    link = tmp_path / "app" / "link.py"
    link.symlink_to(file)

    replace_file(str(link), b"old\r\n", b"new")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert names(link.parent) == ["link.py"]


def test_a_relative_path_works(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)

    replace_file("views.py", b"old\r\n", b"new")

    assert file.read_bytes() == b"new"


def test_a_file_that_changed_meanwhile_is_left_alone(file: Path) -> None:
    with pytest.raises(ChangedOnDiskError) as caught:
        replace_file(str(file), b"what was read", b"new")

    assert str(caught.value) == f"{file}: the file was changed while it was being fixed"
    assert caught.value.remedy == "run again"
    assert file.read_bytes() == b"old\r\n"
    assert names(file.parent) == ["views.py"]


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(ChangedOnDiskError, match="not there any more"):
        replace_file(str(tmp_path / "gone.py"), b"", b"new")

    assert names(tmp_path) == []


def test_a_read_only_file_is_left_alone_even_by_the_administrator(file: Path) -> None:
    file.chmod(0o444)

    with pytest.raises(ReadOnlyError, match="the file is read-only"):
        replace_file(str(file), b"old\r\n", b"new")

    assert file.read_bytes() == b"old\r\n"
    assert names(file.parent) == ["views.py"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_named(file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        with pytest.raises(ReadOnlyError) as caught:
            replace_file(str(file), b"old\r\n", b"new")
    finally:
        file.parent.chmod(0o755)

    assert str(file.parent) in caught.value.remedy
    assert file.read_bytes() == b"old\r\n"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="not a regular file"):
        replace_file(str(tmp_path), b"", b"new")


def test_a_failure_on_the_way_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(WriteError, match="cannot be written: No space left on device"):
        replace_file(str(file), b"old\r\n", b"new")

    assert file.read_bytes() == b"old\r\n"
    assert names(file.parent) == ["views.py"]


def test_a_failure_of_the_exchange_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(source: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        replace_file(str(file), b"old\r\n", b"new")

    assert file.read_bytes() == b"old\r\n"
    assert names(file.parent) == ["views.py"]


def test_a_change_while_the_new_content_is_written_is_noticed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        file.write_bytes(b"somebody else's")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)

    with pytest.raises(ChangedOnDiskError):
        replace_file(str(file), b"old\r\n", b"new")

    assert file.read_bytes() == b"somebody else's"
    assert names(file.parent) == ["views.py"]


def test_a_long_name_has_room_for_the_temporary_file(tmp_path: Path) -> None:
    file = tmp_path / ("ä" * 120 + ".py")
    file.write_bytes(b"old")

    replace_file(str(file), b"old", b"new")

    assert file.read_bytes() == b"new"
