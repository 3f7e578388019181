from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, WARNING
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import settings, streaming
from asynclint.semantic.kinds import ClassRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.sites import CallSite


class SyncStreaming(Rule):
    """Checks for a sync iterator in the `StreamingHttpResponse` of an async view, made there or by
    a sync helper, and for an async one in a project that only WSGI serves.

    ## Why is this bad?
    Nothing is streamed. Under ASGI Django runs a sync iterator through to its end, in a thread, and
    keeps all parts in memory before it sends the first one; an iterator without an end, as for
    server-sent events, never sends anything. It warns of it: `Warning: StreamingHttpResponse must
    consume synchronous iterators in order to serve them asynchronously. Use an asynchronous
    iterator instead.` WSGI does the same to async iterators.

    ## Example
    ```python
    from django.http import StreamingHttpResponse

    def numbers():
        for number in range(1000):
            yield f"{number}\\n"

    async def export(request):
        return StreamingHttpResponse(numbers())  # error
    ```

    Use instead:
    ```python
    from django.http import StreamingHttpResponse

    async def numbers():
        for number in range(1000):
            yield f"{number}\\n"

    async def export(request):
        return StreamingHttpResponse(numbers())
    ```

    ## Exceptions
    Lists and other containers, which are in memory anyway, and `FileResponse`, which has no async
    form. A project is taken for one that only WSGI serves if it has a WSGI application, and its
    code does not name ASGI or a server for it.

    ## Fix safety
    Only suggested: what the iterator does has to become async, or be collected on purpose.

    ## Versions
    Before Django 4.2 async iterators raise `TypeError`, and a sync one is run on the event loop,
    part by part, so that what blocks in it blocks all other requests.

    ## References
    - [`StreamingHttpResponse`](https://docs.djangoproject.com/en/stable/ref/request-response/#streaminghttpresponse-objects)
    """

    code = "ASL505"
    name = "sync-streaming"
    severity = WARNING

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if site.how != "call":
            return
        if streaming.made_by_helper(site):
            yield from self._of_helper(site, place)
        if not _makes_stream(site.callee, place):
            return
        for kind, at in streaming.given(site):
            form = streaming.form_of(place.model, kind)
            told = _told(form, place)
            if told:
                message, instead = told
                is_refused = form == streaming.ASYNC and place.model.version < streaming.SINCE
                yield self.finding(
                    place,
                    at,
                    f"`{place.source(at)}` is {message}",
                    statement=site.statement,
                    fix=suggestion(instead),
                    severity=ERROR if is_refused else WARNING,
                )

    def _of_helper(self, site: CallSite, place: Place) -> Iterator[Finding]:
        """A sync function that others may call as well has made the response."""
        told = _told(streaming.SYNC, place)
        if told is None or not streaming.sends_in_sync(place.behaviour):
            return
        message = f"`{place.source(site.at)}` streams {told[0]}"
        fix = suggestion("Make the response of an async generator")
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)


def _makes_stream(callee: Kind, place: Place) -> bool:
    return isinstance(callee, ClassRef) and streaming.is_stream(place.model, callee.name)


def _told(form: str, place: Place) -> tuple[str, str] | None:
    """What to say about the content of a response, and what to do instead; None for what is
    right."""
    model = place.model
    since = ".".join(map(str, streaming.SINCE))
    if form == streaming.SYNC and place.is_async and streaming.answers(model, place.behaviour):
        if model.version < streaming.SINCE:
            return (
                "a sync iterator in the response of an async view: Django asks it for each part on"
                f" the event loop (before {since})"
            ), f"Make the view sync; Django {since} takes async iterators"
        return (
            "a sync iterator in the response of an async view: Django collects all of it before it"
            " sends the first part"
        ), "Use an async generator"
    if form != streaming.ASYNC:
        return None
    if model.version < streaming.SINCE:
        return (
            f"an async iterator, which Django takes from {since} on: `TypeError`"
        ), "Use a sync generator, and a sync view"
    if settings.is_served_by_wsgi_only(model):
        return (
            "an async iterator in a project that WSGI serves: Django collects all of it before it"
            " sends the first part"
        ), "Use a sync generator, or serve the project by ASGI"
    return None
