"""What a definition with decorators is, and what a function does with given arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.decorators import (
    ASYNC_CONTEXT_MANAGER,
    CACHED_PROPERTY,
    CACHES,
    CLASS_METHOD,
    CONTEXT_MANAGER,
    PROPERTY,
    SINGLE_DISPATCH,
    STATIC_METHOD,
    TRANSACTIONS,
    TRANSPARENT,
)
from asynclint.semantic import classes, contexts
from asynclint.semantic.kinds import (
    ANYTHING,
    ClassRef,
    ContextFactory,
    Def,
    Descriptor,
    Dispatch,
    External,
    Instance,
    Kind,
    Same,
    is_unknown,
    members,
    trim,
)
from asynclint.semantic.variables import own_nodes, store_counts

if TYPE_CHECKING:
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_DESCRIPTORS = {
    **dict.fromkeys(PROPERTY, "property"),
    **dict.fromkeys(CACHED_PROPERTY, "cached"),
    **dict.fromkeys(STATIC_METHOD, "static"),
    **dict.fromkeys(CLASS_METHOD, "class"),
}


_HANDLERS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace"})


def answers(model: Model, routine: Routine) -> bool:
    """Whether an async function is a view: Django awaits it once, and sends what that gives."""
    if not routine.is_async or routine.is_generator or routine.outer is not None:
        return False
    if routine.cls is None:
        return bool(routine.node.params) and routine.node.params[0].name == "request"
    view = model.tables.canonical("django.views.View")
    return routine.name in _HANDLERS and classes.is_subclass(model, routine.cls, view)


def decorated(
    model: Model,
    routine: Routine,
    cells: tuple[tuple[str, Kind], ...] = (),
    run: Calls | None = None,
) -> Kind:
    """The kind of the name that a `def` binds: the function with its decorators applied."""
    kind: Kind = Def(routine, cells)
    node = routine.node
    assert isinstance(node, tree.Function)
    for decorator in reversed(node.decorators):
        if run is not None:
            with run.muted():
                wrapper = run.eval(decorator)
        else:
            wrapper = model.value_in(
                routine.module, routine.unit, decorator, routine.cls, routine.outer
            )
        kind = applied(model, wrapper, kind, routine)
        if is_unknown(kind):
            return ANYTHING
    if routine.cls and node.name in ("__new__", "__init_subclass__", "__class_getitem__"):
        return Descriptor("static" if node.name == "__new__" else "class", kind)
    return kind


def is_left_alone(model: Model, routine: Routine, decorators: list[tree.Expr]) -> bool:
    """Whether behind some of its decorators a function is still itself, called where it stands."""
    kind: Kind = Def(routine)
    for decorator in reversed(decorators):
        wrapper = model.value_in(
            routine.module, routine.unit, decorator, routine.cls, routine.outer
        )
        kind = applied(model, wrapper, kind, routine)
        kind = kind.target if isinstance(kind, Descriptor) else kind
    return kind == Def(routine)


def is_cached(model: Model, routine: Routine) -> bool:
    """Whether a decorator keeps what the function gives."""
    return _decorator_among(model, routine, CACHES) is not None


def opens_transaction(model: Model, routine: Routine) -> int | None:
    """The place of the decorator that opens a transaction whenever the function runs, if any."""
    return _decorator_among(model, routine, TRANSACTIONS)


def _decorator_among(model: Model, routine: Routine, names: frozenset[str]) -> int | None:
    """The place of the first decorator that is one of those of libraries with these names."""
    node = routine.node
    for decorator in node.decorators if isinstance(node, tree.Function) else ():
        called = decorator.function if isinstance(decorator, tree.Call) else decorator
        if not isinstance(called, (tree.Name, tree.Attribute)):
            continue
        kind = model.value_in(routine.module, routine.unit, called, routine.cls, routine.outer)
        if isinstance(kind, (External, ClassRef)) and kind.name in names:
            return decorator.at
    return None


def _is_given_back(routine: Routine, kind: Kind) -> bool:
    """Whether a decorator gives back what it decorates, whatever else it does with it. Where that
    is plain to see it need not be run for each function that it is put on."""
    node = routine.node
    if not isinstance(kind, Def) or trim(kind) != kind or not isinstance(node, tree.Function):
        return False
    is_plain = not (routine.is_async or routine.is_generator or node.decorators)
    if not is_plain or routine.module.is_library or not (node.params and node.body):
        return False
    first, *others = node.params
    if "star" in first.kind or any(p.default is None and "star" not in p.kind for p in others):
        return False
    if store_counts(routine)[first.name] != 1 or not _gives(node.body[-1], first.name):
        return False
    inner = own_nodes(node.body)
    return all(_gives(n, first.name) for n in inner if isinstance(n, tree.Return))


def _gives(statement: object, name: str) -> bool:
    """Whether a statement returns the variable of that name."""
    value = statement.value if isinstance(statement, tree.Return) else None
    return isinstance(value, tree.Name) and value.id == name


def applied(model: Model, wrapper: Kind, kind: Kind, routine: Routine) -> Kind:
    """What a decorator makes of what it decorates."""
    options = members(wrapper)
    if len(options) != 1:
        return ANYTHING
    option = options[0]
    name = option.name if isinstance(option, (External, ClassRef)) else ""
    how = _DESCRIPTORS.get(name)
    if how is not None:
        return Descriptor(how, kind)
    if name in SINGLE_DISPATCH:
        return Dispatch(kind, name.endswith("method"))
    if name in TRANSPARENT or name in TRANSACTIONS or isinstance(option, Same):
        return kind
    if name in CONTEXT_MANAGER or name in ASYNC_CONTEXT_MANAGER:
        return ContextFactory(kind, name in ASYNC_CONTEXT_MANAGER)
    if isinstance(option, Instance) and option.cls in TRANSACTIONS:
        return kind
    if contexts.is_decorator(model, option):
        return kind  # entered whenever the function runs
    from asynclint.semantic import callables
    from asynclint.semantic.flow import Flow
    from asynclint.semantic.outcomes import Arguments

    if isinstance(option, Def) and model.runner is Flow and _is_given_back(option.routine, kind):
        return kind
    outcome = callables.call(
        Flow(model, routine.module, routine.unit), option, Arguments((kind,)), routine.node
    )
    return outcome.result
