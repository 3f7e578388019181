"""Who puts something into a container of the project, or sets an attribute of its objects.

The statements that do so are found by the text, and run; so are the decorators and calls that name
the functions which they stand in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes, given, overrides, puts
from asynclint.semantic.kinds import ANYTHING, ClassRef, Def, Kind, is_unknown, join, members
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Scope
    from asynclint.semantic.model import Model
    from asynclint.semantic.puts import Key
    from asynclint.semantic.routines import Routine

Entry = tuple["Key", Kind]  # under which key something stands, and what it is
Found = dict[tuple[str, "Key"], Kind]  # what a run puts somewhere
MANY_WORDS, MANY_MODULES = 6, 40


def filling(name: str) -> re.Pattern[str]:
    """Finds where something may be put into a container of that name."""
    item = r"\s*\[[^\]\n]*\]"
    adding = r"\s*\.\s*(?:append|appendleft|add|insert|setdefault|update)\b"
    return re.compile(rf"\b{re.escape(name)}(?:{item}\s*=(?!=)|(?:{item})?{adding})")


def setting(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!self)(?<!cls)\.{re.escape(name)}\s*=(?!=)")


class Search:
    """Runs what may put something into one container, and keeps what it puts there."""

    def __init__(self, model: Model, key: str, module: str) -> None:
        self.model = model
        self.key = key
        self.is_of_tests = overrides.in_tests(module)
        self.found: dict[Key, Kind] = {}
        self.names = frozenset({key.rpartition(".")[2]})
        self.words: list[str] = []  # the names of what fills the container, to be looked for

    def of_global(self, name: str) -> tuple[Entry, ...]:
        pattern = filling(name)
        for module in self._modules(given.mentioned(self.model, name)[1]):
            for definition in module.definitions_with(pattern):
                self._fill(module, module.scope, definition, pattern)
        return self._entries()

    def of_attribute(self, cls: str, name: str) -> tuple[Entry, ...]:
        pattern = filling(name)
        is_filled = False
        for base in classes.mro(self.model, cls):
            info = self.model.classes.get(base)
            if info is None:
                continue
            scope = info.module.members(Definition(info.node, info.unit))
            for definition in scope.definitions_with(pattern):
                if isinstance(definition.statement, tree.Function):
                    is_filled = is_filled or _puts_parameters(definition.statement, self.names)
                    self._own_calls(base, scope, definition)
        if is_filled:
            self.words += _names_of(self.model, cls, name)
        return self._entries()

    def of_objects(self, name: str) -> tuple[Entry, ...]:
        pattern = setting(name)
        for module in self._modules(list(self.model.modules_naming(name))):
            for definition in module.definitions_with(pattern):
                self._run(module, definition, frozenset({name}))
        return self._entries()

    def _entries(self) -> tuple[Entry, ...]:
        """What was put there, when all that fills the container has been looked at."""
        for number, word in enumerate(self.words):  # which may grow meanwhile
            if number < MANY_WORDS:
                self._named(word)
        known = [entry for entry in self.found.items() if not is_unknown(entry[1])]
        # What nobody knows adds nothing but doubt about its colour.
        doubt = [(None, ANYTHING)] if known and len(known) < len(self.found) else []
        return tuple(sorted(known, key=repr)) + tuple(doubt)

    def _modules(self, names: list[str]) -> Iterator[Module]:
        if len(names) > MANY_MODULES:
            return
        for name in names:
            if self.is_of_tests or not overrides.in_tests(name):
                module = self.model.resolver.module(name)
                if module is not None:
                    yield module

    def _fill(
        self, module: Module, scope: Scope, definition: Definition, pattern: re.Pattern[str]
    ) -> None:
        """A statement that adds to the container: run it, or look for who runs it."""
        statement = definition.statement
        if isinstance(statement, tree.Function):
            if _puts_parameters(statement, self.names):
                self._wanted(statement.name)
            self._try(self._routine(module, definition, None), self.names)
        elif isinstance(statement, tree.Class):
            cls = self._class(module, definition)
            for member in module.members(definition).definitions_with(pattern):
                if isinstance(member.statement, tree.Function):
                    if _puts_parameters(member.statement, self.names):
                        self._wanted(statement.name)
                    self._own_calls(cls, module.members(definition), member)
        else:
            self._execute(module, definition, None)

    def _own_calls(self, cls: str, scope: Scope, definition: Definition) -> None:
        """A method that fills the container, and those of its class that call it."""
        module = self.model.classes[cls].module
        method = definition.statement
        assert isinstance(method, tree.Function)
        self._try(self._routine(module, definition, cls), self.names)
        if method.name == "__init_subclass__":
            for subclass in overrides.all_subclasses(self.model, cls):
                self._make(subclass)
        elif not method.name.startswith("__"):
            for member in scope.definitions_naming((method.name,)):
                if _is_method(member) and member.statement is not method:
                    self._try(self._routine(module, member, cls), frozenset({method.name}))

    def _wanted(self, word: str) -> None:
        if word not in self.words:
            self.words.append(word)

    def _named(self, word: str) -> None:
        """Run all statements at the tops of modules that name something."""
        names, modules = given.mentioned(self.model, word)
        for module in self._modules(modules):
            for definition in module.scope.definitions_naming(names):
                self._run(module, definition, names)

    def _run(self, module: Module, definition: Definition, names: frozenset[str]) -> None:
        statement = definition.statement
        if isinstance(statement, (tree.Import, tree.ImportFrom)):
            return
        if isinstance(statement, tree.Class):
            cls = self._class(module, definition)
            if any(given.is_mention(n, names) for d in statement.decorators for n in walk(d)):
                self._decorate(module, definition, ClassRef(cls), None)
            for member in module.members(definition).definitions_naming(names):
                self._run_member(module, member, names, cls)
            return
        self._run_member(module, definition, names, None)

    def _run_member(
        self, module: Module, definition: Definition, names: frozenset[str], cls: str | None
    ) -> None:
        statement = definition.statement
        if isinstance(statement, tree.Function):
            routine = self._routine(module, definition, cls)
            if any(given.is_mention(n, names) for d in statement.decorators for n in walk(d)):
                self._decorate(module, definition, Def(routine), routine)
            if any(given.is_mention(n, names) for n in walk(statement.body)):
                known = len(self.found)
                self._try(routine, names)
                if cls is None and len(self.found) == known and _hands_on(statement):
                    self._wanted(statement.name)  # a wrapper around the registrar
        elif not isinstance(statement, tree.Class):
            self._execute(module, definition, cls)

    # --- running ------------------------------------------------------------------------------

    def _routine(self, module: Module, definition: Definition, cls: str | None) -> Routine:
        statement = definition.statement
        assert isinstance(statement, tree.Function)
        if cls is not None:
            return classes.method(self.model, cls, definition)
        return self.model.routine(module, definition.unit, statement, statement.name, None, None)

    def _class(self, module: Module, definition: Definition) -> str:
        statement = definition.statement
        assert isinstance(statement, tree.Class)
        return classes.define(
            self.model, module, definition.unit, statement, statement.name, None
        ).name

    def _try(self, routine: Routine, names: frozenset[str]) -> None:
        """Run the statements of a function that name what fills the container, each by itself: what
        the rest of it does is of no interest, and would be asked about the container in turn."""
        from asynclint.semantic.flow import Flow

        model, node = self.model, routine.node
        for statement in own_nodes(node.body):
            if not _is_plain(statement, names):
                continue
            flow = Flow(model, routine.module, routine.unit, routine)
            flow.env = {param.name: model.declared(routine, param) for param in node.params}
            if flow.first_parameter:
                flow.env[flow.first_parameter] = model.first_argument(routine)
            flow.execute([statement])
            self._take(flow.puts, are_known=False)

    def _execute(self, module: Module, definition: Definition, cls: str | None) -> None:
        """Run a statement at the top of a module, or of a class's body."""
        from asynclint.semantic.flow import Flow

        if any(isinstance(n, (tree.Function, tree.Class)) for n in walk(definition.statement)):
            return
        flow = Flow(self.model, module, definition.unit, None, cls)
        flow.execute([definition.statement])
        self._take(flow.puts)

    def _decorate(
        self, module: Module, definition: Definition, kind: Kind, routine: Routine | None
    ) -> None:
        """Apply the decorators of a function or class, the last one first."""
        from asynclint.semantic import callables, functions
        from asynclint.semantic.flow import Flow
        from asynclint.semantic.outcomes import Arguments

        statement = definition.statement
        assert isinstance(statement, (tree.Function, tree.Class))
        for decorator in reversed(statement.decorators):
            flow = Flow(self.model, module, definition.unit, None, routine.cls if routine else None)
            wrapper = flow.eval(decorator)
            for option in members(wrapper):
                callables.call(flow, option, Arguments((kind,)), statement)
            self._take(flow.puts)
            if routine is not None:
                kind = functions.applied(self.model, wrapper, kind, routine)

    def _make(self, cls: str) -> None:
        """Run what the making of a class runs."""
        from asynclint.semantic import callables, construction
        from asynclint.semantic.flow import Flow
        from asynclint.semantic.outcomes import Arguments

        info = self.model.classes[cls]
        flow = Flow(self.model, info.module, info.unit)
        for hook in construction.subclass_hooks(self.model, ClassRef(cls)):
            callables.call(flow, hook, Arguments(), info.node)
        self._take(flow.puts)

    def _take(self, found: Found, *, are_known: bool = True) -> None:
        """Keep what goes into the container. What a function puts there that knows nothing of its
        arguments is told by those who call it."""
        for (name, key), value in found.items():
            if name != self.key:
                continue
            if not are_known:
                value = puts.without_unknown(value)
                if is_unknown(value):
                    continue
            self.found[key] = join(self.found[key], value) if key in self.found else value


