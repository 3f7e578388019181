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
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    join,
    members,
)
from asynclint.semantic.loading import (
    LAZY,
    LOADED,
    UNKNOWN,
    below,
    column_state,
    listed,
    more,
    relation_state,
)

if TYPE_CHECKING:
    from asynclint.semantic.model import Model

# What declares a relation names one of these, or a field class of the project's own that leads to
# them: such a call has one of the arguments that only relations take.
RELATION = re.compile(
    r"\b(?:ForeignKey|OneToOneField|ManyToManyField|GenericRelation|related_name|on_delete"
    r"|CASCADE|PROTECT|RESTRICT|SET_NULL|SET_DEFAULT|DO_NOTHING)\b"
)


GENERIC_KEY = "django.contrib.contenttypes.fields.GenericForeignKey"
GENERIC_RELATION = "django.contrib.contenttypes.fields.GenericRelation"


class Relation(NamedTuple):
    """A field of a model. `how` is "plain", "foreign" (key), "one" (to one), "parent" (link),
    "generic" (foreign key), "many" (to many) or "generic many" (a generic relation)."""

    target: str
    how: str
    value: Kind = ANYTHING
    optional: bool = False
    through: str = ""

    @property
    def many(self) -> bool:
        return self.how in ("many", "generic many")


class Reverse(NamedTuple):
    """What a relation of the model `source`, its field `field`, adds to the model it leads to."""

    source: str
    how: str  # as Relation.how, or "child" for a model that inherits the other's table
    field: str = ""
    through: str = ""

    @property
    def many(self) -> bool:
        return self.how in ("foreign", "many")


class Access(NamedTuple):
    """An attribute of an instance that is read: its value, what it is, whether it is in memory."""

    value: Kind
    what: str = ""  # "foreign key", "one-to-one", "generic foreign key", "column"
    state: str = LOADED


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
    told = {k.name: k.value for k in call.keywords}
    optional = _is_true(told.get("null"))
    if not row.relation:
        value = model.kind_from_text(row.value, ANYTHING) if row.value else ANYTHING
        return Relation("", "plain", join(value, NONE) if optional else value)
    if row.name == GENERIC_KEY:
        return Relation("", "generic")
    target = _target(model, cls, definition, call) or ""
    if row.relation == "to-many":
        how = "generic many" if row.name == GENERIC_RELATION else "many"
        through = _named(model, cls, definition, told.get("through")) or MODEL
        return Relation(target, how, through=through)
    how = "one" if _is_one_to_one(model, callee) else "foreign"
    if _is_true(told.get("parent_link")):
        how = "parent"
    return Relation(target, how, ANYTHING, optional)


def _is_true(node: tree.Expr | None) -> bool:
    return isinstance(node, tree.Constant) and node.value is True


def _is_false(node: tree.Expr | None) -> bool:
    return isinstance(node, tree.Constant) and node.value is False


def _is_one_to_one(model: Model, callee: Kind) -> bool:
    return any(
        isinstance(o, ClassRef) and ONE_TO_ONE in classes.mro(model, o.name)
        for o in members(callee)
    )


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
    return _named(model, cls, definition, expression)


def _named(
    model: Model, cls: str, definition: Definition, expression: tree.Expr | None
) -> str | None:
    """The model that an argument of a field names."""
    if expression is None:
        return None
    info = model.classes[cls]
    kind = model.value_in(info.module, definition.unit, expression, cls, info.outer)
    return model_named_by(model, kind, info.module, cls)


# --- instances -------------------------------------------------------------------------------


def accessed(model: Model, kind: ModelInstance, name: str) -> Access | None:
    """What reading a field of a model instance gives; None where the name is no field."""
    relation = field(model, kind.cls, name)
    if relation is None:
        return _implied(model, kind, name)
    if relation.many:
        return Access(_manager_of(model, kind, name, relation))
    if relation.how == "plain":
        return Access(
            relation.value, "column", _state(model, kind, column_state(kind.loaded, name))
        )
    state = _state(model, kind, relation_state(kind.loaded, name))
    if relation.how == "generic":
        return Access(ANYTHING, "generic foreign key", state)
    if relation.how == "parent":
        return Access(ModelInstance(relation.target, ()))
    if not relation.target:
        return Access(ANYTHING, _WHAT[relation.how], state)
    loaded = below(kind.loaded, name)
    if relation.how == "one":
        loaded = more(loaded, _other_end(model, kind.cls, relation.target, name))
    value: Kind = ModelInstance(relation.target, loaded)
    if relation.optional:
        value = join(value, NONE)
    return Access(value, _WHAT[relation.how], state)


_WHAT = {"foreign": "foreign key", "one": "one-to-one", "child": "one-to-one"}


def _state(model: Model, kind: ModelInstance, state: str) -> str:
    """The state of something, unless a base of which nothing is known may load it itself."""
    is_hidden = state == LAZY and classes.hides_something(model, kind.cls)
    return UNKNOWN if is_hidden else state


def _manager_of(model: Model, kind: ModelInstance, name: str, relation: Relation) -> Kind:
    # Rows of a generic relation may know their object, depending on Django's version.
    known: tuple[str, ...] | None = None if relation.how == "generic many" else ()
    return related_manager(model, kind, name, relation.target, known, relation.through)


