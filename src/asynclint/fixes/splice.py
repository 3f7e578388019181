"""Edits of a text that may lie inside one another, and the flat replacements they come to.

An edit replaces a range by pieces: new text, and ranges of the old text that stay as they are but
for the edits inside them. What no edit covers is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from asynclint.diagnostics import Span


class Edit(NamedTuple):
    """Replace the characters from `start` to `end` by `pieces`, which keep the spans among them."""

    start: int
    end: int
    pieces: tuple[str | Span, ...]
    apart: bool = True  # put a space where two words would run together

    @property
    def kept(self) -> tuple[Span, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Span))


class Replacement(NamedTuple):
    """Replace the characters from `start` to `end` by `content`; nothing lies inside it."""

    start: int
    end: int
    content: str
    apart: bool = True


class OverlapError(Exception):
    """Two edits claim the same characters."""


def can_combine(
    one: Span, one_keeps: Sequence[Span], other: Span, other_keeps: Sequence[Span]
) -> bool:
    """Whether edits of two ranges leave each other alone: apart, or one in what the other keeps."""
    if one == other:
        return False
    return (
        one.end <= other.start
        or other.end <= one.start
        or any(_is_within(other, span) for span in one_keeps)
        or any(_is_within(one, span) for span in other_keeps)
    )


def replacements(text: str, edits: Iterable[Edit]) -> list[Replacement]:
    """The smallest replacements that the edits come to, in order, none overlapping.

    Raises OverlapError if they do not combine (see `can_combine`).
    """
    # an insertion comes before what starts at the same place, the outer edit before the inner
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end > edit.start, -edit.end))
    flat = list(_flatten(text, ordered))
    for before, after in pairwise(flat):
        if after.start < before.end:
            raise OverlapError(f"edits overlap at offset {after.start}")
    return [
        trimmed
        for replacement in _keep_words_apart(text, flat)
        if (trimmed := _trim(text, replacement)) is not None
    ]


def splice(text: str, parts: Iterable[Replacement]) -> str:
    """The text with the replacements, which are in order, done."""
    pieces, position = [], 0
    for start, end, content, _ in parts:
        pieces += [text[position:start], content]
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def compose(
    text: str, first: Sequence[Replacement], second: Sequence[Replacement]
) -> list[Replacement]:
    """The replacements in `text` that come to the same as `first`, and then `second` in what
    `first` makes of it. Both are in order, and so is the result."""
    pieces: list[str | Span] = []
    position = 0
    for part in first:
        pieces += [Span(position, part.start), part.content]
        position = part.end
    pieces.append(Span(position, len(text)))
    found: list[Replacement] = []
    position, content = 0, ""
    for piece in _exchanged(pieces, second):
        if isinstance(piece, str):
            content += piece
        elif piece.start < piece.end:
            if content or position < piece.start:
                found.append(Replacement(position, piece.start, content, apart=False))
            position, content = piece.end, ""
    if content or position < len(text):
        found.append(Replacement(position, len(text), content, apart=False))
    return found


def _exchanged(pieces: Iterable[str | Span], parts: Sequence[Replacement]) -> Iterator[str | Span]:
    """Pieces of a text, cut where a replacement has other content for them."""
    at = 0  # where the piece begins in the text that the pieces make up
    for piece in pieces:
        size = len(piece) if isinstance(piece, str) else piece.end - piece.start
        done = 0
        for start, end, content, _ in parts:
            if at <= start < at + size or start < at < end:
                cut = max(start - at, 0)
                if cut > done:
                    yield _cut(piece, done, cut)
                if start >= at:
                    yield content
                done = max(done, min(end - at, size))
        if done < size:
            yield _cut(piece, done, size)
        at += size


def _cut(piece: str | Span, start: int, end: int) -> str | Span:
    if isinstance(piece, str):
        return piece[start:end]
    return Span(piece.start + start, piece.start + end)


def _is_within(inner: Span, outer: Span) -> bool:
    if inner.start == inner.end:  # at the very edge an insertion is outside
        return outer.start < inner.start < outer.end
    return outer.start <= inner.start and inner.end <= outer.end


def _flatten(text: str, ordered: Sequence[Edit]) -> Iterator[Replacement]:
    at = 0
    while at < len(ordered):
        edit = ordered[at]
        at += 1
        inside = []
        while at < len(ordered) and ordered[at].start < edit.end:
            inside.append(ordered[at])
            at += 1
        yield from _unfold(text, edit, inside)


def _unfold(text: str, edit: Edit, inside: Sequence[Edit]) -> Iterator[Replacement]:
    kept = edit.kept
    for inner in inside:
        if not any(_is_within(Span(inner.start, inner.end), span) for span in kept):
            raise OverlapError(f"edits overlap at offset {inner.start}")
    if any(after.start < before.end for before, after in pairwise(kept)):
        # out of order or twice: the pieces have to be written anew
        content = "".join(
            piece if isinstance(piece, str) else _rewritten(text, piece, inside)
            for piece in edit.pieces
        )
        yield Replacement(edit.start, edit.end, content, edit.apart)
        return
    position, content = edit.start, ""
    for piece in edit.pieces:
        if isinstance(piece, str):
            content += piece
            continue
        yield Replacement(position, piece.start, content, edit.apart)
        yield from _flatten(text, _those_within(piece, inside))
        position, content = piece.end, ""
    yield Replacement(position, edit.end, content, edit.apart)


def _those_within(span: Span, edits: Iterable[Edit]) -> list[Edit]:
    return [edit for edit in edits if _is_within(Span(edit.start, edit.end), span)]


def _rewritten(text: str, span: Span, inside: Sequence[Edit]) -> str:
    """The text of a kept range with the edits inside it done."""
    inner = _keep_words_apart(text, list(_flatten(text, _those_within(span, inside))))
    moved = [
        part._replace(start=part.start - span.start, end=part.end - span.start) for part in inner
    ]
    return splice(text[span.start : span.end], moved)


def _keep_words_apart(text: str, flat: Sequence[Replacement]) -> list[Replacement]:
    """Add a space where the end of a replacement would make one word of two."""
    done: list[Replacement] = []
    last, position = "", 0  # the last character written, and how far the old text is copied
    for number, (start, end, content, apart) in enumerate(flat):
        last = text[position:start][-1:] or last
        if apart and _run_together(last, content[:1]):
            content = " " + content
        following = flat[number + 1] if number + 1 < len(flat) else None
        touches = following is not None and following.start == end and following.content
        after = following.content[:1] if following and touches else text[end : end + 1]
        if apart and (content or start < end) and _run_together(content[-1:] or last, after):
            content += " "
        last, position = content[-1:] or last, end
        done.append(Replacement(start, end, content, apart))
    return done


def _run_together(before: str, after: str) -> bool:
    if before == after == "{":  # `f"{ {…} }"`: two braces are a literal one
        return True
    return _is_word(before) and (_is_word(after) or after in {'"', "'"})


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _trim(text: str, part: Replacement) -> Replacement | None:
    """The replacement without the words it begins and ends with anyway; None if that is all."""
    start, end, new, apart = part
    old = text[start:end]
    if old == new:
        return None
    same = _common_prefix(old, new)
    while same and not (_is_boundary(old, same) and _is_boundary(new, same)):
        same -= 1
    old, new = old[same:], new[same:]
    tail = _common_prefix(old[::-1], new[::-1])
    while tail and not (_is_boundary(old[::-1], tail) and _is_boundary(new[::-1], tail)):
        tail -= 1
    return Replacement(start + same, end - tail, new[: len(new) - tail], apart)


def _common_prefix(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _is_boundary(text: str, at: int) -> bool:
    return not (0 < at < len(text) and _is_word(text[at - 1]) and _is_word(text[at]))
