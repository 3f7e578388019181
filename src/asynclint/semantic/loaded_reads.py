"""Reading what an instance may not have in memory: the sites, and what is known afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.schema import RELATION
from asynclint.knowledge.untouched import leaves_alone
from asynclint.semantic import querysets
from asynclint.semantic.kinds import (
    NOTHING,
    Bound,
    ClassRef,
    Coroutine,
    Def,
    External,
    Fixed,
    Instance,
    Kind,
    ModelInstance,
    Partial,
    Threaded,
    ThreadWrapper,
    members,
)
from asynclint.semantic.loading import (
    LAZY,
    LOADED,
    PERHAPS,
    SEPARATOR,
    UNKNOWN,
    Loaded,
    columns_of,
    columns_perhaps,
    more,
    relation_state,
    with_column,
)
from asynclint.semantic.sites import Operation, RelationSite
from asynclint.semantic.variables import containers, walk

if TYPE_CHECKING:
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.outcomes import Arguments, Outcome
    from asynclint.semantic.relations import Access
    from asynclint.semantic.state import State

# In what a function reads (`Behaviour.reads`), beside cached properties: `.shop.models.Book:author`
# for what it may load by reading it.
LOADS = "."
ANYTHING_AT_ALL = ".*"


def read(run: Calls, kind: ModelInstance, name: str, access: Access, node: tree.Node) -> Kind:
    """Read an attribute of an instance: record it if it may query. From then on it is loaded."""
    owner = node.value if isinstance(node, tree.Attribute) else None
    if name == "_state" and isinstance(owner, tree.Name) and owner.id in run.env:
        # Code that looks into the object's own record of what is loaded knows better.
        run.env[owner.id] = querysets.changed(run.env[owner.id], lambda loaded: None)
    if not access.what or access.state == LOADED:
        return access.value
    if access.state == UNKNOWN and access.what != "column" and isinstance(owner, tree.Name):
        if run.branching.is_open(owner.id, name):
            access = access._replace(state=LAZY)
    run.reads.add(f"{LOADS}{kind.cls}:{name}")
    operation = None
    if access.state == LAZY:
        operation = Operation(RELATION, f"{kind.cls.rpartition('.')[2]}.{name}")
        run.do(node.at, operation)
    site = RelationSite(
        node.at, run.statement, run.can_await, kind, name, access.what, access.state,
        -1 if owner is None else owner.at, operation,
    )  # fmt: skip
    if operation is not None or access.what != "column":
        run.record_relation(site)
    root, path = _chain(owner)
    if operation is not None and root in run.env:
        _remember(run, root, SEPARATOR.join((*path, name)), is_column=access.what == "column")
    if owner is not None and access.what != "column":
        _remember_items(run, owner, kind.cls, name)
    return access.value


def _chain(owner: tree.Expr | None) -> tuple[str, tuple[str, ...]]:
    """The variable that attributes are asked of, and their names: `review.book` → review, book."""
    if isinstance(owner, tree.Attribute):
        root, path = _chain(owner.value)
        return root, (*path, owner.name)
    return (owner.id if isinstance(owner, tree.Name) else ""), ()


def _remember(run: Calls, variable: str, name: str, *, is_column: bool) -> None:
    def change(loaded: Loaded) -> Loaded:
        return with_column(loaded, name) if is_column else more(loaded, (name,))

    run.env[variable] = querysets.changed(run.env[variable], change)


def _remember_items(run: Calls, owner: tree.Expr, cls: str, name: str) -> None:
    """What was read of one item of a container may have been read of any, whoever holds them."""
    own = owner.id if isinstance(owner, tree.Name) else ""
    sources = run.taken.get(own, frozenset()) if own else frozenset(containers(owner))
    if not sources:
        return

    def change(row: ModelInstance) -> Loaded:
        is_open = row.cls == cls and relation_state(row.loaded, name) == LAZY
        return more(row.loaded, [PERHAPS + name]) if is_open else row.loaded

    holders = {other for other, names in run.taken.items() if names & sources} | sources
    run.branching.forget(holders - {own})
    for holder in sorted(holders - {own}):
        if holder in run.env:
            run.env[holder] = querysets.rows_changed(run.env[holder], change)


def is_refreshing(callee: Kind) -> bool:
    """Whether a method reads an object again, or what it is to save of one."""
    function = callee.function if isinstance(callee, Bound) else callee
    return isinstance(function, External) and function.name in _REFRESHING | _SAVING


def runs_other_code(callee: Kind, args: Arguments, result: Kind) -> bool:
    """Whether a call makes a coroutine that may load something of what it is given. Of a library's
    (`gather`, `acount`) that is only an instance that it is handed itself."""
    if not any(isinstance(option, Coroutine) for option in members(result)):
        return False
    function = callee.function if isinstance(callee, Bound) else callee
    return not isinstance(function, External) or _takes_row(args)


_SAVING = frozenset({"django.db.models.Model.save", "django.db.models.Model.asave"})
_REFRESHING = frozenset(
    {"django.db.models.Model.refresh_from_db", "django.db.models.Model.arefresh_from_db"}
)


def refreshed(run: Calls, node: tree.Call, callee: Kind) -> None:
    """`book.refresh_from_db()` drops all relations; columns that were left out still are. With
    arguments it is not told what is dropped or loaded. Saving chosen columns reads those."""
    function = callee.function if isinstance(callee, Bound) else callee
    is_whole = not node.args and not node.keywords
    is_saving = isinstance(function, External) and function.name in _SAVING
    if is_saving and is_whole:
        return
    if not isinstance(node.function, tree.Attribute) or not (is_saving or is_whole):
        forget(run, node, None)
        return
    owner = node.function.value
    if isinstance(owner, tree.Name) and owner.id in run.env:
        change = columns_perhaps if is_saving else columns_of
        run.env[owner.id] = querysets.changed(run.env[owner.id], change)


def note_unknown(run: Calls, callee: Kind, args: Arguments) -> None:
    """A call that may load anything of the instances it is given, because nobody knows what it does
    or because it is not told which attribute it reads."""
    if _is_followed(callee):
        return
    if _takes_row(args):
        run.reads.add(ANYTHING_AT_ALL)


def _takes_row(args: Arguments) -> bool:
    kinds = (*args.positional, *(kind for _, kind in args.keywords))
    return any(_holds_row(option) for kind in kinds for option in members(kind))


def _holds_row(kind: Kind) -> bool:
    if isinstance(kind, (Instance, Fixed)):
        inner = kind.args if isinstance(kind, Instance) else kind.items
        return any(_holds_row(option) for item in inner for option in members(item))
    return isinstance(kind, ModelInstance)


def _is_followed(callee: Kind) -> bool:
    function = callee.function if isinstance(callee, Bound) else callee
    if isinstance(function, (Def, Partial, Threaded, ThreadWrapper, ClassRef)):
        return True
    return isinstance(function, External) and leaves_alone(function.name)


def loads_of(target: Kind | None, outcomes: list[Outcome]) -> frozenset[str]:
    """What a function that was handed to a thread reads, and may have loaded."""
    reads = frozenset(key for outcome in outcomes for key in outcome.reads)
    if not outcomes or not are_followed(target):
        return reads | {ANYTHING_AT_ALL}
    return reads


def are_followed(target: Kind | None) -> bool:
    """Whether it is known what a function does that was handed to a thread."""
    return target is not None and all(map(_is_followed, members(target)))


def of_coroutine(callee: Kind, outcome: Outcome) -> frozenset[str] | None:
    """What the coroutine that a call makes may load; None where that is not known."""
    return outcome.reads if _is_followed(callee) else None


def forget(run: State, node: tree.Node, loads: frozenset[str] | None) -> None:
    """A thread, or other async code, was handed what stands in a call: instances it could reach may
    have more in memory now. `loads` is what it reads, as in `Behaviour.reads`, if that is known."""
    read = None if loads is None else frozenset(key for key in loads if key.startswith(LOADS))
    if read is not None and not read:
        return
    names = {inner.id for inner in walk(node) if isinstance(inner, tree.Name)}
    for name in list(names):
        for option in members(run.env.get(name, NOTHING)):
            if isinstance(option, Def):
                names.update(cell for cell, _ in option.cells)
    run.branching.forget(names)
    for name in names:
        kind = run.env.get(name)
        if kind is not None:
            run.env[name] = querysets.rows_changed(kind, lambda row: _perhaps(row, read))


def _perhaps(row: ModelInstance, read: frozenset[str] | None) -> Loaded:
    """What an instance has in memory after code that reads this had its hands on it."""
    if read is None or ANYTHING_AT_ALL in read or row.loaded is None:
        return None
    own = f"{LOADS}{row.cls}:"
    names = [key[len(own) :] for key in read if key.startswith(own)]
    if len(names) < len(read) and (names or row.loaded):
        return None  # what was read may belong to an object that this one leads to
    return more(row.loaded, [PERHAPS + name for name in names if name not in row.loaded])
