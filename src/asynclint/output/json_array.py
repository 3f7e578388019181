"""The JSON format: an array of findings in the shape that ruff's users know, with our chain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from asynclint.diagnostics import Applicability

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.diagnostics import Finding, Fix, Frame, Position, Report
    from asynclint.output.view import Edit, View

APPLICABILITY = {
    Applicability.SAFE: "safe",
    Applicability.UNSAFE: "unsafe",
    Applicability.DISPLAY: "display",
}


def parts(report: Report, view: View) -> Iterator[str]:
    """The text of the array, in pieces. ASCII only, so that it survives every pipe."""
    separator = "[\n"
    for finding in report.findings:
        text = json.dumps(finding_data(finding, view), indent=2)
        yield separator + "  " + text.replace("\n", "\n  ")
        separator = ",\n"
    yield "\n]\n" if report.findings else "[]\n"


def finding_data(finding: Finding, view: View) -> dict[str, Any]:
    """A finding as the array has it."""
    last = max(finding.statement.start, finding.statement.end - 1)
    return {
        "filename": view.absolute(finding.path),
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "severity": finding.severity,
        "location": position_data(finding.start),
        "end_location": position_data(finding.end),
        # A comment at the end of the statement's last line is always possible and always counts.
        "noqa_row": view.row(finding.path, last) or finding.end.row,
        "url": finding.url,
        "fix": _fix(finding.fix, view.edits(finding)) if finding.fix else None,
        "chain": [frame_data(frame, view) for frame in finding.chain],
    }


def _fix(fix: Fix, edits: Sequence[Edit]) -> dict[str, Any]:
    return {
        "applicability": APPLICABILITY[fix.applicability],
        "message": fix.title,
        "otherwise": fix.otherwise or None,
        "edits": [_edit(edit) for edit in edits],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    start, end, content = edit
    return {
        "content": content,
        "location": position_data(start),
        "end_location": position_data(end),
    }


def frame_data(frame: Frame, view: View) -> dict[str, Any]:
    """One step of a chain."""
    return {
        "filename": view.absolute(frame.path),
        "row": frame.line,
        "function": frame.function,
        "text": frame.text,
        **({"library": frame.library} if frame.library else {}),
    }


def position_data(position: Position) -> dict[str, int]:
    """A row and a column."""
    return {"row": position.row, "column": position.column}
