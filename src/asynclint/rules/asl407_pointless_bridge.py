from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import INFO
from asynclint.fixes.steps import AddImport, DropImport, RenameAttribute, Rewrite
from asynclint.knowledge.computing import computes_on_loop
from asynclint.knowledge.schema import CACHE
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.rules.blocking import RAISING
from asynclint.rules.bridges import (
    TO_THREAD,
    Bridge,
    bridge_of,
    called_name,
    made_by,
    without_wrapper,
)
from asynclint.semantic.harmless import is_harmless
from asynclint.semantic.kinds import Threaded, members
from asynclint.semantic.sites import AwaitSite, CallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.routines import Routine


class PointlessBridge(Rule):
    """Checks for `sync_to_async` around what needs no bridge: a method of Django's that has an
    async counterpart in the project's version (`sync_to_async(Book.objects.get)`), and a function
    of the project that does nothing but compute with what it is given.

    Methods that the project overrides are left alone, and what makes a counterpart of a bridge, for
    which it would call itself (`async def asave(self): await sync_to_async(self.save)()`). So are
    functions that call or read anything of which it is not known that it does not block, that loop,
    or that are given objects.

    ## Why is this bad?
    Nothing breaks. The counterpart says the same in fewer words, and can become truly asynchronous
    with a newer Django; a function that does not block gains nothing from a thread, and waits for
    its turn there.

    ## Example
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    async def detail(request, pk):
        book = await sync_to_async(Book.objects.get)(pk=pk)  # error
        return book.title
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    async def detail(request, pk):
        book = await Book.objects.aget(pk=pk)
        return book.title
    ```

    ## Fix safety
    Safe: Django's counterparts do the same work on the same thread, and a function that only
    computes gives the same without a thread. An import that nothing needs any more goes, too.

    ## References
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL407"
    name = "pointless-bridge"
    severity = INFO

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        bridge = bridge_of(site, place)
        if bridge is not None:
            yield from self._check_twin(site, bridge, place)
        elif isinstance(site.callee, Threaded) and site.awaited:
            yield from self._check_function(site, site.callee, place)

    def _check_twin(self, site: CallSite, bridge: Bridge, place: Place) -> Iterator[Finding]:
        options = members(bridge.target)
        if bridge.to != TO_THREAD or bridge.is_runner or len(options) != 1:
            return
        if bridge.target_at < 0 or not _is_plain(site):
            return
        twin = _twin(called_name(options[0]), place)
        if not twin:
            return
        spelled, short = place.source(bridge.target_at), twin.rpartition(".")[2]
        if short in _names_around(place.routine):
            return  # the counterpart itself is made of the bridge here
        message = f"`{spelled}` needs no bridge: it has an async counterpart, `{short}`"
        fix = _fix(site, bridge, twin, place)
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def _check_function(self, site: CallSite, callee: Threaded, place: Place) -> Iterator[Finding]:
        bridge = made_by(site, place)
        if bridge is None or site.keywords or not callee.sensitive:
            return
        targets = [target for each in _threaded_at(site, place) for target in members(each.target)]
        if not all(is_harmless(place.model, target, site.args) for target in targets):
            return
        yield self.finding(
            place,
            site.at,
            f"`{place.source(bridge.target_at)}` does not block: it can be called without a bridge",
            statement=site.statement,
            fix=_called_directly(site, bridge, place),
        )


def _threaded_at(site: CallSite, place: Place) -> list[Threaded]:
    """All that may be called in the thread there: a name may be bound in several ways."""
    callees = (
        s.callee for s in place.behaviour.sites if isinstance(s, CallSite) and s.at == site.at
    )
    return [callee for callee in callees if isinstance(callee, Threaded)]


def _names_around(routine: Routine | None) -> Iterator[str]:
    """The names of a function and of those that it stands in."""
    while routine is not None:
        yield routine.name
        routine = routine.outer


def _is_plain(site: CallSite) -> bool:
    """Whether nothing is said about the thread, or that it is Django's."""
    return len(site.arg_places) <= 1 and all(key == "thread_sensitive" for key, _ in site.keywords)


def _twin(name: str, place: Place) -> str:
    """The dotted name of the counterpart; empty where the project's Django has none."""
    tables = place.model.tables
    row = tables.row(name) if name else None
    if row is None or row.does not in (*RAISING, CACHE) or row.consumed:
        return ""
    twin = place.model.operation(row).twin
    if twin and "." not in twin:
        twin = f"{row.name.rpartition('.')[0]}.{twin}"
    if computes_on_loop(twin, place.model.version):
        return ""
    other = tables.row(twin) if twin else None
    return twin if other is not None and other.is_async else ""


def _fix(site: CallSite, bridge: Bridge, twin: str, place: Place) -> Fix | None:
    target = place.span(bridge.target_at)
    module, _, short = twin.rpartition(".")
    if module.rpartition(".")[2][:1].isupper():
        return safe(
            f"Use `{short}()`",
            RenameAttribute(target, short),
            Rewrite(place.span(site.at), "{0}", (target,)),
            *without_wrapper(site, place),
        )
    step = Rewrite(place.span(site.at), short)
    drops = (*without_wrapper(site, place), DropImport(target))
    return safe(f"Use `{short}()`", step, AddImport(module, short), *drops)


def _called_directly(site: CallSite, bridge: Bridge, place: Place) -> Fix:
    """Without the bridge there is nothing to await."""
    waits = (s for s in place.behaviour.sites if isinstance(s, AwaitSite))
    wait = next((each for each in waits if each.operand_at == site.at), None)
    if wait is None or not bridge.is_alone:
        return suggestion("Call it directly, without `await`")
    parts = (place.span(bridge.target_at), place.span(site.at))
    step = Rewrite(place.span(wait.at), "{0}({1*})", parts)
    return safe("Call it directly, without `await`", step, *without_wrapper(site, place))
