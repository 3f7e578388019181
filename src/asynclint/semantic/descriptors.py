"""Attributes that code answers: descriptors of the project, `__getattr__`, `__getattribute__`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asynclint.index import tree
from asynclint.semantic import attributes, callables, classes, django
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    STR,
    Bound,
    ClassRef,
    Def,
    Instance,
    Kind,
    Partial,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_STORING = frozenset({"__dict__", "setattr", "__setattr__", "cache", "_cache"})


def is_descriptor(model: Model, value: Kind) -> bool:
    """Whether a value in a class body answers for the attribute when it is read."""
    return (
        isinstance(value, Instance)
        and value.cls in model.classes
        and attributes.special_method(model, value, "__get__") is not None
    )


def read(run: Calls, value: Instance, receiver: Kind, node: tree.Node, name: str) -> Kind:
    """Read the attribute `name`, for which a descriptor answers, of an object (or of a class)."""
    model = run.model
    function = attributes.special_method(model, value, "__get__")
    assert function is not None
    cls = django.class_of(receiver) or ""
    is_class = isinstance(receiver, ClassRef)
    if not is_class and _is_hidden(model, value, cls, name):
        return ANYTHING
    owner = receiver if is_class else ClassRef(cls)
    args = Arguments((NONE if is_class else receiver, owner))
    outcome = callables.call(run, function, args, node)
    if _keeps_result(function):
        # What it gave is found on the object from then on.
        assert isinstance(function, Bound) and isinstance(function.function, Def)
        outcome = callables.remembered(outcome, function.function)
    run.pass_effects(node, outcome, "attribute")
    return outcome.result


def _is_hidden(model: Model, value: Kind, cls: str, name: str) -> bool:
    """Whether an object may have a value of its own before the descriptor: one without `__set__`
    steps back behind what is put on the object."""
    if attributes.special_method(model, value, "__set__") is not None:
        return False
    return any(
        attributes.storing_methods(model, base, name)
        for base in classes.mro(model, cls)
        if base in model.classes
    )


def _keeps_result(function: Kind) -> bool:
    """Whether `__get__` itself puts what it gives somewhere, to find it there the next time."""
    if not isinstance(function, Bound) or not isinstance(function.function, Def):
        return False
    routine = function.function.routine
    return any(_names(node) & _STORING for node in walk(routine.node.body))


def _names(node: Any) -> set[str]:
    if isinstance(node, tree.Attribute):
        return {node.name}
    return {node.id} if isinstance(node, tree.Name) else set()


def setter(model: Model, receiver: Kind, name: str) -> Kind | None:
    """What assigning to an attribute runs if a descriptor takes it: to be called with the value."""
    cls = django.class_of(receiver)
    if cls is None or isinstance(receiver, ClassRef):
        return None
    found = classes.find(model, cls, name)
    if found is None or not found.definitions:
        return None
    value = classes.attribute_kind(model, found, name)
    if not isinstance(value, Instance) or value.cls not in model.classes:
        return None
    function = attributes.special_method(model, value, "__set__")
    return None if function is None else Partial(function, (receiver,))


# --- attributes that no class has ------------------------------------------------------------


def answered(run: Calls, receiver: Instance, name: str, node: tree.Node) -> Kind:
    """Read an attribute that neither the object nor its classes are known to have."""
    function = attributes.special_method(run.model, receiver, "__getattr__")
    if function is None or name.startswith("__") or not _asks_for_all(function):
        return ANYTHING
    if classes.hides_something(run.model, receiver.cls):
        return ANYTHING
    outcome = callables.call(run, function, Arguments((STR,)), node)
    run.pass_effects(node, outcome, "attribute")
    return outcome.result


def intercepted(run: Calls, receiver: Instance, node: tree.Node) -> None:
    """Run the `__getattribute__` that reading any attribute runs, if the class has one."""
    model = run.model
    if receiver.cls not in model.classes or not model.modules_with("def __getattribute__"):
        return
    function = attributes.special_method(model, receiver, "__getattribute__")
    if function is None or not _asks_for_all(function):
        return
    if run.routine is not None and run.routine is _routine(function):
        return
    run.pass_effects(node, callables.call(run, function, Arguments((STR,)), node), "attribute")


def _routine(function: Kind) -> Routine | None:
    inner = function.function if isinstance(function, Bound) else function
    return inner.routine if isinstance(inner, Def) else None


def _asks_for_all(function: Kind) -> bool:
    """Whether the function does the same whatever the attribute is called.

    One that looks at the name, or looks for what it found before, does its work for some names or
    for the first time only. Refusing names (`raise AttributeError(name)`) is no work.
    """
    routine = _routine(function)
    if routine is None or len(routine.node.params) < 2:
        return False
    name = routine.node.params[1].name
    return not any(_distinguishes(node, name) for node in walk(routine.node.body))


def _distinguishes(node: Any, name: str) -> bool:
    if isinstance(node, tree.If):
        return not _refuses(node) and _mentions(node.test, name)
    if isinstance(node, (tree.Try, tree.Conditional)):
        return _mentions(node, name)
    if isinstance(node, tree.Match):
        return _mentions(node.subject, name)
    return isinstance(node, tree.Logical) and _mentions(node, name)


def _refuses(node: tree.If) -> bool:
    return not node.orelse and all(isinstance(s, tree.Raise) for s in node.body)


def _mentions(node: Any, name: str) -> bool:
    return any(isinstance(inner, tree.Name) and inner.id == name for inner in walk(node))
