"""What frameworks do with the classes of a program: views are sent requests, permissions asked.

A program's functions are called by `run`; but a class that a framework calls shows what it does
only where the framework does call it. Each class that is written in the program is given to the
first of the drivers below that it fits. All that happens then counts as happening at its header as
well.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple
from unittest.mock import patch

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import connections, models
from django.http import HttpRequest
from django.test import override_settings
from django.utils.module_loading import import_string

from asynclint.knowledge.halves import HALVES, Half

from . import chains, serving, testing
from .arguments import Values
from .programs import functions, header_end, module_name, python_files
from .receivers import receiver
from .recorder import PROGRAM, Frame


class Written(NamedTuple):
    """A class at the top of a program's file."""

    module: str
    name: str
    frames: tuple[Frame, ...]  # the lines of its header

    @property
    def full_name(self) -> str:
        return f"{self.module}.{self.name}"


class Use(NamedTuple):
    """Something to do with a class: under a loop if it gives an awaitable."""

    what: str
    call: Callable[[], Any]
    under_loop: bool = False
    frames: tuple[Frame, ...] = ()  # what in the class it is about


def classes(path: str, text: str) -> Iterator[Written]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            rows = range(first, header_end(node) + 1)
            frames = tuple(Frame(path, row, node.name) for row in rows)
            yield Written(module_name(path), node.name, frames)


def uses(cls: type, values: Values) -> Iterator[Use]:
    """What a framework would do with a class."""
    yield from twins(cls, values)
    for base, driver in DRIVERS.items():
        module, _, name = base.rpartition(".")
        loaded = getattr(sys.modules.get(module), name, None)
        if loaded is not None and issubclass(cls, loaded):
            yield from driver(cls, values)
            return


def anonymous(values: Values) -> HttpRequest:
    request = values.request()
    request.session = SessionStore()
    request.user = AnonymousUser()
    return request


def of_guarded_view(cls: Any, values: Values) -> Iterator[Use]:
    """A view behind one of Django's mixins, or a decorator, is asked by somebody and by nobody."""
    if not hasattr(cls, "as_view"):
        return
    written = inspect.unwrap(cls.dispatch).__code__
    path = written.co_filename.removeprefix(PROGRAM)
    frames = (Frame(path, written.co_firstlineno, "dispatch"),)
    for request in (values.request(), anonymous(values)):
        for method in ("get", "post"):
            if hasattr(cls, method):
                request.method = method.upper()
                view = cls.as_view()
                yield Use("a request", lambda v=view, r=request: v(r), cls.view_is_async, frames)
                break


def of_view(cls: Any, values: Values) -> Iterator[Use]:
    """Only what stands before views is of interest: their handlers are called by themselves."""
    if hasattr(cls.dispatch, "__wrapped__"):
        yield from of_guarded_view(cls, values)


def of_admin(cls: Any, values: Values) -> Iterator[Use]:
    from django.contrib.admin import AdminSite
    from shop.models import Book

    admin = cls(Book, AdminSite())
    for method in ("has_module_permission", "get_model_perms"):
        yield Use(method, lambda m=method: bool(getattr(admin, m)(values.request())))


def rest_view(cls: Any, **attributes: Any) -> Any:
    """A view of REST framework, or of adrf in a program that uses that."""
    from rest_framework.views import APIView

    used = vars(sys.modules[cls.__module__]).values()
    if any(str(getattr(value, "__module__", "")).startswith("adrf") for value in used):
        from adrf.views import APIView
    return type("Guarded", (APIView,), attributes)()


def of_rest_permission(cls: Any, values: Values) -> Iterator[Use]:
    view = rest_view(cls, permission_classes=[cls])
    request = view.initialize_request(values.request())
    yield Use("permissions", lambda: refused(view.check_permissions, request))
    yield Use("object permissions", lambda: refused(view.check_object_permissions, request, 1))


def of_rest_throttle(cls: Any, values: Values) -> Iterator[Use]:
    view = rest_view(cls, throttle_classes=[cls])
    request = view.initialize_request(values.request())
    yield Use("throttles", lambda: refused(view.check_throttles, request))


def refused(check: Callable[..., Any], *arguments: Any) -> None:
    """Ask; a refusal is an answer."""
    from rest_framework.exceptions import APIException

    with suppress(APIException):
        check(*arguments)


