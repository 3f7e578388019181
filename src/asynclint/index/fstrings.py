"""Finding the end of an f-string or t-string whose fields hold anything Python 3.12 allows there.

From 3.12 on, a replacement field may hold the quotes of the string around it, backslashes, comments
and newlines, so the end of such a string cannot be told without following its braces.
"""

from __future__ import annotations

import re

from asynclint.index.lexis import formatted_quote, plain_string

UNSURE = -1

_OF_TEXT = re.compile(r"[\\{}'\"\r\n]")
_OF_FIELD = re.compile(r"[()\[\]{}'\"#:]")
_OF_SPEC = re.compile(r"[\\{}'\"\r\n]")
_NAMED_CHARACTER = re.compile(r"\\N\{[^{}'\"\r\n]*\}")
_COMMENT = re.compile(r"#[^\r\n]*")


def end_of_string(text: str, quote: int, end: int) -> int:
    """The offset just behind the string that opens with the quote at `quote`, or UNSURE."""
    opening = formatted_quote().match(text, quote, end)
    if opening is None:
        plain = plain_string().match(text, quote, end)
        return plain.end() if plain is not None else UNSURE
    raw = text[quote - 1] in "rR" or text[max(quote - 2, 0)] in "rR"
    return _end_of_text(text, opening.end(), end, opening[0], raw)


def _end_of_text(text: str, at: int, end: int, delimiter: str, raw: bool) -> int:
    """From behind the opening delimiter to behind the closing one."""
    while (found := _OF_TEXT.search(text, at, end)) is not None:
        at, char = found.start(), found[0]
        if char == "\\":
            at = _behind_backslash(text, at, end, raw)
        elif char == "{" and text.startswith("{{", at):
            at += 2
        elif char == "{":
            at = _end_of_field(text, at + 1, end, delimiter, raw)
            if at == UNSURE:
                return UNSURE
        elif char == "}":
            if not text.startswith("}}", at):
                return UNSURE
            at += 2
        elif text.startswith(delimiter, at):
            return at + len(delimiter)
        elif char in "\r\n" and len(delimiter) == 1:
            return UNSURE
        else:
            at += 1
    return UNSURE


def _behind_backslash(text: str, at: int, end: int, raw: bool) -> int:
    """A backslash hides what follows, except braces; `\\N{…}` hides those as well."""
    if not raw and (named := _NAMED_CHARACTER.match(text, at, end)) is not None:
        return named.end()
    following = text[at + 1 : at + 3]
    if following[:1] in ("{", "}"):
        return at + 1
    return at + (3 if following == "\r\n" else 2)


def _end_of_field(text: str, at: int, end: int, delimiter: str, raw: bool) -> int:
    """From behind an opening brace to behind the closing one."""
    depth = 0
    while (found := _OF_FIELD.search(text, at, end)) is not None:
        at, char = found.start(), found[0]
        if char in "'\"":
            at = end_of_string(text, at, end)
            if at == UNSURE:
                return UNSURE
            continue
        if char == "#":
            at = _behind_comment(text, at, end)
            continue
        at += 1
        if char in "([{":
            depth += 1
        elif char == ":":
            if depth == 0:
                return _end_of_spec(text, at, end, delimiter, raw)
        elif depth:
            depth -= 1
        else:
            return at if char == "}" else UNSURE
    return UNSURE


def _end_of_spec(text: str, at: int, end: int, delimiter: str, raw: bool) -> int:
    """From behind the colon of a field to behind its closing brace."""
    while (found := _OF_SPEC.search(text, at, end)) is not None:
        at, char = found.start(), found[0]
        if char == "\\":
            at = _behind_backslash(text, at, end, raw)
        elif char == "{":
            at = _end_of_field(text, at + 1, end, delimiter, raw)
            if at == UNSURE:
                return UNSURE
        elif char == "}":
            return at + 1
        elif text.startswith(delimiter, at) or (char in "\r\n" and len(delimiter) == 1):
            return UNSURE
        else:
            at += 1
    return UNSURE


def _behind_comment(text: str, at: int, end: int) -> int:
    comment = _COMMENT.match(text, at, end)
    return comment.end() if comment is not None else at + 1
