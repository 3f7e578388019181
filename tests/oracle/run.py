"""One run of a program: import it, call its functions, write down what happens."""

from __future__ import annotations

import asyncio
import gc
import importlib
import inspect
import io
import logging
import os
import sys
import unittest
import warnings
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404, HttpResponseBase
from django.test import override_settings
from django.utils import functional

from . import chains, database, deployed, driving, server, serving, streams
from .arguments import Call, NoValueError, Values, calls
from .blocking import noticed
from .connections import open_connections_noticed
from .coroutines import never_awaited_noticed, own_frames
from .programs import (
    INSTALLED,
    Function,
    functions,
    importable,
    module_name,
    python_files,
)
from .project import templates, urls
from .queues import no_tasks_known
from .receivers import receiver
from .recorder import (
    PROGRAM,
    RAISES,
    WRONG_VALUE,
    Frame,
    Recorder,
    origin_frames,
)
from .registry import open_to
from .tasks import Tasks, dropped_tasks_noticed
from .unsafe import unsafe_operations_noticed
from .views import refused_views_noticed

TIME_LIMIT = 5.0  # seconds that a coroutine may take
PROPERTIES = (property, cached_property, functional.cached_property)
PATIENCE = 0.2  # seconds for tasks that are left when their maker has ended
FAILED = object()
MOST_ITEMS = 100  # taken from an async generator


