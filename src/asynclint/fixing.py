"""Fixing a project: rounds of checking and applying, until nothing is left to apply.

Fixes are applied in memory first; a file is written once, at the end, whole or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Applicability, Finding, Problem
from asynclint.engine import Change, FixReport, Project
from asynclint.fixes.apply import apply_fixes, edits
from asynclint.fixes.errors import FixError
from asynclint.fixes.merge import select
from asynclint.fixes.write import ChangedOnDiskError, replace_file
from asynclint.sources.filesystem import Overlay
from asynclint.sources.paths import absolute
from asynclint.sources.text import LineTable, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asynclint.diagnostics import Position, Report
    from asynclint.sources.text import Text

MANY_ROUNDS = 10


class _Edited:
    """One file on its way: as it was, as it is now, and what was done."""

    def __init__(self, source: Text) -> None:
        self.source = source
        self.text = source.text
        self.titles: list[str] = []


def fix_project(
    project: Project,
    paths: Sequence[str],
    level: Applicability,
    write: bool,
    progress: Callable[[int, int], None] | None = None,
) -> FixReport:
    """Apply the fixes of at least `level` to what is found in the files at `paths`."""
    edited: dict[str, _Edited] = {}
    problems: list[Problem] = []
    report = project.check(paths, progress)
    for _ in range(MANY_ROUNDS):
        if not _round(project, report, level, edited, problems):
            break
        report = _on_top_of(project, edited).check(paths)
    changes = []
    done: set[str] = set()  # a file may have been named by a link as well
    for path in sorted(edited):
        file, real = edited[path], project.fs.real(path)
        if file.text == file.source.text or real in done:
            continue
        done.add(real)
        if write and not _write(project, path, file, problems):
            continue
        changes.append(Change(project.shown(path), file.source.text, file.text, tuple(file.titles)))
    report = report._replace(problems=(*report.problems, *problems))
    return FixReport(report, tuple(changes))


def _on_top_of(project: Project, edited: dict[str, _Edited]) -> Project:
    buffers = {path: file.source.encode(file.text) for path, file in edited.items()}
    return Project(project.root, project.settings, Overlay(project.fs, buffers), project.cache_dir)


def _round(
    project: Project,
    report: Report,
    level: Applicability,
    edited: dict[str, _Edited],
    problems: list[Problem],
) -> bool:
    """Apply what can be applied at once; whether anything was."""
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if project.fixable(finding) is not None:
            by_path.setdefault(finding.path, []).append(finding)
    changed = False
    for shown, findings in sorted(by_path.items()):
        path = absolute(shown, project.root)
        source = project.text(path)
        if source is None:
            continue
        file = edited.get(path) or _Edited(source)
        chosen = select([(f.span, f.code, f.fix) for f in findings if f.fix is not None], level)
        if not chosen:
            continue
        try:
            applied = apply_fixes(file.text, [fix for _, _, fix in chosen])
            source.encode(applied.text)
        except (FixError, UnwritableError) as error:
            codes = ", ".join(sorted({code for _, code, _ in chosen}))
            problems.append(
                Problem(shown, f"not fixed ({codes}): {error}", "nothing in the file was changed")
            )
            continue
        if applied.text != file.text:
            file.text = applied.text
            file.titles.extend(fix.title for fix in applied.applied)
            edited[path] = file
            changed = True
    return changed


def _write(project: Project, path: str, file: _Edited, problems: list[Problem]) -> bool:
    try:
        replace_file(path, file.source.encode(file.source.text), file.source.encode(file.text))
    except ChangedOnDiskError:
        problems.append(
            Problem(
                project.shown(path),
                "not fixed: the file changed while it was checked",
                "run asynclint again",
            )
        )
        return False
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.append(
            Problem(project.shown(path), f"not fixed: {reason}", "make the file writable")
        )
        return False
    project.forget(path)
    return True


def edits_of(finding: Finding, text: str) -> list[tuple[Position, Position, str]]:
    """The textual edits of a finding's fix, alone: (start, end, new text)."""
    if finding.fix is None or not finding.fix.steps:
        return []
    lines = LineTable(text)
    try:
        found = edits(text, finding.fix)
    except FixError:
        return []
    return [(lines.position(start), lines.position(end), new) for start, end, new in found]
