"""Which rule speaks where several see the same mistake: one finding for each mistake.

A bridge that is built wrongly shows in what becomes of its parts: what is called too early blocks
the loop, what is not awaited is a coroutine used as a value. The rule that knows the whole speaks,
and the others keep silent about the expression that it marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asynclint.diagnostics import Finding

_AWAITING = frozenset({"ASL103", "ASL104", "ASL105", "ASL109"})
# The rules that are silent about an expression, and about what it begins with, once this one spoke.
OUTRANKED: dict[str, frozenset[str]] = {
    # Nothing runs in a thread as long as nobody awaits it.
    "ASL104": frozenset({"ASL406", "ASL407"}),
    "ASL105": frozenset({"ASL406", "ASL407"}),
    "ASL401": _AWAITING,
    "ASL402": _AWAITING,
    "ASL403": _AWAITING | {"ASL401", "ASL402", "ASL405", "ASL406"},
    "ASL404": _AWAITING | {"ASL401", "ASL405", "ASL407"},
    "ASL405": _AWAITING,
    "ASL406": frozenset({"ASL407"}),
    "ASL503": frozenset({"ASL205"}),
    "ASL507": frozenset({"ASL311", "ASL312", "ASL401"}),
}
# Those that are also silent about what stands inside it, by the beginnings of their codes: the
# argument of a bridge blocks, or is dropped, because it is called too early.
OUTRANKED_INSIDE: dict[str, tuple[str, ...]] = {"ASL403": ("ASL1", "ASL2", "ASL3", "ASL404")}

_BEFORE = re.compile(r"(?:await\b|[\s(])*")


def without_outranked(findings: list[Finding], text: str) -> list[Finding]:
    """The findings of a file, without those that tell of a mistake that another one tells of."""
    strong = [f for f in findings if f.code in OUTRANKED]
    if not strong:
        return findings
    return [f for f in findings if not any(_outranks(other, f, text) for other in strong)]


def _outranks(strong: Finding, weak: Finding, text: str) -> bool:
    first, last = sorted((strong.span, weak.span))
    is_one = first.start <= last.start <= last.end <= first.end
    if is_one and weak.code in OUTRANKED[strong.code]:
        return _BEFORE.fullmatch(text, first.start, last.start) is not None
    is_inside = is_one and first == strong.span
    return is_inside and weak.code.startswith(OUTRANKED_INSIDE.get(strong.code, ()))
