"""What asynclint knows at one place of a file, as data for whoever shows it.

This module imports nothing of asynclint's but the terms of reports. Paths are those of findings.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.diagnostics import Finding, Frame, Position


class Unexplained(Exception):
    """Nothing can be said about a place: why, and what the user can do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


class Origin(NamedTuple):
    """Where a value came from: "bound", "parameter", "given" … and the place, if there is one."""

    how: str
    path: str = ""
    line: int = 0
    text: str = ""  # what stands there, in the user's spelling, or the name of what is known


class Value(NamedTuple):
    """An expression or a name, and what it is taken for."""

    text: str
    start: Position
    end: Position
    kind: str  # in the notation of kinds: "QuerySet[Book]"
    gloss: str  # the same in plain English, "" where the notation says all
    origins: tuple[Origin, ...] = ()


class Running(NamedTuple):
    """How the code at a place comes to run.

    `where` is "loop", "thread", "own loop", "sync", "nobody", or "import" for what stands outside
    functions. `chain` leads from the function that begins it to the one that was asked about (which
    is not in it); `others` counts the other functions that begin such a way; `through` names what
    hands the function over, or the framework that runs the first one on the loop.
    """

    where: str
    chain: tuple[Frame, ...] = ()
    others: int = 0
    through: str = ""


class Blocking(NamedTuple):
    """An operation that the place does, or reaches by the calls of the chain."""

    text: str  # the user's own spelling at the place
    does: str  # the sort of operation: one of knowledge.schema.OPERATIONS
    label: str  # "QuerySet.get", "requests.get"
    instead: str = ""  # the async way, where one is known
    chain: tuple[Frame, ...] = ()  # empty where the place does it itself


class Explanation(NamedTuple):
    path: str
    row: int
    column: int | None
    function: str  # the qualified name of the function that holds the place; "" outside functions
    is_async: bool
    values: tuple[Value, ...]
    running: tuple[Running, ...]
    blocking: tuple[Blocking, ...]
    findings: tuple[Finding, ...]


class Call(NamedTuple):
    """A piece of code that keeps the event loop waiting, and how."""

    start: Position
    end: Position
    blocking: Blocking


class OnLoop(NamedTuple):
    """A function that runs on the event loop, and what in it blocks there.

    `role` is what it is for the framework that calls it ("view", "consumer" …), or empty;
    `framework` names the one that runs a sync function on the loop. Any other sync function is run
    there by the calls of `chain`, which begins in a function on the loop.
    """

    name: str
    name_start: Position
    name_end: Position
    header_end: Position
    is_async: bool
    role: str
    framework: str
    chain: tuple[Frame, ...]
    calls: tuple[Call, ...]
