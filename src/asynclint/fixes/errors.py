"""What can go wrong with fixes. The text of each error says why, in a clause for people."""

from __future__ import annotations


class FixError(Exception):
    """Fixes that each looked fine would give a text that cannot be parsed; nothing was changed."""


class RejectedError(Exception):
    """A fix cannot be applied to this file."""


class UnparsableError(Exception):
    """A text, or a part of a file, that libcst does not parse."""
