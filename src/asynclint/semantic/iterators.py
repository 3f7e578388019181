"""Functions of the standard library that take the items of their arguments, at once or lazily.

`iter(x)` asks an object for its iterator: a queryset then fetches its rows, a generator does
nothing yet. What taking items does is kept in the iterator (`Iterating.work`) and done by whoever
iterates: `map(load, numbers)` may be made on the loop and run through in a thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.iterating import CALLING, EVERY, ITERATING, LAZY
from asynclint.knowledge.schema import QUERYSET
from asynclint.semantic import attributes
from asynclint.semantic.containers import iterate_argument
from asynclint.semantic.kinds import (
    ANYTHING,
    BOOL,
    FLOAT,
    INT,
    NONE,
    NOTHING,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Literal,
    Steps,
    abroad,
    join,
    members,
)
from asynclint.semantic.outcomes import Outcome
from asynclint.semantic.uses import iterated, used_operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asynclint.knowledge.schema import Calling
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.outcomes import Arguments
    from asynclint.semantic.sites import Effect

    Special = Callable[[Calls, Arguments, tree.Call], Outcome | None]


def function(run: Calls, name: str, args: Arguments, node: tree.Call) -> Outcome | None:
    """A function of the standard library that takes items and may call something for each."""
    positions: Iterable[int] | None = ITERATING.get(name)
    if positions is None:
        return None
    if EVERY in positions:
        positions = range(len(args.positional))
    calling = CALLING.get(name)
    callee = None
    if calling is not None:
        callee = args.get(calling.function, calling.keyword or None)
        positions = [position for position in positions if position != calling.function]
    if name in LAZY:
        return _lazily(run, name, args, node, list(positions), calling, callee)
    items = [iterate_argument(run, node, args, each, name) for each in positions]
    if callee is None or callee == NONE or calling is None:
        return None
    given = _given(calling, items)
    result, effects = run.called(callee, given, node)
    return Outcome(result if name == "functools.reduce" else ANYTHING, None, effects)


def is_lazy(kind: Kind) -> bool:
    """Whether a value is a sync generator or iterator that does its work for each item that it is
    asked for, and nothing before."""
    options = list(members(kind))
    return bool(options) and all(
        isinstance(o, Iterating) and o.work is not None and o.cls != "asyncgenerator"
        for o in options
    )


def item_of(kind: Kind) -> Kind:
    """What such a value gives."""
    return join(*(option.item for option in members(kind) if isinstance(option, Iterating)))


def _given(calling: Calling, items: list[Kind]) -> tuple[Kind, ...]:
    """What the callback is given of the items."""
    if calling.spreads:
        parts = [option.items for option in members(items[0]) if isinstance(option, Fixed)]
        return parts[0] if len(parts) == 1 else (ANYTHING,) * calling.arguments
    return (*items, *[join(*items)] * (calling.arguments - len(items)))


def _lazily(
    run: Calls,
    name: str,
    args: Arguments,
    node: tree.Call,
    positions: list[int],
    calling: Calling | None,
    callee: Kind | None,
) -> Outcome:
    """An iterator over iterators, which calls back as it goes."""
    opened = [_opened_argument(run, args, node, position, name) for position in positions]
    items = [_item(run, kind, node) for kind in opened]
    made: Kind = join(*items)
    calls: list[tuple[Kind, tuple[Kind, ...]]] = []
    if calling is not None and callee is not None and callee != NONE:
        given = _given(calling, items)
        with run.muted():
            result = run.called(callee, given, node)[0]
        calls = [(option, tuple(map(abroad, given))) for option in members(callee)]
        made = {"map": result, "itertools.starmap": result}.get(name, made)
        if name == "itertools.groupby":
            made = Fixed("tuple", (result, Iterating("iterator", made)))
    if name in ("zip", "itertools.zip_longest"):
        made = Fixed("tuple", tuple(items))
    elif name == "enumerate":
        made = Fixed("tuple", (INT, made))
    return Outcome(_iterator(made, calls, opened), passes=False)


def _iterator(item: Kind, calls: list[tuple[Kind, tuple[Kind, ...]]], sources: list[Kind]) -> Kind:
    """An iterator; `sources` are asked for items by it."""
    asked = [option for kind in sources for option in members(kind) if _does_something(option)]
    work = (Steps(tuple(calls), tuple(asked)), ()) if calls or asked else None
    return Iterating("iterator", abroad(item), work)


def _does_something(kind: Kind) -> bool:
    """Whether taking an item from an iterator may do anything."""
    if isinstance(kind, Iterating):
        return kind.work is not None
    return isinstance(kind, Instance) and not kind.args


def _opened_argument(run: Calls, args: Arguments, node: tree.Call, position: int, by: str) -> Kind:
    kind = args.get(position)
    if kind is None or position >= len(node.args):
        return ANYTHING
    run.use(kind, "iterate", by, node, node.args[position])
    return opened(run, kind, node.args[position])


def opened(run: Calls, kind: Kind, node: tree.Node) -> Kind:
    """`iter(value)`: what `__iter__` of a class of the project gives, else an iterator like it."""
    results: list[Kind] = []
    for option in members(kind):
        if isinstance(option, Instance) and not option.args:
            if attributes.has_special(run.model, option, "__iter__"):
                results.append(run.implicit(option, "__iter__", (), node))
                continue
        results.append(option)
    return join(*results)


def _item(run: Calls, kind: Kind, node: tree.Node) -> Kind:
    """The kind of an item of an iterator, without taking one."""
    with run.muted():
        return join(*(run.item_of(option, node) for option in members(kind)))


# --- builtins --------------------------------------------------------------------------------


def iterating(make: Callable[[Kind], Kind], by: str, how: str = "") -> Special:
    """A builtin that iterates over its first argument; `how` it uses the items, unless a key
    function does."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        if how == "compare" and len(args.positional) > 1:  # `min(a, b)`
            item = join(*args.positional)
        else:
            item = iterate_argument(run, node, args, 0, by)
        effects: tuple[Effect, ...] = ()
        key = args.keyword("key")
        if key is not None and key != NONE:
            effects = run.called_back(key, (item,), node)
        elif how and node.args:
            run.use(item, how, by, node, node.args[0])
            if not _has_one_item(args):
                effects = run.special_effects(item, _ASKED.get(by, ()), node, (item,))
        return Outcome(make(item), None, effects, passes=False)

    return special


