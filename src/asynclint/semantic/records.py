"""Records: classes whose fields stand in the body and whose constructor nobody writes.

Dataclasses, attrs classes, named tuples, pydantic and msgspec models: their objects are made of
their fields, in the order in which the bodies of the class and its bases declare them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    NOTHING,
    ClassRef,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    members,
    trim,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import ClassInfo

# Decorators that write a constructor of the fields, and bases that do.
_DECORATORS = frozenset(
    {"dataclasses.dataclass", "pydantic.dataclasses.dataclass"}
    | {f"attr.{name}" for name in ("s", "attrs", "dataclass", "define", "frozen", "mutable")}
    | {f"attrs.{name}" for name in ("define", "frozen", "mutable")}
)
_NAMED_TUPLE = "typing.NamedTuple"
_TYPED = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})
_BASES = frozenset(
    {_NAMED_TUPLE, "pydantic.BaseModel", "pydantic.main.BaseModel", "msgspec.Struct"}
)

_CONVERTING = frozenset(name for name in _DECORATORS | _BASES if name.startswith("pydantic."))


def is_record(model: Model, cls: str) -> bool:
    """Whether a constructor that takes the fields is written for a class of the project."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("record", cls), lambda: any(_makes(model, b) for b in classes.mro(model, cls)), False
    )


def converts(model: Model, cls: str) -> bool:
    """Whether the constructor of a record makes something else of its arguments."""
    return any(
        base in _CONVERTING
        or (base in model.classes and _is_made_by(model, model.classes[base], _CONVERTING))
        for base in classes.mro(model, cls)
    )


def is_named_tuple(model: Model, cls: str) -> bool:
    return any(
        _named(model, info, base, frozenset({_NAMED_TUPLE}))
        for info in _infos(model, cls)
        for base in info.node.bases
    )


def typed_dictionary(model: Model, cls: str) -> Kind | None:
    """What an object of a class of the project is that is a `TypedDict`: a dictionary with those
    keys. None for any other class."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("typed dictionary", cls), lambda: _typed_dictionary(model, cls), NOTHING
    )


def _typed_dictionary(model: Model, cls: str) -> Kind | None:
    if not any(
        _named(model, info, base, _TYPED) for info in _infos(model, cls) for base in info.node.bases
    ):
        return None
    declared = _declared(model, cls)
    return trim(Fixed("dict", tuple(declared.values()), tuple(declared)))


def as_tuple(model: Model, kind: Kind) -> Kind:
    """An object of a named tuple of the project as the tuple that it is; others as they are."""
    if not isinstance(kind, Instance) or kind.cls not in model.classes:
        return kind
    if not is_record(model, kind.cls) or not is_named_tuple(model, kind.cls):
        return kind
    return Fixed("tuple", tuple(_declared(model, kind.cls).values()))


def _declared(model: Model, cls: str) -> dict[str, Kind]:
    """The fields that a class and its bases declare, with the kinds of their annotations."""
    from asynclint.semantic import declarations

    found: dict[str, Kind] = {}
    for info in _infos(model, cls):
        for definition in info.module.members(Definition(info.node, info.unit)).statements():
            statement = definition.statement
            if isinstance(statement, tree.Bind) and statement.annotation is not None:
                target = statement.targets[0]
                if isinstance(target, tree.Name):
                    found[target.id] = declarations.kind_of(
                        model, info.module, definition.unit, statement.annotation, None, info.name
                    )
    return found


def _makes(model: Model, cls: str) -> bool:
    info = model.classes.get(cls)
    if info is None:
        return cls in _BASES
    return _is_made_by(model, info, _DECORATORS | _BASES)


def _is_made_by(model: Model, info: ClassInfo, names: frozenset[str]) -> bool:
    """Whether one of these decorators, or bases, stands beside a class."""
    makers = [d.function if isinstance(d, tree.Call) else d for d in info.node.decorators]
    return any(_named(model, info, each, names) for each in (*makers, *info.node.bases))


def _named(model: Model, info: ClassInfo, node: tree.Expr, names: frozenset[str]) -> bool:
    """Whether an expression beside a class means one of these."""
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return False
    kind: Kind = model.value_in(info.module, info.unit, node, None, info.outer)
    return any(isinstance(o, (External, ClassRef)) and o.name in names for o in members(kind))


def _infos(model: Model, cls: str) -> Iterator[ClassInfo]:
    """The classes of the project among a class and its bases, the last base first."""
    for base in reversed(classes.mro(model, cls)):
        info = model.classes.get(base)
        if info is not None:
            yield info


def fields(model: Model, cls: str) -> tuple[str, ...]:
    """The fields of a record, in the order in which its constructor takes them; none for any other
    class."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("fields", cls), lambda: _fields(model, cls) if is_record(model, cls) else (), ()
    )


def _fields(model: Model, cls: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for info in _infos(model, cls):
        for definition in info.module.members(Definition(info.node, info.unit)).statements():
            statement = definition.statement
            if isinstance(statement, tree.Bind) and statement.annotation is not None:
                target = statement.targets[0]
                if isinstance(target, tree.Name) and not _is_of_class(statement.annotation):
                    found[target.id] = None
    return tuple(found)


def _is_of_class(annotation: tree.Expr) -> bool:
    """`ClassVar[int]`: no field."""
    if isinstance(annotation, tree.Subscript):
        annotation = annotation.value
    name = annotation.id if isinstance(annotation, tree.Name) else getattr(annotation, "name", "")
    return name == "ClassVar"


def match_args(model: Model, cls: str) -> tuple[str, ...]:
    """The attributes that the positional patterns of a class pattern look at."""
    found = classes.find(model, cls, "__match_args__")
    if found is not None and found.definitions:
        kind = classes.attribute_kind(model, found, "__match_args__")
        items = kind.items if isinstance(kind, Fixed) else ()
        return tuple(str(i.value) for i in items if isinstance(i, Literal))
    return fields(model, cls)
