"""The fields of models, and relations both ways: what an attribute of an instance is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes
from asynclint.semantic.django import (
    MANAGER,
    MODEL,
    ONE_TO_ONE,
    QUERYSET,
    app_of,
    is_abstract,
    is_model,
    meta_option,
    model_named_by,
    project_models,
)
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    ClassRef,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    join,
    members,
)

if TYPE_CHECKING:
    from asynclint.semantic.model import Model

# What declares a relation names one of these, or a field class of the project's own that leads to
# them: such a call has one of the arguments that only relations take.
RELATION = re.compile(
    r"\b(?:ForeignKey|OneToOneField|ManyToManyField|GenericRelation|related_name|on_delete"
    r"|CASCADE|PROTECT|RESTRICT|SET_NULL|SET_DEFAULT|DO_NOTHING)\b"
)


class Relation(NamedTuple):
    """A field of a model: `many` for a manager, else an object or (target "") a plain value."""

    target: str
    many: bool
    value: Kind = ANYTHING
    optional: bool = False


# --- fields ----------------------------------------------------------------------------------


def field(model: Model, cls: str, name: str) -> Relation | None:
    """The field that a model class (or one of its bases) declares under a name."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("field", cls, name), lambda: _field(model, cls, name), None
    )


def _field(model: Model, cls: str, name: str) -> Relation | None:
    for base in classes.mro(model, cls):
        for definition in classes.own(model, base, name):
            call = _field_call(definition)
            if call is not None:
                found = _declared(model, base, definition, call)
                if found is not None:
                    return found
    return None


def _field_call(definition: Definition) -> tree.Call | None:
    statement = definition.statement
    if isinstance(statement, tree.Bind) and isinstance(statement.value, tree.Call):
        return statement.value
    return None


def _declared(model: Model, cls: str, definition: Definition, call: tree.Call) -> Relation | None:
    info = model.classes[cls]
    callee = model.value_in(info.module, definition.unit, call.function, cls, info.outer)
    row = field_row(model, callee)
    if row is None:
        return None
    optional = any(
        k.name == "null" and isinstance(k.value, tree.Constant) and k.value.value is True
        for k in call.keywords
    )
    if not row.relation:
        value = model.kind_from_text(row.value, ANYTHING) if row.value else ANYTHING
        return Relation("", False, join(value, NONE) if optional else value)
    target = _target(model, cls, definition, call)
    return Relation(target or "", row.relation == "to-many", ANYTHING, optional)


def field_row(model: Model, callee: Kind):  # type: ignore[no-untyped-def]
    for option in members(callee):
        if isinstance(option, ClassRef):
            for base in classes.mro(model, option.name):
                row = model.tables.field(base) if base else None
                if row is not None:
                    return row
    return None


def _target(model: Model, cls: str, definition: Definition, call: tree.Call) -> str | None:
    """The model that a relation leads to."""
    expression = call.args[0] if call.args else None
    for keyword in call.keywords:
        if keyword.name == "to":
            expression = keyword.value
    if expression is None:
        return None
    info = model.classes[cls]
    kind = model.value_in(info.module, definition.unit, expression, cls, info.outer)
    return model_named_by(model, kind, info.module, cls)


# --- instances -------------------------------------------------------------------------------


def model_attribute(model: Model, kind: ModelInstance, name: str) -> Kind | None:
    """The value of a field of a model instance; None where the name is no field."""
    relation = field(model, kind.cls, name)
    if relation is None:
        return _implied_attribute(model, kind, name)
    if relation.many:
        return related_manager(model, kind, name, relation.target)
    if not relation.target:
        return relation.value
    loaded = below(kind.loaded, name)
    value = ModelInstance(relation.target, loaded)
    return join(value, NONE) if relation.optional else value


def _implied_attribute(model: Model, kind: ModelInstance, name: str) -> Kind | None:
    if name.endswith("_id") and field(model, kind.cls, name[:-3]) is not None:
        return ANYTHING
    return ANYTHING if name in ("pk", "id", "_state") else None


