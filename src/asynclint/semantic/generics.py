"""Type variables: what they stand for in the methods of a generic class, and in a call.

`Repo[Book]` says what `T` means in `class Repo(Generic[T])`, and so does `class Books(Repo[Book])`;
the arguments of a call say it for a function's own. Variables are known by their names as written.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import aliases
from asynclint.semantic.kinds import (
    ANYTHING,
    ClassRef,
    Coroutine,
    Instance,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    coroutines_in,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.uses import iterated
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asynclint.index.module import Module
    from asynclint.index.parts import Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

NONE_KNOWN: Mapping[str, Kind] = MappingProxyType({})
SELF = "Self"  # among the variables: the object that a method is called on
_LISTING = frozenset({"Generic", "Protocol"})


def arguments(node: tree.Subscript) -> list[tree.Expr]:
    """The type arguments in brackets."""
    index = node.index
    return list(index.items) if isinstance(index, tree.Display) else [index]


def class_of(kind: Kind) -> str | None:
    """The class of which an object of this kind is one, as far as type arguments can name it."""
    if isinstance(kind, (ModelInstance, QuerySet, Manager)):
        return kind.cls
    return kind.cls if isinstance(kind, Instance) and kind.cls != "None" else None


# --- the variables of a class, a function, an alias ------------------------------------------


def params_in_scope(
    model: Model, routine: Routine | None, cls: str | None
) -> dict[str, tree.Expr | None]:
    """The type parameters (`def first[T: Model](…)`) that are seen inside, with their bounds."""
    found: dict[str, tree.Expr | None] = {}
    info = model.classes.get(cls) if cls else None
    if info is not None:
        found.update((param.name, param.bound) for param in info.node.type_params)
    while routine is not None:
        if isinstance(routine.node, tree.Function):
            for param in routine.node.type_params:
                found.setdefault(param.name, param.bound)
        routine = routine.outer
    return found


def is_param(model: Model, node: tree.Expr, routine: Routine | None, cls: str | None) -> bool:
    return isinstance(node, tree.Name) and node.id in params_in_scope(model, routine, cls)


def variables_of(model: Model, cls: str) -> tuple[str, ...]:
    """The type variables of a class of the project, in the order of its type arguments."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("type variables", cls), lambda: _variables_of(model, cls), ()
    )


def _variables_of(model: Model, cls: str) -> tuple[str, ...]:
    info = model.classes.get(cls)
    if info is None or info.module.is_library:
        return ()
    if info.node.type_params:
        return tuple(param.name for param in info.node.type_params)
    subscripts = [base for base in info.node.bases if isinstance(base, tree.Subscript)]
    listing = [base for base in subscripts if _last_name(base.value) in _LISTING]
    indices = [base.index for base in listing or subscripts]
    return _variables_in(model, info.module, info.unit, indices)


def _last_name(node: tree.Expr) -> str:
    return node.id if isinstance(node, tree.Name) else getattr(node, "name", "")


def params_of_alias(model: Model, alias: aliases.Alias) -> tuple[str, ...]:
    """The variables of an alias in the order in which it takes their values."""
    if alias.params or alias.value is None:
        return alias.params
    return _variables_in(model, alias.module, alias.unit, alias.value)


def _variables_in(model: Model, module: Module, unit: Unit, node: object) -> tuple[str, ...]:
    """The names of the type variables that an expression mentions, in the order of the source."""
    found: dict[str, None] = {}
    for inner in walk(node):
        if isinstance(inner, tree.Name):
            alias = aliases.of_name(model, module, unit, inner)
            if alias is not None and alias.is_variable:
                found[inner.id] = None
    return tuple(found)


# --- what they stand for ---------------------------------------------------------------------


def in_class(model: Model, receiver: Kind, owner: str) -> dict[str, Kind]:
    """What the variables of the class `owner` stand for in its methods, for this object."""
    cls = receiver.name if isinstance(receiver, ClassRef) else class_of(receiver)
    if cls is None or cls not in model.classes:
        return {}
    args = receiver.args if isinstance(receiver, (Instance, ClassRef)) else ()
    return _in_base(model, cls, args, owner)


