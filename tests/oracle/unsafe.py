"""Operations that Django refuses on the loop: noted and let through, so that all of them show.

Django asks `get_running_loop` and raises `SynchronousOnlyOperation` if there is one. It is told
here that there is none, after the question itself has been written down.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import asyncio as django_asyncio

from .blocking import replaced
from .recorder import UNSAFE, Recorder, entered, program_frames


@contextmanager
def unsafe_operations_noticed(recorder: Recorder) -> Iterator[None]:
    def get_running_loop() -> None:
        asyncio.get_running_loop()  # raises in a thread without a loop, as it should
        frame = sys._getframe(1)
        frames = tuple(program_frames(frame))
        if frames or recorder.around:
            recorder.record(UNSAFE, entered(frame), frames)
        raise RuntimeError("no running event loop")

    with replaced(django_asyncio, "get_running_loop", get_running_loop):
        yield
