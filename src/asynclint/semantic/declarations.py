"""The kind that an annotation declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import aliases, generics
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    Anything,
    ClassRef,
    Coroutine,
    External,
    Instance,
    Iterating,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    Returning,
    each,
    is_unknown,
    join,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asynclint.index.module import Module, Unit
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def _typing(*words: str) -> frozenset[str]:
    """These names of the modules that annotations import them from."""
    modules = ("typing", "typing_extensions", "collections.abc", "collections")
    return frozenset(f"{module}.{word}" for module in modules for word in words)


_LISTS = _typing("List", "Deque", "deque", "MutableSequence") | {"list"}
_SETS = _typing("Set", "FrozenSet", "MutableSet") | {"set", "frozenset"}
_DICTS = {"dict"} | _typing(
    "Dict", "DefaultDict", "defaultdict", "OrderedDict", "Mapping", "MutableMapping", "ChainMap"
)
_TUPLES = _typing("Tuple") | {"tuple"}
_ASYNC = _typing("AsyncIterator", "AsyncGenerator")
_ITERATORS = _typing("Iterator", "Generator")
# What gives such items, and may be of any class that does: a list, a queryset, a generator.
_OPEN = _typing("Iterable", "Collection", "Sequence", "Reversible", "AbstractSet")
_AWAITABLE = _typing("Awaitable")
_COROUTINE = _typing("Coroutine")
_CALLABLE = _typing("Callable")
_TYPES = _typing("Type") | {"type"}
_WRAPPERS = _typing("Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly") | {
    "strawberry.Parent",
    "strawberry.parent.Parent",
}
_OPTIONAL = _typing("Optional")
_UNION = _typing("Union")
_GUARDS = _typing("TypeGuard", "TypeIs")
_SELF = _typing("Self")
ITERABLE = "collections.abc.Iterable"
SEQUENCE = "collections.abc.Sequence"


def kind_of(
    model: Model,
    module: Module,
    unit: Unit,
    node: tree.Expr,
    routine: Routine | None = None,
    cls: str | None = None,
    variables: Mapping[str, Kind] = generics.NONE_KNOWN,
) -> Kind:
    """The kind of a value that carries this annotation; ANYTHING where it tells too little.
    `variables` says what type variables stand for, where that is known."""
    cls = cls or (routine.cls if routine else None)
    return _Reader(model, module, unit, routine, cls, variables).read(node)


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


def subscripted(run: Calls, cls: ClassRef, node: tree.Subscript) -> ClassRef:
    """`Repo[Book]` as a value: the class, with its type arguments if it is one of the project's."""
    if not generics.variables_of(run.model, cls.name):
        return cls
    items = generics.arguments(node)
    return ClassRef(cls.name, tuple(run.annotation_kind(item) for item in items))


class _Reader:
    def __init__(
        self,
        model: Model,
        module: Module,
        unit: Unit,
        routine: Routine | None,
        cls: str | None,
        variables: Mapping[str, Kind] = generics.NONE_KNOWN,
        within: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.model = model
        self.module = module
        self.unit = unit
        self.routine = routine
        self.cls = cls
        self.variables = variables
        self.within = within  # the aliases that are being read: some are made of themselves

    def read(self, node: tree.Expr) -> Kind:
        if isinstance(node, tree.Constant):
            return self._constant(node)
        if isinstance(node, tree.Operation) and node.operator == "|":
            return self._union([self.read(operand) for operand in node.operands])
        if isinstance(node, tree.Subscript):
            items = generics.arguments(node)
            alias = self._alias(node.value)
            if alias is not None:
                return self._aliased(alias, items)
            return self._generic(self._name(node.value), items)
        if isinstance(node, (tree.Name, tree.Attribute)):
            return self._named(node)
        return ANYTHING

    def _constant(self, node: tree.Constant) -> Kind:
        if node.kind == "None":
            return NONE
        inner = aliases.of_text(node.value) if isinstance(node.value, str) else None
        return ANYTHING if inner is None else self.read(inner)

    def _named(self, node: tree.Name | tree.Attribute) -> Kind:
        if isinstance(node, tree.Name):
            if node.id in self.variables:
                return self.variables[node.id]
            params = generics.params_in_scope(self.model, self.routine, self.cls)
            if node.id in params:
                bound = params[node.id]
                return ANYTHING if bound is None else self.read(bound)
        alias = self._alias(node)
        return self._plain(self._name(node)) if alias is None else self._aliased(alias, [])

    def _alias(self, node: tree.Expr) -> aliases.Alias | None:
        return aliases.of_name(self.model, self.module, self.unit, node)

    def _aliased(self, alias: aliases.Alias, items: list[tree.Expr]) -> Kind:
        """What a name stands for that is an alias, a new type or a type variable."""
        key = (alias.module.name, alias.name)
        if alias.value is None or key in self.within:
            return ANYTHING
        params = generics.params_of_alias(self.model, alias) if items else ()
        variables = {name: self.read(item) for name, item in zip(params, items)}
        within = self.within | {key}
        reader = _Reader(self.model, alias.module, alias.unit, None, None, variables, within)
        return reader.read(alias.value)

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
                return self.variables.get(generics.SELF) or self.model.instance_of(
                    ClassRef(self.cls)
                )
            return self._generic(option, [])
        return ANYTHING

    def _generic(self, kind: Kind, items: list[tree.Expr]) -> Kind:
        if not isinstance(kind, (ClassRef, External)):
            return ANYTHING
        name = kind.name
        if name in _WRAPPERS:
            return self.read(items[0]) if items else ANYTHING
        if name in _OPTIONAL:
            return self._union([self.read(items[0]), NONE]) if items else ANYTHING
        if name in _UNION:
            return self._union([self.read(item) for item in items])
        container = self._container(name, items)
        if container is None:
            container = self._working(name, items)
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
        if name in _OPEN:
            cls = SEQUENCE if name.endswith(".Sequence") else ITERABLE
            return Instance(cls, tuple(self.read(i) for i in first))
        if name in _TYPES:
            return self._type(items)
        return None

    def _working(self, name: str, items: list[tree.Expr]) -> Kind | None:
        """What does something when it is iterated, awaited or called."""
        if name in _ASYNC:
            return Iterating("asyncgenerator", self.read(items[0]) if items else ANYTHING)
        if name in _ITERATORS:
            return Iterating("iterator", self.read(items[0]) if items else ANYTHING)
        if name in _AWAITABLE:  # perhaps a task, which has more to it than a coroutine
            return Coroutine(self.read(items[0]) if items else ANYTHING, is_future=True)
        if name in _COROUTINE:
            return Coroutine(self.read(items[2]) if len(items) == 3 else ANYTHING)
        if name in _CALLABLE and len(items) == 2:
            result = self.read(items[1])
            return ANYTHING if is_unknown(result) or result == NONE else Returning(result)
        return None

    def _type(self, items: list[tree.Expr]) -> Kind:
        if not items:
            return ANYTHING
        alias = self._alias(items[0])
        if alias is None and not generics.is_param(self.model, items[0], self.routine, self.cls):
            inner = self._name(items[0])
            return inner if isinstance(inner, ClassRef) else ANYTHING
        cls = generics.class_of(self.read(items[0]))
        return ANYTHING if cls is None else ClassRef(cls)

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
        if (
            items
            and isinstance(instance, Instance)
            and generics.variables_of(self.model, kind.name)
        ):
            return Instance(kind.name, tuple(self.read(item) for item in items))
        return instance


def _is_ellipsis(node: tree.Expr) -> bool:
    return isinstance(node, tree.Constant) and node.kind == "Ellipsis"
