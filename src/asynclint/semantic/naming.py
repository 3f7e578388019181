"""Every place of the project that names a function: calls of it, and whatever else gets hold of it.

Files that mention neither its name nor another one that an import gives it are not read for this.
Within a function a place is known by what running that function gives there; elsewhere, and where
global names and parameters tell already, by what the expression stands for: running all that leads
to a much-used name takes long. A method that is looked up on an object of which nothing is known
may be it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from asynclint.index import tree
from asynclint.semantic import classes
from asynclint.semantic.flow import Flow
from asynclint.semantic.given import mentioned
from asynclint.semantic.kinds import (
    Bound,
    ContextFactory,
    Def,
    Descriptor,
    Dispatch,
    Kind,
    Partial,
    Synced,
    Threaded,
    is_unknown,
    members,
)
from asynclint.semantic.variables import is_local, store_counts, target_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.diagnostics import Span
    from asynclint.index.module import Definition, Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

# How sure it is that a place names the function.
CERTAIN = "certain"
ALTERNATIVE = "alternative"  # on some ways it is the function, on others something else
PERHAPS = "perhaps"  # a method of that name, of an object of which nothing is known
SPELLED = "spelled"  # a string that ends with its name


Kinds = dict[tuple[int, int], Kind]  # by the unit and the place in it


class Naming(NamedTuple):
    """One place that names a function.

    `around` holds the nodes around it, from the inside out, up to the body that it stands in; that
    body is `routine`'s, or none where the place stands outside functions.
    """

    module: Module
    unit: Unit
    node: tree.Expr
    around: tuple[Any, ...]
    routine: Routine | None
    cls: str | None  # the class whose body holds it, where no function does
    how: str
    known: Known  # what names and attributes around it stand for, in a function

    @property
    def span(self) -> Span:
        return self.unit.span(self.node.at)

    @property
    def parent(self) -> Any:
        return self.around[0] if self.around else None


class Known:
    """What running a function tells, which is not done before somebody asks."""

    def __init__(self, run: Callable[[], tuple[Kinds, tuple[Def, ...]]]) -> None:
        self._run = run

    @cached_property
    def _told(self) -> tuple[Kinds, tuple[Def, ...]]:
        return self._run()

    @property
    def kinds(self) -> Kinds:
        return self._told[0]

    @property
    def nested(self) -> tuple[Def, ...]:
        return self._told[1]


_NOTHING_KNOWN = Known(lambda: ({}, ()))


class Namer:
    """Finds the places that name functions; asked before anything else is asked of the model, so
    that it sees what lambdas come to."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._inside_lambdas: Kinds = {}
        model.runner = self._runner

    def _runner(
        self,
        model: Model,
        module: Module,
        unit: Unit,
        routine: Routine | None = None,
        cls: str | None = None,
        cells: tuple[tuple[str, Kind], ...] = (),
    ) -> Flow:
        if routine is None or not isinstance(routine.node, tree.Lambda):
            return Flow(model, module, unit, routine, cls, cells)
        run = _Seeing(model, module, unit, routine, cls, cells)
        run.seen = self._inside_lambdas
        return run

    def of(self, routine: Routine) -> list[Naming]:
        """Every place that names the function, in the order of modules and places."""
        found: list[Naming] = []
        names, modules = mentioned(self.model, routine.name)
        paths: set[str] = set()  # a file may go by two names
        for name in modules:
            module = self.model.resolver.module(name)
            if module is None or module.path in paths:
                continue
            paths.add(module.path)
            search = _Search(self.model, routine, names, module, self._inside_lambdas)
            for definition in module.scope.definitions_naming(names):
                found.extend(search.statement(definition.statement, definition.unit, None, ""))
        return found


class _Seeing(Flow):
    """A run that remembers what names and attributes gave."""

    seen: Kinds

    def eval(self, node: tree.Expr, parent: str = "") -> Kind:
        kind = super().eval(node, parent)
        if isinstance(node, (tree.Name, tree.Attribute)):
            self.seen[id(self.unit), node.at] = kind
        return kind

    def method(self, receiver: Kind, node: tree.Attribute) -> Kind:
        kind = super().method(receiver, node)
        self.seen[id(self.unit), node.at] = kind
        return kind