def reverse_attribute(model: Model, kind: ModelInstance, name: str) -> Kind | None:
    """What another model's relation to this one adds under `name`."""
    for base in classes.mro(model, kind.cls):
        found = reverse_relations(model).get(base, {}).get(name)
        if found is not None:
            source, many = found
            if many:
                return related_manager(model, kind, name, source)
            return ModelInstance(source, below(kind.loaded, name))
    return None


def below(loaded: tuple[str, ...] | None, name: str) -> tuple[str, ...] | None:
    """What is loaded of an object reached by the relation `name`."""
    if loaded is None:
        return None
    return tuple(path.partition("__")[2] for path in loaded if path.startswith(f"{name}__"))


def related_manager(model: Model, kind: ModelInstance, name: str, target: str) -> Kind:
    if not target:
        return Manager(MANAGER, "", QUERYSET, True, "unknown", None)
    if kind.loaded is None:
        state = "unknown" if model.ever_prefetched(name) else "lazy"
    else:
        state = "evaluated" if name in {p.partition("__")[0] for p in kind.loaded} else "lazy"
    from asynclint.semantic import managers

    default = managers.default(model, target)
    loaded = below(kind.loaded, name) if state != "lazy" else ()
    return Manager(default.cls, target, default.queryset, True, state, loaded)


def reverse_relations(model: Model) -> dict[str, dict[str, tuple[str, bool]]]:
    """For each model, what relations of other models add: name → (that model, many?)."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("reverse relations",), lambda: _reverse_relations(model), {}
    )


def _reverse_relations(model: Model) -> dict[str, dict[str, tuple[str, bool]]]:
    table: dict[str, dict[str, tuple[str, bool]]] = {}
    for cls in project_models(model):
        for base in classes.mro(model, cls):
            if base not in model.classes or (base != cls and not is_abstract(model, base)):
                continue
            info = model.classes[base]
            scope = info.module.members(Definition(info.node, info.unit))
            for definition in scope.definitions_with(RELATION):
                _add_reverse(model, table, cls, base, definition)
        for parent in classes.bases(model, cls):
            if _keeps_own_table(model, cls, parent):
                table.setdefault(parent, {})[cls.rpartition(".")[2].lower()] = (cls, False)
    return table


def _keeps_own_table(model: Model, cls: str, parent: str) -> bool:
    """Whether a model has a row of its own beside that of its parent, which then leads to it."""
    return (
        is_model(model, parent)
        and parent != MODEL
        and not is_abstract(model, parent)
        and meta_option(model, cls, "proxy") != Literal(True)
    )


def _add_reverse(
    model: Model,
    table: dict[str, dict[str, tuple[str, bool]]],
    cls: str,
    base: str,
    definition: Definition,
) -> None:
    call = _field_call(definition)
    if call is None:
        return
    relation = _declared(model, base, definition, call)
    if relation is None or not relation.target:
        return
    short = cls.rpartition(".")[2].lower()
    target = cls if relation.target == base else relation.target
    info = model.classes[base]
    callee = model.value_in(info.module, definition.unit, call.function, base, info.outer)
    single = any(
        isinstance(o, ClassRef) and ONE_TO_ONE in classes.mro(model, o.name)
        for o in members(callee)
    )
    default = _default_related_name(model, cls)
    name = default or (short if single else f"{short}_set")
    for keyword in call.keywords:
        if keyword.name == "related_name" and isinstance(keyword.value, tree.Constant):
            name = str(keyword.value.value)
    name = name.replace("%(class)s", short).replace("%(app_label)s", app_of(info.module))
    if not name.endswith("+"):
        table.setdefault(target, {})[name] = (cls, not single)


def _default_related_name(model: Model, cls: str) -> str:
    """What `class Meta` of the model, or of an abstract base, calls the other ends of relations."""
    for base in classes.mro(model, cls):
        if base == cls or is_abstract(model, base):
            value = meta_option(model, base, "default_related_name")
            if isinstance(value, Literal):
                return str(value.value)
    return ""
