"""Django's models: which classes are models, and which class a name or a value stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    ClassRef,
    External,
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    QuerySet,
    members,
)

if TYPE_CHECKING:
    from asynclint.index.module import Module, Scope
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
_LABEL = re.compile(r"\blabel[ \t]*(?::[^=\r\n]*)?=")
_CLASS = re.compile(r"(?<![^\r\n])class\b")


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
        app = app_of(module)
        return _model_in(model, module, name) or _model_of_app(model, app, name, module)
    return _model_of_app(model, app, name, module)


def app_of(module: Module) -> str:
    parts = module.name.partition("@")[0].split(".")
    if "models" in parts:
        parts = parts[: parts.index("models")]
    return parts[-1] if parts else ""


def _model_in(model: Model, module: Module, name: str) -> str | None:
    from asynclint.semantic import names

    for spelled in _spellings(module, name):
        kind = names.global_kind(model, module, spelled)
        for option in members(kind) if kind is not None else ():
            if isinstance(option, ClassRef) and is_model(model, option.name):
                return option.name
    return None


def _spellings(module: Module, name: str) -> list[str]:
    """The names of a module that are this one but for the case of the letters, itself first."""
    same = name.lower()
    return [name, *sorted(n for n in module.names() if n != name and n.lower() == same)]


def _model_of_app(model: Model, app: str, name: str, asker: Module) -> str | None:
    """The model `name` of the app labelled `app`, looked for in modules called `….app.models`.

    Of apps of one label in several projects, it is the one of the asking module's own project.
    """
    package = app_labels(model).get(app, app)
    for module_name in model.model_modules(package, model.resolver.root_of(asker)):
        module = model.resolver.module(module_name)
        found = None if module is None else _model_in(model, module, name)
        if found is not None:
            return found
    if app == "auth" and name in ("User", "Group", "Permission"):
        return f"django.contrib.auth.models.{name}"
    return None


def app_labels(model: Model) -> dict[str, str]:
    """The labels that the project's app configurations choose themselves: label → package."""
    return model.queries.ask(("app labels",), lambda: _app_labels(model), {})  # type: ignore[no-any-return]


def _app_labels(model: Model) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in model.modules_with("AppConfig"):
        module = model.resolver.module(name)
        for definition in module.definitions_with(_LABEL) if module is not None else ():
            if isinstance(definition.statement, tree.Class):
                members_of = module.members(definition)  # type: ignore[union-attr]
                label, package = _text(members_of, "label"), _text(members_of, "name")
                if label and package:
                    found[label] = package
    return found


def _text(scope: Scope, name: str) -> str:
    """The text that a class body assigns to a name, if it is a constant one."""
    for definition in scope.find(name):
        value = getattr(definition.statement, "value", None)
        if isinstance(value, tree.Constant) and isinstance(value.value, str):
            return value.value
    return ""


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


def project_models(model: Model) -> tuple[str, ...]:
    """All model classes of the project that are not abstract, sorted by name."""
    from asynclint.semantic import names

    found: set[str] = set()
    # Models of which the text names no relation may inherit one.
    places = {n for n in model.resolver.names() if "models" in n.partition("@")[0].split(".")}
    places.update(model.modules_with("ForeignKey", "OneToOneField", "ManyToManyField"))
    for module_name in sorted(places):
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
