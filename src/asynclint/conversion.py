"""What turning functions async comes to, as data for whoever shows it.

This module imports nothing of asynclint's. Paths are those of findings.
"""

from __future__ import annotations

from typing import NamedTuple


class Unconvertible(Exception):
    """A request that means nothing: no such file or function. Why, and what the user can do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


class Wish(NamedTuple):
    """What is asked for: the function or class `name` ("total", "Basket.total", "BookView") of the
    file at an absolute path, and how far to go."""

    path: str
    name: str
    deep: bool = False  # convert the helpers that it calls as well, where that can be done
    keep_sync: bool = False  # sync callers call it through `async_to_sync`
    ignore_unknown: bool = False  # calls on objects of unknown types are of something else


class Spot(NamedTuple):
    """A line of the project."""

    path: str
    line: int
    function: str  # the qualified name of the function that holds it; "" outside functions
    text: str  # what stands there, in the user's spelling


class Converted(NamedTuple):
    """A function that becomes async, and why."""

    spot: Spot
    name: str
    why: str


class Use(NamedTuple):
    """A place that has to change because a function does."""

    spot: Spot
    what: str


class Refusal(NamedTuple):
    """Why a conversion cannot be done."""

    reason: str
    spots: tuple[Spot, ...] = ()
    remedy: str = ""


class Edited(NamedTuple):
    """A file before and after."""

    path: str
    before: str
    after: str


class Conversion(NamedTuple):
    """The plan of a conversion, and what became of it.

    Without refusals and without edits there is nothing to do: it is async already.
    """

    name: str
    converted: tuple[Converted, ...] = ()
    uses: tuple[Use, ...] = ()
    notes: tuple[str, ...] = ()
    edited: tuple[Edited, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    is_written: bool = False
