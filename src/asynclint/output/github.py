"""The GitHub format: workflow commands that become annotations on a pull request."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, INFO, WARNING
from asynclint.output.full import HOW_TO_APPLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asynclint.diagnostics import Finding, Report
    from asynclint.output.view import View

COMMANDS = {ERROR: "error", WARNING: "warning", INFO: "notice"}


def parts(report: Report, view: View, environment: Mapping[str, str]) -> Iterator[str]:
    """One command a line. Files are named as seen from the checkout (GITHUB_WORKSPACE)."""
    workspace = environment.get("GITHUB_WORKSPACE", "")
    for finding in report.findings:
        properties = {
            "title": f"asynclint ({finding.code})",
            "file": _seen_from(workspace, view.absolute(finding.path)),
            "line": str(finding.start.row),
            "col": str(finding.start.column),
            "endLine": str(finding.end.row),
            "endColumn": str(finding.end.column),
        }
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        command = COMMANDS[finding.severity]
        yield f"::{command} {listed}::{_data(_message(finding, view))}\n"


def _message(finding: Finding, view: View) -> str:
    place = f"{view.shown(finding.path)}:{finding.start.row}:{finding.start.column}"
    lines = [f"{place}: {finding.code} {finding.name}  {finding.message}"]
    for number, frame in enumerate(finding.chain, 1):
        where = f"{frame.library or view.shown(frame.path)}:{frame.line}{frame.owner}"
        lines.append(f"{number}. {where} in {frame.function}: {frame.text}")
    if finding.fix is not None:
        lines.append(f"help: {finding.fix.title} ({HOW_TO_APPLY[finding.fix.applicability]})")
        if finding.fix.otherwise:
            lines.append(f"or: {finding.fix.otherwise}")
    lines.append(f"docs: {finding.url}")
    return "\n".join(lines)


def _seen_from(workspace: str, path: str) -> str:
    if workspace:
        relative = os.path.relpath(path, workspace) if _same_drive(workspace, path) else path
        if not relative.startswith(".."):
            return relative.replace(os.sep, "/")
    return path


def _same_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0].lower() == os.path.splitdrive(other)[0].lower()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
