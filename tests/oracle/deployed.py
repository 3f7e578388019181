"""What a program's settings do to its async views when it is served."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from asgiref.sync import ThreadSensitiveContext, iscoroutinefunction, sync_to_async
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from . import database
from .connections import opened
from .programs import module_name, python_files
from .recorder import BLOCKS, LEFT_OPEN, Frame, Recorder
from .streams import is_served_by_wsgi_only

AGE = re.compile(r"CONN_MAX_AGE\"|conn_max_age")
APPLICATION = re.compile(r"^WSGI_APPLICATION\b")


def undone_noticed(files: dict[str, str], template: Path, recorder: Recorder) -> None:
    """Record the settings that undo what the program's async views are there for."""
    modules = [sys.modules[module_name(path)] for path in python_files(files)]
    routes = [route for module in modules for route in getattr(module, "urlpatterns", ())]
    if not any(iscoroutinefunction(route.callback) for route in routes):
        return
    for path in python_files(files):
        module = sys.modules[module_name(path)]
        databases = getattr(module, "DATABASES", {})
        if any("get_asgi_application" in text for text in files.values()):
            for settings in databases.values():
                if keeps(settings.get("CONN_MAX_AGE", 0), template):
                    record_at(recorder, LEFT_OPEN, "the connection of a request", files, path, AGE)
        if is_served_by_wsgi_only(files) and hasattr(module, "WSGI_APPLICATION"):
            if loops_of_their_own():
                record_at(recorder, BLOCKS, "a loop for each request", files, path, APPLICATION)


def record_at(
    recorder: Recorder, kind: str, detail: str, files: dict[str, str], path: str, text: Any
) -> None:
    for row, line in enumerate(files[path].split("\n"), 1):
        if text.search(line):
            recorder.record(kind, detail, [Frame(path, row, "<module>")])


def keeps(age: int | None, template: Path) -> bool:
    """Whether a connection is open when the request that made it has ended."""
    with database.fresh(template), patch.dict(connections.settings["default"], CONN_MAX_AGE=age):
        return bool(asyncio.run(requested()))


async def requested() -> list[str]:
    from shop.models import Book

    async with ThreadSensitiveContext():  # as Django does for each request
        await Book.objects.acount()
        await sync_to_async(request_finished.send)(sender=BaseHandler)
        left = await sync_to_async(opened)()
        await sync_to_async(connections.close_all)()
    return left


def loops_of_their_own() -> bool:
    """Whether two requests for an async view run on two event loops."""
    loops: list[Any] = []

    async def view(request: HttpRequest) -> HttpResponse:
        loops.append(asyncio.get_running_loop())
        return HttpResponse("a page")

    handler = BaseHandler()
    handler.load_middleware()
    handler.resolve_request = lambda request: (view, (), {})
    for _ in range(2):
        handler.get_response(RequestFactory().get("/"))
    return len(loops) == 2 and loops[0] is not loops[1]
