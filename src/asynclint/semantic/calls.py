"""What a call does and gives: the callee's kind decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import (
    attributes,
    callables,
    filling,
    followed,
    lazies,
    loaded_reads,
    puts,
    reach,
)
from asynclint.semantic.alternatives import spelling
from asynclint.semantic.implicit import Implicit
from asynclint.semantic.kinds import (
    ANYTHING,
    NOTHING,
    Coroutine,
    Fixed,
    Kind,
    Lazy,
    Threaded,
    coroutines_in,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.sites import (
    AwaitSite,
    CallSite,
    UseSite,
)
from asynclint.semantic.uses import needs_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.semantic.sites import Effect


class Calls(Implicit):
    """Evaluates calls and what is awaited."""

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

    # --- calls --------------------------------------------------------------------------------

    def eval(self, node: tree.Expr, parent: str = "") -> Kind:
        raise NotImplementedError  # by Expressions

    def annotation_kind(self, node: tree.Expr) -> Kind:
        raise NotImplementedError  # by Expressions

    def arguments(self, node: tree.Call) -> Arguments:
        positional: list[Kind] = []
        starred = False
        for arg in node.args:
            if isinstance(arg, tree.Starred):
                value = self.eval(arg.value)
                if isinstance(value, Fixed) and value.cls in ("list", "tuple"):
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
        puts.called(self, node, args)
        results: list[Kind] = []
        # `run = threaded if in_async_context() else plain`: the plain one is for other occasions.
        is_chosen = any(isinstance(o, Threaded) for o in members(callee))
        before = followed.state(self.env)
        after: list[dict[str, Kind]] = []
        for order, option in enumerate(members(callee)):
            followed.take(self.env, before)
            outcome = callables.call(self, option, args, node)
            if is_chosen:
                outcome = outcome._replace(operation=None, effects=())
            self._note_call(node, option, args, outcome, parent, receiver_at, order)
            results.append(outcome.result)
            after.append(followed.state(self.env))
        for other in after[:-1]:
            followed.meet(self.env, other)
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
        if outcome.stores and self.is_about_self(node.function):
            for name, kind in outcome.stores:
                self.stores[name] = join(self.stores.get(name, NOTHING), kind)
        if outcome.operation is not None and self.mocked:
            if outcome.operation.label.rpartition(".")[2] in self.mocked:
                outcome = outcome._replace(operation=None)
        if parent == "await":
            self.warms |= outcome.warms
            if is_unknown(callee) and isinstance(node.function, tree.Attribute):
                self.asked_to_fill.update({spelling(node.function.value)} - {""})
        outcome = outcome._replace(effects=self.still_open(self.certain(node, outcome.effects)))
        if node.at in self.chosen:
            outcome = outcome._replace(operation=None, effects=())
        filling.after_call(self, node, args, outcome)
        loaded_reads.note_unknown(self, callee, args)
        if loaded_reads.is_refreshing(callee):
            loaded_reads.refreshed(self, node, callee)
        elif outcome.elsewhere:
            loaded_reads.forget(self, node, outcome.warms)
        elif loaded_reads.runs_other_code(callee, args, outcome.result):
            loaded_reads.forget(self, node, loaded_reads.of_coroutine(callee, outcome))
        elif outcome.reads:
            loaded_reads.forget(self, node, outcome.reads - {loaded_reads.ANYTHING_AT_ALL})
        lazies.after_call(self, node, callee, args, outcome)
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
                outcome.elsewhere,
                outcome.away,
            ),
            "",
            order,
        )

    def certain(self, node: tree.Call, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The effects without those of cached properties, if the call is about an object of which a
        method has been awaited that is not known: it may have filled them."""
        if not self.asked_to_fill or not any(effect.once for effect in effects):
            return effects
        function = node.function
        about = [*node.args, *([function.value] if isinstance(function, tree.Attribute) else [])]
        if self.asked_to_fill.isdisjoint(map(spelling, about)):
            return effects
        return tuple(effect for effect in effects if not effect.once)

    def is_about_self(self, function: tree.Node) -> bool:
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
            for option in members(kind):
                if isinstance(option, Lazy):
                    self.record(
                        UseSite(
                            node.at, self.statement, self.can_await, "argument", "", option, at
                        ),
                        f"argument {at}",
                    )

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
