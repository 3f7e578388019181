"""What a run reports: findings, the chains that explain them, and their fixes.

This module imports nothing of asynclint's, so that every layer may speak in these terms.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

ERROR = "error"  # raises, or is wrong, at run time
WARNING = "warning"  # blocks the event loop
INFO = "info"  # works, but async does not pay
SEVERITIES = (ERROR, WARNING, INFO)


class Applicability(IntEnum):
    """How far a fix may be trusted; a greater value may be applied with less care."""

    DISPLAY = 0  # a suggestion: shown, never applied
    UNSAFE = 1  # a person should look
    SAFE = 2  # does what the code visibly meant; nothing that worked changes


class Span(NamedTuple):
    """A half-open range of characters in a file's decoded text (without its byte order mark)."""

    start: int
    end: int


class Position(NamedTuple):
    """A place for people: both numbers count from 1, columns in characters."""

    row: int
    column: int


class Frame(NamedTuple):
    """One call on the way from the code on the loop to the line that really blocks."""

    path: str  # relative to the project root where it lies below it, with forward slashes
    line: int  # counts from 1
    function: str  # qualified name of the function that holds the line: "Basket.total"
    text: str  # what happens there, in the user's spelling: "self.lines()", "Order.objects.get()"
    library: str = ""  # for code of a library: its path in site-packages, "acme/client.py"

    @property
    def owner(self) -> str:
        """What to put behind the place of a line that is not the project's."""
        return " (library)" if self.library else ""


class Fix(NamedTuple):
    """A remedy: named steps (see `asynclint.fixes.steps`) that apply whole or not at all."""

    title: str  # an imperative sentence without a full stop: "Await `aget()`"
    applicability: Applicability
    steps: tuple[Any, ...] = ()  # empty for a suggestion
    otherwise: str = ""  # another remedy that a person may prefer, as a clause: never applied
    asyncify: str = ""  # the function that it is about, if it is `asynclint asyncify FILE::name`

    @property
    def advice(self) -> tuple[str, ...]:
        """The lines that say what no fix does by itself, for formats that have no words of their
        own for it."""
        by_hand = not self.steps or self.applicability is Applicability.DISPLAY
        lines = (by_hand and f"help: {self.title}", self.otherwise and f"or: {self.otherwise}")
        return tuple(line for line in lines if line)


class Finding(NamedTuple):
    """One mistake at one place."""

    path: str  # as Frame.path
    span: Span
    code: str  # "ASL201"
    name: str  # "sync-query"
    message: str  # one sentence with the user's own names
    severity: str  # one of SEVERITIES
    start: Position
    end: Position  # the place just after the last character
    statement: Span  # the simple statement or the header that holds the span
    chain: tuple[Frame, ...] = ()
    fix: Fix | None = None

    @property
    def url(self) -> str:
        """The address of the rule's documentation page."""
        return f"{DOCUMENTATION}{self.code.lower()}-{self.name}.md"


class IgnoredCode(NamedTuple):
    """One selector of an ignore comment: `ASL201` in `# asynclint: ignore[ASL201]`."""

    text: str
    span: Span
    is_known: bool  # it names a rule
    is_ours: bool  # it speaks to asynclint, whether it names a rule or not
    is_unused: bool  # all rules that it names were run, and it suppressed nothing


class IgnoreComment(NamedTuple):
    """A comment that suppresses findings, and what it did."""

    span: Span  # from its `#` to the end of what it says
    removal: Span  # what goes when it is removed
    codes: tuple[IgnoredCode, ...] | None  # None where it speaks of all rules
    is_unused: bool  # nothing in it was needed


class Problem(NamedTuple):
    """What kept a part of the run from being done: never a finding, always exit code 2."""

    path: str  # the file, folder or setting concerned
    message: str  # what is wrong and where
    remedy: str = ""  # what the user can do about it


class Report(NamedTuple):
    """The result of one run."""

    findings: tuple[Finding, ...]  # sorted by path, start and code
    problems: tuple[Problem, ...]
    checked: int  # number of files that the run was asked to check


DOCUMENTATION = "https://github.com/asynclint/asynclint/blob/main/docs/rules/"
