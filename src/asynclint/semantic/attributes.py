"""What an attribute of a value is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asynclint.knowledge.schema import ASYNC_CONTEXT, AWAITABLE
from asynclint.semantic import classes, django, loaded_reads, managers, querysets, relations
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    STR,
    Anything,
    Bound,
    ClassRef,
    Coroutine,
    Def,
    Descriptor,
    Dispatch,
    External,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Lazy,
    Literal,
    Manager,
    ModelInstance,
    ModuleRef,
    Nothing,
    Partial,
    QuerySet,
    Super,
    Threaded,
    is_unknown,
    join,
    members,
)
from asynclint.semantic.routines import Routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.index import tree
    from asynclint.knowledge.schema import Callable as Row
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model


def attribute(run: Calls, kind: Kind, name: str, node: tree.Node) -> Kind:
    """`value.name` for one alternative of the value's kind; runs properties."""
    if name == "__class__":
        cls = django.class_of(kind)
        return ClassRef(cls) if cls and not isinstance(kind, ClassRef) else ANYTHING
    handler = _ATTRIBUTE.get(type(kind))
    return ANYTHING if handler is None else handler(run, kind, name, node)


def _nothing(run: Calls, kind: Kind, name: str, node: tree.Node) -> Kind:
    return NOTHING


def _module(run: Calls, kind: ModuleRef, name: str, node: tree.Node) -> Kind:
    from asynclint.semantic import names

    return names.member_of(run.model, kind.name, name)


def _external(run: Calls, kind: External, name: str, node: tree.Node) -> Kind:
    from asynclint.semantic import names

    found = managers.of_library(run.model, kind.name, name)
    return found or names.external(run.model, f"{kind.name}.{name}")


def _class(run: Calls, kind: ClassRef, name: str, node: tree.Node) -> Kind:
    model = run.model
    if django.is_model(model, kind.name):
        manager = managers.manager(model, kind.name, name)
        if manager is not None:
            return manager
        relation = relations.field(model, kind.name, name)
        if relation is not None and relation.through:
            held = (("through", ClassRef(relation.through)),)
            return Instance("django.db.models.fields.related.ManyToManyDescriptor", (), held)
    if name in ("__name__", "__qualname__", "__module__"):
        return STR
    found = classes.find(model, kind.name, name)
    if found is None or found.cls == classes.UNKNOWN:
        return ANYTHING
    if found.row is not None:
        return Bound(External(found.row.name), kind)
    from asynclint.semantic import descriptors

    value = classes.attribute_kind(model, found, name)
    if _is_placeholder(value):
        stored = instance_attribute(model, kind.name, name)
        return value if stored is None else join(value, stored)
    results: list[Kind] = []
    for option in members(value):
        if isinstance(option, Descriptor):
            if option.how == "static":
                results.append(option.target)
            elif option.how == "class":
                results.append(Bound(option.target, kind))
            else:
                results.append(ANYTHING)
        elif isinstance(option, Instance) and descriptors.is_descriptor(model, option):
            results.append(descriptors.read(run, option, kind, node, name))
        else:
            results.append(option)
    return join(*results)


def _super(run: Calls, kind: Super, name: str, node: tree.Node) -> Kind:
    found = classes.find(run.model, django.class_of(kind.receiver) or "", name, after=kind.cls)
    if name == "__new__" and found is None:
        return External("object.__new__")
    return bind(run, found, name, kind.receiver, node)


def _instance(run: Calls, kind: Instance, name: str, node: tree.Node) -> Kind:
    from asynclint.semantic import descriptors

    model = run.model
    descriptors.intercepted(run, kind, node)
    for held, value in kind.held:
        if held == name:
            return value
    found = classes.find(model, kind.cls, name)
    if found is not None and found.cls != classes.UNKNOWN and found.row is None:
        value = bind(run, found, name, kind, node)
        if not is_unknown(value) and not _is_placeholder(value):
            return value
    stored = instance_attribute(model, kind.cls, name)
    if stored is not None and stored != NOTHING:
        return stored
    if found is not None and found.row is not None:
        return bind(run, found, name, kind, node)
    text = classes.described_attribute(model, kind.cls, name)
    if text:
        return model.kind_from_text(text, kind)
    from asynclint.semantic import registries

    given = registries.set_from_outside(model, kind.cls, name)
    if found is None and is_unknown(given):
        return descriptors.answered(run, kind, name, node)
    return given


def _is_placeholder(value: Kind) -> bool:
    """`client = None` in a class body: a place for what a method puts there."""
    return value == Instance("None")


