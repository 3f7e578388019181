"""Classes: their order of bases, and what a name means on them.

The order of bases (MRO) mixes classes of the project, which are read, and classes of libraries,
which are known by their rows. A base of which nothing is known is the empty name: whatever is not
found before it is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic.kinds import ANYTHING, ClassRef, External, Kind, members, trim
from asynclint.semantic.routines import ClassInfo, Routine

if TYPE_CHECKING:
    from asynclint.index.module import Module, Unit
    from asynclint.knowledge.schema import Callable
    from asynclint.semantic.model import Model

UNKNOWN = ""
OBJECT = "object"


class Found(NamedTuple):
    """Where an attribute was found: in the body of a class of the project, or as a row."""

    cls: str
    definitions: tuple[Definition, ...] = ()
    row: Callable | None = None


def define(
    model: Model, module: Module, unit: Unit, node: tree.Class, qualname: str, outer: Routine | None
) -> ClassRef:
    """Make a class of the project known under its dotted name."""
    name = model.tables.canonical(f"{module.name}.{qualname}")
    known = model.classes.get(name)
    while known is not None and known.node is not node:
        # Two classes of one name (in the branches of an `if`, or in two functions).
        name += "'"
        model.classes.twins.add(module)
        known = model.classes.get(name)
    if known is None:
        model.classes[name] = ClassInfo(name, module, unit, node, qualname, outer)
    return ClassRef(name)


def scope_names(model: Model, cls: str) -> frozenset[str]:
    """The names that the class's own body binds."""
    info = model.classes[cls]
    return info.module.members(Definition(info.node, info.unit)).names()


def own(model: Model, cls: str, name: str) -> tuple[Definition, ...]:
    """The statements of the class's own body that bind `name`."""
    info = model.classes.get(cls)
    if info is None:
        return ()
    class_ = Definition(info.node, info.unit)
    return info.module.members(class_).find(name)


def bases(model: Model, cls: str) -> tuple[str, ...]:
    """The names of the direct bases; UNKNOWN for one that cannot be told."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("bases", cls), lambda: _bases(model, cls), ()
    )


def _bases(model: Model, cls: str) -> tuple[str, ...]:
    row = model.tables.class_row(cls)
    if row is not None:
        return row.bases
    synthetic = model.synthetic_bases.get(cls)
    if synthetic is not None:
        return synthetic
    info = model.classes.get(cls)
    if info is None:
        return (UNKNOWN,)
    found: list[str] = []
    for expression in info.node.bases:
        if isinstance(expression, tree.Starred):
            found.append(UNKNOWN)
            continue
        kind = model.value_in(info.module, info.unit, strip_arguments(expression), None, info.outer)
        options = [k.name for k in members(kind) if isinstance(k, ClassRef)]
        name = options[0] if options else _named_base(model, kind)
        if name is not None:
            found.append(name)
    if any(UNKNOWN in mro(model, base) for base in found) and _declares_columns(model, info):
        found.append(MODEL)  # whatever its bases are, one of them is a model
    return tuple(found)


MODEL = "django.db.models.Model"
_COLUMN = re.compile(r"=\s*(?:\w+\.)*(?:\w*Field|ForeignKey)\(")


def _declares_columns(model: Model, info: ClassInfo) -> bool:
    """Whether a class body makes fields of Django's models."""
    scope = info.module.members(Definition(info.node, info.unit))
    for definition in scope.assignments_with(_COLUMN):
        value = definition.statement.value if isinstance(definition.statement, tree.Bind) else None
        if isinstance(value, tree.Call):
            kind = model.value_in(info.module, definition.unit, value.function, None, info.outer)
            if any(isinstance(k, ClassRef) and model.tables.field(k.name) for k in members(kind)):
                return True
    return False


def strip_arguments(expression: tree.Expr) -> tree.Expr:
    """`Generic[T]` → `Generic`."""
    return expression.value if isinstance(expression, tree.Subscript) else expression


_TRANSPARENT_BASES = frozenset(
    {"typing.Generic", "typing.Protocol", "typing_extensions.Protocol", "abc.ABC", "object"}
    | {"typing.NamedTuple", "typing.TypedDict", "enum.Enum", "enum.IntEnum", "enum.StrEnum"}
)


def _named_base(model: Model, kind: Kind) -> str | None:
    """The base that a kind other than a class stands for; None for one that adds nothing."""
    if isinstance(kind, External):
        name = kind.name.removeprefix("builtins.")
        return None if name in _TRANSPARENT_BASES else name
    return UNKNOWN


