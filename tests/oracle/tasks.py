"""Tasks that nothing refers to but the event loop, which may forget them before they are done."""

from __future__ import annotations

import asyncio
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from typing import Any

from .blocking import replaced
from .coroutines import real_sleep
from .recorder import DROPPED, PROGRAM, Frame, Recorder, program_frames

Judge = Callable[["asyncio.Task[Any]"], None]


class Tasks:
    """The tasks that a program has started itself, each judged once: when it is done, or when the
    function that was run has ended before it."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.open: dict[weakref.ref[asyncio.Task[Any]], tuple[Frame, ...]] = {}

    def started(self, task: Any, frame: Any) -> Any:
        if isinstance(task, asyncio.Task) and frame.f_code.co_filename.startswith(PROGRAM):
            self.open[weakref.ref(task)] = tuple(program_frames(frame))
            task.add_done_callback(self.done)
        return task

    def done(self, task: asyncio.Task[Any]) -> None:
        is_dropped = sys.getrefcount(task) <= references()[0] and not task.cancelled()
        self.judge(weakref.ref(task), is_dropped)

    async def left(self) -> None:
        """The function has ended; what it started may still be running."""
        await real_sleep(0)  # those that were cancelled end now
        for known in list(self.open):
            task = known()
            if task is not None:
                self.judge(known, sys.getrefcount(task) <= references()[1])
            del task

    def judge(self, known: weakref.ref[asyncio.Task[Any]], is_dropped: bool) -> None:
        frames = self.open.pop(known, ())
        if is_dropped and frames:
            self.recorder.record(DROPPED, "task", frames)


@contextmanager
def dropped_tasks_noticed(tasks: Tasks) -> Iterator[None]:
    def starting(start: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            return tasks.started(start(*arguments, **options), sys._getframe(1))

        return call

    owners = ((asyncio, "create_task"), (asyncio, "ensure_future"))
    references()  # before anything is replaced
    with ExitStack() as stack:
        for owner, name in (*owners, (asyncio.BaseEventLoop, "create_task")):
            stack.enter_context(replaced(owner, name, starting(getattr(owner, name))))
        yield


@cache
def references() -> tuple[int, int]:
    """How many references a task has that nobody keeps: when it is done, and while it waits."""
    found: dict[str, int] = {}

    def done(task: asyncio.Task[Any]) -> None:
        found["done"] = sys.getrefcount(task)

    async def measure() -> None:
        asyncio.create_task(real_sleep(0.001)).add_done_callback(done)
        await real_sleep(0.01)
        known = [weakref.ref(asyncio.create_task(real_sleep(0.001)))]
        await real_sleep(0)
        for each in known:
            task = each()
            if task is not None:
                found["waiting"] = sys.getrefcount(task)
            del task
        await real_sleep(0.01)

    runner = threading.Thread(target=partial(asyncio.run, measure()))
    runner.start()
    runner.join()
    return found["done"], found["waiting"]
