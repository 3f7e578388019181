"""Test cases of a program, run as a test runner runs them."""

from __future__ import annotations

import inspect
import sys
import unittest
from collections.abc import Iterator
from contextvars import copy_context
from functools import partial
from typing import Any
from unittest.mock import patch

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.db import connections
from django.test import LiveServerTestCase, SimpleTestCase

from asynclint.knowledge import test_cases

from .recorder import PROGRAM, Frame


class NeverRun(Exception):
    """What should prepare a test was not run."""


def tests(cls: Any) -> Iterator[tuple[str, Any, tuple[Frame, ...]]]:
    """Each test: its name, what runs it, and the lines that it is about."""
    if issubclass(cls, LiveServerTestCase):
        return
    names = unittest.defaultTestLoader.getTestCaseNames(cls)
    for name in names:
        yield name, partial(run, cls, name), ()
    for name in test_cases.UNKNOWN.names:
        written = vars(cls).get(name)
        if names and inspect.iscoroutinefunction(written):
            path = written.__code__.co_filename.removeprefix(PROGRAM)
            frame = Frame(path, written.__code__.co_firstlineno, name)
            yield name, partial(prepares, cls, names[0], name), (frame,)


class Errors(unittest.TestResult):
    """Keeps the exceptions themselves, and not their texts."""

    def __init__(self) -> None:
        super().__init__()
        self.raised: list[Any] = []

    def addError(self, test: Any, err: Any) -> None:
        self.raised.append(err[1])

    def addFailure(self, test: Any, err: Any) -> None:
        self.raised.append(err[1])


def told_of_its_coroutines(test: Any) -> Any:
    """The test, in whose thread coroutines remember who made them, as they do in this one."""
    depth = sys.get_coroutine_origin_tracking_depth()

    async def told() -> None:
        sys.set_coroutine_origin_tracking_depth(depth)
        await test()

    return told


class Failed(Exception):
    """What went wrong, as a group of exceptions."""

    def __init__(self, *exceptions: BaseException) -> None:
        super().__init__("tests failed")
        self.exceptions = exceptions


def run(cls: Any, name: str) -> None:
    errors = Errors()
    if issubclass(cls, unittest.IsolatedAsyncioTestCase):
        copy_context().run(run_isolated, cls, name, errors)
    else:
        run_plain(cls, name, errors)
    if errors.raised:
        raise Failed(*errors.raised)


def run_isolated(cls: Any, name: str, errors: Errors) -> None:
    """unittest knows nothing of Django's threads: let there be one, as for a request."""
    SyncToAsync.thread_sensitive_context.set(ThreadSensitiveContext())
    case = cls(name)
    case.addAsyncCleanup(closed)
    unittest.TestSuite([case]).run(errors)


async def closed() -> None:
    await sync_to_async(connections.close_all)()


def run_plain(cls: Any, name: str, errors: Errors) -> None:
    case = cls(name)
    if isinstance(case, SimpleTestCase) and inspect.iscoroutinefunction(getattr(case, name)):
        setattr(case, name, told_of_its_coroutines(getattr(case, name)))
    unittest.TestSuite([case]).run(errors)
    if errors.raised:
        raise Failed(*errors.raised)


def prepares(cls: Any, test: str, fixture: str) -> None:
    """Raises where running a test does not run its fixture."""
    called = []
    written = getattr(cls, fixture)

    async def noted(self: Any) -> None:
        called.append(fixture)
        await written(self)

    with patch.object(cls, fixture, noted):
        run(cls, test)
    if not called:
        raise NeverRun(f"nobody calls {fixture}")
