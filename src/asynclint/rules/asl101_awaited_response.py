from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.rules.awaiting import drop_await, unawaitable_options
from asynclint.rules.base import Rule
from asynclint.semantic import classes
from asynclint.semantic.kinds import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import AwaitSite

RESPONSE = "django.http.response.HttpResponseBase"


class AwaitedResponse(Rule):
    """Checks for `await` on a response.

    ## Why is this bad?
    A response is an ordinary object. Awaiting one raises
    `TypeError: object HttpResponse can't be used in 'await' expression`. That a view is async does
    not make what it returns awaitable.

    ## Example
    ```python
    from django.http import HttpResponse

    async def hello(request):
        return await HttpResponse("hello")  # error
    ```

    Use instead:
    ```python
    from django.http import HttpResponse

    async def hello(request):
        return HttpResponse("hello")
    ```

    ## Fix safety
    Safe: the code as it stands always raises. A statement that is nothing but the awaited response
    at the end of a view becomes `return`; one that awaits a variable is removed.

    ## References
    - [Request and response objects](https://docs.djangoproject.com/en/stable/ref/request-response/)
    """

    code = "ASL101"
    name = "awaited-response"
    severity = ERROR

    def check_await(self, site: AwaitSite, place: Place) -> Iterator[Finding]:
        options = unawaitable_options(site, place)
        if not options or not all(is_response(place, option) for option in options):
            return
        spelled = place.source(site.operand_at)
        message = f"`{spelled}` is a response, which cannot be awaited: `TypeError`"
        yield self.finding(
            place,
            site.at,
            message,
            statement=site.statement,
            fix=drop_await(site, place, returns=True),
        )


def is_response(place: Place, kind: object) -> bool:
    if not isinstance(kind, Instance):
        return False
    name = place.model.tables.canonical(RESPONSE)
    return classes.is_subclass(place.model, kind.cls, name)
