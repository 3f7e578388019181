"""What safe fixes make of a program, and what it then does and gives on real Django."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

import django
from respelling import without_async
from suite_runs import fixed, lint
from suites import Case, Expectation, plain

from asynclint.diagnostics import Applicability

from .agreement import Expected, compare
from .harness import Observation, observe
from .programs import Function, functions, python_files
from .recorder import RAISES, Event


def after_safe_fixes(case: Case) -> dict[str, str]:
    """The files of a case after its safe fixes, without marks; empty if there are none."""
    after = fixed(case.files, settings_of(case), Applicability.SAFE)
    return {} if after == {path: plain(text) for path, text in case.files.items()} else after


def settings_of(case: Case) -> str:
    """The case's settings, for the Django that is installed here."""
    if "django-version" in case.settings:
        return case.settings
    return f'django-version = "{django.VERSION[0]}.{django.VERSION[1]}"\n{case.settings}'


def misbehaviour_after(case: Case, after: dict[str, str], seen: Observation) -> list[str]:
    """What the functions that fixes changed do wrong and is not reported any more."""
    left = expected_after(case, after)
    before = {path: plain(text) for path, text in case.files.items()}
    changed = {(f.path, row) for f in changed_functions(before, after) for row in rows_of(f)}
    unexplained = {line for line in compare(after, left, [], seen) if line.startswith("not marked")}
    return [
        str(event)
        for event in seen.events
        if f"not marked: {event}" in unexplained
        and is_about_async(event)
        and any((frame.path, frame.line) in changed for frame in event.frames)
    ]


def is_about_async(event: Event) -> bool:
    """Whether it is a mistake of this linter's kind: other exceptions come of a program's own data
    and stand-ins, as soon as the mistake before them is mended."""
    return event.kind != RAISES or bool(re.search(r"async|await|coroutine", event.detail, re.I))


def rows_of(function: Function) -> range:
    return range(function.start, function.end + 1)


def expected_after(case: Case, after: dict[str, str]) -> Expected:
    """What is still reported in the fixed program, and what the case says is never reported."""
    left: Expected = {}
    for finding in lint(after, settings_of(case)).findings:
        rows = left.setdefault(finding.path, {})
        rows.setdefault(finding.start.row, []).append(Expectation(finding.code))
    for path, rows in case.expected.items():
        moved = new_rows(plain(case.files[path]), after[path])
        for row, wanted in rows.items():
            missed = [each for each in wanted if each.is_missed]
            if missed and row in moved:
                left.setdefault(path, {}).setdefault(moved[row], []).extend(missed)
    return left


def new_rows(before: str, after: str) -> dict[int, int]:
    """Row of a line that has stayed, or was changed in its place → its row afterwards."""
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    return {
        i + 1: j + 1
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1)
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
    }


def changed_functions(before: dict[str, str], after: dict[str, str]) -> Iterator[Function]:
    """The async functions in which fixes changed something, as they are afterwards."""
    for path, text in python_files(after).items():
        was = {each.full_name: each for each in functions(path, before[path])}
        for function in functions(path, text):
            old = was.get(function.full_name)
            if function.is_async and old is not None:
                lines = before[path].split("\n")[old.start - 1 : old.end]
                if lines != text.split("\n")[function.start - 1 : function.end]:
                    yield function


def unlike_sync_original(case: Case, after: dict[str, str], seen: Observation) -> list[str]:
    """The changed functions that give something else than the program gives without `async` and
    `await`, where that can be run and compared: one sentence for each."""
    before = {path: plain(text) for path, text in case.files.items()}
    names = [each.full_name for each in changed_functions(before, after)]
    names = [name for name in names if name in seen.returned]
    if not names:
        return []
    original = observe(without_async(before).files, also=names)
    troubled = {event.entry for event in (*original.events, *seen.events)}
    told = []
    for name in names:
        if name in original.returned and name not in troubled:
            wanted, given = comparable(original.returned[name]), comparable(seen.returned[name])
            if wanted is not None and wanted != given:
                told.append(f"{name} gives {given!r}, and in sync code {wanted!r}")
    return told


def comparable(value: Any) -> Any:
    """A value in a form that equal results share; None where that cannot be said."""
    if hasattr(value, "status_code"):
        return value.status_code, getattr(value, "content", b"")
    if isinstance(value, (str, int, bool, bytes)):
        return value
    if isinstance(value, (list, tuple, set)):
        items = [comparable(each) for each in value]
        return None if None in items else (type(value), items)
    if hasattr(value, "_meta") and hasattr(value, "pk"):
        return value._meta.label, value.pk
    return None
