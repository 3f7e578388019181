"""Kinds: what asynclint knows about a value, the small type lattice of the semantic layer.

At the bottom stands NOTHING: no value reaches this place, or none is known yet while a circular
question is being solved. Above it lie the kinds below and unions of up to `WIDEST` of them (of
functions alone, up to `MOST_FUNCTIONS`).
ANYTHING is a value of which nothing is known; a union may hold it beside others, and then says that
a value of the other kinds reaches the place on some path, whatever comes on the rest. At the top
stands EVERYTHING, which a union becomes when it grows too wide; joined with it, all else is lost.

The lattice is of finite height: kinds nested deeper than `DEEPEST` are cut to ANYTHING, so that
every circular question settles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from typing import Union as Either

from msgspec import Struct

from asynclint.semantic.loading import common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from asynclint.semantic.routines import Routine

WIDEST = 6
MOST_FUNCTIONS = 24  # tables of handlers are wide
DEEPEST = 5


class Kind(Struct, frozen=True):
    """A value of the lattice. Kinds compare and hash by value."""


class Anything(Kind, frozen=True):
    """Not known; `wide` for the top of the lattice."""

    wide: bool = False


class Nothing(Kind, frozen=True):
    pass


class Union(Kind, frozen=True):
    """Two or more kinds, none of them a union, in the order of their texts."""

    members: tuple[Kind, ...]


class Literal(Kind, frozen=True):
    """A constant of which the value is known."""

    value: Either[str, int, bool]


class Instance(Kind, frozen=True):
    """An object of a class; `args` are its type arguments where they are known, `held` the kinds
    of attributes that its constructor took from its arguments."""

    cls: str
    args: tuple[Kind, ...] = ()
    held: tuple[tuple[str, Kind], ...] = ()


class Fixed(Kind, frozen=True):
    """A tuple, list or dict display: `cls` says which, `items` are the kinds of its values.

    `keys` holds a dict's constant keys, in the order of `items`.
    """

    cls: str
    items: tuple[Kind, ...]
    keys: tuple[Either[str, int], ...] = ()


class ModelInstance(Kind, frozen=True):
    """An object of a Django model.

    `loaded` says what of it is in memory: see `asynclint.semantic.loading`.
    """

    cls: str
    loaded: Either[tuple[str, ...], None] = None


class QuerySet(Kind, frozen=True):
    """A queryset: its class, its model, what iterating gives, whether the rows are in memory.

    `state` is "lazy", "evaluated", "empty" (`none()`: it never asks), or "unknown" where it may be
    any of these.
    """

    cls: str
    model: str  # "" where it is not known
    row: Kind
    state: str = "lazy"
    loaded: Either[tuple[str, ...], None] = ()


class Manager(Kind, frozen=True):
    """A manager, or the manager of a relation (`related`); `queryset` is its queryset's class.

    `state` is that of the queryset which `all()` gives: not lazy for a prefetched relation.
    `through` is the model of the rows in between, for a many-to-many relation.
    """

    cls: str
    model: str
    queryset: str
    related: bool = False
    state: str = "lazy"
    loaded: Either[tuple[str, ...], None] = ()
    through: str = ""


class Lazy(Kind, frozen=True):
    """An object that is fetched when it is first looked into: `request.user`, a SimpleLazyObject.

    `value` is what it stands for, `work` the function that fetches it where that is known.
    """

    value: Kind
    work: Kind


class Coroutine(Kind, frozen=True):
    """An awaitable that a call made. `origin` is the place of that call in the running function,
    -2 - n where it is the argument for the function's parameter n, -1 where it came from elsewhere.
    """

    result: Kind
    origin: int = -1
    label: str = ""  # what was called, for messages: "fetch_price"
    is_future: bool = False  # runs by itself, and has methods of its own: `asyncio.gather(…)`


class Iterating(Kind, frozen=True):
    """A generator, or an iterator over something; `cls` "generator", "asyncgenerator", "iterator",
    or "queryset iterator", "file iterator" … after the operation that iterating does.

    `work` is what runs when it is iterated: (function or Steps, arguments), or None.
    """

    cls: str
    item: Kind
    work: Either[tuple[Kind, tuple[Kind, ...]], None] = None


class Steps(Kind, frozen=True):
    """What an iterator does for an item: calls of callables, and items taken from `sources`."""

    calls: tuple[tuple[Kind, tuple[Kind, ...]], ...]
    sources: tuple[Kind, ...] = ()


class ClassRef(Kind, frozen=True):
    """A class itself."""

    name: str
    args: tuple[Kind, ...] = ()


class ModuleRef(Kind, frozen=True):
    """A module of the project."""

    name: str


class External(Kind, frozen=True):
    """Something of a library, known by its dotted name."""

    name: str


class Def(Kind, frozen=True):
    """A function of the project; `cells` are the kinds of the variables it closes over."""

    routine: Routine
    cells: tuple[tuple[str, Kind], ...] = ()


class Bound(Kind, frozen=True):
    """A method looked up on an object or class: a function with its first argument."""

    function: Kind
    receiver: Kind


class Threaded(Kind, frozen=True):
    """A callable that runs `target` in a thread and gives an awaitable of its result; `sensitive`
    unless it says `thread_sensitive=False`."""

    target: Kind
    wrapper: str
    sensitive: bool = True


class ThreadWrapper(Kind, frozen=True):
    """A callable that makes a function Threaded: `sync_to_async(thread_sensitive=True)`."""

    wrapper: str
    sensitive: bool = True


class Synced(Kind, frozen=True):
    """`async_to_sync(target)`: a sync callable that runs a coroutine function to its end."""

    target: Kind


class Partial(Kind, frozen=True):
    """`functools.partial(target, *args, **keywords)`."""

    target: Kind
    args: tuple[Kind, ...]
    keywords: tuple[tuple[str, Kind], ...] = ()


class Returning(Kind, frozen=True):
    """A callable of which is only known what calling it gives: a parameter that is declared as
    `Callable[[Order], Awaitable[None]]`."""

    result: Kind


class Same(Kind, frozen=True):
    """A decorator that gives back what it is given: `functools.wraps(f)`."""


class Super(Kind, frozen=True):
    """`super()` inside a method of the class `cls`, for the object `receiver`."""

    cls: str
    receiver: Kind


class Descriptor(Kind, frozen=True):
    """A function in a class body under `property`, `cached_property`, `staticmethod`,
    `classmethod` (`how` is "property", "cached", "static", "class"), or what `partialmethod`
    makes of one ("partial")."""

    how: str
    target: Kind


class Dispatch(Kind, frozen=True):
    """A function under `singledispatch`, of which `default` runs for classes not registered."""

    default: Kind
    is_method: bool


class ContextFactory(Kind, frozen=True):
    """What `@contextmanager` makes of a generator function; `is_async` for the async one."""

    target: Kind
    is_async: bool


class Context(Kind, frozen=True):
    """A context manager made by a generator function: gives `value`, and runs `work` on entry."""

    value: Kind
    is_async: bool
    work: Either[tuple[Kind, tuple[Kind, ...]], None] = None


ANYTHING = Anything()
EVERYTHING = Anything(wide=True)
NOTHING = Nothing()
NONE = Instance("None")
STR = Instance("str")
INT = Instance("int")
BOOL = Instance("bool")
FLOAT = Instance("float")
BYTES = Instance("bytes")


def is_unknown(kind: Kind) -> bool:
    return type(kind) is Anything


def members(kind: Kind) -> tuple[Kind, ...]:
    """The alternatives of a kind: a union's members, nothing for NOTHING, itself otherwise."""
    if type(kind) is Union:
        return kind.members
    return () if type(kind) is Nothing else (kind,)


