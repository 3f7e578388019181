"""Functions of which it is certain that they do not block: they compute with plain values.

What is not known counts as blocking, and so does what might take its time: loops, comprehensions,
imports, `with`. All else that a function reads has to be its own, or be called and known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic.kinds import (
    NONE,
    NOTHING,
    Bound,
    Def,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    members,
)
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_DEEPEST = 3
_PLAIN = frozenset({"str", "int", "float", "bool", "bytes"})
_SLOW = (
    tree.For, tree.While, tree.Comprehension, tree.With, tree.Await, tree.Yield, tree.Import,
    tree.ImportFrom, tree.Function, tree.Lambda, tree.Class, tree.Subscript,
)  # fmt: skip


def is_harmless(model: Model, callee: Kind, args: tuple[Kind, ...], depth: int = 0) -> bool:
    """Whether calling a function of the project with these arguments blocks nobody."""
    if not isinstance(callee, Def) or depth > _DEEPEST or not all(map(_is_plain, args)):
        return False
    routine = callee.routine
    node = routine.node
    if not isinstance(node, tree.Function) or node.is_async or node.is_generator:
        return False
    if node.decorators or routine.is_stub or routine.module.is_library or routine.cls:
        return False
    if len(args) != len(node.params) or any("star" in param.kind for param in node.params):
        return False
    behaviour = model.behaviour(routine, args, callee.cells)
    if behaviour.effects or not _is_plain(behaviour.returns):
        return False
    calls = [site for site in behaviour.sites if isinstance(site, CallSite)]
    return _is_straight(routine, calls) and all(_is_known(model, site, depth) for site in calls)


def _is_plain(kind: Kind) -> bool:
    """A constant, a number, a text, or a container of such."""
    options = members(kind)
    return kind is not NOTHING and bool(options) and all(map(_is_plain_option, options))


def _is_plain_option(kind: Kind) -> bool:
    if isinstance(kind, Literal) or kind == NONE:
        return True
    if isinstance(kind, Fixed):
        return all(map(_is_plain, kind.items))
    return isinstance(kind, Instance) and kind.cls in _PLAIN and not kind.held


def _is_straight(routine: Routine, calls: list[CallSite]) -> bool:
    """Whether the body only calls functions and computes with its own variables."""
    node = routine.node
    assert isinstance(node, tree.Function)
    called = {site.function_at for site in calls if site.how == "call"}
    own = {*node.bound, *(param.name for param in node.params)}
    for part in own_nodes(node.body):
        if isinstance(part, _SLOW):
            return False
        if isinstance(part, tree.Attribute) and part.at not in called:
            return False
        if isinstance(part, tree.Name) and part.id not in own and part.at not in called:
            return False
        if isinstance(part, tree.Call) and not any(site.at == part.at for site in calls):
            return False
    return True


def _is_known(model: Model, site: CallSite, depth: int) -> bool:
    if site.how != "call" or site.operation is not None or site.keywords:
        return False
    if isinstance(site.callee, Def):
        return is_harmless(model, site.callee, site.args, depth + 1)
    function = site.callee.function if isinstance(site.callee, Bound) else site.callee
    if not isinstance(function, External) or not _is_plain(site.result):
        return False
    row = model.tables.row(function.name)
    return row is not None and not (row.does or row.opaque or row.is_async or row.consumed)