def of_ninja_throttle(cls: Any, values: Values) -> Iterator[Use]:
    from ninja import NinjaAPI
    from ninja.testing import TestClient

    api = NinjaAPI(urls_namespace=f"driven-{id(cls)}")

    @api.get("/books", throttle=[cls()])
    def books(request: HttpRequest) -> dict[str, str]:
        return {}

    yield Use("a request", lambda: TestClient(api).get("/books"))


def of_backend(cls: Any, values: Values) -> Iterator[Use]:
    from django.contrib import auth

    def asked(question: Callable[[], Any]) -> Any:
        with override_settings(AUTHENTICATION_BACKENDS=[f"{cls.__module__}.{cls.__qualname__}"]):
            return question()

    def user() -> User:
        return User._base_manager.get(pk=1)

    for question in (
        lambda: auth.authenticate(None, username="reader", password="secret"),
        lambda: user().has_perm("shop.view_book"),
        lambda: user().has_module_perms("shop"),
        lambda: auth.load_backend(settings.AUTHENTICATION_BACKENDS[0]).get_user(1),
    ):
        yield Use("a question", lambda q=question: asked(q))


def routes(files: dict[str, str], module: str, values: Values) -> Iterator[Use]:
    """Django serves the views that it takes for sync ones, though they are not; and prepares the
    view of each route for transactions, if the program's settings have it so."""
    headers = dict(definitions(files))
    for pattern in getattr(sys.modules[module], "urlpatterns", ()):
        view = serving.spoilt(pattern.callback)
        if view is not None:
            frames = headers.get(f"{view.__module__}.{view.__qualname__}", ())
            call = serving.serving(pattern.callback, values.request(), pattern.pattern)
            yield Use("a request", call, True, (*frames, *lines_of(files, module, pattern)))
    yield from resolved(module)
    if not any("ATOMIC_REQUESTS" in text for text in files.values()):
        return
    headers = dict(definitions(files))
    for pattern in getattr(sys.modules[module], "urlpatterns", ()):
        view = getattr(pattern.callback, "view_class", inspect.unwrap(pattern.callback))
        frames = headers.get(f"{view.__module__}.{view.__qualname__}", ())
        yield Use("a route", partial(made_atomic, pattern.callback), False, frames)


SAMPLES = ("1", "emma", "2024-01-31")


def resolved(module: str) -> Iterator[Use]:
    """Django resolves the path of a request for an async view on the loop, with what the program's
    own converters do for it."""
    for pattern in getattr(sys.modules[module], "urlpatterns", ()):
        view = getattr(pattern.callback, "view_class", None)
        is_async = iscoroutinefunction(pattern.callback) if view is None else view.view_is_async
        converters = getattr(pattern.pattern, "converters", {})
        if not is_async or not any(map(is_own, converters.values())):
            continue
        path = str(pattern.pattern)
        for name, converter in converters.items():
            fitting = (each for each in SAMPLES if re.fullmatch(converter.regex, each))
            path = re.sub(rf"<(?:\w+:)?{name}>", next(fitting), path)
        yield Use("a path", partial(pattern.resolve, path), True)


def is_own(converter: Any) -> bool:
    return inspect.unwrap(converter.to_python).__code__.co_filename.startswith(PROGRAM)


def middleware(files: dict[str, str], module: str) -> Iterator[Use]:
    for call, frames in chains.middleware(files, module):
        yield Use("a request", call, True, frames)


def lines_of(files: dict[str, str], module: str, pattern: Any) -> Iterator[Frame]:
    """The lines of a module that write out a route."""
    route = str(pattern.pattern)
    for path, text in python_files(files).items():
        if module_name(path) == module:
            for row, line in enumerate(text.split("\n"), 1):
                if re.search(rf"path\(\s*[\"']{re.escape(route)}[\"']", line):
                    yield Frame(path, row, "<module>")


def made_atomic(view: Any) -> None:
    with patch.dict(connections.settings["default"], {"ATOMIC_REQUESTS": True}):
        BaseHandler().make_view_atomic(view)


def definitions(files: dict[str, str]) -> Iterator[tuple[str, tuple[Frame, ...]]]:
    """The functions and classes of a program, by their dotted names, and their headers."""
    for path, text in python_files(files).items():
        for function in functions(path, text):
            rows = range(function.start, function.header + 1)
            yield function.full_name, tuple(Frame(path, row, function.name) for row in rows)
        for written in classes(path, text):
            yield written.full_name, written.frames


