"""What goes wrong when source is read."""

from __future__ import annotations


class ParseError(Exception):
    """A text is not Python as far as asynclint can tell.

    `offset` counts characters in the text that was given; `reason` is a short sentence for people
    without a full stop.
    """

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(offset, reason)
        self.offset = offset
        self.reason = reason

    def __str__(self) -> str:
        return self.reason