class Run:
    def __init__(self, files: dict[str, str], template: Path, session_key: str) -> None:
        self.files = files
        self.template = template
        self.recorder = Recorder()
        self.tasks = Tasks(self.recorder)
        self.returned: dict[str, Any] = {}
        self.skipped: dict[str, str] = {}
        self.values = Values(session_key, server.url(), database.folder() / "file.txt")

    def all(self, is_wanted: Callable[[Function, bool], bool], drive: bool = True) -> None:
        """Import the program's modules and run the functions that are wanted; with `drive`, let
        frameworks use the classes.

        `is_wanted` is given each function, and whether a comment speaks of it.
        """
        with ExitStack() as stack:
            for context in self.surroundings():
                stack.enter_context(context)
            registered = stack.enter_context(open_to(self.files))
            stack.enter_context(importable(self.files))
            if not self.import_modules():
                return
            template = database.with_models(self.template, registered.models())
            self.template = stack.enter_context(template)
            stack.enter_context(reachable(self.files))
            modules = [sys.modules[module_name(path)] for path in python_files(self.files)]
            stack.enter_context(templates.context_processors_of(modules))
            refused_views_noticed(self.files, self.recorder)
            chains.adapted_noticed(self.files, self.recorder)
            deployed.undone_noticed(self.files, self.template, self.recorder)
            for path, text in python_files(self.files).items():
                if INSTALLED in path:
                    continue  # a library's functions run when the program calls them
                asked = list(calls(text))
                for function in functions(path, text):
                    own = [call for call in asked if call.means(function.name)]
                    if is_wanted(function, bool(own)):
                        self.run(function, own)
                if drive:
                    for written in driving.classes(path, text):
                        self.drive(written)
                    for use in driving.middleware(self.files, module_name(path)):
                        self.recorder.entry = f"{module_name(path)}: middleware"
                        self.use(use, use.frames)
                    with database.fresh(self.template):
                        for use in driving.routes(self.files, module_name(path), self.values):
                            self.recorder.entry = f"{module_name(path)}: a route"
                            self.use(use, use.frames)

    def surroundings(self) -> Iterator[Any]:
        # A proxy of the machine's must not be asked for what stays on the loopback interface.
        yield restored(os.environ, {"NO_PROXY": "*", "no_proxy": "*"})
        yield restored(templates.OF_THE_PROGRAM, pages(self.files))
        yield no_tasks_known(self.files)
        yield quiet()
        yield never_awaited_noticed(self.recorder)
        yield dropped_tasks_noticed(self.tasks)
        yield unsafe_operations_noticed(self.recorder)
        yield noticed(self.recorder)
        yield open_connections_noticed(self.recorder)
        yield streams.remembered()

    def import_modules(self) -> bool:
        """Import everything; says whether the functions can be run."""
        for path in python_files(self.files):
            self.recorder.entry = module_name(path)
            try:
                importlib.import_module(module_name(path))
            except SyntaxError as error:
                self.misspelled(error)
                return False
            except Exception as error:
                self.recorder.raised(error)
                return False
        return True

    def misspelled(self, error: SyntaxError) -> None:
        place = Frame((error.filename or "").removeprefix(PROGRAM), error.lineno or 0, "<module>")
        self.recorder.record(RAISES, f"SyntaxError: {error.msg}", [place], SyntaxError)

    def run(self, function: Function, asked: list[Call]) -> None:
        """Call the function once for each comment that asks for it, or once."""
        if any(call.skip for call in asked):
            self.skipped[function.full_name] = "a comment says so"
            return
        each: list[Call | None] = [*asked] or [None]
        for call in each:
            self.recorder.entry = function.full_name
            self.prepare_file()
            with database.fresh(self.template):
                try:
                    target, arguments = self.prepared(function, call)
                except NoValueError as error:
                    self.skipped[function.full_name] = f"no value for {error}"
                    continue
                self.call(function, target, arguments)
                del target, arguments
                gc.collect()  # coroutines in cycles are noticed when they are thrown away

    def drive(self, written: driving.Written) -> None:
        """Let the framework that a class is written for use it."""
        cls = getattr(importlib.import_module(written.module), written.name, None)
        if not inspect.isclass(cls):
            return
        self.recorder.entry = written.full_name
        self.recorder.around = written.frames
        try:
            with database.fresh(self.template):
                for use in driving.uses(cls, self.values):
                    self.recorder.entry = f"{written.full_name}: {use.what}"
                    self.use(use, (*use.frames, *written.frames))
        except Exception as error:
            self.recorder.raised(error)
        finally:
            self.recorder.around = ()

    def use(self, use: driving.Use, around: tuple[Frame, ...]) -> None:
        self.recorder.around = around
        try:
            self.attempt(use.call, {}, use.under_loop)
            gc.collect()
        finally:
            self.recorder.around = ()

    def prepare_file(self) -> None:
        self.values.path.write_text("first line\nsecond line\n")

    def prepared(self, function: Function, call: Call | None) -> tuple[Any, dict[str, Any]]:
        """The callable, bound if it is a method, and its arguments."""
        module = importlib.import_module(function.module)
        given = {} if call is None else call.evaluated({**self.values.names(), **vars(module)})
        target: Any = module
        for name in function.name.split("."):
            if not hasattr(target, name):
                raise NoValueError("the name: it is not defined at run time")
            written = inspect.getattr_static(target, name)
            if inspect.isclass(target) and issubclass(target, unittest.TestCase) and call is None:
                raise NoValueError("the test: it is run as test runners do")
            if inspect.isclass(target) and not isinstance(written, (staticmethod, classmethod)):
                target = receiver(target, name, given, self.values)
            if isinstance(written, PROPERTIES):
                return partial(getattr, target, name), {}
            target = getattr(target, name)
        if serving.is_served(target, self.files):
            raise NoValueError("the request: Django serves it")
        if not callable(target):
            raise NoValueError(f"the call: it is a {type(target).__name__} now")
        return target, self.values.of(target, given)

    def call(self, function: Function, target: Callable[..., Any], arguments: Any) -> None:
        """Run the function, under a loop if it is one of the async kind."""
        rows = range(function.start, function.header + 1)
        self.recorder.header = tuple(Frame(function.path, row, function.name) for row in rows)
        try:
            result = self.attempt(target, arguments, function.is_async)
        finally:
            self.recorder.header = ()
        if result is not FAILED:
            self.returned[function.full_name] = result

    def attempt(self, target: Callable[..., Any], arguments: Any, under_loop: bool) -> Any:
        """What a call gives; FAILED if it raised, which is written down."""
        try:
            if under_loop:
                result = asyncio.run(self.under_loop(target, arguments))
            else:
                result = target(**arguments)
                if is_of_rest_framework(result):
                    completed(result).render()
            self.judge(result)
            streams.judge(result, self.files, self.recorder, under_loop=under_loop)
        except (Http404, PermissionDenied):
            return FAILED  # these are answers
        except (Exception, SystemExit, asyncio.CancelledError) as error:
            self.recorder.raised(error)
            return FAILED
        return result

    async def under_loop(self, target: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self.lost)
        async with ThreadSensitiveContext():  # as Django does for each request
            try:
                return await asyncio.wait_for(finished(target(**arguments)), TIME_LIMIT)
            finally:
                await self.tasks.left()
                left = asyncio.all_tasks() - {asyncio.current_task()}
                if left:
                    await asyncio.wait(left, timeout=PATIENCE)
                await sync_to_async(connections.close_all)()

    def lost(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """An exception of a task that nobody awaited."""
        if context.get("exception") is not None:
            self.recorder.raised(context["exception"])

    def judge(self, result: Any) -> None:
        """Look at what a function gave."""
        if inspect.iscoroutine(result):
            frames = (*origin_frames(result.cr_origin), *own_frames(result))
            self.recorder.record(WRONG_VALUE, "returned coroutine", frames)
            result.close()
        elif b"&lt;coroutine object" in content(result) or b"<coroutine object" in content(result):
            self.recorder.record(WRONG_VALUE, "shows a coroutine", ())


async def finished(started: Any) -> Any:
    """The outcome of a call: awaited, or taken item by item; a response is sent as Django does."""
    if inspect.isasyncgen(started):
        return [item async for item in first(started)]
    result = await started if inspect.isawaitable(started) else started
    if isinstance(result, HttpResponseBase):
        if is_of_rest_framework(result):
            completed(result)
        if hasattr(result, "render") and callable(result.render):
            await sync_to_async(result.render)()
        if result.streaming:
            async for _ in first(aiter(result)):
                pass
    return result


def is_of_rest_framework(result: Any) -> bool:
    """Whether it is a response as handlers of REST framework give it back."""
    return hasattr(result, "data") and hasattr(result, "exception") and hasattr(result, "render")


def completed(response: Any) -> Any:
    """The response as REST framework's views complete it: with a renderer, where it has none."""
    if not hasattr(response, "accepted_renderer"):
        from rest_framework.renderers import JSONRenderer

        response.accepted_renderer = JSONRenderer()
        response.accepted_media_type = "application/json"
        response.renderer_context = {}
    return response


async def first(items: Any) -> Any:
    count = 0
    async for item in items:
        yield item
        count += 1
        if count == MOST_ITEMS:
            break


def content(result: Any) -> bytes:
    if isinstance(result, HttpResponseBase) and not result.streaming:
        return bytes(result.content)
    return b""


def pages(files: dict[str, str]) -> dict[str, str]:
    """The program's templates under the names that programs call them by."""
    found = {}
    for path, text in files.items():
        if not path.endswith(".py"):
            found[path] = text
            found[path.rpartition("templates/")[2]] = text
    return found


@contextmanager
def restored(mapping: MutableMapping[str, str], values: dict[str, str]) -> Iterator[None]:
    """Let a mapping hold these values as well, and be as it was after the body."""
    before = dict(mapping)
    mapping.update(values)
    try:
        yield
    finally:
        for key in set(mapping) - set(before):
            del mapping[key]
        mapping.update(before)


@contextmanager
def reachable(files: dict[str, str]) -> Iterator[None]:
    """Let the program's own routes lead to its views, before those that the project has."""
    modules = [sys.modules[module_name(path)] for path in python_files(files)]
    routes = [route for module in modules for route in getattr(module, "urlpatterns", ())]
    if not routes:
        yield
        return
    with override_settings(ROOT_URLCONF=(*routes, *urls.urlpatterns)):
        yield


class Unseen(logging.Handler):
    """Makes the text of each message, as any log does, and shows it to nobody."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):
            record.getMessage()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what programs print, warn of and log to ourselves."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        loggers = [logging.getLogger(name) for name in ("", "django", "django.server")]
        before = [(logger.handlers, logger.level) for logger in loggers]
        for logger in loggers:
            logger.handlers = [Unseen()]
        try:
            yield
        finally:
            for logger, (handlers, level) in zip(loggers, before, strict=True):
                logger.handlers = handlers
                logger.setLevel(level)
