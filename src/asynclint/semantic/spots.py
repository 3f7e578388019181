"""What stands on a line: the function that holds it, and its expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from asynclint.diagnostics import Span
from asynclint.index import tree
from asynclint.index.bindings import level
from asynclint.semantic import classes
from asynclint.semantic.kinds import Def
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Definition, Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


class Spot(NamedTuple):
    """A line, or a place in it.

    `routine` is the innermost function that holds it, lambdas aside; `cls` the class whose body
    does, where no function does. `nodes` are the parts of the code that begin on the line, or the
    smallest one at the place; `has_code` is False for blank lines, comments and docstrings.
    """

    unit: Unit | None
    routine: Routine | None
    cls: str | None
    nodes: tuple[tree.Node, ...]
    statement: tree.Stmt | None
    has_code: bool


def spot_at(model: Model, module: Module, line: Span, offset: int | None) -> Spot:
    """What stands in the characters of `line`, or at the `offset` in it."""
    return _in_scope(model, module, module.statements(), None, "", line, offset)


def _in_scope(
    model: Model,
    module: Module,
    definitions: tuple[Definition, ...],
    cls: str | None,
    prefix: str,
    line: Span,
    offset: int | None,
) -> Spot:
    for top in definitions:
        for statement in level((top.statement,)):
            unit = top.unit
            if not _touches(_extent(statement, unit), line):
                continue
            if isinstance(statement, tree.Function):
                routine = model.routine(module, unit, statement, prefix + statement.name, cls, None)
                return _in_function(model, routine, (), line, offset)
            if isinstance(statement, tree.Class):
                known = classes.define(
                    model, module, unit, statement, prefix + statement.name, None
                )
                if not _touches(unit.span(statement.at), line):
                    inner = module.members(top._replace(statement=statement)).statements()
                    name = f"{prefix}{statement.name}."
                    return _in_scope(model, module, inner, known.name, name, line, offset)
            if _touches(unit.span(statement.at), line):
                nodes = _chosen(_inner(statement), unit, line, offset)
                return Spot(unit, None, cls, nodes, statement, not _is_docstring(statement))
    return Spot(None, None, cls, (), None, False)


def _in_function(
    model: Model, routine: Routine, cells: tuple[Any, ...], line: Span, offset: int | None
) -> Spot:
    unit = routine.unit
    behaviour = model.behaviour(routine, model.entry_arguments(routine), cells)
    for inner in behaviour.nested:
        assert isinstance(inner, Def)
        if _touches(_extent(inner.routine.node, unit), line):
            return _in_function(model, inner.routine, inner.cells, line, offset)
    node = routine.node
    assert isinstance(node, tree.Function)
    holding = [s for s in _statements(node) if _touches(unit.span(s.at), line)]
    statement = holding[-1] if holding else None
    nodes = _chosen(_of_function(node), unit, line, offset)
    has_code = statement is not None and not _is_docstring(statement)
    return Spot(unit, routine, routine.cls, nodes, statement, has_code or bool(nodes))


def _statements(node: tree.Function) -> Iterator[tree.Stmt]:
    yield node
    yield from level(node.body)


def _of_function(node: tree.Function) -> Iterator[tree.Node]:
    """The parameters and expressions of a function, those of lambdas included."""
    yield from node.params
    for param in node.params:
        for part in (param.annotation, param.default):
            if part is not None:
                yield from _inner(part)
    for decorator in node.decorators:
        yield from _inner(decorator)
    for statement in node.body:
        yield from _inner(statement)


def _inner(node: Any) -> Iterator[tree.Node]:
    """The expressions below a node; the bodies of functions and classes are left out."""
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, list):
            stack.extend(reversed(current))
            continue
        if not isinstance(current, Struct):
            continue
        if isinstance(current, (tree.Function, tree.Class)):
            stack.extend(current.decorators)
            continue
        if isinstance(current, tree.Node):
            yield current
        stack.extend(getattr(current, name) for name in reversed(current.__struct_fields__))


def _chosen(
    nodes: Iterator[tree.Node], unit: Unit, line: Span, offset: int | None
) -> tuple[tree.Node, ...]:
    """The nodes that begin on the line, in the order of the source; or the smallest one at the
    offset."""
    found = [n for n in nodes if not isinstance(n, _SAYING_NOTHING)]
    if offset is None:
        here = [n for n in found if line.start <= unit.span(n.at).start <= line.end]
        return tuple(sorted(here, key=lambda n: (unit.span(n.at).start, -unit.span(n.at).end)))
    around = [n for n in found if unit.span(n.at).start <= offset < unit.span(n.at).end]
    around.sort(key=lambda n: unit.span(n.at).end - unit.span(n.at).start)
    return tuple(around[:1])


_SAYING_NOTHING = (
    tree.Constant, tree.Slice, tree.Starred, tree.Evaluate, tree.Bind, tree.Augment, tree.Return,
    tree.Raise, tree.Assert, tree.Delete, tree.If, tree.While, tree.For, tree.With, tree.Try,
    tree.Match, tree.Import, tree.ImportFrom, tree.ScopeDeclaration, tree.Jump, tree.TypeAlias,
)  # fmt: skip


def _is_docstring(statement: tree.Stmt) -> bool:
    return isinstance(statement, tree.Evaluate) and isinstance(statement.value, tree.Constant)


def _touches(span: Span, line: Span) -> bool:
    return span.start <= line.end and span.end > line.start


def _extent(node: tree.Node, unit: Unit) -> Span:
    """Where a statement begins, decorators included, and where the last of it ends."""
    spans = [unit.span(part.at) for part in walk(node) if isinstance(part, tree.Node)]
    end = max(span.end for span in spans)
    if isinstance(node, tree.Class) and unit.members is not None:
        end = unit.end
    return Span(min(span.start for span in spans), end)
