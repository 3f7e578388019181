"""A run over files that have not changed says what the run before said; any change is seen."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from programs import CLEAN, SLEEPY

from asynclint import _entry
from asynclint.cli import remembered


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Runs the entry point in a project of old files; exit code and outputs, and whether they were
    remembered."""
    root, cache = tmp_path / "project", tmp_path / "cache"
    (root / "shop").mkdir(parents=True)
    (root / "views.py").write_text(SLEEPY)
    (root / "shop" / "models.py").write_text(CLEAN)
    settle(tmp_path)
    monkeypatch.chdir(root)

    def running(*arguments: str):
        monkeypatch.setattr(sys, "argv", ["asynclint", "--cache-dir", str(cache), *arguments])
        monkeypatch.setattr(remembered, "wanted", None)
        made: list[object] = []
        from asynclint.engine import Project

        check = Project.check
        monkeypatch.setattr(Project, "check", lambda *a: (made.append(a), check(*a))[1])
        code = _entry.main()
        monkeypatch.setattr(Project, "check", check)
        captured = capfd.readouterr()
        return (code, captured.out, captured.err), not made

    return running


def settle(folder: Path) -> None:
    """Make everything look as if it had been changed long ago."""
    for number, path in enumerate([folder, *sorted(folder.rglob("*"))]):
        os.utime(path, ns=(1_000_000_000_000 + number, 1_000_000_000_000 + number))


@pytest.mark.parametrize("options", [(), ("-q",), ("--format", "json"), ("--statistics",)])
def test_the_second_run_prints_what_the_first_did(run, options):
    first, was_remembered = run(*options)
    assert not was_remembered
    assert run(*options) == (first, True)
    assert first[0] == 1


def test_each_command_line_has_a_record_of_its_own(run, monkeypatch):
    assert [run(path)[0][0] for path in ("views.py", "shop", "views.py", "shop")] == [1, 0, 1, 0]
    assert run("shop")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not run("shop")[1]


def changed(name, text):
    def change():
        Path(name).write_text(text)

    return change


CHANGES = {
    "a file's text": changed("views.py", SLEEPY + "\n"),
    "a file that is not asked about": changed("shop/models.py", "x = 1\n"),
    "a new file": changed("shop/new.py", ""),
    "a file less": lambda: Path("shop/models.py").unlink(),
    "a file under another name": lambda: Path("views.py").rename("other.py"),
    "new settings": changed("asynclint.toml", "ignore = ['ASL302']\n"),
    "a new project file": changed("pyproject.toml", ""),
    "an environment": lambda: Path(".venv").mkdir(),
    "files left out": changed(".gitignore", "views.py\n"),
    "an older file": lambda: os.utime("views.py", ns=(5, 5)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(run, change):
    run()
    CHANGES[change]()
    assert not run()[1]


def test_what_went_wrong_is_not_remembered(run, tmp_path):
    for arguments in (("nowhere.py",), ("--select", "ASL999"), ("--verbose",), ("--no-cache",)):
        run(*arguments)
        assert not (tmp_path / "cache" / remembered.FOLDER).exists()


def test_a_file_changed_right_before_is_not_trusted(run):
    moment = time.time_ns() + 10**9
    os.utime("views.py", ns=(moment, moment))
    run()
    assert not run()[1]


@pytest.mark.parametrize("damage", [lambda d: d[:-9], lambda d: b"", lambda d: d[:40] + b"x" + d])
def test_a_damaged_record_is_none(run, tmp_path, damage):
    first = run()[0]
    (record,) = (tmp_path / "cache" / remembered.FOLDER).iterdir()
    record.write_bytes(damage(record.read_bytes()))
    assert run() == (first, False)
    assert run() == (first, True)


def test_a_cache_that_cannot_be_written_is_no_trouble(run, tmp_path):
    (tmp_path / "cache").write_text("in the way")
    assert run()[0] == run()[0]


def test_records_are_pruned(run, tmp_path, monkeypatch):
    monkeypatch.setattr(remembered, "MANY_RUNS", 2)
    for options in ((), ("-q",), ("--statistics",)):
        run(*options)
    assert len(list((tmp_path / "cache" / remembered.FOLDER).iterdir())) == 2


def test_the_folder_is_that_of_the_command_line(monkeypatch):
    monkeypatch.setenv("ASYNCLINT_CACHE_DIR", "/a")
    assert remembered.folder_for(["x", "--cache-dir", "/b"]) == "/b"
    assert remembered.folder_for(["x", "--cache-dir=/c"]) == "/c"
    assert remembered.folder_for(["x"]) == "/a"
    assert remembered.folder_for(["--no-cache"]) is None
