"""Coroutines that are created and never awaited, with the lines that created them."""

from __future__ import annotations

import asyncio
import inspect
import sys
import warnings
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from .blocking import replaced
from .recorder import (
    NEVER_AWAITED,
    PROGRAM,
    Frame,
    Recorder,
    origin_frames,
    program_frames,
)

DEPTH = 50  # frames remembered for each coroutine: more than a program is deep
SLEEP_SCALE = 1000  # a second asleep passes as a millisecond


@contextmanager
def never_awaited_noticed(recorder: Recorder) -> Iterator[None]:
    """Record the coroutines, and the results of `gather`, that are dropped during the body."""

    def warn(coroutine: Any) -> None:
        frames = tuple(origin_frames(coroutine.cr_origin))
        own = tuple(own_frames(coroutine))
        if own:
            frames += own + recorder.header
        recorder.record(NEVER_AWAITED, coroutine.__qualname__, frames)

    gathering = asyncio.tasks._GatheringFuture
    watched = type("Gathering", (Gathering, gathering), {"recorder": recorder})
    depth = sys.get_coroutine_origin_tracking_depth()
    with ExitStack() as stack:
        stack.enter_context(replaced(warnings, "_warn_unawaited_coroutine", warn))
        stack.enter_context(replaced(asyncio.tasks, "_GatheringFuture", watched))
        stack.enter_context(replaced(asyncio, "sleep", sleep))
        stack.callback(sys.set_coroutine_origin_tracking_depth, depth)
        sys.set_coroutine_origin_tracking_depth(DEPTH)
        yield


def own_frames(coroutine: Any) -> Iterator[Frame]:
    """Where a coroutine function of the program is defined, if a library called it: then it is the
    definition that is wrong, and not a line that calls it."""
    code, origin = coroutine.cr_code, coroutine.cr_origin or ()
    if code.co_filename.startswith(PROGRAM) and origin and not origin[0][0].startswith(PROGRAM):
        path = code.co_filename[len(PROGRAM) :]
        yield Frame(path, code.co_firstlineno, code.co_name)


class Gathering:
    """What `asyncio.gather` returns: a future that knows whether anybody looked at it."""

    recorder: Recorder

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.used = False
        self.frames = tuple(program_frames(sys._getframe(1)))

    def __await__(self) -> Any:
        self.used = True
        return super().__await__()  # type: ignore[misc]

    __iter__ = __await__

    def add_done_callback(self, *arguments: Any, **options: Any) -> Any:
        self.used = True
        return super().add_done_callback(*arguments, **options)  # type: ignore[misc]

    def __del__(self) -> None:
        if not self.used and self.frames:
            self.recorder.record(NEVER_AWAITED, "gather", self.frames)
        parent = getattr(super(), "__del__", None)
        if parent is not None:
            parent()


async def sleep(delay: float, result: Any = None) -> Any:
    """`asyncio.sleep`, shortened; what sleeps longer still wakes later."""
    return await real_sleep(delay / SLEEP_SCALE, result)


def origin(awaitable: Awaitable[Any]) -> Iterator[Any]:
    """The program's frames that created a coroutine."""
    if inspect.iscoroutine(awaitable):
        yield from origin_frames(awaitable.cr_origin)


real_sleep = asyncio.sleep
