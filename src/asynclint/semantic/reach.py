"""What other code can reach, and may have changed: attributes of objects, items of containers.

A run knows what it puts on an object or into a list itself. Once that object was handed to other
code, a None there may have been filled, and a coroutine awaited and replaced by its result:

    self.pending = None
    self.start()
    await self.pending

Of all else that was known the kind is kept: what other code puts there is mostly of the same kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes
from asynclint.semantic.attributes import storing_methods
from asynclint.semantic.environments import changed
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    Bound,
    Coroutine,
    External,
    Fixed,
    Instance,
    Kind,
    coroutines_in,
    members,
    union,
)
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.semantic.calls import Calls

_CONTAINERS = frozenset({"list", "dict", "set", "collections.deque"})


def rebound_inside(function: tree.Function) -> frozenset[str]:
    """The variables of the functions around it that a function binds."""
    return frozenset(
        name
        for node in walk(function.body)
        if isinstance(node, tree.ScopeDeclaration) and node.keyword == "nonlocal"
        for name in node.names
    )


def open_to_others(kind: Kind) -> Kind:
    """A container's kind when other code may have put something else into it."""
    if isinstance(kind, Fixed) and kind.cls != "tuple":
        return Fixed(kind.cls, tuple(replaced(item) for item in kind.items), kind.keys)
    if isinstance(kind, Instance) and kind.cls in _CONTAINERS:
        return Instance(kind.cls, tuple(replaced(item) for item in kind.args))
    if len(members(kind)) > 1:
        return union(open_to_others(option) for option in members(kind))
    return kind


def replaced(item: Kind) -> Kind:
    """The kind of what other code may have put in a value's place."""
    return union(
        ANYTHING if isinstance(option, Coroutine) or option == NONE else open_to_others(option)
        for option in members(item)
    )


def settled(item: Kind) -> Kind:
    """An item's kind when one of several, which one is not known, was replaced by a result."""
    return union(ANYTHING if isinstance(o, Coroutine) else o for o in members(item))


def settle(before: dict[str, Kind], after: dict[str, Kind]) -> None:
    """Each turn of a loop replaced a coroutine in a container: take all of them for replaced."""
    for name in changed(before, after):
        if any(coroutines_in(before[name])) and not any(coroutines_in(after[name])):
            before[name] = open_to_others(before[name])


def after_call(run: Calls, node: tree.Call, callee: Kind) -> None:
    """Other code ran, and could reach the call's arguments and the object of its method."""
    if isinstance(callee, External) or (
        isinstance(callee, Bound) and isinstance(callee.function, External)
    ):
        return  # what libraries change they do not change like this
    reached = [*node.args, *(keyword.value for keyword in node.keywords)]
    if isinstance(node.function, tree.Attribute):
        reached.append(node.function.value)
    for expression in reached:
        inner = expression.value if isinstance(expression, tree.Starred) else expression
        if isinstance(inner, tree.Name) and inner.id in run.env:
            run.env[inner.id] = open_to_others(run.env[inner.id])
            _open_attributes(run, inner.id)


def _open_attributes(run: Calls, name: str) -> None:
    prefix = f"{name}."
    for key in [key for key in run.env if key.startswith(prefix)]:
        kind = run.env[key]
        other = replaced(kind)
        if other != kind and _is_stored_elsewhere(run, run.env[name], key[len(prefix) :]):
            run.env[key] = other


def _is_stored_elsewhere(run: Calls, owner: Kind, attribute: str) -> bool:
    """Whether another function than the running one puts something on that attribute."""
    for option in members(owner):
        if not isinstance(option, Instance) or option.cls not in run.model.classes:
            return True
        for cls in classes.mro(run.model, option.cls):
            known = storing_methods(run.model, cls, attribute) if cls in run.model.classes else ()
            if any(r is not run.routine and r.name != "__init__" for r in known):
                return True
    return False
