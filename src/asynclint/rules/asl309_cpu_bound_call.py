from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.computing import (
    ASKING_BACKENDS,
    COMPUTING_BACKEND,
    NEVER,
    ON_LOOP,
    PASSWORD,
)
from asynclint.knowledge.schema import CPU
from asynclint.rules.base import suggestion
from asynclint.rules.blocking import BlockingWork, in_django_thread, in_thread, series, twin_fix
from asynclint.semantic import settings
from asynclint.semantic.kinds import Bound, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.knowledge.schema import Version
    from asynclint.rules.base import Place
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class CpuBoundCall(BlockingWork):
    """Checks for calls that keep the processor busy for long, on the event loop: password hashing,
    images, tables and arrays that are read from files, compression, PDF documents, and the
    functions that the setting `cpu-bound` names.

    ## Why is this bad?
    Nothing raises. Hashing a password takes a tenth of a second or more on purpose, and while it is
    computed the event loop serves nobody.

    ## Example
    ```python
    from django.contrib.auth.hashers import make_password

    async def hashed(request):
        return make_password("secret")  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from django.contrib.auth.hashers import make_password

    async def hashed(request):
        return await sync_to_async(make_password)("secret")
    ```

    ## Fix safety
    Safe where Django has an async counterpart that computes in a thread: `acheck_password()` from
    6.0 on; in 5.0 to 5.2 it computes on the event loop. Otherwise unsafe: the work runs in a
    thread, where other code may run at the same time.

    ## Options
    - `cpu-bound`

    ## Versions
    `acheck_password()` exists from Django 5.0 on; up to 5.2 it computes on the event loop itself,
    and is reported. So does `aauthenticate()` in 5.2, and `acreate_user()`, which is as old as
    that, in all versions up to 6.1.

    ## References
    - [Password management](https://docs.djangoproject.com/en/stable/topics/auth/passwords/)
    """

    code = "ASL309"
    name = "cpu-bound-call"
    does = CPU

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        text = f"`{place.source(site.at)}` keeps the event loop busy while it computes"
        since = _leaves_the_loop(operation, place)
        if since is None:
            return text
        return f"{text} (Django {series(since)} has an async counterpart that uses a thread)"

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        yield from super().check_call(site, place)
        name = _called(site.callee)
        since, until = ON_LOOP.get(name, NEVER)
        if place.on_loop and since <= place.model.version < until and _computes(name, site, place):
            version = series(place.model.version)
            yield self.finding(
                place,
                site.at,
                f"`{place.source(site.at)}` computes on the event loop in Django {version},"
                " although it is awaited",
                statement=site.statement,
                fix=suggestion("Call the sync form with `sync_to_async`"),
            )

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        if not operation.row.startswith("django."):
            return in_thread(site, place)
        if _leaves_the_loop(operation, place) is not None:
            return in_django_thread(site, place)
        return twin_fix(site, place, operation) or in_django_thread(site, place)


def _leaves_the_loop(operation: Operation, place: Place) -> Version | None:
    """The first Django with an async counterpart that computes in a thread, if the project's is
    older than that."""
    row = place.model.tables.row(operation.row)
    if row is None or row.twin_since is None:
        return None
    twin = row.twin if "." in row.twin else f"{row.name.rpartition('.')[0]}.{row.twin}"
    since = max(row.twin_since, ON_LOOP.get(twin, NEVER)[1])
    return since if place.model.version < since else None


def _computes(name: str, site: CallSite, place: Place) -> bool:
    """Whether a coroutine function is given what it computes with, and does so by itself."""
    position = PASSWORD.get(name)
    if position is None:
        return True
    given = [key for key, _ in site.keywords]
    if "password" not in given and not 0 <= position < len(site.args):
        return False
    return name != ASKING_BACKENDS or settings.names_in(
        place.model, "AUTHENTICATION_BACKENDS", COMPUTING_BACKEND
    )


def _called(callee: Kind) -> str:
    """The dotted name of a library's function or method; empty for any other callee."""
    function = callee.function if isinstance(callee, Bound) else callee
    return function.name if isinstance(function, External) else ""
