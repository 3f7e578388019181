"""Which names lowered statements bind in the scope they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from msgspec import Struct

from asynclint.index.tree import (
    Augment,
    Bind,
    Class,
    Display,
    Expr,
    For,
    Function,
    If,
    Import,
    ImportFrom,
    Lambda,
    Match,
    Name,
    Pattern,
    Starred,
    Stmt,
    Try,
    TypeAlias,
    Walrus,
    While,
    With,
)

_STATEMENTS: tuple[type, ...] = get_args(Stmt)


def level(body: Sequence[Stmt]) -> Iterator[Stmt]:
    """All statements of a scope in order, those in nested blocks included.

    The bodies of functions and classes are scopes of their own and left out.
    """
    pending = list(reversed(body))
    while pending:
        statement = pending.pop()
        yield statement
        for block in reversed(_blocks(statement)):
            pending.extend(reversed(block))


def bound_names(statement: Stmt, *, walrus: bool = True) -> tuple[str, ...]:
    """The names that a statement itself binds, not those of statements nested in it.

    `del` unbinds and does not count; an annotation without a value does. Without `walrus` the
    statement is known to hold no `:=`, which saves the search for it.
    """
    own = _BOUND.get(type(statement))
    names = own(statement) if own is not None else []
    if walrus:
        names.extend(_walruses(statement))
    return tuple(dict.fromkeys(names))


def _blocks(statement: Stmt) -> list[list[Stmt]]:
    if isinstance(statement, (If, While, For)):
        return [statement.body, statement.orelse]
    if isinstance(statement, With):
        return [statement.body]
    if isinstance(statement, Try):
        handlers = [handler.body for handler in statement.handlers]
        return [statement.body, *handlers, statement.orelse, statement.final]
    if isinstance(statement, Match):
        return [case.body for case in statement.cases]
    return []


def _targets(*targets: Expr | None) -> list[str]:
    names: list[str] = []
    for target in targets:
        if isinstance(target, Name):
            names.append(target.id)
        elif isinstance(target, Display):
            names.extend(_targets(*target.items))
        elif isinstance(target, Starred):
            names.extend(_targets(target.value))
    return names


def _of_import(statement: Import) -> list[str]:
    return [item.alias or item.name.partition(".")[0] for item in statement.names]


def _of_import_from(statement: ImportFrom) -> list[str]:
    return [] if statement.star else [item.alias or item.name for item in statement.names]


def _of_match(statement: Match) -> list[str]:
    names = []
    for case in statement.cases:
        names.extend(captured(case.pattern))
    return names


def captured(pattern: Pattern) -> list[str]:
    """The names that a pattern of a `case` binds."""
    own = [name for name in (pattern.name, pattern.rest) if name is not None]
    return own + [name for part in pattern.parts for name in captured(part)]


_BOUND: dict[type, Callable[[Any], list[str]]] = {
    Bind: lambda bind: _targets(*bind.targets),
    Augment: lambda augment: _targets(augment.target),
    For: lambda loop: _targets(loop.target),
    With: lambda block: _targets(*(item.target for item in block.items)),
    Try: lambda block: [handler.name for handler in block.handlers if handler.name is not None],
    Match: _of_match,
    Function: lambda function: [function.name],
    Class: lambda definition: [definition.name],
    TypeAlias: lambda alias: [alias.name],
    Import: _of_import,
    ImportFrom: _of_import_from,
}


def _walruses(statement: Stmt) -> list[str]:
    """Targets of `:=` that are bound where the statement stands.

    A comprehension binds them outside itself, a lambda keeps them.
    """
    names: list[str] = []
    pending: list[object] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(reversed(node))
        elif isinstance(node, Struct) and not isinstance(node, Lambda):
            if isinstance(node, Walrus):
                names.append(node.target)
            if node is statement or not isinstance(node, _STATEMENTS):
                pending.extend(getattr(node, field) for field in reversed(node.__struct_fields__))
    return names
