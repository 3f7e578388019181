"""What the user can have done about findings: code actions, and their edits when one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from asynclint.diagnostics import Applicability, Finding
from asynclint.server.conversions import sync_function_at
from asynclint.server.diagnostics import find, key_of
from asynclint.server.editing import ignoring, ignoring_file, replacements
from asynclint.server.places import Places
from asynclint.sources.paths import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.engine import Project
    from asynclint.server.projects import Checked

FIX_ALL = "source.fixAll.asynclint"
ASYNCIFY = "refactor.rewrite.asynclint"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL, ASYNCIFY)
EXPLAIN = "asynclint.explainRule"


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether the client asks for actions of a kind: it may name kinds by their beginnings."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def offered(
    checked: Checked,
    project: Project,
    asked: types.CodeActionParams,
    places: Places,
    version: int | None,
    is_lazy: bool,
) -> list[types.CodeAction]:
    """The actions for a range of a file, the safest first; their edits come when one is chosen, or
    at once if the client is not `is_lazy`: then none that takes long is among them unless the user
    asks for it."""
    only = asked.context.only
    found: list[types.CodeAction] = []
    data = {"uri": asked.text_document.uri, "version": version}
    if wanted(types.CodeActionKind.QuickFix, only):
        here = [f for f in checked.findings if _touches(f, asked.range, places)]
        diagnostics = _of_client(asked.context.diagnostics)
        for finding in here:
            found += _quick_fixes(finding, project, checked, data, diagnostics)
        for finding in here if is_lazy else ():
            found += _turned_async(finding, project, data, diagnostics)
        for finding in here:
            found += _others(finding, data, diagnostics)
        found.sort(key=lambda action: not action.is_preferred)
    if wanted(FIX_ALL, only) and any(_is_safe(f, project) for f in checked.findings):
        found.append(
            types.CodeAction(
                "Fix all that asynclint can fix safely", FIX_ALL, data={**data, "do": "all"}
            )
        )
    if wanted(ASYNCIFY, only) and _is_asked_by_hand(asked.context):
        name = sync_function_at(checked.text, places.position(asked.range.start).row)
        if name is not None:
            turning = {**data, "do": "asyncify", "name": name}
            found.append(types.CodeAction(_turning(name), ASYNCIFY, data=turning))
    return found


def _is_asked_by_hand(context: types.CodeActionContext) -> bool:
    """Whether the user asks, and not the editor for its light bulb."""
    return context.only is not None or context.trigger_kind is types.CodeActionTriggerKind.Invoked


def _quick_fixes(
    finding: Finding,
    project: Project,
    checked: Checked,
    data: dict[str, Any],
    diagnostics: dict[Any, types.Diagnostic],
) -> Iterator[types.CodeAction]:
    fix = project.fixable(finding)
    if fix is None or not fix.steps or fix.applicability is Applicability.DISPLAY:
        return
    safe = fix.applicability is Applicability.SAFE
    yield types.CodeAction(
        f"{fix.title} ({finding.code}{'' if safe else ', unsafe'})",
        types.CodeActionKind.QuickFix,
        diagnostics=_named(finding, diagnostics),
        is_preferred=safe,
        data={**data, "do": "fix", "key": key_of(finding)},
    )
    alike = [f for f in checked.findings if f.code == finding.code and _is_safe(f, project)]
    if safe and len(alike) > 1:
        yield types.CodeAction(
            f"Fix all {finding.code} in this file",
            types.CodeActionKind.QuickFix,
            data={**data, "do": "all", "code": finding.code},
        )


def _turned_async(
    finding: Finding,
    project: Project,
    data: dict[str, Any],
    diagnostics: dict[Any, types.Diagnostic],
) -> Iterator[types.CodeAction]:
    """The function that it calls becomes async, in whatever file it stands."""
    if finding.fix is None or not finding.fix.asyncify:
        return
    path, _, name = finding.fix.asyncify.rpartition("::")
    yield types.CodeAction(
        f"{_turning(name)} ({finding.code})",
        types.CodeActionKind.QuickFix,
        diagnostics=_named(finding, diagnostics),
        data={**data, "do": "asyncify", "name": name, "path": absolute(path, project.root)},
    )


def _turning(name: str) -> str:
    return f"Turn `{name}` and its callers async"


def _others(
    finding: Finding, data: dict[str, Any], diagnostics: dict[Any, types.Diagnostic]
) -> Iterator[types.CodeAction]:
    named = _named(finding, diagnostics)
    kind = types.CodeActionKind.QuickFix
    for title, whole in (("for this line", False), ("for this file", True)):
        yield types.CodeAction(
            f"Ignore {finding.code} {title}",
            kind,
            diagnostics=named,
            data={**data, "do": "ignore", "key": key_of(finding), "whole": whole},
        )
    yield types.CodeAction(
        f"Explain {finding.code} ({finding.name})",
        kind,
        diagnostics=named,
        command=types.Command(f"Explain {finding.code}", EXPLAIN, arguments=[finding.code]),
    )


def edits(
    checked: Checked, project: Project, data: dict[str, Any], places: Places, unsafe: bool
) -> list[types.TextEdit] | None:
    """What an action changes in its file; None if what it is about is no longer there."""
    if data["do"] == "all":
        return _fix_all(checked, project, data.get("code"), places, unsafe)
    finding = find(checked.findings, data["key"])
    if finding is None:
        return None
    if data["do"] == "ignore":
        ignore = ignoring_file if data["whole"] else ignoring
        return between(checked.text, ignore(checked.text, finding), places)
    return [
        types.TextEdit(places.between(start, end), new)
        for start, end, new in project.edits(finding)
    ]


def _fix_all(
    checked: Checked, project: Project, code: str | None, places: Places, unsafe: bool
) -> list[types.TextEdit]:
    level = Applicability.UNSAFE if unsafe and code is None else Applicability.SAFE
    after, _ = project.fix_text(checked.path, checked.text, level, code)
    return between(checked.text, after, places)


def between(before: str, after: str, places: Places) -> list[types.TextEdit]:
    """The edits that lead from one text, whose places are given, to another."""
    return [
        types.TextEdit(types.Range(places.at(start), places.at(end)), new)
        for start, end, new in replacements(before, after)
    ]


def _is_safe(finding: Finding, project: Project) -> bool:
    fix = project.fixable(finding)
    return fix is not None and bool(fix.steps) and fix.applicability is Applicability.SAFE


def _touches(finding: Finding, asked: types.Range, places: Places) -> bool:
    own = places.between(finding.start, finding.end)
    return _order(own.start) <= _order(asked.end) and _order(asked.start) <= _order(own.end)


def _order(place: types.Position) -> tuple[int, int]:
    return place.line, place.character


def _of_client(diagnostics: Sequence[types.Diagnostic]) -> dict[Any, types.Diagnostic]:
    """The client's diagnostics by the key of their finding."""
    return {
        (d.data["code"], d.data["start"], d.data["end"]): d
        for d in diagnostics
        if isinstance(d.data, dict) and {"code", "start", "end"} <= d.data.keys()
    }


def _named(
    finding: Finding, diagnostics: dict[Any, types.Diagnostic]
) -> list[types.Diagnostic] | None:
    own = diagnostics.get((finding.code, finding.span.start, finding.span.end))
    return None if own is None else [own]
