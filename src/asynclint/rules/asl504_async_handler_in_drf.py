from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.knowledge import rest_framework
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import classes, decorations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


class AsyncHandlerInDrf(Rule):
    """Checks for async handlers in views of Django REST framework: methods of an `APIView` or a
    `ViewSet`, extra actions, and functions under `@api_view`.

    The package `adrf` has classes and decorators of the same names that await their handlers.

    ## Why is this bad?
    REST framework calls the handler and takes the coroutine for its response. Every request ends
    in ``AssertionError: Expected a `Response`, `HttpResponse` or `StreamingHttpResponse` to be
    returned from the view, but received a `<class 'coroutine'>` ``.

    ## Example
    ```python
    from rest_framework.response import Response
    from rest_framework.views import APIView

    from shop.models import Book

    class BookCount(APIView):
        authentication_classes = []

        async def get(self, request):  # error
            return Response({"count": await Book.objects.acount()})

    async def serve(request):
        return await BookCount.as_view()(request)
    ```

    Use instead:
    ```python
    from adrf.views import APIView
    from rest_framework.response import Response

    from shop.models import Book

    class BookCount(APIView):
        authentication_classes = []

        async def get(self, request):
            return Response({"count": await Book.objects.acount()})

    async def serve(request):
        return await BookCount.as_view()(request)
    ```

    ## Fix safety
    Only suggested: another base class or decorator changes how the view is called.

    ## References
    - [adrf](https://github.com/em1208/adrf)
    - [Django REST framework: views](https://www.django-rest-framework.org/api-guide/views/)
    """

    code = "ASL504"
    name = "async-handler-in-drf"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function) or not node.is_async:
            return
        instead = _instead(place.model, place.routine)
        if instead:
            yield self.finding(
                place,
                node.name_at,
                f"`{place.routine.qualname}` is async, and Django REST framework takes its"
                " coroutine for the response: `AssertionError`",
                fix=suggestion(f"Use {instead}, or make the handler sync"),
            )


def _instead(model: Model, routine: Routine) -> str:
    """What of adrf would await a handler of REST framework's; empty for what is none."""
    if routine.cls is None:
        return "`adrf.decorators.api_view`" if _is_given(model, routine, _FUNCTION) else ""
    if not _is_plain(model, routine.cls):
        return ""
    is_set = classes.is_subclass(model, routine.cls, rest_framework.VIEW_SET)
    named = routine.name in rest_framework.HANDLERS or (
        is_set and routine.name in rest_framework.ACTIONS
    )
    if named and _stays(model, routine):
        return "`adrf.viewsets`" if is_set else "`adrf.views.APIView`"
    return "`adrf.viewsets`" if _is_given(model, routine, _ACTION) else ""


_FUNCTION = rest_framework.VIEW_DECORATOR
_ACTION = rest_framework.ACTION_DECORATOR


def _is_given(model: Model, routine: Routine, name: str) -> bool:
    """Whether a decorator of that name gets the coroutine function itself."""
    return any(
        decoration.name == name and decorations.is_given_coroutine_function(decoration, routine)
        for decoration in decorations.of(model, routine)
    )


def _stays(model: Model, routine: Routine) -> bool:
    """Whether the class is left with the coroutine function: its decorators change nothing."""
    assert routine.cls is not None
    found = classes.Found(routine.cls, classes.own(model, routine.cls, routine.name))
    kind = classes.attribute_kind(model, found, routine.name)
    return decorations.is_function(kind, routine)


def _is_plain(model: Model, cls: str) -> bool:
    """Whether REST framework itself calls the handlers of a class, and nothing in between."""
    order = classes.mro(model, cls)
    if rest_framework.VIEW not in order or classes.hides_something(model, cls):
        return False
    if any(base.partition(".")[0] == rest_framework.ASYNC_PACKAGE for base in order):
        return False
    found = (classes.find(model, cls, name) for name in rest_framework.CALLING)
    return all(each is None or not each.definitions for each in found)
