"""Whether a coroutine function asks the database, itself or by what it awaits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge import schema
from asynclint.semantic.kinds import Bound, Def, External, Kind, Threaded, members
from asynclint.semantic.sites import CallSite

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_ORM = frozenset(
    {schema.QUERYSET, schema.MODEL, schema.RELATION, schema.TRANSACTION, schema.SHORTCUT}
)


def asks_database(model: Model, callee: Kind) -> bool:
    """Whether awaiting what a function gives asks the database."""
    function = callee.function if isinstance(callee, Bound) else callee
    if isinstance(function, External):
        return _is_async_query(model, function.name)
    if isinstance(function, Threaded):
        return callee_asks(model, function)
    if not isinstance(function, Def) or function.routine.module.is_library:
        return False
    return _routine_asks(model, function.routine)


def _routine_asks(model: Model, routine: Routine) -> bool:
    return model.queries.ask(  # type: ignore[no-any-return]
        ("asks the database", routine), lambda: _looked_through(model, routine), False
    )


def _looked_through(model: Model, routine: Routine) -> bool:
    sites = model.entry_behaviour(routine).sites
    calls = [site for site in sites if isinstance(site, CallSite) and site.awaited]
    return any(asks_database(model, site.callee) for site in calls)


def callee_asks(model: Model, bridge: Threaded) -> bool:
    """Whether what a bridge runs on Django's thread asks the database."""
    for target in members(bridge.target):
        function = target.function if isinstance(target, Bound) else target
        if isinstance(function, External):
            row = model.tables.row(function.name)
            if row is not None and row.does in _ORM:
                return True
        elif isinstance(function, Def):
            if any(e.does in _ORM for e in model.entry_behaviour(function.routine).effects):
                return True
    return False


def _is_async_query(model: Model, name: str) -> bool:
    """Whether a method is the async counterpart of one that queries: `aget` of `get`."""
    row = model.tables.row(name)
    head, _, short = name.rpartition(".")
    if row is None or not row.is_async or short[:1] != "a":
        return False
    sync = model.tables.row(f"{head}.{short[1:]}")
    return sync is not None and sync.does in _ORM
