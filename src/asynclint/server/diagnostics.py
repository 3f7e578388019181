"""Findings as the protocol's diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from asynclint.diagnostics import ERROR, WARNING
from asynclint.server.places import Places
from asynclint.sources.paths import absolute

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.diagnostics import Finding, Frame
    from asynclint.engine import Project
    from asynclint.server.projects import Checked

SOURCE = "asynclint"
_SEVERITIES = {
    ERROR: types.DiagnosticSeverity.Error,
    WARNING: types.DiagnosticSeverity.Warning,
}
# Rules about text that does nothing and may go: editors show it faded.
_UNNECESSARY = frozenset({"ASL003"})


class Client:
    """What the client can take, and how it names files."""

    def __init__(
        self,
        capabilities: types.ClientCapabilities,
        encoding: types.PositionEncodingKind,
        uri: Callable[[str], str],
    ) -> None:
        document = capabilities.text_document or types.TextDocumentClientCapabilities()
        published = document.publish_diagnostics
        self.encoding = encoding
        self.uri = uri
        self.takes_related = bool(published and published.related_information)
        self.takes_links = bool(published and published.code_description_support)
        self.takes_tags = bool(published and published.tag_support)
        self.pulls = document.diagnostic is not None


def diagnostics(checked: Checked, project: Project, client: Client) -> list[types.Diagnostic]:
    """The findings of a file for the client."""
    places = Places(checked.text, client.encoding)
    return [_diagnostic(finding, places, project, client) for finding in checked.findings]


def _diagnostic(
    finding: Finding, places: Places, project: Project, client: Client
) -> types.Diagnostic:
    related = None
    lines = [finding.message]
    if finding.chain and client.takes_related:
        related = [_related(frame, project, client) for frame in finding.chain]
    elif finding.chain:
        lines += map(_line, finding.chain)
    lines += finding.fix.advice if finding.fix is not None else ()
    return types.Diagnostic(
        range=places.between(finding.start, finding.end),
        message="\n".join(lines),
        severity=_SEVERITIES.get(finding.severity, types.DiagnosticSeverity.Information),
        code=finding.code,
        code_description=types.CodeDescription(finding.url) if client.takes_links else None,
        source=SOURCE,
        tags=_tags(finding, client),
        related_information=related,
        data=key_of(finding),
    )


def _line(frame: Frame) -> str:
    """A call of the chain, for clients that show no related information."""
    place = f"{frame.library or frame.path}:{frame.line}{frame.owner}"
    return f"  {place} in {frame.function}: {frame.text}"


def _tags(finding: Finding, client: Client) -> list[types.DiagnosticTag] | None:
    if client.takes_tags and finding.code in _UNNECESSARY:
        return [types.DiagnosticTag.Unnecessary]
    return None


def _related(frame: Frame, project: Project, client: Client) -> types.DiagnosticRelatedInformation:
    path = absolute(frame.path, project.root)
    text = project.text(path)
    line = Places("" if text is None else text.text, client.encoding).line(frame.line)
    if text is None:
        line.start.line = line.end.line = max(frame.line - 1, 0)
    return types.DiagnosticRelatedInformation(
        location=types.Location(client.uri(path), line),
        message=f"in {frame.function}{frame.owner}: {frame.text}",
    )


def key_of(finding: Finding) -> dict[str, Any]:
    """What finds a finding again among those of the same text."""
    return {"code": finding.code, "start": finding.span.start, "end": finding.span.end}


def find(findings: tuple[Finding, ...], key: Any) -> Finding | None:
    """The finding with that key, if there still is one."""
    return next((finding for finding in findings if key_of(finding) == key), None)
