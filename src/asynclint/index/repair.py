"""Definitions with `async` in the wrong place, read as if it stood where it belongs.

Only lines at which the parser stops are looked at, so that nothing in a string or comment is taken
for a mistake.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_MISPLACED = (
    # def async view(
    re.compile(r"(?P<wrong>def[ \t]+async[ \t]+(?P<name>\w+))[ \t]*[(\[]"),
    # async view def(   and   async view def f(
    re.compile(r"(?P<wrong>async[ \t]+(?P<first>\w+)[ \t]+def(?:[ \t]+(?P<name>\w+))?)[ \t]*[(\[]"),
    # async view(request):
    re.compile(r"(?P<wrong>async[ \t]+(?!def\b|for\b|with\b)(?P<name>\w+))[ \t]*\("),
)
# What a file must hold for a repair to be tried at all.
MISPLACED = re.compile(
    r"(?:^|(?<=\r))[ \t]*(?:def[ \t]+async\b|async[ \t]+(?!def\b|for\b|with\b)\w)", re.MULTILINE
)
_MANY = 50


class Repaired(NamedTuple):
    """A text that can be read, and how it differs from the one that was written."""

    text: str
    repairs: tuple[tuple[Span, str, str], ...] = ()  # (span in the original, as written, as meant)
    shifts: tuple[
        tuple[int, int], ...
    ] = ()  # (offset in the repaired text, characters added there)

    def back(self, offset: int) -> int:
        """The offset in the text as it was written."""
        moved = sum(added for place, added in self.shifts if place <= offset)
        return offset - moved


def repair(text: str, error_at: Callable[[str], int | None]) -> Repaired:
    """Put every misplaced `async` of a file that does not parse into its place.

    `error_at` gives the offset at which a text stops to parse, or None.
    """
    current = Repaired(text)
    for _ in range(_MANY):
        offset = error_at(current.text)
        if offset is None:
            return current
        mended = _mend_line(current, offset)
        if mended is None:
            return current
        current = mended
    return current


def _mend_line(current: Repaired, offset: int) -> Repaired | None:
    text = current.text
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    first = re.compile(r"[ \t\f]*").match(text, start)
    assert first is not None
    for pattern in _MISPLACED:
        found = pattern.match(text, first.end())
        if found is None:
            continue
        groups = found.groupdict()
        right = f"async def {groups['name'] or groups['first']}"
        begin, end = found.span("wrong")
        wrong = found["wrong"]
        padded = right.ljust(len(wrong))
        original = Span(current.back(begin), current.back(begin) + len(wrong))
        shifts = current.shifts
        if len(padded) > len(wrong):
            shifts = (*shifts, (begin + len(right), len(padded) - len(wrong)))
        return Repaired(
            text[:begin] + padded + text[end:],
            (*current.repairs, (original, wrong, right)),
            tuple(sorted(shifts)),
        )
    return None