class _Search:
    """The places in one module."""

    def __init__(
        self,
        model: Model,
        target: Routine,
        names: frozenset[str],
        module: Module,
        inside_lambdas: Kinds,
    ) -> None:
        self.model = model
        self.target = target
        self.names = names
        self.module = module
        self.inside_lambdas = inside_lambdas

    def statement(
        self, node: tree.Stmt, unit: Unit, cls: str | None, prefix: str
    ) -> Iterator[Naming]:
        """The places in a statement outside functions."""
        yield from self._below(node, unit, None, cls, prefix, _NOTHING_KNOWN)

    def _below(
        self,
        top: Any,
        unit: Unit,
        routine: Routine | None,
        cls: str | None,
        prefix: str,
        known: Known,
    ) -> Iterator[Naming]:
        """The places below a node, in a body of `routine` (or of `cls`, or of the module)."""
        stack: list[tuple[Any, tuple[Any, ...]]] = [(top, ())]
        while stack:
            node, around = stack.pop()
            if isinstance(node, tree.Function):
                yield from self._function(node, unit, routine, cls, prefix, known)
                continue
            if isinstance(node, tree.Class):
                yield from self._class(node, unit, routine, prefix, known)
                continue
            how = self._how(node, around, unit, routine, cls, known)
            if how:
                yield Naming(self.module, unit, node, around, routine, cls, how, known)
            inner = (node, *around)
            stack.extend((part, inner) for part in reversed(_parts(node)))

    def _function(
        self,
        node: tree.Function,
        unit: Unit,
        outer: Routine | None,
        cls: str | None,
        prefix: str,
        known: Known,
    ) -> Iterator[Naming]:
        outside = [*node.decorators, *(p.default for p in node.params if p.default is not None)]
        for part in outside:
            yield from self._below(part, unit, outer, cls, prefix, known)
        routine = self.model.routine(self.module, unit, node, prefix + node.name, cls, outer)
        own = Known(lambda: self._run(routine, known if outer is not None else _NOTHING_KNOWN))
        inside = f"{prefix}{node.name}.<locals>."
        for statement in node.body:
            yield from self._below(statement, unit, routine, None, inside, own)

    def _run(self, routine: Routine, outside: Known) -> tuple[Kinds, tuple[Def, ...]]:
        """What the names and attributes in a function stand for, and the functions in it."""
        cells = [inner.cells for inner in outside.nested if inner.routine is routine]
        node, last = routine.node, cells[-1] if cells else ()
        run = _Seeing(self.model, self.module, routine.unit, routine, None, last)
        run.seen = dict(self.inside_lambdas)
        for param, kind in zip(node.params, self.model.entry_arguments(routine)):
            run.env[param.name] = kind
        behaviour = run.run()
        for lambda_place, kind in self.inside_lambdas.items():
            run.seen.setdefault(lambda_place, kind)
        return run.seen, behaviour.nested

    def _class(
        self, node: tree.Class, unit: Unit, outer: Routine | None, prefix: str, known: Known
    ) -> Iterator[Naming]:
        for part in (*node.decorators, *node.bases, *(k.value for k in node.keywords)):
            yield from self._below(part, unit, outer, None, prefix, known)
        name = prefix + node.name
        own = classes.define(self.model, self.module, unit, node, name, outer).name
        for member in self._members(node, unit):
            yield from self._below(
                member.statement, member.unit, None, own, f"{name}.", _NOTHING_KNOWN
            )

    def _members(self, node: tree.Class, unit: Unit) -> tuple[Definition, ...]:
        from asynclint.index.module import Definition

        return self.module.members(Definition(node, unit)).definitions_naming(self.names)

    # --- what a node stands for ---------------------------------------------------------------

    def _how(
        self,
        node: Any,
        around: tuple[Any, ...],
        unit: Unit,
        routine: Routine | None,
        cls: str | None,
        known: Known,
    ) -> str:
        if isinstance(node, tree.Constant):
            text = node.value if isinstance(node.value, str) else ""
            return SPELLED if re.split("[.:]", text)[-1] == self.target.name else ""
        if not self._is_named(node) or _is_bound(node, around):
            return ""
        kind = None if routine is None else self._told(node, around, routine)
        if kind is None and routine is not None:
            kind = known.kinds.get((id(unit), node.at))
        if kind is None and (isinstance(node, tree.Name) or routine is None):
            kind = self.model.value_in(self.module, unit, node, cls, routine)
        elif kind is None:
            kind = self._unreached(node, unit, routine)
        options = () if kind is None else members(kind)
        leading = [self._leads(option) for option in options]
        if leading and all(leading):
            return CERTAIN
        if any(leading):
            return ALTERNATIVE
        is_method = isinstance(node, tree.Attribute) and self.target.cls is not None
        is_open = not options or any(is_unknown(option) for option in options)
        return PERHAPS if is_method and is_open and node.name == self.target.name else ""

    def _told(self, node: tree.Expr, around: tuple[Any, ...], routine: Routine) -> Kind | None:
        """What a place in a function stands for, where global names and parameters tell without
        running it; None where they do not."""
        root = node
        while isinstance(root, tree.Attribute):
            root = root.value
        if not isinstance(root, tree.Name) or _is_bound_around(root.id, around):
            return None
        run = Flow(self.model, self.module, routine.unit, routine)
        if is_local(routine, root.id):
            if store_counts(routine).get(root.id) != 1:
                return None
            for param, kind in zip(routine.node.params, self.model.entry_arguments(routine)):
                run.env[param.name] = kind
            if root.id not in run.env:
                return None
        kind = run.eval(node)
        leading = {self._leads(option) for option in members(kind)}
        is_told = len(leading) == 1 and not any(map(is_unknown, members(kind)))
        return kind if is_told else None

    def _unreached(self, node: tree.Attribute, unit: Unit, routine: Routine | None) -> Kind:
        """What an attribute stands for in code that no run gets to, as far as parameters tell."""
        assert routine is not None
        run = Flow(self.model, self.module, unit, routine)
        for param, kind in zip(routine.node.params, self.model.entry_arguments(routine)):
            run.env[param.name] = kind
        return run.method(run.eval(node.value), node)

    def _is_named(self, node: Any) -> bool:
        if isinstance(node, tree.Name):
            return node.id in self.names
        return isinstance(node, tree.Attribute) and node.name in self.names

    def _leads(self, kind: Kind) -> bool:
        """Whether a callable is the function, or was made of it."""
        if isinstance(kind, Def):
            if kind.routine is self.target:
                return True
            is_made_over = bool(getattr(self.target.node, "decorators", ()))
            return is_made_over and any(self._leads(each) for _, each in kind.cells)
        if isinstance(kind, Bound):
            return self._leads(kind.function)
        if isinstance(kind, (Threaded, Synced, Partial, Descriptor, ContextFactory)):
            return self._leads(kind.target)
        return isinstance(kind, Dispatch) and self._leads(kind.default)


