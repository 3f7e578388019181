"""What frameworks do with the classes of a program: views are sent requests, permissions asked.

A program's functions are called by `run`; but a class that a framework calls shows what it does
only where the framework does call it. Each class that is written in the program is given to the
first of the drivers below that it fits. All that happens then counts as happening at its header as
well.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import override_settings

from .arguments import Values
from .programs import header_end, module_name
from .recorder import Frame


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


def classes(path: str, text: str) -> Iterator[Written]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            rows = range(node.lineno, header_end(node) + 1)
            frames = tuple(Frame(path, row, node.name) for row in rows)
            yield Written(module_name(path), node.name, frames)


def uses(cls: type, values: Values) -> Iterator[Use]:
    """What a framework would do with a class."""
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
    """A view behind one of Django's mixins is asked by somebody and by nobody."""
    if not hasattr(cls, "as_view"):
        return
    for request in (values.request(), anonymous(values)):
        for method in ("get", "post"):
            if hasattr(cls, method):
                request.method = method.upper()
                view = cls.as_view()
                yield Use("a request", lambda v=view, r=request: v(r), cls.view_is_async)
                break


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
    from django.contrib.auth.models import User

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


DRIVERS: dict[str, Callable[[Any, Values], Iterator[Use]]] = {
    "django.contrib.auth.mixins.AccessMixin": of_guarded_view,
    "django.contrib.admin.options.BaseModelAdmin": of_admin,
    "rest_framework.permissions.BasePermission": of_rest_permission,
    "rest_framework.throttling.BaseThrottle": of_rest_throttle,
    "ninja.throttling.BaseThrottle": of_ninja_throttle,
    "django.contrib.auth.backends.BaseBackend": of_backend,
}
