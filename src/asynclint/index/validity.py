"""Whether a file that nobody asks about can be parsed, found out without parsing it here.

The interpreter's own compiler is ten times faster than libcst. What it accepts is Python; what it
refuses may only be newer than the interpreter, and libcst decides.
"""

from __future__ import annotations

import warnings

_ONLY_PARSE = 0x400  # ast.PyCF_ONLY_AST: no code is made


def is_accepted(text: str) -> bool:
    """Whether the running interpreter can parse the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it thinks of an escape in a string is not asked
        try:
            compile(text, "<source>", "exec", _ONLY_PARSE, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True
