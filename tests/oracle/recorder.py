"""What a program did wrong while it ran: events, each with the program's own lines on the stack."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, TracebackType
from typing import NamedTuple

RAISES = "raises"
UNSAFE = "unsafe-operation"
NEVER_AWAITED = "never-awaited"
BLOCKS = "blocks"
WRONG_VALUE = "wrong-value"
DROPPED = "dropped"
LEFT_OPEN = "left-open"

# Program files do not lie on disk: this is what their names start with in code objects.
PROGRAM = "/program/"

# Our own wrappers may stand between a program and the call that is noticed.
WRAPPERS = frozenset(
    f"{__package__}.{name}" for name in ("blocking", "computing", "opened", "waits")
)

# Between the program and a blocking call these do the asynchronous work that is their business.
ASYNC_MACHINERY = ("asyncio", "anyio", "asgiref", "concurrent", "sniffio")


class Frame(NamedTuple):
    path: str  # of the program's file, as the case names it
    line: int
    function: str


class Event(NamedTuple):
    """One misbehaviour, with the program's frames from the deepest outwards."""

    kind: str
    detail: str  # what happened: "QuerySet.count", "time.sleep", "TypeError: …"
    frames: tuple[Frame, ...]
    exception: type[BaseException] | None = None
    entry: str = ""  # the function that was being run: "views.view"

    @property
    def lines(self) -> dict[str, frozenset[int]]:
        """The lines of each file that were on the stack."""
        found: dict[str, set[int]] = {}
        for frame in self.frames:
            found.setdefault(frame.path, set()).add(frame.line)
        return {path: frozenset(lines) for path, lines in found.items()}

    def __str__(self) -> str:
        where = " ← ".join(f"{path}:{line} in {name}" for path, line, name in self.frames)
        return f"{self.kind}: {self.detail} ({where or 'no line of the program'})"


class Recorder:
    """Collects the events of one program; equal ones count once."""

    def __init__(self) -> None:
        self.events: dict[Event, None] = {}
        self.entry = ""
        # Where the class is written that a framework is made to use: part of all that happens.
        self.around: tuple[Frame, ...] = ()
        # The header of the function that is called: what is raised without a line of the program
        # is raised there.
        self.header: tuple[Frame, ...] = ()

    def record(
        self,
        kind: str,
        detail: str,
        frames: Iterable[Frame],
        exception: type[BaseException] | None = None,
    ) -> None:
        known = (*frames, *self.around)
        self.events[Event(kind, detail, known, exception, self.entry)] = None

    def raised(self, error: BaseException) -> None:
        """Record an exception with all frames of the program that it passed through."""
        for leaf in leaves(error):
            frames = [frame for part in leaf for frame in traceback_frames(part.__traceback__)]
            known = tuple(reversed(frames)) or self.header
            self.record(RAISES, described(leaf[-1]), known, type(leaf[-1]))

    def blocking(self, detail: str, frame: FrameType, through: Callable[[str], bool]) -> bool:
        """Record a blocking call if it is made on the loop and on the program's behalf.

        `through` says of a module's name whether the call still counts as the program's when it
        was made by that module. Returns whether the call was recorded.
        """
        if asyncio._get_running_loop() is None or not comes_from_program(frame, through):
            return False
        self.record(BLOCKS, detail, program_frames(frame))
        return True


def anything(module: str) -> bool:
    """Calls made by any library but the asynchronous machinery count as the program's."""
    return module.partition(".")[0] not in ASYNC_MACHINERY


def nothing(module: str) -> bool:
    """Only calls written in the program itself count."""
    return False


def comes_from_program(frame: FrameType | None, through: Callable[[str], bool]) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith(PROGRAM):
            return True
        module = frame.f_globals.get("__name__") or ""
        if module not in WRAPPERS and not through(module):
            return False
        frame = frame.f_back
    return False


def program_frames(frame: FrameType | None) -> Iterator[Frame]:
    """The program's frames on a stack, from the deepest outwards."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(PROGRAM):
            yield program_frame(frame, frame.f_lineno)
        frame = frame.f_back


def entered(frame: FrameType | None) -> str:
    """The name of the function that the program called and that led to `frame`."""
    name = ""
    while frame is not None and not frame.f_code.co_filename.startswith(PROGRAM):
        called = frame.f_code.co_name
        if called != "manager_method":  # a manager's way of calling its queryset
            owner = frame.f_locals.get("self")
            name = called if owner is None else f"{type(owner).__name__}.{called}"
        frame = frame.f_back
    return name


def traceback_frames(trace: TracebackType | None) -> Iterator[Frame]:
    """The program's frames of a traceback, from the outermost inwards."""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(PROGRAM):
            yield program_frame(trace.tb_frame, trace.tb_lineno)
        trace = trace.tb_next


def origin_frames(origin: Iterable[tuple[str, int, str]] | None) -> Iterator[Frame]:
    """The program's frames among those that created a coroutine."""
    for path, line, name in origin or ():
        if path.startswith(PROGRAM):
            yield Frame(path[len(PROGRAM) :], line, name)


def program_frame(frame: FrameType, line: int) -> Frame:
    return Frame(frame.f_code.co_filename[len(PROGRAM) :], line, frame.f_code.co_name)


def described(error: BaseException) -> str:
    name = type(error).__name__
    try:
        return f"{name}: {error}"
    except Exception as another:  # its text may need the database
        return f"{name}, whose text raises {type(another).__name__}"


def leaves(error: BaseException) -> Iterator[tuple[BaseException, ...]]:
    """The way to each exception that is not itself a group of others."""
    parts = getattr(error, "exceptions", None)
    if not isinstance(parts, tuple):
        yield (error,)
        return
    for part in parts:
        for rest in leaves(part):
            yield (error, *rest)
