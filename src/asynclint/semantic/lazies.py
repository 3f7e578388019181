"""What is fetched when it is looked into: the user and the session of a request.

A run keeps among its variables what was fetched before, or may have been: by an earlier look, by
`auser()`, by a thread or other async code that was handed the request. Their keys hold a dot, so
that where ways meet only that counts which was fetched on all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge import decorators, fetching, schema
from asynclint.knowledge.fetching import SESSION, USER
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    BOOL,
    NOTHING,
    Bound,
    ClassRef,
    Coroutine,
    Def,
    External,
    Instance,
    Kind,
    Lazy,
    Manager,
    ModelInstance,
    QuerySet,
    Threaded,
    members,
)
from asynclint.semantic.sites import Effect, Operation
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.knowledge.schema import Callable as Row
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments, Outcome
    from asynclint.semantic.routines import Routine
    from asynclint.semantic.state import State

REQUEST_USER = External(fetching.LAZY_USER)
USER_LABEL = "HttpRequest.user"
BOTH = (USER, SESSION)

_REQUEST = "django.http.HttpRequest"
_LOOKING = frozenset(
    {"attribute", "subscript", "slice", "step", "iterate", "truth", "length", "contains", "format"}
    | {"unpack", "operand", "compare", "argument", "pickle"}
)
_NOT_LOOKING = frozenset({"is", "is not", "repr"})
_BRIDGE = re.compile(r"\b(?:sync_to_async|to_thread|run_in_executor|run_sync|run_in_threadpool)\b")
_ASKING = re.compile(r"\b(?:a?user|session|a?get_user|a?login|authenticat\w*)\b")
_ENGINE = re.compile(r"\bSESSION_ENGINE\s*=\s*[\"']([\w.]+)[\"']")
_SYNC_HOOK = re.compile(r"^[ \t]+def (?:__call__|process_\w+|middleware)\(", re.MULTILINE)
_USER_READ = re.compile(r"\brequest\.user\b")


# --- looking ---------------------------------------------------------------------------------


def looked_into(run: State, lazy: Lazy, how: str, by: str) -> Operation | None:
    """What using the user of a request does; nothing where somebody fetched it before."""
    if lazy.work != REQUEST_USER or how not in _LOOKING or by in _NOT_LOOKING:
        return None
    if is_fetched(run, USER):
        return None
    fetch(run, BOTH)
    row = run.model.tables.row(fetching.ASYNC_USER)
    since = (row.since if row is not None else None) or (5, 0)
    exists = run.model.version >= since
    return Operation(
        schema.SESSION, USER_LABEL, fetching.LAZY_USER,
        "auser" if exists else "", None if exists else since,
    )  # fmt: skip


def of_row(run: State, row: Row, operation: Operation | None) -> Operation | None:
    """What a function or method of a library does to a request: the operation that its row says,
    if there is anything left to fetch."""
    if row.name in fetching.FETCHING:
        fetch(run, fetching.FETCHING[row.name])
        return operation
    if not row.name.startswith(f"{fetching.STORE}."):
        return operation
    if row.is_async or operation is None:
        fetch(run, (SESSION,))
        return operation
    kept = row.name not in fetching.ALWAYS and is_fetched(run, SESSION)
    fetch(run, (SESSION,))
    does = _engine(run.model)
    return None if kept or not does else operation if does == operation.does else Operation(
        does, operation.label, operation.row, operation.twin, operation.twin_later
    )  # fmt: skip


def still_open(run: State, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The effects without those of helpers that look into what is fetched by now."""
    return tuple(effect for effect in effects if not _is_answered(run, effect))


def _is_answered(run: State, effect: Effect) -> bool:
    if effect.does != schema.SESSION:
        return False
    if effect.label == USER_LABEL:
        return is_fetched(run, USER)
    head, _, method = effect.label.rpartition(".")
    of_store = head == fetching.STORE.rpartition(".")[2]
    return of_store and f"{fetching.STORE}.{method}" not in fetching.ALWAYS and is_fetched(
        run, SESSION
    )  # fmt: skip


def fetch(run: State, what: tuple[str, ...]) -> None:
    """From here on these are in memory. What is only asked about has not happened."""
    if run.quiet and not run.through:
        return
    for each in what:
        run.env[_key(each)] = BOOL


