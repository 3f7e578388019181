"""What the lines of a module are taken for: the kinds of the values that they make or name.

The same runs as those that the rules look at, watched. It is what tests ask, and what an editor can
show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes, names
from asynclint.semantic.flow import Flow
from asynclint.semantic.kinds import NOTHING, Kind, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Span
    from asynclint.index.module import Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

Cells = tuple[tuple[str, Kind], ...]


def revealed(model: Model, module: Module) -> Iterator[tuple[Span, str]]:
    """Each statement that makes or names values, as far as code reaches it: its place in the file
    (of a compound statement, its header) and the kinds of those values.

    The values are those of an expression statement or `return`, else of the names that are bound;
    several are separated by commas.
    """
    for definition in module.statements():
        yield from _of_definition(model, module, definition, None, "")


def _of_definition(
    model: Model, module: Module, definition: Definition, cls: str | None, prefix: str
) -> Iterator[tuple[Span, str]]:
    statement, unit = definition
    if isinstance(statement, tree.Function):
        routine = model.routine(module, unit, statement, prefix + statement.name, cls, None)
        yield from _of_routine(model, routine, ())
    elif isinstance(statement, tree.Class):
        name = prefix + statement.name
        known = classes.define(model, module, unit, statement, name, None)
        for member in module.members(definition).statements():
            yield from _of_definition(model, module, member, known.name, f"{name}.")
    elif isinstance(statement, (tree.If, tree.Try, tree.With)):
        for inner in _blocks(statement):
            yield from _of_definition(model, module, Definition(inner, unit), cls, prefix)
    else:
        kinds = _outside_functions(model, module, definition, cls)
        if kinds:
            yield unit.span(statement.at), ", ".join(map(show, kinds))


def _blocks(statement: tree.If | tree.Try | tree.With) -> Iterator[tree.Stmt]:
    """The statements directly in the blocks of a compound statement."""
    yield from statement.body
    if not isinstance(statement, tree.With):
        yield from statement.orelse
    if isinstance(statement, tree.Try):
        for handler in statement.handlers:
            yield from handler.body
        yield from statement.final


def _outside_functions(
    model: Model, module: Module, definition: Definition, cls: str | None
) -> list[Kind]:
    """What a statement at the top of a module, or in a class body, makes or names."""
    statement, unit = definition
    if isinstance(statement, tree.Evaluate):
        return [model.value_in(module, unit, statement.value, cls)]
    found: list[str] = []
    if isinstance(statement, tree.Bind):
        found = [name.id for target in statement.targets for name in _named(target)]
    elif isinstance(statement, (tree.Import, tree.ImportFrom)):
        found = [alias.alias or alias.name.partition(".")[0] for alias in statement.names]
    return [names.definition_kind(model, module, definition, name, cls) for name in found]


# --- inside functions ------------------------------------------------------------------------


class _Watched(Flow):
    """A run that remembers what each of its expressions gave last: where loops and branches have
    been through, that is what it gives on all ways together."""

    def watch(self, arguments: tuple[Kind, ...]) -> dict[int, Kind]:
        """Run the function; the kinds by their places."""
        assert self.routine is not None
        self.seen: dict[int, Kind] = {}
        for param, kind in zip(self.routine.node.params, arguments, strict=True):
            self.env[param.name] = kind
        self.inner = self.run().nested
        return self.seen

    def eval(self, node: tree.Expr, parent: str = "") -> Kind:
        kind = super().eval(node, parent)
        self.seen[node.at] = kind
        return kind

    def assign(self, target: tree.Expr, kind: Kind, value: tree.Expr | None = None) -> None:
        super().assign(target, kind, value)
        if isinstance(target, tree.Name):
            self.seen[target.at] = self.env.get(target.id, kind)


def _of_routine(model: Model, routine: Routine, cells: Cells) -> Iterator[tuple[Span, str]]:
    run = _Watched(model, routine.module, routine.unit, routine, None, cells)
    seen = run.watch(model.entry_arguments(routine))
    assert isinstance(routine.node, tree.Function)
    yield from _told(routine.node.body, seen, routine.unit)
    for inner in run.inner:
        yield from _of_routine(model, inner.routine, inner.cells)


def _told(body: list[tree.Stmt], seen: dict[int, Kind], unit: Unit) -> Iterator[tuple[Span, str]]:
    for statement in _all(body):
        values = _values(statement)
        if values and all(value.at in seen for value in values):
            kinds = [seen.get(value.at, NOTHING) for value in values]
            yield unit.span(statement.at), ", ".join(map(show, kinds))


def _all(body: list[tree.Stmt]) -> Iterator[tree.Stmt]:
    """The statements of a function, those of nested functions and classes left out."""
    for statement in body:
        yield statement
        if isinstance(statement, (tree.If, tree.Try, tree.With)):
            yield from _all(list(_blocks(statement)))
        elif isinstance(statement, (tree.For, tree.While)):
            yield from _all([*statement.body, *statement.orelse])
        elif isinstance(statement, tree.Match):
            yield from _all([inner for case in statement.cases for inner in case.body])


def _values(statement: tree.Stmt) -> list[tree.Expr]:
    """The expressions that a statement is asked about."""
    if isinstance(statement, (tree.Evaluate, tree.Return)):
        return [] if statement.value is None else [statement.value]
    targets: list[tree.Expr] = []
    if isinstance(statement, tree.Bind) and statement.value is not None:
        targets = statement.targets
    elif isinstance(statement, (tree.For, tree.Augment)):
        targets = [statement.target]
    elif isinstance(statement, tree.With):
        targets = [item.target for item in statement.items if item.target is not None]
    return [name for target in targets for name in _named(target)]


def _named(target: tree.Expr) -> Iterator[tree.Name]:
    """The names that an assignment to `target` binds."""
    if isinstance(target, tree.Name):
        yield target
    elif isinstance(target, tree.Starred):
        yield from _named(target.value)
    elif isinstance(target, tree.Display):
        for item in target.items:
            yield from _named(item)
