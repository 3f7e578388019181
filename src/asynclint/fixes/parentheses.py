"""Changes as edits of the text, with the parentheses that their new places need, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import libcst as cst

from asynclint.diagnostics import Span
from asynclint.fixes import precedence
from asynclint.fixes.changes import Change, Part
from asynclint.fixes.parsing import is_expression
from asynclint.fixes.places import Places, is_parenthesised
from asynclint.fixes.splice import Edit
from asynclint.fixes.template import Slot

_LINE_START = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*(?=[^\s#])")


class _Room(NamedTuple):
    """A place for an expression: what is around it, if that matters."""

    parent: cst.CSTNode | None  # None: everything fits
    child: cst.CSTNode | None
    is_bracketed: bool  # a line may end there
    is_only_argument: bool = False

    def takes(self, node: cst.CSTNode) -> bool:
        """Whether the expression may stand here without parentheses."""
        if self.parent is None or self.child is None:
            return True
        if isinstance(node, cst.GeneratorExp) and self.is_only_argument:
            return True
        return precedence.fits(node, self.parent, self.child)


_ANYTHING = _Room(None, None, is_bracketed=True)


def edits_of(places: Places, changes: Sequence[Change]) -> list[Edit]:
    """The edits that all changes together come to."""
    placing = _Placing(places, changes)
    return [placing.edit(change) for change in changes]


class _Placing:
    """Where every expression stands once all changes are done."""

    def __init__(self, places: Places, changes: Sequence[Change]) -> None:
        self.places = places
        self.changed = {change.node: change for change in changes}
        self.moved: dict[cst.CSTNode, tuple[Change, Slot]] = {
            part.node: (change, slot)
            for change in changes
            for slot, part in change.filled_slots
            if part.node is not change.node and not slot.is_arguments
        }

    def edit(self, change: Change) -> Edit:
        pieces = list(self._pieces(change))
        if self._needs_parentheses(change):
            pieces = ["(", *pieces, ")"]
        if self.places.text[change.span.end : change.span.end + 1].isalpha():
            pieces.append(" ")  # Python takes `await f()or x`, but libcst does not
        return Edit(change.span.start, change.span.end, tuple(piece for piece in pieces if piece))

    def _needs_parentheses(self, change: Change) -> bool:
        if not isinstance(change.node, cst.BaseExpression):
            return False
        if change.template.root_slot is None:
            return not self._room(change).takes(change.template.root)
        part = change.parts[0].node
        if part in self.changed and part is not change.node:
            return False  # the inner change sees to it, with the outer one's place in mind
        return not is_parenthesised(part) and not self._room(change).takes(part)

    def _room(self, change: Change) -> _Room:
        """The place where the new expression of a change will stand."""
        if is_parenthesised(change.node) and not change.drops_parentheses:
            return _ANYTHING
        if change.node in self.moved:
            outer, slot = self.moved[change.node]
            if slot.parent is None:
                return self._room(outer)
            return self._slot_room(outer, slot)
        parent = self.places.parents[change.node]
        return _Room(parent, change.node, self._is_bracketed(change.node))

    def _slot_room(self, change: Change, slot: Slot) -> _Room:
        is_bracketed = slot.is_bracketed or self._room(change).is_bracketed
        return _Room(slot.parent, slot.node, is_bracketed, slot.is_only_argument)

    def _is_bracketed(self, node: cst.CSTNode) -> bool:
        """Whether brackets will be around the place of a node, further out than its own."""
        child = node
        for parent in self.places.ancestors(node):
            if child in self.moved:
                outer, slot = self.moved[child]
                return slot.is_bracketed or self._room(outer).is_bracketed
            if precedence.encloses(parent, child) or is_parenthesised(parent):
                return True
            if isinstance(parent, cst.BaseSmallStatement | cst.BaseCompoundStatement):
                return False
            child = parent
        return False

    # --- the new text ------------------------------------------------------------------------

    def _pieces(self, change: Change) -> Iterator[str | Span]:
        texts = _texts_for(self.places, change)
        yield texts[0]
        for (slot, part), text in zip(change.filled_slots, texts[1:], strict=True):
            if slot.is_arguments:
                yield from _arguments(self.places, slot, part)
            elif self._needs_brackets(change, slot, part):
                yield "("
                yield from part.kept
                yield ")"
            else:
                yield from part.kept
            yield text

    def _needs_brackets(self, change: Change, slot: Slot, part: Part) -> bool:
        if part.has_comments:
            return not slot.is_bracketed
        own = is_parenthesised(part.node) and part.node is not change.node
        if own or (part.node in self.changed and part.node is not change.node):
            return False  # has parentheses, or gets them where the inner change needs them
        room = self._slot_room(change, slot)
        if slot.parent is not None and not room.takes(part.node):
            return True
        if part.node is change.node or room.is_bracketed or self._needs_parentheses(change):
            return False
        return _has_bare_newline(self.places, part)


def _has_bare_newline(places: Places, part: Part) -> bool:
    """Whether the part's lines hang together only by brackets around it."""
    source = places.source(part.kept[0])
    return ("\n" in source or "\r" in source) and not is_expression(source)


def _texts_for(places: Places, change: Change) -> list[str]:
    """The texts around the slots, with commas and line breaks to suit the arguments kept."""
    texts = list(change.template.texts)
    for number, (slot, part) in enumerate(change.filled_slots):
        if not slot.is_arguments:
            continue
        source, before = places.source(part.kept[0]), texts[number]
        lead = _LINE_START.match(source)
        if not _has_arguments(part):
            texts[number] = re.sub(r",\s*\Z", "", before)
            if texts[number] == before:
                texts[number + 1] = re.sub(r"\A\s*,\s*", "", texts[number + 1])
        elif lead and before == ", " and texts[number - 1].endswith("("):
            # `f(⏎    a,⏎)`: what goes before the arguments gets a line of its own, as they have
            texts[number - 1] += lead.group()
            texts[number] = ","
        elif source[:1].isspace():
            texts[number] = before.rstrip(" ")
    return texts


def _arguments(places: Places, slot: Slot, part: Part) -> Iterator[str | Span]:
    """A call's arguments as they are; a bare generator that is not alone any more is wrapped."""
    if not _has_arguments(part) and not places.source(part.kept[0]).strip():
        return
    assert isinstance(part.node, cst.Call)
    values = [arg.value for arg in part.node.args]
    is_bare = len(values) == 1 and isinstance(values[0], cst.GeneratorExp) and not values[0].lpar
    if is_bare and not slot.is_only_argument:
        yield "("
        yield from part.kept
        yield ")"
    else:
        yield from part.kept


def _has_arguments(part: Part) -> bool:
    return isinstance(part.node, cst.Call) and bool(part.node.args)
