"""Keeping a project's findings quiet: ignore comments for all of them, written into the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Problem
from asynclint.engine import Change, FixReport, Project
from asynclint.fixes.errors import FixError, UnparsableError
from asynclint.fixes.ignore_comments import Wanted, add_ignores
from asynclint.fixing import on_top_of, put
from asynclint.sources.paths import absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asynclint.diagnostics import Finding

# About the text itself: a file that is no Python, and comments that are wrong.
ABOUT_TEXT = ("ASL001", "ASL002", "ASL003", "ASL004")


def ignore_project(
    project: Project,
    paths: Sequence[str],
    reason: str,
    write: bool,
    progress: Callable[[int, int], None] | None = None,
) -> FixReport:
    """Write a comment for each finding in the files at `paths`; what cannot be kept quiet that way
    is left in the report."""
    by_path: dict[str, list[Finding]] = {}
    for finding in project.check(paths, progress).findings:
        by_path.setdefault(finding.path, []).append(finding)
    problems: list[Problem] = []
    changes: list[Change] = []
    seen: set[str] = set()  # a file may have been named by a link as well
    for shown, findings in sorted(by_path.items()):
        path = absolute(shown, project.root)
        source, real = project.text(path), project.fs.real(path)
        if source is None or real in seen or any(each.code == "ASL001" for each in findings):
            continue
        seen.add(real)
        wanted = [
            Wanted(each.code, each.span, each.statement)
            for each in findings
            if each.code not in ABOUT_TEXT
        ]
        try:
            text, done = add_ignores(source.text, wanted, reason, source.newline)
        except (FixError, UnparsableError) as error:
            problems.append(Problem(shown, f"no comments added: {error}", "add them by hand"))
            continue
        problem = put(project, path, text, write) if done else None
        if problem is not None:
            problems.append(problem)
        elif done:
            codes = tuple(each.code for each in done)
            titles = tuple(f"Ignore {code}" for code in codes)
            changes.append(Change(shown, source.text, text, titles, codes))
    report = on_top_of(project, {each.path: each.after for each in changes}).check(paths)
    for change in changes:
        if write:
            project.forget(absolute(change.path, project.root))
    report = report._replace(problems=tuple(dict.fromkeys((*report.problems, *problems))))
    return FixReport(report, tuple(changes))
