"""Edits of statements and of single words: remove one, make one async, rename an attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from asynclint.diagnostics import Span
from asynclint.fixes.errors import RejectedError
from asynclint.fixes.places import Places
from asynclint.fixes.splice import Edit
from asynclint.fixes.steps import MakeAsync, MakeSync, RemoveStatement, RenameAttribute

# Comments that speak to a tool about the statement: they go with it.
_PRAGMA = re.compile(
    r"#\s*(noqa|type:|pyright:|pylint:|pragma:|fmt:|isort:|nosec|asynclint:)", re.I
)

Lines = cst.SimpleStatementLine | cst.SimpleStatementSuite


def rename_attribute(places: Places, step: RenameAttribute) -> Edit:
    """`a.b.get` → `a.b.aget`."""
    node = places.expression(step.span)
    if not isinstance(node, cst.Attribute):
        raise RejectedError("there is no attribute at the place to rename")
    start, end = places.span(node.attr)
    return Edit(start, end, (step.name,))


def make_async(places: Places, step: MakeAsync) -> Edit | None:
    """Put `async` in front of a keyword; None where it is there already."""
    statement = places.compound_statement(step.span.start)
    if statement is not None:
        if statement.asynchronous is not None:
            return None
        return Edit(step.span.start, step.span.start, ("async ",))
    clause = _clause_over(places, step.span)
    if clause.asynchronous is not None:
        return None
    start = places.span(clause.whitespace_after_for).start - len("for")
    return Edit(start, start, ("async ",))


def make_sync(places: Places, step: MakeSync) -> Edit | None:
    """Take `async` and the space behind it away; None where there is none."""
    statement = places.compound_statement(step.span.start) or _clause_over(places, step.span)
    word = statement.asynchronous
    if word is None:
        return None
    start, end = places.span(word)
    while places.text[end : end + 1] in (" ", "\t"):
        end += 1
    return Edit(start, end, ())


def _clause_over(places: Places, span: Span) -> cst.CompFor:
    """The clause of a comprehension that loops over the expression at a place."""
    iterable = places.expression(span)
    clause = places.parents.get(iterable) if iterable is not None else None
    if not isinstance(clause, cst.CompFor) or clause.iter is not iterable:
        raise RejectedError("there is no loop, `with` or `def` at the place")
    return clause


def find_statement(places: Places, step: RemoveStatement) -> cst.BaseSmallStatement:
    """The statement to remove; RejectedError if there is none."""
    statement = places.simple_statement(step.span)
    if statement is None:
        raise RejectedError("there is no simple statement at the place to remove")
    return statement


def removal_edits(places: Places, removed: Sequence[cst.BaseSmallStatement]) -> Iterator[Edit]:
    """The edits that remove all these statements; a block left empty gets `pass`."""
    gone = set(removed)
    lines = {_line_of(places, statement): None for statement in removed}  # each once, in order
    passes = _lines_to_pass(places, list(lines), gone)
    for line in lines:
        if all(statement in gone for statement in line.body):
            yield _empty_line(places, line, becomes_pass=line in passes)
        else:
            yield from _thin_line(places, line, gone)


def _line_of(places: Places, statement: cst.BaseSmallStatement) -> Lines:
    line = places.parents[statement]
    assert isinstance(line, cst.SimpleStatementLine | cst.SimpleStatementSuite)
    return line


def _lines_to_pass(
    places: Places, lines: Sequence[Lines], gone: set[cst.BaseSmallStatement]
) -> set[Lines]:
    """The first line of each block that would be left empty, and every emptied one-line block."""
    passes: set[Lines] = set()
    for line in lines:
        block = places.parents[line]
        is_suite = isinstance(line, cst.SimpleStatementSuite)
        is_first = isinstance(block, cst.IndentedBlock) and block.body[0] is line
        if is_suite or (is_first and _is_emptied(block, gone)):
            passes.add(line)
    return passes


def _is_emptied(block: cst.CSTNode, gone: set[cst.BaseSmallStatement]) -> bool:
    return isinstance(block, cst.IndentedBlock) and all(
        isinstance(each, cst.SimpleStatementLine) and gone.issuperset(each.body)
        for each in block.body
    )


def _empty_line(places: Places, line: Lines, *, becomes_pass: bool) -> Edit:
    """Remove a line whose statements all go; a comment behind them stays, unless it is a pragma."""
    start = places.span(line.body[0]).start
    end = places.span(line.body[-1]).end
    semicolon = line.body[-1].semicolon
    if isinstance(semicolon, cst.Semicolon):
        end = places.span(semicolon).end
    if becomes_pass:
        return Edit(start, end, ("pass",))
    comment = line.trailing_whitespace.comment
    if comment is not None and not _PRAGMA.match(comment.value):
        return Edit(start, places.span(comment).start, ())
    return Edit(places.line_start(start), places.line_end(end), (), apart=False)


def _thin_line(places: Places, line: Lines, gone: set[cst.BaseSmallStatement]) -> Iterator[Edit]:
    """Remove some of the statements between semicolons."""
    before: cst.BaseSmallStatement | None = None  # the last one that stays
    spans = [places.span(statement) for statement in line.body]
    for number, statement in enumerate(line.body):
        if statement not in gone:
            before = statement
        elif before is None:
            yield Edit(spans[number].start, spans[number + 1].start, ())
        else:
            yield Edit(spans[number - 1].end, spans[number].end, ())
