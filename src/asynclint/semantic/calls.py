"""What a call does and gives: the callee's kind decides.

`Calls` also holds the state of a run: the variables, the sites recorded so far, what was kept of
the coroutines, and what running the function reaches.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic import attributes, callables, reach
from asynclint.semantic.alternatives import chosen_calls
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    Bound,
    Context,
    Coroutine,
    Def,
    Descriptor,
    Fixed,
    Instance,
    Iterating,
    Kind,
    ModelInstance,
    QuerySet,
    coroutines_in,
    each,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.sites import (
    AwaitSite,
    CallSite,
    DiscardSite,
    Effect,
    Operation,
    Site,
    UseSite,
)
from asynclint.semantic.uses import FILLING, iterated, needs_result, used_operation
from asynclint.semantic.variables import mocked_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.index.module import Module, Unit
    from asynclint.knowledge.schema import Callable
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

Env = dict[str, Kind]

# Before the name of a boolean field of an object, `?user.is_staff`: what a condition told of it.
FLAG = "?"

# The special methods that tell a value's truth and its text: the first that a class has.
TRUTH = ("__bool__", "__len__")
TEXT = ("__str__", "__repr__")


class Arguments(NamedTuple):
    """The arguments of a call: kinds and places, in the order of the source."""

    positional: tuple[Kind, ...] = ()
    places: tuple[int, ...] = ()
    keywords: tuple[tuple[str | None, Kind], ...] = ()
    keyword_places: tuple[int, ...] = ()
    starred: bool = False  # holds `*args` (its items' kind): how many there are is not known

    def keyword(self, name: str) -> Kind | None:
        for key, kind in self.keywords:
            if key == name:
                return kind
        return None

    def get(self, position: int, name: str | None = None) -> Kind | None:
        """The argument at a position, or under a name."""
        if position < len(self.positional) and not self.starred:
            return self.positional[position]
        return None if name is None else self.keyword(name)

    def behind(self, count: int) -> Arguments:
        """These arguments without the first `count`."""
        return self._replace(positional=self.positional[count:], places=self.places[count:])


class Outcome(NamedTuple):
    """What a call gives and does."""

    result: Kind
    operation: Operation | None = None
    effects: tuple[Effect, ...] = ()
    uses: bool = False  # needs its arguments' values
    passes: bool = True  # may keep or hand on its arguments
    elsewhere: bool = False  # works in a thread: what its arguments are afterwards is not known
    misused: tuple[Coroutine, ...] = ()  # arguments that the callee takes for their results
    lost: frozenset[int] = frozenset()  # origins of those that it does nothing else with
    reads: frozenset[str] = frozenset()  # see Behaviour
    warms: frozenset[str] = frozenset()
    stores: tuple[tuple[str, Kind], ...] = ()


class Calls:
    """The state of one run, and its calls."""

    def __init__(
        self,
        model: Model,
        module: Module,
        unit: Unit,
        routine: Routine | None = None,
        cls: str | None = None,
        cells: tuple[tuple[str, Kind], ...] = (),
    ) -> None:
        self.model = model
        self.module = module
        self.unit = unit
        self.routine = routine
        self.cls = cls
        self.cells = dict(cells)
        self.env: Env = {}
        self.live = True
        self.jumps: list[tuple[list[Env], list[Env]]] = []
        self.sites: dict[tuple[int, str, int], Site] = {}
        self.results: dict[int, Kind] = {}
        self.effects: dict[tuple[str, int, bool], Effect] = {}
        self.reads: set[str] = set()
        self.warms: set[str] = set()
        self.returns: Kind = NOTHING
        self.yields: Kind = NOTHING
        self.stores: dict[str, Kind] = {}
        self.kept: set[int] = set()
        self.nested_functions: dict[int, Def] = {}
        self.shared: set[str] = set()  # variables that other functions bind as well
        self.statement = 0
        self.is_failing = False  # what is written now is the text of an exception
        self.has_flags = any(name.startswith(FLAG) for name, _ in cells)
        self.mocked = frozenset() if routine is None else mocked_names(routine)
        self.chosen = frozenset() if routine is None else chosen_calls(routine)
        self.can_await = routine is not None and routine.is_async
        self.quiet = 0 if routine is not None else 1
        node = None if routine is None else routine.node
        self.local_names = frozenset(node.bound if isinstance(node, tree.Function) else ())
        self.first_parameter = ""
        if routine is not None and routine.cls and node is not None and node.params:
            self.first_parameter = node.params[0].name

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Evaluate without recording: what runs in a thread, or was recorded already."""
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1

    # --- sites --------------------------------------------------------------------------------

    def record(self, site: Site, tag: str = "", order: int = 0) -> None:
        if not self.quiet:
            self.sites[(site.at, type(site).__name__ + tag, order)] = site

    def reach(self, at: int, effect: Effect) -> None:
        """Note that running this function reaches a blocking operation by way of the place `at`."""
        if self.quiet or self.routine is None:
            return
        self.effects[(effect.does, at, bool(effect.once))] = effect

    def all_effects(self) -> tuple[Effect, ...]:
        """The shortest way to each kind of operation; of equal ones, the first in the source.

        Ways that lead through a cached property are kept beside those that do not: they may turn
        out to be closed.
        """
        best: dict[tuple[str, bool], tuple[int, int, Effect]] = {}
        for (does, at, once), effect in self.effects.items():
            rank = (len(effect.frames), at, effect)
            key = (does, once)
            if key not in best or rank[:2] < best[key][:2]:
                best[key] = rank
        return tuple(best[key][2] for key in sorted(best))

    def still_open(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The effects without those that cannot come about: behind a cached property that a thread
        has filled by now (or somebody may have, where the project fills it ahead), or in a function
        that the running test replaces."""
        if not (self.mocked or any(e.once for e in effects)):
            return effects
        return tuple(
            e
            for e in effects
            if not self.warms.intersection(e.once)
            and not self._filled_ahead(e)
            and not self.replaced(e)
        )

    def _filled_ahead(self, effect: Effect) -> bool:
        return any(key.rpartition(".")[2] in self.model.filled_ahead for key in effect.once)

    def replaced(self, effect: Effect) -> bool:
        return effect.label.rpartition(".")[2] in self.mocked or any(
            routine.name in self.mocked for routine, _ in effect.frames
        )

    def do(self, at: int, operation: Operation) -> None:
        """Note a blocking operation that the place `at` does itself."""
        if self.routine is not None:
            frames = ((self.routine, at),)
            self.reach(at, Effect(operation.does, operation.label, frames, operation.instead))

    def pass_on(self, at: int, effects: tuple[Effect, ...]) -> None:
        """Note what a sync callee, called at the place `at`, reaches."""
        for effect in effects:
            # A way that comes through this function again is never the shortest.
            if self.routine is not None and all(r is not self.routine for r, _ in effect.frames):
                frames = ((self.routine, at), *effect.frames)
                self.reach(
                    at, Effect(effect.does, effect.label, frames, effect.instead, effect.once)
                )

    def keep(self, kind: Kind, lost: frozenset[int] = frozenset()) -> None:
        """A value is handed on: the coroutines in it, but for those `lost`, may be awaited
        elsewhere."""
        self.kept.update(c.origin for c in coroutines_in(kind) if c.origin not in lost)

    def held(self, kinds: list[Kind]) -> Kind:
        """The kind of a container's items; through it the coroutines among them are followed."""
        joined = join(*kinds)
        if is_unknown(joined):
            for kind in kinds:
                self.keep(kind)
        return joined

    def is_own_variable(self, node: tree.Expr) -> bool:
        """Whether an expression is a variable of this function that no caller knows."""
        if not isinstance(node, tree.Name) or self.routine is None:
            return False
        parameters = [param.name for param in self.routine.node.params]
        return node.id in self.local_names and node.id not in parameters

    def discard(self, node: tree.Expr, kind: Kind) -> None:
        """The value of an expression, or of each part that it is made up of, is dropped."""
        for part in _parts_of_value(node):
            self.discard(part, self.results.get(part.at, NOTHING))
        if not isinstance(node, (tree.Call, tree.Attribute)):
            return
        if any(isinstance(option, Coroutine) for option in members(kind)):
            self.record(DiscardSite(node.at, self.statement, self.can_await, kind))

    def forget_attributes(self, name: str) -> None:
        prefixes = (f"{name}.", f"{FLAG}{name}.")
        for key in [key for key in self.env if key.startswith(prefixes)]:
            del self.env[key]

    def forget_flags(self, name: str) -> None:
        """A method was called on the variable: it may have changed what was told of it."""
        if self.has_flags:
            prefix = f"{FLAG}{name}."
            for key in [key for key in self.env if key.startswith(prefix)]:
                del self.env[key]

    def with_flags(self, function: Def, node: tree.Node) -> Def:
        """A method that is called on a variable, knowing what conditions told of that object."""
        owner = node.function.value if _is_method_call(node) else None  # type: ignore[attr-defined]
        params = function.routine.node.params
        if not self.has_flags or not isinstance(owner, tree.Name) or not params:
            return function
        prefix, own = f"{FLAG}{owner.id}.", f"{FLAG}{params[0].name}."
        told = sorted((k, kind) for k, kind in self.env.items() if k.startswith(prefix))
        flags = tuple((own + key[len(prefix) :], kind) for key, kind in told)
        return Def(function.routine, (*function.cells, *flags)) if flags else function

    def mark_loaded(self, name: str, attribute: str, receiver: Kind) -> None:
        """`book.author = …`: from now on the relation is in memory."""
        if isinstance(receiver, ModelInstance) and receiver.loaded is not None:
            loaded = tuple(sorted({*receiver.loaded, attribute}))
            self.env[name] = ModelInstance(receiver.cls, loaded)

    # --- uses ---------------------------------------------------------------------------------

    def use(self, kind: Kind, how: str, by: str, node: tree.Node, operand: tree.Node) -> None:
        """A value is used: record what a rule may want to say about it."""
        for order, option in enumerate(members(kind)):
            if isinstance(option, Coroutine) and how == "truth" and NONE in members(kind):
                continue  # `if pending:` asks whether there is a coroutine
            operation = used_operation(option, how, by)
            if operation is not None:
                self.do(node.at, operation)
            elif not isinstance(option, Coroutine):
                continue
            self.record(
                UseSite(
                    node.at,
                    self.statement,
                    self.can_await,
                    how,
                    by,
                    option,
                    operand.at,
                    operation,
                    False,
                    _is_alike(kind, option, how),
                ),
                how,
                order,
            )
        if how in FILLING and isinstance(operand, tree.Name):
            self.evaluated(operand.id)

    def evaluated(self, name: str) -> None:
        """From now on the variable's queryset, if it is one, holds its rows."""
        kind = self.env.get(name)
        if kind is not None and any(isinstance(o, QuerySet) for o in members(kind)):
            self.env[name] = join(
                *(
                    QuerySet(o.cls, o.model, o.row, "evaluated", o.loaded)
                    if isinstance(o, QuerySet) and o.state != "empty"
                    else o
                    for o in members(kind)
                )
            )

    def iterate(self, kind: Kind, node: tree.Expr, by: str, *, is_async: bool = False) -> Kind:
        """Take the items of a value, and note what that does; the kind of an item."""
        if not is_async:
            self.use(kind, "iterate", by, node, node)
        else:
            if isinstance(node, tree.Name):
                self.evaluated(node.id)
            if self.model.records_everything:
                self.record(
                    UseSite(
                        node.at, self.statement, self.can_await, "iterate", by, kind, node.at,
                        None, True,
                    ),
                    "async",
                )  # fmt: skip
        if is_async:
            for option in members(kind):
                if isinstance(option, Coroutine):
                    self.use(option, "iterate", by, node, node)
            return join(*(iterated(option) for option in members(kind)))
        return join(*(self._item_of(option, node) for option in members(kind)))

    def _item_of(self, option: Kind, node: tree.Expr) -> Kind:
        """Run what iterating over one alternative runs; the kind of an item."""
        if isinstance(option, Iterating) and option.work is not None:
            self.pass_effects(node, callables.call_work(self, option.work), "for")
        if not isinstance(option, Instance) or option.args:
            return iterated(option)
        made = self.implicit(option, "__iter__", (), node)
        items: list[Kind] = []
        for iterator in each(made):
            if iterator == option:  # `return self`
                items.append(self.implicit(option, "__next__", (), node))
            elif isinstance(iterator, Iterating):
                items.append(self._item_of(iterator, node))
            else:
                items.append(iterated(iterator))
        return join(*items) if items else iterated(option)

    def contains(
        self, container: Kind, item: Kind, node: tree.Comparison, right: tree.Expr
    ) -> None:
        self.use(container, "contains", "in", node, right)
        self.implicit(container, "__contains__", (item,), node)

    def implicit(
        self, kind: Kind, method: str, args: tuple[Kind, ...], node: tree.Node, by: str = ""
    ) -> Kind:
        """Call a special method of a class of the project or of a library that is known;
        ANYTHING where there is none."""
        results: list[Kind] = []
        for option in each(kind):
            found = attributes.special_method(self.model, option, method)
            row = attributes.special_row(self.model, option, method) if found is None else None
            if found is not None:
                outcome = callables.call(self, found, Arguments(args), node)
            elif row is not None:
                outcome = callables.apply_row(self, row, option, Arguments(args), node)
            else:
                results.append(ANYTHING)
                continue
            self.pass_effects(node, outcome, by or method)
            results.append(outcome.result)
        return join(*results) if results else ANYTHING

    def asked(self, kind: Kind, methods: tuple[str, ...], node: tree.Node) -> None:
        """Call the first of these special methods that the value's class has."""
        for option in each(kind):
            for method in methods:
                if attributes.has_special(self.model, option, method):
                    self.implicit(option, method, (), node)
                    break

    def pass_effects(self, node: tree.Node, outcome: Outcome, how: str) -> None:
        """Record a call that the source does not spell as one."""
        outcome = outcome._replace(effects=self.still_open(outcome.effects))
        self.reads |= outcome.reads
        if outcome.operation is not None:
            self.do(node.at, outcome.operation)
        if outcome.effects:
            self.pass_on(node.at, outcome.effects)
        if outcome.effects or outcome.operation is not None:
            self.record(
                CallSite(
                    node.at, self.statement, self.can_await, ANYTHING, outcome.result, node.at, -1,
                    (), (), (), (), False, how, "", outcome.operation, outcome.effects,
                ),
                how,
            )  # fmt: skip

    def enter_context(self, kind: Kind, node: tree.Expr, *, is_async: bool) -> Kind:
        """Enter a context manager; the kind of what `as` binds."""
        values: list[Kind] = []
        method = "__aenter__" if is_async else "__enter__"
        for option in members(kind):
            if isinstance(option, Context):
                values.append(option.value)
                if option.work is not None and not option.is_async:
                    self.pass_effects(node, callables.call_work(self, option.work), "with")
                continue
            if not is_async or isinstance(option, Coroutine):
                self.use(option, "with", "with", node, node)
            found = attributes.special_method(self.model, option, method)
            if found is None:
                values.append(attributes.entered(self.model, option, is_async=is_async))
                continue
            outcome = callables.call(self, found, Arguments(), node)
            if is_async:
                values.append(attributes.awaited(outcome.result))
                continue
            self.pass_effects(node, outcome, "with")
            values.append(outcome.result)
            leaving = attributes.special_method(self.model, option, "__exit__")
            if leaving is not None:
                args = Arguments((NONE, NONE, NONE))
                self.pass_effects(node, callables.call(self, leaving, args, node), "with exit")
        return join(*values) if values else ANYTHING

    def await_value(self, node: tree.Await, operand: Kind, parent: str) -> Kind:
        self.keep(operand)
        operand_node = node.value
        self.record(
            AwaitSite(
                node.at,
                self.statement,
                self.can_await,
                operand,
                operand_node.at,
                parent == "discard",
                None,
                isinstance(operand_node, tree.Call),
                parent,
            )
        )
        result = join(*(attributes.awaited(option) for option in members(operand)))
        if isinstance(operand_node, tree.Name) and any(
            isinstance(option, Coroutine) for option in members(operand)
        ):
            self.env[operand_node.id] = ANYTHING  # awaited once: used up
        # A coroutine that comes out of another one counts as made here.
        return callables.made_here(result, node.at)

    # --- calls that the source does not spell as calls ----------------------------------------

    def run_property(self, prop: Descriptor, receiver: Kind, node: tree.Node) -> Kind:
        """Read a property of a class of the project."""
        results: list[Kind] = []
        for option in members(prop.target):
            outcome = callables.call(self, Bound(option, receiver), Arguments(), node)
            if prop.how == "cached" and isinstance(option, Def):
                outcome = callables.remembered(outcome, option)
            self.pass_effects(node, outcome, "property")
            results.append(outcome.result)
        return join(*results)

    def property_row(self, row: Callable, receiver: Kind, node: tree.Node) -> Kind:
        """Read a property of a class of a library."""
        outcome = callables.apply_row(self, row, receiver, Arguments(), node)
        self.pass_effects(node, outcome, "property")
        return outcome.result

    def called(
        self, callee: Kind, args: tuple[Kind, ...], node: tree.Node
    ) -> tuple[Kind, tuple[Effect, ...]]:
        """Call something that another function was given: its result, and what it reaches."""
        results: list[Kind] = []
        effects: tuple[Effect, ...] = ()
        for option in members(callee):
            outcome = callables.call(self, option, Arguments(args), node)
            results.append(outcome.result)
            effects += outcome.effects
        return join(*results), effects

    def called_back(
        self, callee: Kind, args: tuple[Kind, ...], node: tree.Node
    ) -> tuple[Effect, ...]:
        return self.called(callee, args, node)[1]

    def quietly_called(self, callee: Kind) -> Kind:
        with self.muted():
            return self.called(callee, (), tree.Jump(0, ""))[0]

    def special_effects(
        self, kind: Kind, methods: tuple[str, ...], node: tree.Node
    ) -> tuple[Effect, ...]:
        """What the first of these special methods that a class of the project has reaches."""
        effects: tuple[Effect, ...] = ()
        for option in each(kind):
            for method in methods:
                found = attributes.special_method(self.model, option, method)
                if found is not None:
                    effects += self.called_back(found, (), node)
                    break
        return effects

    def iterated_by(self, kind: Kind, node: tree.Call, operand: tree.Expr, by: str) -> Kind:
        """Let the call `node` iterate over its argument `operand`; the kind of an item."""
        self.use(kind, "iterate", by, node, operand)
        return join(*(self._item_of(option, operand) for option in members(kind)))

    # --- calls --------------------------------------------------------------------------------

    def eval(self, node: tree.Expr, parent: str = "") -> Kind:
        raise NotImplementedError  # by Expressions

    def arguments(self, node: tree.Call) -> Arguments:
        positional: list[Kind] = []
        starred = False
        for arg in node.args:
            if isinstance(arg, tree.Starred):
                value = self.eval(arg.value)
                if isinstance(value, Fixed) and value.cls != "dict":
                    positional.extend(value.items)
                    continue
                item = self.iterate(value, arg.value, "*")
                self.keep(item)
                starred = True
                positional.append(item)
            else:
                positional.append(self.eval(arg, "argument"))
        keywords: list[tuple[str | None, Kind]] = []
        for keyword in node.keywords:
            value = self.eval(keyword.value, "argument")
            if keyword.name is None:
                self.use(value, "unpack", "**", keyword.value, keyword.value)
            if keyword.name is None and isinstance(value, Fixed) and value.cls == "dict":
                keywords.extend((str(k), item) for k, item in zip(value.keys, value.items))
            else:
                keywords.append((keyword.name, value))
        return Arguments(
            tuple(positional),
            tuple(arg.at for arg in node.args),
            tuple(keywords),
            tuple(k.value.at for k in node.keywords),
            starred,
        )

    def _call(self, node: tree.Call, parent: str) -> Kind:
        function = node.function
        receiver_at = -1
        receiver: Kind = NOTHING
        if isinstance(function, tree.Attribute):
            receiver = self.eval(function.value, "attribute")
            receiver_at = function.value.at
            self.use(receiver, "attribute", function.name, function, function.value)
            callee = self.method(receiver, function)
        else:
            callee = self.eval(function)
        special = callables.special_form(self, node, callee, parent)
        if special is not None:
            self.results[node.at] = special
            return special
        args = self.arguments(node)
        results: list[Kind] = []
        for order, option in enumerate(members(callee)):
            outcome = callables.call(self, option, args, node)
            self._note_call(node, option, args, outcome, parent, receiver_at, order)
            results.append(outcome.result)
        if isinstance(function, tree.Attribute) and isinstance(function.value, tree.Name):
            self.forget_flags(function.value.id)
        result = callables.of_one_colour(results)
        self.results[node.at] = result
        return result

    def method(self, receiver: Kind, node: tree.Attribute) -> Kind:
        if isinstance(node.value, tree.Name):
            known = self.env.get(f"{node.value.id}.{node.name}")
            if known is not None:
                return known
        options = members(without_none(receiver))
        return join(*(attributes.attribute(self, o, node.name, node) for o in options))

    def _note_call(
        self,
        node: tree.Call,
        callee: Kind,
        args: Arguments,
        outcome: Outcome,
        parent: str,
        receiver_at: int,
        order: int,
    ) -> None:
        self.reads |= outcome.reads
        if outcome.stores and self._is_about_self(node.function):
            for name, kind in outcome.stores:
                self.stores[name] = join(self.stores.get(name, NOTHING), kind)
        if outcome.operation is not None and self.mocked:
            if outcome.operation.label.rpartition(".")[2] in self.mocked:
                outcome = outcome._replace(operation=None)
        if parent == "await":
            self.warms |= outcome.warms
        outcome = outcome._replace(effects=self.still_open(outcome.effects))
        if node.at in self.chosen:
            outcome = outcome._replace(operation=None, effects=())
        if outcome.elsewhere:
            for arg in (*node.args, *(k.value for k in node.keywords)):
                if isinstance(arg, tree.Name):
                    self.evaluated(arg.id)
        if outcome.uses:
            self._use_arguments(node, args)
        elif outcome.passes:
            self.note_misused(node, outcome.misused)
            for kind in (*args.positional, *(kind for _, kind in args.keywords)):
                self.keep(kind, outcome.lost)
        reach.after_call(self, node, callee)
        awaited = parent == "await"
        if outcome.operation is not None and not (
            awaited and not self.routine_awaits_anyway(outcome)
        ):
            self.do(node.at, outcome.operation)
        self.pass_on(node.at, outcome.effects)
        self.record(
            CallSite(
                node.at,
                self.statement,
                self.can_await,
                callee,
                outcome.result,
                node.function.at,
                receiver_at,
                args.positional,
                args.places,
                args.keywords,
                args.keyword_places,
                awaited,
                "call",
                parent,
                outcome.operation,
                outcome.effects,
            ),
            "",
            order,
        )

    def _is_about_self(self, function: tree.Expr) -> bool:
        """Whether a call is of a method of the function's own object: `self.f()`, `super().f()`."""
        if not isinstance(function, tree.Attribute) or not self.first_parameter:
            return False
        value = function.value
        if isinstance(value, tree.Call):
            value = value.function
            return isinstance(value, tree.Name) and value.id == "super"
        return isinstance(value, tree.Name) and value.id == self.first_parameter

    @staticmethod
    def routine_awaits_anyway(outcome: Outcome) -> bool:
        """An awaited call that gives no awaitable still does its work first."""
        return not any(isinstance(o, Coroutine) for o in members(outcome.result))

    def _use_arguments(self, node: tree.Call, args: Arguments) -> None:
        places = [*zip(args.positional, args.places)]
        places += [(k, at) for (_, k), at in zip(args.keywords, args.keyword_places)]
        for kind, at in places:
            self.note_misused(node, coroutines_in(kind), at)

    def misused_arguments(self) -> Iterator[int]:
        """The origins of the parameters' coroutines that were used as their results."""
        for site in self.sites.values():
            if isinstance(site, UseSite) and isinstance(site.kind, Coroutine):
                if site.kind.origin < -1 and needs_result(site.kind, site.how, site.by):
                    yield site.kind.origin

    def note_misused(
        self, node: tree.Node, coroutines: Iterable[Coroutine], at: int | None = None
    ) -> None:
        """The call `node` takes these coroutines, its argument at the place `at`, for their
        results."""
        place = node.at if at is None else at
        for coroutine in coroutines:
            self.record(
                UseSite(node.at, self.statement, self.can_await, "argument", "", coroutine, place),
                "argument",
                coroutine.origin,
            )


def _is_method_call(node: tree.Node) -> bool:
    return isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute)


def _parts_of_value(node: tree.Expr) -> tuple[tree.Expr, ...]:
    """The expressions of which one gives, or all make up, the value of an expression."""
    if isinstance(node, tree.Logical):
        return (node.operands[-1],)
    if isinstance(node, tree.Conditional):
        return (node.body, node.orelse)
    if isinstance(node, tree.Display):
        return tuple(node.items)
    if isinstance(node, tree.Comprehension) and node.kind != "generator":
        return (node.element,)
    return ()


def _is_alike(kind: Kind, option: Kind, how: str) -> bool:
    """Whether all that a value may be is used in this way as the option is. Of None only the truth
    can be asked."""
    if how != "truth":
        kind = without_none(kind)
    return all(type(other) is type(option) for other in members(kind))