def mro(model: Model, cls: str) -> tuple[str, ...]:
    """The class and its bases in the order in which attributes are looked up."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("mro", cls), lambda: _mro(model, cls), (cls,)
    )


def _mro(model: Model, cls: str) -> tuple[str, ...]:
    if cls == UNKNOWN:
        return (UNKNOWN,)
    direct = bases(model, cls)
    sequences = [list(mro(model, base)) for base in direct] + [list(direct)]
    return (cls, *_merge(sequences))


def _merge(sequences: list[list[str]]) -> list[str]:
    """C3; where the bases contradict each other, the first that comes (Python would refuse)."""
    merged: list[str] = []
    sequences = [s for s in sequences if s]
    while sequences:
        for sequence in sequences:
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            head = sequences[0][0]
        if head not in merged:
            merged.append(head)
        sequences = [[name for name in s if name != head] for s in sequences]
        sequences = [s for s in sequences if s]
    return merged


def is_subclass(model: Model, cls: str, base: str) -> bool:
    return base in mro(model, cls)


def hides_something(model: Model, cls: str) -> bool:
    """Whether a base is not known, so that the class may have any attribute."""
    order = mro(model, cls)
    return any(
        name == UNKNOWN or (name not in model.classes and not is_described(model, name))
        for name in order
    )


def is_described(model: Model, cls: str) -> bool:
    """Whether a class of a library is known by a row, or one that asynclint made up itself."""
    tables = model.tables
    return (
        tables.class_row(cls) is not None
        or tables.field(cls) is not None
        or cls in model.synthetic_bases
    )


def find(model: Model, cls: str, name: str, after: str | None = None) -> Found | None:
    """The first class in the order of bases that has the attribute.

    `after` starts behind that class (for `super()`). None where no known class has it.
    A base that is not known ends the search with `Found(UNKNOWN)`.
    """
    return model.queries.ask(  # type: ignore[no-any-return]
        ("find", cls, name, after), lambda: _find(model, cls, name, after), None
    )


def _find(model: Model, cls: str, name: str, after: str | None) -> Found | None:
    order = mro(model, cls)
    if after is not None and after in order:
        order = order[order.index(after) + 1 :]
    for base in order:
        if base == UNKNOWN:
            return Found(UNKNOWN)
        is_told = is_described(model, base) or f"{base}.{name}" in model.tables.declared
        row = model.tables.row(f"{base}.{name}") if is_told else None
        if row is not None and row.name.rpartition(".")[0] == base:  # not one of a base's
            return Found(base, row=row)
        definitions = own(model, base, name)
        if definitions:
            return Found(base, definitions)
        if base not in model.classes and not is_described(model, base):
            return Found(UNKNOWN)
    return None


def described_attribute(model: Model, cls: str, name: str) -> str | None:
    """The kind text of an attribute that objects of the class have by a row of one of its bases."""
    for base in mro(model, cls):
        text = model.tables.attribute(base, name) if base else None
        if text:
            return text
    return None


def attribute_kind(model: Model, found: Found, name: str) -> Kind:
    """What the class body binds the name to, decorators applied; not yet bound to an object."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("class attribute", found.cls, found.definitions, name),
        lambda: _attribute_kind(model, found, name),
        ANYTHING,
    )


def _attribute_kind(model: Model, found: Found, name: str) -> Kind:
    from asynclint.semantic import followed, names, registries

    info = model.classes[found.cls]
    statements = [
        d
        for d in found.definitions
        if not names._is_overload(d.statement) and not is_accessor(d.statement, name)
    ]
    kind = trim(names.kind_of_all(model, info.module, statements, name, found.cls))
    if info.module.is_library:
        return followed.any_truth(kind)
    return registries.filled_attribute(model, found.cls, name, kind)


def is_accessor(
    statement: tree.Stmt, name: str, kinds: tuple[str, ...] = ("setter", "deleter", "register")
) -> bool:
    """`@name.setter`, `@name.deleter`: they extend the property, they do not replace it."""
    return isinstance(statement, tree.Function) and any(
        isinstance(d, tree.Attribute)
        and d.name in kinds
        and isinstance(d.value, tree.Name)
        and d.value.id == name
        for d in statement.decorators
    )


def method(model: Model, cls: str, definition: Definition) -> Routine:
    """The function that a `def` in the body of a class of the project makes."""
    info = model.classes[cls]
    statement = definition.statement
    assert isinstance(statement, tree.Function)
    qualname = f"{info.qualname}.{statement.name}"
    return model.routine(info.module, definition.unit, statement, qualname, cls, info.outer)
