"""Middleware of a program, put into a chain as Django does under ASGI."""

from __future__ import annotations

import inspect
import logging
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.core.handlers.base import BaseHandler
from django.test import AsyncRequestFactory, override_settings

from .programs import functions, module_name, python_files
from .recorder import BLOCKS, PROGRAM, Frame, Recorder

ABOVE = "django.middleware.common.CommonMiddleware"


def middleware(files: dict[str, str], module: str) -> Iterator[tuple[Any, tuple[Frame, ...]]]:
    """What serves a request through each middleware of a module, and where that is called."""
    for name, found in vars(sys.modules[module]).items():
        if getattr(found, "__module__", "") != module:
            continue
        if inspect.isclass(found) and "__call__" in vars(found):
            takes = inspect.signature(found).parameters if is_made_here(found) else {}
            code = vars(found)["__call__"].__code__
        elif inspect.isfunction(found) and not inspect.iscoroutinefunction(found):
            takes, code = inspect.signature(found).parameters, found.__code__
            if len(takes) > 1:
                continue
        else:
            continue
        if "get_response" in takes:
            path = code.co_filename.removeprefix(PROGRAM)
            row = next(
                (f.header for f in functions(path, files.get(path, "")) if f.name == name), 0
            )
            frame = Frame(path, row or code.co_firstlineno, name)
            yield partial(served, f"{module}.{name}"), (frame,)


def is_made_here(cls: type) -> bool:
    """Whether objects of a class can be made at all."""
    return not inspect.isabstract(cls) and cls.__init__ is not object.__init__


async def served(middleware: str) -> Any:
    with override_settings(MIDDLEWARE=[ABOVE, middleware], DEBUG_PROPAGATE_EXCEPTIONS=True):
        handler = BaseHandler()
        handler.load_middleware(is_async=True)
        return await handler.get_response_async(AsyncRequestFactory().get("/"))


def adapted_noticed(files: dict[str, str], recorder: Recorder) -> None:
    """Record the middleware in a program's settings for which Django leaves the event loop, if the
    program has async views and serves them by ASGI."""
    modules = [sys.modules[module_name(path)] for path in python_files(files)]
    routes = [route for module in modules for route in getattr(module, "urlpatterns", ())]
    is_asgi = any("get_asgi_application" in text for text in files.values())
    if not is_asgi or not any(iscoroutinefunction(route.callback) for route in routes):
        return
    for path in python_files(files):
        named = getattr(sys.modules[module_name(path)], "MIDDLEWARE", None)
        for middleware in adapted(named) if named else ():
            for row, line in enumerate(files[path].split("\n"), 1):
                if f'"{middleware}"' in line:
                    place = Frame(path, row, "<module>")
                    recorder.record(BLOCKS, f"a thread for {middleware}", [place])


def adapted(named: list[str]) -> list[str]:
    found: list[str] = []

    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage().startswith("Asynchronous handler adapted for middleware "):
                found.append(record.getMessage().rstrip(".").rpartition(" ")[2])

    logger, noting = logging.getLogger("django.request"), Noting()
    before = logger.level
    logger.addHandler(noting)
    logger.setLevel(logging.DEBUG)
    try:
        with override_settings(MIDDLEWARE=named, DEBUG=True):
            BaseHandler().load_middleware(is_async=True)
    finally:
        logger.removeHandler(noting)
        logger.setLevel(before)
    return found
