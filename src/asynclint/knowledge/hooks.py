"""Sync functions that a framework runs on the event loop, although nobody there awaits them.

A sync view, endpoint, task or handler runs in a thread; what is listed here does not. Each row was
seen to run on the loop, with the releases that its source names.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.knowledge.schema import Version


class Project(NamedTuple):
    """What the project's files name if it runs the framework under a loop, and only there."""

    needs: tuple[str, ...]  # one of these words
    unless: tuple[str, ...] = ()  # none of these: it would run the same code without a loop too


class Hook(NamedTuple):
    """Methods that the framework calls on the loop, in subclasses of a class."""

    cls: str
    methods: tuple[str, ...]
    framework: str  # as messages name it
    with_async_handlers: bool = False  # only in a class that has one
    since: Version | None = None  # of Django
    project: Project | None = None


class Decorator(NamedTuple):
    """A decorator of which the framework calls the sync functions on the loop."""

    name: str
    framework: str
    project: Project


class Handed(NamedTuple):
    """An argument that is a function, which the framework calls on the loop."""

    callee: str
    position: int  # -1 where it is given by keyword only
    keyword: str
    framework: str
    word: str  # what every module names that hands one over
    project: Project | None = None
    by_async: bool = False  # only where the call decorates an async function
    since: Version | None = None  # of Django


# Names of methods that make a class-based view an async one.
HANDLERS = frozenset(
    ["get", "post", "put", "patch", "delete", "head", "options", "trace"]
    + ["list", "create", "retrieve", "update", "partial_update", "destroy"]
)

# https://strawberry.rocks/docs/guides/permissions and /docs/types/resolvers: strawberry 0.341
_STRAWBERRY = Project(
    ("AsyncGraphQLView", "GraphQLRouter", "AuthGraphQLProtocolTypeRouter")
    + ("GraphQLProtocolTypeRouter", "GraphQLHTTPConsumer", "strawberry.asgi"),
    ("GraphQLView", "SyncGraphQLHTTPConsumer", "execute_sync"),
)
# https://ariadnegraphql.org/docs/types-reference: ariadne 1.1
_ARIADNE = Project(
    ("ariadne.asgi", "ariadne.contrib.django.views.GraphQLAsyncView", "GraphQLAsyncView"),
    ("ariadne.wsgi", "graphql_sync", "GraphQLView"),
)

HOOKS = (
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/base/#view
    Hook("django.views.View", ("__init__", "setup", "dispatch"), "Django", True, (4, 1)),
    # https://github.com/em1208/adrf: 0.1.14; `initial` and what it calls run in a thread
    Hook(
        "adrf.views.APIView",
        ("initialize_request", "finalize_response", "handle_exception"),
        "adrf",
        True,
    ),
    # https://channels.readthedocs.io/en/stable/topics/consumers.html: channels 4.3, sync ones too
    Hook("channels.consumer.AsyncConsumer", ("__init__",), "Channels"),
    Hook(
        "strawberry.permission.BasePermission",
        ("has_permission", "on_unauthorized"),
        "Strawberry",
        project=_STRAWBERRY,
    ),
    Hook(
        "strawberry.extensions.SchemaExtension",
        ("on_operation", "on_validate", "on_parse", "on_execute", "resolve", "get_results"),
        "Strawberry",
        project=_STRAWBERRY,
    ),
    Hook(
        "strawberry.django.views.AsyncGraphQLView", ("__init__", "setup", "dispatch"), "Strawberry"
    ),
)

DECORATORS = {
    row.name: row
    for row in (
        Decorator("strawberry.field", "Strawberry", _STRAWBERRY),
        Decorator("strawberry.mutation", "Strawberry", _STRAWBERRY),
        Decorator("ariadne.ObjectType.field", "Ariadne", _ARIADNE),
        Decorator("ariadne.UnionType.type_resolver", "Ariadne", _ARIADNE),
        Decorator("ariadne.InterfaceType.type_resolver", "Ariadne", _ARIADNE),
    )
}

_CONDITIONS = "django.views.decorators.http"

HANDED = (
    # https://docs.pycord.dev/en/stable/ext/commands/api.html#checks: py-cord 2.8; discord.py 2 too
    Handed("discord.ext.commands.check", 0, "predicate", "discord.py", "discord"),
    Handed("discord.app_commands.check", 0, "predicate", "discord.py", "discord"),
    Handed("discord.ext.commands.Bot", 0, "command_prefix", "discord.py", "discord"),
    Handed("discord.utils.basic_autocomplete", 0, "values", "Pycord", "discord"),
    # https://strawberry.rocks/docs/types/resolvers: strawberry 0.341
    Handed("strawberry.field", -1, "resolver", "Strawberry", "strawberry", _STRAWBERRY),
    # https://docs.djangoproject.com/en/6.1/topics/conditional-view-processing/
    Handed(f"{_CONDITIONS}.condition", 0, "etag_func", "Django", "http", None, True, (5, 0)),
    Handed(
        f"{_CONDITIONS}.condition", 1, "last_modified_func", "Django", "http", None, True, (5, 0)
    ),
    Handed(f"{_CONDITIONS}.etag", 0, "etag_func", "Django", "http", None, True, (5, 0)),
    Handed(
        f"{_CONDITIONS}.last_modified",
        0,
        "last_modified_func",
        "Django",
        "http",
        None,
        True,
        (5, 0),
    ),
)

# The names of the methods that are listed: cheap to ask before anything else.
METHODS = frozenset(method for hook in HOOKS for method in hook.methods)
# Of those, the ones whose class need hold no other async code.
LONELY = frozenset(m for hook in HOOKS if hook.project is not None for m in hook.methods)

# Decorators of async functions whose framework takes the rows of a queryset that such a function
# gives back on the loop, where this argument tells what to make of them.
# https://django-ninja.dev/guides/response/: django-ninja 1.7
TAKING_ROWS = {
    f"{cls}.{verb}": "response"
    for cls in ("ninja.NinjaAPI", "ninja.Router")
    for verb in ("get", "post", "put", "patch", "delete", "api_operation")
}

# Defaults of parameters for which a framework calls a function, and passes what that gives: of a
# coroutine what awaiting it gives, of a generator what it yields.
# https://fastapi.tiangolo.com/tutorial/dependencies/: fastapi 0.165
DEPENDENCIES = frozenset({"fastapi.Depends", "fastapi.Security"})

# Decorators of classes whose methods resolve the fields of rows: what these methods are called on
# is an object of the model that the decorator is given first, and not one of the class.
# https://strawberry.rocks/docs/django/guide/types: strawberry-graphql-django 0.93
RESOLVING = frozenset(
    f"{module}.{name}"
    for module in ("strawberry_django", "strawberry_django.type", "strawberry.django")
    for name in ("type", "interface")
)