def join(*kinds: Kind) -> Kind:
    """The least kind that covers all of them; ANYTHING where more than `WIDEST` would remain."""
    first: Kind = NOTHING
    for kind in kinds:
        if first is NOTHING:
            first = kind
        elif kind is not first and kind is not NOTHING and kind != first:
            break
    else:
        return first
    return union(member for kind in kinds for member in members(kind))


def union(alternatives: Iterable[Kind]) -> Kind:
    found: dict[Kind, None] = {}
    for kind in alternatives:
        found[_general(kind)] = None
    if not found:
        return NOTHING
    if len(found) > 1:
        if EVERYTHING in found:
            return EVERYTHING
        found = _merged(found)
    if len(found) == 1:
        return next(iter(found))
    if len(found) > WIDEST and not _are_functions(found):
        return EVERYTHING
    texts = {show(kind) for kind in found}
    # Kinds may differ in what their text does not tell.
    key = show if len(texts) == len(found) else lambda kind: (show(kind), repr(kind))
    return Union(tuple(sorted(found, key=key)))


def _are_functions(found: dict[Kind, None]) -> bool:
    """Whether the alternatives are functions and methods, of which a union may hold more."""
    called = (Def, Bound, Partial, Threaded)
    return len(found) <= MOST_FUNCTIONS and all(isinstance(kind, called) for kind in found)