class PassedBy(Exception):
    """An override was not run."""


def twins(cls: Any, values: Values) -> Iterator[Use]:
    """The async twins of what a class overrides are called, to see whether they run the override;
    one that has been overridden as well has not to."""
    for half in HALVES:
        base = import_string(half.cls)
        written = vars(cls).get(half.method)
        if issubclass(cls, base) and inspect.isfunction(written):
            owner = next(c for c in cls.__mro__ if half.twin in vars(c))
            if owner.__module__.startswith("django."):
                path = written.__code__.co_filename.removeprefix(PROGRAM)
                place = Frame(path, written.__code__.co_firstlineno, half.method)
                call = partial(called, cls, half, values)
                yield Use(half.twin, call, True, (place,))


async def called(cls: Any, half: Half, values: Values) -> None:
    run = []

    def override(self: Any, *arguments: Any, **options: Any) -> Any:
        run.append(self)
        return getattr(super(cls, self), half.method)(*arguments, **options)

    instance, arguments = await sync_to_async(prepared)(cls, half, values)
    with patch.object(cls, half.method, override):
        await getattr(instance, half.twin)(*arguments)
    if not run:
        raise PassedBy(f"{half.twin} does not call {half.method}")


def prepared(cls: Any, half: Half, values: Values) -> tuple[Any, tuple[Any, ...]]:
    """An instance, and what its twin is called with."""
    user = User._base_manager.get(pk=1)
    if issubclass(cls, models.Model):
        return cls(pk=1, username="reader", password=user.password), ASKED.get(half.twin, ("x",))
    if issubclass(cls, models.Manager):
        manager = cls()
        manager.model = User
        return manager, (user.username if "natural" in half.twin else "new reader",)
    if half.twin == "aauthenticate":
        return cls(), (None, user.username, "secret")
    if half.twin == "aget_user":
        return cls(), (1,)
    if half.twin == "acreate_model_instance":
        return cls(), ({},)
    if hasattr(cls, "cycle_key"):
        return cls(values.session_key), ()
    return cls(), (user, *ASKED.get(half.twin, ()))


ASKED: dict[str, tuple[Any, ...]] = {
    "ahas_perm": ("shop.view_book",),
    "ahas_perms": (["shop.view_book"],),
    "ahas_module_perms": ("shop",),
}


def of_consumer(cls: Any, values: Values) -> Iterator[Use]:
    """Channels hands a message to each handler that is of the other kind than its consumer; those
    of its own kind are called by themselves."""
    for name, handler in vars(cls).items():
        message = MESSAGES.get(name, {"type": name} if name.endswith("_message") else None)
        if message is None or inspect.iscoroutinefunction(handler) is not cls._sync:
            continue
        written = handler.__code__
        path = written.co_filename.removeprefix(PROGRAM)
        place = Frame(path, written.co_firstlineno, name)
        yield Use(name, partial(dispatched, cls, message, values), True, (place,))


async def dispatched(cls: Any, message: dict[str, Any], values: Values) -> None:
    from channels.exceptions import StopConsumer

    consumer = await sync_to_async(receiver)(cls, "dispatch", {}, values)
    if cls._sync:
        consumer.base_send = lambda message: None
    with suppress(StopConsumer):
        await consumer.dispatch(message)


MESSAGES: dict[str, dict[str, Any]] = {
    "connect": {"type": "websocket.connect"},
    "receive": {"type": "websocket.receive", "text": "{}"},
    "receive_json": {"type": "websocket.receive", "text": "{}"},
    "disconnect": {"type": "websocket.disconnect", "code": 1000},
}


def of_test_case(cls: Any, values: Values) -> Iterator[Use]:
    for name, call, frames in testing.tests(cls):
        yield Use(name, call, False, frames)


DRIVERS: dict[str, Callable[[Any, Values], Iterator[Use]]] = {
    "django.contrib.auth.mixins.AccessMixin": of_guarded_view,
    "django.views.generic.base.View": of_view,
    "django.contrib.admin.options.BaseModelAdmin": of_admin,
    "rest_framework.permissions.BasePermission": of_rest_permission,
    "rest_framework.throttling.BaseThrottle": of_rest_throttle,
    "ninja.throttling.BaseThrottle": of_ninja_throttle,
    "django.contrib.auth.backends.BaseBackend": of_backend,
    "channels.consumer.AsyncConsumer": of_consumer,
    "unittest.case.TestCase": of_test_case,
}
