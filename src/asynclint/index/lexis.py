"""The regular expressions that know Python's strings, comments, brackets and continued lines.

They are written so that a match never has two ways to go: where an alternative fails, the position
is given up at once. (`\\r\\n` must not be readable as two newlines, nor a comment as a shorter
comment with code behind it; either would make a failing match take exponential time.)

What they cannot do is left to `asynclint.index.fstrings` and to the loop in
`asynclint.index.chunks`: brackets nested deeper than two, and f-strings with quotes, backslashes or
comments between their braces.
"""

from __future__ import annotations

import re
from functools import cache

NEWLINE = r"(?:\n|\r\n|\r(?!\n))"
COMMENT = r"#[^\r\n]*(?![^\r\n])"
CONTINUATION = rf"\\{NEWLINE}"
GAP = rf"(?:[ \t\f]|{CONTINUATION})+"  # between two words of one logical line
NAME = r"[^\W\d]\w*"

# Blank lines and comment lines, each with its newline.
TRIVIA = rf"(?:[ \t\f]*(?:{COMMENT})?{NEWLINE})*"

# Where a quote follows the prefix of an f-string or t-string.
_FORMATTED = r"(?:(?<=(?<!\w)[fFtT])|(?<=(?<!\w)[fFtT][rR])|(?<=(?<!\w)[rR][fFtT]))"
_UNFORMATTED = r"(?<!(?<!\w)[fFtT])(?<!(?<!\w)[fFtT][rR])(?<!(?<!\w)[rR][fFtT])"

# A bracket group or a line is matched in steps of bounded number, because every step costs memory
# until the match ends.
_STEPS = "{0,1000}"


def _plain(quote: str) -> str:
    """A string without replacement fields: a backslash hides whatever follows it, raw or not."""
    return (
        rf"{quote}(?!{quote}{quote})[^{quote}\\\r\n]*(?:\\(?:\r\n|[\s\S])[^{quote}\\\r\n]*)*{quote}"
        rf"|{quote * 3}[^{quote}\\]*(?:(?:\\[\s\S]|{quote}(?!{quote}{quote}))[^{quote}\\]*)*"
        rf"{quote * 3}"
    )


def _formatted(quote: str) -> str:
    """An f-string whose fields hold neither quotes, backslashes nor comments."""
    field = r"\{{(?!\{{)[^{{}}'\"\\#{0}]*(?:\{{[^{{}}'\"\\#{0}]*\}}[^{{}}'\"\\#{0}]*)*\}}"
    inner, long = field.format(r"\r\n"), field.format("")
    braces = r"\{\{|\}\}"
    return (
        rf"{quote}(?!{quote}{quote})[^{quote}\\{{}}\r\n]*"
        rf"(?:(?:\\(?:\r\n|[^{{}}N])|{braces}|{inner})[^{quote}\\{{}}\r\n]*)*{quote}"
        rf"|{quote * 3}[^{quote}\\{{}}]*"
        rf"(?:(?:\\[^{{}}N]|{quote}(?!{quote}{quote})|{braces}|{long})[^{quote}\\{{}}]*)*"
        rf"{quote * 3}"
    )


PLAIN_STRING = f"""(?:{_plain('"')}|{_plain("'")})"""
STRING = (
    f"(?:{_UNFORMATTED}{PLAIN_STRING}|{_FORMATTED}(?:{_formatted(chr(34))}|{_formatted(chr(39))}))"
)


def _group(inner: str) -> str:
    """A pair of brackets; their kinds are not compared, the parser does that."""
    bits = rf"{STRING}|{COMMENT}|{CONTINUATION}{inner}"
    plain = r"[^()\[\]{}'\"#\\]*"
    return rf"[(\[{{]{plain}(?:(?:{bits}){plain}){_STEPS}[)\]}}]"


_GROUP = _group("|" + _group(""))


@cache
def logical_line() -> re.Pattern[str]:
    """Blank lines and comments, then one logical line with its newline.

    Groups: 1 the indentation; 2 the last `=` of an assignment outside brackets; 3 the last
    semicolon; 4 the newline, or the empty end of the text. Without group 4 the match stops before
    something that it does not understand.
    """
    plain = r"[^()\[\]{}'\"#\\\r\n=;]*"
    assignment = r"(?<![=!:])(?<!(?<!<)<)(?<!(?<!>)>)(=)(?!=)"
    bits = rf"{STRING}|{_GROUP}|{assignment}|=+|{COMMENT}|(;)|{CONTINUATION}"
    # A backslash in front of the first word would make the indentation doubtful.
    return re.compile(
        rf"{TRIVIA}(?:[ \t\f]*\f)?([ \t]*)"
        rf"(?:(?=\\)|{plain}(?:(?:{bits}){plain}){_STEPS})({NEWLINE}|\Z)?"
    )


@cache
def rest_of_line() -> re.Pattern[str]:
    """As much as is understood up to the end of a logical line."""
    plain = r"[^()\[\]{}'\"#\\\r\n]*"
    bits = rf"{STRING}|{_GROUP}|{COMMENT}|{CONTINUATION}"
    return re.compile(rf"{plain}(?:(?:{bits}){plain}){_STEPS}")


@cache
def inside_brackets() -> re.Pattern[str]:
    """As much as is understood up to a bracket."""
    plain = r"[^()\[\]{}'\"#\\]*"
    bits = rf"{STRING}|{_GROUP}|{COMMENT}|{CONTINUATION}"
    return re.compile(rf"{plain}(?:(?:{bits}){plain}){_STEPS}")


@cache
def up_to_comment() -> re.Pattern[str]:
    """Code and strings, as much as is understood, then a comment if there is one (group 1)."""
    plain = r"[^'\"#]*"
    return re.compile(rf"{plain}(?:{STRING}{plain}){_STEPS}({COMMENT})?")


@cache
def plain_string() -> re.Pattern[str]:
    return re.compile(PLAIN_STRING)


@cache
def formatted_quote() -> re.Pattern[str]:
    """A quote that opens an f-string or t-string (matched at the quote)."""
    return re.compile(rf"{_FORMATTED}(?:\"\"\"|'''|[\"'])")
