"""Reading what stands inside of a template's tags: values with filters, conditions, bindings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index.template_tree import Condition, Filter, Test, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT = r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'"
_PART = rf"_\((?:{_TEXT})\)|{_TEXT}|[\w+.-]+"
_FIRST = re.compile(rf"(?P<part>{_PART})")
_FILTER = re.compile(rf"\s*\|\s*(?P<name>\w+)(?::(?P<part>{_PART}))?")
_PIECE = re.compile(rf"(?:[^\s'\"]|{_TEXT})+|\S+")
_BINDING = re.compile(r"(?P<name>\w+)=(?P<value>.+)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")

# How tightly the operators of `{% if %}` bind, as Django's own parser has it.
_BINDING_POWERS = {
    "or": 6, "and": 7, "not": 8, "in": 9, "not in": 9,
    **dict.fromkeys(("is", "is not", "==", "!=", ">", ">=", "<", "<="), 10),
}  # fmt: skip


class TemplateError(ValueError):
    """Django would not take the template, or it says what is not understood here."""


def pieces(text: str) -> list[str]:
    """The words of a tag; spaces inside of quotes do not part them."""
    return _PIECE.findall(text)


def value(text: str) -> Value:
    """What `book.title|default:"none"` stands for."""
    first = _FIRST.match(text)
    if first is None:
        raise TemplateError(text)
    base = _plain(first["part"])
    filters: list[Filter] = []
    at = first.end()
    while at < len(text):
        found = _FILTER.match(text, at)
        if found is None:
            raise TemplateError(text)
        argument = None if found["part"] is None else _plain(found["part"])
        filters.append(Filter(found["name"], argument))
        at = found.end()
    return base._replace(filters=tuple(filters))


def _plain(part: str) -> Value:
    if part.startswith("_("):
        return Value((), "")
    if part[0] in "\"'":
        return Value((), part[1:-1])
    if _NUMBER.fullmatch(part):
        return Value((), int(part) if part.lstrip("-").isdecimal() else None)
    lookups = tuple(part.split("."))
    if not all(lookups) or any(name.startswith("_") for name in lookups):
        raise TemplateError(part)
    return Value(lookups)


def argument(text: str) -> Value:
    """An argument of a tag, which may have a name: `slug=book.slug`."""
    match = _BINDING.fullmatch(text)
    return value(text if match is None else match["value"])


def bindings(words: Sequence[str]) -> tuple[tuple[tuple[str, Value], ...], list[str]]:
    """`a=b c=d`, or `b as a and d as c` as it was once written; and the words behind them."""
    found: list[tuple[str, Value]] = []
    left = list(words)
    while left:
        match = _BINDING.fullmatch(left[0])
        if match is not None:
            found.append((match["name"], value(match["value"])))
            del left[0]
        elif len(left) >= 3 and left[1] == "as":
            found.append((left[2], value(left[0])))
            del left[:3]
            if left[:1] == ["and"]:
                del left[0]
        else:
            break
    return tuple(found), left


def condition(words: Sequence[str]) -> Condition:
    """The condition of an `{% if %}`."""
    return _Conditions(_operators(words)).whole()


def _operators(words: Sequence[str]) -> list[str]:
    """The words, with `not in` and `is not` as one."""
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in (("not", "in"), ("is", "not")):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


class _Conditions:
    """Parses conditions by the binding powers of their operators."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0

    def whole(self) -> Condition:
        found = self._expression(0)
        if self._at < len(self._words):
            raise TemplateError(self._words[self._at])
        return found

    def _next(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _expression(self, power: int) -> Condition:
        word = self._next()
        if not word:
            raise TemplateError("a condition without an end")
        self._at += 1
        if word == "not":
            left: Condition = Test("not", (self._expression(_BINDING_POWERS["not"]),))
        elif word in _BINDING_POWERS:
            raise TemplateError(word)
        else:
            left = value(word)
        while _BINDING_POWERS.get(self._next(), 0) > power:
            operator = self._next()
            self._at += 1
            left = Test(operator, (left, self._expression(_BINDING_POWERS[operator])))
        return left
