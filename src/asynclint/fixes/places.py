"""Where things are in a file: from spans of characters to nodes of libcst, and back.

Parsing is slow, so a file is cut into its top-level statements, and only those are parsed that a
question is about. Where the cut is not certain, the whole file is one part.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import libcst as cst

from asynclint.diagnostics import Span
from asynclint.fixes.errors import UnparsableError
from asynclint.fixes.reading import NEWLINE, Reading
from asynclint.index import chunks

Compound = cst.FunctionDef | cst.For | cst.With


class Part:
    """A top-level statement with the blank lines and comments before it, or the whole file."""

    def __init__(self, span: Span, kind: str) -> None:
        self.span = span
        self.kind = kind  # as of a chunk; "" for the whole file
        self.body: tuple[cst.CSTNode, ...] | None = None  # its statements, once it is parsed
        self.failure = ""  # why it cannot be parsed, once that is known


class Places:
    """A file, parsed as far as anybody asked.

    Questions about parts that cannot be parsed raise UnparsableError.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        newline = NEWLINE.search(text)
        self.newline = newline[0] if newline else "\n"
        self.module = cst.Module(body=())  # stands for the file, above the statements of all parts
        self.parents: dict[cst.CSTNode, cst.CSTNode] = {}
        cut = chunks.split(text)
        self.parts = [Part(Span(each.start, each.end), each.kind) for each in cut or ()]
        if not self.parts:
            self.parts = [Part(Span(0, len(text)), "")]
        self._starts = [part.span.start for part in self.parts]
        self._spans: dict[cst.CSTNode, Span] = {}
        self._comments: list[Span] = []
        self._names: dict[str, list[cst.Name]] = {}
        self._expressions: dict[Span, cst.BaseExpression] = {}
        self._simple: dict[Span, cst.BaseSmallStatement] = {}
        self._compound: dict[int, Compound] = {}

    # --- from spans to nodes

    def expression(self, span: Span) -> cst.BaseExpression | None:
        """The expression at a span, with or without its own parentheses and space behind it."""
        self._read_at(span.start)
        return self._expressions.get(span) or self._expressions.get(self._trimmed(span))

    def simple_statement(self, span: Span) -> cst.BaseSmallStatement | None:
        self._read_at(span.start)
        return self._simple.get(span)

    def compound_statement(self, start: int) -> Compound | None:
        """The `def`, `for` or `with` (or `async …`) whose first keyword is at `start`."""
        self._read_at(start)
        return self._compound.get(start)

    def comments(self, span: Span) -> list[Span]:
        """The comments in a span of a part that has been parsed, in order."""
        return sorted(each for each in self._comments if span.start <= each.start < span.end)

    def names(self, name: str) -> list[cst.Name]:
        """Every place where the word is a name, attribute and keyword names included, in order."""
        for found in re.finditer(rf"\b{re.escape(name)}\b", self.text):
            self._read_at(found.start())
        return sorted(self._names.get(name, []), key=self.span)

    def statements(self) -> Iterator[cst.CSTNode | None]:
        """The file's top-level statements; None for one that surely is no import."""
        for part in self.parts:
            if part.kind in (chunks.IMPORT, chunks.OTHER, ""):
                try:
                    yield from self.read(part)
                    continue
                except UnparsableError:
                    pass
            yield None

    def read(self, part: Part) -> tuple[cst.CSTNode, ...]:
        """The statements of a part."""
        if part.failure:
            raise UnparsableError(part.failure)
        if part.body is None:
            try:
                reading = Reading(self.source(part.span), part.span.start)
            except UnparsableError as error:
                part.failure = str(error)
                raise
            part.body = tuple(reading.module.body)
            self._spans.update(reading.spans)
            self.parents.update(reading.parents)
            self.parents.update(dict.fromkeys(part.body, self.module))
            for node in reading.spans:
                self._file(node)
        return part.body

    def part_at(self, offset: int) -> Part:
        """The part that the character at `offset` belongs to, the last one at the text's end."""
        return self.parts[max(bisect_right(self._starts, offset) - 1, 0)]

    def _read_at(self, offset: int) -> None:
        self.read(self.part_at(offset))

    # --- from nodes to spans

    def span(self, node: cst.CSTNode) -> Span:
        """The characters of a node: of an expression without its own parentheses."""
        return self._spans[node]

    def full_span(self, node: cst.CSTNode) -> Span:
        """The characters of an expression with its own parentheses, of other nodes as `span`."""
        if isinstance(node, cst.BaseExpression) and node.lpar:
            return Span(self.span(node.lpar[0]).start, self.span(node.rpar[-1]).end)
        return self.span(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, from the inside out, `module` last."""
        parent = self.parents.get(node)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    # --- text

    def source(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def line_start(self, offset: int) -> int:
        """The offset of the first character of the line that `offset` is in."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """The offset just behind the newline that ends the line of `offset`, or the text's end."""
        found = NEWLINE.search(self.text, offset)
        return found.end() if found else len(self.text)

    def _trimmed(self, span: Span) -> Span:
        """The span without the white space and comments at its end."""
        start, end = span
        comments = {each.end: each.start for each in self.comments(span)}
        while True:
            end = start + len(self.text[start:end].rstrip())
            if comments.get(end, start) <= start:
                return Span(start, end)
            end = comments[end]

    def _file(self, node: cst.CSTNode) -> None:
        span = self._spans[node]
        if isinstance(node, cst.Comment):
            self._comments.append(span)
        elif isinstance(node, cst.BaseExpression):
            self._expressions[span] = node
            self._expressions[self.full_span(node)] = node
            if isinstance(node, cst.Name):
                self._names.setdefault(node.value, []).append(node)
        elif isinstance(node, cst.BaseSmallStatement):
            self._simple[span] = node
        elif isinstance(node, cst.FunctionDef | cst.For | cst.With):
            self._compound[span.start] = node


def is_parenthesised(node: cst.CSTNode) -> bool:
    """Whether an expression has parentheses of its own."""
    return isinstance(node, cst.BaseExpression) and bool(node.lpar)
