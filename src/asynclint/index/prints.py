"""What was read of a module, as plain data that can be kept and asked again of its next text.

A reading is (where, how, about): the scope it was asked of, the question, and what it was about.
Its print stands for the answer: statements count by what they say, whatever comments and blank
lines stand in them and wherever they are.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from asynclint.index.parts import Definition, Scope, Unit
from asynclint.index.tree import Class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.facts import Fact, Readable
    from asynclint.index.module import Module

# Where a scope is: the names of the classes around it, each with its number among those of a name;
# None for the module as a text.
Where = list[Any]
Reading = tuple[Any, str, list[Any]]

SIZE = 8  # bytes of a print


class NotPlainError(ValueError):
    """A reading is about something that cannot be kept as data."""


def readings(module: Module) -> Iterator[tuple[Reading | None, Fact]]:
    """All that was read of a module; None for what cannot be asked again."""
    yield from _readings(None, module)
    seen: set[int] = set()
    for where, scope in _scopes(module):
        seen.add(id(scope))
        yield from _readings(where, scope)
    for scope in module.all_scopes():
        if id(scope) not in seen:
            yield from ((None, fact) for _, fact in scope.noted())


def _readings(where: Where | None, holder: Readable) -> Iterator[tuple[Reading | None, Fact]]:
    for (how, *about), fact in holder.noted():
        try:
            yield (where, str(how), [plain(each) for each in about]), fact
        except NotPlainError:
            yield None, fact


def read(module: Module, reading: Reading) -> Any:
    """What a reading gives now; None where there is no such scope any more."""
    where, how, about = reading
    holder: Readable | None = module if where is None else _scope_at(module, where)
    return None if holder is None else getattr(holder, how)(*map(restored, about))


# --- which scope -----------------------------------------------------------------------------


def _scopes(module: Module) -> Iterator[tuple[Where, Scope]]:
    top = module.read_scope
    if top is not None:
        yield [], top
        yield from _scopes_in(module, top, [])


def _scopes_in(module: Module, scope: Scope, above: Where) -> Iterator[tuple[Where, Scope]]:
    for part in scope.parts:
        for unit in part.units():
            if not unit.scopes:
                continue
            for name in part.bindings():
                for number, found in enumerate(scope.found(name)):
                    inner = found.unit.scopes.get(id(found.statement))
                    if found.unit is unit and inner is not None:
                        where = [*above, [name, number]]
                        yield where, inner
                        yield from _scopes_in(module, inner, where)


def _scope_at(module: Module, where: Where) -> Scope | None:
    scope = module.scope
    for name, number in where:
        found = scope.found(name)
        if number >= len(found) or not isinstance(found[number].statement, Class):
            return None
        scope = module.members(found[number])
    return scope


# --- what it was about -----------------------------------------------------------------------


def plain(value: object) -> Any:
    """A pattern, a word or words as data."""
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, re.Pattern):
        return ["re", value.pattern, value.flags]
    if isinstance(value, frozenset):
        return ["words", *sorted(value)]
    raise NotPlainError(repr(value))


def restored(data: Any) -> Any:
    """What `plain` made data of."""
    if not isinstance(data, list):
        return data
    kind, *parts = data
    return re.compile(*parts) if kind == "re" else frozenset(parts)


# --- what came out ---------------------------------------------------------------------------


def fingerprint(value: object) -> bytes:
    """Stands for what a reading gave. Raises NotPlainError."""
    return _digest(repr(_shown(value)).encode("utf-8", "surrogatepass"))


def _shown(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Definition):
        return unit_print(value.unit), value.statement.at
    if isinstance(value, tuple):
        return [_shown(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    raise NotPlainError(repr(value))


def unit_print(unit: Unit) -> bytes:
    """Stands for what a stretch of a file says."""
    if unit.print is None:
        unit.print = _digest(msgspec.msgpack.encode(unit.lowered.body))
    return unit.print


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=SIZE).digest()
