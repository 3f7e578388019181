"""What calling each kind of callable gives and does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asynclint.index import tree
from asynclint.knowledge.decorators import FACTORIES, GIVING_ITSELF, TRANSPARENT
from asynclint.knowledge.schema import FORM, NETWORK, TEMPLATE, WAIT
from asynclint.knowledge.schema import Callable as Row
from asynclint.knowledge.threads import RUNNER_OF, UNWRAPPERS, WRAPPERS, Runner
from asynclint.semantic import (
    attributes,
    callbacks,
    dispatching,
    filling,
    followed,
    forms,
    functions,
    inert,
    keeping,
    lazies,
    library,
    loaded_reads,
    loops,
    objects,
    overrides,
    puts,
    rendering,
    serializing,
    signals,
    streaming,
    threads,
    waits,
)
from asynclint.semantic.construction import constructors, fields_given, last_steps
from asynclint.semantic.containers import iterate_argument
from asynclint.semantic.handles import works_on_disk
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    NOTHING,
    Bound,
    ClassRef,
    Context,
    ContextFactory,
    Coroutine,
    Def,
    Dispatch,
    External,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    Nothing,
    Partial,
    QuerySet,
    Returning,
    Same,
    Steps,
    Super,
    Synced,
    Threaded,
    ThreadWrapper,
    abroad,
    coroutines_in,
    each,
    is_unknown,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.sites import Effect, Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Behaviour, Routine

UNKNOWN = Outcome(ANYTHING)
SYNCED = "asgiref.sync.async_to_sync"


def call(run: Calls, callee: Kind, args: Arguments, node: tree.Node) -> Outcome:
    """Call one alternative of a callee."""
    handler = _CALL.get(type(callee))
    return UNKNOWN if handler is None else handler(run, callee, args, node)


def _def(run: Calls, callee: Def, args: Arguments, node: tree.Node) -> Outcome:
    routine = callee.routine
    given = run.model.bind(routine, args)
    bound = tuple(abroad(kind, -2 - number) for number, kind in enumerate(given))
    if routine.module.is_library:
        if inert.is_inert(run.model, routine.module) and inert.is_idle(run.model, given):
            return Outcome(run.model.declared_return(routine) or ANYTHING)
        bound = tuple(map(followed.plain, bound))
    behaviour = run.model.behaviour(routine, bound, callee.cells)
    puts.passed_on(run, behaviour)
    misused, lost = _misused(behaviour, given)
    if routine.module.is_library:
        misused, lost = (), frozenset()  # it may know more ways than are followed
    if routine.is_generator:
        if routine.is_async:
            return Outcome(Iterating("asyncgenerator", behaviour.yields))
        return Outcome(Iterating("generator", behaviour.yields, (callee, bound)))
    run.enters(callee, bound, node.at)
    if routine.is_async:
        awaited = _returned(run, routine, behaviour.returns, bound)
        result: Kind = Coroutine(awaited, node.at, routine.qualname)
        effects = callbacks.of_functions_given(run, callee, bound, behaviour)
    else:
        result = of_one_colour([_returned(run, routine, behaviour.returns, bound)])
        result = made_here(result, node.at, routine.qualname)
        effects = behaviour.effects
    warms = behaviour.warms if routine.is_async else frozenset()
    outcome = Outcome(
        result, None, effects, reads=behaviour.reads, warms=warms, misused=misused, lost=lost,
        stores=behaviour.stores, away=threads.of_call(run, callee, behaviour),
        fills=filling.of_call(callee, args, behaviour),
    )  # fmt: skip
    if not effects or not functions.is_cached(run.model, routine):
        return outcome
    if not routine.node.params:  # once in the life of the process, and soon over
        outcome = outcome._replace(effects=tuple(e for e in effects if e.does != NETWORK))
    return remembered(outcome, callee)


def _misused(
    behaviour: Behaviour, given: tuple[Kind, ...]
) -> tuple[tuple[Coroutine, ...], frozenset[int]]:
    """The coroutines among a function's arguments that it takes for their results, and the origins
    of those that it neither awaits nor hands on."""
    misused: list[Coroutine] = []
    lost: set[int] = set()
    for number, kind in enumerate(given):
        if -2 - number not in behaviour.misused:
            continue
        coroutines = list(coroutines_in(kind))
        misused += coroutines
        if -2 - number not in behaviour.kept:
            lost.update(c.origin for c in coroutines)
    return tuple(misused), frozenset(lost)


def of_one_colour(results: list[Kind]) -> Kind:
    """What a call gives that may go to several callees, or come back on several ways.

    Where it gives a coroutine on some and something else (or who knows what) on others, the code
    serves sync and async callers alike, and the caller knows which it is: not to be told from here.
    """
    joined = join(*results) if results else NOTHING
    options = members(joined)
    coroutines = [o for o in options if isinstance(o, Coroutine)]
    if not coroutines or len(coroutines) == len(options):
        return joined
    return join(*(ANYTHING if isinstance(o, Coroutine) else o for o in options))


def _returned(run: Calls, routine: Routine, kind: Kind, given: tuple[Kind, ...]) -> Kind:
    """What a function returns: what its body says, else what it declares.

    A body that only stands for others (`...`, `pass`, `raise NotImplementedError`) says nothing.
    """
    if not is_unknown(kind) and not (kind in (NONE, NOTHING) and routine.is_stub):
        return kind
    declared = run.model.declared_return(routine, given)
    return ANYTHING if declared is None else declared


def remembered(outcome: Outcome, function: Def) -> Outcome:
    """The outcome of what keeps its result (a cached property, a function under `lru_cache`): what
    it reaches, it reaches once."""
    key = function.routine.dotted
    if function.routine.module.is_library:  # who knows what was asked before
        return outcome._replace(effects=(), reads=outcome.reads | {key})
    effects = tuple(
        Effect(e.does, e.label, e.frames, e.instead, tuple(sorted({key, *e.once})), e.override)
        for e in outcome.effects
    )
    return outcome._replace(effects=effects, reads=outcome.reads | {key})


def made_here(kind: Kind, at: int, label: str = "") -> Kind:
    """Coroutines that a sync function gives back count as made by the call of it, at `at`."""
    if not any(isinstance(option, Coroutine) for option in members(kind)):
        return kind
    return join(
        *(
            Coroutine(option.result, at, option.label or label, option.is_future)
            if isinstance(option, Coroutine)
            else option
            for option in members(kind)
        )
    )


def call_work(run: Calls, work: tuple[Kind, tuple[Kind, ...]], node: tree.Node) -> Outcome:
    """What iterating over a generator or iterator runs."""
    function, bound = work
    if isinstance(function, Def):
        run.enters(function, bound, run.statement)
        behaviour = run.model.behaviour(function.routine, bound, function.cells)
        return Outcome(behaviour.returns, None, behaviour.effects, reads=behaviour.reads)
    if not isinstance(function, Steps):
        return call(run, function, Arguments(bound), node)
    outcomes = [
        call(run, callee, Arguments(given), node)._replace(result=ANYTHING)
        for callee, given in function.calls
    ]
    outcomes += [taken(run, source, node) for source in function.sources]
    return _joined(outcomes)


def taken(run: Calls, iterator: Kind, node: tree.Node) -> Outcome:
    """What taking an item from an iterator does."""
    if isinstance(iterator, Iterating):
        if iterator.work is None:
            return Outcome(iterator.item)
        return call_work(run, iterator.work, node)._replace(result=iterator.item)
    found = attributes.special_method(run.model, iterator, "__next__")
    return UNKNOWN if found is None else call(run, found, Arguments(), node)


def _bound(run: Calls, callee: Bound, args: Arguments, node: tree.Node) -> Outcome:
    function = callee.function
    if isinstance(function, Def):
        stands_in = _overrides(run, function.routine, callee.receiver, args, node)
        if stands_in is not None:
            return stands_in
        function = run.with_flags(function, node)
    if isinstance(function, External):
        return _row_method(run, function.name, callee.receiver, args, node)
    if isinstance(function, (Def, ContextFactory, Threaded, Dispatch)):
        own = Arguments(
            (callee.receiver, *args.positional),
            (-1, *args.places),
            args.keywords,
            args.keyword_places,
            args.starred,
        )
        if args.starred:
            own = own._replace(positional=(callee.receiver,), starred=True)
        return call(run, function, own, node)
    return UNKNOWN


def _overrides(
    run: Calls, routine: Routine, receiver: Kind, args: Arguments, node: tree.Node
) -> Outcome | None:
    """What calling an abstract method gives and does: what its overrides in the project do, taken
    together. None for a method that is not abstract."""
    method = node.function if isinstance(node, tree.Call) else node
    shared = run.routine if run.is_about_self(method) else None
    found = overrides.overriding(run.model, routine, receiver, shared)
    if found is None:
        return None
    outcomes = [_bound(run, override.function, args, node) for override in found]
    declared = run.model.declared_return(routine, (receiver, *args.positional)) or ANYTHING
    result = of_one_colour([outcome.result for outcome in outcomes])
    if not outcomes or len({type(option) for option in members(result)}) > 1:
        result = declared  # the caller has to go by what all of them have in common
    best: dict[str, Effect] = {}
    for override, outcome in zip(found, outcomes, strict=True):
        for effect in outcome.effects:
            if effect.does not in best or len(effect.frames) < len(best[effect.does].frames):
                best[effect.does] = overrides.marked(effect, override, len(found))
    return Outcome(result, None, tuple(best.values()))


def _row_method(run: Calls, name: str, receiver: Kind, args: Arguments, node: tree.Node) -> Outcome:
    special = library.method(run, name, receiver, args, node)
    if special is None:
        special = callbacks.called_by_method(run, name, receiver, args, node)
    if special is None:
        special = keeping.called(run, name, receiver, node)
    if special is not None:
        return special
    runner = _runner(name, receiver)
    if runner is not None:
        return run_in_thread(run, runner, args, node)
    if name in TRANSPARENT:
        return _transparent(name, args)
    row = run.model.tables.row(name)
    return UNKNOWN if row is None else apply_row(run, row, receiver, args, node)


def _runner(name: str, receiver: Kind) -> Runner | None:
    """What runs a function in a thread (or process), by the class of its object if it matters."""
    if name not in RUNNER_OF:
        return None
    own = f"{receiver.cls}.{name.rpartition('.')[2]}" if isinstance(receiver, Instance) else name
    return RUNNER_OF.get(own, RUNNER_OF[name])


def apply_row(run: Calls, row: Row, receiver: Kind, args: Arguments, node: tree.Node) -> Outcome:
    """What a row says about a call."""
    if row.files and not works_on_disk(run.model, row, args):
        return Outcome(ANYTHING, uses=row.uses_arguments)
    result = run.model.kind_from_text(row.returns, receiver, args, run)
    if row.consumed and isinstance(result, Iterating):
        held = not isinstance(receiver, QuerySet) or receiver.state != "empty"
        if held or row.consumed != "queryset":
            result = Iterating(f"{row.consumed} iterator", result.item)
    if row.is_async:
        label = row.name.rpartition(".")[2]
        if not isinstance(result, Iterating):
            result = Coroutine(result, node.at, label)
        lazies.of_row(run, row, None)
        return Outcome(result, uses=row.uses_arguments)
    if row.name in loops.NOTED:
        return Outcome(result, None, (loops.NOTED[row.name],), row.uses_arguments)
    operation = None
    if row.does and not _spared(row, receiver) and not waits.is_spared(row.name, args):
        operation = lazies.of_row(run, row, run.model.operation(row))
    effects: tuple[Effect, ...] = ()
    if row.does == FORM and not forms.asks(run.model, row, receiver, args):
        operation, effects = None, callbacks.of_own_methods(run, row.name, receiver, node)
    if row.does == TEMPLATE:
        operation = rendering.operation(run, row, receiver, args, node)
    return Outcome(result, operation, effects, row.uses_arguments)


_CACHED = frozenset({"count", "exists", "contains", "__len__", "__bool__", "first"})
# What asks even where it is known that no row can be there (run on Django: see the suites).
_ALWAYS = frozenset({"bulk_create", "create", "delete", "get_or_create", "update_or_create"})


def _spared(row: Row, receiver: Kind) -> bool:
    """Whether the rows are in memory already (or may be), so that the method asks nobody."""
    if not isinstance(receiver, (QuerySet, Manager)) or receiver.state == "lazy":
        return False
    name = row.name.rpartition(".")[2]
    return name not in _ALWAYS if receiver.state == "empty" else name in _CACHED


def _class(run: Calls, callee: ClassRef, args: Arguments, node: tree.Node) -> Outcome:
    model = run.model
    special = library.function(run, callee.name, args, node)
    if special is not None:
        return special
    if callee.name in WRAPPERS | frozenset(model.tables.thread_wrappers):
        return Outcome(_wrap(run, callee.name, args))
    if callee.name in UNWRAPPERS:
        target = args.get(0, "awaitable")
        return Outcome(Synced(target) if target is not None else Same())
    if callee.name in RUNNER_OF:
        return run_in_thread(run, RUNNER_OF[callee.name], args, node, callee.name)
    result = model.instance_of(callee)
    if isinstance(result, Fixed):  # a typed dictionary
        return library.function(run, "dict", args, node) or Outcome(result)
    if isinstance(result, ModelInstance):
        result = ModelInstance(result.cls, None)
    if isinstance(result, QuerySet):
        result = library.new_queryset(run, result, args)
    result = streaming.made_of(model, result, callee.name, args)
    row = model.tables.constructor_row(callee.name) if not model.classes.get(callee.name) else None
    if row is not None:
        outcome = apply_row(run, row, result, args, node)
        in_memory = bool(row.files) and not works_on_disk(model, row, args)
        return outcome if in_memory else outcome._replace(result=result)
    made = [_bound(run, each, args, node) for each in constructors(model, callee, result)]
    last = last_steps(model, callee, args, result)
    made += [call(run, each, Arguments(), node)._replace(result=NOTHING) for each in last]
    if isinstance(result, ModelInstance):
        made.append(Outcome(result, None, signals.initialised(run, callee.name, result, node)))
    if isinstance(result, Instance) and signals.is_signal(model, result):
        result = signals.made(run, result, node)
    kept = fields_given(model, callee, args) if callee.name in model.classes else ()
    if not made and not kept:
        result = keeping.made_over(model, result, args)
        return Outcome(serializing.holding(model, result, callee.name, args))
    outcome = _joined(made) if made else Outcome(result)
    is_own = not _is_of_library(model, callee.name)
    if isinstance(result, ModelInstance):
        outcome = outcome._replace(uses=len(made) == 1)
    elif type(result) is Instance and is_own and not signals.is_signal(model, result):
        result = objects.holding(model, result, (*outcome.stores, *kept))
    return outcome._replace(result=serializing.holding(model, result, callee.name, args), stores=())


def _is_of_library(model: Model, cls: str) -> bool:
    info = model.classes.get(cls)
    return info is not None and info.module.is_library


def _external(run: Calls, callee: External, args: Arguments, node: tree.Node) -> Outcome:
    name = callee.name
    model = run.model
    special = library.function(run, name, args, node)
    if special is not None:
        return special
    if name in WRAPPERS or name in model.tables.thread_wrappers:
        return Outcome(_wrap(run, name, args))
    if name in UNWRAPPERS:
        target = args.get(0, "awaitable")
        return Outcome(Synced(target) if target is not None else Same())
    if name in RUNNER_OF:
        return run_in_thread(run, RUNNER_OF[name], args, node)
    if name in TRANSPARENT:
        return _transparent(name, args)
    row = model.tables.row(name)
    return UNKNOWN if row is None else apply_row(run, row, NOTHING, args, node)


def _transparent(name: str, args: Arguments) -> Outcome:
    """A decorator that gives back what it decorates, or what makes such a decorator."""
    only = args.get(0)
    if name in FACTORIES or not isinstance(only, (Def, Bound, Threaded, Partial)):
        given = args.keyword(GIVING_ITSELF)
        return UNKNOWN if given is not None and given != Literal(False) else Outcome(Same())
    return Outcome(only)


def _wrap(run: Calls, wrapper: str, args: Arguments) -> Kind:
    target = args.get(0, "func")
    is_sensitive = args.get(1, "thread_sensitive") != Literal(False)
    if target is None:
        return ANYTHING if args.positional else ThreadWrapper(wrapper, is_sensitive)
    run.hands_over(target, wrapper)
    return join(*(_threaded(option, wrapper, is_sensitive) for option in members(target)))


def _threaded(target: Kind, wrapper: str, is_sensitive: bool) -> Kind:
    return ANYTHING if isinstance(target, Coroutine) else Threaded(target, wrapper, is_sensitive)


def run_in_thread(
    run: Calls, runner: Runner, args: Arguments, node: tree.Node, cls: str = ""
) -> Outcome:
    """Hand a function to a thread; what it does there is not done on the loop."""
    target = args.get(runner.function, runner.keyword or None)
    outcomes: list[Outcome] = []
    away: tuple[Effect, ...] = ()
    if runner.maps and isinstance(node, tree.Call):  # the items are taken before anything runs
        places = range(runner.function + 1, len(args.positional))
        items = tuple(iterate_argument(run, node, args, n, runner.name) for n in places)
        args = args._replace(positional=(*args.positional[: runner.function + 1], *items))
    if target is not None:
        run.hands_over(target, runner.name)
        own = threads.arguments(runner, args)
        with run.muted(runner.name), threads.observed(run) as done:
            outcomes = [call(run, option, own, node) for option in members(target)]
        away = threads.away(runner.name, args, outcomes, done)
    if not runner.passes:
        outcomes = []
    result = join(*map(threads.given, outcomes)) if outcomes else ANYTHING
    if runner.gives == "coroutine":
        result = Coroutine(result, node.at, runner.name)
    elif runner.maps:
        result = Iterating(f"{WAIT} iterator", result)
    elif runner.gives:
        result = Instance(runner.gives, (result,))
    else:
        result = Instance(cls or runner.name)
    return _in_thread(outcomes, result, target)._replace(away=away)


def _in_thread(outcomes: list[Outcome], result: Kind, target: Kind | None) -> Outcome:
    """What is left of calls that a thread makes, of which `result` is what the caller gets."""
    return Outcome(
        result,
        elsewhere=True,
        warms=loaded_reads.loads_of(target, outcomes),
        fills=filling.of_thread(outcomes, is_followed=loaded_reads.are_followed(target)),
        misused=tuple(c for outcome in outcomes for c in outcome.misused),
        lost=frozenset(origin for outcome in outcomes for origin in outcome.lost),
    )


def _threaded_call(run: Calls, callee: Threaded, args: Arguments, node: tree.Node) -> Outcome:
    with run.muted(callee.wrapper), threads.observed(run) as done:
        outcomes = [call(run, option, args, node) for option in members(callee.target)]
    results = map(threads.given, outcomes)
    result = Coroutine(join(*results), node.at, _label(callee.target))
    wrapper = callee.wrapper if callee.sensitive else f"{callee.wrapper}{threads.INSENSITIVE}"
    away = threads.away(wrapper, args, outcomes, done)
    return _in_thread(outcomes, result, callee.target)._replace(away=away)


def _label(kind: Kind) -> str:
    if isinstance(kind, Def):
        return kind.routine.qualname
    if isinstance(kind, Bound):
        return _label(kind.function)
    if isinstance(kind, (External, ClassRef)):
        return kind.name.rpartition(".")[2]
    return ""


def _thread_wrapper(run: Calls, callee: ThreadWrapper, args: Arguments, node: tree.Node) -> Outcome:
    made = _wrap(run, callee.wrapper, args)
    if callee.sensitive:
        return Outcome(made)
    options = (
        Threaded(o.target, o.wrapper, False) if isinstance(o, Threaded) else o
        for o in members(made)
    )
    return Outcome(join(*options))


def _synced(run: Calls, callee: Synced, args: Arguments, node: tree.Node) -> Outcome:
    with run.muted(SYNCED):
        outcomes = [call(run, option, args, node) for option in members(callee.target)]
    results = [attributes.awaited(o) for outcome in outcomes for o in members(outcome.result)]
    # A helper that bridges to whatever it is given may do so only for what needs it.
    is_certain = not is_unknown(callee.target) or (run.routine is not None and run.routine.is_async)
    return Outcome(join(*results) if results else ANYTHING, loops.BRIDGED if is_certain else None)


def _partial(run: Calls, callee: Partial, args: Arguments, node: tree.Node) -> Outcome:
    own = Arguments(
        (*callee.args, *args.positional),
        (*(-1 for _ in callee.args), *args.places),
        (*callee.keywords, *args.keywords),
        (*(-1 for _ in callee.keywords), *args.keyword_places),
        args.starred,
    )
    outcomes = [call(run, option, own, node) for option in members(callee.target)]
    return _joined(outcomes)


def _joined(outcomes: list[Outcome]) -> Outcome:
    if not outcomes:
        return UNKNOWN
    operation = next((o.operation for o in outcomes if o.operation is not None), None)
    return Outcome(
        join(*(o.result for o in outcomes)),
        operation,
        tuple(e for o in outcomes for e in o.effects),
        misused=tuple(c for o in outcomes for c in o.misused),
        lost=frozenset(origin for o in outcomes for origin in o.lost),
        stores=tuple(stored for o in outcomes for stored in o.stores),
        away=tuple(effect for o in outcomes for effect in o.away),
        reads=frozenset(key for outcome in outcomes for key in outcome.reads),
        fills=frozenset(each for outcome in outcomes for each in outcome.fills or ()),
    )


def _dispatched(run: Calls, callee: Dispatch, args: Arguments, node: tree.Node) -> Outcome:
    functions = dispatching.chosen(run.model, callee, args.positional)
    return _joined([call(run, function, args, node) for function in functions])


def _same(run: Calls, callee: Same, args: Arguments, node: tree.Node) -> Outcome:
    return Outcome(args.get(0) or ANYTHING)


def _context_factory(
    run: Calls, callee: ContextFactory, args: Arguments, node: tree.Node
) -> Outcome:
    outcomes = [call(run, option, args, node) for option in members(callee.target)]
    value: Kind = ANYTHING
    work = None
    for outcome in outcomes:
        for option in members(outcome.result):
            if isinstance(option, Iterating):
                value, work = option.item, option.work
    return Outcome(Context(value, callee.is_async, work))


def _returning(run: Calls, callee: Returning, args: Arguments, node: tree.Node) -> Outcome:
    """A function of which is only known what it is declared to give: that is to be awaited, if it
    is declared so. Of other functions it is known to be given now and then by async ones too."""
    result = made_here(callee.result, node.at)
    if any(isinstance(option, (Coroutine, Iterating)) for option in members(result)):
        return Outcome(result)
    return Outcome(join(result, ANYTHING))


def _instance(run: Calls, callee: Kind, args: Arguments, node: tree.Node) -> Outcome:
    found = attributes.special_method(run.model, callee, "__call__")
    if found is None and (row := attributes.special_row(run.model, callee, "__call__")) is not None:
        found = Bound(External(row.name), callee)
    return UNKNOWN if found is None else call(run, found, args, node)


def _nothing(run: Calls, callee: Nothing, args: Arguments, node: tree.Node) -> Outcome:
    return Outcome(NOTHING)


_CALL: dict[type[Kind], Callable[[Calls, Any, Arguments, tree.Node], Outcome]] = {
    Def: _def,
    Bound: _bound,
    ClassRef: _class,
    External: _external,
    Threaded: _threaded_call,
    ThreadWrapper: _thread_wrapper,
    Synced: _synced,
    Partial: _partial,
    Returning: _returning,
    Same: _same,
    Dispatch: _dispatched,
    ContextFactory: _context_factory,
    Instance: _instance,
    ModelInstance: _instance,
    Nothing: _nothing,
}


def special_form(run: Calls, node: tree.Call, callee: Kind, parent: str) -> Kind | None:
    """Calls whose meaning depends on where they stand: `super()`."""
    if callee == ClassRef("super") or callee == External("super"):
        return _super(run, node)
    return None


def _super(run: Calls, node: tree.Call) -> Kind:
    routine: Routine | None = run.routine
    while routine is not None and routine.cls is None:
        routine = routine.outer
    if routine is None or routine.cls is None:
        return ANYTHING
    if node.args:
        for arg in node.args:
            run.eval(arg)
    receiver = run.env.get(run.first_parameter) if run.routine is routine else None
    if receiver is None:
        receiver = run.cells.get(routine.node.params[0].name) if routine.node.params else None
    options = list(each(receiver)) if receiver is not None else []
    if not options:
        options = [run.model.instance_of(ClassRef(routine.cls))]
    return join(*(Super(routine.cls, option) for option in options))


def operation_of_row(row: Row, version: tuple[int, int]) -> Operation:
    """The operation that a row describes, with the twin that exists in that Django."""
    twin, later = row.twin, None
    if twin and row.twin_since is not None and version < row.twin_since:
        twin, later = "", row.twin_since
    parts = row.name.split(".")
    label = ".".join(parts[-2:]) if len(parts) > 1 and parts[-2][:1].isupper() else row.name
    return Operation(row.does, label, row.name, twin, later, row.instead)
