"""libcst's parser, with every way in which it can fail as one error."""

from __future__ import annotations

import re

import libcst as cst

from asynclint.fixes.errors import UnparsableError

# The parser recurses on the machine's stack, and overflowing that would end the whole process.
_DEEPEST = 200
_BRACKETS = re.compile(r"[()\[\]{}]")
_PREFIXES = re.compile(r"(?:\blambda\b[^:\r\n]{0,40}:\s*|\bnot\s+){200}|(?:[-+~]\s*){1000}")


def parse_module(text: str) -> cst.Module:
    """Parse a decoded text; raises UnparsableError."""
    if _is_too_deep(text):
        raise UnparsableError("the file is nested too deeply")
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise UnparsableError(f"the file cannot be parsed: {error.message}") from error
    except (cst.CSTLogicError, cst.CSTValidationError) as error:
        # the second is raised for valid code, too: `await f()or x`
        raise UnparsableError(f"the parser refuses this file: {error}") from error
    except UnicodeEncodeError as error:
        raise UnparsableError("half of a surrogate pair is not a character") from error
    except RecursionError as error:
        raise UnparsableError("the file is nested too deeply") from error


def is_expression(text: str) -> bool:
    """Whether a part of a text that was parsed is an expression of its own."""
    try:
        cst.parse_expression(text)
    except (cst.ParserSyntaxError, cst.CSTLogicError, cst.CSTValidationError):
        return False
    return True


def _is_too_deep(text: str) -> bool:
    """Whether parsing might overflow the stack. Brackets in strings count too: that errs safely."""
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "([{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return True
    return _PREFIXES.search(text) is not None
