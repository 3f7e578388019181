"""Rewrites found in a file: which node changes, which parts of it stay, and with which comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import libcst as cst

from asynclint.diagnostics import Span
from asynclint.fixes import precedence
from asynclint.fixes.errors import RejectedError
from asynclint.fixes.placeholders import FRESH, fresh_name
from asynclint.fixes.places import Places, is_parenthesised
from asynclint.fixes.steps import ReplaceStatement, Rewrite
from asynclint.fixes.template import Slot, Template, read_template

_BLANK_BEFORE = re.compile(r"(?:\s|\\(?=\r?\n|\r))*\Z")
_BLANK_AFTER = re.compile(r"(?:\s|\\(?=\r?\n|\r))*")


class Part(NamedTuple):
    """An expression that a rewrite keeps, or the arguments of a call."""

    node: cst.BaseExpression
    kept: tuple[Span, ...]  # its text, with the comments beside it that would be lost otherwise
    has_comments: bool = False


class Change(NamedTuple):
    """A rewrite of an expression or a simple statement."""

    node: cst.BaseExpression | cst.BaseSmallStatement
    span: Span  # what is replaced
    template: Template
    parts: tuple[Part, ...]  # one for each slot of the template
    drops_parentheses: bool  # those of `node` are within `span`: they are not needed any more

    @property
    def kept(self) -> tuple[Span, ...]:
        return tuple(span for part in self.parts for span in part.kept)

    @property
    def filled_slots(self) -> list[tuple[Slot, Part]]:
        return list(zip(self.template.slots, self.parts, strict=True))


Spell = Callable[[str, cst.CSTNode], str]  # a template's names, as they are called at a node


def find_change(places: Places, step: Rewrite | ReplaceStatement, spell: Spell) -> Change:
    """Look a rewrite up in the file; RejectedError if it does not fit, or would lose a comment."""
    node = _find_node(places, step)
    text = spell(step.template, node)
    if isinstance(step, Rewrite) and FRESH in text:
        text = text.replace(FRESH, fresh_name(step.fresh or "item", places.text))
    text = _with_fitting_quotes(places, node, text)
    try:
        template = read_template(text, is_statement=isinstance(step, ReplaceStatement))
        spans = [step.parts[slot.part] for slot in template.slots]
    except (ValueError, IndexError) as error:
        raise RejectedError(f"the template {step.template!r} does not work: {error}") from error
    found = zip(template.slots, spans, strict=True)
    parts = [_find_part(places, node, slot, span) for slot, span in found]
    drops = _drops_parentheses(places, node, template, parts)
    span = places.full_span(node) if drops else places.span(node)
    if any(kept.start < span.start or span.end < kept.end for part in parts for kept in part.kept):
        raise RejectedError("a part to keep lies outside what is to be rewritten")
    return Change(node, span, template, _keep_comments(places, span, parts), drops)


def _with_fitting_quotes(places: Places, node: cst.CSTNode, text: str) -> str:
    """The template in quotes that may stand in the f-strings around it: before Python 3.12 none
    of their own may. RejectedError if they leave none."""
    around = (each for each in places.ancestors(node) if isinstance(each, cst.FormattedString))
    taken = {each.end[0] for each in around}
    for mine, other in (('"', "'"), ("'", '"')):
        if mine in text and mine in taken:
            if other in text or other in taken:
                raise RejectedError("an f-string around it leaves no quotes for new strings")
            return text.replace(mine, other)
    return text


def _find_node(
    places: Places, step: Rewrite | ReplaceStatement
) -> cst.BaseExpression | cst.BaseSmallStatement:
    if isinstance(step, Rewrite):
        expression = places.expression(step.span)
        if expression is None:
            raise RejectedError("there is no expression at the place to rewrite")
        return expression
    statement = places.simple_statement(step.span)
    if statement is None:
        raise RejectedError("there is no simple statement at the place to rewrite")
    return statement


def _find_part(places: Places, node: cst.CSTNode, slot: Slot, span: Span) -> Part:
    found = places.expression(span)
    if found is None:
        raise RejectedError("there is no expression at a part to keep")
    if not slot.is_arguments:
        # parentheses around the whole that changes stay where they are: outside
        return Part(found, (places.span(found) if found is node else places.full_span(found),))
    if not isinstance(found, cst.Call):
        raise RejectedError("there is no call at a part whose arguments are to be kept")
    start = places.span(found.whitespace_before_args).start
    return Part(found, (Span(start, places.span(found).end - 1),))


def _drops_parentheses(
    places: Places, node: cst.CSTNode, template: Template, parts: Sequence[Part]
) -> bool:
    """Whether the node's parentheses were needed, and are not any more: `(await f()).x`."""
    if template.root_slot is None or len(getattr(node, "lpar", ())) != 1:
        return False
    parent, part = places.parents[node], parts[0].node
    if precedence.fits(node, parent, node) or re.search(
        r"[\r\n#]", places.source(places.full_span(node))
    ):
        return False
    return is_parenthesised(part) or precedence.fits(part, parent, node)


def _keep_comments(places: Places, span: Span, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Let the parts take the comments beside them along; RejectedError if some would be lost."""
    lost = {each for each in places.comments(span) if not _is_kept(each, parts)}
    if not lost:
        return tuple(parts)
    result = []
    for part in parts:
        extended = _with_comments(places, part, span, lost)
        lost -= {each for each in lost if _is_kept(each, [extended])}
        result.append(extended)
    if lost:
        raise RejectedError("a comment would be lost")
    return tuple(result)


def _is_kept(comment: Span, parts: Sequence[Part]) -> bool:
    return any(
        kept.start <= comment.start and comment.end <= kept.end
        for part in parts
        for kept in part.kept
    )


def _with_comments(places: Places, part: Part, within: Span, lost: set[Span]) -> Part:
    """The part with the comments next to it, as long as nothing but space is between them."""
    first, last = part.kept[0], part.kept[-1]
    ends, starts = {each.end: each for each in lost}, {each.start: each for each in lost}
    start = first.start
    while (comment := ends.get(_skip_back(places.text, start, within.start))) is not None:
        start = comment.start
    if start < first.start:
        start = _skip_spaces_back(places.text, start, within.start)
    end = last.end
    after = _skip(places.text, end)
    resumes = end  # behind the comma, which the part does not take along
    if places.text[after : after + 1] == "," and after < within.end:
        resumes = after + 1
        after = _skip(places.text, resumes)
    found = False
    while (comment := starts.get(after)) is not None:
        found, after = True, _skip(places.text, comment.end)
    if not found and start == first.start:
        return part
    kept = [Span(start, first.end), *part.kept[1:]]
    if found:
        kept.append(Span(resumes, after))
    return Part(part.node, tuple(kept), has_comments=True)


def _skip(text: str, start: int) -> int:
    found = _BLANK_AFTER.match(text, start)
    return found.end() if found else start


def _skip_back(text: str, end: int, least: int) -> int:
    found = _BLANK_BEFORE.search(text[least:end])
    return least + found.start() if found else end


def _skip_spaces_back(text: str, end: int, least: int) -> int:
    while end > least and text[end - 1] in " \t":
        end -= 1
    return end
