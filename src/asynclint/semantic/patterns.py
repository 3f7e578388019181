"""What the patterns of `match` tell: of the value where one matches, and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import attributes, constants, narrowing, records
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    ClassRef,
    Fixed,
    Instance,
    Kind,
    Literal,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.uses import iterated

if TYPE_CHECKING:
    from asynclint.index import tree
    from asynclint.semantic.expressions import Expressions


def matched(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    """The value where the pattern matches, NOTHING where it never does; binds what it captures."""
    found = _MATCHED[pattern.kind](run, pattern, kind)
    if pattern.name is not None:
        run.env[pattern.name] = found
        run.forget_attributes(pattern.name)
    return found


def left_over(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    """The value where the pattern does not match."""
    if pattern.kind == "any":
        return NOTHING
    if pattern.kind == "or":
        for part in pattern.parts:
            kind = left_over(run, part, kind)
        return kind
    if pattern.kind == "value" and pattern.value is not None:
        with run.muted():
            value = run.eval(pattern.value)
        if value == NONE:
            return without_none(kind) if kind != NONE else NOTHING
        return join(*(m for m in members(kind) if constants.are_equal(m, value) is not True))
    if pattern.kind == "class" and pattern.value is not None and not pattern.parts:
        with run.muted():
            cls = run.eval(pattern.value)
        return narrowing.instance(run, kind, cls, False)
    return kind


def _any(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    return kind


def _value(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    assert pattern.value is not None
    value = run.eval(pattern.value)
    options = [m for m in members(kind) if constants.are_equal(m, value) is not False]
    if value == NONE and any(m == NONE or is_unknown(m) for m in options):
        return NONE
    return join(*(m for m in options if value == NONE or m != NONE or is_unknown(value)))


def _or(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    found: list[Kind] = []
    captured: dict[str, list[Kind]] = {}
    for part in pattern.parts:
        before = run.env
        run.env = dict(before)
        one = matched(run, part, kind)
        after, run.env = run.env, before
        found.append(one)
        if one == NOTHING and kind != NOTHING:
            continue
        for name in _names(part):
            captured.setdefault(name, []).append(after.get(name, ANYTHING))
    for name, kinds in captured.items():
        run.env[name] = join(*kinds)
        run.forget_attributes(name)
    return join(*found)


def _names(pattern: tree.Pattern) -> list[str]:
    """The names that a pattern captures."""
    own = [name for name in (pattern.name, pattern.rest) if name is not None]
    return own + [name for part in pattern.parts for name in _names(part)]


def _class(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    assert pattern.value is not None
    cls = run.eval(pattern.value)
    found = narrowing.instance(run, kind, cls, True)
    if found == NOTHING and kind != NOTHING:
        for name in _names(pattern):
            run.env[name] = NOTHING
        return NOTHING
    positional = len(pattern.parts) - len(pattern.names)
    for position, part in enumerate(pattern.parts):
        if position >= positional:
            value = _attribute(run, found, pattern.names[position - positional], pattern.value)
        else:
            value = _positional(run, found, cls, position, pattern.value)
        if matched(run, part, value) == NOTHING and value != NOTHING:
            found = NOTHING
    return found


def _attribute(run: Expressions, kind: Kind, name: str, node: tree.Expr) -> Kind:
    options = members(without_none(kind))
    return join(*(attributes.attribute(run, option, name, node) for option in options))


def _positional(run: Expressions, kind: Kind, cls: Kind, position: int, node: tree.Expr) -> Kind:
    """What the pattern at a position looks at: the whole of a builtin's object, else the attribute
    that the class names for it."""
    if not isinstance(cls, ClassRef):
        return ANYTHING
    if cls.name in _WHOLE and position == 0:
        return kind
    names = records.match_args(run.model, cls.name)
    return _attribute(run, kind, names[position], node) if position < len(names) else ANYTHING


_WHOLE = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str"}
    | {"tuple"}
)


def _sequence(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    found = [m for m in members(kind) if _may_be_sequence(pattern, m)]
    for position, part in enumerate(pattern.parts):
        values = [_item(pattern, position, option) for option in found]
        value = join(*values) if values else NOTHING
        if matched(run, part, value) == NOTHING and value != NOTHING:
            return NOTHING
    return join(*found)


def _may_be_sequence(pattern: tree.Pattern, kind: Kind) -> bool:
    if kind == NONE or isinstance(kind, Literal):
        return False
    if not isinstance(kind, Fixed):
        return not isinstance(kind, Instance) or kind.cls not in _NO_SEQUENCES
    wanted = len(pattern.parts)
    if kind.cls not in ("list", "tuple"):
        return False
    if kind.cls == "list" and not kind.items:
        return True  # it may have grown since
    return len(kind.items) == wanted if pattern.star < 0 else len(kind.items) >= wanted - 1


_NO_SEQUENCES = frozenset({"str", "bytes", "int", "float", "bool", "dict", "set", "frozenset"})


def _item(pattern: tree.Pattern, position: int, kind: Kind) -> Kind:
    """What stands at a position of the pattern, in one alternative of the value."""
    star, behind = pattern.star, len(pattern.parts) - position
    if not isinstance(kind, Fixed) or not kind.items:
        item = iterated(kind)
        if isinstance(kind, Instance) and kind.cls == "tuple" and len(kind.args) > 1:
            same = len(kind.args) == len(pattern.parts) and star < 0
            item = kind.args[position] if same else item
        return Instance("list", (item,)) if position == star else item
    if position == star:
        return Fixed("list", kind.items[star : len(kind.items) - behind + 1])
    return kind.items[position if star < 0 or position < star else len(kind.items) - behind]


def _mapping(run: Expressions, pattern: tree.Pattern, kind: Kind) -> Kind:
    keys = [run.eval(key) for key in pattern.keys]
    found = [m for m in members(kind) if m != NONE and not isinstance(m, Literal)]
    for key, part in zip(keys, pattern.parts):
        value = join(*(_under(option, key) for option in found)) if found else NOTHING
        if matched(run, part, value) == NOTHING and value != NOTHING:
            return NOTHING
    if pattern.rest is not None:
        run.env[pattern.rest] = join(*(_without(option, keys) for option in found))
        run.forget_attributes(pattern.rest)
    return join(*found)


def _under(kind: Kind, key: Kind) -> Kind:
    """What a mapping has under a key."""
    if isinstance(kind, Fixed) and kind.cls == "dict" and isinstance(key, Literal):
        for known, item in zip(kind.keys, kind.items):
            if known == key.value:
                return item
    if isinstance(kind, Instance) and kind.cls == "dict" and kind.args:
        return kind.args[-1]
    return ANYTHING


def _without(kind: Kind, keys: list[Kind]) -> Kind:
    """A mapping without some of its keys."""
    if isinstance(kind, Fixed) and kind.cls == "dict":
        taken = {key.value for key in keys if isinstance(key, Literal)}
        left = [(k, item) for k, item in zip(kind.keys, kind.items) if k not in taken]
        return Fixed("dict", tuple(item for _, item in left), tuple(k for k, _ in left))
    return kind if isinstance(kind, Instance) and kind.cls == "dict" else ANYTHING


_MATCHED = {
    "any": _any,
    "value": _value,
    "or": _or,
    "class": _class,
    "sequence": _sequence,
    "mapping": _mapping,
}
