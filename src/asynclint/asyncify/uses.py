"""What becomes of a place that names a function, once that is async."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.asyncify.obstacles import ASYNC_RECEIVERS
from asynclint.diagnostics import Span
from asynclint.fixes.steps import AddImport, DropImport, MakeAsync, ReplaceText, Rewrite
from asynclint.index import tree
from asynclint.knowledge import releases
from asynclint.knowledge.threads import RUNNER_OF, UNWRAPPERS, WRAPPERS
from asynclint.semantic import signals
from asynclint.semantic.kinds import Bound, ClassRef, External, Kind, members
from asynclint.semantic.naming import ALTERNATIVE, CERTAIN, PERHAPS, SPELLED, Naming

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.fixes.steps import Step
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

# Sorts of trouble.
SYNC = "sync"  # a sync function calls it: that may become async too, or bridge the call
UNKNOWN = "unknown"  # it may be a call of it
ESCAPES = "escapes"  # somebody gets hold of it who may call it as a sync function
IMPOSSIBLE = "impossible"

_ROUTES = frozenset(
    {"django.urls.path", "django.urls.re_path", "django.urls.conf.path", "django.urls.conf.re_path"}
    | {"django.conf.urls.url"}
)
_READING_BY_NAME = frozenset({"getattr", "setattr", "hasattr", "delattr", "methodcaller"})
_REPLACING = frozenset({"patch", "object", "setattr", "multiple"})


UNBRIDGED = "no bridge"  # what the bridge of a place gave, the function itself gives now
BRIDGED = "`async_to_sync`"  # what becomes of a place in sync code


class Use(NamedTuple):
    """A place that works with the async function, after these steps; none if it does as it is."""

    naming: Naming
    what: str
    steps: tuple[Step, ...] = ()


class Trouble(NamedTuple):
    """A place that does not, and why."""

    naming: Naming
    sort: str
    reason: str


class Judge:
    """Decides about the places that name one function.

    `is_async` says of a function whether it is or becomes a coroutine function.
    """

    def __init__(
        self, model: Model, routine: Routine, is_async: Callable[[Routine], bool], bridged: bool
    ) -> None:
        self.model = model
        self.routine = routine
        self.is_async = is_async
        self.bridged = bridged  # a decorator of its own runs it in a thread: it is awaited already

    def of(self, naming: Naming) -> Use | Trouble | None:
        """What becomes of a place; None for one that has nothing to do with the function."""
        if naming.how == SPELLED:
            return self._spelled(naming)
        if naming.how == PERHAPS:
            if self._is_called(naming) and _is_about_to_await(naming, 1):
                return None  # whatever it is, it is async
            return Trouble(naming, UNKNOWN, "it is not known of what this is a method")
        if naming.how == ALTERNATIVE:
            return Trouble(naming, IMPOSSIBLE, "on other ways this is another function")
        assert naming.how == CERTAIN
        if any(isinstance(node, (tree.Import, tree.ImportFrom)) for node in naming.around):
            return None
        if self._is_called(naming):
            return self._called(naming)
        bridge = self._bridged(naming)
        if bridge is not None:
            return bridge
        if self._is_taken(naming):
            return Use(naming, "takes async functions")
        return Trouble(naming, ESCAPES, "it is handed on here, to be called by others")

    def _is_called(self, naming: Naming) -> bool:
        return isinstance(naming.parent, tree.Call) and naming.parent.function is naming.node

    # --- calls --------------------------------------------------------------------------------

    def _called(self, naming: Naming) -> Use | Trouble:
        call = naming.parent
        if self.bridged or _is_about_to_await(naming, 1):
            return Use(naming, "is awaited already")
        if naming.routine is None:
            return Trouble(naming, SYNC, "it is called outside functions, as the module is read")
        lambdas = any(isinstance(node, tree.Lambda) for node in naming.around)
        if lambdas:
            return Trouble(naming, SYNC, "it is called in a lambda, where nothing can be awaited")
        if not self.is_async(naming.routine):
            name = naming.routine.qualname
            return Trouble(naming, SYNC, f"`{name}` is sync and calls it")
        if self.routine.is_generator:
            return self._iterated(naming)
        span = naming.unit.span(call.at)
        listed = _generators_to_list(naming, call)
        if listed is None:
            reason = "it is called in a generator expression, which would turn async"
            return Trouble(naming, IMPOSSIBLE, reason)
        return Use(naming, "await it", (Rewrite(span, "await {0}", (span,)), *listed))

    def _iterated(self, naming: Naming) -> Use | Trouble:
        """A generator is iterated over right where it is made."""
        call, user = naming.parent, naming.around[1]
        span = naming.unit.span(call.at)
        if isinstance(user, tree.For) and user.iterable is call:
            if user.is_async:
                return Use(naming, "is iterated over with `async for`")
            return Use(naming, "`async for`", (MakeAsync(naming.unit.span(user.at)),))
        if isinstance(user, tree.Clause) and user.iterable is call:
            if user.is_async:
                return Use(naming, "is iterated over with `async for`")
            made = naming.around[2]
            if isinstance(made, tree.Comprehension) and made.kind != "generator":
                return Use(naming, "`async for`", (MakeAsync(span),))
        elif isinstance(user, tree.Call) and call in user.args:
            taker = self._kind(user.function, naming)
            names = {o.name for o in members(taker) if isinstance(o, (External, ClassRef))}
            if names and all(name.rpartition(".")[2] in _TAKING_ITEMS for name in names):
                whole = naming.unit.span(user.at) if names == {"list"} else span
                template = "[{name} async for {name} in {0}]"
                step = Rewrite(whole, template, (span,), fresh="item")
                return Use(naming, "an async comprehension", (step,))
        return Trouble(naming, IMPOSSIBLE, "its items are not taken by a `for` of async code here")

    # --- bridges ------------------------------------------------------------------------------

    def _bridged(self, naming: Naming) -> Use | Trouble | None:
        """`sync_to_async(f)(x)` → `f(x)`: the coroutine goes where the bridge's went."""
        call = naming.parent
        if isinstance(call, tree.Keyword):
            call = naming.around[1]
        if not isinstance(call, tree.Call) or call.function is naming.node:
            return None
        taker = self._kind(call.function, naming)
        names = [_name(option) for option in members(taker)]
        name = names[0] if len(names) == 1 else ""
        node, drop = naming.span, DropImport(naming.unit.span(call.function.at))
        if name in UNWRAPPERS:
            return Use(naming, "is run to its end by `async_to_sync`")
        if self.routine.is_generator:
            return None
        if name in WRAPPERS or name in self.model.tables.thread_wrappers:
            if len(call.args) != 1 or any(k.name != "thread_sensitive" for k in call.keywords):
                return None
            span = naming.unit.span(call.at)
            steps = (Rewrite(span, "{0}", (node,)), drop)
            return Use(naming, UNBRIDGED, steps)
        runner = RUNNER_OF.get(name)
        if runner is None or not _is_about_to_await(naming, 1) or not runner.passes:
            return None
        position = runner.function
        if len(call.args) <= position or call.args[position] is not naming.node:
            return None
        return Use(naming, UNBRIDGED, (_direct(naming, call, position), drop))

    # --- who may have it ----------------------------------------------------------------------

    def _is_taken(self, naming: Naming) -> bool:
        """Whether those who get hold of it here take async functions: URLs, signals, decorators."""
        for number, node in enumerate(naming.around):
            if not isinstance(node, tree.Call):
                if isinstance(node, tree.Keyword):
                    continue
                return False
            before = naming.around[number - 1] if number else naming.node
            if before is node.function:
                return False
            taker = self._kind(node.function, naming)
            names = {_name(option) for option in members(taker)}
            if names <= _ROUTES:
                return True
            if self._is_connect(taker):
                return self.model.version >= ASYNC_RECEIVERS
            if not all(releases.keeps_async(name, self.model.version) for name in names):
                return False
        return False

    def _is_connect(self, taker: object) -> bool:
        return (
            isinstance(taker, Bound)
            and _name(taker).rpartition(".")[2] == "connect"
            and signals.is_signal(self.model, taker.receiver)
        )

    def _spelled(self, naming: Naming) -> Trouble | None:
        """A string that ends with the name: somebody may look it up by that."""
        assert isinstance(naming.node, tree.Constant)
        text = str(naming.node.value)
        call = next((node for node in naming.around if isinstance(node, tree.Call)), None)
        by = _last_word(call.function) if call is not None else ""
        if by in _REPLACING:
            return None  # `patch` makes an async double of an async function
        if "." in text or ":" in text:
            package = self.routine.module.name.partition(".")[0]
            is_ours = package in text.replace(":", ".").split(".")
            reason = "it is named here, to be found by its name"
            return Trouble(naming, ESCAPES, reason) if is_ours else None
        if by in _READING_BY_NAME:
            return Trouble(naming, ESCAPES, "it may be looked up by its name here")
        is_listed = naming.cls is not None and self.routine.cls is not None
        if is_listed and naming.routine is None and _is_in_list(naming):
            return Trouble(naming, ESCAPES, "it is named here, to be found by its name")
        return None

    def _kind(self, node: tree.Expr, naming: Naming) -> Kind:
        known = naming.known.kinds.get((id(naming.unit), node.at))
        if known is not None:
            return known
        unit, routine = naming.unit, naming.routine
        return self.model.value_in(naming.module, unit, node, naming.cls, routine)


