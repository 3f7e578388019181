"""The grammar of kind texts, apart from the reader that the linter uses.

kind   = one *("|" one)
one    = word number | name ["[" kind *("," kind) ["," "..."] "]"]
"""

from __future__ import annotations

import re

BUILTINS = frozenset(
    (
        "None", "BaseException", "bool", "bytes", "complex", "float", "int", "memoryview", "object",
        "str",
    )
)  # fmt: skip
# How many parameters these take; None: one or more.
CONTAINERS = {
    "list": 1, "set": 1, "frozenset": 1, "dict": 2, "tuple": None, "iterator": 1,
    "asynciterator": 1, "type": 1, "lazy": 1,
}  # fmt: skip
WORDS = frozenset(
    ("self", "made", "row", "declared_rows", "own_rows", "item", "own_item", "form", "formed")
    + ("value", "client", "async_client")
)
NUMBERED = frozenset(("argument", "row", "awaited", "called"))
_TOKEN = re.compile(r"\s*(\.\.\.|[\w.]+|[\[\],|])")


class NotAKindError(Exception):
    pass


def dotted_names(text: str) -> set[str]:
    """The classes that a kind text names; raises NotAKindError for a text that is none."""
    tokens = _TOKEN.findall(text)
    if re.sub(r"\s", "", text) != "".join(tokens):
        raise NotAKindError(f"strange characters in {text!r}")
    names: set[str] = set()
    rest = _kind(tokens, names)
    if rest:
        raise NotAKindError(f"{rest[0]!r} is too much in {text!r}")
    return names


def _kind(tokens: list[str], names: set[str]) -> list[str]:
    tokens = _one(tokens, names)
    while tokens[:1] == ["|"]:
        tokens = _one(tokens[1:], names)
    return tokens


def _one(tokens: list[str], names: set[str]) -> list[str]:
    if not tokens or not re.fullmatch(r"[A-Za-z_][\w.]*", tokens[0]):
        raise NotAKindError(f"a name is missing before {' '.join(tokens)!r}")
    name, rest = tokens[0], tokens[1:]
    if name in NUMBERED and rest and rest[0].isdigit():
        return rest[1:]
    if name in WORDS or name in BUILTINS:
        return rest
    if name == "queryset":
        return _parameters(rest, names, 1) if rest[:1] == ["["] else rest
    if name in CONTAINERS:
        return _parameters(rest, names, CONTAINERS[name])
    if "." not in name:
        raise NotAKindError(f"{name!r} is neither a word nor a builtin nor dotted")
    names.add(name)
    return _parameters(rest, names, None) if rest[:1] == ["["] else rest


def _parameters(tokens: list[str], names: set[str], count: int | None) -> list[str]:
    if tokens[:1] != ["["]:
        raise NotAKindError("parameters are missing")
    tokens = _kind(tokens[1:], names)
    found = 1
    while tokens[:1] == [","]:
        if count is None and tokens[1:3] == ["...", "]"]:
            return tokens[3:]
        tokens = _kind(tokens[1:], names)
        found += 1
    if tokens[:1] != ["]"] or found != (count or found):
        raise NotAKindError("the bracket is not closed, or holds too many")
    return tokens[1:]
