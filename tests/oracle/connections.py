"""Database connections that work in a thread leaves open, with the lines that sent it there.

Django closes the connections of the thread that serves a request. Work that goes through
`sync_to_async` keeps to that thread as long as it is thread-sensitive, and so does what
`async_to_sync` leads back to the thread that waits. All other threads are looked at when a piece of
the program's work in them is done.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import anyio.to_thread
from asgiref.sync import SyncToAsync
from django.db import connections

from .blocking import replaced
from .recorder import LEFT_OPEN, PROGRAM, Frame, Recorder, program_frames


@contextmanager
def open_connections_noticed(recorder: Recorder) -> Iterator[None]:
    def watched(function: Callable[..., Any], frames: tuple[Frame, ...]) -> Callable[..., Any]:
        def work(*arguments: Any, **options: Any) -> Any:
            before = set(opened())
            try:
                return function(*arguments, **options)
            finally:
                if set(opened()) - before:
                    recorder.record(LEFT_OPEN, "a connection", frames)
                    connections.close_all()

        return work

    submit = concurrent.futures.ThreadPoolExecutor.submit

    def submitting(self: Any, function: Any, /, *arguments: Any, **options: Any) -> Any:
        frame = sys._getframe(1)
        frames = tuple(program_frames(frame))
        if frames and not is_looked_after(self, frame):
            function = watched(function, frames)
        return submit(self, function, *arguments, **options)

    begin = threading.Thread.__init__

    def beginning(self: Any, *arguments: Any, **options: Any) -> None:
        begin(self, *arguments, **options)
        frame = sys._getframe(1)
        frames = tuple(program_frames(frame))
        is_own = frame.f_globals.get("__name__") != "concurrent.futures.thread"
        if frames and is_own and self._target is not None:
            self._target = watched(self._target, frames)

    to_thread = asyncio.to_thread

    def handing(function: Any, /, *arguments: Any, **options: Any) -> Any:
        frames = tuple(program_frames(sys._getframe(1)))  # a task has none of its maker's
        return to_thread(watched(function, frames), *arguments, **options)

    run_sync = anyio.to_thread.run_sync

    def running(function: Any, *arguments: Any, **options: Any) -> Any:
        frame = sys._getframe(1)
        if frame.f_globals.get("__name__") == "starlette.concurrency":
            frame = frame.f_back
        if frame.f_code.co_filename.startswith(PROGRAM):  # and not what a framework runs
            function = watched(function, tuple(program_frames(frame)))
        return run_sync(function, *arguments, **options)

    with ExitStack() as stack:
        stack.enter_context(replaced(asyncio, "to_thread", handing))
        stack.enter_context(replaced(anyio.to_thread, "run_sync", running))
        executor = concurrent.futures.ThreadPoolExecutor
        stack.enter_context(replaced(executor, "submit", submitting))
        stack.enter_context(replaced(threading.Thread, "__init__", beginning))
        yield


def opened() -> list[str]:
    """The connections that the running thread has open."""
    return [each.alias for each in connections.all(initialized_only=True) if each.connection]


def is_looked_after(executor: Any, frame: Any) -> bool:
    """Whether Django closes the connections of the executor's thread: it is the one of a request.
    The one that asgiref keeps for loops without a request is nobody's."""
    if executor is SyncToAsync.single_thread_executor:
        return False
    while frame is not None:
        owner = frame.f_locals.get("self")
        if isinstance(owner, SyncToAsync):
            return bool(owner._thread_sensitive)
        frame = frame.f_back
    return False