_TAKING_ITEMS = frozenset(
    {"list", "tuple", "set", "frozenset", "sorted", "sum", "min", "max", "any", "all", "dict"}
    | {"enumerate", "zip"}
)


def bridge(naming: Naming) -> Use:
    """Run it to its end for a sync caller, or for one who gets hold of it."""
    call = naming.parent
    add = AddImport("asgiref.sync", "async_to_sync")
    if isinstance(call, tree.Call) and call.function is naming.node:
        span = naming.unit.span(call.at)
        step = Rewrite(span, "async_to_sync({0})({1*})", (naming.span, span))
    else:
        step = Rewrite(naming.span, "async_to_sync({0})", (naming.span,))
    return Use(naming, BRIDGED, (step, add))


def _direct(naming: Naming, call: tree.Call, position: int) -> Rewrite:
    """`asyncio.to_thread(f, a, b=c)` → `f(a, b=c)`."""
    unit = naming.unit
    parts = [unit.span(call.args[position].at)]
    words = []
    for arg in call.args[position + 1 :]:
        words.append(f"{{{len(parts)}}}")
        parts.append(unit.span(arg.at))
    for keyword in call.keywords:
        words.append(f"{keyword.name}={{{len(parts)}}}" if keyword.name else f"**{{{len(parts)}}}")
        parts.append(unit.span(keyword.value.at))
    return Rewrite(unit.span(call.at), "{0}(" + ", ".join(words) + ")", tuple(parts))


