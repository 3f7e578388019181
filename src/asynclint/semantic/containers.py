"""Methods of lists, sets, dictionaries and texts: what they give, and what they put in.

A variable that holds a container is followed: what is added to it, its kind tells from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import places, stored, texts
from asynclint.semantic.implicit import COMPARED, HASH
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    STR,
    Fixed,
    Instance,
    Kind,
    Literal,
    join,
)
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.uses import iterated

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.sites import Effect


def method(
    run: Calls, receiver: Kind, name: str, args: Arguments, node: tree.Call
) -> Outcome | None:
    """A method of a container or text, called; None where a row should decide."""
    cls = receiver.cls if isinstance(receiver, (Instance, Fixed)) else "str"
    if cls == "str" and name == "join":
        item = iterate_argument(run, node, args, 0, "str.join")
        if node.args:
            run.use(item, "format", "str.join", node, node.args[0])
        return Outcome(STR)
    if cls == "str" and name == "format":
        methods = texts.by_braces(receiver, len(args.positional))
        effects = formatted(run, args, node, "str.format", methods)
        return Outcome(STR, None, effects, passes=False)
    key = args.keyword("key")
    if cls == "list" and name == "sort":
        item = iterated(receiver)
        if key is not None:
            return Outcome(NONE, None, run.called_back(key, (item,), node))
        return Outcome(NONE, None, run.special_effects(item, COMPARED, node, (item,)))
    if cls in ("list", "set") and name in ("append", "appendleft", "add", "insert"):
        _grow(run, node, receiver, args.positional[-1] if args.positional else ANYTHING)
        return Outcome(NONE, passes=False)
    if cls in ("list", "set", "dict") and name in ("extend", "extendleft", "update"):
        item = iterate_argument(run, node, args, 0, f"{cls}.{name}")
        if cls == "dict":
            stored.update(run, node, receiver, args)
            return Outcome(NONE)
        _grow(run, node, receiver, item)
        return Outcome(NONE, passes=False)
    if cls == "dict":
        if name in ("get", "pop", "setdefault") and args.positional:
            run.asked(args.positional[0], HASH, node)
        if name == "setdefault" and args.positional:
            return stored.set_default(run, node, receiver, args)
        return _dict_method(receiver, name, args)
    if cls in ("set", "frozenset") and name in _OF_SETS:
        for position in range(len(args.positional)):
            iterate_argument(run, node, args, position, f"{cls}.{name}")
        return None
    if cls in ("list", "set") and name in ("pop", "popleft"):
        return Outcome(iterated(receiver))
    return None


_OF_SETS = frozenset(
    {"union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset"}
    | {"isdisjoint", "intersection_update", "difference_update", "symmetric_difference_update"}
)


def _grow(run: Calls, node: tree.Call, receiver: Kind, item: Kind) -> None:
    """The list variable that a method call adds to now holds items of that kind too."""
    function = node.function
    if not isinstance(function, tree.Attribute) or not run.is_own_variable(function.value):
        run.keep(item)
    if not isinstance(function, tree.Attribute):
        return
    cls = receiver.cls if isinstance(receiver, (Instance, Fixed)) else "list"
    held = (
        join(*receiver.items)
        if isinstance(receiver, Fixed)
        else join(*receiver.args)
        if isinstance(receiver, Instance) and receiver.args
        else (NOTHING if isinstance(receiver, Fixed) or receiver == Instance(cls) else ANYTHING)
    )
    stored.put_back(run, function.value, Instance(cls, (run.held([held, item]),)))


def _dict_method(receiver: Kind, name: str, args: Arguments) -> Outcome | None:
    if isinstance(receiver, Fixed):
        value: Kind = join(*receiver.items) if receiver.items else ANYTHING
        key: Kind = STR
    elif isinstance(receiver, Instance) and len(receiver.args) == 2:
        key, value = receiver.args
    else:
        return None
    if name in ("get", "pop"):
        default = args.get(1) or NONE
        wanted = args.get(0)
        if isinstance(receiver, Fixed) and isinstance(wanted, Literal):
            for known, item in zip(receiver.keys, receiver.items):
                if known == wanted.value:
                    return Outcome(item)
            return Outcome(join(ANYTHING, default))
        return Outcome(join(places.under_key(value, wanted or ANYTHING), default))
    if name == "popitem":
        return Outcome(Instance("tuple", (key, value)))
    if name == "items":
        return Outcome(Instance("list", (Instance("tuple", (key, value)),)))
    if name == "values":
        return Outcome(Instance("list", (value,)))
    if name == "keys":
        return Outcome(Instance("list", (key,)))
    return None


# --- arguments of such calls -----------------------------------------------------------------


def iterate_argument(run: Calls, node: tree.Call, args: Arguments, position: int, by: str) -> Kind:
    """Let a builtin iterate over one of its arguments; the kind of an item."""
    kind = args.get(position)
    if kind is None or position >= len(node.args):
        return ANYTHING
    return run.iterated_by(kind, node, node.args[position], by)


def use_argument(
    run: Calls, args: Arguments, node: tree.Call, how: str, by: str, position: int = 0
) -> None:
    """Let a call use one of its arguments in the way `how`, as `by` does."""
    kind = args.get(position)
    if kind is not None and position < len(node.args):
        run.use(kind, how, by, node, node.args[position])


def formatting(
    by: str, methods: tuple[str, ...] = texts.TEXT
) -> Callable[[Calls, Arguments, tree.Call], Outcome]:
    """What `by`, a function that makes a text of its arguments by these methods, does with them."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
        effects = formatted(run, args, node, by, [methods] * len(args.positional))
        return Outcome(NONE if by == "print" else STR, None, effects, passes=False)

    return special


def formatted(
    run: Calls,
    args: Arguments,
    node: tree.Call,
    by: str,
    methods: list[tuple[str, ...]],
) -> tuple[Effect, ...]:
    """What making texts of the positional arguments, of each by its methods, reaches."""
    effects: tuple[Effect, ...] = ()
    for position in range(len(node.args)):
        use_argument(run, args, node, "format", by, position)
        kind = args.get(position)
        if kind is not None:
            effects += run.special_effects(kind, methods[position], node)
    return effects
