"""From source to the lowered tree: `lower` parses a part of a text and reads off what it says."""

from __future__ import annotations

# These modules fill the tables of `dispatch`.
from asynclint.index import (  # noqa: F401
    lowering_compounds,
    lowering_comprehensions,
    lowering_expressions,
    lowering_literals,
)
from asynclint.index.errors import ParseError
from asynclint.index.lowering_statements import statements
from asynclint.index.parsing import TOO_DEEP, parse_statements
from asynclint.index.places import Cursor, Misplaced
from asynclint.index.tree import Lowered

__all__ = ["ParseError", "lower"]


def lower(text: str, start: int, end: int, *, member: bool = False) -> Lowered:
    """Lower `text[start:end]`: whole statements of a module, from the beginning of a line.

    With `member` the part is one or more statements of the body of a class, with their indentation;
    it stays as it is, and only these statements come out. Places are relative to `start` either way
    (see `asynclint.index.places`). `pass` is left out.

    Raises ParseError, with an offset in `text`, for what is not Python or nested too deeply.
    """
    part = text[start:end]
    cursor = Cursor(part, [])
    try:
        body = statements(cursor, parse_statements(part, member))
        if not cursor.finished():
            raise Misplaced(cursor.position)
    except ParseError as error:
        raise ParseError(start + error.offset, error.reason) from None
    except RecursionError:
        raise ParseError(start + min(cursor.position, len(part)), TOO_DEEP) from None
    except Misplaced as error:
        offset = start + min(error.args[0], len(part))
        raise ParseError(offset, "the parser misread this place") from None
    return Lowered(body, cursor.places)