def _is_method(definition: Definition) -> bool:
    return isinstance(definition.statement, tree.Function)


def _puts_parameters(function: tree.Function, names: frozenset[str]) -> bool:
    """Whether a function, or one inside of it, puts what it is given into what has such a name."""
    inner = list(walk(function))
    params = {p.name for n in inner if isinstance(n, tree.Function) for p in n.params}
    for node in inner:
        if isinstance(node, tree.Bind):
            targets = [t for t in node.targets if isinstance(t, tree.Subscript)]
            places, values = [target.value for target in targets], [node.value]
        elif isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute):
            places, values = [node.function.value], [*node.args]
        else:
            continue
        if any(isinstance(value, tree.Name) and value.id in params for value in values):
            if any(given.is_mention(n, names) for place in places for n in walk(place)):
                return True
    return False


def _is_plain(statement: object, names: frozenset[str]) -> bool:
    """Whether a statement names one of these, and puts something there that needs no running."""
    if isinstance(statement, tree.Evaluate) and isinstance(statement.value, tree.Call):
        values = [*statement.value.args, *(k.value for k in statement.value.keywords)]
    elif isinstance(statement, tree.Bind) and statement.value is not None:
        values = [statement.value]
    else:
        return False
    is_told = any(isinstance(value, (tree.Name, tree.Attribute, tree.Lambda)) for value in values)
    is_simple = not any(isinstance(n, (tree.Call, tree.Await)) for v in values for n in walk(v))
    return is_told and is_simple and any(given.is_mention(n, names) for n in walk(statement))


