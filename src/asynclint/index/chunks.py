"""Cutting a module into its top-level statements, and a class into its members, without parsing.

One regular expression reads logical lines; the loop here only looks at their indentation. Chunks
partition the text: joined they are the text again. Blank lines, comments and decorators belong to
the chunk that follows them, what follows the last statement belongs to the last chunk.

What is not certain is said so: `split` answers None where the parser must read the whole file, and
a chunk's `names` are None where only parsing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from asynclint.diagnostics import Span
from asynclint.index import fstrings
from asynclint.index.lexis import (
    COMMENT,
    CONTINUATION,
    GAP,
    NAME,
    inside_brackets,
    logical_line,
    rest_of_line,
    up_to_comment,
)

DEF = "def"
CLASS = "class"
IMPORT = "import"
ASSIGN = "assign"
EXPRESSION = "expression"
BLOCK = "block"
OTHER = "other"


class Chunk(NamedTuple):
    """One statement with all that it holds, or several that share a line (`other`)."""

    kind: str  # one of the words above
    names: tuple[str, ...] | None  # what it binds at its level; None where only parsing tells
    start: int
    end: int


class ClassChunks(NamedTuple):
    """A class in parts: decorators and header line, then members; together they are its chunk."""

    header: tuple[int, int]
    members: list[Chunk]


def split(text: str) -> list[Chunk] | None:
    """The top-level statements of a module, in order; None where this is not certain."""
    statements = _statements(text, 0, len(text), "")
    return None if statements is None else _chunks(text, statements, 0, len(text))


# Where a statement surely meant to begin, whatever stands before it.
_LANDMARK = re.compile(r"(?<![^\r\n])(?:(@)|(?:async[ \t]+def|def|class|import|from)\b)")


def split_broken(text: str) -> list[Chunk]:
    """Chunks of a text in which a bracket or a string has no end, as good as can be had.

    The text is cut before definitions, decorators and imports that begin a line; of the pieces,
    only those with the damage are lost. Text in a long string may be taken for code.
    """
    begins = [0]
    decorated = False
    for landmark in _LANDMARK.finditer(text):
        if not decorated:
            begins.append(landmark.start())
        decorated = landmark.lastindex == 1
    chunks = []
    for start, end in zip(begins, begins[1:] + [len(text)], strict=True):
        pieces = split(text[start:end])
        if pieces is None:
            pieces = [Chunk(OTHER, None, 0, end - start)]
        chunks += [Chunk(c.kind, c.names, start + c.start, start + c.end) for c in pieces]
    return chunks


def split_class(text: str, chunk: Chunk) -> ClassChunks | None:
    """The members of a class given as a chunk of `text`.

    None where this is not certain, and where the body stands on the line of the `class`.
    """
    header = _class_header(text, chunk)
    if header is None:
        return None
    first = logical_line().match(text, header, chunk.end)
    if first is None or first.end(1) >= chunk.end:
        return None
    members = _statements(text, header, chunk.end, first[1])
    if members is None:
        return None
    return ClassChunks((chunk.start, header), _chunks(text, members, header, chunk.end))


def comments(text: str) -> Iterator[Span]:
    """The places of all comments; a `#` in a string is none, nor is one inside an f-string."""
    if "#" not in text:
        return
    match = up_to_comment().match
    at = 0
    while at < len(text):
        found = match(text, at)
        assert found is not None  # every part of the expression is optional
        start, at = at, found.end()
        if found.lastindex:
            yield Span(found.start(1), at)
        elif at == start:  # a string that the expression does not understand
            end = _end_of_string(text, at, len(text))
            # A string without an end: what stands behind it on its line is no comment.
            at = end if end != fstrings.UNSURE else _end_of_line(text, at)


_ASYNC_DEF = re.compile(rb"\basync(?:[ \t\f]|\\\r?\n)+def(?:[ \t\f]|\\\r?\n)+([\w\x80-\xff]+)")


def async_names(data: bytes) -> set[str]:
    """The names that follow `async def` in the raw bytes of a file.

    Quick rather than exact: text in strings and comments may add names that are none.
    """
    if b"async" not in data:
        return set()
    return {name.decode("utf-8", "replace") for name in _ASYNC_DEF.findall(data)}


# --- statements ------------------------------------------------------------------------------


class _Statement:
    """A statement as the loop sees it: offsets, and what the regular expression noticed."""

    __slots__ = ("begin", "certain", "code", "equals", "first_stop", "is_block", "semicolon")

    def __init__(self, begin: int) -> None:
        self.begin = begin  # of the blank lines, comments and decorators in front
        self.is_block = False  # goes on in lines that are indented deeper

    def read(self, line: re.Match[str], stop: int) -> None:
        """Take notice of the logical line that starts with the statement's first word."""
        self.code = line.end(1)
        self.first_stop = stop
        self.equals = line.start(2)
        self.semicolon = line.start(3) >= 0
        self.certain = line.lastindex == 4


