from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.fetching import ALWAYS, STORE
from asynclint.knowledge.schema import SESSION
from asynclint.rules.base import suggestion
from asynclint.rules.blocking import BlockingCall, twin_fix, twin_function_fix
from asynclint.rules.fetching import awaited_user, session_by_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class LazyRequestAttribute(BlockingCall):
    """Checks for looks into `request.user` and `request.session` that fetch them on the event loop.

    `request.user` stands for the user until somebody looks into it: at an attribute, at its truth,
    by a comparison, an f-string or `isinstance()`, or as a value in `filter(user=request.user)`,
    although `filter()` is lazy. It does so after `await request.auser()` too, which keeps what it
    fetched elsewhere. A session is loaded by the first look at its data, in any form.

    Passing `request.user` on is fine, and so is a session that is in memory: after
    `await request.auser()`, after one of its async methods, or in a view that is decorated with
    `login_required`.

    ## Why is this bad?
    It looks like reading a value, and works for visitors who have no session. For whoever is logged
    in Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context -
    use a thread or sync_to_async.`

    ## Example
    ```python
    from django.http import HttpRequest, HttpResponse

    async def greeting(request: HttpRequest):
        user = request.user
        return HttpResponse(user.first_name)  # error
    ```

    Use instead:
    ```python
    from django.http import HttpRequest, HttpResponse

    async def greeting(request: HttpRequest):
        user = await request.auser()
        return HttpResponse(user.first_name)
    ```

    ## Fix safety
    Safe where the async way exists: `request.auser()` from Django 5.0 on, the async methods of
    sessions from 5.1 on. The code as it stands raises for everybody who is logged in.

    ## Versions
    `request.auser()` exists from Django 5.0 on, the async methods of sessions from 5.1 on. Before
    that the message says so.

    ## References
    - [`HttpRequest.auser()`](https://docs.djangoproject.com/en/stable/ref/request-response/#django.http.HttpRequest.auser)
    - [Using sessions in views](https://docs.djangoproject.com/en/stable/topics/http/sessions/#using-sessions-in-views)
    """

    code = "ASL206"
    name = "lazy-request-attribute"
    severity = ERROR
    does = SESSION

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != SESSION or not place.on_loop:
            return
        spelled = place.source(site.operand_at)
        message = (
            f"`{spelled}` fetches the user on the event loop: `SynchronousOnlyOperation` for"
            f" whoever is logged in{_later(operation, '`request.auser()`')}"
        )
        fix = awaited_user(site, place, operation) or _in_thread(operation)
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        what = "loads the session" if operation.row.startswith(STORE) else "fetches the user"
        if operation.row in ALWAYS:
            what = "asks the store of the session"
        return (
            f"`{place.source(site.at)}` {what} on the event loop: `SynchronousOnlyOperation`"
            f"{_later(operation, 'an async counterpart')}"
        )

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return (
            twin_fix(site, place, operation)
            or twin_function_fix(site, place, operation)
            or session_by_syntax(site, place)
            or _in_thread(operation)
        )


def _later(operation: Operation, what: str) -> str:
    if operation.twin_later is None:
        return ""
    return f" ({what} exists from Django {'.'.join(map(str, operation.twin_later))} on)"


def _in_thread(operation: Operation) -> Fix:
    if operation.twin:
        return suggestion("Fetch it before, with `await`")
    return suggestion("Fetch it in a thread with `sync_to_async`")
