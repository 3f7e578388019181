"""Callables that ask their argument for something by name: `operator.attrgetter`, `methodcaller`,
and functions that compare by another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import attributes
from asynclint.semantic.kinds import (
    ANYTHING,
    External,
    Fixed,
    Kind,
    Literal,
    Partial,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.index import tree
    from asynclint.semantic.calls import Calls

    Special = Callable[[Calls, Arguments, tree.Call], Outcome | None]


def _made(name: str) -> Special:
    """What a maker of such callables gives: its `__call__`, which knows the maker's arguments."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
        keywords = tuple((name, kind) for name, kind in args.keywords if name is not None)
        return Outcome(Partial(External(f"{name}.__call__"), args.positional, keywords))

    return special


def attribute_named(run: Calls, value: Kind, name: Kind, node: tree.Node) -> Kind:
    """`getattr(value, name)`, where the name (dotted, for `attrgetter`) is known."""
    if not isinstance(name, Literal) or not isinstance(name.value, str):
        return ANYTHING
    for part in name.value.split("."):
        value = join(*(attributes.attribute(run, o, part, node) for o in members(value)))
    return value


def _attributes(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    *names, value = args.positional or (ANYTHING,)
    found = tuple(attribute_named(run, value, name, node) for name in names)
    return Outcome(found[0] if len(found) == 1 else Fixed("tuple", found))


def _method(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    if len(args.positional) < 2:
        return Outcome(ANYTHING)
    name, *own, value = args.positional
    method = attribute_named(run, value, name, node)
    call = join(*(Partial(option, tuple(own), args.keywords) for option in members(method)))  # type: ignore[arg-type]
    result, effects = run.called(call, (), node)
    return Outcome(result, None, effects)


def _compared(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """The key of an item is compared with others, by the function that was given."""
    if len(args.positional) < 2:
        return Outcome(ANYTHING)
    compare, item = args.positional[:2]
    return Outcome(ANYTHING, None, run.called_back(compare, (item, item), node))


FUNCTIONS: dict[str, Special] = {
    "operator.attrgetter": _made("operator.attrgetter"),
    "operator.attrgetter.__call__": _attributes,
    "operator.methodcaller": _made("operator.methodcaller"),
    "operator.methodcaller.__call__": _method,
    "functools.cmp_to_key": _made("functools.cmp_to_key"),
    "functools.cmp_to_key.__call__": _compared,
}