def _model_instance(run: Calls, kind: ModelInstance, name: str, node: tree.Node) -> Kind:
    access = relations.accessed(run.model, kind, name)
    if access is not None:
        return loaded_reads.read(run, kind, name, access, node)
    found = classes.find(run.model, kind.cls, name)
    if found is None:
        access = relations.reverse_access(run.model, kind, name)
        if access is not None:
            return loaded_reads.read(run, kind, name, access, node)
        rows = relations.prefetched_list(run.model, kind, name)
        if rows is not None:
            return rows
    elif found.cls != classes.UNKNOWN:
        return bind(run, found, name, kind, node)
    stored = instance_attribute(run.model, kind.cls, name)
    if stored is not None and stored != NOTHING:
        return stored
    text = classes.described_attribute(run.model, kind.cls, name)
    value = run.model.kind_from_text(text, kind) if text else ANYTHING
    if isinstance(value, Manager) and value.cls == django.RELATED_MANAGER:
        return relations.related_manager(run.model, kind, name, value.model)
    return ANYTHING if isinstance(value, Manager) else value


def _queryset(run: Calls, kind: QuerySet, name: str, node: tree.Node) -> Kind:
    if name == "model" and kind.model:
        return ClassRef(kind.model)
    return bind(run, _find_in(run.model, (kind.cls,), name), name, kind, node)


def _manager(run: Calls, kind: Manager, name: str, node: tree.Node) -> Kind:
    if name == "model" and kind.model:
        return ClassRef(kind.model)
    if name == "through" and kind.through:
        return ClassRef(kind.through)
    order: tuple[str, ...] = (kind.cls, kind.queryset)
    if kind.related:
        order = (django.RELATED_MANAGER, *order)
    found = _find_in(run.model, order, name)
    if found is not None and found.definitions and _is_of_queryset(run.model, kind, found.cls):
        # A manager passes such a call on to a queryset that it makes.
        made = members(run.model.queryset_of(kind))
        return join(*(bind(run, found, name, queryset, node) for queryset in made))
    return bind(run, found, name, kind, node)


def _is_of_queryset(model: Model, kind: Manager, cls: str) -> bool:
    """Whether a class of the project is one of those of the manager's querysets."""
    return cls in classes.mro(model, kind.queryset) and cls not in classes.mro(model, kind.cls)


def _find_in(model: Model, order: tuple[str, ...], name: str) -> classes.Found | None:
    """The attribute in the first of the classes that has it; project code before rows."""
    found = [classes.find(model, cls, name) for cls in order]
    for option in found:
        if option is not None and option.definitions:
            return option
    return next((o for o in found if o is not None and o.row is not None), None)


def _literal(run: Calls, kind: Literal, name: str, node: tree.Node) -> Kind:
    return _instance(run, Instance(type(kind.value).__name__), name, node)


def _fixed(run: Calls, kind: Fixed, name: str, node: tree.Node) -> Kind:
    row = run.model.tables.row(f"{kind.cls}.{name}")
    return Bound(External(f"{kind.cls}.{name}"), kind) if row is None else _row(run, row, kind)


def _lazy(run: Calls, kind: Lazy, name: str, node: tree.Node) -> Kind:
    """What it stands for has it; the first one who looks runs what fetches it."""
    for option in members(kind.work):
        if isinstance(option, Def):
            outcome = run.call_work_of(option, node)
            run.pass_effects(node, outcome, "property")
    return join(*(attribute(run, option, name, node) for option in members(kind.value)))


def _iterating(run: Calls, kind: Iterating, name: str, node: tree.Node) -> Kind:
    if name in ("__anext__", "asend", "aclose", "athrow"):
        return Bound(External(f"types.AsyncGeneratorType.{name}"), kind)
    if kind.cls == "generator" and name in ("send", "__next__"):
        return Bound(External(f"types.GeneratorType.{name}"), kind)
    return ANYTHING


def _row(run: Calls, row: object, receiver: Kind) -> Kind:
    return Bound(External(row.name), receiver)  # type: ignore[attr-defined]


def _threaded(run: Calls, kind: Threaded, name: str, node: tree.Node) -> Kind:
    return attribute(run, kind.target, name, node)


def _dispatch(run: Calls, kind: Dispatch, name: str, node: tree.Node) -> Kind:
    return External("functools.singledispatch.register") if name == "register" else ANYTHING


def _function(run: Calls, kind: Def, name: str, node: tree.Node) -> Kind:
    from asynclint.semantic import functions

    if name in ("__name__", "__qualname__"):
        return Literal(kind.routine.name) if name == "__name__" else STR
    if name == "__wrapped__" and functions.is_cached(run.model, kind.routine):
        return kind
    return ANYTHING


