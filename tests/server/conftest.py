"""Editors for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from editing_client import Editor


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """An editor that stays open for the tests of a module: each opens a folder of its own."""
    opened = Editor()
    yield opened
    assert opened.end() == 0


@pytest.fixture
def started() -> Iterator[Callable[..., Editor]]:
    """Starts editors with particular settings or abilities."""
    running: list[Editor] = []

    def start(*folders: Path, **given: Any) -> Editor:
        running.append(Editor(*folders, **given))
        return running[-1]

    yield start
    for each in running:
        if each.process.returncode is None:
            assert each.end() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes a project."""

    def write(files: dict[str, str]) -> Path:
        for name, text in {"pyproject.toml": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return write
