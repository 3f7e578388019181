"""What code puts where other functions find it: into containers of modules, classes and objects.

`HANDLERS[name] = function`, `self.listeners.append(function)` are noted while a function runs,
under the dotted name of the container, with the key where that is a constant; and so is
`button.on_click = function`, under that of the attribute. Only what can be called is noted, and
objects of the project's classes. `semantic.registries` asks who puts what where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.resolver import absolute
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    ANYTHING,
    Anything,
    Bound,
    ClassRef,
    Def,
    Fixed,
    Instance,
    Kind,
    Literal,
    ModuleRef,
    Partial,
    Threaded,
    abroad,
    each,
    is_unknown,
    join,
    members,
)

if TYPE_CHECKING:
    from asynclint.index.module import Module
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments
    from asynclint.semantic.routines import Behaviour

Key = str | int | None  # None where it is not known, or there is none
Put = tuple[str, Key, "Kind"]

SET = "="  # before the name of an attribute that is set from outside of its object
_ADDING = frozenset({"append", "appendleft", "add", "insert"})
_KEYED = frozenset({"setdefault", "update"})
_CALLED = (Def, Bound, Partial, Threaded, ClassRef)
MOST = 60  # things that one function puts somewhere


def item(run: Calls, container: tree.Expr, index: Kind, value: Kind) -> None:
    """`container[index] = value`."""
    if _is_told(run.model, value):
        _note(run, container, _key_of(index), value)


def called(run: Calls, node: tree.Call, args: Arguments) -> None:
    """A method is called that may add to a container."""
    function = node.function
    if not isinstance(function, tree.Attribute) or not args.positional:
        return
    if function.name in _ADDING:
        value = args.positional[-1]
        if _is_told(run.model, value):
            _note(run, function.value, None, value)
    elif function.name == "setdefault" and len(args.positional) == 2:
        item(run, function.value, *args.positional)
    elif function.name == "update" and isinstance(args.positional[0], Fixed):
        given = args.positional[0]
        for key, value in zip(given.keys, given.items):
            item(run, function.value, Literal(key), value)


def attribute(run: Calls, target: tree.Attribute, receiver: Kind, value: Kind) -> None:
    """`receiver.name = value`, from outside of the object."""
    if not _is_told(run.model, value) or is_unknown(value):
        return
    for option in each(receiver):
        if isinstance(option, Instance) and option.cls in run.model.classes:
            _add(run, SET + owner(run.model, option.cls, target.name), None, value)


def passed_on(run: Calls, behaviour: Behaviour) -> None:
    """A function that is called has put these things where they are found."""
    for name, key, value in behaviour.puts:
        _add(run, name, key, value)


def is_called(model: Model, kind: Kind) -> bool:
    """Whether a value is one that is kept to be called, or asked to do something."""
    return isinstance(kind, _CALLED) or (isinstance(kind, Instance) and kind.cls in model.classes)


def _is_told(model: Model, value: Kind) -> bool:
    # Of what a function is given it is not known yet what it is.
    return is_unknown(value) or any(is_called(model, option) for option in members(value))


def _key_of(index: Kind) -> Key:
    return index.value if isinstance(index, Literal) else None


def _note(run: Calls, place: tree.Expr, key: Key, value: Kind) -> None:
    while (outer := _inner_place(place)) is not None:  # `listeners[event].append(function)`
        place, key, value = outer, None, Instance("list", (value,))
    name = _name_of(run, place)
    if name:
        _add(run, name, key, value)


def _inner_place(place: tree.Expr) -> tree.Expr | None:
    """The container that holds the one which an expression gives."""
    if isinstance(place, tree.Subscript):
        return place.value
    if isinstance(place, tree.Call) and isinstance(place.function, tree.Attribute):
        return place.function.value if place.function.name in ("setdefault", "get") else None
    return None


def _add(run: Calls, name: str, key: Key, value: Kind) -> None:
    place = (name, key)
    known = run.puts.get(place)
    if known is None and len(run.puts) >= MOST:
        return
    value = abroad(value)
    run.puts[place] = value if known is None else join(known, value)


# --- where containers are ---------------------------------------------------------------------


def _name_of(run: Calls, place: tree.Expr) -> str:
    """The dotted name of a container that others find as well; empty for any other."""
    if isinstance(place, tree.Name):
        if run.routine is not None and (place.id in run.local_names or place.id in run.cells):
            return ""
        return origin(run.model, run.module, place.id)
    if not isinstance(place, tree.Attribute):
        return ""
    with run.muted():
        holder = run.eval(place.value)
    for option in each(holder):
        if isinstance(option, ModuleRef):
            module = run.model.resolver.module(option.name)
            return "" if module is None else origin(run.model, module, place.name)
        if isinstance(option, (Instance, ClassRef)):
            cls = option.cls if isinstance(option, Instance) else option.name
            return owner(run.model, cls, place.name) if cls in run.model.classes else ""
    return ""


def origin(model: Model, module: Module, name: str, depth: int = 5) -> str:
    """The dotted name of a global, where it is made; empty where that is not known."""
    for definition in module.find(name):
        statement = definition.statement
        if not isinstance(statement, tree.ImportFrom):
            return f"{module.name}.{name}"
        dotted = absolute(module, statement.level, statement.module)
        full = None if dotted is None else model.resolver.holds(dotted, module)
        source = None if full is None else model.resolver.module(full)
        for alias in statement.names:
            if (alias.alias or alias.name) == name and source is not None and depth:
                return origin(model, source, alias.name, depth - 1)
    return ""


def owner(model: Model, cls: str, name: str) -> str:
    """The dotted name of an attribute of objects: that of the first class that binds or sets it."""
    from asynclint.semantic import attributes

    for base in classes.mro(model, cls):
        if base in model.classes and (
            classes.own(model, base, name) or attributes.storing_methods(model, base, name)
        ):
            return f"{base}.{name}"
    return f"{cls}.{name}"


def without_unknown(kind: Kind) -> Kind:
    """What is known to be put somewhere, by a function that does not know all of it."""
    if isinstance(kind, Anything):
        return kind
    known = [option for option in members(kind) if not is_unknown(option)]
    return join(*known) if known else ANYTHING
