"""The full format: each finding with its source, its chain, its fix and its documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Applicability
from asynclint.output.cells import visible
from asynclint.output.chain import chain_lines
from asynclint.output.excerpt import excerpt
from asynclint.output.layout import CODE, GUTTER, LABEL, LINK, MARK, NAME, PATH, Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix, Report
    from asynclint.output.view import View

HOW_TO_APPLY = {
    Applicability.SAFE: "safe: --fix applies it",
    Applicability.UNSAFE: "unsafe: --fix --unsafe-fixes applies it",
    Applicability.DISPLAY: "suggestion: to be done by hand",
}


def lines(report: Report, view: View, limit: int) -> Iterator[Line]:
    """The lines to print; source lines are cut to `limit` cells, nothing else is."""
    for finding in report.findings:
        yield from _finding(finding, view, limit)
        yield ()


def _finding(finding: Finding, view: View, limit: int) -> Iterator[Line]:
    place = f"{visible(view.shown(finding.path))}:{finding.start.row}:{finding.start.column}"
    yield (
        Piece(place, PATH),
        Piece(": "),
        Piece(finding.code, f"{CODE} {finding.severity}"),
        Piece(f" {finding.name}", NAME),
        Piece(f"  {visible(finding.message)}"),
    )
    yield from _source(finding, view, limit)
    yield from chain_lines(finding.chain, view, 3)
    if finding.fix is not None:
        yield _help(finding.fix)
        if finding.fix.otherwise:
            yield (Piece("   or: ", LABEL), Piece(visible(finding.fix.otherwise)))
    yield (Piece("   docs: ", LABEL), Piece(finding.url, LINK))


def _source(finding: Finding, view: View, limit: int) -> Iterator[Line]:
    digits = len(str(finding.end.row))
    rows = excerpt(
        finding.start, finding.end, lambda row: view.line(finding.path, row), limit - digits - 3
    )
    if not rows:
        return
    blank = Piece(" " * digits + " | ", GUTTER)
    yield (blank,)
    for row in rows:
        number = "" if row.number is None else str(row.number)
        yield (Piece(f"{number:>{digits}} | ", GUTTER), Piece(row.text))
        if row.carets:
            mark = Piece("^" * row.carets, f"{MARK} {finding.severity}")
            yield (blank, Piece(" " * row.indent), mark)


def _help(fix: Fix) -> Line:
    return (
        Piece("   help: ", LABEL),
        Piece(visible(fix.title)),
        Piece(f" ({HOW_TO_APPLY[fix.applicability]})", LABEL),
    )
