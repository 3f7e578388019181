"""Kind texts of the knowledge tables, read: see `asynclint.knowledge.schema`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from asynclint.knowledge.fetching import LAZY_USER
from asynclint.semantic import django, managers, querysets, test_cases, views
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    ClassRef,
    External,
    Instance,
    Iterating,
    Kind,
    Lazy,
    Manager,
    ModelInstance,
    QuerySet,
    join,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments

_TOKEN = re.compile(r"\s*([\w.]+(?: \d+)?|[\[\],|])")


class Text(NamedTuple):
    """A parsed kind text: a name over others; "|" for alternatives."""

    name: str
    args: tuple[Text, ...] = ()


@lru_cache(maxsize=4096)
def parse(text: str) -> Text:
    """Raises ValueError for a text that is no kind text."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens).replace(" ", "") != text.replace(" ", ""):
        raise ValueError(f"not a kind text: {text!r}")
    tree, rest = _alternatives(tokens)
    if rest:
        raise ValueError(f"not a kind text: {text!r}")
    return tree


def _alternatives(tokens: list[str]) -> tuple[Text, list[str]]:
    first, tokens = _one(tokens)
    options = [first]
    while tokens and tokens[0] == "|":
        option, tokens = _one(tokens[1:])
        options.append(option)
    return (options[0] if len(options) == 1 else Text("|", tuple(options))), tokens


def _one(tokens: list[str]) -> tuple[Text, list[str]]:
    if not tokens or tokens[0] in "[],|":
        raise ValueError("a name was expected in a kind text")
    name, tokens = tokens[0], tokens[1:]
    args: list[Text] = []
    if tokens and tokens[0] == "[":
        tokens = tokens[1:]
        while tokens and tokens[0] != "]":
            arg, tokens = _alternatives(tokens)
            args.append(arg)
            if tokens and tokens[0] == ",":
                tokens = tokens[1:]
        if not tokens:
            raise ValueError("a bracket is not closed in a kind text")
        tokens = tokens[1:]
    return Text(name, tuple(args)), tokens


def kind_of(
    model: Model, text: str, receiver: Kind, args: Arguments | None = None, run: object = None
) -> Kind:
    """The kind that a text means for a receiver and the arguments of a call."""
    return _Reader(model, receiver, args, run).read(parse(text)) if text else ANYTHING


class _Reader:
    def __init__(self, model: Model, receiver: Kind, args: Arguments | None, run: object) -> None:
        self.model = model
        self.receiver = receiver
        self.args = args
        self.run = run

    def read(self, text: Text) -> Kind:
        name, args = text
        if name == "|":
            return join(*(self.read(arg) for arg in args))
        if " " in name:
            return self._argument(*name.split(" "))
        word = _WORDS.get(name)
        if word is not None:
            return word(self, args)
        if name in _OF_CLASS:
            return _OF_CLASS[name](self.model, self.receiver)
        return self._named(name, args)

    def _argument(self, word: str, number: str) -> Kind:
        from asynclint.semantic import attributes

        kind = None if self.args is None else self.args.get(int(number))
        if kind is None:
            return ANYTHING
        if word == "argument":
            return kind
        if word == "row":
            return join(*(row_of(self.model, option) for option in members(kind)))
        if word == "awaited":
            return join(*(attributes.awaited(option) for option in members(kind)))
        if word == "called" and self.run is not None:
            return self.run.quietly_called(kind)  # type: ignore[attr-defined,no-any-return]
        return ANYTHING

    def _self(self, args: tuple[Text, ...]) -> Kind:
        if isinstance(self.receiver, QuerySet):
            return querysets.lazily(self.receiver)
        return self.receiver

    def _row(self, args: tuple[Text, ...]) -> Kind:
        return row_of(self.model, self.receiver)

    def _made(self, args: tuple[Text, ...]) -> Kind:
        return querysets.changed(row_of(self.model, self.receiver), lambda loaded: None)

    def _lazy(self, args: tuple[Text, ...]) -> Kind:
        return Lazy(join(*(self.read(arg) for arg in args)), External(LAZY_USER))

    def _value(self, args: tuple[Text, ...]) -> Kind:
        held = self.receiver.args if isinstance(self.receiver, Instance) else ()
        return held[-1] if held else ANYTHING

    def _queryset(self, args: tuple[Text, ...]) -> Kind:
        receiver = self.receiver
        if isinstance(receiver, Manager):
            receiver = self.model.queryset_of(receiver)
        if not isinstance(receiver, QuerySet):
            return ANYTHING
        if args:
            return querysets.with_row(receiver, self.read(args[0]))
        return querysets.lazily(receiver)

    def _iterator(self, args: tuple[Text, ...]) -> Kind:
        return Iterating("iterator", self.read(args[0]) if args else ANYTHING)

    def _asynciterator(self, args: tuple[Text, ...]) -> Kind:
        return Iterating("asyncgenerator", self.read(args[0]) if args else ANYTHING)

    def _type(self, args: tuple[Text, ...]) -> Kind:
        return ClassRef(args[0].name) if args else ANYTHING

    def _tuple(self, args: tuple[Text, ...]) -> Kind:
        return Instance("tuple", tuple(self.read(a) for a in args if a.name != "..."))

    def _anything(self, args: tuple[Text, ...]) -> Kind:
        return ANYTHING

    def _none(self, args: tuple[Text, ...]) -> Kind:
        return NONE

    def _named(self, name: str, args: tuple[Text, ...]) -> Kind:
        if name == django.ANY_USER:
            return ModelInstance(django.user_model(self.model))
        if django.is_manager(self.model, name):
            cls = django.class_of(self.read(args[0])) if args else None
            return Manager(name, cls or "", django.QUERYSET)
        if name == django.QUERYSET:
            row = self.read(args[0]) if args else ANYTHING
            return QuerySet(name, row.cls if isinstance(row, ModelInstance) else "", row)
        if name == django.RAW_QUERYSET:
            # Which columns the text of the query names is not known.
            row = querysets.changed(self.read(args[0]), lambda loaded: None) if args else ANYTHING
            return QuerySet(name, "", row)
        if django.is_model(self.model, name):
            return ModelInstance(name)
        return Instance(name, tuple(self.read(arg) for arg in args))


_WORDS = {
    "self": _Reader._self,
    "row": _Reader._row,
    "made": _Reader._made,
    "lazy": _Reader._lazy,
    "value": _Reader._value,
    "queryset": _Reader._queryset,
    "iterator": _Reader._iterator,
    "asynciterator": _Reader._asynciterator,
    "type": _Reader._type,
    "tuple": _Reader._tuple,
    "object": _Reader._anything,
    "None": _Reader._none,
}


# Words for what the receiver's class says.
_OF_CLASS: dict[str, Callable[[Model, Kind], Kind]] = {
    "declared_rows": views.declared_rows,
    "own_rows": views.own_rows,
    "item": views.item,
    "own_item": views.own_item,
    "form": views.form,
    "formed": views.formed,
    "client": test_cases.client,
    "async_client": test_cases.async_client,
}


def row_of(model: Model, kind: Kind) -> Kind:
    """What a queryset, manager or model class holds."""
    if isinstance(kind, QuerySet):
        return kind.row
    if isinstance(kind, Manager):
        queryset = model.queryset_of(kind)
        return queryset.row if isinstance(queryset, QuerySet) else ANYTHING
    if isinstance(kind, ClassRef) and django.is_model(model, kind.name):
        return row_of(model, managers.default(model, kind.name))
    return ANYTHING
