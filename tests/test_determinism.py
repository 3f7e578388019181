"""What is found does not depend on how it is asked for, nor on how the same program is spelled.

Every program of the suites and of examples/shop is checked in other orders, from other places and
in other spellings; findings, messages and chains must stay the same.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from respelling import (
    Respelled,
    python_only,
    with_docstrings,
    with_dotted_imports,
    with_line_ends,
    with_short_imports,
    without_async,
)
from suite_runs import ROOT, SHARED
from suites import FIXTURES, all_cases, plain, suites

import asynclint.engine as engine
from asynclint.config import load
from asynclint.diagnostics import Finding, Report
from asynclint.engine import Project
from asynclint.sources.discovery import Found
from asynclint.sources.filesystem import Disk, Memory

# All programs of the suites, and not one in twenty-four, where this variable is set: some minutes.
EVERY = 1 if os.environ.get("EVERY_PROGRAM") else 24
SHOP = Path(__file__).parents[1] / "examples" / "shop" / "mistakes"
Files = dict[str, str]


@cache
def programs() -> dict[str, list[tuple[str, Files]]]:
    """The programs by suite: each with its title and files, the settings among them."""
    found: dict[str, list[tuple[str, Files]]] = {}
    for case in all_cases():
        files = {path: plain(text) for path, text in case.files.items()}
        if case.settings:
            files["asynclint.toml"] = case.settings
        if any("shop" in text for text in files.values()):
            files = {**SHARED, **files}
        found.setdefault(case.suite, []).append((case.title, files))
    shop = {
        path.relative_to(SHOP).as_posix(): path.read_text("utf-8") for path in SHOP.rglob("*.*")
        if path.suffix in (".py", ".toml")
    }  # fmt: skip
    found["examples/shop"] = [("mistakes", shop)]
    return found


SUITES = [suite.relative_to(FIXTURES).as_posix() for suite in suites()]
each_suite = pytest.mark.parametrize("suite", [*SUITES, "examples/shop"])


def opened(files: Files) -> Project:
    fs = Memory({f"{ROOT}/{path}": text for path, text in files.items()})
    return Project(ROOT, load(ROOT, fs).settings, fs)


def checked(files: Files, paths: Iterable[str] = ("",)) -> Report:
    return opened(files).check([f"{ROOT}/{path}".rstrip("/") for path in paths])


def told(report: Report) -> list[Any]:
    """Everything that a report says."""
    return [*report.findings, *report.problems]


def by_place(report: Report) -> list[Any]:
    """What is found where: rows and columns, but no offsets."""
    return [(f.path, f.start, f.end, f.code, f.message, f.chain) for f in report.findings]


def by_row(report: Report, respelled: Respelled | None = None) -> list[Any]:
    """What is found in which rows, whatever names stand there. The rows are those of `respelled`
    where that is given, for a report on the program as it was before."""

    def row(path: str, number: int) -> int:
        return number if respelled is None else respelled.row(path, number)

    return sorted(
        (
            f.path,
            row(f.path, f.start.row),
            row(f.path, f.end.row),
            f.code,
            f.severity,
            tuple((frame.path, row(frame.path, frame.line), frame.function) for frame in f.chain),
            None if f.fix is None else (f.fix.title, f.fix.applicability),
        )
        for f in report.findings
    )


Comparison = Callable[[Files], tuple[Any, Any]]


def same(suite: str, compare: Comparison, first: int) -> None:
    """Compare two ways of checking for some programs of a suite; `first` shifts which ones."""
    first = (sum(map(ord, suite)) + first) % EVERY  # a small suite may have none
    for title, files in programs()[suite][first::EVERY]:
        one, another = compare(files)
        assert one == another, title


def same_for_several_files(suite: str, compare: Comparison) -> None:
    """Compare two ways of checking for programs of a suite that consist of several files."""
    several = [found for found in programs()[suite] if sum(map(python_only, found[1])) > 1]
    several.sort(key=lambda found: -len(found[1]))
    for title, files in several[::EVERY]:
        one, another = compare(files)
        assert one == another, title


# Orders and places


@each_suite
def test_the_order_in_which_files_are_named_does_not_matter(suite: str) -> None:
    def shuffled(files: Files) -> tuple[Any, Any]:
        paths = [path for path in files if python_only(path)]
        random.Random(suite).shuffle(paths)
        return told(checked(files)), told(checked(files, paths))

    same_for_several_files(suite, shuffled)


@each_suite
def test_the_order_in_which_files_are_checked_does_not_matter(
    suite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    discover = engine.discover

    def backwards(*arguments: Any) -> Found:
        found = discover(*arguments)
        return found._replace(files=tuple(reversed(found.files)))

    def turned_round(files: Files) -> tuple[Any, Any]:
        with monkeypatch.context() as patch:
            patch.setattr(engine, "discover", backwards)
            found = told(checked(files))
        return told(checked(files)), found

    same_for_several_files(suite, turned_round)


@each_suite
def test_a_file_by_itself_has_the_findings_that_it_has_in_the_project(suite: str) -> None:
    def one_by_one(files: Files) -> tuple[Any, Any]:
        found: list[Finding] = []
        for path in filter(python_only, sorted(files)):
            found += checked(files, [path]).findings
        return list(checked(files).findings), found

    same_for_several_files(suite, one_by_one)


@each_suite
def test_the_disk_and_the_memory_give_the_same(suite: str, tmp_path: Path) -> None:
    def on_disk(files: Files) -> tuple[Any, Any]:
        root = tmp_path / "project"
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="")
        fs = Disk()
        report = Project(str(root), load(str(root), fs).settings, fs).check([str(root)])
        for path in files:
            (root / path).unlink()
        return told(checked(files)), told(report)

    same(suite, on_disk, 0)


# Spellings


@each_suite
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends_do_not_matter(suite: str, end: str) -> None:
    def respelled(files: Files) -> tuple[Any, Any]:
        one, other = checked(files), checked(with_line_ends(files, end).files)
        return by_place(one), by_place(other)

    same(suite, respelled, len(end))


@each_suite
def test_docstrings_do_not_matter(suite: str) -> None:
    def respelled(files: Files) -> tuple[Any, Any]:
        other = with_docstrings(files)
        return by_row(checked(files), other), by_row(checked(other.files))

    same(suite, respelled, 0)


@each_suite
@pytest.mark.parametrize("respell", [with_dotted_imports, with_short_imports])
def test_the_spelling_of_imports_does_not_matter(
    suite: str, respell: Callable[[Files], Respelled]
) -> None:
    def respelled(files: Files) -> tuple[Any, Any]:
        other = respell(files)
        if other.files == files:
            return (), ()
        return by_row(checked(files)), by_row(checked(other.files))

    same(suite, respelled, 1)


def test_imports_are_respelled_in_many_programs() -> None:
    all_files = [files for suite in programs().values() for _, files in suite]
    assert sum(with_dotted_imports(files).files != files for files in all_files) > 100
    assert sum(with_short_imports(files).files != files for files in all_files) > 3


# Other frameworks than Django call sync functions on loops of their own: resolvers, checks of bots.
@pytest.mark.parametrize("suite", [each for each in SUITES if not each.startswith("frameworks/")])
def test_nothing_runs_on_a_loop_where_nothing_is_async(suite: str) -> None:
    def sync(files: Files) -> tuple[Any, Any]:
        found = checked(without_async(files).files).findings
        return [], [f for f in found if f.code.startswith(("ASL2", "ASL3"))]

    same(suite, sync, 2)
