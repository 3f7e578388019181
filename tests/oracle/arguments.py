"""Values for the parameters of a program's functions: by name, by annotation, by default."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user, get_user_model, middleware
from django.contrib.sessions.backends.db import SessionStore
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import AsyncClient, AsyncRequestFactory, Client
from django.utils.functional import SimpleLazyObject

COMMENT = re.compile(
    r"#\s*oracle:\s*(?P<skip>skip\s+)?(?P<name>[\w.]+)\s*(?:\((?P<arguments>.*)\))?"
)


def respond(request: HttpRequest) -> Any:
    """What a middleware is given to call: the rest of Django, which answers asynchronously."""

    async def answer() -> HttpResponse:
        return HttpResponse("a page")

    return answer()


MADE_UP: dict[str, Any] = {
    **dict.fromkeys(["pk", "id", "number", "n", "count", "limit", "size", "quantity"], 1),
    **dict.fromkeys(["page", "seconds", "delay", "amount", "code", "close_code"], 1),
    **dict.fromkeys(["name", "title", "text", "slug", "query", "q", "term", "message"], "text"),
    **dict.fromkeys(["word", "label", "email"], "text"),
    **{name: {} for name in ("data", "event", "content", "context", "payload")},
    "text_data": "{}",
    "get_response": respond,
}
# What pytest-django hands to tests.
CLIENTS = {"client": Client, "async_client": AsyncClient}
PLACES = ("path", "filename", "file_name")


class NoValueError(Exception):
    """No value is known for a parameter."""


class Call:
    """What a `# oracle: view(pk=2)` comment asks for, or `# oracle: skip view`."""

    def __init__(self, name: str, arguments: str, skip: bool) -> None:
        self.name = name
        self.arguments = arguments
        self.skip = skip

    def means(self, function: str) -> bool:
        """Whether it speaks of this function: a method may be named with or without its class."""
        return self.name in (function, function.rpartition(".")[2])

    def evaluated(self, names: dict[str, Any]) -> dict[str, Any]:
        """The arguments' values; they may use the names of the program's module."""
        given: dict[str, Any] = eval(f"dict({self.arguments})", names)
        return given


def calls(text: str) -> Iterator[Call]:
    for match in COMMENT.finditer(text):
        yield Call(match["name"], match["arguments"] or "", bool(match["skip"]))


class Values:
    """Makes up arguments for one run."""

    def __init__(self, session_key: str, url: str, path: Path) -> None:
        self.session_key = session_key
        self.url = url
        self.path = path

    def request(self) -> HttpRequest:
        """A request of a logged-in user, whose session and user are read when they are needed."""
        request = AsyncRequestFactory().get("/")
        request.session = SessionStore(self.session_key)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = self.session_key
        request.user = SimpleLazyObject(lambda: get_user(request))
        if hasattr(middleware, "auser"):  # Django 5.0
            request.auser = partial(middleware.auser, request)
        return request

    def names(self) -> dict[str, Any]:
        """What the arguments in a comment may refer to."""
        return {"request": self.request(), "url": self.url, "path": str(self.path)}

    def of(self, function: Callable[..., Any], given: dict[str, Any]) -> dict[str, Any]:
        """Keyword arguments for a call; raises `NoValueError` for a parameter without a value."""
        found = dict(given)
        function = getattr(function, "awaitable", function)  # what `async_to_sync` was given
        hints = hints_of(function)
        for name, parameter in inspect.signature(function).parameters.items():
            if name in found or parameter.default is not parameter.empty:
                continue
            if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                found[name] = self.value(name, hints.get(name))
        return found

    def value(self, name: str, annotation: Any) -> Any:
        if annotation is not None:
            for value in self.by_annotation(name, annotation):
                return value
        if name == "request":
            return self.request()
        if name in CLIENTS:
            return CLIENTS[name]()
        if name == "url" or name.endswith("_url"):
            return self.url
        if name in PLACES:
            return str(self.path)
        if name in MADE_UP:
            return copy(MADE_UP[name])
        if name.endswith(("_id", "_pk")):
            return 1
        model = model_called(name)
        if model is None:
            raise NoValueError(name)
        return row_of(model)

    def by_annotation(self, name: str, annotation: Any) -> Iterator[Any]:
        """At most one value."""
        kind = get_origin(annotation) or annotation
        inner = get_args(annotation)
        if not isinstance(kind, type):
            return
        if issubclass(kind, HttpRequest):
            yield self.request()
        elif issubclass(kind, Path):
            yield self.path
        elif issubclass(kind, models.Model):
            yield row_of(kind)
        elif issubclass(kind, models.QuerySet):
            # `QuerySet[Book]` is plain `QuerySet` at run time; the name has to tell the model.
            model = model_called(name.removesuffix("s"))
            if model is not None:
                yield model._default_manager.all()
        elif issubclass(kind, list) and inner and issubclass(inner[0], models.Model):
            yield list(inner[0]._base_manager.all())
        elif kind in (dict, list, set, bool, float):
            yield kind()


def model_called(name: str) -> type[models.Model] | None:
    """The model that a parameter is named after: `order_line` for OrderLine."""
    wanted = name.replace("_", "")
    for model in apps.get_models():
        if model.__name__.lower() == wanted:
            return model
    return None


def row_of(model: type[models.Model]) -> models.Model:
    """The first row, with none of its relations loaded."""
    if model is get_user_model():
        return model._base_manager.get(pk=1)
    row = model._base_manager.order_by("pk").first()
    if row is None:
        raise NoValueError(model.__name__)
    return row


def hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    try:
        return get_type_hints(inspect.unwrap(function))
    except Exception:  # a name that exists only for type checkers
        return {}
