"""`asynclint cache`: where it is, what it holds, and how to be rid of it."""

from __future__ import annotations

import sys

import pytest
from programs import SLEEPY

from asynclint import _entry
from asynclint.cli import remembered
from asynclint.cli.app import run


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The folder of a cache that a run has filled."""
    folder = tmp_path / "cache"
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "views.py").write_text(SLEEPY)
    monkeypatch.setattr(remembered, "is_settled", lambda *_: True)
    monkeypatch.setattr("asynclint.cli.observed.is_settled", lambda *_: True)
    monkeypatch.setattr(remembered, "wanted", None)
    monkeypatch.setenv("ASYNCLINT_CACHE_DIR", str(folder))
    monkeypatch.setattr(sys, "argv", ["asynclint", str(tmp_path / "project")])
    assert _entry.main() == 1
    return folder


def test_path_and_info(cache, capsys):
    capsys.readouterr()
    assert run(["cache", "path"]) == 0
    assert capsys.readouterr().out == f"{cache}\n"
    assert run(["cache", "info"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == str(cache)
    assert [line.split()[-4] for line in told[1:]] == ["1"] * 4


def test_clean_removes_what_is_ours(cache, capsys):
    (cache / "lowered.pack.12.ab").write_text("left behind")
    (cache / "reports" / "notes.txt").write_text("mine")
    capsys.readouterr()
    assert run(["cache", "clean"]) == 0
    assert capsys.readouterr().out.endswith(f" MB from {cache}\n")
    left = [path for path in cache.rglob("*") if path.is_file()]
    assert left == [cache / "reports" / "notes.txt"]
    left[0].unlink()
    assert run(["cache", "clean"]) == 0
    assert not cache.exists()
    assert run(["cache", "clean", "--cache-dir", str(cache)]) == 0
    assert run(["cache", "info"]) == 0


def test_without_a_home_a_folder_must_be_named(monkeypatch, capsys):
    monkeypatch.delenv("ASYNCLINT_CACHE_DIR", raising=False)
    monkeypatch.setattr("asynclint.cli.cache_command.cache_folder", lambda: None)
    assert run(["cache", "path"]) == 2
    assert "--cache-dir" in capsys.readouterr().err
