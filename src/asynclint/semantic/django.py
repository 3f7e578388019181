"""Django's own semantics: models, their fields and relations both ways, managers and querysets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    ClassRef,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    QuerySet,
    Union,
    join,
    members,
)

if TYPE_CHECKING:
    from asynclint.index.module import Module
    from asynclint.semantic.model import Model

MODEL = "django.db.models.Model"
QUERYSET = "django.db.models.QuerySet"
RAW_QUERYSET = "django.db.models.RawQuerySet"
MANAGER = "django.db.models.Manager"
BASE_MANAGER = "django.db.models.manager.BaseManager"
RELATED_MANAGER = "django.db.models.RelatedManager"
ONE_TO_ONE = "django.db.models.OneToOneField"
USER = "django.contrib.auth.models.User"
ANY_USER = "django.contrib.auth.models.AbstractBaseUser"  # in rows: the project's user model
# What declares a relation names one of these, or a field class of the project's own that leads to
# them: such a call has one of the arguments that only relations take.
RELATION = re.compile(
    r"\b(?:ForeignKey|OneToOneField|ManyToManyField|GenericRelation|related_name|on_delete"
    r"|CASCADE|PROTECT|RESTRICT|SET_NULL|SET_DEFAULT|DO_NOTHING)\b"
)
_CLASS = re.compile(r"(?<![^\r\n])class\b")


class Relation(NamedTuple):
    """A field of a model: `many` for a manager, else an object or (target "") a plain value."""

    target: str
    many: bool
    value: Kind = ANYTHING
    optional: bool = False


def is_model(model: Model, cls: str) -> bool:
    return MODEL in classes.mro(model, cls)


def is_queryset(model: Model, cls: str) -> bool:
    return QUERYSET in classes.mro(model, cls)


def is_manager(model: Model, cls: str) -> bool:
    return BASE_MANAGER in classes.mro(model, cls)


def class_of(kind: Kind) -> str | None:
    """The dotted name of the class of a value."""
    if isinstance(kind, (Instance, ModelInstance, QuerySet, Manager)):
        return kind.cls
    if isinstance(kind, ClassRef):
        return kind.name
    return None


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


def model_named_by(model: Model, kind: Kind, module: Module, cls: str = "") -> str | None:
    """The model class that a value stands for: the class, "app.Model", "Model", "self",
    `settings.AUTH_USER_MODEL`."""
    for option in members(kind):
        if isinstance(option, ClassRef) and is_model(model, option.name):
            return option.name
        if isinstance(option, External) and option.name.endswith("settings.AUTH_USER_MODEL"):
            return user_model(model)
        if isinstance(option, Literal) and isinstance(option.value, str):
            return _model_by_text(model, option.value, module, cls)
    return None


def _model_by_text(model: Model, text: str, module: Module, cls: str) -> str | None:
    if text == "self":
        return cls or None
    app, dot, name = text.rpartition(".")
    if not dot:
        app = _app_of(module)
        return _model_in(model, module, name) or _model_of_app(model, app, name, module)
    return _model_of_app(model, app, name, module)


def _app_of(module: Module) -> str:
    parts = module.name.partition("@")[0].split(".")
    if "models" in parts:
        parts = parts[: parts.index("models")]
    return parts[-1] if parts else ""


def _model_in(model: Model, module: Module, name: str) -> str | None:
    from asynclint.semantic import names

    kind = names.global_kind(model, module, name)
    for option in members(kind) if kind is not None else ():
        if isinstance(option, ClassRef) and is_model(model, option.name):
            return option.name
    return None


def _model_of_app(model: Model, app: str, name: str, asker: Module) -> str | None:
    """The model `name` of the app labelled `app`, looked for in modules called `….app.models`.

    Of apps of one label in several projects, it is the one of the asking module's own project.
    """
    for module_name in model.model_modules(app, model.resolver.root_of(asker)):
        module = model.resolver.module(module_name)
        found = None if module is None else _model_in(model, module, name)
        if found is not None:
            return found
    if app == "auth" and name in ("User", "Group", "Permission"):
        return f"django.contrib.auth.models.{name}"
    return None


def user_model(model: Model) -> str:
    """The project's user model: AUTH_USER_MODEL of its settings, else Django's own."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("user model",), lambda: _user_model(model), USER
    )


def _user_model(model: Model) -> str:
    for name in model.modules_with("AUTH_USER_MODEL"):
        module = model.resolver.module(name)
        if module is None:
            continue
        for definition in module.find("AUTH_USER_MODEL"):
            value = getattr(definition.statement, "value", None)
            if isinstance(value, tree.Constant) and isinstance(value.value, str):
                found = _model_by_text(model, value.value, module, "")
                if found is not None:
                    return found
    return USER


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
    name = name.replace("%(class)s", short).replace("%(app_label)s", _app_of(info.module))
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


