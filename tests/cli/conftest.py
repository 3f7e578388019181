"""Small projects on disk, and the command line run inside them."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest
from click.testing import CliRunner

import asynclint as package
from asynclint.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable


class Run(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


class Asynclint(Protocol):
    def __call__(self, *arguments: str, input: bytes | None = None) -> Run: ...


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No colours by accident, a cache of our own, this asynclint in other processes, and no
    environment but those that a test makes."""
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_WORKSPACE", "VIRTUAL_ENV", "CONDA_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASYNCLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("PYTHONPATH", str(Path(package.__file__).parent.parent))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Path]:
    """Writes the files of a project and goes there."""

    def written(files: dict[str, str]) -> Path:
        for name, text in {"pyproject.toml": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return written


@pytest.fixture
def asynclint() -> Asynclint:
    """Runs one command line in this process."""

    def run(*arguments: str, input: bytes | None = None) -> Run:
        # Before click 8.2 the two streams were mixed unless one asked.
        is_old = "mix_stderr" in inspect.signature(CliRunner).parameters
        runner = CliRunner(mix_stderr=False) if is_old else CliRunner()
        result = runner.invoke(app, arguments, input=input)
        return Run(result.exit_code, result.stdout, result.stderr)

    return run
