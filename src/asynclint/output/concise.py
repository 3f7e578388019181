"""The concise format: one line for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Applicability
from asynclint.output.cells import visible
from asynclint.output.layout import CODE, PATH, Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Report
    from asynclint.output.view import View


def lines(report: Report, view: View) -> Iterator[Line]:
    """`path:row:column: CODE message`; `[*]` marks what --fix would mend."""
    return (line(finding, view) for finding in report.findings)


def line(finding: Finding, view: View) -> Line:
    place = f"{visible(view.shown(finding.path))}:{finding.start.row}:{finding.start.column}"
    is_fixable = finding.fix and finding.fix.applicability is Applicability.SAFE
    return (
        Piece(place, PATH),
        Piece(": "),
        Piece(finding.code, f"{CODE} {finding.severity}"),
        Piece(" [*] " if is_fixable else " "),
        Piece(visible(finding.message)),
    )
