"""The last line of a run, for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, INFO, WARNING, Applicability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.diagnostics import Finding, Report

WORDS = {ERROR: "error", WARNING: "warning", INFO: "note"}


def summary(report: Report, done: str = "") -> str:
    """What the run came to; `done` is what was written into files before this report: "2 fixes"."""
    mended = f"{'Added' if 'comment' in done else 'Applied'} {done}. " if done else ""
    files = counted(report.checked, "file")
    if report.findings:
        text = f"Found {_by_severity(report.findings)} in {files}{_fixable(report.findings)}"
    elif report.problems:
        text = f"Found nothing in {files}"
    else:
        text = f"All clear: {files} checked"
    if report.problems:
        text += f"; the check is incomplete: {counted(len(report.problems), 'problem')}"
    return mended + text


def counted(number: int, word: str, plural: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def _by_severity(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], WORDS[severity]) for severity in WORDS if counts[severity]]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[:-1] else parts)


def _fixable(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.fix.applicability for finding in findings if finding.fix)
    safe, unsafe = counts[Applicability.SAFE], counts[Applicability.UNSAFE]
    if safe and unsafe:
        return f"; {safe} fixable with --fix, {unsafe} more with --fix --unsafe-fixes"
    if safe:
        return f"; {safe} fixable with --fix"
    if unsafe:
        return f"; {unsafe} fixable with --fix --unsafe-fixes"
    return ""