_ATTRIBUTE: dict[type[Kind], Callable[[Calls, Any, str, tree.Node], Kind]] = {
    Nothing: _nothing,
    ModuleRef: _module,
    External: _external,
    ClassRef: _class,
    Super: _super,
    Instance: _instance,
    ModelInstance: _model_instance,
    QuerySet: _queryset,
    Manager: _manager,
    Literal: _literal,
    Fixed: _fixed,
    Iterating: _iterating,
    Lazy: _lazy,
    Threaded: _threaded,
    Def: _function,
    Dispatch: _dispatch,
}


def bind(
    run: Calls, found: classes.Found | None, name: str, receiver: Kind, node: tree.Node
) -> Kind:
    """What an attribute found on a class is when it is looked up on an object of it."""
    if found is None or found.cls == classes.UNKNOWN:
        return ANYTHING
    model = run.model
    if found.row is not None:
        if found.row.is_property:
            return run.property_row(found.row, receiver, node)
        return Bound(External(found.row.name), receiver)
    value = classes.attribute_kind(model, found, name)
    return join(*(bind_one(run, option, receiver, node, name) for option in members(value)))


def bind_one(run: Calls, value: Kind, receiver: Kind, node: tree.Node, name: str = "") -> Kind:
    if isinstance(value, Descriptor):
        if value.how == "static":
            return value.target
        if value.how == "class":
            cls = django.class_of(receiver)
            return Bound(value.target, ClassRef(cls) if cls else ANYTHING)
        if value.how == "partial":
            return _bound_partial(value.target, receiver)
        return run.run_property(value, receiver, node)
    if isinstance(value, (Def, Threaded, Partial, Dispatch)):
        return _bound_function(value, receiver)
    if isinstance(value, Instance) and value.cls in run.model.classes:
        from asynclint.semantic import descriptors

        if descriptors.is_descriptor(run.model, value):
            return descriptors.read(run, value, receiver, node, name)
    if isinstance(value, Manager) and isinstance(receiver, ModelInstance):
        return ANYTHING  # managers are not accessible through instances
    return value


def _bound_partial(value: Kind, receiver: Kind) -> Kind:
    """`partialmethod(f, …)` of an object: the object goes before the arguments."""
    return join(
        *(
            Partial(Bound(option.target, receiver), option.args, option.keywords)
            for option in members(value)
            if isinstance(option, Partial)
        )
    )


def _bound_function(value: Kind, receiver: Kind) -> Kind:
    if isinstance(value, Threaded):
        return Threaded(Bound(value.target, receiver), value.wrapper, value.sensitive)
    if isinstance(value, Partial):
        return value
    return Bound(value, receiver)


def special_method(model: Model, kind: Kind, name: str) -> Kind | None:
    """A special method that a class of the project defines for objects of this kind, bound."""
    cls = django.class_of(kind)
    if cls is None or isinstance(kind, (QuerySet, Manager, ClassRef)):
        return None
    found = classes.find(model, cls, name)
    if found is None or not found.definitions:
        return None
    value = classes.attribute_kind(model, found, name)
    options = [o for o in members(value) if isinstance(o, Def)]
    return Bound(options[0], kind) if options else None


def special_row(model: Model, kind: Kind, name: str) -> Row | None:
    """What is known of a special method that the class of a library has for such an object."""
    cls = django.class_of(kind)
    if cls is None or isinstance(kind, (QuerySet, Manager, ClassRef)):
        return None
    found = classes.find(model, cls, name)
    return None if found is None else found.row


def has_special(model: Model, kind: Kind, name: str) -> bool:
    """Whether the class of a value is known to have a special method."""
    return (
        special_method(model, kind, name) is not None or special_row(model, kind, name) is not None
    )


def accessor(model: Model, kind: Kind, name: str, which: str) -> Kind | None:
    """The function that assigning to a property of the project ("setter"), or deleting it
    ("deleter"), runs, bound to the object."""
    cls = django.class_of(kind)
    found = None if cls is None or isinstance(kind, ClassRef) else classes.find(model, cls, name)
    for definition in found.definitions if found is not None else ():
        if classes.is_accessor(definition.statement, name, (which,)):
            assert found is not None
            return Bound(Def(classes.method(model, found.cls, definition)), kind)
    from asynclint.semantic import descriptors

    return descriptors.setter(model, kind, name)


