"""Running a function over kinds: statements, branches, loops, and the variables along the way.

A `Flow` is one such run. It keeps the kind of every local variable at the place where it stands;
where ways meet, the kinds are joined; loops are run until nothing grows any more. What happens on
the way (calls, awaits, uses of values) is recorded as sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asynclint.index import tree
from asynclint.knowledge.schema import TRANSACTION
from asynclint.semantic import (
    attributes,
    callables,
    classes,
    construction,
    contexts,
    followed,
    functions,
    hooks,
    lazies,
    narrowing,
    objects,
    patterns,
    provoking,
    puts,
    reach,
    surroundings,
    threads,
)
from asynclint.semantic.environments import changed, meet
from asynclint.semantic.expressions import Expressions
from asynclint.semantic.kinds import (
    ANYTHING,
    NOTHING,
    ClassRef,
    Coroutine,
    Def,
    Fixed,
    Instance,
    Kind,
    Literal,
    QuerySet,
    abroad,
    each,
    is_task,
    is_unknown,
    join,
    members,
    trim,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.routines import Behaviour
from asynclint.semantic.sites import CallSite, DiscardSite, Operation
from asynclint.semantic.state import FLAG
from asynclint.semantic.variables import own_nodes, rebound_behind, references, store_counts, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asynclint.semantic.environments import Env
    from asynclint.semantic.routines import Routine


class Flow(Expressions):
    """One run of one function with given kinds of arguments."""

    def run(self) -> Behaviour:
        """Run the whole function."""
        assert self.routine is not None
        node = self.routine.node
        if isinstance(node, tree.Lambda):
            self.statement = node.body.at
            self.returns = self.eval(node.body)
            self._exit()
        else:
            self._decorators(node)
            self.execute(node.body)
            if self.live:
                self.returns = join(self.returns, Instance("None"))
                self._exit()
        self._drop_unread()
        return Behaviour(
            returns=trim(abroad(self.returns)),
            yields=trim(abroad(self.yields)),
            sites=tuple(self.sites[key] for key in sorted(self.sites)),
            away=threads.sent_away(self.routine, (self.sites[key] for key in sorted(self.sites))),
            effects=self.all_effects(),
            stores=tuple((name, trim(abroad(k))) for name, k in sorted(self.stores.items())),
            puts=tuple((*place, trim(kind)) for place, kind in self.puts.items()),
            kept=frozenset(self.kept),
            misused=frozenset(self.misused_arguments()),
            reads=frozenset(self.reads),
            fills=frozenset(self.fills),
            warms=frozenset(self.warms),
            globals=tuple((name, trim(abroad(k))) for name, k in sorted(self.globals.items())),
            nested=tuple(self.nested_functions.values()),
        )

    def _exit(self) -> None:
        if self.certainty is not None:
            self.certainty.leave(self.env)

    def _decorators(self, node: tree.Function) -> None:
        """What decorators do each time the function runs."""
        assert self.routine is not None
        at = functions.opens_transaction(self.model, self.routine) if node.decorators else None
        if at is not None:
            self._open_transaction(at, Operation(TRANSACTION, "transaction.atomic"))
        if node.decorators and not self.routine.is_async:
            for manager, decorator in contexts.around(self.model, self.routine):
                self.enter_context(manager, decorator, is_async=False)

    def _open_transaction(self, at: int, operation: Operation) -> None:
        """A decorator opens a transaction: around a sync function when it runs, around the making
        of a coroutine when an async function is called."""
        assert self.routine is not None
        if not self.routine.is_async:
            self.do(at, operation)
            return
        self.record(
            CallSite(
                at, at, False, ANYTHING, ANYTHING, at, -1,
                (), (), (), (), False, "decorator", "", operation, (),
            )
        )  # fmt: skip

    def _drop_unread(self) -> None:
        """A coroutine or task in a variable that nothing reads is dropped like one without one."""
        assert self.routine is not None
        for site in [s for s in self.sites.values() if isinstance(s, CallSite)]:
            if site.parent == "bind" and site.at in unread(self.routine):
                options = members(site.result)
                if any(
                    (isinstance(o, Coroutine) and not o.is_future) or is_task(o) for o in options
                ):
                    self.record(DiscardSite(site.at, site.statement, site.can_await, site.result))

    # --- statements ---------------------------------------------------------------------------

    def execute(self, statements: Iterable[tree.Stmt]) -> None:
        body = list(statements)
        around = self.branching.enter(body[0].at if body else 0)
        for position, statement in enumerate(body):
            if not self.live:
                break
            self.statement = statement.at
            self.branching.statement = statement
            self.is_failing = _makes_exception(body, position)
            _EXECUTE[type(statement)](self, statement)
        self.branching.leave(around)

    def _evaluate(self, statement: tree.Evaluate) -> None:
        kind = self.eval(statement.value, "discard")
        self.discard(statement.value, kind)

    def _bind(self, statement: tree.Bind) -> None:
        declared = (
            None if statement.annotation is None else self.annotation_kind(statement.annotation)
        )
        if statement.value is None:
            return
        kind = self.eval(statement.value, "bind")
        if declared is not None and is_unknown(kind):
            kind = declared
        for target in statement.targets:
            self.assign(target, kind, statement.value)
            if isinstance(statement.value, tree.Subscript):
                self.takes(target, statement.value)

    def _augment(self, statement: tree.Augment) -> None:
        old = self.eval(statement.target)
        value = self.eval(statement.value)
        kind = self.operate(statement.operator, [old, value], statement)
        self.assign(statement.target, kind)

    def _return(self, statement: tree.Return) -> None:
        if statement.value is not None:
            kind = self.eval(statement.value, "return")
            lost = [o for o in members(kind) if isinstance(o, Coroutine)]
            if lost and self.routine is not None and functions.answers(self.model, self.routine):
                for coroutine in lost:
                    self.use(coroutine, "return", "return", statement, statement.value)
            else:
                self.keep(kind)
            if any(isinstance(o, QuerySet) for o in members(kind)) and self.routine is not None:
                if hooks.takes_rows(self.model, self.routine):
                    self.use(kind, "iterate", "return", statement.value, statement.value)
            self.returns = join(self.returns, kind)
        else:
            self.returns = join(self.returns, Instance("None"))
        self._exit()
        self.live = False
        self.branching.ended()

    def _raise(self, statement: tree.Raise) -> None:
        for part in (statement.exception, statement.cause):
            if part is not None:
                self.eval(part)
        self.live = False
        self.branching.ended()

    def _assert(self, statement: tree.Assert) -> None:
        self.truth(statement.test)
        if statement.message is not None:
            before = dict(self.env)
            self.eval(statement.message)
            self.env = before
        narrowing.narrow(self, statement.test, True)
        self.branching.ended()

    def _delete(self, statement: tree.Delete) -> None:
        for target in statement.targets:
            if isinstance(target, tree.Name):
                self.env.pop(target.id, None)
            elif isinstance(target, tree.Attribute):
                receiver = self.eval(target.value)
                self._run_accessors(receiver, target, "deleter", ())
            elif isinstance(target, tree.Subscript):
                container = self.eval(target.value)
                self.implicit(container, "__delitem__", (self.eval(target.index),), target)

    def _if(self, statement: tree.If) -> None:
        self.truth(statement.test)
        known = narrowing.known_truth(self, statement.test)
        before = self.env
        self.env, self.live = dict(before), known is not False
        narrowing.narrow(self, statement.test, True)
        self.execute(statement.body)
        then = self._leave()
        self.env, self.live = dict(before), known is not True
        narrowing.narrow(self, statement.test, False)
        self.execute(statement.orelse)
        other = self._leave()
        self._meet([then, other])
        if then is not None and other is not None:
            self.branching.met(self.env, (then, other))

    def _leave(self) -> Env | None:
        return self.env if self.live else None

    def _meet(self, ways: list[Env | None]) -> None:
        """Go on where several ways meet; None is a way that does not get here."""
        open_ways = [way for way in ways if way is not None]
        self.live = bool(open_ways)
        if open_ways:
            self.env = meet(open_ways)

    def _while(self, statement: tree.While) -> None:
        endless = isinstance(statement.test, tree.Constant) and statement.test.value in (True, 1)

        def head() -> None:
            self.truth(statement.test)

        def enter() -> None:
            narrowing.narrow(self, statement.test, True)

        leave = None if endless else lambda: narrowing.narrow(self, statement.test, False)
        self._loop(head, enter, statement.body, leave, statement.orelse)

    def _for(self, statement: tree.For) -> None:
        kind = self.eval(statement.iterable, "async for" if statement.is_async else "for")
        item = self.iterate(kind, statement.iterable, "for", is_async=statement.is_async)

        def enter() -> None:
            self.assign(statement.target, item)
            self.takes(statement.target, statement.iterable)

        self._loop(lambda: None, enter, statement.body, lambda: None, statement.orelse, turns=True)

    def _loop(
        self,
        head: Callable[[], object],
        enter: Callable[[], object],
        body: list[tree.Stmt],
        leave: Callable[[], object] | None,
        orelse: list[tree.Stmt],
        *,
        turns: bool = False,
    ) -> None:
        """Run a loop until the variables at its head do not grow any more.

        `head` runs before every turn, `enter` where the body is entered, `leave` where the loop
        ends by itself (None for one that does not). `turns`: it can be taken to turn at all.
        """
        entry = dict(self.env)
        while True:
            self.env, self.live = dict(entry), True
            self.jumps.append(([], []))
            head()
            at_head = dict(self.env)
            enter()
            self.execute(body)
            breaks, continues = self.jumps.pop()
            grown = meet([entry, *continues, *([self.env] if self.live else [])])
            for name in changed(entry, grown):
                grown[name] = trim(grown[name])
            if grown == entry:
                break
            entry = grown
        reach.settle(at_head, self.env)
        if turns:
            followed.turned(at_head, [*continues, *([self.env] if self.live else [])])
        self.env, self.live = at_head, leave is not None
        if leave is not None:
            leave()
            self.execute(orelse)
        self._meet([*breaks, self._leave()])

    def _jump(self, statement: tree.Jump) -> None:
        if self.jumps:
            self.jumps[-1][0 if statement.keyword == "break" else 1].append(dict(self.env))
        self.live = False
        self.branching.ended()

    def _with(self, statement: tree.With) -> None:
        for item in statement.items:
            kind = self.eval(item.context, "async with" if statement.is_async else "with")
            value = self.enter_context(
                kind, item.context, is_async=statement.is_async, block=statement
            )
            if item.target is not None:
                self.assign(item.target, value)
        before = dict(self.env)
        outside = self.is_provoking
        self.is_provoking = outside or provoking.is_expected(self, statement)
        self.execute(statement.body)
        self.is_provoking = outside
        if not self.live and any(_may_suppress(item.context) for item in statement.items):
            self.env, self.live = before, True
            followed.fail(self.env)

    def _try(self, statement: tree.Try) -> None:
        stages = [dict(self.env)]
        needs_loop = self.routine is not None and surroundings.asks_for_running_loop(
            self.model, self.routine, statement.body
        )
        outside = self.is_provoking
        self.is_provoking = outside or provoking.is_expected(self, statement)
        for inner in statement.body:
            self.execute([inner])
            stages.append(dict(self.env))
        self.is_provoking = outside
        thrown = meet(stages)
        if self.live:
            self.execute(statement.orelse)
        ways = [self._leave()]
        stages.append(dict(self.env))
        for handler in statement.handlers:
            self.env, self.live = dict(thrown), True
            followed.fail(self.env)
            if needs_loop:
                surroundings.note(self.env, loop=False)
            if handler.type is not None:
                kind = self.eval(handler.type)
                if handler.name is not None:
                    self.env[handler.name] = self.instances(kind)
                if any(isinstance(o, ClassRef) and o.name in _LACKING for o in _options(kind)):
                    self._forget_tried(statement.body)
            with self.branching.handling():
                self.execute(handler.body)
            stages.append(dict(self.env))
            ways.append(self._leave())
        self._meet(ways)
        if statement.final:
            live = self.live
            if not live:
                self.env, self.live = meet(stages), True
            self.execute(statement.final)
            self.live = self.live and live

    def _forget_tried(self, body: list[tree.Stmt]) -> None:
        """Where an attribute was lacking, the variables that were asked for one are something else
        than they were taken for."""
        for node in own_nodes(body):
            if isinstance(node, tree.Attribute) and isinstance(node.value, tree.Name):
                if node.value.id in self.env:
                    self.env[node.value.id] = ANYTHING

    def _match(self, statement: tree.Match) -> None:
        rest = self.eval(statement.subject)
        name = narrowing.variable(statement.subject)
        before = self.env
        ways: list[Env | None] = []
        for case in statement.cases:
            self.env, self.live = dict(before), True
            found = patterns.matched(self, case.pattern, rest)
            if name is not None:
                self.env[name] = found
            never = found == NOTHING and rest != NOTHING
            if case.guard is not None:
                self.truth(case.guard)
                never = never or narrowing.known_truth(self, case.guard) is False
                narrowing.narrow(self, case.guard, True)
            else:
                rest_behind = patterns.left_over(self, case.pattern, rest)
                is_any = case.pattern.kind == "any"
                is_last = rest_behind == NOTHING and (is_any or rest != NOTHING)
                rest = rest if is_last else rest_behind
            self.live = not never
            self.execute(case.body)
            ways.append(self._leave())
            if case.guard is None and is_last:
                break
        else:
            way = dict(before)
            if name is not None:
                way[name] = rest
            ways.append(way)
        self._meet(ways)

    def _function(self, statement: tree.Function) -> None:
        for decorator in statement.decorators:
            self.eval(decorator)
        for default in (p.default for p in statement.params):
            if default is not None:
                self.eval(default)
        self.env[statement.name] = self.nested(statement)
        self.shared |= reach.rebound_inside(statement)
        inner = self.nested_functions[statement.at].routine
        for name in sorted(references(inner) & self.env.keys()):
            if name in self.shared:
                self.env[name] = join(reach.replaced(self.env[name]), ANYTHING)
            else:
                self.env[name] = reach.open_to_others(self.env[name])

    def _declare(self, statement: tree.ScopeDeclaration) -> None:
        if statement.keyword == "global":
            self.globals.update(dict.fromkeys(statement.names, NOTHING))
        else:
            self.shared.update(statement.names)

    def _class(self, statement: tree.Class) -> None:
        for base in statement.bases:
            self.eval(base)
        assert self.routine is not None
        qualname = f"{self.routine.qualname}.<locals>.{statement.name}"
        cls = classes.define(self.model, self.module, self.unit, statement, qualname, self.routine)
        self.env[statement.name] = cls
        for hook in construction.subclass_hooks(self.model, cls):
            self.pass_effects(
                statement, callables.call(self, hook, Arguments(), statement), "class"
            )
        for inner in statement.body:
            if isinstance(inner, tree.Function):
                routine = self.model.routine(
                    self.module,
                    self.unit,
                    inner,
                    f"{qualname}.{inner.name}",
                    cls.name,
                    self.routine,
                )
                self.nested_functions[inner.at] = Def(routine, self.cells_of(routine))

    def _import(self, statement: tree.Import | tree.ImportFrom) -> None:
        from asynclint.semantic import names

        for alias in statement.names:
            bound = alias.alias or alias.name.partition(".")[0]
            self.env[bound] = names.import_kind(self.model, self.module, statement, bound)

    def _nothing(self, statement: tree.Stmt) -> None:
        pass

    def _type_alias(self, statement: tree.TypeAlias) -> None:
        self.env[statement.name] = ANYTHING

    # --- targets ------------------------------------------------------------------------------

    def assign(self, target: tree.Expr, kind: Kind, value: tree.Expr | None = None) -> None:
        if isinstance(target, tree.Name):
            is_shared = target.id in self.shared
            self.branching.forget((target.id,))
            self.taken.pop(target.id, None)
            if target.id in self.globals:
                kind = reach.replaced(kind)
                self.globals[target.id] = join(self.globals[target.id], kind)
            self.env[target.id] = join(reach.replaced(kind), ANYTHING) if is_shared else kind
            self.forget_attributes(target.id)
        elif isinstance(target, tree.Display):
            self._unpack(target, kind, value or target)
        elif isinstance(target, tree.Starred):
            self.assign(target.value, Instance("list", (kind,)))
        elif isinstance(target, tree.Attribute):
            self._store(target, kind)
        elif isinstance(target, tree.Subscript):
            self.store_item(target, kind)

    def _unpack(self, target: tree.Display, kind: Kind, source: tree.Expr) -> None:
        if any(isinstance(item, tree.Starred) for item in target.items):
            known = self.unpack_starred(kind, target)
            if known is not None:
                for item, part in zip(target.items, known, strict=True):
                    self.assign(item, part)
                return
        parts = self.unpack(kind, source)
        for position, item in enumerate(target.items):
            self.assign(item, parts(position, len(target.items)))

    def _store(self, target: tree.Attribute, kind: Kind) -> None:
        receiver = self.eval(target.value)
        lazies.look(self, receiver, "attribute", target.name, target.value)
        self.keep(kind)
        if self._run_accessors(receiver, target, "setter", (kind,)):
            return
        if not (isinstance(target.value, tree.Name) and target.value.id == self.first_parameter):
            puts.attribute(self, target, receiver, kind)
        if isinstance(target.value, tree.Name):
            if target.value.id == self.first_parameter:
                if isinstance(kind, Literal):
                    kind = Instance(type(kind.value).__name__)
                self.stores[target.name] = join(self.stores.get(target.name, NOTHING), kind)
            elif isinstance(receiver, Instance) and self.is_own_variable(target.value):
                held = objects.with_attribute(self.model, receiver, target.name, kind)
                self.env[target.value.id] = held
            self.has_attributes = True
            self.env[f"{target.value.id}.{target.name}"] = kind
            self.env.pop(f"{FLAG}{target.value.id}.{target.name}", None)
            self.mark_loaded(target.value.id, target.name, receiver)

    def _run_accessors(
        self, receiver: Kind, target: tree.Attribute, which: str, args: tuple[Kind, ...]
    ) -> bool:
        """Run the setter or deleter of a property of the project, if the attribute is one."""
        found = [attributes.accessor(self.model, o, target.name, which) for o in each(receiver)]
        accessors = [accessor for accessor in found if accessor is not None]
        for accessor in accessors:
            outcome = callables.call(self, accessor, Arguments(args), target)
            self.pass_effects(target, outcome, "property")
        return bool(accessors)

    # --- nested functions ---------------------------------------------------------------------

    def cells_of(self, routine: Routine) -> tuple[tuple[str, Kind], ...]:
        """What a nested function sees of this function's variables.

        A variable that is not bound anew from here on has the kind that it has now; of others it is
        not known which of their values the function will meet.
        """
        if self.routine is None:
            return ()
        counts = store_counts(self.routine)
        cells: list[tuple[str, Kind]] = []
        for name in sorted(references(routine)):
            if name in self.cells:
                cells.append((name, self.cells[name]))
            elif name in counts or name in self.env:
                known = name in self.env and (
                    counts.get(name, 1) <= 1
                    or name not in rebound_behind(self.routine, routine.node)
                )
                cells.append((name, abroad(self.env[name]) if known else ANYTHING))
                self.keep(self.env.get(name, NOTHING))
        return tuple(cells)

    def instances(self, kind: Kind) -> Kind:
        """The kind of an object of the class (or of one of the tuple of classes) `kind`."""
        return (
            join(
                *(
                    self.model.instance_of(option) if isinstance(option, ClassRef) else ANYTHING
                    for option in each(kind)
                )
            )
            if not is_unknown(kind) and kind != NOTHING
            else ANYTHING
        )


_LACKING = frozenset({"AttributeError", "TypeError"})


def _options(kind: Kind) -> list[Kind]:
    """The classes that a handler names, one or a tuple of them."""
    found: list[Kind] = []
    for option in members(kind):
        found += option.items if isinstance(option, Fixed) else (option,)
    return found


def _makes_exception(body: list[tree.Stmt], position: int) -> bool:
    """Whether a statement raises, or writes down what the next one raises."""
    following = body[position : position + 2]
    return isinstance(following[0], tree.Raise) or (
        isinstance(following[0], tree.Bind) and isinstance(following[-1], tree.Raise)
    )


def _may_suppress(context: tree.Expr) -> bool:
    return isinstance(context, tree.Call)


_EXECUTE: dict[type[tree.Node], Callable[[Flow, Any], None]] = {
    tree.Evaluate: Flow._evaluate,
    tree.Bind: Flow._bind,
    tree.Augment: Flow._augment,
    tree.Return: Flow._return,
    tree.Raise: Flow._raise,
    tree.Assert: Flow._assert,
    tree.Delete: Flow._delete,
    tree.If: Flow._if,
    tree.While: Flow._while,
    tree.For: Flow._for,
    tree.With: Flow._with,
    tree.Try: Flow._try,
    tree.Match: Flow._match,
    tree.Function: Flow._function,
    tree.Class: Flow._class,
    tree.Import: Flow._import,
    tree.ImportFrom: Flow._import,
    tree.ScopeDeclaration: Flow._declare,
    tree.Jump: Flow._jump,
    tree.TypeAlias: Flow._type_alias,
}