def _in_base(model: Model, cls: str, args: tuple[Kind, ...], owner: str) -> dict[str, Kind]:
    from asynclint.semantic import classes, declarations

    known = dict(zip(variables_of(model, cls), args))
    info = model.classes.get(cls)
    if cls == owner or info is None:
        return known
    for base in info.node.bases:
        head = classes.strip_arguments(base)
        for kind in members(model.value_in(info.module, info.unit, head, None, info.outer)):
            if not isinstance(kind, ClassRef) or owner not in classes.mro(model, kind.name):
                continue
            given: tuple[Kind, ...] = ()
            if isinstance(base, tree.Subscript):
                given = tuple(
                    declarations.kind_of(model, info.module, info.unit, i, None, cls, known)
                    for i in arguments(base)
                )
            return _in_base(model, kind.name, given, owner)
    return {}


def in_call(model: Model, routine: Routine, given: tuple[Kind, ...]) -> Mapping[str, Kind]:
    """What the type variables in a function's return annotation stand for in a call with these
    arguments, the receiver among them."""
    node = routine.node
    if not isinstance(node, tree.Function) or not given:
        return NONE_KNOWN
    wanted = [n.id for n in walk(node.returns) if isinstance(n, tree.Name)]
    if not any(_is_variable(model, routine, name) for name in wanted):
        return NONE_KNOWN
    found: dict[str, Kind] = {}
    if routine.cls is not None:
        receiver = given[0]
        found.update(in_class(model, receiver, routine.cls))
        if isinstance(receiver, ClassRef):
            receiver = model.instance_of(receiver)
        if class_of(receiver) is not None:
            found[SELF] = receiver
    for param, kind in zip(node.params, given):
        if param.annotation is not None and "star" not in param.kind:
            for name, value in _fitting(model, param.annotation, kind):
                if _is_variable(model, routine, name):
                    found.setdefault(name, value)
    return found


def _is_variable(model: Model, routine: Routine, name: str) -> bool:
    if name == SELF or name in params_in_scope(model, routine, routine.cls):
        return True
    found = aliases.named(model, routine.module, name)
    return found is not None and found.is_variable


def _fitting(model: Model, annotation: tree.Expr, kind: Kind) -> Iterator[tuple[str, Kind]]:
    """What names in an annotation stand for, if a value of this kind is to fit it,
    whether they are variables or classes."""
    kind = without_none(kind)
    if is_unknown(kind) or any(True for _ in coroutines_in(kind)) != _is_awaitable(annotation):
        return
    if isinstance(annotation, tree.Name):
        yield annotation.id, kind
    elif isinstance(annotation, tree.Operation):
        for operand in annotation.operands:
            if isinstance(operand, (tree.Name, tree.Subscript)):
                yield from _fitting(model, operand, kind)
    elif isinstance(annotation, tree.Subscript):
        items = arguments(annotation)
        yield from _fitting_inside(model, _last_name(annotation.value), items, kind)


def _is_awaitable(annotation: tree.Expr) -> bool:
    return isinstance(annotation, tree.Subscript) and _last_name(annotation.value) in (
        "Awaitable", "Coroutine",
    )  # fmt: skip


def _fitting_inside(
    model: Model, head: str, items: list[tree.Expr], kind: Kind
) -> Iterator[tuple[str, Kind]]:
    options = members(kind)
    if head in ("type", "Type"):
        classes = [model.instance_of(o) for o in options if isinstance(o, ClassRef)]
        inner = join(*classes) if classes else ANYTHING
    elif head in ("Awaitable", "Coroutine"):
        inner = join(*(o.result for o in options if isinstance(o, Coroutine)))
    elif head in ("Optional", "Annotated"):
        inner = kind
    elif head in ("dict", "Dict", "Mapping", "Callable", "tuple", "Tuple", "Union"):
        return
    else:
        inner = join(*(iterated(option) for option in options))
        items = items[:1]
    for item in items[-1:]:
        yield from _fitting(model, item, inner)
