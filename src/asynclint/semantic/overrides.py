"""Abstract methods, and the overrides that the project has for them.

A method that only stands for others does nothing itself. Called on an object of which no more is
known than the class that declares it (a parameter's annotation, what a factory is said to return,
`self` in a method that the class shares with its subclasses), it may lead to any of the overrides.
Test doubles are left out: they stand for the real ones, and not the other way round.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.knowledge.decorators import ABSTRACT
from asynclint.semantic import classes, shapes
from asynclint.semantic.kinds import (
    ANYTHING,
    Bound,
    ClassRef,
    Def,
    Descriptor,
    External,
    Instance,
    Kind,
    ModelInstance,
    members,
)
from asynclint.semantic.sites import Effect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_CLASS = re.compile(r"\bclass[ \t]+\w+[ \t]*[(\[]")
_INTERFACES = frozenset({"abc.ABC", "typing.Protocol", "typing_extensions.Protocol"})
_META = "abc.ABCMeta"
_TESTING = re.compile(
    r"(?:^|\.)(?:tests?|testing|conftest|test_\w+|\w+_tests?|fakes?|mocks?)(?:\.|$)"
)
_DOUBLE = re.compile(r"^_?(?:Fake|Mock|Stub|Dummy)(?=[A-Z_]|$)|(?:Fake|Mock|Stub|Dummy)$")


class Override(NamedTuple):
    """A method that stands in for an abstract one, for objects of the class `cls`."""

    cls: str
    function: Bound


def overriding(
    model: Model, routine: Routine, receiver: Kind, shared: Routine | None
) -> tuple[Override, ...] | None:
    """What calling an abstract method on an object of that kind may run; None for a method that is
    not abstract, or that is called past the object's own class (`super()`).

    `shared` is the method that makes the call on its own `self`: classes that have another one in
    its place are none of those that get there.
    """
    if routine.is_async or not isinstance(receiver, (Instance, ModelInstance)):
        return None
    if not _is_abstract(model, routine):
        return None
    own = classes.find(model, receiver.cls, routine.name)
    if own is None or own.cls != routine.cls:
        return None
    found = of_class(model, receiver.cls, routine.name)
    if isinstance(receiver, Instance):
        found = tuple(o for o in found if not _is_ruled_out(model, o.cls, receiver))
    if shared is None or shared.cls is None:
        return found
    return tuple(o for o in found if _inherits(model, o.cls, shared))


def standing_in(model: Model, function: Kind) -> tuple[Kind, ...]:
    """The methods that a method looked up on an object may turn out to be: itself, unless it is an
    abstract one."""
    if isinstance(function, Bound) and isinstance(function.function, Def):
        found = overriding(model, function.function.routine, function.receiver, None)
        if found is not None:
            return tuple(override.function for override in found) or (ANYTHING,)
    return (function,)


# Before the name of a class that a condition has ruled out; kept with what an object holds.
_NOT = "!"


def without(model: Model, kind: Kind, names: Sequence[str]) -> Kind:
    """An object that is none of these classes, of which some may derive from its own."""
    if not isinstance(kind, Instance):
        return kind
    told = tuple(
        (_NOT + name, ClassRef(name)) for name in names if kind.cls in classes.mro(model, name)
    )
    return Instance(kind.cls, kind.args, (*kind.held, *told)) if told else kind


def _is_ruled_out(model: Model, cls: str, receiver: Instance) -> bool:
    order = classes.mro(model, cls)
    return any(key[len(_NOT) :] in order for key, _ in receiver.held if key.startswith(_NOT))


def _inherits(model: Model, cls: str, method: Routine) -> bool:
    found = classes.find(model, cls, method.name)
    return found is None or found.cls == method.cls


def of_class(model: Model, cls: str, name: str) -> tuple[Override, ...]:
    """The methods that subclasses of a class have under that name, one for each class that defines
    one, in the order of the classes' names."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("overrides", cls, name), lambda: tuple(_of_class(model, cls, name)), ()
    )


def _of_class(model: Model, cls: str, name: str) -> Iterator[Override]:
    is_test = _is_double(model, cls)
    for subclass in (*all_subclasses(model, cls), *shapes.fitting(model, cls, name)):
        if _is_double(model, subclass) and not is_test:
            continue
        found = classes.Found(subclass, classes.own(model, subclass, name))
        if not found.definitions or any(_is_made_over(d.statement) for d in found.definitions):
            continue
        receiver = model.instance_of(ClassRef(subclass))
        for option in members(classes.attribute_kind(model, found, name)):
            function = option.target if isinstance(option, Descriptor) else option
            if isinstance(function, Def) and not _is_abstract(model, function.routine):
                yield Override(subclass, Bound(function, receiver))