# Words that at the statement's own indentation go on with the block before.
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b")


def _statements(text: str, start: int, end: int, indent: str) -> list[_Statement] | None:
    """All statements between `start` and `end` that are indented by `indent`."""
    match_line = logical_line().match
    statements: list[_Statement] = []
    decorated = False
    at = start
    while at < end:
        line = match_line(text, at, end)
        assert line is not None  # every part of the expression is optional
        code, stop = line.end(1), line.end()
        if line.lastindex != 4:
            stop = _end_of_logical_line(text, line, end)
            if stop == fstrings.UNSURE:
                return None
        if stop == end and (code == end or text[code] == "#"):
            break  # only blank lines and comments were left
        if line[1] != indent:
            if decorated or not statements or not line[1].startswith(indent):
                return None
            statements[-1].is_block = True
        elif decorated:
            decorated = text[code] == "@"
            statements[-1].read(line, stop)
        elif text[code] in "ef" and statements and _CONTINUES.match(text, code):
            statements[-1].is_block = True
        else:
            decorated = text[code] == "@"
            statements.append(_Statement(at))
            statements[-1].read(line, stop)
        at = stop
    return None if decorated else statements


def _end_of_logical_line(text: str, line: re.Match[str], end: int) -> int:
    """Go on from where the regular expression gave up, one bracket or string at a time."""
    at = line.end()
    if text[at] == "\\":
        return fstrings.UNSURE  # not a continued line, or one that hides its indentation
    depth = 0
    while True:
        ahead = (inside_brackets() if depth else rest_of_line()).match(text, at, end)
        assert ahead is not None
        moved, at = ahead.end() > at, ahead.end()
        if at >= end:
            return fstrings.UNSURE if depth else end
        char = text[at]
        if char in "([{":
            depth += 1
            at += 1
        elif char in ")]}" and depth:
            depth -= 1
            at += 1
        elif char in "\r\n":
            return at + (2 if text.startswith("\r\n", at) else 1)
        elif char in "'\"":
            at = _end_of_string(text, at, end)
            if at == fstrings.UNSURE:
                return fstrings.UNSURE
        elif not moved or char in ")]}":
            return fstrings.UNSURE


def _end_of_string(text: str, quote: int, end: int) -> int:
    try:
        return fstrings.end_of_string(text, quote, end)
    except RecursionError:  # f-strings within f-strings, hundreds deep
        return fstrings.UNSURE


def _end_of_line(text: str, at: int) -> int:
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    return at


def _class_header(text: str, chunk: Chunk) -> int | None:
    """Where the line of the `class` ends, if nothing but a comment follows its colon."""
    at = chunk.start
    while at < chunk.end:
        line = logical_line().match(text, at, chunk.end)
        assert line is not None
        code, at = line.end(1), line.end()
        if line.lastindex != 4:
            at = _end_of_logical_line(text, line, chunk.end)
            if at == fstrings.UNSURE:
                return None
        if text[code : code + 1] != "@":
            return at if _ends_with_colon(text[code:at]) else None
    return None


def _ends_with_colon(header: str) -> bool:
    end = len(header)
    for comment in comments(header):  # the last one ends the line
        end = comment.start
    return header[:end].rstrip().endswith(":")


# --- kinds and names -------------------------------------------------------------------------

