"""Classes that fit a protocol without naming it: what a value declared as one may be.

A class fits if it has all that the protocol asks for, with the same parameters and colour, as type
checkers want it. That alone says little where the protocol asks for one method with a common name.
So a class counts only if a module names it beside something that takes the protocol, and only while
those that count are few.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes
from asynclint.semantic.kinds import External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model

MOST = 4
MANY_MODULES = 40
_PROTOCOLS = frozenset({"typing.Protocol", "typing_extensions.Protocol"})
_CLASS = re.compile(r"\bclass[ \t]+\w+")


def fitting(model: Model, protocol: str, name: str) -> tuple[str, ...]:
    """The classes of the project that fit a protocol which they do not name, and have its method
    of that name; none for a class that is no protocol."""
    if not is_protocol(model, protocol):
        return ()
    return model.queries.ask(  # type: ignore[no-any-return]
        ("fitting", protocol, name), lambda: _fitting(model, protocol, name), ()
    )


def is_protocol(model: Model, cls: str) -> bool:
    """Whether a class is a protocol itself: one that derives from a protocol need not be."""
    info = model.classes.get(cls)
    if info is None or info.module.is_library:
        return False
    for base in info.node.bases:
        expression = classes.strip_arguments(base)
        kind = model.value_in(info.module, info.unit, expression, None, info.outer)
        if isinstance(kind, External) and kind.name in _PROTOCOLS:
            return True
    return False


def _fitting(model: Model, protocol: str, name: str) -> tuple[str, ...]:
    asked = _asked(model, protocol)
    takers = _takers(model, protocol)
    if not takers or len(model.modules_naming(name)) > MANY_MODULES:
        return ()
    found = [
        cls
        for cls in _with_method(model, name)
        if protocol not in classes.mro(model, cls)
        and not is_protocol(model, cls)
        and all(_fits(model, cls, protocol, each) for each in asked)
        and _is_handed_over(model, cls, takers)
    ]
    return tuple(sorted(found)) if len(found) <= MOST else ()


def _asked(model: Model, protocol: str) -> frozenset[str]:
    """The names of what a protocol asks for, those of the protocols that it is made of included."""
    return frozenset(
        name
        for base in classes.mro(model, protocol)
        if is_protocol(model, base)
        for name in classes.scope_names(model, base)
        if name not in ("__slots__", "__doc__", "__module__")
    )


def _with_method(model: Model, name: str) -> Iterator[str]:
    """The classes at the tops of modules whose bodies define a method of that name."""
    from asynclint.semantic.overrides import in_tests

    for module_name in model.modules_naming(name):
        module = None if in_tests(module_name) else model.resolver.module(module_name)
        for definition in module.definitions_with(_CLASS) if module is not None else ():
            node = definition.statement
            if module is None or not isinstance(node, tree.Class) or node.decorators:
                continue
            cls = classes.define(model, module, definition.unit, node, node.name, None).name
            if classes.own(model, cls, name):
                yield cls


def _fits(model: Model, cls: str, protocol: str, name: str) -> bool:
    """Whether a class has what a protocol asks for under a name."""
    wanted, found = classes.find(model, protocol, name), classes.find(model, cls, name)
    if wanted is None or found is None or not found.definitions:
        return _is_set(model, cls, name) if found is None else False
    has, asks = found.definitions[-1].statement, wanted.definitions[-1].statement
    if not isinstance(asks, tree.Function):
        return True
    if not isinstance(has, tree.Function):
        return False
    return has.is_async == asks.is_async and _takes(has, asks) and _kind_of(has) == _kind_of(asks)


def _is_set(model: Model, cls: str, name: str) -> bool:
    from asynclint.semantic import attributes

    return any(
        attributes.storing_methods(model, base, name)
        for base in classes.mro(model, cls)
        if base in model.classes
    )


def _takes(has: tree.Function, asks: tree.Function) -> bool:
    """Whether a method takes the arguments that a protocol's method takes, by the same names."""
    own, wanted = has.params[1:], asks.params[1:]
    if any("star" in param.kind for param in own):
        return False
    names = [param.name for param in own]
    if names[: len(wanted)] != [param.name for param in wanted]:
        return False
    return all(param.default is not None for param in own[len(wanted) :])


def _kind_of(function: tree.Function) -> list[str]:
    """The plain names among a method's decorators: `property`, `classmethod`."""
    return sorted(d.id for d in function.decorators if isinstance(d, tree.Name))


# --- evidence ---------------------------------------------------------------------------------


def _takers(model: Model, protocol: str) -> frozenset[str]:
    """The names of functions, classes and variables in whose definitions a protocol is named."""
    last = _last(protocol)
    found: set[str] = set()
    for module_name in model.modules_naming(last):
        module = model.resolver.module(module_name)
        for definition in module.scope.definitions_naming((last,)) if module is not None else ():
            statement = definition.statement
            if isinstance(statement, (tree.Function, tree.Class)):
                found.add(statement.name)
            elif isinstance(statement, tree.Bind):
                found.update(t.id for t in statement.targets if isinstance(t, tree.Name))
    return frozenset(found - {last})


def _is_handed_over(model: Model, cls: str, takers: frozenset[str]) -> bool:
    """Whether a module, tests left out, names a class beside what takes the protocol."""
    from asynclint.semantic.overrides import in_tests

    last = _last(cls)
    used = re.compile(rf"(?<!class )\b{re.escape(last)}\b")
    taking = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(takers)))})\b")
    for module_name in model.modules_naming(last):
        if in_tests(module_name) or not model.texts.says(module_name, used):
            continue
        if model.texts.says(module_name, taking):
            return True
    return False


def _last(cls: str) -> str:
    return cls.rpartition(".")[2].rstrip("'")
