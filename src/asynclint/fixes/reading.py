"""A part of a file parsed: its nodes, their parents, and the characters that each covers."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from asynclint.diagnostics import Span
from asynclint.fixes.errors import UnparsableError
from asynclint.fixes.parsing import parse_module

NEWLINE = re.compile(r"\r\n?|\n")  # what libcst takes for the end of a line


class Reading:
    """The nodes of `text`, which begins at `start` in its file; raises UnparsableError."""

    def __init__(self, text: str, start: int) -> None:
        self.module = parse_module(text)
        try:
            code = self.module.code
            wrapper = MetadataWrapper(self.module, unsafe_skip_copy=True)
            ranges = wrapper.resolve(PositionProvider)
        except RecursionError as error:  # libcst writes a chain of calls level by level
            raise UnparsableError("the file is nested too deeply") from error
        self.parents = parents_below(self.module)
        offsets = None if code == text else _align(code, text)
        # the newline that libcst imagines at the end of a file without one ends a line, too
        lines = [0, *(found.end() for found in NEWLINE.finditer(code)), len(code)]
        self.spans: dict[cst.CSTNode, Span] = {}
        for node, found in ranges.items():
            first = lines[found.start.line - 1] + found.start.column
            last = lines[found.end.line - 1] + found.end.column
            if offsets is not None:
                last = offsets[last - 1] + 1 if last > first else offsets[first]
                first = offsets[first]
            self.spans[node] = Span(start + first, start + last)


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


def _align(code: str, text: str) -> list[int]:
    """Where each character of `code` is in the text, and the end of the text.

    libcst drops a form feed at the start of a line, and blank lines at the end of a file that
    holds a line of spaces; what it keeps, it keeps in order.
    """
    offsets, at = [], 0
    for character in code:
        while text[at : at + 1] != character:
            if not text[at : at + 1].isspace():
                raise UnparsableError("the parser does not keep every character of this file")
            at += 1
        offsets.append(at)
        at += 1
    return [*offsets, len(text)]
