"""Where things are in a parsed file: from spans of characters to nodes of libcst, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from asynclint.diagnostics import Span

Compound = cst.FunctionDef | cst.For | cst.With

_NEWLINE = re.compile(r"\r\n?|\n")  # what libcst takes for the end of a line


class Places:
    """A parsed file; `module.code == text` must hold, or the places would be wrong."""

    def __init__(self, text: str, module: cst.Module) -> None:
        self.text = text
        self.module = module
        self.parents = parents_below(module)
        self.comments: list[Span] = []  # in order
        self._names: dict[str, list[cst.Name]] = {}
        self._lines = [0, *(found.end() for found in _NEWLINE.finditer(text))]
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
        return Span(start, self._lines[found.end.line - 1] + found.end.column)

    def full_span(self, node: cst.CSTNode) -> Span:
        """The characters of an expression with its own parentheses, of other nodes as `span`."""
        if is_parenthesised(node):
            return Span(self.span(node.lpar[0]).start, self.span(node.rpar[-1]).end)  # type: ignore[attr-defined]
        return self.span(node)

    def source(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def expression(self, span: Span) -> cst.BaseExpression | None:
        """The expression at a span, with or without its own parentheses."""
        return self._expressions.get(span)

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


def is_parenthesised(node: cst.CSTNode) -> bool:
    """Whether an expression has parentheses of its own."""
    return bool(getattr(node, "lpar", ())) and isinstance(node, cst.BaseExpression)


def parents_below(root: cst.CSTNode) -> dict[cst.CSTNode, cst.CSTNode]:
    """The parent of every node below `root`."""
    collector = _Parents()
    root.visit(collector)
    return collector.parents


class _Parents(cst.CSTVisitor):
    def __init__(self) -> None:
        super().__init__()
        self.parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self._open: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if self._open:
            self.parents[node] = self._open[-1]
        self._open.append(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        self._open.pop()
