"""What the project's own calls give a function, for parameters that declare nothing.

A helper is often called from a few places only, and always with the same sort of thing. Where all
calls that the project has can be told, and agree, the function is looked at with what they give.
Nothing is taken where anybody else may call it: a framework (a view, a decorated function), or
whoever gets hold of it as a value. Files that do not mention its name, or another one that an
import gives it, are not read for this. A constructor is called by the name of its class.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.knowledge.decorators import ASYNC_CONTEXT_MANAGER, CONTEXT_MANAGER
from asynclint.semantic import classes, functions, overrides
from asynclint.semantic.kinds import (
    ANYTHING,
    NOTHING,
    Bound,
    ClassRef,
    ContextFactory,
    Def,
    Fixed,
    Instance,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    Synced,
    Threaded,
    abroad,
    coroutines_in,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.routines import NO_BEHAVIOUR
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Scope
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Behaviour, Routine

    Given = tuple[Kind, ...]  # what a call gives for each of a function's parameters


def given(model: Model, routine: Routine) -> tuple[Kind, ...] | None:
    """The kinds of a function's parameters after all calls of it; None where they cannot all be
    told. A single one on which the calls do not agree is ANYTHING."""
    if not _is_private_to_project(model, routine):
        return None
    return model.queries.ask(  # type: ignore[no-any-return]
        ("given", routine),
        lambda: _given(model, routine),
        (NOTHING,) * len(routine.node.params),
    )


def _is_private_to_project(model: Model, routine: Routine) -> bool:
    """Whether only calls by name are to be expected of a function."""
    node = routine.node
    if not isinstance(node, tree.Function) or routine.outer is not None:
        return False
    if not all(map(_makes_context, node.decorators)):
        return False
    wanted = [p for p in node.params if p.annotation is None and "star" not in p.kind]
    if routine.cls is not None:
        if node.name == CONSTRUCTOR:
            return len(wanted) > 1 and _is_made_by_name(model, routine.cls)
        is_private = node.name.startswith("_") and not node.name.startswith("__")
        return is_private and len(wanted) > 1
    return bool(wanted) and not functions.answers(model, routine)


def _makes_context(decorator: tree.Expr) -> bool:
    """Whether calls of what the decorator makes are calls of the function."""
    name = decorator.name if isinstance(decorator, tree.Attribute) else getattr(decorator, "id", "")
    return name in _CONTEXT_MAKERS


_CONTEXT_MAKERS = frozenset(
    name.rpartition(".")[2] for name in CONTEXT_MANAGER | ASYNC_CONTEXT_MANAGER
)

CONSTRUCTOR = "__init__"
# In a class: async methods, which are looked at for any object of it; and objects that are made
# without a word of the class's name.
_ASYNC = re.compile(r"\basync\s+def\b")
_UNNAMED = re.compile(r"\bcls\b|\btype\(self\)|\b__class__\b")


def _is_made_by_name(model: Model, cls: str) -> bool:
    """Whether objects of a class are made by calls that name it, or a class below it, and by nobody
    else; and whether it matters what they are given."""
    if not _is_plain(model, cls):
        return False
    below = overrides.all_subclasses(model, cls)
    if any(not _is_plain(model, each) or _has_constructor(model, each) for each in below):
        return False
    bodies = [_body(model, each) for each in (cls, *below)]
    return any(b.says(_ASYNC) for b in bodies) and not any(b.says(_UNNAMED) for b in bodies)


def _is_plain(model: Model, cls: str) -> bool:
    info = model.classes[cls]
    if info.node.decorators or info.outer is not None or "." in info.qualname:
        return False
    # Another's class is made by whoever it is for.
    return all(b in model.classes or b == classes.OBJECT for b in classes.mro(model, cls))


def _has_constructor(model: Model, cls: str) -> bool:
    return any(classes.own(model, cls, name) for name in (CONSTRUCTOR, "__new__"))


def _body(model: Model, cls: str) -> Scope:
    info = model.classes[cls]
    return info.module.members(Definition(info.node, info.unit))


MANY_MODULES = 24


def _given(model: Model, routine: Routine) -> tuple[Kind, ...] | None:
    is_constructor = routine.cls is not None and routine.name == CONSTRUCTOR
    made = _made_with(model, routine.cls) if routine.cls and is_constructor else {}
    names, modules = mentioned(model, *made.values() or (routine.name,))
    if is_constructor and len(modules) > MANY_MODULES:
        return None
    found: list[tuple[Kind, ...]] = []
    for module_name in modules:
        module = model.resolver.module(module_name)
        if module is None:
            return None
        calls = _Search(model, routine, names, frozenset(made), module).calls()
        if calls is None:
            return None
        found += calls
    return tuple(map(_agreed, zip(*found))) if found else None


def _made_with(model: Model, cls: str) -> dict[str, str]:
    """The classes whose objects a constructor makes, and how their definitions call them."""
    made = (cls, *overrides.all_subclasses(model, cls))
    return {each: model.classes[each].node.name for each in made}


def mentioned(model: Model, *own: str) -> tuple[frozenset[str], list[str]]:
    """These names, those that imports give to what is called so, and the modules that mention
    one."""
    names = frozenset(own).union(*(model.texts.other_names(name) for name in own))
    return names, sorted({module for each in names for module in model.modules_naming(each)})


def _agreed(kinds: tuple[Kind, ...]) -> Kind:
    """What all calls give for a parameter: one kind of thing that code can ask something of, or
    None in its place."""
    kind = abroad(join(*kinds))
    options = members(without_none(kind))
    if not _are_alike(options) or any(True for _ in coroutines_in(kind)):
        return ANYTHING if kind != NOTHING else NOTHING
    told = (ModelInstance, QuerySet, Manager, Instance, Fixed)
    return kind if isinstance(options[0], told) else ANYTHING


def _are_alike(options: tuple[Kind, ...]) -> bool:
    """Whether all calls give the same sort of thing: querysets may differ in what they hold yet."""
    sorts = {(o.cls, o.model) if isinstance(o, QuerySet) else None for o in options}
    return len(options) == 1 or (len(sorts) == 1 and None not in sorts)


class _Search:
    """The calls of a function in one module, by any of its names."""

    def __init__(
        self,
        model: Model,
        routine: Routine,
        names: frozenset[str],
        made: frozenset[str],  # the classes whose constructor the function is
        module: Module,
    ) -> None:
        self.model = model
        self.routine = routine
        self.names = names
        self.made = made
        self.module = module
        self.found: list[Given] = []

    # Not generators: the search in one function leads to that for its callers, and an exception in
    # the depth of such a chain takes time for every generator on it.

    def calls(self) -> list[Given] | None:
        """What the calls give; None if there is a mention that is no call that can be told."""
        for definition in self.module.scope.definitions_naming(self.names):
            if not self._is_told(definition, None, ""):
                return None
        return self.found

    def _is_told(self, definition: Definition, cls: str | None, prefix: str) -> bool:
        """Note what the calls in a statement give; False where a mention cannot be told."""
        statement, unit = definition
        if isinstance(statement, tree.Class):
            return self._is_told_in_class(statement, definition, prefix)
        if isinstance(statement, tree.Function):
            if _escapes(statement, self.names):
                return False
            calls = {c.function.at for c in _calls(statement, self.names)}
            if not calls:
                return True
            name = prefix + statement.name
            caller = self.model.routine(self.module, unit, statement, name, cls, None)
            return self._is_told_in_function(caller, calls)
        if isinstance(statement, (tree.Import, tree.ImportFrom)):
            return True  # its other name is looked for as well
        return _is_export_list(statement) or not _mentions(statement, self.names)

    def _is_told_in_class(self, statement: tree.Class, definition: Definition, prefix: str) -> bool:
        name = prefix + statement.name
        known = classes.define(self.model, self.module, definition.unit, statement, name, None)
        if known.name not in self.made and _mentions(
            [*statement.bases, *statement.decorators], self.names
        ):
            return False
        for member in self.module.members(definition).definitions_naming(self.names):
            if not self._is_told(member, known.name, f"{name}."):
                return False
        return True

    def _is_told_in_function(self, caller: Routine, calls: set[int]) -> bool:
        """Note what the calls at these places of a function give; those that lead elsewhere give
        nothing."""
        behaviour = self.model.entry_behaviour(caller)
        if behaviour is NO_BEHAVIOUR:  # asked for in a circle: nothing is known yet
            self.found.append((NOTHING,) * len(self.routine.node.params))
            return True
        seen: set[int] = set()
        for site in _sites(self.model, behaviour):
            if site.function_at not in calls:
                continue
            seen.add(site.function_at)
            first = self._first(site.callee)
            if first is not None:
                args = Arguments((*first, *site.args), (), site.keywords)
                self.found.append(self.model.bind(self.routine, args))
            elif is_unknown(site.callee):
                return False
        return calls <= seen

    def _first(self, callee: Kind) -> tuple[Kind, ...] | None:
        """What a call gives before its arguments; None for a call of something else."""
        if isinstance(callee, ClassRef):
            return (self.model.instance_of(callee),) if callee.name in self.made else None
        if isinstance(callee, (Synced, Threaded, ContextFactory)):
            callee = callee.target
        target = callee.function if isinstance(callee, Bound) else callee
        if not isinstance(target, Def) or target.routine is not self.routine:
            return None
        return (callee.receiver,) if isinstance(callee, Bound) else ()


def _sites(model: Model, behaviour: Behaviour) -> Iterator[CallSite]:
    """The calls that a function makes, those of the functions inside it included."""
    for site in behaviour.sites:
        if isinstance(site, CallSite) and site.how == "call":
            yield site
    for inner in behaviour.nested:
        arguments = model.entry_arguments(inner.routine)
        yield from _sites(model, model.behaviour(inner.routine, arguments, inner.cells))


def _calls(node: object, names: frozenset[str]) -> Iterator[tree.Call]:
    for inner in walk(node):
        if isinstance(inner, tree.Call) and (
            _is_named(inner.function, names) or _wrapped(inner.function, names) is not None
        ):
            yield inner


def _wrapped(node: tree.Expr, names: frozenset[str]) -> tree.Expr | None:
    """The function in what `async_to_sync(function)` makes, to be called at once."""
    if isinstance(node, tree.Call) and len(node.args) == 1 and _is_named(node.args[0], names):
        return node.args[0]
    return None


def _is_named(node: object, names: frozenset[str]) -> bool:
    if isinstance(node, tree.Name):
        return node.id in names
    return isinstance(node, tree.Attribute) and node.name in names


def _escapes(statement: tree.Function, names: frozenset[str]) -> bool:
    """Whether code gets hold of something of that name in another way than by calling it, or calls
    it with arguments of which it is not known how many there are."""
    calls = list(_calls(statement, names))
    spared = {id(_wrapped(call.function, names) or call.function) for call in calls}
    spared |= _in_annotations(statement)
    if any(is_mention(node, names) and id(node) not in spared for node in walk(statement)):
        return True
    return any(
        any(isinstance(arg, tree.Starred) for arg in call.args)
        or any(keyword.name is None for keyword in call.keywords)
        for call in calls
    )


def _in_annotations(statement: tree.Function) -> set[int]:
    """The nodes that stand in annotations, which make nothing of a class."""
    found: list[tree.Expr | None] = []
    for node in walk(statement):
        if isinstance(node, tree.Function):
            found += [node.returns, *(param.annotation for param in node.params)]
        elif isinstance(node, tree.Bind):
            found.append(node.annotation)
    return {id(node) for annotation in found if annotation is not None for node in walk(annotation)}


def _mentions(node: object, names: frozenset[str]) -> bool:
    return any(is_mention(inner, names) for inner in walk(node))


def is_mention(node: object, names: frozenset[str]) -> bool:
    """Whether a node spells one of the names, as a name, an attribute or the end of a text."""
    if isinstance(node, tree.Constant):
        text = node.value if isinstance(node.value, str) else ""
        return re.split("[.:]", text)[-1] in names
    return _is_named(node, names)


def _is_export_list(statement: tree.Stmt) -> bool:
    targets = statement.targets if isinstance(statement, tree.Bind) else []
    return any(isinstance(target, tree.Name) and target.id == "__all__" for target in targets)
