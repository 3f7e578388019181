"""Ignore comments written into a text: each where it counts for its finding, and changes nothing.

A comment goes to the end of a line that the finding or its statement begins or ends on. Where such
a line ends within a string or is continued, the next one is tried, and at last a line of its own
above the statement. A comment that is there already takes further codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asynclint.diagnostics import Span
from asynclint.fixes.checking import check
from asynclint.fixes.places import Places
from asynclint.fixes.splice import Replacement, splice
from asynclint.index.chunks import comments

_OWN = re.compile(r"#\s*asynclint:\s*ignore\s*\[(?P<codes>[^\]]*)\]", re.IGNORECASE)


class Wanted(NamedTuple):
    """A finding to be kept quiet."""

    code: str
    span: Span
    statement: Span  # the simple statement or the header that holds it


class _Spot(NamedTuple):
    """A place for a comment: at the end of the text of a line, or before its first character."""

    at: int
    is_own_line: bool = False


def add_ignores(
    text: str, wanted: Sequence[Wanted], reason: str = "", newline: str = "\n"
) -> tuple[str, list[Wanted]]:
    """The text with comments that keep the findings quiet, and the findings that have one now.

    Raises FixError if it could be parsed before, and cannot any more.
    """
    spots = {each: list(_spots(text, each)) for each in dict.fromkeys(wanted)}
    lists = dict(_lists(text))
    while True:
        chosen: dict[_Spot, list[Wanted]] = {}
        for each, possible in spots.items():
            if possible:
                chosen.setdefault(possible[0], []).append(each)
        parts, is_new = _parts(text, chosen, lists, reason, newline)
        result = splice(text, parts)
        real = {span.start for span in comments(result)}
        failed = [spot for spot, start in is_new.items() if start not in real]
        if not failed:
            check(Places(text), parts)
            return result, [each for group in chosen.values() for each in group]
        for spot in failed:
            for each in chosen[spot]:
                spots[each].remove(spot)


def _spots(text: str, wanted: Wanted) -> Iterator[_Spot]:
    """Where a comment would count for the finding, best first."""
    places = (wanted.span.start, wanted.span.end, *wanted.statement)
    seen = set()
    for place in places:
        end = _end_of_line(text, place)
        if end not in seen and text[end - 1 : end] != "\\":
            seen.add(end)
            yield _Spot(end)
    start = _start_of_line(text, wanted.statement.start)
    if not text[start : wanted.statement.start].strip():
        yield _Spot(start, is_own_line=True)


def _lists(text: str) -> Iterator[tuple[int, tuple[Span, bool]]]:
    """The lists of codes in ignore comments, by the end of their line, and whether it holds
    nothing else."""
    for start, end in comments(text):
        found = _OWN.search(text, start, end)
        if found is not None:
            is_alone = not text[_start_of_line(text, start) : start].strip()
            yield _end_of_line(text, start), (Span(*found.span("codes")), is_alone)


def _parts(
    text: str,
    chosen: dict[_Spot, list[Wanted]],
    lists: dict[int, tuple[Span, bool]],
    reason: str,
    newline: str,
) -> tuple[list[Replacement], dict[_Spot, int]]:
    """The replacements, in order, and where in the result each new comment begins."""
    parts: list[Replacement] = []
    is_new: dict[_Spot, int] = {}
    moved = 0
    for spot in sorted(chosen, key=lambda each: (each.at, not each.is_own_line)):
        codes = sorted({each.code for each in chosen[spot]})
        end = _end_of_line(text, spot.at) if not spot.is_own_line else _end_above(text, spot.at)
        there = lists.get(end)
        if there is not None and there[1] is spot.is_own_line:
            part = _more(text, there[0], codes)
        else:
            comment = f"# asynclint: ignore[{', '.join(codes)}]{reason and f' {reason}'}"
            if spot.is_own_line:
                line = text[spot.at :]
                indent = line[: len(line) - len(line.lstrip(" \t\f"))]
                part = Replacement(spot.at, spot.at, f"{indent}{comment}{newline}", apart=False)
                is_new[spot] = spot.at + moved + len(indent)
            else:
                part = Replacement(spot.at, spot.at, f"  {comment}", apart=False)
                is_new[spot] = _comment_start(text, spot.at, moved)
        moved += len(part.content) - (part.end - part.start)
        parts.append(part)
    return parts, is_new


def _comment_start(text: str, at: int, moved: int) -> int:
    """Where the comment begins that a new one at the end of a line belongs to: a comment that is
    there takes it up."""
    start = _start_of_line(text, at)
    own = [each.start for each in comments(text) if start <= each.start < at]
    return (own[0] if own else at + 2) + moved


def _more(text: str, codes: Span, new: Sequence[str]) -> Replacement:
    """A list of codes with more of them."""
    there = text[codes.start : codes.end].strip()
    joined = ", ".join([there, *new] if there else new)
    return Replacement(codes.start, codes.end, joined, apart=False)


def _start_of_line(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _end_of_line(text: str, at: int) -> int:
    """The end of what a line holds, white space left out."""
    start = _start_of_line(text, at)
    found = re.compile(r"[^\r\n]*").match(text, start)
    return start + len(found.group().rstrip()) if found is not None else start


def _end_above(text: str, start: int) -> int:
    """The same of the line above the one that begins at `start`; -1 where there is none."""
    return _end_of_line(text, len(text[:start].rstrip("\r\n"))) if start else -1
