from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import classes, handlers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace
    from asynclint.semantic.handlers import Handler


class MixedViewHandlers(Rule):
    """Checks for class-based views that have sync and async handlers.

    Django looks at every handler that the class has: its own and those that it inherits, from a
    class of the project or from one of Django's generic views. `options` does not count.

    ## Why is this bad?
    Making a URL for the view raises `ImproperlyConfigured: BookView HTTP handlers must either be
    all sync or all async.`, so that no URL of the project works.

    ## Example
    ```python
    from django.http import JsonResponse
    from django.views import View

    from shop.models import Book

    class BookView(View):  # error
        async def get(self, request):
            return JsonResponse({"count": await Book.objects.acount()})

        def post(self, request):
            return JsonResponse({"count": 0})
    ```

    Use instead:
    ```python
    from django.http import JsonResponse
    from django.views import View

    from shop.models import Book

    class BookView(View):
        async def get(self, request):
            return JsonResponse({"count": await Book.objects.acount()})

        async def post(self, request):
            return JsonResponse({"count": 0})
    ```

    ## Fix safety
    Only suggested: whether the async handlers become sync or the others async, a person has to
    decide.

    ## Versions
    From Django 4.1 on. Before that, class-based views could not have async handlers at all.

    ## References
    - [Asynchronous class-based views](https://docs.djangoproject.com/en/stable/topics/class-based-views/#asynchronous-class-based-views)
    """

    code = "ASL501"
    name = "mixed-view-handlers"
    severity = ERROR

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        model, cls = place.model, place.name
        if model.version < SINCE or not handlers.is_view(model, cls):
            return
        both = _both(handlers.handlers(model, cls))
        if both is None or _is_reported_above(place):
            return
        coroutine, other = both
        message = (
            f"`{place.info.node.name}` mixes sync and async handlers: {_told(coroutine, cls)} is"
            f" async, {_told(other, cls)} is not: `ImproperlyConfigured`"
        )
        fix = suggestion("Make all of its handlers async, or none")
        yield self.finding_over(place, place.span(place.info.node.name_at), message, fix=fix)


SINCE = (4, 1)


def _both(found: tuple[Handler, ...]) -> tuple[Handler, Handler] | None:
    """An async handler and a sync one; None where all are of one colour."""
    coroutine = next((handler for handler in found if handler.is_async), None)
    other = next((handler for handler in found if not handler.is_async), None)
    return None if coroutine is None or other is None else (coroutine, other)


def _is_reported_above(place: ClassPlace) -> bool:
    """Whether a class that this one derives from is just as wrong."""
    model = place.model
    return any(
        base in model.classes
        and handlers.is_view(model, base)
        and _both(handlers.handlers(model, base)) is not None
        for base in classes.mro(model, place.name)[1:]
    )


def _told(handler: Handler, cls: str) -> str:
    """The handler, and the class that it comes from if that is another one."""
    if handler.owner == cls:
        return f"`{handler.name}`"
    return f"`{handler.name}` of `{handler.owner.rpartition('.')[2]}`"
