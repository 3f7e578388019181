"""Signals: which of them is which, who receives them, and what sending one runs.

`send` calls the receivers in the thread that it is called in, so on the loop if it is called there;
`asend`, and whatever Django sends from its async methods, calls the sync ones in a thread. A signal
is known by the place of the call that made it, one of a library by its name. A receiver counts
once it is connected anywhere outside tests, unless something disconnects it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.knowledge.schema import BRIDGE
from asynclint.semantic import classes, django
from asynclint.semantic.kinds import (
    Bound,
    ClassRef,
    Coroutine,
    Def,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    members,
)
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.sites import CallSite, Effect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.index.module import Module, Unit
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

SIGNAL = "django.dispatch.Signal"
RECEIVER = "django.dispatch.receiver"
CONNECT = "django.dispatch.Signal.connect"
SENDING = frozenset({"django.dispatch.Signal.send", "django.dispatch.Signal.send_robust"})
INITIALISING = ("django.db.models.signals.pre_init", "django.db.models.signals.post_init")
# The first Django that has `asend`, and runs async receivers.
SENT_BY_COROUTINES = (5, 0)
_MADE_AT = "made at"
_CONNECTING = re.compile(r"@[\w.]*\breceiver\b|\.connect\b")
_DISCONNECTED = re.compile(r"\.disconnect\(\s*(?:receiver\s*=\s*)?(?:\w+\.)*(\w+)")
_TESTS = re.compile(r"(?:^|[.@])(?:tests?|conftest|test_\w+|\w+_tests?)(?:$|[.@])")
ANY_SENDER = ""


class Receiver(NamedTuple):
    function: Kind
    sender: str  # the class, or the text, that it is connected for; ANY_SENDER for all


# --- which signal it is ----------------------------------------------------------------------


def made(run: Calls, signal: Instance, node: tree.Node) -> Instance:
    """The signal that a call made, known by the place of that call."""
    place = f"{run.module.name}:{run.unit.span(node.at).start}"
    return identified(signal, place)


def identified(signal: Instance, identity: str) -> Instance:
    return Instance(signal.cls, signal.args, ((_MADE_AT, Literal(identity)),))


def is_signal(model: Model, kind: Kind) -> bool:
    return type(kind) is Instance and SIGNAL in classes.mro(model, kind.cls)


def _identity(kind: Kind) -> str | None:
    for name, value in kind.held if isinstance(kind, Instance) else ():
        if name == _MADE_AT and isinstance(value, Literal):
            return str(value.value)
    return None


# --- sending ---------------------------------------------------------------------------------


def send(run: Calls, signal: Kind, args: Arguments, node: tree.Node) -> Outcome:
    """`signal.send(sender, **named)`: the receivers are called one after the other."""
    sender = args.get(0, "sender")
    named = [(name, kind) for name, kind in args.keywords if name not in (None, "sender")]
    given: list[tuple[str | None, Kind]] = [("signal", signal), *named]
    if sender is not None:
        given.insert(1, ("sender", sender))
    identity = _identity(signal)
    effects = () if identity is None else _run(run, identity, sender, given, node)
    return Outcome(Instance("list"), None, effects)


def initialised(run: Calls, cls: str, instance: Kind, node: tree.Node) -> tuple[Effect, ...]:
    """What making an object of a model runs: the receivers of two of Django's signals."""
    if not run.model.modules_with("pre_init", "post_init"):
        return ()
    sender = ClassRef(cls)
    given = [("sender", sender), ("instance", instance)]
    effects: tuple[Effect, ...] = ()
    for identity in INITIALISING:
        effects += _run(run, identity, sender, given, node)
    return effects


def _run(
    run: Calls,
    identity: str,
    sender: Kind | None,
    given: Sequence[tuple[str | None, Kind]],
    node: tree.Node,
) -> tuple[Effect, ...]:
    from asynclint.semantic import callables

    effects: tuple[Effect, ...] = ()
    for receiver in receivers(run.model).get(identity, ()):
        if receiver.sender in (ANY_SENDER, _sender_text(sender)):
            arguments = Arguments(keywords=tuple(given), keyword_places=tuple(-1 for _ in given))
            outcome = callables.call(run, receiver.function, arguments, node)
            effects += (*outcome.effects, *_bridged(run, receiver.function, outcome))
    return effects


def _bridged(run: Calls, function: Kind, outcome: Outcome) -> Iterator[Effect]:
    """Of an async receiver: `send` runs it to its end with `async_to_sync`. Before Django 5.0 it
    was not run at all."""
    target = function.function if isinstance(function, Bound) else function
    is_async = any(isinstance(option, Coroutine) for option in members(outcome.result))
    if is_async and isinstance(target, Def) and run.model.version >= SENT_BY_COROUTINES:
        node = target.routine.node
        assert isinstance(node, tree.Function)
        yield Effect(BRIDGE, "async_to_sync", ((target.routine, node.name_at),))


def _sender_text(kind: Kind | None) -> str | None:
    """A sender as receivers are connected for it; None where it is not known."""
    if isinstance(kind, ClassRef):
        return kind.name
    return str(kind.value) if isinstance(kind, Literal) else None


# --- receivers -------------------------------------------------------------------------------