def project_models(model: Model) -> tuple[str, ...]:
    """All model classes of the project that are not abstract, sorted by name."""
    from asynclint.semantic import names

    found: set[str] = set()
    for module_name in model.modules_with("ForeignKey", "OneToOneField", "ManyToManyField"):
        module = model.resolver.module(module_name)
        if module is None:
            continue
        for definition in module.definitions_with(_CLASS):
            if not isinstance(definition.statement, tree.Class):
                continue
            name = definition.statement.name
            kind = names.definition_kind(model, module, definition, name)
            if isinstance(kind, ClassRef) and is_model(model, kind.name):
                if not is_abstract(model, kind.name):
                    found.add(kind.name)
    return tuple(sorted(found))


def is_abstract(model: Model, cls: str) -> bool:
    return meta_option(model, cls, "abstract") == Literal(True)


def meta_option(model: Model, cls: str, name: str) -> Kind | None:
    """What `class Meta` in the model's own body says of an option, if it is a constant."""
    for definition in classes.own(model, cls, "Meta"):
        statement = definition.statement
        for inner in statement.body if isinstance(statement, tree.Class) else ():
            if isinstance(inner, tree.Bind) and isinstance(inner.value, tree.Constant):
                target = inner.targets[0]
                if isinstance(target, tree.Name) and target.id == name:
                    value = inner.value.value
                    return None if value is None else Literal(value)
    return None


# --- managers and querysets ------------------------------------------------------------------


def manager_of(model: Model, cls: str) -> Manager:
    """An object of a manager class, not yet of a model."""
    queryset = QUERYSET
    for base in classes.mro(model, cls):
        if base in model.synthetic_querysets:
            queryset = model.synthetic_querysets[base]
            break
    return Manager(cls, "", queryset)


def from_queryset(model: Model, manager: str, queryset: str) -> ClassRef:
    """`Manager.from_queryset(QuerySet)`: a manager class with the queryset's methods."""
    name = f"{manager}.from_queryset({queryset})"
    model.synthetic_bases[name] = (manager,)
    model.synthetic_querysets[name] = queryset
    return ClassRef(name)


def fresh_queryset(model: Model, manager: Manager) -> QuerySet:
    """The queryset that a manager starts from."""
    row: Kind = ModelInstance(manager.model, manager.loaded) if manager.model else ANYTHING
    return QuerySet(manager.queryset, manager.model, row, manager.state, manager.loaded)


def with_row(queryset: QuerySet, row: Kind) -> QuerySet:
    """The queryset holding other rows: `values()`, `values_list()`."""
    return QuerySet(queryset.cls, queryset.model, row, _copied(queryset), queryset.loaded)


def lazily(queryset: QuerySet) -> QuerySet:
    """A copy that has not fetched its rows: what `filter()` and the like give."""
    state = _copied(queryset)
    if queryset.state == state:
        return queryset
    return QuerySet(queryset.cls, queryset.model, queryset.row, state, queryset.loaded)


def _copied(queryset: QuerySet) -> str:
    """The state of a queryset made from another one."""
    return "empty" if queryset.state == "empty" else "lazy"


def in_state(queryset: QuerySet, state: str) -> QuerySet:
    return QuerySet(queryset.cls, queryset.model, queryset.row, state, queryset.loaded)


def with_loaded(queryset: QuerySet, paths: list[str] | None) -> QuerySet:
    """The queryset with more relations loaded; None where it is not known which."""
    loaded = None
    if paths is not None and queryset.loaded is not None:
        loaded = tuple(sorted({*queryset.loaded, *paths}))
    row = queryset.row
    if isinstance(row, ModelInstance):
        row = ModelInstance(row.cls, loaded)
    return QuerySet(queryset.cls, queryset.model, row, _copied(queryset), loaded)


def having_loaded(kind: Kind, paths: list[str] | None) -> Kind:
    """A model instance, or a list of such, with more relations loaded; None for "some"."""
    if isinstance(kind, ModelInstance):
        if paths is None or kind.loaded is None:
            return ModelInstance(kind.cls, None)
        return ModelInstance(kind.cls, tuple(sorted({*kind.loaded, *paths})))
    if isinstance(kind, Instance):
        return Instance(kind.cls, tuple(having_loaded(a, paths) for a in kind.args), kind.held)
    if isinstance(kind, QuerySet):
        row = having_loaded(kind.row, paths)
        return QuerySet(kind.cls, kind.model, row, kind.state, kind.loaded)
    if isinstance(kind, Fixed):
        return Fixed(kind.cls, tuple(having_loaded(i, paths) for i in kind.items), kind.keys)
    if isinstance(kind, Union):
        return join(*(having_loaded(option, paths) for option in kind.members))
    return kind
