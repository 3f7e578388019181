"""Fixing a project: rounds of checking and applying, until nothing is left to apply.

Fixes are applied in memory first; a file is written once, at the end, whole or not at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.diagnostics import Applicability, Finding, Problem
from asynclint.engine import Change, FixReport, Offer, Project, Refusal
from asynclint.fixes.apply import apply_fixes, edits
from asynclint.fixes.errors import FixError
from asynclint.fixes.merge import select
from asynclint.fixes.rounds import Course, Fixed, fix_texts
from asynclint.fixes.write import ChangedOnDiskError, replace_file
from asynclint.sources.filesystem import Overlay
from asynclint.sources.paths import absolute
from asynclint.sources.text import LineTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from asynclint.diagnostics import Position, Report
    from asynclint.fixes.merge import Candidate

    Progress = Callable[[int, int], None]


def fix_project(
    project: Project,
    paths: Sequence[str],
    level: Applicability,
    write: bool,
    progress: Progress | None = None,
    ask: Callable[[Offer], bool] | None = None,
) -> FixReport:
    """Apply the fixes of at least `level` to what is found in the files at `paths`.

    `ask` is asked about each of them; without it all are applied.
    """
    course = _Files(project, paths, level, progress, ask)
    done, problems = fix_texts(course, level, first_party=project.first_party)
    told = [*problems, *course.problems.values()]
    changes = []
    changed: dict[str, str] = {}
    failed: set[str] = set()
    written: dict[str, str] = {}  # another path may lead to the same file
    for shown, file in sorted(done.items()):
        path = absolute(shown, project.root)
        before, real = course.text(shown), project.fs.real(path)
        if file.text == before or real in failed:
            continue
        if real not in written:
            problem = put(project, path, file.text, write)
            if problem is not None:
                told.append(problem)
                failed.add(real)
                continue
            written[real] = file.text
            changes.append(Change(shown, before, file.text, file.applied, file.codes))
        changed[shown] = written[real]
    report = course.report(changed)
    if write:
        for shown in changed:
            project.forget(absolute(shown, project.root))
    report = report._replace(problems=(*report.problems, *told))
    return FixReport(report, tuple(changes), tuple(_refusals(done)))


class _Files(Course):
    """The files of a project on their way. Paths are those that findings show."""

    def __init__(
        self,
        project: Project,
        paths: Sequence[str],
        level: Applicability,
        progress: Progress | None,
        ask: Callable[[Offer], bool] | None,
    ) -> None:
        self._project = project
        self._paths = paths
        self._level = level
        self._progress: Progress | None = progress
        self._ask = ask
        self.problems: dict[str, Problem] = {}  # of files that cannot be written back
        self._answers: dict[tuple[str, str, str, str, str], bool] = {}
        self._findings: dict[tuple[str, int], Finding] = {}  # by file and identity of the fix
        self._known: tuple[Mapping[str, str], Report] | None = None  # texts and what is said of it

    def text(self, path: str) -> str:
        source = self._project.text(absolute(path, self._project.root))
        return "" if source is None else source.text

    def report(self, texts: Mapping[str, str]) -> Report:
        """What is found where these files hold these texts; asked again it is not done again."""
        if self._known is None or self._known[0] != texts:
            progress, self._progress = self._progress, None  # shown the first time
            project = on_top_of(self._project, texts) if texts else self._project
            found = project.check(self._paths, progress)
            self._known = (dict(texts), found)
        return self._known[1]

    def candidates(self, texts: Mapping[str, str]) -> Mapping[str, Sequence[Candidate]]:
        by_path: dict[str, list[Candidate]] = {}
        self._findings.clear()
        for finding in self.report(texts).findings:
            fix = self._project.fixable(finding)
            if fix is None or not fix.steps or fix.applicability < self._level:
                continue
            if self._can_be_written(finding.path):
                by_path.setdefault(finding.path, []).append((finding.span, finding.code, fix))
                self._findings[finding.path, id(fix)] = finding
        return by_path

    def _can_be_written(self, path: str) -> bool:
        source = self._project.text(absolute(path, self._project.root))
        if source is not None and source.data is not None:
            message = f"not fixed: {source.encoding} would change bytes elsewhere in the file"
            self.problems[path] = Problem(path, message, "save it as UTF-8")
        return source is not None and source.data is None

    def wanted(self, path: str, text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
        if self._ask is None:
            return found
        left: list[Candidate] = list(found)
        accepted: list[Candidate] = []
        while True:
            new = [each for each in select(left, self._level) if each not in accepted]
            if not new:
                return accepted
            for each in new:
                if self._is_wanted(path, text, each):
                    accepted.append(each)
                else:
                    left.remove(each)

    def _is_wanted(self, path: str, text: str, candidate: Candidate) -> bool:
        """Ask about a fix that applies; once, in whichever round it turns up."""
        finding = self._findings[path, id(candidate[2])]
        span = finding.statement
        key = (path, finding.code, candidate[2].title, text[span.start : span.end], finding.message)
        if key not in self._answers:
            try:
                after = apply_fixes(
                    text,
                    [candidate[2]],
                    first_party=self._project.first_party,
                    is_kept=self.kept_names(path),
                ).text
            except FixError:
                return False
            if after == text or self._ask is None:
                return False
            self._answers[key] = self._ask(Offer(finding, text, after))
        return self._answers[key]

    def kept_names(self, path: str) -> Callable[[str], bool]:
        return lambda name: is_imported_elsewhere(self._project, path, name)


def on_top_of(project: Project, texts: Mapping[str, str]) -> Project:
    """The project with these files (as findings show them) changed."""
    buffers = {}
    for shown, text in texts.items():
        path = absolute(shown, project.root)
        source = project.text(path)
        assert source is not None, "only what could be read is fixed"
        buffers[path] = source.encode(text)
    fs = Overlay(project.fs, buffers)
    inner = Project(project.root, project.settings, fs, project.cache_dir)
    inner.take_texts(project, but=buffers)
    inner.on_crash = project.on_crash
    return inner


def put(project: Project, path: str, text: str, write: bool) -> Problem | None:
    """Write a file of the project, if `write` says so; why that cannot be done. The project still
    has what it read before, until it is told to forget that."""
    source = project.text(path)
    assert source is not None, "only what could be read is changed"
    shown = project.shown(path)
    try:
        if write:
            replace_file(path, source.encode(source.text), source.encode(text))
    except ChangedOnDiskError:
        message = "not fixed: the file changed while it was checked"
        return Problem(shown, message, "run asynclint again")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Problem(shown, f"not fixed: {reason}", "make the file writable")
    return None


def _refusals(done: Mapping[str, Fixed]) -> Iterator[Refusal]:
    for path, file in sorted(done.items()):
        for title, reason in dict.fromkeys(file.rejected):
            yield Refusal(path, title, reason)


def is_imported_elsewhere(project: Project, shown: str, name: str) -> bool:
    """Whether a file of the project may take a name that this one imports from there: by
    `from … import`, as an attribute of the module, or in a string as tests do that patch it."""
    stem = shown.rpartition("/")[2]
    stem = stem.rpartition(".")[0]
    if stem == "__init__":
        return True  # packages import names for others to use
    module = re.escape(stem)
    pattern = re.compile(
        rf"\b{module}\.{re.escape(name)}\b"
        rf"|\b{module}\s+import\s+(?:\*|\([^)]*\b{re.escape(name)}\b|[^(\r\n]*\b{re.escape(name)}\b)"
    )
    own = absolute(shown, project.root)
    for path in project.own_files:
        source = None if path == own else project.text(path)
        if source is not None and stem in source.text and pattern.search(source.text):
            return True
    return False


def edits_of(project: Project, finding: Finding, text: str) -> list[tuple[Position, Position, str]]:
    """The textual edits of a finding's fix, alone: (start, end, new text)."""
    if finding.fix is None or not finding.fix.steps:
        return []
    lines = LineTable(text)

    def is_kept(name: str) -> bool:
        return is_imported_elsewhere(project, finding.path, name)

    try:
        found = edits(text, finding.fix, first_party=project.first_party, is_kept=is_kept)
    except FixError:
        return []
    return [(lines.position(start), lines.position(end), new) for start, end, new in found]
