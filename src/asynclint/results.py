"""Whole reports kept on disk, so that a run over files that have not changed needs no analysis.

A report is kept under a digest of everything it rests on: the files of the project by path, size
and time of change, the settings, the Django version, the files that were asked for, what is
installed in the project's environment, and asynclint itself. Of the installed files those that were
read are listed in it, and the templates that were looked for, since which they will be is not known
before. Like the store of lowered code,
this is data, never code; what is damaged or foreign is a miss.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from asynclint.diagnostics import (
    Applicability,
    Finding,
    Fix,
    Frame,
    Position,
    Report,
    Span,
)
from asynclint.fixes import steps as step_types
from asynclint.sources.pruning import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


Rest = tuple[str, int, int]  # a file's path, time of change and size

MANY_REPORTS = 40  # the oldest go when there are more
_SUFFIX = ".report"
_STEPS: dict[str, Any] = {step.__name__: step for step in get_args(step_types.Step)}


def digest(parts: Iterable[object]) -> str:
    """One name for everything that a report rests on."""
    state = blake2b(digest_size=20)
    for part in parts:
        state.update(repr(part).encode("utf-8", "surrogatepass"))
        state.update(b"\0")
    return state.hexdigest()


@cache
def own_making() -> tuple[tuple[str, int, int], ...]:
    """What stands for asynclint itself: its files by name, size and time of change."""
    found: list[tuple[str, int, int]] = []
    package = os.path.dirname(os.path.abspath(__file__))
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                stat = os.stat(os.path.join(folder, name))
                found.append((name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


class Results:
    """The reports in one folder."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "reports")

    def load(self, name: str, is_current: Callable[[Sequence[Rest]], bool]) -> Report | None:
        """The report of that digest, or None; `is_current` says whether the files of libraries and
        the templates that it rests on are still as they were."""
        path = os.path.join(self._folder, name + _SUFFIX)
        try:
            with open(path, "rb") as file:
                *data, rests = msgspec.msgpack.decode(file.read())
            report = _report(data)
            if not is_current([(path, mtime, size) for path, mtime, size in rests]):
                return None
        except (OSError, msgspec.MsgspecError, TypeError, ValueError, KeyError, IndexError):
            return None
        with suppress(OSError):
            os.utime(path)
        return report

    def save(self, name: str, report: Report, rests: Sequence[Rest] = ()) -> None:
        """Keep a report, and which other files it `rests` on; what cannot be written is not
        kept."""
        data = msgspec.msgpack.encode([*_plain(report), rests])
        put(os.path.join(self._folder, name + _SUFFIX), data, _SUFFIX, MANY_REPORTS)


def _plain(report: Report) -> list[Any]:
    return [[plain_finding(finding) for finding in report.findings], report.checked]


def plain_finding(finding: Finding) -> list[Any]:
    """A finding as data."""
    return [*finding[:10], finding.fix and _plain_fix(finding.fix)]


def _plain_fix(fix: Fix) -> list[Any]:
    return [fix.title, int(fix.applicability), _steps(fix), *fix[3:]]


def _steps(fix: Fix) -> list[list[Any]]:
    return [[type(step).__name__, *step] for step in fix.steps]


def _report(data: Any) -> Report:
    findings, checked = data
    return Report(tuple(finding_of(item) for item in findings), (), checked)


def finding_of(item: Any) -> Finding:
    """What `plain_finding` made data of."""
    path, span, code, name, message, severity, start, end, statement, chain, fix = item
    return Finding(
        path,
        Span(*span),
        code,
        name,
        message,
        severity,
        Position(*start),
        Position(*end),
        Span(*statement),
        tuple(Frame(*frame) for frame in chain),
        None if fix is None else _fix(*fix),
    )


def _fix(title: str, applicability: int, steps: Any, *others: str) -> Fix:
    made = tuple(_step(kind, *fields) for kind, *fields in steps)
    return Fix(title, Applicability(applicability), made, *others)


def _step(kind: str, *fields: Any) -> Any:
    restored = [
        tuple(Span(*part) for part in value) if _is_spans(value) else _span_or_text(value)
        for value in fields
    ]
    return _STEPS[kind](*restored)


def _is_spans(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, list) for part in value)


def _span_or_text(value: Any) -> Any:
    return Span(*value) if isinstance(value, list) else value
