"""Run many generated programs in one process, one loop and one database.

Programs do not disturb each other: what they write leaves the rows as they are to others.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from ..harness import prepare
from ..programs import importable
from ..recorder import PROGRAM, Event

Ran = set[tuple[str, int]]


def events_of(
    files: dict[str, str], calls: Iterable[tuple[str, dict[str, Any]]], ran: Ran | None = None
) -> tuple[Event, ...]:
    """What happens when functions of `views.py` are called, one after the other.

    `ran`, where it is given, collects the lines (path, row) that were run in the loop's thread.
    """
    prepared = prepare()
    from .. import database
    from .many import Many  # imports models

    run = Many(files, prepared.template, prepared.session_key)
    with ExitStack() as stack:
        for context in run.surroundings():
            stack.enter_context(context)
        stack.enter_context(importable(files))
        stack.enter_context(database.fresh(run.template))
        if run.import_modules():
            module = importlib.import_module("views")
            if ran is not None:
                stack.enter_context(lines_noticed(ran))
            asyncio.run(run.each([(name, getattr(module, name), given) for name, given in calls]))
        gc.collect()
    return tuple(run.recorder.events)


@contextmanager
def lines_noticed(ran: Ran) -> Iterator[None]:
    def trace(frame: Any, event: str, argument: Any) -> Any:
        path = frame.f_code.co_filename
        if not path.startswith(PROGRAM):
            return None
        ran.add((path[len(PROGRAM) :], frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
