"""What a name means: module globals, imports, re-exports, star imports, members of modules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.resolver import absolute
from asynclint.semantic import classes, followed, functions
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    ClassRef,
    External,
    Kind,
    ModuleRef,
    is_unknown,
    join,
    trim,
)
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.index.module import Definition, Module
    from asynclint.semantic.model import Model


def global_kind(model: Model, module: Module, name: str) -> Kind | None:
    """The kind of a module's global, or None where the module does not bind the name."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("global", module.name, name), lambda: _global_kind(model, module, name), NOTHING
    )


def _global_kind(model: Model, module: Module, name: str) -> Kind | None:
    dotted = f"{module.name.partition('@')[0]}.{name}"
    if module.is_library and followed.is_told(model, dotted):
        return external(model, dotted)
    definitions = [d for d in module.find(name) if not _is_overload(d.statement)]
    if not definitions:
        return _from_star_imports(model, module, name)
    if dotted in model.tables.declared and isinstance(definitions[-1].statement, tree.Function):
        return External(dotted)
    kind = trim(kind_of_all(model, module, definitions, name))
    if module.is_library:
        kind = followed.global_of(model, module, name, kind)
        return ANYTHING if kind == NONE else kind
    if kind == NONE:
        return _filled_in(model, module, name)
    from asynclint.semantic import registries

    return registries.filled_global(model, module, name, kind)


def _filled_in(model: Model, module: Module, name: str) -> Kind:
    """`client = None` at the top is a place for what functions put there (`global client`);
    ANYTHING where none of the module's functions does."""
    declared = re.compile(rf"\bglobal\b[^\n]*\b{name}\b")
    found: list[Kind] = []
    for definition in module.definitions_with(declared):
        statement = definition.statement
        if isinstance(statement, tree.Function):
            routine = model.routine(module, definition.unit, statement, statement.name, None, None)
            found.append(dict(model.entry_behaviour(routine).globals).get(name, NOTHING))
    kind = trim(join(*found)) if found else ANYTHING
    return ANYTHING if is_unknown(kind) else join(NONE, kind)


def _is_overload(statement: tree.Stmt) -> bool:
    return isinstance(statement, tree.Function) and any(
        (isinstance(d, tree.Name) and d.id == "overload")
        or (isinstance(d, tree.Attribute) and d.name == "overload")
        for d in statement.decorators
    )


def _from_star_imports(model: Model, module: Module, name: str) -> Kind | None:
    found: list[Kind] = []
    for definition in module.star_imports():
        statement = definition.statement
        assert isinstance(statement, tree.ImportFrom)
        dotted = absolute(module, statement.level, statement.module)
        target = None if dotted is None else star_source(model, dotted, module)
        if dotted is not None and (target is None or target.is_library):
            if model.tables.knows(f"{dotted}.{name}"):
                found.append(external(model, f"{dotted}.{name}"))
                continue
        if target is None:
            continue
        if target is not module and name in exported_names(model, target):
            kind = global_kind(model, target, name)
            if kind is not None:
                found.append(kind)
    return join(*found) if found else None


def star_source(model: Model, dotted: str, importer: Module) -> Module | None:
    """The module that `from dotted import *` takes names from."""
    if importer.is_library or model.resolver.holds(dotted, importer) is None:
        return model.resolver.library(dotted)
    return model.resolver.find(dotted, importer)


