from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, WARNING
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import async_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace, ModulePlace, Place


class AsyncSettings(Rule):
    """Checks for settings that undo async views: a project that only WSGI serves, `CONN_MAX_AGE`
    under ASGI, and a Django that is too old for them.

    ## Why is this bad?
    Under WSGI each request for an async view starts an event loop of its own, which holds a worker
    until it is done: the view costs more than a sync one, and nothing runs beside it.

    Under ASGI each request has a thread of its own for queries. A connection that is kept for the
    next request of that thread is never used again, since the thread ends with the request: one
    connection after another stays open, until the database refuses new ones (`FATAL: sorry, too
    many clients already`).

    A Django before 3.1, or before 4.1 for class-based views, takes the coroutine for the response:
    `ValueError: The view shop.views.Page didn't return an HttpResponse object. It returned an
    unawaited coroutine instead.` Every request fails.

    ## Example
    ```python
    from django.core.asgi import get_asgi_application
    from django.http import HttpResponse
    from django.urls import path

    DATABASES = {
        "default": {
            "NAME": "shop",
            "CONN_MAX_AGE": 600,  # error
        },
    }

    async def prices(request):
        return HttpResponse("prices")

    urlpatterns = [path("prices/", prices)]
    ```

    Use instead:
    ```python
    from django.core.asgi import get_asgi_application
    from django.http import HttpResponse
    from django.urls import path

    DATABASES = {
        "default": {
            "NAME": "shop",
            "CONN_MAX_AGE": 0,
        },
    }

    async def prices(request):
        return HttpResponse("prices")

    urlpatterns = [path("prices/", prices)]
    ```

    To have connections ready, use a pool: `"OPTIONS": {"pool": True}` with PostgreSQL and Django
    5.1, or one outside Django.

    ## Exceptions
    Settings are looked at where the project's URLs lead to an async view. Those of tests and what
    comes from the environment do not count. A project is taken for one that only WSGI serves if it
    has a WSGI application, and its code does not name ASGI or a server for it.

    ## Fix safety
    Only suggested: which server and which settings fit, is for the people who run it to decide.

    ## References
    - [How to deploy with ASGI](https://docs.djangoproject.com/en/stable/howto/deployment/asgi/)
    - [Persistent connections](https://docs.djangoproject.com/en/stable/ref/databases/#persistent-connections)
    - [Async views](https://docs.djangoproject.com/en/stable/topics/async/#async-views)
    """

    code = "ASL511"
    name = "async-settings"
    severity = WARNING

    def check_module(self, place: ModulePlace) -> Iterator[Finding]:
        for unit, at in async_settings.kept_connections(place.model, place.module):
            yield self.finding_over(
                place,
                place.span_in(unit, at),
                "connections to the database are kept for a thread that ends with its request under"
                " ASGI: they stay open, and nobody uses them again",
                fix=suggestion("Set CONN_MAX_AGE to 0, and use a pool of connections"),
            )
        for unit, at in async_settings.wsgi_application(place.model, place.module):
            yield self.finding_over(
                place,
                place.span_in(unit, at),
                "the project has async views and only WSGI serves it: each request for one runs an"
                " event loop of its own, and holds a worker until it is done",
                fix=suggestion("Add an `asgi.py`, and serve the project by ASGI"),
            )

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if isinstance(node, tree.Function) and async_settings.is_too_early(
            place.model, place.routine
        ):
            yield self.finding(
                place,
                node.name_at,
                _early(place.routine.qualname, async_settings.VIEWS_SINCE, place.model.version),
                severity=ERROR,
                fix=suggestion("Make the view sync, or use a newer Django"),
            )

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        routine = async_settings.early_handler(place.model, place.name)
        if routine is not None:
            assert isinstance(routine.node, tree.Function)
            yield self.finding_over(
                place,
                place.span_in(routine.unit, routine.node.name_at),
                _early(routine.qualname, async_settings.HANDLERS_SINCE, place.model.version),
                place.span_in(routine.unit, routine.node.at),
                severity=ERROR,
                fix=suggestion("Make the handlers sync, or use a newer Django"),
            )


def _early(view: str, since: tuple[int, int], version: tuple[int, int]) -> str:
    first, own = (".".join(map(str, each)) for each in (since, version))
    return (
        f"`{view}` is async, which Django supports from {first} on, and the project may run on"
        f" {own}: every request fails"
    )
