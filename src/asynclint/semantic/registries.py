"""What the code of a project puts into a container of a module, a class or an object, and what it
sets on objects from outside of them: registries that decorators fill, lists of listeners.

A container is looked at where somebody asks for its kind. The text tells who may fill it: functions
that add to it, and the decorators and calls at the tops of modules that name these. What they put
there is found by running them, as the interpreter does when it imports the modules (`semantic.puts`
notes it). What tests put there is left out. Of an object's container it is known whose it is only
if its class is made once in the project, at the top of a module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import puts, registering
from asynclint.semantic.kinds import ANYTHING, Fixed, Instance, Kind, join, members

if TYPE_CHECKING:
    import re

    from asynclint.index.module import Module
    from asynclint.semantic.model import Model
    from asynclint.semantic.registering import Entry

_CONTAINERS = frozenset({"dict", "list", "set"})


def filled_global(model: Model, module: Module, name: str, kind: Kind) -> Kind:
    """The kind of a module's global, with what the project puts into it."""
    if not _is_table(kind) or module.is_library or not _is_filled_anywhere(model, name):
        return kind
    key = f"{module.name}.{name}"
    found = model.queries.ask(
        ("registered in", key),
        lambda: registering.Search(model, key, module.name).of_global(name),
        (),
    )
    return _with_entries(kind, found)


def filled_attribute(model: Model, cls: str, name: str, kind: Kind) -> Kind:
    """The kind of an attribute of a class, or of its objects, with what the project puts there."""
    info = model.classes.get(cls)
    if info is None or info.module.is_library or not _is_table(kind):
        return kind
    key = puts.owner(model, cls, name)
    found = model.queries.ask(
        ("registered in", key),
        lambda: registering.Search(model, key, info.module.name).of_attribute(cls, name),
        (),
    )
    return _with_entries(kind, found)


def set_from_outside(model: Model, cls: str, name: str) -> Kind:
    """What the project sets an attribute of a class's objects to, from outside of them; ANYTHING
    where nothing does."""
    info = model.classes.get(cls)
    if info is None or info.module.is_library or not _is_set_anywhere(model, name):
        return ANYTHING
    key = puts.SET + puts.owner(model, cls, name)
    found: tuple[Entry, ...] = model.queries.ask(
        ("registered in", key),
        lambda: registering.Search(model, key, info.module.name).of_objects(name),
        (),
    )
    kind = join(*(value for _, value in found)) if found else ANYTHING
    # Of several objects of the class it is not known which one was given what.
    is_told = len(members(kind)) == 1 or not registering.is_made_again(model, cls)
    return kind if is_told else ANYTHING


# --- the texts --------------------------------------------------------------------------------


def _is_filled_anywhere(model: Model, name: str) -> bool:
    return model.queries.ask(  # type: ignore[no-any-return]
        ("filled", name), lambda: _is_in_texts(model, name, registering.filling(name)), False
    )


def _is_set_anywhere(model: Model, name: str) -> bool:
    return model.queries.ask(  # type: ignore[no-any-return]
        ("set", name), lambda: _is_in_texts(model, name, registering.setting(name)), False
    )


def _is_in_texts(model: Model, word: str, pattern: re.Pattern[str]) -> bool:
    return any(model.texts.says(m, pattern) for m in model.modules_naming(word))


# --- containers -------------------------------------------------------------------------------


def _is_table(kind: Kind) -> bool:
    """Whether a value is a container that holds nothing yet, or what can be called."""
    if isinstance(kind, Fixed):
        return kind.cls in _CONTAINERS
    return isinstance(kind, Instance) and kind.cls in _CONTAINERS


def _with_entries(kind: Kind, entries: tuple[Entry, ...]) -> Kind:
    """The container with more in it."""
    if not entries:
        return kind
    assert isinstance(kind, (Fixed, Instance))
    if (
        kind.cls == "dict"
        and isinstance(kind, Fixed)
        and all(key is not None for key, _ in entries)
    ):
        items: dict[str | int, Kind] = dict(zip(kind.keys, kind.items))
        for key, value in entries:
            assert key is not None
            items[key] = join(items[key], value) if key in items else value
        return Fixed("dict", tuple(items.values()), tuple(items))
    held = kind.items if isinstance(kind, Fixed) else kind.args[-1:]
    value = join(*held, *(value for _, value in entries))
    return Instance(kind.cls, (ANYTHING, value) if kind.cls == "dict" else (value,))
