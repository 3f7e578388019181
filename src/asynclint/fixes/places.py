"""Where things are in a parsed file: from spans of characters to nodes of libcst, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from asynclint.diagnostics import Span

Compound = cst.FunctionDef | cst.For | cst.With

_NEWLINE = re.compile(r"\r\n?|\n")  # what libcst takes for the end of a line


class MisalignedError(Exception):
    """libcst's tree says something else than the text that it was made of."""


class Places:
    """A parsed file. Raises MisalignedError where the tree has lost more than white space."""

    def __init__(self, text: str, module: cst.Module) -> None:
        self.text = text
        code = module.code
        self._offsets = None if code == text else _align(code, text)
        self.module = module
        self.parents = parents_below(module)
        self.comments: list[Span] = []  # in order
        self._names: dict[str, list[cst.Name]] = {}
        self._lines = [0, *(found.end() for found in _NEWLINE.finditer(code))]
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        self._ranges = wrapper.resolve(PositionProvider)
        self._expressions: dict[Span, cst.BaseExpression] = {}
        self._simple: dict[Span, cst.BaseSmallStatement] = {}
        self._compound: dict[int, Compound] = {}
        for node in self._ranges:
            self._file(node)
        self.comments.sort()

    def span(self, node: cst.CSTNode) -> Span:
        """The characters of a node: of an expression without its own parentheses."""
        found = self._ranges[node]
        start = self._lines[found.start.line - 1] + found.start.column
        end = self._lines[found.end.line - 1] + found.end.column
        if self._offsets is None:
            return Span(start, end)
        moved = self._offsets[start]
        return Span(moved, self._offsets[end - 1] + 1 if end > start else moved)

    def full_span(self, node: cst.CSTNode) -> Span:
        """The characters of an expression with its own parentheses, of other nodes as `span`."""
        if is_parenthesised(node):
            return Span(self.span(node.lpar[0]).start, self.span(node.rpar[-1]).end)  # type: ignore[attr-defined]
        return self.span(node)

    def source(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def expression(self, span: Span) -> cst.BaseExpression | None:
        """The expression at a span, with or without its own parentheses and space behind it."""
        return self._expressions.get(span) or self._expressions.get(self._trimmed(span))

    def simple_statement(self, span: Span) -> cst.BaseSmallStatement | None:
        return self._simple.get(span)

    def compound_statement(self, start: int) -> Compound | None:
        """The `def`, `for` or `with` (or `async …`) whose first keyword is at `start`."""
        return self._compound.get(start)

    def names(self, name: str) -> list[cst.Name]:
        """Every place where the word is a name, attribute and keyword names included."""
        return self._names.get(name, [])

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, from the inside out."""
        parent = self.parents.get(node)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def statement_of(self, node: cst.CSTNode) -> cst.CSTNode:
        """The simple statement that holds the node, or the statement whose header does."""
        kinds = (cst.BaseSmallStatement, cst.BaseCompoundStatement)
        for ancestor in self.ancestors(node):
            if isinstance(ancestor, kinds):
                return ancestor
        return self.module

    def line_start(self, offset: int) -> int:
        """The offset of the first character of the line that `offset` is in."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """The offset just behind the newline that ends the line of `offset`, or the text's end."""
        found = _NEWLINE.search(self.text, offset)
        return found.end() if found else len(self.text)

    def _trimmed(self, span: Span) -> Span:
        """The span without the white space and comments at its end."""
        start, end = span
        comments = {each.end: each.start for each in self.comments}
        while True:
            end = start + len(self.text[start:end].rstrip())
            if comments.get(end, start) <= start:
                return Span(start, end)
            end = comments[end]

    def _file(self, node: cst.CSTNode) -> None:
        if isinstance(node, cst.Comment):
            self.comments.append(self.span(node))
        elif isinstance(node, cst.BaseExpression):
            self._expressions[self.span(node)] = node
            if is_parenthesised(node):
                self._expressions[self.full_span(node)] = node
            if isinstance(node, cst.Name):
                self._names.setdefault(node.value, []).append(node)
        elif isinstance(node, cst.BaseSmallStatement):
            self._simple[self.span(node)] = node
        elif isinstance(node, cst.FunctionDef | cst.For | cst.With):
            self._compound[self.span(node).start] = node


def _align(code: str, text: str) -> list[int]:
    """Where each character of `code` is in the text, and the end of the text.

    libcst drops a form feed at the start of a line, and blank lines at the end of a file that
    holds a line of spaces; what it keeps, it keeps in order.
    """
    offsets, at = [], 0
    for character in code:
        while text[at : at + 1] != character:
            if not text[at : at + 1].isspace():
                raise MisalignedError
            at += 1
        offsets.append(at)
        at += 1
    if text[at:].strip():
        raise MisalignedError
    return [*offsets, len(text)]


def is_parenthesised(node: cst.CSTNode) -> bool:
    """Whether an expression has parentheses of its own."""
    return bool(getattr(node, "lpar", ())) and isinstance(node, cst.BaseExpression)


def parents_below(root: cst.CSTNode) -> dict[cst.CSTNode, cst.CSTNode]:
    """The parent of every node below `root`.

    The fields are read directly: libcst's own visitors build every node anew and then complain of
    valid code that they would not write themselves, such as `f()or x`.
    """
    parents: dict[cst.CSTNode, cst.CSTNode] = {}
    todo = [root]
    while todo:
        node = todo.pop()
        for name in _fields(type(node)):
            value = getattr(node, name)
            if isinstance(value, cst.CSTNode):
                parents[value] = node
                todo.append(value)
            elif isinstance(value, list | tuple):
                below = [each for each in value if isinstance(each, cst.CSTNode)]
                parents.update(dict.fromkeys(below, node))
                todo += below
    return parents


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
