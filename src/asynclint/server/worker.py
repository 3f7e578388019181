"""The one thread in which the engine works, apart from the one that speaks the protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """A long job was left: nobody wants its result any more, or the server ends."""


class _Job:
    is_unwanted = False


class Worker:
    """Runs jobs one after the other, in the order in which they were given."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="asynclint-engine")
        self._running = _Job()
        self.is_ending = False

    async def run(self, work: Callable[[], T]) -> T:
        """The result of a job. One whose request is cancelled meanwhile is left at its next step,
        or not begun at all."""
        job = _Job()

        def begun() -> T:
            self._running = job
            return work()

        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, begun)
        except asyncio.CancelledError:
            job.is_unwanted = True
            raise

    def progress(self) -> None:
        """To be called from long jobs now and then: leaves those that are not wanted."""
        if self.is_ending or self._running.is_unwanted:
            raise Stopped

    def end(self) -> None:
        """Take no more jobs; the one that runs is left at its next step."""
        self.is_ending = True
        self._pool.shutdown(wait=False, cancel_futures=True)