def exported_names(model: Model, module: Module) -> frozenset[str]:
    """The names that `from module import *` brings: `__all__`, else those without underscore."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("exported", module.name), lambda: _exported_names(model, module), frozenset()
    )


def _exported_names(model: Model, module: Module) -> frozenset[str]:
    listed = _dunder_all(module)
    if listed is not None:
        return listed
    names = {name for name in module.names() if not name.startswith("_")}
    for definition in module.star_imports():
        statement = definition.statement
        assert isinstance(statement, tree.ImportFrom)
        dotted = absolute(module, statement.level, statement.module)
        target = None if dotted is None else star_source(model, dotted, module)
        if target is not None and target is not module:
            names |= exported_names(model, target)
    return frozenset(names)


def _dunder_all(module: Module) -> frozenset[str] | None:
    listed: set[str] = set()
    definitions = module.find("__all__")
    for definition in definitions:
        statement = definition.statement
        value = statement.value if isinstance(statement, (tree.Bind, tree.Augment)) else None
        if not isinstance(value, tree.Display):
            return None  # computed: take every public name
        for item in value.items:
            if isinstance(item, tree.Constant) and isinstance(item.value, str):
                listed.add(item.value)
    return frozenset(listed) if definitions else None


def kind_of_all(
    model: Model,
    module: Module,
    definitions: Sequence[Definition],
    name: str,
    cls: str | None = None,
) -> Kind:
    """What statements of a module, or of the body of the class `cls`, bind `name` to: any of them
    may be the one that counts. One that makes its value of what the name stood for until then
    (`load = sync_to_async(load)`) takes the place of those before it."""
    kinds: list[Kind] = []
    for definition in definitions:
        if not _rebinds(definition.statement, name):
            kinds.append(definition_kind(model, module, definition, name, cls))
            continue
        outside = None if cls is None else global_kind(model, module, name)
        before = join(*kinds) if kinds else outside
        kind = definition_kind(model, module, definition, name, cls, before)
        is_certain = any(definition.statement is s for s in definition.unit.lowered.body)
        kinds = [kind] if is_certain else [*kinds, kind]
    return join(*kinds)


def _rebinds(statement: tree.Stmt, name: str) -> bool:
    """Whether an assignment makes what it binds to the name of what the name stands for."""
    return (
        isinstance(statement, tree.Bind)
        and statement.value is not None
        and any(isinstance(node, tree.Name) and node.id == name for node in walk(statement.value))
    )


def definition_kind(
    model: Model,
    module: Module,
    definition: Definition,
    name: str,
    cls: str | None = None,
    before: Kind | None = None,
) -> Kind:
    """What a statement of a module, or of the body of the class `cls`, binds `name` to; `before`
    is what the name stood for until then, where that is known."""
    statement = definition.statement
    prefix = model.classes[cls].qualname + "." if cls else ""
    outer = model.classes[cls].outer if cls else None
    if isinstance(statement, tree.Function):
        routine = model.routine(
            module, definition.unit, statement, prefix + statement.name, cls, outer
        )
        return functions.decorated(model, routine)
    if isinstance(statement, tree.Class):
        return classes.define(model, module, definition.unit, statement, prefix + name, outer)
    if isinstance(statement, (tree.Import, tree.ImportFrom)):
        return import_kind(model, module, statement, name)
    if isinstance(statement, tree.Bind):
        return model.bound_value(module, definition.unit, statement, name, cls, before)
    return ANYTHING


def import_kind(
    model: Model, module: Module, statement: tree.Import | tree.ImportFrom, name: str
) -> Kind:
    """What an import statement binds `name` to."""
    if isinstance(statement, tree.Import):
        for alias in statement.names:
            if alias.alias == name:
                return module_kind(model, module, alias.name)
            if alias.alias is None and alias.name.partition(".")[0] == name:
                return module_kind(model, module, name)
        return ANYTHING
    dotted = absolute(module, statement.level, statement.module)
    for alias in statement.names:
        if (alias.alias or alias.name) == name and dotted is not None:
            return _imported_member(model, module, dotted, alias.name)
    return ANYTHING


def module_kind(model: Model, importer: Module, dotted: str) -> Kind:
    full = model.resolver.holds(dotted, importer)
    return external(model, dotted) if full is None else ModuleRef(full)


def _imported_member(model: Model, importer: Module, dotted: str, name: str) -> Kind:
    full = model.resolver.holds(dotted, importer)
    if full is None:
        return external(model, f"{dotted}.{name}")
    return member_of(model, full, name)


def member_of(model: Model, module_name: str, name: str) -> Kind:
    """`module.name`: a global of the module, else its submodule."""
    module = model.resolver.module(module_name)
    if module is not None:
        kind = global_kind(model, module, name)
        if kind is not None and kind != NOTHING:
            return kind
    full = model.resolver.submodule(module_name, name)
    if full is not None:
        return ModuleRef(full)
    if module is None and model.resolver.is_library(f"{module_name}.{name}"):
        return External(f"{module_name}.{name}")  # both have a part of a namespace package
    return ANYTHING


# Longer than any name that rows know. A function that calls itself with an attribute of its
# argument (`walk(node.parent)`) would otherwise be asked with ever longer names.
LONGEST_NAME = 10


def external(model: Model, dotted: str) -> Kind:
    """Something of a library, by its dotted name: a known class, or whatever the tables say; else
    what its source says, where that is followed."""
    if dotted.count(".") >= LONGEST_NAME:
        return ANYTHING
    name = model.tables.canonical(dotted)
    if model.tables.class_row(name) is not None or model.tables.field(name) is not None:
        return ClassRef(name)
    kind = followed.member(model, dotted)
    if kind is not None:
        return kind
    return model.external_value(name)
