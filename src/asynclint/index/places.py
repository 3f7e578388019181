"""Where the parts of a program stand: a cursor that follows the tree through the text.

libcst's nodes know no positions, and its metadata providers cost more than parsing does. But the
tree is complete: walked in the order of the source, its tokens are the tokens of the text. So the
cursor skips white space and comments, makes sure that the token which the tree announces is there,
and steps over it. A token that is not there raises `Misplaced`: places are exact or not given.

Places are half-open ranges of characters, relative to the start of the part that is lowered:

- An expression goes from its first to its last token, without parentheses around it: `a + b` in
  `(a + b) * c`. Parentheses of its first or last operand do belong to it: `(a + b) * c` is a whole.
- A tuple or a generator expression includes the one pair of parentheses that is its own. Where it
  has none (`return 1, 2`, `f(x for x in y)`, `m[1, 2]`) it goes from its first to its last token;
  a trailing comma belongs to a tuple.
- `*value` includes its star; a yield, await, lambda or walrus starts with its keyword or target.
- A concatenation of strings is one place, an f-string too; expressions inside have their own.
- What comes from an annotation written as a string has the place of that string, quotes included.
- A parameter has the place of its name; `name_at` of functions and classes as well.
- A simple statement includes parentheses, but no semicolon, comment or line end. A compound
  statement has the place of its header: from its first keyword (`async`, if it is there; decorators
  are left out) up to and including its colon. For `try` and `match` that is the first line only.
"""

from __future__ import annotations

import re

from asynclint.index.scopes import Scope

_GAP = re.compile(r"(?:[ \t\f\r\n\\\ufeff]+|#[^\r\n]*)+")
_GAP_STARTS = frozenset(" \t\f\r\n\\#\ufeff")
# Ends the text, after a line end for a comment there: saves a check of bounds for every token.
_END = "\n\0"


class Misplaced(Exception):
    """The text does not go on as the tree says. It has the offset as its argument."""


class Cursor:
    """Walks through a text alongside its tree and writes down places.

    Shared by all functions that lower: `scope` is the scope being read, and `annotating` is true
    where strings are to be read as annotations.
    """

    __slots__ = ("annotating", "places", "position", "scope", "text")

    def __init__(self, text: str, places: list[int]) -> None:
        self.text = text + _END
        self.position = 0
        self.places = places
        self.scope = Scope()
        self.annotating = False

    def skip(self) -> int:
        """Step over white space, comments and line ends; the offset of the next token."""
        position = self.position
        if self.text[position] in _GAP_STARTS:
            gap = _GAP.match(self.text, position)
            if gap is not None:
                self.position = position = gap.end()
        return position

    def take(self, token: str) -> None:
        """Step over the next token, which must be this one."""
        position = self.skip()
        if not self.text.startswith(token, position):
            raise Misplaced(position)
        self.position = position + len(token)

    def take_here(self, text: str) -> None:
        """Step over exactly this text, without skipping white space before it."""
        if not self.text.startswith(text, self.position):
            raise Misplaced(self.position)
        self.position += len(text)

    def take_if(self, token: str) -> None:
        """Step over the next token if it is this one, a single character; stay here otherwise."""
        position = self.position
        if self.text[position] in _GAP_STARTS:
            gap = _GAP.match(self.text, position)
            if gap is not None:
                position = gap.end()
        if self.text[position] == token:
            self.position = position + 1

    def token(self, token: str) -> int:
        """Step over the next token, which must be this one; the number of its place."""
        position = self.position
        if self.text[position] in _GAP_STARTS:
            position = self.skip()
        if not self.text.startswith(token, position):
            raise Misplaced(position)
        self.position = end = position + len(token)
        places = self.places
        places.append(position)
        places.append(end)
        return (len(places) >> 1) - 1

    def place(self, start: int) -> int:
        """Write down the place from `start` to here; its number."""
        places = self.places
        places.append(start)
        places.append(self.position)
        return (len(places) >> 1) - 1

    def open(self, parentheses: int) -> None:
        for _ in range(parentheses):
            self.take("(")

    def close(self, parentheses: int) -> None:
        for _ in range(parentheses):
            self.take(")")

    def finished(self) -> bool:
        """Whether nothing but white space and comments is left."""
        return self.skip() >= len(self.text) - len(_END)
