"""Libraries whose source is followed: names in them, and what of their code can be relied on.

Rows come first: a name that any row is about, or that asynclint gives a meaning of its own, is
never looked up in source.

Code of libraries serves more callers than the project: it chooses between sync and async, keeps
what it fetched, and connects when it must. So of what a library's function may do only that counts
which it does on every way that returns (`Certainty`), and a module's variables may be changed by
anybody.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from asynclint.knowledge import decorators, iterating, threads
from asynclint.knowledge.schema import CPU, FILE, WAIT
from asynclint.semantic.kinds import (
    ANYTHING,
    BOOL,
    NOTHING,
    Bound,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    Union,
    join,
    union,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asynclint.index.module import Module
    from asynclint.semantic.model import Model
    from asynclint.semantic.sites import Effect, Operation

    Env = dict[str, Kind]

_GLOBALS = re.compile(r"^[ \t]+global[ \t]+(.+)$", re.MULTILINE)


def member(model: Model, dotted: str) -> Kind | None:
    """What a dotted name means in the source of a library; None where that is not to be had, or
    where a row says it."""
    head, _, name = dotted.rpartition(".")
    if not head or is_told(model, dotted):
        return None
    module = model.resolver.library(head)
    if module is None:
        return None
    from asynclint.semantic import names

    kind = names.global_kind(model, module, name)
    if kind == NOTHING and model.resolver.is_library(dotted):
        return External(dotted)  # `from . import client` in the package itself
    return kind


def is_told(model: Model, dotted: str) -> bool:
    """Whether rows, or the semantic model itself, say what a name of a library means."""
    if model.tables.is_beginning(dotted) or model.tables.row(dotted) is not None:
        return True
    return dotted in _meant()


@cache
def _meant() -> frozenset[str]:
    """Names that have a meaning without a row, with all their beginnings."""
    from asynclint.semantic import library

    names: set[str] = set()
    known: tuple[Iterable[str], ...] = (
        decorators.PROPERTY, decorators.CACHED_PROPERTY, decorators.STATIC_METHOD,
        decorators.CLASS_METHOD, decorators.CONTEXT_MANAGER, decorators.ASYNC_CONTEXT_MANAGER,
        decorators.CACHES, decorators.TRANSACTIONS, decorators.TRANSPARENT, threads.WRAPPERS,
        threads.UNWRAPPERS, threads.RUNNER_OF, iterating.ITERATING, library.FUNCTIONS,
    )  # fmt: skip
    for name in (name for group in known for name in group):
        while "." in name:
            names.add(name)
            name = name.rpartition(".")[0]
    return frozenset(names)


def global_of(model: Model, module: Module, name: str, kind: Kind) -> Kind:
    """The kind of a library's global, as far as the module itself can vouch for it."""
    if name in model.queries.ask(("rebound", module.name), lambda: _rebound(module), frozenset()):
        return ANYTHING
    return any_truth(kind)


def _rebound(module: Module) -> frozenset[str]:
    """The globals that functions of the module assign."""
    lists = _GLOBALS.findall(module.text) if "global" in module.text else ()
    return frozenset(name for names in lists for name in re.findall(r"\w+", names))


def any_truth(kind: Kind) -> Kind:
    """A switch of a library may be turned by anybody: its value decides nothing."""
    if isinstance(kind, Literal) and isinstance(kind.value, bool):
        return BOOL
    return kind


def is_brief(operation: Operation) -> bool:
    """Whether a library that does this waits for a moment only: a lock of its own, a queue that has
    room."""
    return operation.does == WAIT and operation.row.endswith(_BRIEF)


_BRIEF = (".acquire", ".put", ".get")


def plain(kind: Kind) -> Kind:
    """An argument as a library's function is asked about it: what it is, whom it can call and what
    truth it has, and nothing of what it holds. So each function is asked few questions."""
    if isinstance(kind, Literal):
        return kind if isinstance(kind.value, bool) else Instance(type(kind.value).__name__)
    if isinstance(kind, (Instance, Fixed)):
        return Instance(kind.cls)
    if isinstance(kind, Union):
        return union(plain(option) for option in kind.members)
    if isinstance(kind, Bound):
        return Bound(kind.function, plain(kind.receiver))
    return kind


# --- what is certain --------------------------------------------------------------------------

# Variables of a run that hold whether something of a group was done on the way so far. They are
# joined like others where ways meet. NOTHING is an exception's way, which is none that counts.
_GROUPS = {FILE: "\0file", CPU: "\0cpu"}
_OTHER = "\0loop"
KEYS = ("\0cpu", "\0file", "\0loop")
_YES, _NO = Instance("done"), Instance("not done")


class Certainty:
    """What a run of a library's function has done for certain."""

    def __init__(self) -> None:
        self._at_exits: dict[str, Kind] = dict.fromkeys(KEYS, NOTHING)

    @staticmethod
    def begin(env: Env) -> None:
        env.update(dict.fromkeys(KEYS, _NO))

    @staticmethod
    def done(env: Env, effect: Effect) -> None:
        """An operation happened on this way."""
        key = _GROUPS.get(effect.does, _OTHER)
        if _is_meant(effect) and env.get(key, NOTHING) != NOTHING:
            env[key] = _YES

    def leave(self, env: Env) -> None:
        """The function returns here, or hands out an item."""
        for key in KEYS:
            self._at_exits[key] = join(self._at_exits[key], env.get(key, NOTHING))

    def kept(self, effects: Iterable[Effect]) -> tuple[Effect, ...]:
        """The effects that come about whenever the function returns."""
        return tuple(
            effect
            for effect in effects
            if _is_meant(effect) and self._at_exits[_GROUPS.get(effect.does, _OTHER)] == _YES
        )


def _is_meant(effect: Effect) -> bool:
    """Whether an effect comes about each time, and not in some override only."""
    return not effect.once and not effect.override


def state(env: Env) -> Env:
    """How far the way to here is known; nothing for a function of the project."""
    return {key: env[key] for key in KEYS} if _OTHER in env else {}


def meet(env: Env, other: Env) -> None:
    """Another way leads here too, which was in the state `other`."""
    for key, kind in other.items():
        env[key] = join(env.get(key, NOTHING), kind)


def take(env: Env, other: Env) -> None:
    """Go on from the state `other`."""
    env.update(other)


def fail(env: Env) -> None:
    """From here on the way is that of an exception."""
    for key in KEYS:
        if key in env:
            env[key] = NOTHING


def turned(at_head: Env, ways: Iterable[Env]) -> None:
    """Behind a loop over items: it is taken to have turned at least once."""
    found = [state(way) for way in ways]
    for key in KEYS if found else ():
        if key in at_head:
            at_head[key] = join(*(way.get(key, NOTHING) for way in found))