def _is_about_to_await(naming: Naming, number: int) -> bool:
    return len(naming.around) > number and isinstance(naming.around[number], tree.Await)


def _generators_to_list(naming: Naming, call: tree.Call) -> tuple[Step, ...] | None:
    """What makes lists of the generator expressions around a call, so that it can be awaited in
    them: `sum(f(x) for x in y)` → `sum([await f(x) for x in y])`. None where that would change
    what is given on."""
    steps: list[Step] = []
    child: object = call
    for number, node in enumerate(naming.around[1:], 1):
        if isinstance(node, tree.Comprehension) and node.kind == "generator":
            if child is node.clauses[0] and _is_first_iterable(naming, node, number):
                child = node
                continue
            taker = naming.around[number + 1] if number + 1 < len(naming.around) else None
            if not isinstance(taker, tree.Call) or node not in taker.args:
                return None
            if _last_word(taker.function) not in {*_TAKING_ITEMS, "join"}:
                return None
            steps += listing(naming.unit.span(node.at), naming.module.text)
        child = node
    return tuple(steps)


def _is_first_iterable(naming: Naming, node: tree.Comprehension, number: int) -> bool:
    inner = naming.around[number - 2] if number >= 2 else None
    return node.clauses[0].iterable is inner


def listing(span: Span, text: str) -> tuple[Step, ...]:
    """Brackets around a generator expression that is the only argument, or instead of its own."""
    if _is_bracketed(text[span.start : span.end]):
        inner = Span(span.start, span.start + 1), Span(span.end - 1, span.end)
    else:
        inner = Span(span.start, span.start), Span(span.end, span.end)
    return ReplaceText(inner[0], "["), ReplaceText(inner[1], "]")


def _is_bracketed(text: str) -> bool:
    """Whether the first character is the bracket that the last one closes."""
    depth = 0
    for number, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return number == len(text) - 1
    return False


def _name(kind: object) -> str:
    function = kind.function if isinstance(kind, Bound) else kind
    return function.name if isinstance(function, (External, ClassRef)) else ""


def _last_word(node: tree.Expr) -> str:
    if isinstance(node, tree.Attribute):
        return node.name
    return node.id if isinstance(node, tree.Name) else ""


def _is_in_list(naming: Naming) -> bool:
    """Whether the string stands in an assignment of a class body, alone or in a list."""
    return any(isinstance(node, tree.Bind) for node in naming.around) and not any(
        isinstance(node, (tree.DictDisplay, tree.Comparison)) for node in naming.around
    )
