"""The promise of fixes: what could be parsed before can be parsed afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from asynclint.diagnostics import Span
from asynclint.fixes.errors import FixError, UnparsableError
from asynclint.fixes.parsing import parse_module
from asynclint.fixes.places import Part, Places
from asynclint.fixes.splice import Replacement, splice


def check(places: Places, replacements: Sequence[Replacement]) -> None:
    """Raise FixError if a part of the file could be parsed, and cannot be with the replacements.

    Parts are looked at one by one: what is in no replacement's part stays as it was.
    """
    inside: dict[Part, list[Replacement]] = {}
    for each in replacements:
        part = places.part_at(each.start)
        if each.end > part.span.end:  # text that reaches over the end of a statement
            whole = Part(Span(0, len(places.text)), "")
            return _check_part(places, whole, replacements)
        inside.setdefault(part, []).append(each)
    for part, found in inside.items():
        _check_part(places, part, found)


def _check_part(places: Places, part: Part, inside: Sequence[Replacement]) -> None:
    start = part.span.start
    before = places.source(part.span)
    moved = [each._replace(start=each.start - start, end=each.end - start) for each in inside]
    try:
        parse_module(splice(before, moved))
    except UnparsableError as error:
        if part.failure or not _is_parsable(before):
            return  # it was no better before
        raise FixError(f"after the fixes, {error}") from error


def _is_parsable(text: str) -> bool:
    try:
        parse_module(text)
    except UnparsableError:
        return False
    return True
