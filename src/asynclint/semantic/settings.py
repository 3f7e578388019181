"""What a Django project's settings and its URLs say, as far as rules ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from asynclint.index import tree
from asynclint.semantic import names
from asynclint.semantic.kinds import ClassRef, Def, External, Fixed, Kind, Literal, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Definition, Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

ATOMIC = "ATOMIC_REQUESTS"
_URLS = "urlpatterns"
_ROUTING = re.compile(_URLS)
_ROUTES = frozenset({"django.urls.path", "django.urls.re_path", "django.conf.urls.url"})
_TESTS = re.compile(r"(?:^|[._])(?:tests?|conftest|docs|examples?)(?:$|[._])")


def is_of_tests(name: str) -> bool:
    """Whether a module is one of tests, documentation or examples, by its name."""
    return _TESTS.search(name) is not None


def atomic_requests(model: Model) -> str:
    """The name of the module whose settings put each request into a transaction; empty if none of
    the project's does. Settings that tests make up are left out."""
    return model.queries.ask(  # type: ignore[no-any-return]
        (ATOMIC,), lambda: _atomic_requests(model), ""
    )


def _atomic_requests(model: Model) -> str:
    for name in model.modules_with(ATOMIC):
        module = model.resolver.module(name)
        if module is None or is_of_tests(name):
            continue
        databases = names.global_kind(model, module, "DATABASES")
        if _says_atomic(databases) or any(_sets_atomic(model, module)):
            return name
    return ""


def _says_atomic(databases: Kind | None) -> bool:
    """Whether one of the databases that are written out is atomic."""
    for kind in members(databases) if databases is not None else ():
        for database in kind.items if isinstance(kind, Fixed) else ():
            if isinstance(database, Fixed) and ATOMIC in database.keys:
                value = database.items[database.keys.index(ATOMIC)]
                if isinstance(value, Literal) and value.value is True:
                    return True
    return False


def _sets_atomic(model: Model, module: Module) -> Iterator[bool]:
    """Whether statements like `DATABASES["default"]["ATOMIC_REQUESTS"] = True` do."""
    for statement, unit in module.definitions_with(re.compile(ATOMIC)):
        if not isinstance(statement, tree.Bind) or statement.value is None:
            continue
        for target in statement.targets:
            if isinstance(target, tree.Subscript) and isinstance(target.index, tree.Constant):
                value = model.value_in(module, unit, statement.value)
                is_true = isinstance(value, Literal) and value.value is True
                yield target.index.value == ATOMIC and is_true


def names_in(model: Model, setting: str, word: str) -> bool:
    """Whether every module of settings that sets something names a word beside it; so it is where
    none sets it, if the word is Django's own default."""
    return all(
        model.texts.says(name, word)
        for name in model.modules_with(setting)
        if not is_of_tests(name)
    )


# --- servers ----------------------------------------------------------------------------------

_WSGI = ("get_wsgi_application", "WSGI_APPLICATION", "WSGIHandler")
_ASGI = ("get_asgi_application", "ASGI_APPLICATION", "ASGIHandler", "ProtocolTypeRouter") + (
    "daphne",
    "uvicorn",
    "hypercorn",
    "granian",
)


def is_served_by_wsgi_only(model: Model) -> bool:
    """Whether the project has a WSGI application, and nothing that serves it by ASGI."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("served by wsgi",), lambda: _is_served_by_wsgi_only(model), False
    )


def _is_served_by_wsgi_only(model: Model) -> bool:
    wsgi = (name for name in model.modules_with(*_WSGI) if not is_of_tests(name))
    return any(wsgi) and not is_served_by_asgi(model)


def is_served_by_asgi(model: Model) -> bool:
    """Whether the project has an ASGI application, or names a server for one."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("served by asgi",), lambda: _is_served_by_asgi(model), False
    )


def _is_served_by_asgi(model: Model) -> bool:
    last = (name.partition("@")[0].rpartition(".")[2] for name in model.resolver.names())
    return "asgi" in last or bool(model.modules_with(*_ASGI))


# --- URLs -------------------------------------------------------------------------------------


def routed(model: Model) -> tuple[frozenset[Routine], frozenset[str]]:
    """The functions, and the names of the class-based views, that the project's URLs lead to."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("routed",), lambda: _routed(model), (frozenset(), frozenset())
    )


def _routed(model: Model) -> tuple[frozenset[Routine], frozenset[str]]:
    functions: set[Routine] = set()
    views: set[str] = set()
    for name in model.modules_with(_URLS):
        module = model.resolver.module(name)
        if module is None or is_of_tests(name):
            continue
        for unit, view in views_of(model, module):
            if isinstance(view, tree.Call) and isinstance(view.function, tree.Attribute):
                if view.function.name == "as_view":
                    kind = model.value_in(module, unit, view.function.value)
                    views.update(k.name for k in members(kind) if isinstance(k, ClassRef))
                continue
            kind = model.value_in(module, unit, view)
            functions.update(k.routine for k in members(kind) if isinstance(k, Def))
    return frozenset(functions), frozenset(views)


def has_async_views(model: Model) -> bool:
    """Whether the project's URLs lead to a view that is async."""
    from asynclint.semantic import hooks

    functions, views = routed(model)
    return any(routine.is_async for routine in functions) or any(
        hooks.has_async_handler(model, view) for view in views
    )


def views_of(model: Model, module: Module) -> Iterator[tuple[Unit, tree.Expr]]:
    """The views of a module's routes, as they are written there."""
    for unit, call in routes_of(model, module):
        yield unit, call.args[1]


def routes_of(model: Model, module: Module) -> Iterator[tuple[Unit, tree.Call]]:
    """The calls of `path(…)` and its like in a module's routes, those with a path and a view."""
    for definition in module.definitions_with(_ROUTING):
        for call in _routes(model, module, definition):
            yield definition.unit, call


def _routes(model: Model, module: Module, definition: Definition) -> Iterator[tree.Call]:
    stack: list[Any] = [definition.statement]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, Struct):
            if isinstance(node, tree.Call) and len(node.args) > 1:
                kind = model.value_in(module, definition.unit, node.function)
                name = kind.name if isinstance(kind, (External, ClassRef)) else ""
                if model.tables.canonical(name) in _ROUTES:
                    yield node
            stack.extend(getattr(node, field) for field in node.__struct_fields__)