def _general(kind: Kind) -> Kind:
    # In a union a constant counts as its class: `1 | 2 | 3 …` says no more than int.
    if type(kind) is Literal:
        return Instance(type(kind.value).__name__)
    return kind


def _merged(found: dict[Kind, None]) -> dict[Kind, None]:
    """The alternatives, with those that differ in details only made one.

    Objects of one model that were fetched in different ways are loaded as far as all of them are;
    displays of one class are a container of all their items.
    """
    groups: dict[tuple[type, str], list[Kind]] = {}
    merged: dict[Kind, None] = {}
    for kind in found:
        if isinstance(kind, (ModelInstance, Fixed)) or (
            isinstance(kind, Instance) and (kind.args or kind.held)
        ):
            family = Instance if isinstance(kind, Fixed) else type(kind)
            groups.setdefault((family, kind.cls), []).append(kind)
        else:
            merged[kind] = None
    for kinds in groups.values():
        merged[kinds[0] if len(kinds) == 1 else _one_of(kinds)] = None
    return merged


def _one_of(kinds: list[Kind]) -> Kind:
    first = kinds[0]
    if isinstance(first, ModelInstance):
        loaded = first.loaded
        for kind in kinds[1:]:
            assert isinstance(kind, ModelInstance)
            loaded = common(loaded, kind.loaded)
        return ModelInstance(first.cls, loaded)
    if any(isinstance(kind, Instance) and kind.held for kind in kinds):
        return _holding(kinds)
    containers = [_container(kind) for kind in kinds]
    widths = {len(container.args) for container in containers}
    cls = containers[0].cls
    if len(widths) > 1:
        if cls == "dict":
            return Instance(cls, (ANYTHING, join(*(c.args[-1] for c in containers if c.args))))
        if cls == "tuple":
            return Instance(cls)  # which item stands where is not known any more
        return Instance(cls, (join(*(arg for c in containers for arg in c.args)),))
    return Instance(cls, tuple(join(*parts) for parts in zip(*(c.args for c in containers))))


def _holding(kinds: list[Kind]) -> Kind:
    """Objects of one class that hold different things: what all of them hold under a name."""
    objects = [kind for kind in kinds if isinstance(kind, Instance)]
    first, *rest = (dict(kind.held) for kind in objects)
    held = tuple(
        (name, join(value, *(other[name] for other in rest)))
        for name, value in first.items()
        if all(name in other for other in rest)
    )
    args = objects[0].args
    return Instance(objects[0].cls, args if all(o.args == args for o in objects) else (), held)


