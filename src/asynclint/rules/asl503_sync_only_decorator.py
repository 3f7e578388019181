from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import sync_decorators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import ModulePlace, Place
    from asynclint.semantic.sync_decorators import Breaking


class SyncOnlyDecorator(Rule):
    """Checks for decorators that make a sync function of an async view: those of Django that do not
    support async views in the project's version, and wrappers of the project that call the view and
    do not await it. They may stand over the view, or around it in a route.

    ## Why is this bad?
    Django asks whether a view is a coroutine function. A wrapper that is none runs in a thread, and
    the coroutine that the view gives it is taken for the response. Every request fails:
    `ValueError: The view shop.views.index didn't return an HttpResponse object. It returned an
    unawaited coroutine instead. You may need to add an 'await' into your view.` A wrapper that
    changes the response fails before that (`AttributeError: 'coroutine' object has no attribute
    'headers'`), and one that drops what it is given answers without the view having run.

    ## Example
    ```python
    from functools import wraps

    from django.http import HttpResponse
    from django.urls import path

    def no_store(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        return wrapper

    @no_store  # error
    async def index(request):
        return HttpResponse("welcome")

    urlpatterns = [path("", index)]
    ```

    Use instead:
    ```python
    from functools import wraps

    from django.http import HttpResponse
    from django.urls import path

    def no_store(view):
        @wraps(view)
        async def wrapper(request, *args, **kwargs):
            response = await view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        return wrapper

    @no_store
    async def index(request):
        return HttpResponse("welcome")

    urlpatterns = [path("", index)]
    ```

    A decorator for views of both kinds asks `iscoroutinefunction(view)` (of `asgiref.sync`), and
    gives back an async wrapper or a sync one.

    ## Exceptions
    A decorator is left alone if another one stands above it of which it is not known that it does
    not await either, and if its module marks wrappers with `markcoroutinefunction`. What stands
    over a whole class is ASL516's.

    ## Fix safety
    Only suggested: what the decorator is for decides what to put in its place.

    ## Versions
    The decorators for views in `django.views.decorators` support async views from Django 5.0 on,
    those of `django.contrib.auth` from 5.1 on, `method_decorator` over a handler from 5.2 on.
    `transaction.atomic` does not in any version.

    ## References
    - [Decorators](https://docs.djangoproject.com/en/stable/topics/async/#decorators)
    - [Asynchronous views](https://docs.djangoproject.com/en/stable/topics/async/#async-views)
    """

    code = "ASL503"
    name = "sync-only-decorator"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function) or not node.decorators:
            return
        found = sync_decorators.breaking(place.model, place.routine)
        if found is not None:
            spelled = f"@{place.source(found.node.at)}"
            message = _message(spelled, found, place.routine.qualname, place.model.version)
            yield self.finding(place, found.node.at, message, statement=node.at, fix=_fix(found))

    def check_module(self, place: ModulePlace) -> Iterator[Finding]:
        for unit, found, view in sync_decorators.in_routes(place.model, place.module):
            span = place.span_in(unit, found.node.at)
            spelled = " ".join(place.module.excerpt(unit.span(found.node.at)).split())
            message = _message(spelled, found, view, place.model.version)
            yield self.finding_over(place, span, message, fix=_fix(found))


def _message(spelled: str, found: Breaking, view: str, version: tuple[int, int]) -> str:
    if found.fate == sync_decorators.DROPPED:
        return f"`{spelled}` calls `{view}`, which is async, and does not await it: it never runs"
    text = f"`{spelled}` makes a sync function of the async view `{view}`"
    if not found.name:
        return f"{text}, which it does not await: every request fails"
    if found.since is None:
        return f"{text}: every request fails"
    return f"{text} in Django {'.'.join(map(str, version))}: every request fails"


def _fix(found: Breaking) -> Fix:
    if not found.name:
        return suggestion("Give back an async wrapper that awaits the view")
    if found.since is None:
        return suggestion("Move what it is for to a sync function, and use `sync_to_async`")
    since = ".".join(map(str, found.since))
    return suggestion(f"Django {since} supports async views there; until then make the view sync")