def receivers(model: Model) -> dict[str, tuple[Receiver, ...]]:
    """The receivers that the project connects, by the signal."""
    return model.queries.ask(("receivers",), lambda: _receivers(model), {})  # type: ignore[no-any-return]


def _receivers(model: Model) -> dict[str, tuple[Receiver, ...]]:
    gone: set[str] = set()
    for name in model.modules_with(".disconnect("):
        gone.update(model.texts.findall(name, _DISCONNECTED))
    found: dict[str, dict[Receiver, None]] = {}
    for name in model.modules_with("receiver", ".connect"):
        module = None if _TESTS.search(name) else model.resolver.module(name)
        for signal, receiver in _connections(model, module) if module is not None else ():
            identity = _identity(signal)
            if identity is not None and _name_of(receiver.function) not in gone:
                found.setdefault(identity, {})[receiver] = None
    return {identity: tuple(each) for identity, each in found.items()}


def _connections(model: Model, module: Module) -> Iterator[tuple[Kind, Receiver]]:
    for definition in module.definitions_with(_CONNECTING):
        statement = definition.statement
        if isinstance(statement, tree.Function):
            yield from _of_function(model, module, definition, None, statement.name)
        elif isinstance(statement, tree.Class):
            cls = classes.define(
                model, module, definition.unit, statement, statement.name, None
            ).name
            for member in module.members(definition).definitions_with(_CONNECTING):
                if isinstance(member.statement, tree.Function):
                    qualname = f"{statement.name}.{member.statement.name}"
                    yield from _of_function(model, module, member, cls, qualname)
        elif isinstance(statement, tree.Evaluate) and isinstance(statement.value, tree.Call):
            yield from _by_call(model, module, definition.unit, statement.value)


def _of_function(
    model: Model, module: Module, definition: Definition, cls: str | None, qualname: str
) -> Iterator[tuple[Kind, Receiver]]:
    """The connections of a decorated function, and those that a function makes."""
    statement, unit = definition
    assert isinstance(statement, tree.Function)
    routine = model.routine(module, unit, statement, qualname, cls, None)
    for decorator in statement.decorators if cls is None else ():
        yield from _by_decorator(model, routine, decorator)
    if not any(_is_connect(node) for node in _calls_in(statement)):
        return
    for site in model.entry_behaviour(routine).sites:
        callee = site.callee if isinstance(site, CallSite) else None
        if isinstance(callee, Bound) and callee.function == External(CONNECT):
            assert isinstance(site, CallSite)
            args = Arguments(site.args, (), site.keywords)
            yield from _connected(model, module, callee.receiver, args)


def _calls_in(statement: tree.Function) -> Iterator[tree.Call]:
    from asynclint.semantic.variables import own_nodes

    for node in own_nodes(statement.body):
        if isinstance(node, tree.Call):
            yield node


def _is_connect(node: tree.Call) -> bool:
    return isinstance(node.function, tree.Attribute) and node.function.name == "connect"


def _by_decorator(
    model: Model, routine: Routine, decorator: tree.Expr
) -> Iterator[tuple[Kind, Receiver]]:
    """`@receiver(signal, sender=…)`, `@receiver([several])`, `@signal.connect`."""
    module, unit = routine.module, routine.unit
    function: Kind = Def(routine)
    if isinstance(decorator, tree.Attribute) and decorator.name == "connect":
        yield model.value_in(module, unit, decorator.value), Receiver(function, ANY_SENDER)
    elif isinstance(decorator, tree.Call) and decorator.args:
        if model.value_in(module, unit, decorator.function) != External(RECEIVER):
            return
        args = _arguments(model, module, unit, decorator)
        signals = args.positional[0]
        for signal in signals.items if isinstance(signals, Fixed) else members(signals):
            behind = Arguments((function,), (), args.keywords)
            yield from _connected(model, module, signal, behind)


def _by_call(
    model: Model, module: Module, unit: Unit, node: tree.Call
) -> Iterator[tuple[Kind, Receiver]]:
    """`signal.connect(receiver, sender=…)` at the top of a module."""
    if isinstance(node.function, tree.Attribute) and node.function.name == "connect":
        signal = model.value_in(module, unit, node.function.value)
        yield from _connected(model, module, signal, _arguments(model, module, unit, node))


def _arguments(model: Model, module: Module, unit: Unit, node: tree.Call) -> Arguments:
    return Arguments(
        tuple(model.value_in(module, unit, arg) for arg in node.args),
        (),
        tuple((k.name, model.value_in(module, unit, k.value)) for k in node.keywords),
    )


def _connected(
    model: Model, module: Module, signal: Kind, args: Arguments
) -> Iterator[tuple[Kind, Receiver]]:
    sender = args.get(1, "sender")
    text: str | None = ANY_SENDER
    if sender is not None and sender != Instance("None"):
        text = django.model_named_by(model, sender, module) or _sender_text(sender)
    for function in members(args.get(0, "receiver") or Instance("None")):
        # A function inside another one is forgotten with it.
        is_lasting = isinstance(function, Bound) or (
            isinstance(function, Def) and function.routine.outer is None
        )
        if is_lasting and text is not None:
            yield signal, Receiver(function, text)


def _name_of(function: Kind) -> str:
    if isinstance(function, Bound):
        return _name_of(function.function)
    return function.routine.name if isinstance(function, Def) else ""