def _container(kind: Kind) -> Instance:
    """A display as a container of its items."""
    if isinstance(kind, Instance):
        return kind
    assert isinstance(kind, Fixed)
    if kind.cls == "dict":
        return Instance("dict", (STR, join(*kind.items)) if kind.items else (NOTHING, NOTHING))
    if kind.cls == "tuple":
        return Instance("tuple", kind.items)
    return Instance(kind.cls, (join(*kind.items),))


def each(kind: Kind) -> Iterator[Kind]:
    """The alternatives of a kind without ANYTHING and None."""
    for member in members(kind):
        if type(member) is not Anything and member != NONE:
            yield member


def without_none(kind: Kind) -> Kind:
    if type(kind) is not Union or NONE not in kind.members:
        return kind
    return union(member for member in kind.members if member != NONE)


def trim(kind: Kind, depth: int = DEEPEST) -> Kind:
    """The kind, with what is nested deeper than `depth` cut to ANYTHING."""
    fields = _NESTED.get(type(kind))
    if fields is None:
        return kind
    if depth <= 0:
        return ANYTHING
    return fields(kind, depth - 1)


def _trim_all(kinds: tuple[Kind, ...], depth: int) -> tuple[Kind, ...]:
    return tuple(trim(kind, depth) for kind in kinds)


Work = Either[tuple[Kind, tuple[Kind, ...]], None]


def _trim_work(work: Work, depth: int) -> Work:
    return None if work is None else (trim(work[0], depth), _trim_all(work[1], depth))


_NESTED: dict[type, Callable[[Any, int], Kind]] = {
    Union: lambda k, d: union(_trim_all(k.members, d)),
    Instance: lambda k, d: (
        Instance(k.cls, _trim_all(k.args, d), tuple((n, trim(h, d)) for n, h in k.held))
        if k.args or k.held
        else k
    ),
    Fixed: lambda k, d: Fixed(k.cls, _trim_all(k.items, d), k.keys),
    QuerySet: lambda k, d: QuerySet(k.cls, k.model, trim(k.row, d), k.state, k.loaded),
    Coroutine: lambda k, d: Coroutine(trim(k.result, d), k.origin, k.label, k.is_future),
    Lazy: lambda k, d: Lazy(trim(k.value, d), trim(k.work, d)),
    Iterating: lambda k, d: Iterating(k.cls, trim(k.item, d), _trim_work(k.work, d)),
    Steps: lambda k, d: Steps(
        tuple((trim(function, d), _trim_all(args, d)) for function, args in k.calls),
        _trim_all(k.sources, d),
    ),
    Def: lambda k, d: (
        Def(k.routine, tuple((name, trim(cell, d)) for name, cell in k.cells)) if k.cells else k
    ),
    Bound: lambda k, d: Bound(trim(k.function, d), trim(k.receiver, d)),
    Threaded: lambda k, d: Threaded(trim(k.target, d), k.wrapper, k.sensitive),
    Synced: lambda k, d: Synced(trim(k.target, d)),
    Partial: lambda k, d: Partial(
        trim(k.target, d),
        _trim_all(k.args, d),
        tuple((name, trim(value, d)) for name, value in k.keywords),
    ),
    Returning: lambda k, d: Returning(trim(k.result, d)),
    Super: lambda k, d: Super(k.cls, trim(k.receiver, d)),
    Dispatch: lambda k, d: Dispatch(trim(k.default, d), k.is_method),
    ContextFactory: lambda k, d: ContextFactory(trim(k.target, d), k.is_async),
    Context: lambda k, d: Context(trim(k.value, d), k.is_async, _trim_work(k.work, d)),
    Descriptor: lambda k, d: Descriptor(k.how, trim(k.target, d)),
}


