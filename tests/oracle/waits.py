"""Waiting for other threads: locks, events, queues, futures.

On the loop such a wait is noticed and then cut short, because what it waits for may itself need
the loop: the program sees a time-out instead of hanging.
"""

from __future__ import annotations

import concurrent.futures
import queue
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .recorder import comes_from_program, nothing

LONGEST = 0.02  # seconds

Notice = Callable[[str, Any, Callable[[str], bool]], bool]


class Wait(NamedTuple):
    owner: Any
    name: str
    timeout: int | None  # the position of this argument, or None: the wait is not cut short


WAITS = (
    Wait(threading.Event, "wait", 0),
    Wait(threading.Thread, "join", 0),
    Wait(threading.Condition, "wait", 0),
    Wait(queue.Queue, "get", 1),
    Wait(queue.Queue, "put", 2),
    Wait(concurrent.futures.Future, "result", 0),
    Wait(concurrent.futures.Future, "exception", 0),
    Wait(subprocess.Popen, "wait", None),
    Wait(subprocess.Popen, "communicate", None),
    Wait(queue.Queue, "join", None),
    Wait(concurrent.futures, "wait", 0),
    Wait(select, "select", 2),
)


def waiting(wait: Wait, notice: Notice) -> Callable[..., Any]:
    method = getattr(wait.owner, wait.name)
    detail = f"{wait.owner.__name__}.{wait.name}"

    def call(self: Any, *arguments: Any, **options: Any) -> Any:
        # Only waits that the program itself writes: starting a thread waits as well, for a moment.
        # What an executor or a pool waits for, it waits for on the program's behalf.
        is_endless = wait.name == "put" and self.maxsize <= 0
        if is_endless or is_told_not_to(wait, arguments, options):
            return method(self, *arguments, **options)
        if notice(detail, sys._getframe(1), of_executors) and wait.timeout is not None:
            arguments, options = cut_short(wait.timeout, arguments, options)
        return method(self, *arguments, **options)

    return call


def is_told_not_to(wait: Wait, arguments: tuple[Any, ...], options: dict[str, Any]) -> bool:
    """Whether the arguments leave no wait: `get(False)`, `join(timeout=0)`."""
    position = wait.timeout
    given = options.get("timeout")
    if position is not None and len(arguments) > position:
        given = arguments[position]
    may_block = options.get("block", arguments[0] if position == 1 and arguments else True)
    return given == 0 or not may_block


def of_executors(module: str) -> bool:
    return module.startswith("concurrent.futures")


def cut_short(
    position: int, arguments: tuple[Any, ...], options: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if len(arguments) > position:
        return (*arguments[:position], LONGEST, *arguments[position + 1 :]), options
    return arguments, {**options, "timeout": LONGEST}


class Lock:
    """A lock that a program made, reentrant or not."""

    def __init__(self, lock: Any, notice: Notice) -> None:
        self._lock = lock
        self._notice = notice

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        return self._acquire(blocking, timeout, sys._getframe(1))

    def _acquire(self, blocking: bool, timeout: float, frame: Any) -> bool:
        if blocking and timeout != 0 and self._notice("Lock.acquire", frame, nothing):
            return bool(self._lock.acquire(True, LONGEST))
        return bool(self._lock.acquire(blocking, timeout))

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> bool:
        return self._acquire(True, -1, sys._getframe(1))

    def __exit__(self, *details: object) -> None:
        self._lock.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lock, name)


def watched_lock(notice: Notice) -> Iterator[tuple[Any, str, Any]]:
    """Replacements for the makers of locks; only locks that programs make are watched."""
    for name in ("Lock", "RLock"):
        yield threading, name, maker(getattr(threading, name), notice)


def maker(make: Callable[[], Any], notice: Notice) -> Callable[[], Any]:
    def made() -> Any:
        lock = make()
        return Lock(lock, notice) if comes_from_program(sys._getframe(1), nothing) else lock

    return made
