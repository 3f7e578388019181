"""What the settings of a project say about its templates: engines, folders, context processors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic.kinds import ANYTHING, Def, Kind
from asynclint.semantic.names import global_kind
from asynclint.semantic.settings import is_of_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module
    from asynclint.semantic.model import Model

_SETTING = "TEMPLATES"
_DJANGO = "django.template.backends.django.DjangoTemplates"
_LOADERS = "django.template.loaders."
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")


class TemplateSettings(NamedTuple):
    """`folders` are the ends of those in DIRS; `processors` are the context processors by their
    dotted names, with the functions of the project among them; `is_django` says that only Django's
    own engine and its loaders of files are used."""

    folders: tuple[str, ...] = ()
    processors: tuple[tuple[str, Kind], ...] = ()
    is_django: bool = True


def of_project(model: Model) -> TemplateSettings:
    """The settings of all engines that the project configures, taken together."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("template settings",), lambda: _of_project(model), TemplateSettings()
    )


def _of_project(model: Model) -> TemplateSettings:
    each = [_read(model, module, engine) for module, engine in _engines(model)]
    if not each:
        return TemplateSettings()
    folders = dict.fromkeys(folder for found in each for folder in found.folders)
    first, *others = (found.processors for found in each)
    common = tuple(p for p in first if all(p in processors for processors in others))
    return TemplateSettings(tuple(folders), common, all(found.is_django for found in each))


def _engines(model: Model) -> Iterator[tuple[Module, dict[str, tree.Expr]]]:
    """The dictionaries that `TEMPLATES` lists in modules of the project."""
    for name in model.modules_with(_SETTING):
        module = model.resolver.module(name)
        if module is None or is_of_tests(name):
            continue
        for definition in module.find(_SETTING):
            value = getattr(definition.statement, "value", None)
            for item in value.items if isinstance(value, tree.Display) else ():
                if isinstance(item, tree.DictDisplay):
                    yield module, _entries(item)


def _entries(node: tree.Expr | None) -> dict[str, tree.Expr]:
    """A dictionary that is written out, as far as its keys are constants."""
    if not isinstance(node, tree.DictDisplay):
        return {}
    pairs = zip(node.keys, node.values, strict=True)
    return {str(key.value): value for key, value in pairs if isinstance(key, tree.Constant)}


def _read(model: Model, module: Module, engine: dict[str, tree.Expr]) -> TemplateSettings:
    options = _entries(engine.get("OPTIONS"))
    loaders = set(_texts(options.get("loaders")))
    backend = set(_texts(engine.get("BACKEND")))
    is_django = backend <= {_DJANGO} and all(each.startswith(_LOADERS) for each in loaders)
    directories = engine.get("DIRS")
    items = directories.items if isinstance(directories, tree.Display) else []
    folders = ("/".join(_parts(item)) for item in items)
    names = _texts(options.get("context_processors"))
    processors = tuple((name, _function(model, module, name)) for name in names)
    return TemplateSettings(tuple(filter(None, folders)), processors, is_django)


def _function(model: Model, importer: Module, dotted: str) -> Kind:
    """The function of the project that settings name; ANYTHING for others."""
    above, _, name = dotted.rpartition(".")
    module = model.resolver.find(above, importer)
    kind = None if module is None else global_kind(model, module, name)
    return kind if isinstance(kind, Def) else ANYTHING


def _parts(node: tree.Expr) -> Iterator[str]:
    """The names in `BASE_DIR / "web" / "pages"` or `os.path.join(BASE_DIR, "web/pages")`."""
    for text in _texts(node):
        if _PATH.fullmatch(text):
            yield text.strip("/")


def _texts(node: tree.Expr | None) -> Iterator[str]:
    """The strings in an expression, in the order of the source."""
    if isinstance(node, tree.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, tree.Display):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, tree.Operation):
        for operand in node.operands:
            yield from _texts(operand)
    elif isinstance(node, tree.Call):
        for argument in (node.function, *node.args):
            yield from _texts(argument)
    elif isinstance(node, tree.Attribute):
        yield from _texts(node.value)
