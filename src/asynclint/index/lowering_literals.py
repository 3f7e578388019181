"""Lowering of names, numbers and strings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import libcst as cst

from asynclint.index.dispatch import EXPRESSIONS, expression
from asynclint.index.parsing import parse_expression
from asynclint.index.places import Cursor, Misplaced
from asynclint.index.tree import Constant, Expr, FormattedString, Name

LONGEST_TEXT = 500  # characters of a string that are kept
_LARGEST_INTEGER = 2**63 - 1
_LONGEST_INTEGER = 130  # characters of 63 bits written with a prefix and underscores

_KEYWORDS: dict[str, tuple[str, bool | None]] = {
    "None": ("None", None),
    "True": ("bool", True),
    "False": ("bool", False),
}


def _name(cursor: Cursor, node: cst.Name) -> Expr:
    name = node.value
    at = cursor.token(name)
    if name in _KEYWORDS:
        return Constant(at, *_KEYWORDS[name])
    return Name(at, name)


def _integer(cursor: Cursor, node: cst.Integer) -> Constant:
    at = cursor.token(node.value)
    if len(node.value) > _LONGEST_INTEGER:
        return Constant(at, "int")
    value = int(node.value, 0)
    return Constant(at, "int", value if value <= _LARGEST_INTEGER else None)


def _float(cursor: Cursor, node: cst.Float) -> Constant:
    return Constant(cursor.token(node.value), "float")


def _imaginary(cursor: Cursor, node: cst.Imaginary) -> Constant:
    return Constant(cursor.token(node.value), "complex")


def _ellipsis(cursor: Cursor, node: cst.Ellipsis) -> Constant:
    return Constant(cursor.token("..."), "Ellipsis")


# --- plain strings ---------------------------------------------------------------------------


def _string(cursor: Cursor, node: cst.SimpleString) -> Expr:
    start = cursor.skip()
    cursor.take(node.value)
    if _is_bytes(node.value):
        return Constant(cursor.place(start), "bytes")
    return _text(cursor, start, _evaluated(node.value))


def _is_bytes(literal: str) -> bool:
    # The prefix may be b, br or rb, in any case; `"books"` has none.
    return literal.lstrip("rR")[0] in "bB"


def _text(cursor: Cursor, start: int, value: str | None) -> Expr:
    if value is not None and len(value) > LONGEST_TEXT:
        value = None
    if value and cursor.annotating:
        lowered = _annotation(cursor, start, value)
        if lowered is not None:
            return lowered
    return Constant(cursor.place(start), "str", value)


def _annotation(cursor: Cursor, start: int, value: str) -> Expr | None:
    """Lower a string as the expression in it; None if it holds none."""
    text = value.strip()
    if "\n" in text:
        text = f"({text})"
    node = parse_expression(text)
    if node is None:
        return None
    places = cursor.places
    first = len(places)
    inside = Cursor(text, places)
    inside.annotating = True
    try:
        lowered = expression(inside, node)
    except (Misplaced, RecursionError):
        del places[first:]
        return None
    count = (len(places) - first) // 2
    places[first:] = [start, cursor.position] * count
    return lowered


_ESCAPE = re.compile(
    r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\})"
)
_ESCAPED = {
    "\n": "",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}


def _evaluated(literal: str) -> str | None:
    """The value of a string literal; None where Python would refuse it, or it cannot be stored.

    Not left to Python's own evaluation, which warns about unknown escapes on standard error.
    """
    quote = 0
    while literal[quote] not in "'\"":
        quote += 1
    width = 3 if literal[quote : quote + 3] in ("'''", '"""') else 1
    body = literal[quote + width : -width]
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" not in body or "r" in literal[:quote].lower():
        return body
    try:
        value = _ESCAPE.sub(_unescape, body)
        value.encode()  # half of a surrogate pair cannot be stored
    except (KeyError, ValueError, OverflowError):
        return None
    return value


def _unescape(found: re.Match[str]) -> str:
    escape = found[1]
    if escape in _ESCAPED:
        return _ESCAPED[escape]
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    if escape[0] == "N":
        return unicodedata.lookup(escape[2:-1])
    return chr(int(escape[1:], 16))


# --- concatenations, f-strings and t-strings ---------------------------------------------------
# A t-string is built of nodes of its own, with the same fields as those of an f-string.

_TEMPLATED = getattr(cst, "TemplatedString", None)  # since libcst 1.8.3
_TEXTS = (cst.FormattedStringText, getattr(cst, "TemplatedStringText", cst.FormattedStringText))


def _concatenation(cursor: Cursor, node: cst.ConcatenatedString) -> Expr:
    start = cursor.skip()
    pieces: list[Any] = []
    rest: cst.BaseExpression = node
    while isinstance(rest, cst.ConcatenatedString):
        pieces.append(rest.left)
        rest = rest.right
    pieces.append(rest)
    values: list[Expr] = []
    conversions: list[str] = []
    texts: list[str | None] = []
    for piece in pieces:
        if isinstance(piece, cst.SimpleString):
            cursor.take(piece.value)
            texts.append(_evaluated(piece.value))
        else:
            more, how = _interpolated(cursor, piece)
            values += more
            conversions += how
    if len(texts) < len(pieces):
        template = any(type(piece) is _TEMPLATED for piece in pieces)
        return FormattedString(cursor.place(start), values, template, conversions)
    if _is_bytes(pieces[0].value):
        return Constant(cursor.place(start), "bytes")
    known = [text for text in texts if text is not None]
    return _text(cursor, start, "".join(known) if len(known) == len(texts) else None)


def _formatted(cursor: Cursor, node: Any) -> FormattedString:
    start = cursor.skip()
    values, conversions = _interpolated(cursor, node)
    return FormattedString(cursor.place(start), values, type(node) is _TEMPLATED, conversions)


def _interpolated(cursor: Cursor, node: Any) -> tuple[list[Expr], list[str]]:
    """The expressions in an f-string, and the conversion of each."""
    values: list[Expr] = []
    conversions: list[str] = []
    cursor.take(node.start)
    _parts(cursor, node.parts, values, conversions)
    cursor.take_here(node.end)
    return values, conversions


def _parts(
    cursor: Cursor, parts: Sequence[Any], values: list[Expr], conversions: list[str]
) -> None:
    for part in parts:
        if isinstance(part, _TEXTS):
            cursor.take_here(part.value)
            continue
        cursor.take_here("{")
        values.append(expression(cursor, part.expression))
        shows = part.equal is not None and part.format_spec is None
        conversions.append(part.conversion or ("r" if shows else ""))
        if part.equal is not None:
            cursor.take("=")
        if part.conversion is not None:
            cursor.take("!")
            cursor.take(part.conversion)
        if part.format_spec is not None:
            cursor.take(":")
            _parts(cursor, part.format_spec, values, conversions)
            cursor.take_here("}")
        else:
            cursor.take("}")


EXPRESSIONS.update(
    {
        cst.Name: _name,
        cst.Integer: _integer,
        cst.Float: _float,
        cst.Imaginary: _imaginary,
        cst.Ellipsis: _ellipsis,
        cst.SimpleString: _string,
        cst.ConcatenatedString: _concatenation,
        cst.FormattedString: _formatted,
    }
)
if _TEMPLATED is not None:
    EXPRESSIONS[_TEMPLATED] = _formatted
