"""libcst's parser with errors that people can read, and without input that crashes it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import libcst as cst

from asynclint.index.errors import ParseError

Statements = Sequence[cst.BaseStatement]

HEADER = "class _:\n"  # makes the members of a class a program of their own
TOO_DEEP = "nested too deeply"

# The parser recurses on the machine's stack, and overflowing that ends the whole process. Python
# itself allows 200 brackets inside each other, and no person writes 200 of the other constructs.
_DEEPEST = 200
_BRACKETS = re.compile(r"[()\[\]{}]")
_BRACKETS_AND_STRINGS = re.compile(
    r"#[^\r\n]*"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'(?:[^'\\\r\n]|\\.)*'"
    r"|[()\[\]{}]",
    re.DOTALL,
)
_PREFIXES = re.compile(
    r"(?:\blambda\b[^:\r\n]{0,40}:\s*){200}|(?:\bnot\s+){3000}|(?:[-+~]\s*){3000}"
)

_ONLY_PARSE = 0x400  # ast.PyCF_ONLY_AST: no code is made

_LINE_END = re.compile(r"\r\n?|\n")
_LOCATION = re.compile(r"error at (\d+):(\d+)")
_LINE_NUMBER = re.compile(r" on line \d+$")  # counted from the start of the part
_LAST_TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*\Z")
_BLANK = re.compile(r"(?:[ \t\f\r\n]|#[^\r\n]*(?![^\r\n]))*\Z")


def parse_statements(part: str, member: bool) -> Statements:
    """The statements of `part`: of a module, or (with `member`) of the inside of a class.

    Raises ParseError with an offset in `part`.
    """
    _refuse_depth(part)
    if member and _BLANK.match(part):
        return ()
    try:
        with _unproven():
            module = cst.parse_module(HEADER + part if member else part)
    except cst.ParserSyntaxError as error:
        raise _readable(error, part, member) from None
    except UnicodeEncodeError as error:
        offset = max(error.start - (len(HEADER) if member else 0), 0)
        raise ParseError(offset, "half of a surrogate pair is not a character") from None
    except (cst.CSTLogicError, cst.CSTValidationError):
        raise ParseError(0, "the parser stumbled over this") from None
    except RecursionError:
        raise ParseError(0, TOO_DEEP) from None
    if not member:
        return module.body
    if len(module.body) != 1:
        raise ParseError(0, "a statement here is outside its class")
    body = module.body[0].body
    return body.body if isinstance(body, cst.IndentedBlock) else ()


@contextmanager
def _unproven() -> Iterator[None]:
    """Nodes that the parser makes from code do not each prove that code can be made from them: that
    takes a quarter of the time to parse."""
    cst.CSTNode.__post_init__ = _trusted  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        cst.CSTNode.__post_init__ = _PROVE  # type: ignore[method-assign]


def _trusted(node: cst.CSTNode) -> None:
    pass


_PROVE = cst.CSTNode.__post_init__


def parse_expression(text: str) -> cst.BaseExpression | None:
    """The expression that `text` is; None if it is none."""
    try:
        _refuse_depth(text)
        return cst.parse_expression(text)
    except (ParseError, UnicodeEncodeError, RecursionError):
        return None
    except (cst.ParserSyntaxError, cst.CSTLogicError, cst.CSTValidationError):
        return None


def _refuse_depth(part: str) -> None:
    openings = part.count("(") + part.count("[") + part.count("{")
    # The first look takes brackets in strings for brackets, which errs on the safe side mostly;
    # the second, slower one decides.
    if openings > _DEEPEST:
        deep = _too_deep(_BRACKETS, part)
        if deep is not None:
            deep = _too_deep(_BRACKETS_AND_STRINGS, part)
            if deep is not None:
                raise ParseError(deep, TOO_DEEP)
    if part.count("lambda") >= 200 or part.count("not ") >= 3000 or "-----" in part:
        found = _PREFIXES.search(part)
        if found:
            raise ParseError(found.start(), TOO_DEEP)


def _too_deep(pattern: re.Pattern[str], part: str) -> int | None:
    depth = 0
    for found in pattern.finditer(part):
        bracket = found.group()
        if bracket in "([{":
            depth += 1
            if depth > _DEEPEST:
                return found.start()
        elif bracket in ")]}" and depth:
            depth -= 1
    return None


def _readable(error: cst.ParserSyntaxError, part: str, member: bool) -> ParseError:
    kind, _, detail = error.message.partition(": ")
    if kind == "tokenizer error":
        return ParseError(_where_python_stops(part, member), _sentence(detail))
    found = _LOCATION.search(detail)
    if found is None:
        return ParseError(0, "invalid syntax")
    offset = _offset(part, int(found[1]) - member, int(found[2]))
    # libcst names the start of the token after the one that does not fit.
    token = _LAST_TOKEN.search(part, max(offset - 400, 0), offset)
    place = token.start() if token else offset
    expected = detail[found.end() :]
    if expected == ": expected INDENT":
        return ParseError(place, "an indented block is missing")
    bracket = _open_bracket(part, place)
    if bracket is not None:
        return ParseError(bracket, f"`{part[bracket]}` is never closed")
    line = max(part.rfind("\n", 0, offset), part.rfind("\r", 0, offset)) + 1
    is_indented = offset > line and not part[line:offset].strip(" \t\f")
    if is_indented and ("DEDENT" in expected or "EOF" in expected):
        return ParseError(offset, "unexpected indent")
    return ParseError(place, "invalid syntax")


def _open_bracket(part: str, end: int) -> int | None:
    """The innermost bracket that is opened before `end` and never closed."""
    opened: list[int] = []
    for found in _BRACKETS_AND_STRINGS.finditer(part):
        bracket = found.group()
        if bracket in "([{":
            opened.append(found.start())
        elif bracket in ")]}" and opened:
            opened.pop()
    return max((start for start in opened if start < end), default=None)


def _sentence(detail: str) -> str:
    """The tokenizer's own words, which are short, on one line."""
    words = _LINE_NUMBER.sub("", " ".join(detail.split()))[:100] or "invalid syntax"
    return words[0].lower() + words[1:]


def _where_python_stops(part: str, member: bool) -> int:
    """Where a token cannot be read, of which libcst does not say where it is: ask Python."""
    zero = part.find("\0")
    if zero >= 0:
        return zero
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = HEADER + part if member else part
            compile(source, "<source>", "exec", _ONLY_PARSE, dont_inherit=True)
    except SyntaxError as error:
        return _offset(part, (error.lineno or 1) - member, (error.offset or 1) - 1)
    except (ValueError, RecursionError, MemoryError):
        pass
    return 0


def _offset(part: str, row: int, column: int) -> int:
    """The offset of a place; `row` counts from 1, `column` from 0, both are held within `part`."""
    start = 0
    if row > 1:
        for count, end in enumerate(_LINE_END.finditer(part), 2):
            start = end.end()
            if count == row:
                break
    following = _LINE_END.search(part, start)
    return min(start + max(column, 0), following.start() if following else len(part))
