"""What making an object, or a class, calls: constructors, `__post_init__`, factories of fields,
`__init_subclass__`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes, records
from asynclint.semantic.kinds import Bound, ClassRef, Def, Descriptor, Kind, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments


def constructors(model: Model, callee: ClassRef, result: Kind) -> Iterator[Bound]:
    """What making an object of a class of the project calls with the arguments."""
    for name in ("__new__", "__init__"):
        for target in _methods(model, callee.name, name):
            yield Bound(target, callee if name == "__new__" else result)


def last_steps(model: Model, callee: ClassRef, args: Arguments, result: Kind) -> Iterator[Kind]:
    """What making an object of a data class calls without arguments."""
    if not records.is_record(model, callee.name):
        return
    if not args.starred and not _methods(model, callee.name, "__init__"):
        given = {name for name, _ in args.keywords}
        fields = factories(model, callee.name)
        for position, (name, factory) in enumerate(fields):
            if position >= len(args.positional) and not given & {name, None}:
                yield from members(factory) if factory is not None else ()
    for target in _methods(model, callee.name, "__post_init__"):
        yield Bound(target, result)


def fields_given(model: Model, callee: ClassRef, args: Arguments) -> tuple[tuple[str, Kind], ...]:
    """What the constructor that a data class is made keeps of its arguments."""
    cls = callee.name
    if args.starred or not records.is_record(model, cls) or records.converts(model, cls):
        return ()
    if _methods(model, cls, "__init__") or _chooses_parameters(model, cls):
        return ()
    names = records.fields(model, cls)
    given = dict(zip(names, args.positional))
    given.update((name, kind) for name, kind in args.keywords if name in names)
    return tuple(given.items())


_CHOOSING = frozenset({"init", "kw_only", "alias", "converter"})


def _chooses_parameters(model: Model, cls: str) -> bool:
    """Whether a data class says of its fields how the constructor takes them."""
    return any(
        isinstance(node, tree.Call) and not _CHOOSING.isdisjoint(k.name for k in node.keywords)
        for base in classes.mro(model, cls)
        if base in model.classes
        for statement in _fields_of(model, base)
        for node in (statement.value,)
    )


def _fields_of(model: Model, cls: str) -> Iterator[tree.Bind]:
    info = model.classes[cls]
    for definition in info.module.members(Definition(info.node, info.unit)).statements():
        if isinstance(definition.statement, tree.Bind):
            yield definition.statement


def subclass_hooks(model: Model, cls: ClassRef) -> Iterator[Bound]:
    """What making a class calls: `__init_subclass__` of the first of its bases that has one."""
    for base in classes.mro(model, cls.name)[1:]:
        found = classes.find(model, base, "__init_subclass__")
        for target in _methods(model, base, "__init_subclass__"):
            yield Bound(target, cls)
        if found is not None:
            return


def _methods(model: Model, cls: str, name: str) -> list[Def]:
    """The functions of the project that a special method of a class may be."""
    found = classes.find(model, cls, name)
    if found is None or not found.definitions:
        return []
    kind = classes.attribute_kind(model, found, name)
    targets = [o.target if isinstance(o, Descriptor) else o for o in members(kind)]
    return [target for target in targets if isinstance(target, Def)]


Fields = tuple[tuple[str, "Kind | None"], ...]


def factories(model: Model, cls: str) -> Fields:
    """The fields of a data class, with what `field(default_factory=…)` names for them."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("factories", cls), lambda: _factories(model, cls), ()
    )


def _factories(model: Model, cls: str) -> Fields:
    found: dict[str, Kind | None] = {}
    for base in reversed(classes.mro(model, cls)):
        info = model.classes.get(base)
        if info is None:
            continue
        for definition in info.module.members(Definition(info.node, info.unit)).statements():
            statement = definition.statement
            if not isinstance(statement, tree.Bind) or statement.annotation is None:
                continue
            target = statement.targets[0]
            if isinstance(target, tree.Name):
                factory = _factory(statement.value)
                found[target.id] = (
                    None
                    if factory is None
                    else model.value_in(info.module, definition.unit, factory, base, info.outer)
                )
    return tuple(found.items())


def _factory(value: tree.Expr | None) -> tree.Expr | None:
    """The function in `field(default_factory=function)`."""
    for keyword in value.keywords if isinstance(value, tree.Call) else ():
        if keyword.name in ("default_factory", "factory"):
            return keyword.value
    return None