def is_fetched(run: State, what: str) -> bool:
    """Whether somebody has fetched it before, or may have."""
    if run.routine is None or _key(what) in run.env:
        return True
    return what in _fetched_before(run.model, run.routine)


def _key(what: str) -> str:
    return f"<request>.{what}"


# --- calls -----------------------------------------------------------------------------------


def after_call(
    run: Calls, node: tree.Call, callee: Kind, args: Arguments, outcome: Outcome
) -> None:
    """A call may have fetched them: what it reaches on the loop did, and other async code and
    threads may have, if they could get at the request."""
    for effect in outcome.effects:
        if effect.does == schema.SESSION:
            fetch(run, BOTH if effect.label == USER_LABEL else (SESSION,))
    if outcome.operation is None:
        _give(run, node, callee, args, outcome)
    makes = any(isinstance(option, Coroutine) for option in members(outcome.result))
    if not (outcome.elsewhere or makes) or not _is_about_request(run, node, callee):
        return
    if isinstance(callee, Threaded):
        fetch(run, BOTH)
        return
    function = callee.function if isinstance(callee, Bound) else callee
    if isinstance(function, External):
        known = run.model.tables.row(function.name)
        if known is None or known.name not in fetching.FETCHING:
            fetch(run, BOTH if outcome.elsewhere else (SESSION,))
        return
    module = function.routine.module if isinstance(function, Def) else None
    if module is None or module.says(_BRIDGE):
        fetch(run, BOTH)
    elif module.says(_ASKING):
        fetch(run, (SESSION,))


def _is_about_request(run: Calls, node: tree.Call, callee: Kind) -> bool:
    """Whether what is called can get at a request."""
    names = {inner.id for inner in walk(node) if isinstance(inner, tree.Name)}
    for name in list(names):
        for option in members(run.env.get(name, NOTHING)):
            if isinstance(option, Def):
                names.update(cell for cell, _ in option.cells)
    if run.first_parameter and run.first_parameter in names:
        return True
    kinds = [run.env.get(name) or run.cells.get(name) or NOTHING for name in names]
    return any(_holds_request(run.model, option) for kind in kinds for option in members(kind))


def _holds_request(model: Model, kind: Kind) -> bool:
    if isinstance(kind, Lazy):
        return kind.work == REQUEST_USER
    return isinstance(kind, Instance) and classes.is_subclass(model, kind.cls, _REQUEST)


def _give(run: Calls, node: tree.Call, callee: Kind, args: Arguments, outcome: Outcome) -> None:
    """`filter(user=request.user)` makes a value of the database of it, `Order(user=request.user)`
    looks at its class."""
    if isinstance(callee, Bound):
        is_looking = isinstance(callee.function, External) and isinstance(
            callee.receiver, (QuerySet, Manager)
        )
        is_looking = is_looking and any(isinstance(o, QuerySet) for o in members(outcome.result))
    else:
        is_looking = isinstance(callee, ClassRef) and isinstance(outcome.result, ModelInstance)
    if not is_looking or len(args.keywords) != len(node.keywords):
        return
    for keyword, (_, kind) in zip(node.keywords, args.keywords):
        look(run, kind, "argument", "", keyword.value)


def look(run: Calls, kind: Kind, how: str, by: str, node: tree.Expr) -> None:
    """A lazy object is used in a way that other values need not be asked about."""
    for option in members(kind):
        if isinstance(option, Lazy):
            run.use(option, how, by, node, node)


def tested(run: Calls, args: Arguments, node: tree.Call) -> None:
    """`isinstance(request.user, User)` asks for the class of what the object stands for."""
    if node.args:
        look(run, args.get(0) or NOTHING, "argument", "isinstance", node.args[0])


# --- before the function ---------------------------------------------------------------------