def _is_made_over(statement: tree.Stmt) -> bool:
    """Whether a decorator with arguments makes something else of a method: it may choose the thread
    that the method runs on."""
    return isinstance(statement, tree.Function) and any(
        isinstance(decorator, tree.Call) for decorator in statement.decorators
    )


def all_subclasses(model: Model, cls: str) -> list[str]:
    """The classes of the project below a class, however deep."""
    found: dict[str, None] = {}
    pending = [cls]
    while pending:
        for name in subclasses(model, pending.pop()):
            if name not in found:
                found[name] = None
                pending.append(name)
    return sorted(found)


def subclasses(model: Model, cls: str) -> tuple[str, ...]:
    """The classes at the top of the project's modules that name a class among their bases."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("subclasses", cls), lambda: _subclasses(model, cls), ()
    )


def _subclasses(model: Model, cls: str) -> tuple[str, ...]:
    found = []
    for module_name in model.modules_with(cls.rpartition(".")[2].rstrip("'")):
        module = model.resolver.module(module_name)
        for definition in module.definitions_with(_CLASS) if module is not None else ():
            node = definition.statement
            if module is None or not isinstance(node, tree.Class):
                continue
            known = classes.define(model, module, definition.unit, node, node.name, None)
            if cls in classes.bases(model, known.name):
                found.append(known.name)
    return tuple(found)


def _is_double(model: Model, cls: str) -> bool:
    """Whether a class stands for another one in tests, by its name or its module's."""
    info = model.classes[cls]
    return _DOUBLE.search(info.node.name) is not None or in_tests(info.module.name)


def in_tests(module: str) -> bool:
    """Whether a module is there for tests, by its name."""
    return _TESTING.search(module.partition("@")[0]) is not None


# --- which methods are abstract --------------------------------------------------------------


def _is_abstract(model: Model, routine: Routine) -> bool:
    if routine.cls is None or routine.is_generator:
        return False
    return model.queries.ask(  # type: ignore[no-any-return]
        ("abstract", routine), lambda: _stands_for_others(model, routine), False
    )


def _stands_for_others(model: Model, routine: Routine) -> bool:
    node = routine.node
    if routine.cls is None or routine.is_generator or not isinstance(node, tree.Function):
        return False
    for decorator in node.decorators:
        kind = model.value_in(routine.module, routine.unit, decorator, routine.cls, routine.outer)
        if isinstance(kind, (External, ClassRef)) and kind.name in ABSTRACT:
            return True
    if not routine.is_stub:
        return False
    raised = [s.exception for s in node.body if isinstance(s, tree.Raise)]
    if raised:
        return all(_is_not_implemented(exception) for exception in raised)
    return is_interface(model, routine.cls)


def _is_not_implemented(exception: tree.Expr | None) -> bool:
    cls = exception.function if isinstance(exception, tree.Call) else exception
    return isinstance(cls, tree.Name) and cls.id == "NotImplementedError"


def is_interface(model: Model, cls: str) -> bool:
    """Whether a class, or one of its bases, is an abstract base class or a protocol."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("interface", cls), lambda: _is_interface(model, cls), False
    )


def _is_interface(model: Model, cls: str) -> bool:
    info = model.classes.get(cls)
    if info is None:
        return False
    for base in info.node.bases:
        kind = model.value_in(
            info.module, info.unit, classes.strip_arguments(base), None, info.outer
        )
        if isinstance(kind, (External, ClassRef)) and kind.name in _INTERFACES:
            return True
    for keyword in info.node.keywords:
        if keyword.name == "metaclass":
            kind = model.value_in(info.module, info.unit, keyword.value, None, info.outer)
            if isinstance(kind, (External, ClassRef)) and kind.name == _META:
                return True
    return False


def marked(effect: Effect, override: Override, count: int) -> Effect:
    """An effect of one override of so many; that of an inner one is not named again."""
    if effect.override:
        return effect
    function = override.function.function
    assert isinstance(function, Def)
    which = f"one of {count}" if count > 1 else "the only one"
    name = f"`{function.routine.qualname}`, {which}"
    return Effect(effect.does, effect.label, effect.frames, effect.instead, effect.once, name)