def instance_attribute(model: Model, cls: str, name: str) -> Kind | None:
    """What the methods of a class (or its bases) put on `self.name`, or an annotation declares."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("instance attribute", cls, name),
        lambda: _instance_attribute(model, cls, name),
        NOTHING,
    )


def _instance_attribute(model: Model, cls: str, name: str) -> Kind | None:
    found: list[Kind] = []
    for base in classes.mro(model, cls):
        if base not in model.classes:
            continue
        for routine in storing_methods(model, base, name):
            stores = dict(model.entry_behaviour(routine).stores)
            if name in stores:
                found.append(stores[name])
    if not found:
        return None
    # What other methods have loaded of an object since it was stored is not known.
    kind = querysets.changed(join(*found), lambda loaded: None)
    if any(o != NONE and not isinstance(o, Coroutine) for o in members(kind)):
        # A coroutine that one method stores and another one replaces by its result.
        kind = join(*(ANYTHING if isinstance(o, Coroutine) else o for o in members(kind)))
    from asynclint.semantic import registries

    if kind == NONE or is_unknown(kind):  # `self.client = None` in one method
        return join(kind, registries.set_from_outside(model, cls, name))
    return registries.filled_attribute(model, cls, name, kind)


def storing_methods(model: Model, cls: str, name: str) -> tuple[Routine, ...]:
    """The methods in a class's own body that assign `self.name`."""
    table = model.queries.ask(("storing methods", cls), lambda: _storing_methods(model, cls), {})
    return table.get(name, ())  # type: ignore[no-any-return]


def _storing_methods(model: Model, cls: str) -> dict[str, tuple[Routine, ...]]:
    from asynclint.index import tree
    from asynclint.index.module import Definition

    info = model.classes[cls]
    table: dict[str, tuple[Routine, ...]] = {}
    for definition in info.module.members(Definition(info.node, info.unit)).statements():
        statement = definition.statement
        if isinstance(statement, tree.Function) and statement.self_stores:
            routine = model.routine(
                info.module,
                definition.unit,
                statement,
                f"{info.qualname}.{statement.name}",
                cls,
                info.outer,
            )
            for name in statement.self_stores:
                table[name] = (*table.get(name, ()), routine)
    return table


def awaited(kind: Kind) -> Kind:
    """What awaiting a value of this kind gives."""
    if isinstance(kind, Coroutine):
        return kind.result
    if isinstance(kind, Instance) and kind.cls in ("asyncio.Task", "asyncio.Future") and kind.args:
        return kind.args[0]
    if isinstance(kind, Nothing):
        return NOTHING
    return ANYTHING


def is_awaitable(model: Model, kind: Kind) -> bool | None:
    """Whether a value can be awaited; None where that is not known."""
    if isinstance(kind, (Anything, Nothing, External)):
        return None
    if isinstance(kind, Coroutine):
        return True
    if isinstance(kind, (Literal, Fixed, ModelInstance, QuerySet, Manager, ClassRef, Instance)):
        return _class_is_awaitable(model, kind)
    return None


def _class_is_awaitable(model: Model, kind: Kind) -> bool | None:
    cls = django.class_of(kind)
    if cls is None:
        return False if isinstance(kind, (Literal, Fixed)) else None
    if cls in _PLAIN:
        return False
    if model.tables.has(cls, AWAITABLE):
        return True
    found = classes.find(model, cls, "__await__")
    if found is not None:
        return None if found.cls == classes.UNKNOWN else True
    if isinstance(kind, (ModelInstance, QuerySet, Manager)):
        return None if classes.hides_something(model, cls) else False
    if classes.hides_something(model, cls):
        return None
    described = [c for c in classes.mro(model, cls) if c not in model.classes]
    if all(model.tables.has(c, AWAITABLE) is False for c in described):
        return False
    return None


_PLAIN = frozenset(
    {"None", "str", "int", "bool", "float", "bytes", "list", "dict", "tuple", "set", "frozenset"}
)


def entered(model: Model, kind: Kind, *, is_async: bool) -> Kind:
    """What `with value as x` binds, for a value whose class is not the project's."""
    cls = django.class_of(kind)
    if cls is None:
        return ANYTHING
    row = model.tables.row(f"{cls}.{'__aenter__' if is_async else '__enter__'}")
    if row is not None and row.returns:
        return model.kind_from_text(row.returns, kind)
    if isinstance(kind, Instance) and kind.args:
        if any(base.endswith("ContextManager") for base in model.tables.ancestors(cls)):
            return kind.args[0]
    trait = ASYNC_CONTEXT if is_async else "context"
    if isinstance(kind, Instance) and model.tables.has(cls, trait):
        return kind
    return ANYTHING
