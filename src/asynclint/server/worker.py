"""The one thread in which the engine works, apart from the one that speaks the protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """A long job was left, because something else is wanted or the server ends."""


class Worker:
    """Runs jobs one after the other, in the order in which they were given."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="asynclint-engine")
        self.is_ending = False
        self.waiting = 0  # jobs that are given and not yet done

    async def run(self, job: Callable[[], T]) -> T:
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self.waiting -= 1

    def progress(self) -> None:
        """To be called from long jobs now and then: leaves them when the server ends."""
        if self.is_ending:
            raise Stopped

    def end(self) -> None:
        """Take no more jobs; the one that runs is left at its next step."""
        self.is_ending = True
        self._pool.shutdown(wait=False, cancel_futures=True)
