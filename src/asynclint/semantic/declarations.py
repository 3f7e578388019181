"""The kind that an annotation declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    Anything,
    ClassRef,
    External,
    Instance,
    Iterating,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    each,
    join,
    members,
)

if TYPE_CHECKING:
    from asynclint.index.module import Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_LISTS = frozenset(
    {"list", "typing.List", "collections.deque", "collections.abc.MutableSequence", "typing.Deque"}
)
_SETS = frozenset({"set", "frozenset", "typing.Set", "typing.FrozenSet"})
_DICTS = frozenset(
    {"dict", "typing.Dict", "collections.defaultdict", "typing.DefaultDict"}
    | {"collections.OrderedDict", "typing.OrderedDict"}
)
_TUPLES = frozenset({"tuple", "typing.Tuple"})
_ASYNC = frozenset(
    f"{module}.{name}"
    for module in ("typing", "collections.abc", "typing_extensions")
    for name in ("AsyncIterator", "AsyncIterable", "AsyncGenerator")
)
_TYPES = frozenset({"type", "typing.Type"})
_WRAPPERS = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly")
)
_OPTIONAL = "typing.Optional"
_UNION = "typing.Union"
_GUARDS = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("TypeGuard", "TypeIs")
)
_SELF = frozenset({"typing.Self", "typing_extensions.Self"})


def kind_of(
    model: Model,
    module: Module,
    unit: Unit,
    node: tree.Expr,
    routine: Routine | None = None,
    cls: str | None = None,
) -> Kind:
    """The kind of a value that carries this annotation; ANYTHING where it tells too little."""
    reader = _Reader(model, module, unit, routine, cls or (routine.cls if routine else None))
    return reader.read(node)


def guarded(model: Model, routine: Routine) -> tuple[Kind, bool] | None:
    """What a function says of its argument where it returns true (`TypeGuard[Book]`), and whether
    the argument is nothing of the kind where it does not (`TypeIs[Book]`)."""
    node = routine.node.returns if isinstance(routine.node, tree.Function) else None
    if not isinstance(node, tree.Subscript):
        return None
    reader = _Reader(model, routine.module, routine.unit, routine, routine.cls)
    guard = reader._name(node.value)
    if not isinstance(guard, External) or guard.name not in _GUARDS:
        return None
    return reader.read(node.index), guard.name.endswith("TypeIs")


class _Reader:
    def __init__(
        self, model: Model, module: Module, unit: Unit, routine: Routine | None, cls: str | None
    ) -> None:
        self.model = model
        self.module = module
        self.unit = unit
        self.routine = routine
        self.cls = cls

    def read(self, node: tree.Expr) -> Kind:
        if isinstance(node, tree.Constant):
            return NONE if node.kind == "None" else ANYTHING
        if isinstance(node, tree.Operation) and node.operator == "|":
            return self._union([self.read(operand) for operand in node.operands])
        if isinstance(node, tree.Subscript):
            index = node.index
            items: list[tree.Expr] = index.items if isinstance(index, tree.Display) else [index]
            return self._generic(self._name(node.value), items)
        if isinstance(node, (tree.Name, tree.Attribute)):
            return self._plain(self._name(node))
        return ANYTHING

    def _name(self, node: tree.Expr) -> Kind:
        if not isinstance(node, (tree.Name, tree.Attribute)):
            return ANYTHING
        outer = self.routine.outer if self.routine is not None else None
        return self.model.value_in(self.module, self.unit, node, self.cls, outer)

    def _union(self, kinds: list[Kind]) -> Kind:
        """Alternatives that a declaration allows are not ways that the code takes: where more than
        one is left beside None, nothing is known."""
        if any(isinstance(m, Anything) for kind in kinds for m in members(kind)):
            return ANYTHING
        joined = join(*kinds)
        return joined if len(list(each(joined))) <= 1 else ANYTHING

    def _plain(self, kind: Kind) -> Kind:
        options = members(kind)
        if len(options) != 1:
            return ANYTHING
        option = options[0]
        if isinstance(option, ClassRef):
            return self._generic(option, [])
        if isinstance(option, External):
            if option.name in _SELF and self.cls is not None:
                return self.model.instance_of(ClassRef(self.cls))
            return self._generic(option, [])
        return ANYTHING

    def _generic(self, kind: Kind, items: list[tree.Expr]) -> Kind:
        if not isinstance(kind, (ClassRef, External)):
            return ANYTHING
        name = kind.name
        if name in _WRAPPERS:
            return self.read(items[0]) if items else ANYTHING
        if name == _OPTIONAL:
            return self._union([self.read(items[0]), NONE]) if items else ANYTHING
        if name == _UNION:
            return self._union([self.read(item) for item in items])
        container = self._container(name, items)
        if container is not None:
            return container
        if isinstance(kind, External):
            return ANYTHING
        return self._class(kind, items)

    def _container(self, name: str, items: list[tree.Expr]) -> Kind | None:
        first = items[:1]
        if name in _LISTS:
            return Instance("list", tuple(self.read(i) for i in first))
        if name in _SETS:
            return Instance("set", tuple(self.read(i) for i in first))
        if name in _DICTS:
            return Instance("dict", tuple(self.read(i) for i in items[:2]))
        if name in _TUPLES:
            return Instance("tuple", tuple(self.read(i) for i in items if not _is_ellipsis(i)))
        if name in _ASYNC:
            return Iterating("asyncgenerator", self.read(items[0]) if items else ANYTHING)
        if name in _TYPES:
            inner = self._name(items[0]) if items else ANYTHING
            return inner if isinstance(inner, ClassRef) else ANYTHING
        return None

    def _class(self, kind: ClassRef, items: list[tree.Expr]) -> Kind:
        instance = self.model.instance_of(kind)
        if items and isinstance(instance, QuerySet):
            row = self.read(items[-1])
            model = self.read(items[0])
            name = model.cls if isinstance(model, ModelInstance) else ""
            # One that has its rows already would be declared as a list. What is loaded is not told.
            return QuerySet(instance.cls, name, row, "lazy", None)
        if items and isinstance(instance, Manager):
            model = self.read(items[0])
            if isinstance(model, ModelInstance):
                return Manager(instance.cls, model.cls, instance.queryset, state="unknown")
        return instance


def _is_ellipsis(node: tree.Expr) -> bool:
    return isinstance(node, tree.Constant) and node.kind == "Ellipsis"
