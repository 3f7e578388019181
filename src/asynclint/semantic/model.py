"""The semantic model of a project: the door to everything that can be asked about its code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.texts import Texts
from asynclint.semantic import (
    classes,
    constants,
    declarations,
    django,
    generics,
    hooks,
    kindtext,
    loading,
    names,
    parameters,
    querysets,
    records,
    requests,
    resolving,
    signals,
    test_cases,
)
from asynclint.semantic import given as calls_of
from asynclint.semantic.callables import operation_of_row
from asynclint.semantic.expressions import constant
from asynclint.semantic.flow import Flow
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    Anything,
    ClassRef,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    QuerySet,
    is_unknown,
    join,
    members,
    trim,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.queries import Queries
from asynclint.semantic.routines import NO_BEHAVIOUR, Behaviour, Classes, Routine
from asynclint.semantic.state import FLAG
from asynclint.semantic.variables import is_local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asynclint.index.facts import Fact, Facts
    from asynclint.index.module import Module, Unit
    from asynclint.index.resolver import Resolver
    from asynclint.index.templates import Templates
    from asynclint.knowledge.schema import Callable as Row
    from asynclint.knowledge.tables import Tables
    from asynclint.semantic.sites import Operation

_ASYNC_DEF = re.compile(r"\basync[ \t]+def[ \t]+(\w+)")
_DEF_OR_RETURN = re.compile(r"\bdef[ \t]+(\w+)|\breturn[ \t]+(\w+)[ \t]*\(")
_FILLING = re.compile(
    r"(?<![^\r\n])[ \t]+_[ \t]*=[ \t]*\w+(?:\.\w+)*\.(\w+)[ \t]*(?:#[^\r\n]*)?(?![^\r\n])"
)
_STRING = re.compile(r"""["']([\w]+)["']""")


class Model:
    """What the code of a project means.

    `read` gives the text of a module of the project by its name, without parsing it, or None;
    `version` is the project's Django, `templates` are the project's if it may have any. With
    `facts` it is noted what each answer rests on.
    """

    def __init__(
        self,
        resolver: Resolver,
        tables: Tables,
        read: Callable[[str], str | None],
        version: tuple[int, int],
        templates: Templates | None = None,
        facts: Facts | None = None,
    ) -> None:
        self.resolver = resolver
        self.templates = templates
        self.tables = tables
        self.version = version
        self.texts = Texts(resolver.names(), read, facts)
        self.queries = Queries(is_lenient=resolver.has_libraries, facts=facts)
        self.classes = Classes(facts)
        self.synthetic_bases: dict[str, tuple[str, ...]] = {}
        self.synthetic_querysets: dict[str, str] = {}
        self._routines: dict[tuple[int, int], Routine] = {}
        self._keys: dict[Unit, list[tuple[int, int]]] = {}  # of the functions in each unit
        self.runner: Callable[..., Flow] = Flow  # runs functions; another one watches while it does

    # --- functions ----------------------------------------------------------------------------

    def routine(
        self,
        module: Module,
        unit: Unit,
        node: tree.Function | tree.Lambda,
        qualname: str,
        cls: str | None,
        outer: Routine | None,
    ) -> Routine:
        """The one object that stands for a function or lambda."""
        key = (id(node), id(outer))
        known = self._routines.get(key)
        if known is None:
            known = self._routines[key] = Routine(module, unit, node, qualname, cls, outer)
            self._keys.setdefault(unit, []).append(key)
        return known

    def renew(
        self,
        module: Module | None,
        names: Iterable[str],
        texts: tuple[str, str],
        text: str,
        facts: Iterable[Fact],
    ) -> bool:
        """A file has changed: `texts` are what it held and what it holds, `names` those of its
        module, which is read from `text`, and `module` is that if it was read before. `facts` are
        others that have changed with it. False where it cannot be told what that changes."""
        if module in self.classes.twins:
            return False
        old, new = texts
        facts = [*facts, *(fact for name in names for fact in self.texts.renew(name, old, new))]
        if module is not None:
            renewal = module.renew(text)
            units = frozenset(renewal.units)
            facts += renewal.facts
            facts += self.classes.forget(units)
            for unit in units:
                for key in self._keys.pop(unit, ()):
                    del self._routines[key]
        self.queries.drop(facts)
        if self.queries.sweep():
            self.texts.sweep()
            self.classes.sweep()
        return True

    def behaviour(
        self,
        routine: Routine,
        arguments: tuple[Kind, ...],
        cells: tuple[tuple[str, Kind], ...] = (),
    ) -> Behaviour:
        """What running a function does with these kinds of arguments."""
        arguments = tuple(trim(argument) for argument in arguments)
        return self.queries.ask(  # type: ignore[no-any-return]
            ("behaviour", routine, arguments, cells),
            lambda: self._run(routine, arguments, cells),
            NO_BEHAVIOUR,
        )

    def _run(
        self,
        routine: Routine,
        arguments: tuple[Kind, ...],
        cells: tuple[tuple[str, Kind], ...],
    ) -> Behaviour:
        flow = self.runner(self, routine.module, routine.unit, routine, None, cells)
        for param, kind in zip(routine.node.params, arguments):
            flow.env[param.name] = kind
        flow.env.update((name, kind) for name, kind in cells if name.startswith(FLAG))
        return flow.run()

    def entry_behaviour(self, routine: Routine) -> Behaviour:
        """What running a function does when nothing is known of who calls it."""
        return self.behaviour(routine, self.entry_arguments(routine))

    def entry_arguments(self, routine: Routine) -> tuple[Kind, ...]:
        """The kinds of a function's parameters as far as it declares them itself, or all calls that
        the project has agree on them."""
        kinds: list[Kind] = []
        given: tuple[Kind, ...] | None = None
        if any(param.annotation is None for param in routine.node.params):
            given = calls_of.given(self, routine)
        for position, param in enumerate(routine.node.params):
            if position == 0 and routine.cls and param.kind != "star":
                kinds.append(self.first_argument(routine))
            elif given is not None and param.annotation is None and "star" not in param.kind:
                kind = given[position]
                # Functions that only call each other: nobody is known to give them anything.
                is_uncalled = kind == NOTHING and not self.queries.is_open
                kinds.append(ANYTHING if is_uncalled else kind)
            else:
                kind = self.declared(routine, param)
                made = None
                if is_unknown(kind):
                    made = hooks.dependency(self, routine, param)
                    made = made or requests.request(self, routine, position, param)
                    made = made or parameters.passed(self, routine, position, param)
                    made = made or test_cases.fixture(self, routine, param)
                    made = made or self._if_left_out(routine, param)
                kinds.append(kind if made is None else made)
        return tuple(kinds)

    def _if_left_out(self, routine: Routine, param: tree.Param) -> Kind | None:
        """What a parameter may be because that is its default, where it can be asked something."""
        if not isinstance(param.default, (tree.Name, tree.Attribute, tree.Call)):
            return None
        kind = self._default(routine, param)
        is_told = isinstance(kind, (QuerySet, Manager)) or (
            isinstance(kind, ClassRef) and django.is_model(self, kind.name)
        )
        return join(kind, ANYTHING) if is_told else None

    def first_argument(self, routine: Routine) -> Kind:
        """The kind of a method's first parameter."""
        assert routine.cls is not None
        node = routine.node
        decorators = node.decorators if isinstance(node, tree.Function) else []
        marks = {d.id for d in decorators if isinstance(d, tree.Name)}
        if "staticmethod" in marks:
            return self.declared(routine, node.params[0])
        cls = ClassRef(routine.cls)
        if "classmethod" in marks or node.params[0].name in ("cls", "mcs"):
            return cls
        resolved = (
            resolving.root(self, routine.cls) if self.classes[routine.cls].node.decorators else None
        )
        return self.instance_of(cls) if resolved is None else resolved

    def declared(self, routine: Routine, param: tree.Param) -> Kind:
        """The kind that a parameter's annotation declares."""
        if param.annotation is None:
            kind: Kind = ANYTHING
        else:
            kind = declarations.kind_of(
                self, routine.module, routine.unit, param.annotation, routine
            )
        if param.kind == "star":
            return Instance("tuple", (kind,))
        if param.kind == "double-star":
            return Instance("dict", (Instance("str"), kind))
        return kind

    def declared_return(self, routine: Routine, given: tuple[Kind, ...] = ()) -> Kind | None:
        """What a function declares to return, called with these arguments."""
        node = routine.node
        if isinstance(node, tree.Lambda) or node.returns is None:
            return None
        variables = generics.in_call(self, routine, given)
        return declarations.kind_of(
            self, routine.module, routine.unit, node.returns, routine, variables=variables
        )

    def bind(self, routine: Routine, args: Arguments) -> tuple[Kind, ...]:
        """The kinds that a function's parameters have when it is called with these arguments."""
        given = {name: kind for name, kind in args.keywords if name is not None}
        spread = any(name is None for name, _ in args.keywords)
        positional = list(args.positional)
        kinds: list[Kind] = []
        for param in routine.node.params:
            if param.kind == "star":
                kinds.append(_rest(positional, args.starred))
                positional = []
            elif param.kind == "double-star":
                left = {name: _widened(kind) for name, kind in given.items()}
                kinds.append(
                    Instance("dict", (Instance("str"), ANYTHING))
                    if spread or len(left) > MANY_ARGUMENTS
                    else Fixed("dict", tuple(left.values()), tuple(left))
                )
            elif (
                positional
                and param.kind != "only-keyword"
                and not (args.starred and len(positional) == 1 and kinds)
            ):
                kinds.append(self._passed(routine, param, positional.pop(0)))
            elif param.name in given:
                kinds.append(self._passed(routine, param, given.pop(param.name)))
            elif args.starred or spread:
                kinds.append(self.declared(routine, param))
            else:
                kinds.append(self._default(routine, param))
        return tuple(kinds)

    def _passed(self, routine: Routine, param: tree.Param, kind: Kind) -> Kind:
        kind = self._widened_for(routine, param, kind)
        for option in members(kind):
            if isinstance(option, Anything):
                declared = self.declared(routine, param)
                return kind if is_unknown(declared) else declared
        return kind

    def _default(self, routine: Routine, param: tree.Param) -> Kind:
        if param.default is None or hooks.dependency(self, routine, param) is not None:
            return self.declared(routine, param)
        kind = self.value_in(
            routine.module, routine.unit, param.default, routine.cls, routine.outer
        )
        return self._widened_for(routine, param, kind)

    def _widened_for(self, routine: Routine, param: tree.Param, kind: Kind) -> Kind:
        wide = _widened(kind)
        is_same = wide is kind
        return kind if is_same or param.name in constants.deciding(self, routine) else wide

    def operation(self, row: Row) -> Operation:
        return operation_of_row(row, self.version)

    # --- values -------------------------------------------------------------------------------

    def value_in(
        self,
        module: Module,
        unit: Unit,
        node: tree.Expr,
        cls: str | None = None,
        outer: Routine | None = None,
    ) -> Kind:
        """The kind of an expression at the top of a module or in a class body."""
        if isinstance(node, tree.Constant):
            return constant(node)
        flow = Flow(self, module, unit, None, cls)
        if outer is not None and isinstance(node, tree.Name) and is_local(outer, node.id):
            return self._local_definition(outer, node.id)
        return flow.eval(node)

    def _local_definition(self, outer: Routine, name: str) -> Kind:
        """What a name bound in an enclosing function means, where a definition there tells."""
        routine: Routine | None = outer
        while routine is not None:
            node = routine.node
            if isinstance(node, tree.Function) and name in node.bound:
                for statement in node.body:
                    if isinstance(statement, (tree.Import, tree.ImportFrom)) and any(
                        (a.alias or a.name.partition(".")[0]) == name for a in statement.names
                    ):
                        return names.import_kind(self, routine.module, statement, name)
                    if isinstance(statement, tree.Class) and statement.name == name:
                        return classes.define(
                            self,
                            routine.module,
                            routine.unit,
                            statement,
                            f"{routine.qualname}.<locals>.{name}",
                            routine,
                        )
                return ANYTHING
            routine = routine.outer
        return ANYTHING

    def bound_value(
        self,
        module: Module,
        unit: Unit,
        statement: tree.Bind,
        name: str,
        cls: str | None,
        before: Kind | None = None,
    ) -> Kind:
        """What an assignment at the top of a module or in a class body binds `name` to; `before`
        is what the name stood for until then, where that is known."""
        flow = Flow(self, module, unit, None, cls)
        flow.until = unit.span(statement.at).start
        if before is not None:
            flow.env[name] = before
        declared = None
        if statement.annotation is not None:
            declared = declarations.kind_of(self, module, unit, statement.annotation, None, cls)
        if statement.value is None:
            return declared or ANYTHING
        kind = flow.eval(statement.value)
        if declared is not None and (is_unknown(kind) or kind == NONE):
            return declared
        if declared is not None and isinstance(kind, Literal):
            kind = _widened(kind)  # `count: int = 1` is a beginning, or a default
        for target in statement.targets:
            if isinstance(target, tree.Name) and target.id == name:
                return kind
            flow.assign(target, kind)
        return flow.env.get(name, ANYTHING)

    def class_body_name(self, cls: str, name: str, until: int | None = None) -> Kind | None:
        """A name looked up from inside a class body; `until` is the place of the statement that
        asks, where it is known: what comes behind it does not count yet."""
        definitions = classes.own(self, cls, name)
        if not definitions:
            return None
        if until is not None and len(definitions) > 1:
            earlier = [d for d in definitions if d.span.start < until]
            if len(earlier) < len(definitions):
                module = self.classes[cls].module
                return names.kind_of_all(self, module, earlier, name, cls) if earlier else None
        return classes.attribute_kind(self, classes.Found(cls, definitions), name)

    def external_value(self, name: str) -> Kind:
        """Something of a library that is no known class."""
        text = self.tables.value(name)
        if text is None:
            return External(name)
        kind = self.kind_from_text(text, ANYTHING)
        if isinstance(kind, Instance) and signals.is_signal(self, kind):
            return signals.identified(kind, name)
        return kind

    def instance_of(self, cls: ClassRef) -> Kind:
        """The kind of an object of a class."""
        name = cls.name
        if django.is_model(self, name):
            return ModelInstance(name, None)
        if django.is_queryset(self, name):
            return QuerySet(name, "", ANYTHING)
        if django.is_manager(self, name):
            return querysets.manager_of(self, name)
        if name in ("None", "NoneType"):
            return NONE
        typed = records.typed_dictionary(self, name) if name in self.classes else None
        return Instance(name, cls.args) if typed is None else typed

    def queryset_of(self, manager: Manager) -> Kind:
        """What `manager.all()` gives: the project's own `get_queryset` decides, if there is one."""
        return self.queries.ask(  # type: ignore[no-any-return]
            ("queryset of", manager), lambda: self._queryset_of(manager), NOTHING
        )

    def _queryset_of(self, manager: Manager) -> Kind:
        fresh = querysets.fresh_queryset(self, manager)
        found = classes.find(self, manager.cls, "get_queryset")
        if found is None or not found.definitions:
            return fresh
        from asynclint.semantic.callables import call
        from asynclint.semantic.kinds import Bound

        kind = classes.attribute_kind(self, found, "get_queryset")
        flow = Flow(self, self.classes[found.cls].module, self.classes[found.cls].unit)
        node = self.classes[found.cls].node
        results = [
            call(flow, Bound(option, manager), Arguments(), node).result for option in members(kind)
        ]
        made = [m for r in results for m in members(r) if isinstance(m, QuerySet)]
        if manager.related:  # what the relation adds, whatever the method loads
            loaded = manager.loaded
            made = [querysets.loading_else(q, lambda own: loading.more(own, loaded)) for q in made]
        return join(*(_completed(q, fresh) for q in made)) if made else fresh

    def kind_from_text(
        self, text: str, receiver: Kind, args: Arguments | None = None, run: object = None
    ) -> Kind:
        return kindtext.kind_of(self, text, receiver, args, run)

    # --- the project as a whole ---------------------------------------------------------------

    def modules_with(self, *words: str) -> tuple[str, ...]:
        """The names of the modules whose text holds one of the words."""
        return self.texts.holding(*words)

    def modules_naming(self, word: str) -> tuple[str, ...]:
        """The names of the modules in whose text the word stands, and not as a part of another."""
        return self.texts.naming(word)

    def model_modules(self, app: str, root: str) -> tuple[str, ...]:
        """The modules that may hold the models of the app with that label: those below the source
        root `root` first, short names before long ones."""
        label = app.rpartition(".")[2]
        found = []
        for name in self.resolver.names():
            parts = name.partition("@")[0].split(".")
            if "models" in parts and parts[parts.index("models") - 1 :][:1] == [label]:
                found.append(name)
        place = self.resolver.place
        return tuple(sorted(found, key=lambda n: (place(n).root != root, n.count("."), n)))

    def is_coroutine_name(self, name: str) -> bool:
        """Whether any `async def` of the project has that name."""
        return name in self.coroutine_names

    @property
    def coroutine_names(self) -> frozenset[str]:
        """The names of all functions that the project defines with `async def`."""
        return self.queries.ask(  # type: ignore[no-any-return]
            ("coroutine names",), self._coroutine_names, frozenset()
        )

    def _coroutine_names(self) -> frozenset[str]:
        found: set[str] = set()
        for module in self.modules_with("async"):
            found.update(self.texts.findall(module, _ASYNC_DEF))
        return frozenset(found)

    @property
    def coroutine_makers(self) -> frozenset[str]:
        """The names of the functions whose call may give a coroutine: those defined with `async
        def`, and sync ones that return what such a function gives, as far as the text tells."""
        return self.queries.ask(  # type: ignore[no-any-return]
            ("coroutine makers",), self._coroutine_makers, frozenset()
        )

    def _coroutine_makers(self) -> frozenset[str]:
        found = set(self.coroutine_names)
        returning: dict[str, set[str]] = {}  # function → the functions whose result it returns
        for module in self.modules_with("return"):
            function = ""
            for name, returned in self.texts.findall(module, _DEF_OR_RETURN):
                function = name or function
                if returned:
                    returning.setdefault(returned, set()).add(function)
        new = list(found)
        while new:
            for function in returning.get(new.pop(), ()):
                if function not in found:
                    found.add(function)
                    new.append(function)
        return frozenset(found)

    def ever_prefetched(self, name: str) -> bool:
        """Whether any code of the project may load the relation `name` ahead of its use."""
        words = self.queries.ask(("prefetched",), self._prefetched_words, frozenset())
        return name in words

    def _prefetched_words(self) -> frozenset[str]:
        words: set[str] = set()
        for module in self.modules_with("prefetch"):
            for text in self.texts.findall(module, _STRING):
                words.update(text.split("__"))
        return frozenset(words)

    @property
    def filled_ahead(self) -> frozenset[str]:
        """The names of the cached properties that code of the project reads only to fill them
        (`_ = self.permissions`), for code on the loop to come: whether one is still empty anywhere
        cannot be told."""
        return self.queries.ask(  # type: ignore[no-any-return]
            ("filled ahead",), self._filled_ahead, frozenset()
        )

    def _filled_ahead(self) -> frozenset[str]:
        names: set[str] = set()
        for module in self.modules_with("_to_async", "to_thread", "run_in_executor"):
            names.update(self.texts.findall(module, _FILLING))
        return frozenset(names)


MANY_ARGUMENTS = 12


def _rest(positional: list[Kind], starred: bool) -> Kind:
    """What `*args` holds."""
    if starred or len(positional) > MANY_ARGUMENTS:
        return Instance("tuple", (_widened(join(*positional)),) if positional else ())
    return Fixed("tuple", tuple(_widened(kind) for kind in positional))


def _widened(kind: Kind) -> Kind:
    """A constant as an argument says no more than its class: one behaviour serves all of them."""
    if isinstance(kind, Literal) and not isinstance(kind.value, bool):
        return Instance(type(kind.value).__name__)
    return kind


def _completed(queryset: QuerySet, fresh: QuerySet) -> QuerySet:
    """A queryset that a manager's own method made, with the model that the manager knows."""
    if queryset.model:
        return queryset
    return QuerySet(queryset.cls, fresh.model, fresh.row, queryset.state, fresh.loaded)
