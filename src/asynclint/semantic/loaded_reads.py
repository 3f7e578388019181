"""Reading what an instance may not have in memory: the sites, and what is known afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.schema import RELATION
from asynclint.semantic import querysets
from asynclint.semantic.kinds import (
    NOTHING,
    Bound,
    Coroutine,
    Def,
    External,
    Kind,
    ModelInstance,
    members,
)
from asynclint.semantic.loading import LAZY, LOADED, Loaded, more, with_column
from asynclint.semantic.sites import Operation, RelationSite
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.outcomes import Outcome
    from asynclint.semantic.relations import Access


def read(run: Calls, kind: ModelInstance, name: str, access: Access, node: tree.Node) -> Kind:
    """Read an attribute of an instance: record it if it may query. From then on it is loaded."""
    owner = node.value if isinstance(node, tree.Attribute) else None
    if name == "_state" and isinstance(owner, tree.Name) and owner.id in run.env:
        # Code that looks into the object's own record of what is loaded knows better.
        run.env[owner.id] = querysets.changed(run.env[owner.id], lambda loaded: None)
    if not access.what or access.state == LOADED:
        return access.value
    operation = None
    if access.state == LAZY:
        operation = Operation(RELATION, f"{kind.cls.rpartition('.')[2]}.{name}")
        run.do(node.at, operation)
    site = RelationSite(
        node.at, run.statement, run.can_await, kind, name, access.what, access.state,
        -1 if owner is None else owner.at, operation,
    )  # fmt: skip
    if operation is not None or access.what != "column":
        run.record_relation(site)
    if operation is not None and isinstance(owner, tree.Name) and owner.id in run.env:
        _remember(run, owner.id, name, is_column=access.what == "column")
    return access.value


def _remember(run: Calls, variable: str, name: str, *, is_column: bool) -> None:
    def change(loaded: Loaded) -> Loaded:
        return with_column(loaded, name) if is_column else more(loaded, (name,))

    run.env[variable] = querysets.changed(run.env[variable], change)


def runs_other_code(callee: Kind, outcome: Outcome) -> bool:
    """Whether a call makes a coroutine of the project's, or one that reads an object again, or runs
    what fetches a relation of some object."""
    if any(effect.does == RELATION for effect in outcome.effects):
        return True
    if isinstance(callee, Bound) and isinstance(callee.function, External):
        return callee.function.name in _REFRESHING
    return any(isinstance(option, Coroutine) for option in members(outcome.result))


_REFRESHING = frozenset(
    {"django.db.models.Model.refresh_from_db", "django.db.models.Model.arefresh_from_db"}
)


def forget(run: Calls, node: tree.Call) -> None:
    """A thread, or other async code, was handed what stands in a call: whatever instances it could
    reach may have more in memory now."""
    names = {inner.id for inner in walk(node) if isinstance(inner, tree.Name)}
    for name in list(names):
        for option in members(run.env.get(name, NOTHING)):
            if isinstance(option, Def):
                names.update(cell for cell, _ in option.cells)
    for name in names:
        kind = run.env.get(name)
        if kind is not None:
            run.env[name] = querysets.changed(kind, lambda loaded: None)