_WORD = re.compile(NAME)
_DEF = re.compile(rf"(?:async{GAP})?def{GAP}({NAME})")
_CLASS = re.compile(rf"class{GAP}({NAME})")
_ANNOTATED = re.compile(r"([\w.]+)[ \t\f]*:(?!=)")
_TARGETS = re.compile(r"(?:[\w. \t,]+=(?!=))+")
_AUGMENTED = re.compile(r"([\w.]+)[ \t\f]*(?:[-+/*@%&|^]|//|\*\*|<<|>>)=")
_TYPE_ALIAS = re.compile(rf"type{GAP}({NAME})[ \t\f]*[\[=]")
_IMPORTED = re.compile(r"import\s(.*)\Z", re.DOTALL)
_FROM_IMPORTED = re.compile(r"from\b[\s.\w]*?[\s.]import\b(.*)\Z", re.DOTALL)
_LAYOUT = re.compile(rf"{COMMENT}|{CONTINUATION}|[()]")
_ALIAS = re.compile(rf"\s*({NAME})(?:\s*\.\s*{NAME})*(?:\s+as\s+({NAME}))?\s*\Z")

_BLOCK_WORDS = frozenset(["if", "for", "while", "try", "with", "async"])
_OTHER_WORDS = frozenset(
    ["assert", "break", "continue", "del", "global", "nonlocal", "pass", "raise", "return"]
)


def _chunks(text: str, statements: list[_Statement], start: int, end: int) -> list[Chunk]:
    if not statements:
        return [Chunk(OTHER, (), start, end)] if start < end else []
    begins = [statement.begin for statement in statements]
    begins[0] = start
    return [
        Chunk(*_describe(text, statement), begin, stop)
        for statement, begin, stop in zip(statements, begins, begins[1:] + [end], strict=True)
    ]


def _describe(text: str, statement: _Statement) -> tuple[str, tuple[str, ...] | None]:
    """The kind of a statement and the names it binds."""
    code, stop = statement.code, statement.first_stop
    found = _WORD.match(text, code, stop)
    word = found[0] if found is not None else ""
    if word in ("def", "class", "async"):
        defined = (_CLASS if word == "class" else _DEF).match(text, code, stop)
        if defined is not None:
            walrus = text.find(":=", statement.begin, stop) >= 0  # in a default or a decorator
            return CLASS if word == "class" else DEF, None if walrus else (defined[1],)
    if statement.is_block or word in _BLOCK_WORDS:
        return BLOCK, None
    if statement.semicolon:
        return OTHER, None
    if word in ("import", "from"):
        return IMPORT, _imported(text[code:stop])
    kind, names = _describe_simple(text, statement, word)
    if not statement.certain or text.find(":=", code, stop) >= 0:
        return kind, None
    return kind, names


def _describe_simple(
    text: str, statement: _Statement, word: str
) -> tuple[str, tuple[str, ...] | None]:
    """The same for a simple statement; the names are right if it holds no `:=`."""
    code, stop, equals = statement.code, statement.first_stop, statement.equals
    if word in _OTHER_WORDS:
        return OTHER, ()
    if word == "type":
        alias = _TYPE_ALIAS.match(text, code, stop)
        if alias is not None:
            return OTHER, (alias[1],)
    if word and word != "lambda":
        annotated = _ANNOTATED.match(text, code, stop)
        if annotated is not None:
            return ASSIGN, _bound(annotated[1])
    augmented = _AUGMENTED.match(text, code, stop)
    if augmented is not None:
        return ASSIGN, _bound(augmented[1])
    if equals < 0:
        return (EXPRESSION, ()) if statement.certain else (OTHER, None)
    targets = _TARGETS.match(text, code, stop)
    if targets is None or targets.end() <= equals:
        return ASSIGN, None  # subscripts, brackets, or a default value of a lambda
    return ASSIGN, _bound(targets[0][:-1].replace("=", ","))


def _bound(targets: str) -> tuple[str, ...] | None:
    """The plain names among targets separated by commas; attributes bind nothing."""
    names = []
    for target in targets.split(","):
        parts = [part.strip() for part in target.split(".")]
        if not all(part.isidentifier() for part in parts):
            if not target.strip():
                continue  # behind the last comma of `a, = value`
            return None
        if len(parts) == 1:
            names.append(parts[0])
    return tuple(names)


def _imported(statement: str) -> tuple[str, ...] | None:
    """The names that an import binds; none for a star import."""
    plain = _LAYOUT.sub(" ", statement)
    found = _IMPORTED.match(plain) or _FROM_IMPORTED.match(plain)
    if found is None:
        return None
    items = found[1].split(",")
    if items[0].strip() == "*" and len(items) == 1:
        return ()
    names = []
    for item in items if items[-1].strip() or len(items) == 1 else items[:-1]:
        alias = _ALIAS.match(item)
        if alias is None:
            return None
        names.append(alias[2] or alias[1])
    return tuple(names)
