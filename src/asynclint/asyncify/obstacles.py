"""What keeps a function from becoming async, whoever calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.knowledge import decorators, releases
from asynclint.knowledge.threads import WRAPPERS
from asynclint.semantic import classes, decorations, handlers, overrides, sync_hooks
from asynclint.semantic.kinds import Def, is_unknown
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.decorations import Decoration
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

HANDLERS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_STATIC = decorators.STATIC_METHOD | decorators.CLASS_METHOD
_PROPERTIES = decorators.PROPERTY | decorators.CACHED_PROPERTY
_BOTH = ("typing", "warnings.", "unittest.mock.", "pytest.mark.", "tenacity.", "backoff.")
# They take coroutine functions as well, in every Django that has any.
_TAKING_BOTH = (
    decorators.ROUTES
    | frozenset(
        name
        for name in decorators.TRANSPARENT
        if name.startswith(_BOTH)
    )
    | {
        "django.test.override_settings", "django.test.utils.override_settings", "django.test.tag",
        "django.test.utils.tag", "django.test.modify_settings",
    }
)  # fmt: skip
_RECEIVERS = frozenset({"django.dispatch.receiver", "django.dispatch.dispatcher.receiver"})
ASYNC_RECEIVERS = (5, 0)  # https://docs.djangoproject.com/en/stable/releases/5.0/#signals
_METHOD_DECORATOR = "django.utils.decorators.method_decorator"
_METHODS_STAY_ASYNC = (5, 2)
_SINCE = {**dict.fromkeys(_RECEIVERS, ASYNC_RECEIVERS), _METHOD_DECORATOR: _METHODS_STAY_ASYNC}
_TAKING_SYNC_ONLY = (
    (_PROPERTIES, "a property cannot be awaited where it is read"),
    (decorators.CACHES, "`{0}` would keep the coroutine, which can be awaited once"),
    (decorators.TRANSACTIONS, "`{0}` opens a transaction, which cannot hold async code"),
    (decorators.CONTEXT_MANAGER, "`{0}` makes a sync context manager of it"),
    (decorators.SINGLE_DISPATCH, "`{0}` chooses among sync functions"),
    (decorators.TASKS, "`{0}` hands it to a worker, which calls it and does not await it"),
    (decorators.ABSTRACT, "it stands for the methods that override it"),
)


class Obstacle(NamedTuple):
    """Why it cannot be, and the place in the function's unit that shows it."""

    reason: str
    at: int


def obstacles(model: Model, routine: Routine) -> Iterator[Obstacle]:
    """What stands against it in the function itself and in its class."""
    node = routine.node
    assert isinstance(node, tree.Function)
    if node.name.startswith("__") and node.name.endswith("__"):
        yield Obstacle("Python itself calls it, and awaits nothing", node.name_at)
        return
    for decoration in decorations.of(model, routine):
        reason = _against(model, decoration)
        if reason:
            yield Obstacle(reason, decoration.node.at)
            return
    if routine.cls is not None:
        yield from _of_class(model, routine, node)
    if routine.is_generator:
        yield from _of_generator(node)


def removed(model: Model, routine: Routine) -> list[tree.Expr]:
    """The decorators that an async function needs no more: they ran it in a thread."""
    return [d.node for d in decorations.of(model, routine) if _runs_in_thread(model, d)]


def _runs_in_thread(model: Model, decoration: Decoration) -> bool:
    return decoration.name in WRAPPERS or decoration.name in model.tables.thread_wrappers


def _against(model: Model, decoration: Decoration) -> str:
    """Why a decorator cannot stand on an async function; empty if it can."""
    name, short = decoration.name, decoration.name.rpartition(".")[2]
    if name in _STATIC or name in _TAKING_BOTH or _runs_in_thread(model, decoration):
        return ""
    for names, reason in _TAKING_SYNC_ONLY:
        if name in names:
            return reason.format(short)
    keeps = releases.keeps_async(name, model.version)
    if name == _METHOD_DECORATOR:
        keeps = model.version >= _METHODS_STAY_ASYNC
    if name in _RECEIVERS:
        keeps = model.version >= ASYNC_RECEIVERS
    if keeps:
        return ""
    if keeps is False:
        since = releases.async_since(name) or _SINCE.get(name)
        later = f" (from {'.'.join(map(str, since))} on it does)" if since else ""
        version = ".".join(map(str, model.version))
        return f"`{short}` of Django {version} does not await what it decorates{later}"
    if _is_followed(decoration):
        return ""  # it is followed: what goes wrong in it is found when the linter looks again
    spelled = short or "a decorator"
    return f"`{spelled}` decorates it, of which it is not known that it takes async functions"


def _is_followed(decoration: Decoration) -> bool:
    """Whether it is known what a decorator makes of the function."""
    made = decoration.made
    is_left = decoration.name == "" and made == decoration.given
    return (isinstance(made, Def) or is_left) and not is_unknown(made)


def _of_class(model: Model, routine: Routine, node: tree.Function) -> Iterator[Obstacle]:
    cls = routine.cls
    assert cls is not None
    if node.name in HANDLERS and handlers.is_view(model, cls):
        return  # all handlers of the family go together
    hook = sync_hooks.hook_of(model, routine)
    if hook is not None:
        yield Obstacle(f"{hook.by} calls it without awaiting it: {hook.lost}", node.name_at)
        return
    for base in classes.mro(model, cls)[1:]:
        if classes.own(model, base, node.name):
            yield Obstacle(f"it overrides `{_short(base)}.{node.name}`", node.name_at)
            return
    for override in overriding(model, cls, node.name):
        reason = f"`{_short(override)}.{node.name}` overrides it"
        yield Obstacle(reason, node.name_at)
        return


def overriding(model: Model, cls: str, name: str) -> list[str]:
    """The subclasses of a class in the project that have a method of that name of their own."""
    return [each for each in overrides.all_subclasses(model, cls) if classes.own(model, each, name)]


def _of_generator(node: tree.Function) -> Iterator[Obstacle]:
    for inner in own_nodes(node.body):
        if isinstance(inner, tree.Yield) and inner.is_from:
            yield Obstacle("an async generator cannot hold `yield from`", inner.at)
        elif isinstance(inner, tree.Return) and inner.value is not None:
            yield Obstacle("an async generator cannot return a value", inner.at)


def outside_bases(model: Model, cls: str) -> list[str]:
    """The bases of a class that are not the project's: whoever wrote them may call its methods."""
    return [
        base or "a base that is not known"
        for base in classes.mro(model, cls)[1:]
        if base not in model.classes and base != classes.OBJECT
    ]


def _short(cls: str) -> str:
    return cls.rpartition(".")[2]
