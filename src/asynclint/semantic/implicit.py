"""Calls that the source does not spell as calls: iterating, entering, formatting, properties …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import attributes, callables, keeping, loaded_reads, waits
from asynclint.semantic.kinds import (
    ANYTHING,
    INT,
    NONE,
    Bound,
    Context,
    Def,
    Descriptor,
    Instance,
    Iterating,
    Kind,
    ModelInstance,
    each,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.places import held_by, is_container
from asynclint.semantic.sites import (
    CallSite,
    Effect,
)
from asynclint.semantic.state import State
from asynclint.semantic.texts import REPR
from asynclint.semantic.uses import iterated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.knowledge.schema import Callable
    from asynclint.semantic.calls import Calls

# The special methods that tell a value's truth, its hash, its order: the first that a class has.
TRUTH = ("__bool__", "__len__")
HASH = ("__hash__",)
COMPARED = ("__lt__", "__gt__")


class Implicit(State):
    """Runs the special methods and properties of the project's classes; a part of `Calls`."""

    @property
    def _whole(self) -> Calls:
        return self  # type: ignore[return-value]

    def iterate(self, kind: Kind, node: tree.Expr, by: str, *, is_async: bool = False) -> Kind:
        """Take the items of a value, and note what that does; the kind of an item."""
        if is_async:
            if isinstance(node, tree.Name):
                self.evaluated(node.id)
            self.use(kind, "iterate", by, node, node, is_async=True)
            return join(*(iterated(option) for option in members(kind)))
        self.use(kind, "iterate", by, node, node)
        return join(*(self.item_of(option, node) for option in members(kind)))

    def item_of(self, option: Kind, node: tree.Node) -> Kind:
        """Run what iterating over one alternative runs; the kind of an item."""
        if not isinstance(option, Instance) or (option.args and not self._is_own(option)):
            return self.next_of(option, node)
        if not attributes.has_special(self.model, option, "__iter__"):
            if attributes.special_method(self.model, option, "__getitem__") is not None:
                return self.implicit(option, "__getitem__", (INT,), node)
            return iterated(option)
        made = self.implicit(option, "__iter__", (), node)
        items = [self.next_of(iterator, node) for iterator in each(made)]
        return join(*items) if items else iterated(option)

    def _is_own(self, option: Instance) -> bool:
        """Whether a class of the project says itself what its type arguments are for."""
        return option.cls in self.model.classes

    def next_of(self, iterator: Kind, node: tree.Node) -> Kind:
        """Take an item from an iterator; its kind."""
        if isinstance(iterator, Iterating):
            if iterator.work is not None:
                work = callables.call_work(self._whole, iterator.work, node)
                self.pass_effects(node, work, "for")
            return iterator.item
        if isinstance(iterator, Instance) and (not iterator.args or self._is_own(iterator)):
            if attributes.special_method(self.model, iterator, "__next__") is not None:
                return self.implicit(iterator, "__next__", (), node)
        return iterated(iterator)

    def contains(
        self, container: Kind, item: Kind, node: tree.Comparison, right: tree.Expr
    ) -> None:
        """`item in container`: asks the container, else compares with its items."""
        self.use(container, "contains", "in", node, right)
        for option in each(container):
            if attributes.has_special(self.model, option, "__contains__"):
                self.implicit(option, "__contains__", (item,), node)
                continue
            held = self.item_of(option, right)
            self.asked(held, ("__eq__",), node, (item,))

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
                outcome = callables.call(self._whole, found, Arguments(args), node)
            elif row is not None:
                outcome = callables.apply_row(self._whole, row, option, Arguments(args), node)
            else:
                results.append(ANYTHING)
                continue
            self.pass_effects(node, outcome, by or method)
            results.append(outcome.result)
        return join(*results) if results else ANYTHING

    def asked(
        self,
        kind: Kind,
        methods: tuple[str, ...],
        node: tree.Node,
        args: tuple[Kind, ...] = (),
    ) -> bool:
        """Call the first of these special methods that the value's class has; whether it has."""
        answers = False
        for option, method in self._answering(kind, methods):
            self.implicit(option, method, args, node)
            answers = True
        return answers

    def _answering(self, kind: Kind, methods: tuple[str, ...]) -> Iterator[tuple[Kind, str]]:
        """Each object that is asked, and the first of these special methods that its class has."""
        for option in each(kind):
            if "__repr__" in methods and is_container(option):
                # The text of a container holds those of its items.
                yield from self._answering(held_by(option), REPR)
                continue
            # `Model.__repr__` shows the object's text.
            own = (
                (*methods, "__str__")
                if isinstance(option, ModelInstance) and methods == REPR
                else methods
            )
            for method in own:
                if attributes.has_special(self.model, option, method):
                    yield option, method
                    break

    def pass_effects(self, node: tree.Node, outcome: Outcome, how: str) -> None:
        """Record a call that the source does not spell as one."""
        outcome = outcome._replace(effects=self.still_open(outcome.effects))
        self._note_reads(node, outcome)
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

    def enter_context(
        self, kind: Kind, node: tree.Expr, *, is_async: bool, block: tree.With | None = None
    ) -> Kind:
        """Enter a context manager; the kind of what `as` binds. `block` is left with it."""
        values: list[Kind] = []
        method = "__aenter__" if is_async else "__enter__"
        self.use(kind, "with", "with", node, node, is_async=is_async)
        for option in members(kind):
            if isinstance(option, Context):
                values.append(option.value)
                if option.work is not None and not option.is_async:
                    self.pass_effects(
                        node, callables.call_work(self._whole, option.work, node), "with"
                    )
                continue
            found = attributes.special_method(self.model, option, method)
            if found is None:
                values.append(attributes.entered(self.model, option, is_async=is_async))
                if not is_async:
                    self._enter_described(option, node, block)
                continue
            outcome = callables.call(self._whole, found, Arguments(), node)
            if is_async:
                values.append(attributes.awaited(outcome.result))
                continue
            self.pass_effects(node, outcome, "with")
            values.append(outcome.result)
            leaving = attributes.special_method(self.model, option, "__exit__")
            if leaving is not None:
                args = Arguments((NONE, NONE, NONE))
                self.pass_effects(
                    node, callables.call(self._whole, leaving, args, node), "with exit"
                )
        return join(*values) if values else ANYTHING

    def _enter_described(self, option: Kind, node: tree.Expr, block: tree.With | None) -> None:
        """Enter and leave a context manager of a library: what its rows say that this does."""
        for method, how in (("__enter__", "with"), ("__exit__", "with exit")):
            row = attributes.special_row(self.model, option, method)
            if row is None or not row.does or waits.is_left_idle(row.name, node, block):
                continue
            outcome = callables.apply_row(self._whole, row, option, Arguments(), node)
            self.pass_effects(node, outcome, how)

    def run_property(self, prop: Descriptor, receiver: Kind, node: tree.Node) -> Kind:
        """Read a property of a class of the project."""
        results: list[Kind] = []
        for option in members(prop.target):
            outcome = callables.call(self._whole, Bound(option, receiver), Arguments(), node)
            if prop.how == "cached" and isinstance(option, Def):
                outcome = callables.remembered(outcome, option)
            self.pass_effects(node, outcome, "property")
            results.append(outcome.result)
        return join(*results)

    def call_work_of(self, function: Def, node: tree.Node) -> Outcome:
        """Run what fetches a lazy object: once, whoever looks first."""
        outcome = callables.call(self._whole, function, Arguments(), node)
        return callables.remembered(outcome, function)

    def property_row(self, row: Callable, receiver: Kind, node: tree.Node) -> Kind:
        """Read a property of a class of a library."""
        if isinstance(node, tree.Attribute):
            keeping.read(self._whole, row.name, receiver, node, node.value)
        outcome = callables.apply_row(self._whole, row, receiver, Arguments(), node)
        self.pass_effects(node, outcome, "property")
        return outcome.result

    def called(
        self, callee: Kind, args: tuple[Kind, ...], node: tree.Node
    ) -> tuple[Kind, tuple[Effect, ...]]:
        """Call something that another function was given: its result, and what it reaches."""
        results: list[Kind] = []
        effects: tuple[Effect, ...] = ()
        for option in members(callee):
            outcome = callables.call(self._whole, option, Arguments(args), node)
            self._note_reads(node, outcome)
            results.append(outcome.result)
            effects += outcome.effects
        return join(*results), effects

    def _note_reads(self, node: tree.Node, outcome: Outcome) -> None:
        """What was read by code that the source does not call is in memory from then on."""
        self.reads |= outcome.reads
        loaded_reads.forget(self, node, outcome.reads - {loaded_reads.ANYTHING_AT_ALL})

    def called_back(
        self, callee: Kind, args: tuple[Kind, ...], node: tree.Node
    ) -> tuple[Effect, ...]:
        return self.called(callee, args, node)[1]

    def quietly_called(self, callee: Kind) -> Kind:
        with self.muted():
            return self.called(callee, (), tree.Jump(0, ""))[0]

    def special_effects(
        self,
        kind: Kind,
        methods: tuple[str, ...],
        node: tree.Node,
        args: tuple[Kind, ...] = (),
    ) -> tuple[Effect, ...]:
        """What the first of these special methods that a class of the project has reaches."""
        effects: tuple[Effect, ...] = ()
        for option, method in self._answering(kind, methods):
            found = attributes.special_method(self.model, option, method)
            if found is not None:
                effects += self.called_back(found, args, node)
        return effects

    def iterated_by(self, kind: Kind, node: tree.Call, operand: tree.Expr, by: str) -> Kind:
        """Let the call `node` iterate over its argument `operand`; the kind of an item."""
        self.use(kind, "iterate", by, node, operand)
        return join(*(self.item_of(option, operand) for option in members(kind)))
