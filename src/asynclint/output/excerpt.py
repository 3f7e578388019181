"""The source lines of a finding, with its range underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.output.cells import drawn, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.diagnostics import Position

MAX_LINES = 4  # a longer range shows its first two lines and its last
CONTEXT = 20  # cells that a window keeps free before the range
CUT = "..."


class Row(NamedTuple):
    """One source line, ready to be drawn. `number` is None where lines were left out."""

    number: int | None
    text: str
    indent: int = 0  # cells before the underline
    carets: int = 0  # cells of the underline


def excerpt(
    start: Position, end: Position, line_of: Callable[[int], str | None], limit: int
) -> list[Row]:
    """The lines from `start` to `end`, none wider than `limit` cells; empty if there is no text."""
    rows: list[Row] = []
    last = max(start.row, end.row - (end.column == 1 and end.row > start.row))
    for number in _numbers(start.row, last):
        if number is None:
            rows.append(Row(None, CUT))
            continue
        line = line_of(number)
        if line is None:
            return rows
        first = start.column - 1 if number == start.row else len(line) - len(line.lstrip())
        stop = end.column - 1 if number == end.row else len(line.rstrip())
        rows.append(_underlined(number, line, first, stop, limit))
    return rows


def _numbers(first: int, last: int) -> list[int | None]:
    if last - first < MAX_LINES:
        return list(range(first, last + 1))
    return [first, first + 1, None, last]


def _underlined(number: int, line: str, first: int, stop: int, limit: int) -> Row:
    pictures = drawn(line)
    first = min(max(first, 0), len(pictures))
    before = "".join(pictures[:first])
    marked = "".join(pictures[first : max(stop, first)])
    after = "".join(pictures[max(stop, first) :]).rstrip()
    return _window(number, before, marked, after, max(limit, 3 * CONTEXT))


def _window(number: int, before: str, marked: str, after: str, limit: int) -> Row:
    """Cut the line down to `limit` cells so that the beginning of the marked part is seen."""
    if width(before) + width(marked) + width(after) > limit:
        if width(before) + width(marked) > limit - len(CUT) and width(before) > CONTEXT:
            before = CUT + _tail(before, CONTEXT - len(CUT))
        room = limit - width(before)
        if width(marked) + width(after) > room:
            whole_mark = width(marked) <= room - len(CUT)
            cut = _head(marked + after, room - len(CUT))
            marked, after = (marked, cut[len(marked) :]) if whole_mark else (cut, "")
            after += CUT
    text = before + marked + after
    return Row(number, text, width(before), max(width(marked), 1))


def _head(text: str, cells: int) -> str:
    end = 0
    while end < len(text) and cells >= width(text[end]):
        cells -= width(text[end])
        end += 1
    return text[:end]


def _tail(text: str, cells: int) -> str:
    start = len(text)
    while start > 0 and cells >= width(text[start - 1]):
        start -= 1
        cells -= width(text[start])
    return text[start:]