def _is_bound_around(name: str, around: tuple[Any, ...]) -> bool:
    """Whether a lambda or comprehension around a place has a variable of that name."""
    for node in around:
        if isinstance(node, tree.Lambda) and any(param.name == name for param in node.params):
            return True
        if isinstance(node, tree.Comprehension):
            targets = [bound for clause in node.clauses for bound in target_names(clause.target)]
            if name in targets:
                return True
    return False


def _parts(node: Any) -> list[Any]:
    """What stands directly below a node, annotations left out."""
    found: list[Any] = []
    if not isinstance(node, Struct):
        return found
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if name == "annotation":
            continue
        if isinstance(value, list):
            found.extend(each for each in value if isinstance(each, Struct))
        elif isinstance(value, Struct):
            found.append(value)
    return found


def _is_bound(node: Any, around: tuple[Any, ...]) -> bool:
    """Whether the place gives the name a meaning, and does not ask for it."""
    for parent in around:
        if isinstance(parent, tree.Bind):
            return any(target is node for target in parent.targets)
        if isinstance(parent, (tree.For, tree.Clause)):
            return parent.target is node
        if isinstance(parent, tree.Delete):
            return any(target is node for target in parent.targets)
        if not isinstance(parent, (tree.Display, tree.Starred)):
            return False
        node = parent
    return False
