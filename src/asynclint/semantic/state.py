"""The state of a run: its variables, the sites recorded so far, what was kept of the coroutines,
and what running the function reaches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.schema import RAISING
from asynclint.semantic import filling, keeping, lazies, loops, protocols, puts
from asynclint.semantic.alternatives import chosen_calls
from asynclint.semantic.branching import Branching
from asynclint.semantic.followed import Certainty, is_brief
from asynclint.semantic.kinds import (
    NONE,
    NOTHING,
    Coroutine,
    Def,
    Kind,
    Lazy,
    ModelInstance,
    QuerySet,
    coroutines_in,
    is_task,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.provoking import is_about_refusal
from asynclint.semantic.sites import (
    DiscardSite,
    Effect,
    Operation,
    RelationSite,
    Site,
    UseSite,
)
from asynclint.semantic.surroundings import is_without_loop
from asynclint.semantic.uses import FILLING, used_operation
from asynclint.semantic.variables import aliases, containers, mocked_names, target_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Unit
    from asynclint.semantic.environments import Env
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


# Before the name of a boolean field of an object, `?user.is_staff`: what a condition told of it.
FLAG = "?"


class State:
    """The state of one run."""

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
        self.fills: set[str] = set()
        self.branching = Branching()
        self.taken: dict[str, frozenset[str]] = {}  # what holds a row, and where it came from
        self.warms: set[str] = set()
        self.asked_to_fill: set[str] = set()  # objects of which an unknown method was awaited
        self.returns: Kind = NOTHING
        self.yields: Kind = NOTHING
        self.stores: dict[str, Kind] = {}
        self.puts: dict[tuple[str, puts.Key], Kind] = {}  # what goes where others find it
        self.kept: set[int] = set()
        self.nested_functions: dict[int, Def] = {}
        self.globals: dict[str, Kind] = {}  # what was put into those declared `global`
        self.shared: set[str] = set()  # variables that other functions bind as well
        self.statement = 0
        self.certainty: Certainty | None = None
        if routine is not None and module.is_library:
            self.certainty = Certainty()
            self.certainty.begin(self.env)
        self.is_provoking = False  # what Django refuses now is expected to be refused
        self.is_failing = False  # what is written now is the text of an exception
        self.has_attributes = False  # whether `env` may hold some, as "book.author"
        self.has_flags = any(name.startswith(FLAG) for name, _ in cells)
        self.mocked = frozenset() if routine is None else mocked_names(routine)
        self.chosen = frozenset() if routine is None else chosen_calls(routine)
        self.can_await = routine is not None and routine.is_async
        self.quiet = 0 if routine is not None else 1
        self.away: list[Effect] = []  # what was done where nothing is recorded: see `threads`
        self.through = ""  # what takes the calls elsewhere that are looked at now
        node = None if routine is None else routine.node
        self.local_names = frozenset(node.bound if isinstance(node, tree.Function) else ())
        self.first_parameter = ""
        if routine is not None and routine.cls and node is not None and node.params:
            self.first_parameter = node.params[0].name

    @contextmanager
    def muted(self, through: str = "") -> Iterator[None]:
        """Evaluate without recording: what was recorded already, or does not run here but where
        the wrapper or runner `through` takes it."""
        before, self.through = self.through, through or self.through
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1
            self.through = before

    def enters(self, function: Def, arguments: tuple[Kind, ...], at: int) -> None:
        """The place `at` runs a function of the project; for runs that are watched."""

    def hands_over(self, target: Kind, through: str) -> None:
        """A wrapper or runner takes a callable; for runs that are watched."""

    # --- sites --------------------------------------------------------------------------------

    def record(self, site: Site, tag: str = "", order: int = 0) -> None:
        if self.is_provoking and is_about_refusal(site):
            return
        if not self.quiet and not is_without_loop(self.env):
            self.sites[(site.at, type(site).__name__ + tag, order)] = site

    def record_relation(self, site: RelationSite) -> None:
        """Record a read; what one way is known to do is not outdone by ways of which it is not."""
        known = self.sites.get((site.at, "RelationSite", 0))
        if site.operation is not None or known is None:
            self.record(site)

    def reach(self, at: int, effect: Effect) -> None:
        """Note that running this function reaches a blocking operation by way of the place `at`."""
        if self.quiet or self.routine is None or is_without_loop(self.env):
            return
        if self.is_provoking and effect.does in RAISING:
            return
        self.effects[(effect.does, at, bool(effect.once))] = effect
        if self.certainty is not None and effect.does not in loops.NOTES:
            self.certainty.done(self.env, effect)

    def all_effects(self) -> tuple[Effect, ...]:
        """The shortest way to each kind of operation; of equal ones, the first in the source.

        Ways that lead through a cached property are kept beside those that do not: they may turn
        out to be closed.
        """
        best: dict[tuple[str, bool], tuple[int, int, Effect]] = {}
        for (does, at, once), effect in loops.unasked(self.effects, self.routine).items():
            rank = (len(effect.frames), at, effect)
            key = (does, once)
            if key not in best or rank[:2] < best[key][:2]:
                best[key] = rank
        found = tuple(best[key][2] for key in sorted(best))
        return found if self.certainty is None else self.certainty.kept(found)

    def still_open(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The effects without those that cannot come about: behind a cached property that a thread
        has filled by now (or somebody may have, where the project fills it ahead), or in a function
        that the running test replaces."""
        effects = lazies.still_open(self, effects)
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
        if self.certainty is not None and is_brief(operation):
            return
        if self.through:
            self.away.append(Effect(operation.does, operation.label, (), operation.instead))
        if self.routine is not None:
            frames = ((self.routine, at),)
            self.reach(at, Effect(operation.does, operation.label, frames, operation.instead))

    def pass_on(self, at: int, effects: tuple[Effect, ...]) -> None:
        """Note what a sync callee, called at the place `at`, reaches."""
        if self.through:
            self.away += effects
        for effect in effects:
            # A way that comes through this function again is never the shortest.
            if self.routine is not None and all(r is not self.routine for r, _ in effect.frames):
                frames = ((self.routine, at), *effect.frames)
                self.reach(
                    at,
                    Effect(
                        effect.does,
                        effect.label,
                        frames,
                        effect.instead,
                        effect.once,
                        effect.override,
                    ),
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
        if any(isinstance(o, Coroutine) or is_task(o) for o in members(kind)):
            self.record(DiscardSite(node.at, self.statement, self.can_await, kind))

    def forget_attributes(self, name: str) -> None:
        if not (self.has_flags or self.has_attributes):
            return
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
        if isinstance(receiver, ModelInstance):
            self.reads.add(f".{receiver.cls}:{attribute}")  # see `loaded_reads.LOADS`
        if isinstance(receiver, ModelInstance) and receiver.loaded is not None:
            loaded = tuple(sorted({*receiver.loaded, attribute}))
            self.env[name] = ModelInstance(receiver.cls, loaded)

    # --- uses ---------------------------------------------------------------------------------

    def use(
        self,
        kind: Kind,
        how: str,
        by: str,
        node: tree.Node,
        operand: tree.Node,
        *,
        is_async: bool = False,
    ) -> None:
        """A value is used: record what a rule may want to say about it."""
        in_wrong_form = protocols.takes_other_form(self.model, kind, how, is_async=is_async)
        for order, option in enumerate(members(kind)):
            if isinstance(option, Coroutine) and how == "truth" and NONE in members(kind):
                continue  # `if pending:` asks whether there is a coroutine
            operation = None if is_async else used_operation(option, how, by)
            if isinstance(option, Lazy) and not is_async:
                operation = lazies.looked_into(self, option, how, by)
            if operation is not None:
                self.do(node.at, operation)
            elif not (isinstance(option, (Coroutine, Lazy)) or (in_wrong_form and option != NONE)):
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
                    is_async,
                    _is_alike(kind, option, how),
                ),
                f"async {how}" if is_async else how,
                order,
            )
        if how in FILLING and isinstance(operand, (tree.Name, tree.Walrus)):
            self.evaluated(operand.id if isinstance(operand, tree.Name) else operand.target)

    def takes(self, target: tree.Expr, source: tree.Expr) -> None:
        """Variables hold items of what some others hold."""
        found = frozenset(containers(source))
        if found:
            self.taken.update(dict.fromkeys(target_names(target), found))

    def evaluated(self, name: str, state: str = "evaluated") -> None:
        """From now on the variable's queryset, if it is one, holds its rows, or does perhaps."""
        kind = self.env.get(name)
        if filling.is_others(self, name):
            self.fills.add(name)
        if kind is None or not any(_keeps_rows(o) for o in members(kind)):
            return
        self.env[name] = _in_state(kind, state)
        others = aliases(self.routine).get(name, ()) if self.routine is not None else ()
        for other in sorted(others):
            if other != name and self.env.get(other) == kind:
                if filling.is_others(self, other):
                    self.fills.add(other)
                self.env[other] = _in_state(kind, "unknown")


def _keeps_rows(kind: Kind) -> bool:
    return isinstance(kind, QuerySet) or keeping.kept(kind) is not None


def _in_state(kind: Kind, state: str) -> Kind:
    """The value, with the querysets that it may be in another state."""
    return join(
        *(
            QuerySet(o.cls, o.model, o.row, state, o.loaded)
            if isinstance(o, QuerySet) and o.state != "empty"
            else keeping.in_state(o, state)
            for o in members(kind)
        )
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
