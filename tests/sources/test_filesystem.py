"""The three file systems answer the same questions in the same way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asynclint.sources.filesystem import Disk, Entry, Memory, Overlay, Stat
from asynclint.sources.paths import absolute, below, join, shown


def test_memory_and_disk_agree_on_what_is_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "views.py").write_text("a = 1\n")
    (tmp_path / "manage.py").write_text("")
    memory = Memory({f"{tmp_path}/shop/views.py": "a = 1\n", f"{tmp_path}/manage.py": ""})
    for fs in (Disk(), memory):
        assert fs.scan(str(tmp_path)) == [
            Entry("manage.py", False, False),
            Entry("shop", True, False),
        ]
        assert fs.read(f"{tmp_path}/shop/views.py") == b"a = 1\n"
        file, folder = fs.stat(f"{tmp_path}/shop/views.py"), fs.stat(f"{tmp_path}/shop")
        assert file is not None and folder is not None
        assert (file.size, file.is_dir, folder.is_dir) == (6, False, True)
        assert fs.stat(f"{tmp_path}/nothing") is None


def test_what_is_not_there_raises_an_os_error_when_read_or_scanned(tmp_path: Path) -> None:
    missing = f"{tmp_path}/missing"
    for fs in (Disk(), Memory(), Overlay(Memory())):
        for question in (fs.read, fs.scan):
            with pytest.raises(FileNotFoundError):
                question(missing)


def test_disk_leaves_out_broken_links_loops_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.py").symlink_to(tmp_path / "self.py")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "real.py").write_text("")
    (tmp_path / "link.py").symlink_to(tmp_path / "real.py")
    assert Disk().scan(str(tmp_path)) == [
        Entry("link.py", False, True),
        Entry("real.py", False, False),
    ]


def test_a_path_with_a_zero_character_is_nowhere() -> None:
    assert Disk().stat("/tmp/a\0b") is None


def test_memory_stats_stand_for_the_content() -> None:
    fs = Memory({"/a.py": "x = 1"})
    first = fs.stat("/a.py")
    fs.write("/a.py", "x = 2")
    second = fs.stat("/a.py")
    fs.write("/a.py", "x = 1")
    assert first == fs.stat("/a.py") != second
    assert first is not None and first.mtime_ns < 0


def test_memory_forgets_the_folders_that_a_removed_file_leaves_empty() -> None:
    fs = Memory({"/p/a/b/c.py": "", "/p/a/d.py": ""})
    fs.remove("/p/a/b/c.py")
    assert fs.stat("/p/a/b") is None
    assert fs.scan("/p/a") == [Entry("d.py", False, False)]
    fs.remove("/p/a/d.py")
    fs.remove("/p/a/d.py")
    assert fs.scan("/") == []


def test_an_overlay_shows_the_buffer_until_it_is_closed() -> None:
    fs = Overlay(Memory({"/p/a.py": "saved"}), {"/p/a.py": "unsaved"})
    assert fs.read("/p/a.py") == b"unsaved"
    shown_stat = fs.stat("/p/a.py")
    fs.open("/p/a.py", "edited!")
    assert fs.read("/p/a.py") == b"edited!"
    assert fs.stat("/p/a.py") != shown_stat
    fs.close("/p/a.py")
    assert fs.read("/p/a.py") == b"saved"


def test_an_overlay_knows_new_files_in_new_folders() -> None:
    fs = Overlay(Memory({"/p/a.py": ""}), {"/p/new/b.py": ""})
    assert fs.scan("/p") == [Entry("a.py", False, False), Entry("new", True, False)]
    assert fs.scan("/p/new") == [Entry("b.py", False, False)]
    assert fs.stat("/p/new") == Stat(0, 0, True)


def test_paths_are_absolute_normalised_and_shown_relative_below_the_root() -> None:
    assert absolute("shop/../views.py", "/p") == "/p/views.py"
    assert absolute("/other/./x.py", "/p") == "/other/x.py"
    assert join("/", "a") == "/a"
    assert join("/p", "a") == "/p/a"
    assert below("/p/shop/a.py", "/p") == "shop/a.py"
    assert below("/p", "/p") == ""
    assert below("/project/a.py", "/p") is None
    assert below("/a.py", "/") == "a.py"
    assert shown("/p/a.py", "/p") == "a.py"
    assert shown("/p", "/p") == "."
    assert shown("/q/a.py", "/p") == "/q/a.py"