def _hands_on(statement: tree.Function) -> bool:
    """Whether a function may hand on what it is given."""
    return bool(statement.params) and not statement.is_async


def _names_of(model: Model, cls: str, attribute: str) -> list[str]:
    """The names by which the one container of a class, or of its only object, is known: that of the
    class where its body holds the container, and that of the object."""
    is_shared = any(classes.own(model, base, attribute) for base in classes.mro(model, cls))
    found = [_last(cls)] if is_shared else []
    places = makings(model, cls)
    if len(places) > 1:
        return found
    for name in places:
        module = model.resolver.module(name)
        for definition in module.definitions_with(_making(cls)) if module is not None else ():
            statement = definition.statement
            targets = statement.targets if isinstance(statement, tree.Bind) else []
            found += [target.id for target in targets if isinstance(target, tree.Name)]
    return found


def is_made_again(model: Model, cls: str) -> bool:
    return len(makings(model, cls)) > 1


def makings(model: Model, cls: str) -> list[str]:
    """The modules in which objects of a class are made, once for each place, as texts tell."""
    return [
        name
        for name in model.modules_naming(_last(cls))
        if not overrides.in_tests(name)
        for _ in model.texts.findall(name, _making(cls))
    ]


def _making(cls: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!class )\b{re.escape(_last(cls))}\s*\(")


def _last(cls: str) -> str:
    return cls.rpartition(".")[2].rstrip("'")
