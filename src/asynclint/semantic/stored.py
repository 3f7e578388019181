"""What is put into containers that stand in variables, and in containers in these.

`groups[key].append(book)` and `groups.setdefault(key, []).append(book)` change what the variable
`groups` holds: the new kind of a container is put back at the place that it was taken from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import places
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    Fixed,
    Instance,
    Kind,
    Literal,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.uses import iterated

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.calls import Calls


def put_back(run: Calls, place: tree.Expr, kind: Kind) -> None:
    """The container that the expression `place` gives is of this kind from now on."""
    if isinstance(place, tree.Name):
        run.env[place.id] = kind
        return
    found = _item_place(place)
    if found is None:
        return
    outer, index_node = found
    with run.muted():
        container, index = run.eval(outer), run.eval(index_node)
    options = members(container)
    changed = [_with_item(option, index, kind) for option in options]
    if options and all(option is not None for option in changed):
        put_back(run, outer, join(*(option for option in changed if option is not None)))


def _item_place(place: tree.Expr) -> tuple[tree.Expr, tree.Expr] | None:
    """The container that an expression takes an item of, and the item's index."""
    if isinstance(place, tree.Subscript) and not isinstance(place.index, tree.Slice):
        return place.value, place.index
    if isinstance(place, tree.Call) and isinstance(place.function, tree.Attribute):
        if place.function.name in ("setdefault", "get") and place.args:
            return place.function.value, place.args[0]
    return None


def _with_item(container: Kind, index: Kind, item: Kind) -> Kind | None:
    if isinstance(container, Fixed) and container.cls != "tuple":
        return places.with_item(container, index, item)
    if isinstance(container, Instance) and container.cls in ("list", "dict") and container.args:
        *keys, held = container.args
        return Instance(container.cls, (*keys, join(held, item)))
    return None


# --- dictionaries ----------------------------------------------------------------------------


def set_default(run: Calls, node: tree.Call, receiver: Kind, args: Arguments) -> Outcome | None:
    """`groups.setdefault(key, [])`: what was there, or what is there from now on."""
    index, default = args.get(0) or ANYTHING, args.get(1) or NONE
    if isinstance(receiver, Fixed) and isinstance(index, Literal) and index.value in receiver.keys:
        return Outcome(places.item_of_display(receiver, index))
    changed = _with_item(receiver, index, default)
    if changed is None:
        return None
    if isinstance(node.function, tree.Attribute):
        if not run.is_own_variable(node.function.value):
            run.keep(default)
        put_back(run, node.function.value, changed)
    is_certain = isinstance(receiver, Fixed) and not receiver.items
    return Outcome(default if is_certain else _value(changed, index))


def _value(container: Kind, index: Kind) -> Kind:
    if isinstance(container, Fixed):
        return places.item_of_display(container, index)
    return container.args[-1] if isinstance(container, Instance) else ANYTHING


def update(run: Calls, node: tree.Call, receiver: Kind, args: Arguments) -> None:
    """`rows.update(more, book=book)`; what takes items that are not known changes nothing."""
    named = {name: kind for name, kind in args.keywords if name is not None}
    given = args.get(0)
    if len(named) < len(args.keywords) or not isinstance(node.function, tree.Attribute):
        return
    changed: Kind | None = receiver
    if isinstance(given, Fixed) and given.cls == "dict":
        for key, item in zip(given.keys, given.items, strict=True):
            changed = None if changed is None else _with_item(changed, Literal(key), item)
    elif isinstance(given, Instance) and given.cls == "dict" and len(given.args) == 2:
        changed = _with_item(receiver, ANYTHING, given.args[1])
    elif given is not None:
        return
    for name, item in named.items():
        changed = None if changed is None else _with_item(changed, Literal(name), item)
    if changed is not None and changed != receiver:
        put_back(run, node.function.value, changed)


# --- containers of `collections` -------------------------------------------------------------


def _deque(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """A deque is a list to whom only its items matter."""
    given = args.get(0, "iterable")
    if given is None:
        return Outcome(Fixed("list", ()), passes=False)
    from asynclint.semantic.containers import iterate_argument

    item = iterate_argument(run, node, args, 0, "collections.deque") if node.args else None
    return Outcome(Instance("list", (iterated(given) if item is None else item,)), passes=False)


def _default_dict(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """Every value that was not put in is what the factory gives."""
    factory = args.get(0) or NONE
    if factory == NONE:
        return Outcome(Fixed("dict", ()), passes=False)
    made = run.quietly_called(factory)
    if isinstance(made, Instance) and made.cls in ("list", "set") and not made.args:
        made = Fixed(made.cls, ())  # of which is known that it is empty
    return Outcome(Instance("dict", (ANYTHING, made)), passes=False)


def _chain_map(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """The first map that has a key gives the value."""
    values: list[Kind] = []
    for kind in args.positional:
        if isinstance(kind, Fixed) and kind.cls == "dict":
            values += kind.items
        elif isinstance(kind, Instance) and kind.cls == "dict" and kind.args:
            values.append(kind.args[-1])
        else:
            return Outcome(ANYTHING)
    return Outcome(Instance("dict", (ANYTHING, join(*values)) if values else ()), passes=False)


FUNCTIONS: dict[str, Callable[[Calls, Arguments, tree.Call], Outcome | None]] = {
    "collections.deque": _deque,
    "collections.defaultdict": _default_dict,
    "collections.ChainMap": _chain_map,
}
