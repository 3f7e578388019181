"""What the settings of a project say about its templates: engines, folders, context processors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic.settings import is_of_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model

_SETTING = "TEMPLATES"
_DJANGO = "django.template.backends.django.DjangoTemplates"
_LOADERS = "django.template.loaders."
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")


class TemplateSettings(NamedTuple):
    """`folders` are the ends of those in DIRS; `is_django` says that only Django's own engine and
    its loaders of files are used."""

    folders: tuple[str, ...] = ()
    processors: frozenset[str] = frozenset()
    is_django: bool = True


def of_project(model: Model) -> TemplateSettings:
    """The settings of all engines that the project configures, taken together."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("template settings",), lambda: _of_project(model), TemplateSettings()
    )


def _of_project(model: Model) -> TemplateSettings:
    each = [_read(engine) for engine in _engines(model)]
    if not each:
        return TemplateSettings()
    folders = dict.fromkeys(folder for found in each for folder in found.folders)
    processors = frozenset.intersection(*(found.processors for found in each))
    return TemplateSettings(tuple(folders), processors, all(found.is_django for found in each))


def _engines(model: Model) -> Iterator[dict[str, tree.Expr]]:
    """The dictionaries that `TEMPLATES` lists in the modules of the project."""
    for name in model.modules_with(_SETTING):
        module = model.resolver.module(name)
        if module is None or is_of_tests(name):
            continue
        for definition in module.find(_SETTING):
            value = getattr(definition.statement, "value", None)
            for item in value.items if isinstance(value, tree.Display) else ():
                if isinstance(item, tree.DictDisplay):
                    yield _entries(item)


def _entries(node: tree.Expr | None) -> dict[str, tree.Expr]:
    """A dictionary that is written out, as far as its keys are constants."""
    if not isinstance(node, tree.DictDisplay):
        return {}
    pairs = zip(node.keys, node.values, strict=True)
    return {str(key.value): value for key, value in pairs if isinstance(key, tree.Constant)}


def _read(engine: dict[str, tree.Expr]) -> TemplateSettings:
    options = _entries(engine.get("OPTIONS"))
    loaders = set(_texts(options.get("loaders")))
    backend = set(_texts(engine.get("BACKEND")))
    is_django = backend <= {_DJANGO} and all(each.startswith(_LOADERS) for each in loaders)
    directories = engine.get("DIRS")
    items = directories.items if isinstance(directories, tree.Display) else []
    folders = ("/".join(_parts(item)) for item in items)
    processors = frozenset(_texts(options.get("context_processors")))
    return TemplateSettings(tuple(filter(None, folders)), processors, is_django)


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
