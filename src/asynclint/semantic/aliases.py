"""Names that stand for types: aliases, new types and type variables, found as they are written.

A kind does not tell what was written: `Books = QuerySet[Book]` is a class to whoever runs it. So
annotations are followed to the statement that binds a name, through the imports of the project.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.index.errors import ParseError
from asynclint.index.resolver import absolute
from asynclint.semantic.kinds import ClassRef, External, ModuleRef, members

if TYPE_CHECKING:
    from asynclint.index.module import Definition, Module, Unit
    from asynclint.semantic.model import Model

_TYPING = ("typing", "typing_extensions")
_VARIABLES = frozenset(f"{module}.TypeVar" for module in _TYPING)
_NEW_TYPES = frozenset(
    f"{module}.{name}" for module in _TYPING for name in ("NewType", "TypeAliasType")
)


class Alias(NamedTuple):
    """What a name is written to stand for; `value` None for a type variable without a bound."""

    module: Module
    unit: Unit
    name: str
    value: tree.Expr | None
    params: tuple[str, ...] = ()  # of `type Rows[T] = …`
    is_variable: bool = False


@lru_cache(maxsize=4096)
def of_text(text: str) -> tree.Expr | None:
    """The expression in a string that stands for a type; None if it holds none."""
    from asynclint.index.lowering import lower  # brings the parser along

    try:
        body = lower(f"({text})", 0, len(text) + 2).body
    except ParseError:
        return None
    only = body[0] if len(body) == 1 else None
    return only.value if isinstance(only, tree.Evaluate) else None


def of_name(model: Model, module: Module, unit: Unit, node: tree.Expr) -> Alias | None:
    """What a name in a module is written to stand for, if it stands for a type that was put
    together; None for a class, and for whatever else says what it is by its kind."""
    if isinstance(node, tree.Name):
        return named(model, module, node.id)
    if isinstance(node, tree.Attribute) and isinstance(node.value, tree.Name):
        for kind in members(model.value_in(module, unit, node.value)):
            found = model.resolver.module(kind.name) if isinstance(kind, ModuleRef) else None
            if found is not None:
                return named(model, found, node.name)
    return None


def named(model: Model, module: Module, name: str) -> Alias | None:
    """What a global of a module is written to stand for."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("alias", module.name, name), lambda: _find(model, module, name), None
    )


def _find(model: Model, module: Module, name: str) -> Alias | None:
    if module.is_library or name not in module.names():
        return None
    definitions = module.find(name)
    if len(definitions) != 1:
        return None
    statement, unit = definitions[0]
    if isinstance(statement, tree.ImportFrom):
        return _imported(model, module, statement, name)
    if isinstance(statement, tree.TypeAlias):
        params = tuple(param.name for param in statement.type_params)
        return Alias(module, unit, name, statement.value, params)
    if isinstance(statement, tree.Bind) and statement.value is not None:
        return _bound(model, module, definitions[0], statement.value, name)
    return None


def _imported(model: Model, module: Module, statement: tree.ImportFrom, name: str) -> Alias | None:
    dotted = absolute(module, statement.level, statement.module)
    target = None if dotted is None else model.resolver.find(dotted, module)
    if target is None or target is module:
        return None
    for alias in statement.names:
        if (alias.alias or alias.name) == name:
            return named(model, target, alias.name)
    return None


def _bound(
    model: Model, module: Module, definition: Definition, value: tree.Expr, name: str
) -> Alias | None:
    unit = definition.unit
    if isinstance(value, tree.Call):
        return _made(model, module, unit, value, name)
    is_type = isinstance(value, tree.Subscript) or (
        isinstance(value, tree.Operation) and value.operator == "|"
    )
    if isinstance(value, tree.Constant):  # `Books: TypeAlias = "QuerySet[Book]"`
        is_type = definition.statement.annotation is not None  # type: ignore[union-attr]
    return Alias(module, unit, name, value) if is_type else None


def _made(model: Model, module: Module, unit: Unit, call: tree.Call, name: str) -> Alias | None:
    """`TypeVar("T", bound=Book)`, `NewType("BookId", int)`."""
    if not isinstance(call.function, (tree.Name, tree.Attribute)):
        return None
    for maker in members(model.value_in(module, unit, call.function)):
        called = maker.name if isinstance(maker, (External, ClassRef)) else ""
        if called in _VARIABLES:
            bound = next((k.value for k in call.keywords if k.name == "bound"), None)
            return Alias(module, unit, name, bound, is_variable=True)
        if called in _NEW_TYPES and len(call.args) == 2:
            return Alias(module, unit, name, call.args[1])
    return None