def abroad(kind: Kind, origin: int = -1) -> Kind:
    """The kind as another function sees it: places in this function mean nothing there."""
    if type(kind) is Coroutine:
        return made_at(kind, origin)
    if type(kind) is Union:
        return union(abroad(member, origin) for member in kind.members)
    if type(kind) is Fixed:
        return Fixed(kind.cls, tuple(abroad(item, origin) for item in kind.items), kind.keys)
    if type(kind) is Instance and kind.args:
        return Instance(kind.cls, tuple(abroad(i, origin) for i in kind.args), kind.held)
    if type(kind) is Iterating:
        return Iterating(kind.cls, abroad(kind.item, origin), kind.work)
    return kind


def made_at(kind: Coroutine, origin: int) -> Coroutine:
    """The coroutine as one that was made at another place."""
    if kind.origin == origin:
        return kind
    return Coroutine(kind.result, origin, kind.label, kind.is_future)


def is_task(kind: Kind) -> bool:
    """Whether a value is a task of asyncio's: it runs by itself, and has to be kept."""
    return type(kind) is Instance and kind.cls == "asyncio.Task"


def coroutines_in(kind: Kind) -> Iterator[Coroutine]:
    """The coroutines that a value may be, or that a container may hold."""
    for option in members(kind):
        if type(option) is Coroutine:
            yield option
        elif type(option) is Fixed:
            for item in option.items:
                yield from coroutines_in(item)
        elif type(option) is Instance:
            for item in option.args:
                yield from coroutines_in(item)
        elif type(option) is Iterating:
            yield from coroutines_in(option.item)


def show(kind: Kind) -> str:
    """The kind as people write it; also the stable order of a union's members."""
    return _SHOW[type(kind)](kind)


def _short(dotted: str) -> str:
    return dotted.rpartition(".")[2]


def _show_args(kinds: tuple[Kind, ...]) -> str:
    return "[" + ", ".join(map(show, kinds)) + "]" if kinds else ""


_SHOW: dict[type, Callable[[Any], str]] = {
    Anything: lambda k: "Anything",
    Nothing: lambda k: "Nothing",
    Union: lambda k: " | ".join(map(show, k.members)),
    Literal: lambda k: f"Literal[{k.value!r}]",
    Instance: lambda k: _short(k.cls) + _show_args(k.args),
    Fixed: lambda k: k.cls + _show_args(k.items),
    ModelInstance: lambda k: _short(k.cls),
    QuerySet: lambda k: (
        f"{_short(k.cls)}[{show(k.row)}]" + ("" if k.state == "lazy" else f" ({k.state})")
    ),
    Manager: lambda k: f"{_short(k.cls)}[{_short(k.model)}]",
    Coroutine: lambda k: f"Coroutine[{show(k.result)}]",
    Lazy: lambda k: f"lazy {show(k.value)}",
    Iterating: lambda k: f"{k.cls}[{show(k.item)}]",
    Steps: lambda k: "steps of " + ", ".join(show(function) for function, _ in k.calls),
    ClassRef: lambda k: f"type[{_short(k.name)}{_show_args(k.args)}]",
    ModuleRef: lambda k: f"module {k.name}",
    External: lambda k: k.name,
    Def: lambda k: f"function {k.routine.dotted}",
    Bound: lambda k: f"bound {show(k.function)} of {show(k.receiver)}",
    Threaded: lambda k: f"threaded {show(k.target)}",
    ThreadWrapper: lambda k: f"thread wrapper {k.wrapper}",
    Synced: lambda k: f"synced {show(k.target)}",
    Partial: lambda k: f"partial {show(k.target)}{_show_args(k.args)}",
    Returning: lambda k: f"Callable[{show(k.result)}]",
    Same: lambda k: "identity",
    Super: lambda k: f"super of {_short(k.cls)}",
    Descriptor: lambda k: f"{k.how} {show(k.target)}",
    Dispatch: lambda k: f"dispatching {show(k.default)}",
    ContextFactory: lambda k: f"context factory {show(k.target)}",
    Context: lambda k: f"context of {show(k.value)}",
}
