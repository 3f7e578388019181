"""Work that is handed to a thread: what the thread is made to do, and whose thread it is.

Django closes the connections of the thread that serves a request when that request ends; in any
other thread a connection that a query has opened stays open. What is done there is kept with the
call (`CallSite.away`).
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from asynclint.knowledge.loops import CLOSING
from asynclint.knowledge.threads import FOREIGN, INSENSITIVE
from asynclint.semantic.kinds import ANYTHING, Coroutine, Fixed, Instance, Kind, join, members
from asynclint.semantic.loops import GIVES_BACK
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.sites import CallSite, Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.knowledge.threads import Runner
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.kinds import Def
    from asynclint.semantic.routines import Behaviour, Routine
    from asynclint.semantic.sites import Site

__all__ = ["INSENSITIVE", "arguments", "away", "given", "observed", "of_call", "sent_away"]

_PROCESSES = "concurrent.futures.ProcessPoolExecutor"


def arguments(runner: Runner, args: Arguments) -> Arguments:
    """The arguments that a runner calls the function with."""
    if runner.passes:
        return args.behind(runner.function + 1)
    own = args.get(3, "args")
    if isinstance(own, Fixed) and own.cls in ("tuple", "list"):
        return Arguments(own.items, tuple(-1 for _ in own.items))
    return Arguments((ANYTHING,), (-1,), (), (), True) if own is not None else Arguments()


@contextmanager
def observed(run: Calls) -> Iterator[list[Effect]]:
    """What is done in the body, where nothing is recorded."""
    before, run.away = run.away, []
    try:
        yield run.away
    finally:
        run.away = before


def given(outcome: Outcome) -> Kind:
    """What a thread gives; a coroutine is another mistake, which ASL404 tells of."""
    return join(*(ANYTHING if isinstance(o, Coroutine) else o for o in members(outcome.result)))


def away(
    name: str, args: Arguments, outcomes: list[Outcome], done: list[Effect]
) -> tuple[Effect, ...]:
    """What a thread of its own is made to do by the wrapper or runner of that name; nothing if the
    thread is Django's, or gives its connections back."""
    if name not in FOREIGN or _is_of_process(args.get(0)):
        return ()
    operations = [o.operation for o in outcomes if o.operation is not None]
    found = [*done, *(Effect(o.does, o.label, (), o.instead) for o in operations)]
    found += [effect for outcome in outcomes for effect in outcome.effects]
    if any(e.does == GIVES_BACK or e.label in CLOSING for e in found):
        return ()
    return tuple(dict.fromkeys(found))


def _is_of_process(executor: Kind | None) -> bool:
    return isinstance(executor, Instance) and executor.cls == _PROCESSES


def sent_away(routine: Routine, sites: Iterable[Site]) -> tuple[Effect, ...]:
    """The shortest way to each kind of work that a function sends to threads."""
    best: dict[str, Effect] = {}
    for site in sites:
        for effect in site.away if isinstance(site, CallSite) else ():
            frames = ((routine, site.at), *effect.frames)
            known = best.get(effect.does)
            is_new = all(r is not routine for r, _ in effect.frames)
            if is_new and (known is None or len(frames) < len(known.frames)):
                best[effect.does] = Effect(effect.does, effect.label, frames, effect.instead)
    return tuple(best[does] for does in sorted(best))


def of_call(run: Calls, callee: Def, behaviour: Behaviour) -> tuple[Effect, ...]:
    """What calling a function of the project sends to threads. An async one is told of where it
    stands, but for what it does with the functions that it was given."""
    routine = callee.routine
    if not behaviour.away or routine.module.is_library:
        return ()
    if not routine.is_async:
        return behaviour.away
    own = {(e.does, e.frames[0]) for e in run.model.entry_behaviour(routine).away}
    return tuple(e for e in behaviour.away if (e.does, e.frames[0]) not in own)