# The special methods that a builtin calls for the items: the first that their class has.
_ASKED = {
    "sorted": ("__lt__", "__gt__"),
    "min": ("__lt__", "__gt__"),
    "max": ("__gt__", "__lt__"),
    "sum": ("__radd__", "__add__"),
    "any": ("__bool__", "__len__"),
    "all": ("__bool__", "__len__"),
}


def _has_one_item(args: Arguments) -> bool:
    """Whether there is nothing to compare."""
    only = args.get(0) if len(args.positional) == 1 else None
    return isinstance(only, Fixed) and len(only.items) == 1


def _sum_of(item: Kind) -> Kind:
    numbers = [INT if option == BOOL else option for option in members(item)]
    return item if numbers and all(n in (INT, FLOAT) for n in numbers) else ANYTHING


def _chained(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`itertools.chain` asks its arguments for items one after the other, when it is iterated."""
    options = [option for kind in args.positional for option in members(kind)]
    asks = any(used_operation(option, "iterate", "chain") is not None for option in options)
    item = abroad(join(*map(iterated, options)))
    if asks:
        return Outcome(Iterating(f"{QUERYSET} iterator", item))
    return Outcome(_iterator(item, [], options))


def _copied(cls: str) -> Special:
    """A container of the items of another one; of a display it is known which they are."""
    made = iterating(_list_of(cls), cls)

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        outcome = made(run, args, node)
        kind = args.get(0)
        if outcome is None or not isinstance(kind, Fixed) or kind.cls == "dict":
            return outcome
        ordered = cls in ("list", "tuple") and kind.cls in ("list", "tuple")
        if ordered or all(isinstance(item, Literal) for item in kind.items):
            return outcome._replace(result=Fixed(cls, kind.items))
        return outcome

    return special


def _list_of(cls: str) -> Callable[[Kind], Kind]:
    return lambda item: Instance(cls, (item,))


def _next(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    kind = args.get(0)
    if kind is None or not node.args:
        return Outcome(ANYTHING)
    run.use(kind, "iterate", "next", node, node.args[0])
    item = join(*(run.next_of(option, node.args[0]) for option in members(kind)))
    return Outcome(join(item, args.get(1) or NOTHING), passes=False)


def _iter(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    if len(args.positional) != 1:  # `iter(function, sentinel)`
        callee = args.get(0) or ANYTHING
        with run.muted():
            item = run.called(callee, (), node)[0]
        return Outcome(_iterator(item, [(option, ()) for option in members(callee)], []))
    made = _opened_argument(run, args, node, 0, "iter")
    if any(isinstance(option, Instance) and not option.args for option in members(made)):
        return Outcome(made, passes=False)  # an iterator of the project's own
    return Outcome(_iterator(_item(run, made, node), [], [made]), passes=False)


FUNCTIONS: dict[str, Special] = {
    "list": _copied("list"),
    "tuple": _copied("tuple"),
    "set": _copied("set"),
    "frozenset": _copied("frozenset"),
    "sorted": iterating(_list_of("list"), "sorted", "compare"),
    "reversed": iterating(lambda item: Iterating("iterator", item), "reversed"),
    "sum": iterating(_sum_of, "sum", "operand"),
    "min": iterating(lambda item: item, "min", "compare"),
    "max": iterating(lambda item: item, "max", "compare"),
    "any": iterating(lambda item: BOOL, "any", "truth"),
    "all": iterating(lambda item: BOOL, "all", "truth"),
    "iter": _iter,
    "next": _next,
    "itertools.chain": _chained,
}
