from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import classes, hooks, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace, Place


class AtomicAsyncView(Rule):
    """Checks for async views in a project whose settings have `ATOMIC_REQUESTS`.

    Looked at are views that the project's URLs name.

    ## Why is this bad?
    Transactions do not work in async code yet. Django refuses to call the view:
    `RuntimeError: You cannot use ATOMIC_REQUESTS with async views.` Each request for it fails.

    ## Example
    ```python
    from django.http import HttpResponse
    from django.urls import path

    DATABASES = {"default": {"NAME": "shop", "ATOMIC_REQUESTS": True}}

    async def prices(request):  # error
        return HttpResponse("prices")

    urlpatterns = [path("prices/", prices)]
    ```

    Use instead:
    ```python
    from django.db import transaction
    from django.http import HttpResponse
    from django.urls import path

    DATABASES = {"default": {"NAME": "shop", "ATOMIC_REQUESTS": True}}

    @transaction.non_atomic_requests
    async def prices(request):
        return HttpResponse("prices")

    urlpatterns = [path("prices/", prices)]
    ```

    What has to be done in one transaction belongs into a sync function with `transaction.atomic`,
    called through `sync_to_async`. A class-based view takes the decorator over `dispatch`, by
    `@method_decorator(transaction.non_atomic_requests, name="dispatch")`.

    ## Exceptions
    Views with a decorator: it may bring the mark with it. Settings of tests do not count.

    ## Fix safety
    Only suggested: without the transaction, what the view has written stays written when it fails.

    ## References
    - [Tying transactions to HTTP requests](https://docs.djangoproject.com/en/stable/topics/db/transactions/#tying-transactions-to-http-requests)
    """

    code = "ASL513"
    name = "atomic-async-view"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node, model = place.routine.node, place.model
        if not isinstance(node, tree.Function) or not node.is_async or node.decorators:
            return
        where = settings.atomic_requests(model)
        if where and place.routine in settings.routed(model)[0]:
            yield self.finding(
                place,
                node.name_at,
                _message(node.name, where),
                statement=node.at,
                fix=suggestion("Decorate it with `transaction.non_atomic_requests`"),
            )

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        model, name = place.model, place.name
        where = settings.atomic_requests(model)
        if not where or name not in settings.routed(model)[1]:
            return
        if classes.hides_something(model, name) or not hooks.has_async_handler(model, name):
            return
        dispatch = classes.find(model, name, "dispatch")
        own = [model.classes[c] for c in classes.mro(model, name) if c in model.classes]
        if (dispatch is not None and dispatch.definitions) or any(c.node.decorators for c in own):
            return
        yield self.finding_over(
            place,
            place.span(place.info.node.name_at),
            _message(place.info.node.name, where),
            place.span(place.info.node.at),
            fix=suggestion(
                "Decorate it with `method_decorator(transaction.non_atomic_requests,"
                ' name="dispatch")`'
            ),
        )


def _message(view: str, where: str) -> str:
    return (
        f"`{view}` is async, and `{where}` sets ATOMIC_REQUESTS: Django refuses to call it"
        " (`RuntimeError`)"
    )