def _implied(model: Model, kind: ModelInstance, name: str) -> Access | None:
    """The attributes that Django adds: keys, and the links to the parents' rows."""
    if name.endswith("_id") and field(model, kind.cls, name[:-3]) is not None:
        state = column_state(kind.loaded, name, name[:-3])
        return Access(ANYTHING, "column", _state(model, kind, state))
    if name.endswith("_ptr"):
        for base in classes.mro(model, kind.cls)[1:]:
            if base.rpartition(".")[2].lower() == name[:-4] and _has_table(model, base):
                return Access(ModelInstance(base, ()))
    return Access(ANYTHING) if name in ("pk", "id", "_state") else None


def reverse_access(model: Model, kind: ModelInstance, name: str) -> Access | None:
    """What another model's relation to this one adds under `name`."""
    for base in classes.mro(model, kind.cls):
        found = reverse_relations(model).get(base, {}).get(name)
        if found is None:
            continue
        if found.many:
            known = (found.field,) if found.how == "foreign" else ()
            manager = related_manager(model, kind, name, found.source, known, found.through)
            return Access(manager)
        loaded = below(kind.loaded, name)
        if found.how == "one":
            loaded = more(loaded, (found.field,))
        state = _state(model, kind, relation_state(kind.loaded, name))
        return Access(ModelInstance(found.source, loaded), _WHAT[found.how], state)
    return None


def _other_end(model: Model, cls: str, target: str, name: str) -> tuple[str, ...]:
    """The name under which a one-to-one relation's object knows the object that led to it."""
    mro = classes.mro(model, cls)
    return tuple(
        back
        for back, found in reverse_relations(model).get(target, {}).items()
        if found.field == name and found.how == "one" and found.source in mro
    )


def prefetched_list(model: Model, kind: ModelInstance, name: str) -> Kind | None:
    """The list that `Prefetch(…, to_attr=name)` put on an instance."""
    relation = listed(kind.loaded, name)
    if relation is None:
        return None
    rows = ModelInstance(kind.cls, None)
    found = accessed(model, rows, relation) or reverse_access(model, rows, relation)
    manager = ANYTHING if found is None else found.value
    if not isinstance(manager, Manager) or not manager.model:
        return Instance("list")
    return Instance("list", (ModelInstance(manager.model, below(kind.loaded, name)),))


def related_manager(
    model: Model,
    kind: ModelInstance,
    name: str,
    target: str,
    known: tuple[str, ...] | None = (),
    through: str = "",
) -> Kind:
    """The manager of a relation; `known` is what its rows have in memory in any case."""
    from asynclint.semantic import managers

    if not target:
        return Manager(MANAGER, "", QUERYSET, True, "unknown", None)
    state = relation_state(kind.loaded, name)
    if kind.loaded is None and not model.ever_prefetched(name):
        state = LAZY
    default = managers.default(model, target)
    loaded = more(below(kind.loaded, name) if state != LAZY else (), known)
    state = "evaluated" if state == LOADED else state
    return Manager(default.cls, target, default.queryset, True, state, loaded, through)


def reverse_relations(model: Model) -> dict[str, dict[str, Reverse]]:
    """For each model, what relations of other models add to it, by name."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("reverse relations",), lambda: _reverse_relations(model), {}
    )


def _reverse_relations(model: Model) -> dict[str, dict[str, Reverse]]:
    table: dict[str, dict[str, Reverse]] = {}
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
                table.setdefault(parent, {})[cls.rpartition(".")[2].lower()] = Reverse(cls, "child")
    return table


def _keeps_own_table(model: Model, cls: str, parent: str) -> bool:
    """Whether a model has a row of its own beside that of its parent, which then leads to it."""
    return _has_table(model, parent) and meta_option(model, cls, "proxy") != Literal(True)


def _has_table(model: Model, cls: str) -> bool:
    return is_model(model, cls) and cls != MODEL and not is_abstract(model, cls)


def _add_reverse(
    model: Model,
    table: dict[str, dict[str, Reverse]],
    cls: str,
    base: str,
    definition: Definition,
) -> None:
    call = _field_call(definition)
    if call is None:
        return
    relation = _declared(model, base, definition, call)
    if relation is None or not relation.target or relation.how == "generic many":
        return
    short = cls.rpartition(".")[2].lower()
    target = cls if relation.target == base else relation.target
    default = _default_related_name(model, cls)
    is_one = relation.how in ("one", "parent")
    name = default or (short if is_one else f"{short}_set")
    told = {k.name: k.value for k in call.keywords}
    given = told.get("related_name")
    if isinstance(given, tree.Constant):
        name = str(given.value)
    elif relation.how == "many" and target == cls and not _is_false(told.get("symmetrical")):
        return  # the relation is its own other end
    name = name.replace("%(class)s", short)
    name = name.replace("%(app_label)s", app_of(model.classes[cls].module))
    if name.endswith("+"):
        return
    how = "child" if relation.how == "parent" else relation.how
    reverse = Reverse(cls, how, _bound_name(definition), relation.through)
    table.setdefault(target, {})[name] = reverse


def _bound_name(definition: Definition) -> str:
    targets = getattr(definition.statement, "targets", [])
    return next((target.id for target in targets if isinstance(target, tree.Name)), "")


def _default_related_name(model: Model, cls: str) -> str:
    """What `class Meta` of the model, or of an abstract base, calls the other ends of relations."""
    for base in classes.mro(model, cls):
        if base == cls or is_abstract(model, base):
            value = meta_option(model, base, "default_related_name")
            if isinstance(value, Literal):
                return str(value.value)
    return ""
