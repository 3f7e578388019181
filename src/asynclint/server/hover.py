"""What asynclint knows at a place, as Markdown for a hover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.diagnostics import Finding, Frame
    from asynclint.explanation import Blocking, Explanation, OnLoop

UNKNOWN = "not known"  # the gloss of a kind that says nothing


def of_findings(findings: Sequence[Finding]) -> str:
    """Why a line is flagged: each message with its chain and the page of its rule."""
    return "\n\n---\n\n".join("\n".join(_finding(finding)) for finding in findings)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"**[{finding.code}]({finding.url})** {finding.name}: {escaped(finding.message)}"
    yield from _chain(finding.chain)
    if finding.fix is not None:
        yield ""
        yield f"Remedy: {escaped(finding.fix.title)}"
        if finding.fix.otherwise:
            yield f"  \nOr: {finding.fix.otherwise}"


def of_explanation(explanation: Explanation) -> str:
    """What a call or value in async code is, and what it does on the event loop; "" if nothing is
    known that would help."""
    parts = [of_blocking(blocking) for blocking in explanation.blocking]
    if not explanation.is_async and not parts:
        return ""
    values = [
        f"`{value.text}`: `{value.kind}`{value.gloss and f', {escaped(value.gloss)}'}"
        for value in explanation.values[:1]
        if value.gloss != UNKNOWN
    ]
    return "\n".join([*values, *parts])


def of_blocking(blocking: Blocking) -> str:
    """What a piece of code does on the event loop, by which calls, and what would be better."""
    return "\n".join(_blocking(blocking))


def _blocking(blocking: Blocking) -> Iterator[str]:
    verb = "leads to" if blocking.chain else "is"
    yield f"On the event loop, `{blocking.text}` {verb} `{blocking.label}`, which blocks it."
    yield from _chain(blocking.chain)
    if blocking.instead:
        yield ""
        yield f"Instead: {escaped(blocking.instead)}"


def where(mark: OnLoop) -> str:
    """In a few words that a function runs on the event loop, and why."""
    role = f"{mark.role}, " if mark.role else ""
    if mark.framework:
        return f"{role}on the event loop: run by {mark.framework}"
    if mark.chain:
        return f"{role}on the event loop: called by {mark.chain[0].function}"
    return f"{role}on the event loop"


def of_mark(mark: OnLoop) -> str:
    """Why a function runs on the event loop, and what in it blocks there."""
    name = mark.name.rpartition(".")[2]
    sort = f"async {mark.role or 'function'}" if mark.is_async else mark.role
    sort = f", {'an' if sort[0] in 'aeiou' else 'a'} {sort}," if sort else ""
    lines = [f"`{name}`{sort} runs on the event loop{_why(mark)}."]
    lines += _chain(mark.chain)
    for call in mark.calls:
        label = f" (`{call.blocking.label}`)" if call.blocking.label != call.blocking.text else ""
        lines += ["", f"Line {call.start.row}: `{call.blocking.text}`{label} blocks it."]
    return "\n".join(lines)


def _why(mark: OnLoop) -> str:
    if mark.framework:
        return f": {mark.framework} calls it there"
    return " where async code calls it" if mark.chain else ""


def _chain(chain: tuple[Frame, ...]) -> Iterator[str]:
    if chain:
        yield ""
    for number, frame in enumerate(chain, 1):
        place = f"{frame.library or frame.path}:{frame.line}"
        yield f"{number}. {escaped(place)} in `{frame.function}`: `{frame.text}`"


def escaped(text: str) -> str:
    """Text as Markdown that shows it as it is; what stands in backquotes is left alone."""
    parts = text.split("`")
    parts[::2] = [re.sub(r"([\\*_{}\[\]<>#|~])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)
