"""Where a value came from: the statements that bound it, the calls that gave it, its class."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic import callers, classes, django
from asynclint.semantic.attributes import storing_methods
from asynclint.semantic.kinds import (
    Bound,
    ClassRef,
    Def,
    External,
    Kind,
    ModuleRef,
    Partial,
    Threaded,
    each,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.diagnostics import Span
    from asynclint.index.module import Module
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine
    from asynclint.semantic.spots import Spot
    from asynclint.semantic.watching import Key, Watch

MANY = 3  # places of one sort that are told


class Source(NamedTuple):
    """One place that a value came from. `module` is None for what no file of the project tells;
    `name` then says what is known."""

    how: str
    module: Module | None = None
    span: Span | None = None
    name: str = ""


class Tracer:
    """Traces the values at one spot."""

    def __init__(
        self,
        model: Model,
        watch: Watch,
        module: Module,
        spot: Spot,
        kind_of: Callable[[tree.Node], Kind],
    ) -> None:
        self.model = model
        self.kind_of = kind_of  # an expression at the spot
        self.watch = watch
        self.module = module
        self.spot = spot

    def of(self, node: tree.Node, kind: Kind, callee: Kind, keys: list[Key]) -> list[Source]:
        """Where the value of an expression came from; `callee` is what a call calls."""
        if isinstance(node, tree.Param):
            return list(self._given(node, keys))
        if isinstance(node, tree.Name):
            return list(self._of_name(node, kind, keys))
        if isinstance(node, tree.Attribute):
            return list(self._of_attribute(node, kind))
        if isinstance(node, tree.Call):
            return [source for option in members(callee) for source in self.returned(option)]
        return []

    # --- names --------------------------------------------------------------------------------

    def _of_name(self, node: tree.Name, kind: Kind, keys: list[Key]) -> Iterator[Source]:
        unit = self.spot.unit
        bound = self.watch.bound_at.get(id(node), frozenset())
        if bound and unit is not None:
            for at in sorted(bound)[:MANY]:
                yield Source("bound", self.module, unit.span(at))
            return
        routine = self.spot.routine
        while routine is not None:
            for param in routine.node.params:
                if param.name == node.id:
                    yield from self._given(param, keys if routine is self.spot.routine else [])
                    return
            routine = routine.outer
        yield from self._of_global(node.id)
        yield from self.defined(kind)

    def _given(self, param: tree.Param, keys: list[Key]) -> Iterator[Source]:
        """A parameter: what it declares, and the calls that give its value."""
        routine = self.spot.routine
        while routine is not None and param not in routine.node.params:
            routine = routine.outer
        if routine is None:
            return
        yield Source("parameter", routine.module, routine.span(param.at), routine.qualname)
        found = callers.direct(self.watch, keys)
        for entered in found[:MANY]:
            caller = entered.caller.routine
            yield Source("given", caller.module, caller.span(entered.at), caller.qualname)
        if len(found) > MANY:
            yield Source("more", name=str(len(found) - MANY))

    def _of_global(self, name: str) -> Iterator[Source]:
        for definition in self.module.find(name)[-MANY:]:
            statement = definition.statement
            if isinstance(statement, (tree.Import, tree.ImportFrom)):
                yield Source("imported", self.module, definition.span)
            elif not isinstance(statement, (tree.Function, tree.Class)):
                yield Source("bound", self.module, definition.span)

    def defined(self, kind: Kind) -> Iterator[Source]:
        """Where the function or class that a value is was defined."""
        for option in members(kind):
            routine = _routine_of(option)
            info = self.model.classes.get(option.name) if isinstance(option, ClassRef) else None
            if routine is not None:
                yield Source("defined", routine.module, routine.span(routine.node.at))
            elif info is not None:
                yield Source("defined", info.module, info.unit.span(info.node.at))

    # --- attributes, calls --------------------------------------------------------------------

    def _of_attribute(self, node: tree.Attribute, kind: Kind) -> Iterator[Source]:
        for receiver in each(self.kind_of(node.value)):
            if isinstance(receiver, ModuleRef):
                yield from self.defined(kind)
                continue
            cls = receiver.name if isinstance(receiver, ClassRef) else django.class_of(receiver)
            if cls:
                yield from self._in_class(cls, node.name)

    def _in_class(self, cls: str, name: str) -> Iterator[Source]:
        model = self.model
        found = classes.find(model, cls, name)
        if found is not None and found.row is not None:
            yield Source("known", name=found.row.name)
        for definition in found.definitions if found is not None else ():
            assert found is not None
            yield Source("declared", model.classes[found.cls].module, definition.span)
        for base in classes.mro(model, cls):
            if base in model.classes:
                for routine in storing_methods(model, base, name)[:MANY]:
                    span = routine.span(routine.node.at)
                    yield Source("stored", routine.module, span, routine.qualname)

    def returned(self, callee: Kind) -> Iterator[Source]:
        """What gives the value of a call."""
        routine = _routine_of(callee)
        if routine is not None:
            span = routine.span(routine.node.at)
            yield Source("returned", routine.module, span, routine.qualname)
        elif isinstance(callee, ClassRef) and callee.name in self.model.classes:
            yield from self.defined(callee)
        elif isinstance(callee, Bound):
            yield from self.returned(callee.function)
        elif isinstance(callee, (External, ClassRef)):
            yield Source("known", name=callee.name)


def _routine_of(kind: Kind) -> Routine | None:
    """The function of the project that a callable runs in the end."""
    if isinstance(kind, Def):
        return kind.routine
    if isinstance(kind, Bound):
        return _routine_of(kind.function)
    if isinstance(kind, (Threaded, Partial)):
        return _routine_of(kind.target)
    return None
