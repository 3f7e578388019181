from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import INFO
from asynclint.index import tree
from asynclint.knowledge.releases import keeps_async
from asynclint.knowledge.schema import HTTP, TRANSACTION
from asynclint.knowledge.view_handlers import NAMES
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import classes, decorations, handlers, hooks, overrides, settings
from asynclint.semantic.kinds import Def

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


class SyncViewWithNetworkIo(Rule):
    """Checks for sync views that send HTTP requests themselves, or in functions that they call, in
    a project that has an ASGI application.

    In preview, and no mistake: the view works. Silent in projects without an ASGI application,
    where an async view gains nothing of this; about views that the project's URLs do not name;
    about views that could not be async as they are: of frameworks that only know sync ones, below
    decorators that do, in transactions, and where `ATOMIC_REQUESTS` puts every view into one.

    ## Why is this bad?
    While the other server takes its time, the view holds a thread that serves nobody else. An
    async view with an async client holds none, and many of them can wait at once. Under WSGI, and
    where few requests come at a time, this makes no difference: measure first. What the view
    does besides has to be async as well, or goes to a thread again.

    ## Example
    ```python
    import requests
    from django.core.asgi import get_asgi_application
    from django.http import JsonResponse
    from django.urls import path

    application = get_asgi_application()

    def rates(request):
        response = requests.get("http://rates.example.com/latest", timeout=5)  # error
        return JsonResponse(response.json())

    urlpatterns = [path("rates/", rates)]
    ```

    Use instead:
    ```python
    import httpx
    from django.core.asgi import get_asgi_application
    from django.http import JsonResponse
    from django.urls import path

    application = get_asgi_application()

    async def rates(request):
        async with httpx.AsyncClient(timeout=5) as client:
            response = await client.get("http://rates.example.com/latest")
        return JsonResponse(response.json())

    urlpatterns = [path("rates/", rates)]
    ```

    ## Fix safety
    Only suggested: it takes another client, and all that the view does besides.

    ## References
    - [Asynchronous support: performance](https://docs.djangoproject.com/en/stable/topics/async/#performance)
    """

    code = "ASL604"
    name = "sync-view-with-network-io"
    severity = INFO
    default = False
    preview = True

    def words(self, model: Model) -> frozenset[str]:
        if not _has_asgi(model):
            return frozenset()
        functions, views = settings.routed(model)
        found = {f"def {routine.name}(" for routine in functions}
        return frozenset(found | ({f"def {name}(" for name in NAMES} if views else set()))

    def check_function(self, place: Place) -> Iterator[Finding]:
        routine, model = place.routine, place.model
        if place.on_loop or not isinstance(routine.node, tree.Function) or routine.is_generator:
            return
        effects = {effect.does: effect for effect in place.behaviour.effects}
        if HTTP not in effects or TRANSACTION in effects or not _has_asgi(model):
            return
        if not _is_view(model, routine) or not _could_be_async(model, routine):
            return
        effect = effects[HTTP]
        at = effect.frames[0][1]
        what, is_direct = f"`{place.source(at)}`", len(effect.frames) == 1
        if not is_direct:
            what += f", which reaches {place.source_of(effect)},"
        yield self.finding(
            place,
            at,
            f"{what} keeps a thread waiting in the sync view `{routine.qualname}`: an async one"
            " would hold none while the other server takes its time",
            chain=() if is_direct else place.frames(at, effect),
            fix=suggestion("Make the view `async def`, and send the request by an async client"),
        )


def _has_asgi(model: Model) -> bool:
    return hooks.is_named(model, ("get_asgi_application", "ASGI_APPLICATION"))


def _is_view(model: Model, routine: Routine) -> bool:
    if routine.outer is not None or overrides.in_tests(routine.module.name):
        return False
    functions, views = settings.routed(model)
    if routine.cls is None:
        return routine in functions
    return routine.cls in views and routine.name in NAMES


def _could_be_async(model: Model, routine: Routine) -> bool:
    """Whether nothing but its own code keeps the view from being async."""
    if settings.atomic_requests(model):
        return False
    for decoration in decorations.of(model, routine):
        is_same = decoration.made == Def(routine)
        if not is_same or keeps_async(decoration.name, model.version) is False:
            return False
    if routine.cls is None:
        return True
    if not _is_of_django(model, routine.cls) or model.classes[routine.cls].node.decorators:
        return False
    own = [handler.name for handler in handlers.handlers(model, routine.cls)]
    return own in ([routine.name], [routine.name, "options"], ["options", routine.name])


def _is_of_django(model: Model, cls: str) -> bool:
    """Whether a view derives from `View`, and from nothing besides that Django or a library has."""
    order = classes.mro(model, cls)
    known = {handlers.VIEW, "django.views.generic.base.View", classes.OBJECT}
    return handlers.is_view(model, cls) and all(
        base in model.classes or base in known or model.tables.canonical(base) in known
        for base in order
    )
