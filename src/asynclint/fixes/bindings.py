"""What gives a name its meaning in a file: every place that binds it, and in which scope."""

from __future__ import annotations

from typing import NamedTuple

import libcst as cst

from asynclint.fixes.places import Places

_COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
_SCOPES = (cst.Module, cst.FunctionDef, cst.Lambda, cst.ClassDef, *_COMPREHENSIONS)
_FIELDS: tuple[tuple[type[cst.CSTNode], str], ...] = (
    (cst.AssignTarget, "target"),
    (cst.AugAssign, "target"),
    (cst.AnnAssign, "target"),
    (cst.For, "target"),
    (cst.CompFor, "target"),
    (cst.NamedExpr, "target"),
    (cst.Del, "target"),
    (cst.AsName, "name"),
    (cst.Param, "name"),
    (cst.FunctionDef, "name"),
    (cst.ClassDef, "name"),
    (cst.MatchAs, "name"),
    (cst.MatchStar, "name"),
    (cst.MatchMapping, "rest"),
    (cst.TypeVar, "name"),
    (cst.TypeVarTuple, "name"),
    (cst.ParamSpec, "name"),
    (cst.TypeAlias, "name"),
)
_GROUPS = (cst.Element, cst.StarredElement, cst.Tuple, cst.List)


class Binding(NamedTuple):
    """One place that binds a name."""

    name: str
    scope: cst.CSTNode  # the module, or a function, lambda, class or comprehension
    binder: cst.CSTNode  # what binds: an ImportAlias, an AssignTarget, a Param, a FunctionDef …


def bindings(places: Places, name: str) -> list[Binding]:
    """Every binding of `name` in the file, in the order of the text."""
    found = []
    outer: dict[cst.CSTNode, cst.CSTNode] = {}  # function -> scope that its `global` speaks of
    for node in places.names(name):
        parent = places.parents.get(node)
        if isinstance(parent, cst.NameItem):
            function = _scope_around(places, node)
            is_global = isinstance(places.parents[parent], cst.Global)
            outer[function] = places.module if is_global else _scope_around(places, function)
        elif (binder := _binder(places, node)) is not None:
            found.append(Binding(name, _scope_of(places, binder), binder))
    return [each._replace(scope=outer.get(each.scope, each.scope)) for each in found]


def scopes_at(places: Places, node: cst.CSTNode) -> list[cst.CSTNode]:
    """The scopes in which names at `node` are looked up, from the inside out, the module last."""
    scopes: list[cst.CSTNode] = []
    is_in_function = False  # names of a class are not seen in its methods
    for scope in (each for each in places.ancestors(node) if isinstance(each, _SCOPES)):
        if not (isinstance(scope, cst.ClassDef) and is_in_function):
            scopes.append(scope)
        is_in_function = is_in_function or isinstance(scope, cst.FunctionDef | cst.Lambda)
    return scopes


def imported_as(places: Places, alias: cst.ImportAlias) -> tuple[str, str]:
    """The module and the name that an alias of an import statement is about; ("a.b", "") for
    `import a.b`; relative modules begin with their dots."""
    statement = places.parents[alias]
    name = dotted(alias.name)
    if not isinstance(statement, cst.ImportFrom):
        return name, ""
    return module_of(statement), name


def module_of(statement: cst.ImportFrom) -> str:
    """The module of a `from … import`, with its leading dots."""
    return "." * len(statement.relative) + (dotted(statement.module) if statement.module else "")


def dotted(node: cst.BaseExpression) -> str:
    """`a.b.c` as written in an import, without white space."""
    if isinstance(node, cst.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def _binder(places: Places, node: cst.Name) -> cst.CSTNode | None:
    child: cst.CSTNode = node
    parent = places.parents.get(child)
    while isinstance(parent, _GROUPS):
        child, parent = parent, places.parents.get(parent)
    if parent is not None and any(
        isinstance(parent, kind) and getattr(parent, field) is child for kind, field in _FIELDS
    ):
        above = places.parents[parent]  # `import a as b`: the alias is of more interest
        return above if isinstance(above, cst.ImportAlias) else parent
    while isinstance(parent, cst.Attribute) and parent.value is child:
        child, parent = parent, places.parents.get(parent)  # `import a.b` binds `a`
    is_import = isinstance(parent, cst.ImportAlias) and parent.name is child
    return parent if is_import and parent is not None and parent.asname is None else None  # type: ignore[attr-defined]


def _scope_of(places: Places, binder: cst.CSTNode) -> cst.CSTNode:
    if isinstance(binder, cst.NamedExpr):  # binds outside the comprehensions around it
        return _scope_around(places, binder, skipped=_COMPREHENSIONS)
    if isinstance(binder, cst.CompFor):
        return next(each for each in places.ancestors(binder) if isinstance(each, _COMPREHENSIONS))
    return _scope_around(places, binder)


def _scope_around(
    places: Places, node: cst.CSTNode, skipped: tuple[type[cst.CSTNode], ...] = ()
) -> cst.CSTNode:
    for ancestor in places.ancestors(node):
        if isinstance(ancestor, _SCOPES) and not isinstance(ancestor, skipped):
            return ancestor
    return places.module
