"""Imports that fixes leave without a use, taken away again."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import libcst as cst

from asynclint.diagnostics import Span
from asynclint.fixes.bindings import bindings
from asynclint.fixes.errors import UnparsableError
from asynclint.fixes.places import Places
from asynclint.fixes.splice import Replacement, compose, replacements, splice
from asynclint.fixes.statements import removal_edits

Statement = cst.Import | cst.ImportFrom


def first_name(places: Places, span: Span) -> str:
    """The name that the expression at a place begins with: `time` of `time.sleep`; else empty."""
    node = places.expression(span)
    while isinstance(node, cst.Attribute):
        node = node.value
    return node.value if isinstance(node, cst.Name) else ""


def without_import(
    text: str, parts: list[Replacement], name: str, is_kept: Callable[[str], bool]
) -> list[Replacement]:
    """The replacements, and that of the import of `name` if nothing uses it after them.

    `is_kept` says whether other files need the name from this one.
    """
    with suppress(UnparsableError):
        made = splice(text, parts)
        places = Places(made)
        alias = _unused(places, name)
        if alias is not None and not is_kept(name):
            return compose(text, parts, _removal(places, alias))
    return parts


def _unused(places: Places, name: str) -> cst.ImportAlias | None:
    """The import that alone binds the name and that nothing needs."""
    found = bindings(places, name)
    alias = found[0].binder if len(found) == 1 else None
    if not isinstance(alias, cst.ImportAlias):
        return None
    if any(_is_use(places, node, alias) for node in places.names(name)):
        return None
    if re.search(rf"""["'][^"'\n]*(?<![\w.]){re.escape(name)}(?=["'.|\[\]])""", places.text):
        return None  # it may be an annotation, or stand in `__all__`
    return alias if _may_go(places, alias) else None


def _is_use(places: Places, node: cst.Name, alias: cst.ImportAlias) -> bool:
    """Whether a name that is spelled like the import stands for it."""
    parent = places.parents.get(node)
    if isinstance(parent, cst.Attribute):
        return parent.value is node and all(each is not alias for each in places.ancestors(node))
    if isinstance(parent, cst.Arg):
        return parent.value is node
    return not isinstance(parent, cst.ImportAlias | cst.ImportFrom | cst.AsName)


def _may_go(places: Places, alias: cst.ImportAlias) -> bool:
    """Whether nothing says that the import is wanted for its own sake."""
    statement = places.parents[alias]
    line = places.parents[statement]
    block = places.parents.get(line)
    is_plain = isinstance(block, cst.Module) or (
        isinstance(block, cst.IndentedBlock)
        and isinstance(places.parents.get(block), cst.FunctionDef)
    )
    is_exported = alias.evaluated_alias == alias.evaluated_name
    if not is_plain or is_exported or not isinstance(line, cst.SimpleStatementLine):
        return False
    start = places.line_start(places.span(statement).start)
    return not places.comments(Span(start, places.line_end(places.span(statement).end)))


def _removal(places: Places, alias: cst.ImportAlias) -> list[Replacement]:
    statement = places.parents[alias]
    assert isinstance(statement, cst.Import | cst.ImportFrom)
    assert not isinstance(statement.names, cst.ImportStar)
    names = list(statement.names)
    at = names.index(alias)
    if len(names) == 1:
        line = places.parents[statement]
        edits = replacements(places.text, removal_edits(places, [statement]))
        is_alone = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1
        is_top = isinstance(places.parents.get(line), cst.Module)
        return [_with_gap(places, edits[0])] if is_alone and is_top else edits
    if at < len(names) - 1:
        span = Span(places.span(alias).start, places.span(names[at + 1]).start)
    else:
        span = Span(places.span(names[at - 1]).end, places.span(alias).end)
    return [Replacement(span.start, span.end, "", apart=False)]


def _with_gap(places: Places, line: Replacement) -> Replacement:
    """A line that goes, and the blank lines on one side of it if it stood between such."""
    text = places.text
    above = re.search(
        r"(?:\A|(?<=\n)|(?<=\r)(?!\n))(?:[ \t]*(?:\r\n|\r|\n))*\Z", text[: line.start]
    )
    below = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*").match(text, line.end)
    if above is None or below is None or line.content or below.end() == line.end:
        return line
    if above.start() == 0:
        return line._replace(start=above.start(), end=below.end())
    return line._replace(start=above.start())
