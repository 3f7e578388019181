"""What goes wrong while code runs under asyncio: coroutines dropped, and the loop's thread blocked.

A driver of the shop runs under `watched`. A place is a pair (path relative to the variant, line).
"""

from __future__ import annotations

import asyncio
import gc
import linecache
import re
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Coroutine, Iterable
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE
from pathlib import Path
from types import FrameType
from typing import Any, TypedDict

Place = tuple[str, int]

ORIGIN = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+)')
BLOCKING_EVENTS = frozenset({"open", "os.mkdir", "socket.connect", "subprocess.Popen"})
DEPTH = 30  # of the stacks that are kept with a coroutine


class Outcome(TypedDict):
    """What one driver saw; each place is where code of the shop's own is to blame."""

    raised: str  # name of the exception's class, or ""
    message: str
    place: Place | None  # of the exception
    unawaited: list[Place | None]  # where each dropped coroutine was made
    blocked: list[tuple[str, Place]]  # what held the loop up, and where


class Watch:
    """Records for as long as the process lives; `watched` empties it before each run."""

    def __init__(self, variant: Path) -> None:
        self.variant = variant
        self.unawaited: list[Place | None] = []
        self.blocked: list[tuple[str, Place]] = []

    def install(self) -> None:
        sys.set_coroutine_origin_tracking_depth(DEPTH)
        sys.addaudithook(self._audit)
        warnings.simplefilter("always", RuntimeWarning)
        warnings.showwarning = self._warned
        sleep = time.sleep  # no audit event before Python 3.11

        def watched_sleep(seconds: float) -> None:
            self._note("time.sleep")
            sleep(seconds)

        time.sleep = watched_sleep

    def watched(self, driver: Callable[[], Coroutine[Any, Any, None]]) -> Outcome:
        self.unawaited, self.blocked = [], []
        raised, message, place = "", "", None
        try:
            asyncio.run(driver())
        except (Exception, asyncio.CancelledError) as error:
            raised, message, place = type(error).__name__, str(error), self._raised_at(error)
        gc.collect()  # a dropped coroutine that a traceback held warns only now
        return Outcome(
            raised=raised,
            message=message,
            place=place,
            unawaited=self.unawaited,
            blocked=self.blocked,
        )

    def _blame(self, stack: Iterable[tuple[str, int | None, bool]]) -> Place | None:
        """The innermost async place of the shop in a stack (outermost first), else the innermost.

        The stack is of files, lines, and whether the frame is a coroutine's.
        """
        own = [
            (Path(name).relative_to(self.variant).as_posix(), line, is_async)
            for name, line, is_async in stack
            if line is not None and Path(name).is_relative_to(self.variant)
        ]
        for path, line, is_async in reversed(own):
            if is_async:
                return path, line
        return own[-1][:2] if own else None

    def _raised_at(self, error: BaseException) -> Place | None:
        if isinstance(error, SyntaxError) and error.filename:
            return self._blame([(error.filename, error.lineno, False)])
        return self._blame(
            (frame.f_code.co_filename, line, is_async(frame))
            for frame, line in traceback.walk_tb(error.__traceback__)
        )

    def _warned(self, message: Warning | str, category: type, name: str, line: int, *_: object):
        if not issubclass(category, RuntimeWarning):
            return
        # The message tells where the coroutine was made, except in a thread of sync_to_async,
        # where origins are not kept; there the warning itself has the line.
        made = [
            (found["file"], int(found["line"]), False) for found in ORIGIN.finditer(str(message))
        ]
        self.unawaited.append(self._blame(made or [(name, line, False)]))

    def _audit(self, event: str, _: tuple[object, ...]) -> None:
        if event in BLOCKING_EVENTS:
            self._note(event)

    def _note(self, event: str) -> None:
        if asyncio._get_running_loop() is None:
            return
        stack = []
        for frame, line in traceback.walk_stack(sys._getframe(1)):
            name = frame.f_code.co_filename
            if name.startswith("<frozen importlib") or name == linecache.__file__:
                return  # Python reads its own files: imports, and lines for tracebacks
            stack.append((name, line, is_async(frame)))
        if place := self._blame(reversed(stack)):
            self.blocked.append((event, place))


def is_async(frame: FrameType) -> bool:
    return bool(frame.f_code.co_flags & (CO_COROUTINE | CO_ASYNC_GENERATOR))
