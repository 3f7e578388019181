"""Runs the linter over the files of a case, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from respelling import python_only
from suites import plain

from asynclint.config import load
from asynclint.diagnostics import Applicability, Problem, Report
from asynclint.engine import Project
from asynclint.explanation import Explanation
from asynclint.sources.filesystem import Memory

ROOT = "/project"
SHOP = Path(__file__).parent / "oracle" / "project" / "shop"
# The models that every case may import, unless it has its own.
SHARED = {
    f"shop/{name}": (SHOP / name).read_text(encoding="utf-8")
    for name in ("__init__.py", "models.py")
}


def project(files: dict[str, str], settings: str = "") -> Project:
    """A project with these files (their marks stripped) and the shared models."""
    texts = {path: plain(text) for path, text in files.items()}
    if settings:
        texts["asynclint.toml"] = settings
    fs = Memory({f"{ROOT}/{path}": text for path, text in {**SHARED, **texts}.items()})
    loaded = load(ROOT, fs)
    untroubled(loaded.problems)
    return Project(ROOT, loaded.settings, fs, None)


def named(files: dict[str, str], settings: str) -> list[str]:
    """What to check: the case's own files, or what discovery finds if settings may steer it."""
    return [ROOT] if settings else [f"{ROOT}/{path}" for path in files if python_only(path)]


def lint(files: dict[str, str], settings: str = "") -> Report:
    """What the linter says about the files; nothing may keep it from looking at all of them."""
    report = project(files, settings).check(named(files, settings))
    untroubled(report.problems)
    return report


def reveal(files: dict[str, str], settings: str = "") -> dict[str, dict[int, str]]:
    """What the lines of each file are taken for: path → row → kinds."""
    linter = project(files, settings)
    return {path: linter.reveal(f"{ROOT}/{path}") for path in files if python_only(path)}


def running(
    files: dict[str, str], settings: str, asked: dict[str, dict[int, str]]
) -> dict[str, dict[int, str]]:
    """How the lines that are asked about come to run: path → row → ways, as marks have them."""
    linter = project(files, settings)
    return {
        path: {row: _ways(linter.explain(f"{ROOT}/{path}", row)) for row in rows}
        for path, rows in asked.items()
    }


def _ways(explanation: Explanation) -> str:
    told = []
    for way in explanation.running:
        names = [frame.function for frame in way.chain]
        names += [explanation.function] if names else []
        told.append(f"{way.where}: {' → '.join(names)}" if names else way.where)
    return "; ".join(told)


def fixed(files: dict[str, str], settings: str, level: Applicability) -> dict[str, str]:
    """All files after the fixes of a level, without marks."""
    done = project(files, settings).fix(named(files, settings), level, False)
    untroubled(done.report.problems)
    changed = {change.path: change.after for change in done.changes}
    assert set(changed) <= set(files), "only files of the case may change"
    return {path: changed.get(path, plain(text)) for path, text in files.items()}


def untroubled(problems: Iterable[Problem]) -> None:
    """Fail if anything kept the linter from doing its work."""
    told = [f"{path}: {message}" for path, message, _ in problems]
    assert not told, told