def _fetched_before(model: Model, routine: Routine) -> frozenset[str]:
    """What may be in memory when a function is called: middleware and decorators ran before."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("fetched before", routine), lambda: _before(model, routine), frozenset()
    )


def _before(model: Model, routine: Routine) -> frozenset[str]:
    found = set(_by_middleware(model))
    if not routine.module.is_library:
        found -= _by_middleware_in(model, routine.module.name)
    if routine.outer is not None and not _takes_request(model, routine):
        return frozenset(BOTH)  # the function around it knows more
    node = routine.node
    for decorator in node.decorators if isinstance(node, tree.Function) else ():
        called = decorator.function if isinstance(decorator, tree.Call) else decorator
        kind = model.value_in(routine.module, routine.unit, called, routine.cls, routine.outer)
        found |= _by_decorator(model, kind)
    if routine.cls is not None:
        found |= _by_class(model, routine, routine.cls)
    return frozenset(found)


def _takes_request(model: Model, routine: Routine) -> bool:
    return any(
        _holds_request(model, option)
        for param in routine.node.params
        for option in members(model.declared(routine, param))
    )


def _by_decorator(model: Model, kind: Kind) -> set[str]:
    found: set[str] = set()
    for option in members(kind):
        if isinstance(option, Bound):
            option = option.function
        if isinstance(option, Def):
            asks = option.routine.module.says(_ASKING)
            found.update(BOTH if asks else ())
        elif isinstance(option, (External, ClassRef)):
            found.update(_by_known_decorator(model, model.tables.canonical(option.name)))
        else:
            found.update(BOTH)
    return found


def _by_known_decorator(model: Model, name: str) -> tuple[str, ...]:
    if name in fetching.CHECKING | fetching.STAFF:
        is_async = name in fetching.CHECKING
        since = fetching.CHECKING_ASYNC_SINCE
        return (SESSION,) if is_async and model.version >= since else BOTH
    if name in decorators.ROUTES or name not in decorators.TRANSPARENT | decorators.TRANSACTIONS:
        return BOTH  # a framework may authenticate before
    return ()


def _by_class(model: Model, routine: Routine, cls: str) -> set[str]:
    """What a class-based view may have done before it calls one of its handlers."""
    order = classes.mro(model, cls)
    if "" in order:
        return set(BOTH)
    found: set[str] = set()
    for name in ("dispatch", "setup"):
        own = classes.find(model, cls, name)
        if routine.name != name and own is not None and own.definitions:
            found.update(BOTH)
    for base in order:
        info = model.classes.get(base)
        if info is not None:
            for decorator in info.node.decorators:
                is_asking = any(
                    _ASKING.search(part) is not None or "login" in part or "perm" in part
                    for part in _words(decorator)
                )
                found.update(BOTH if is_asking else ())
    return found


def _words(node: tree.Expr) -> list[str]:
    inner = [node] if isinstance(node, tree.Name) else list(walk(node))
    return [each.id for each in inner if isinstance(each, tree.Name)]


def _by_middleware(model: Model) -> frozenset[str]:
    """What the project's middleware may have fetched before any view runs."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("fetched by middleware",), lambda: _all_middleware(model), frozenset()
    )


def _all_middleware(model: Model) -> frozenset[str]:
    found: set[str] = set()
    if model.modules_with(*fetching.LOOKING_MIDDLEWARE):
        found.update(BOTH)
    for module in model.modules_with("get_response", "MiddlewareMixin"):
        found |= _by_middleware_in(model, module)
    return frozenset(found)


def _by_middleware_in(model: Model, module: str) -> frozenset[str]:
    texts = model.texts
    if not texts.says(module, "get_response") and not texts.says(module, "MiddlewareMixin"):
        return frozenset()
    found: set[str] = set()
    if texts.says(module, _SYNC_HOOK) and texts.says(module, _USER_READ):
        found.update(BOTH)
    if texts.says(module, _ASKING):
        found.add(SESSION)
    return frozenset(found)


def _engine(model: Model) -> str:
    """What looking into a session does: where the settings name an engine, it decides."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("session engine",), lambda: _found_engine(model), schema.SESSION
    )


def _found_engine(model: Model) -> str:
    named = [
        name
        for module in model.modules_with("SESSION_ENGINE")
        for name in model.texts.findall(module, _ENGINE)
    ]
    found = {fetching.ENGINES.get(name, schema.SESSION) for name in named}
    if not found or schema.SESSION in found:
        return schema.SESSION
    return "" if "" in found else sorted(found)[0]
