from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import AddImport, Rewrite
from asynclint.knowledge.schema import QUERYSET, RELATION
from asynclint.rules.base import Rule, suggestion, unsafe
from asynclint.rules.blocking import ITERATES_SINCE, first_time
from asynclint.semantic.kinds import QuerySet, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import RenderSite


class LazyQuerysetInTemplate(Rule):
    """Checks for templates that are rendered on the event loop and query while they are: they
    evaluate a queryset of the context, follow a relation of an object that was not fetched with it,
    or call a method that asks the database.

    The project's template files are read: those in `templates` folders beside or above its Python
    files, and in the folders that `DIRS` in the settings names. Loops, conditions, `include` and
    `extends` are followed; where a tag, a filter or a template is not known, nothing is reported
    about what it does.

    The context processors that the settings name count as well: what those of the project query,
    and the `user` that Django's own brings, which is fetched when the template looks into it, or
    asks for one of the `perms`.

    A `TemplateResponse` that a view returns is fine: Django renders it in a thread.

    ## Why is this bad?
    Nothing in the view looks like a query, and Django refuses it while the page is made:
    `SynchronousOnlyOperation: You cannot call this from an async context - use a thread or
    sync_to_async.` Inside of `{% if not books %}` and other conditions with operators the exception
    is swallowed, the condition counts as false, and the page is wrong.

    ## Example
    `templates/books.html`:

    ```html
    {% for book in books %}{{ book.title }}{% endfor %}
    ```

    ```python
    from django.shortcuts import render
    from shop.models import Book

    async def books(request):
        return render(request, "books.html", {"books": Book.objects.all()})  # error
    ```

    Use instead:
    ```python
    from django.shortcuts import render
    from shop.models import Book

    async def books(request):
        return render(request, "books.html", {"books": [item async for item in Book.objects.all()]})
    ```

    ## Fix safety
    Unsafe: a queryset of which the template asks nothing but its items becomes a list, which is
    fetched even where the template would not have asked for it. Anything else makes a thread render
    the template.

    ## Versions
    From Django 4.1 on a queryset can be fetched with `async for`; before that the template has to
    be rendered in a thread. Every Django from 3.1 on renders the `TemplateResponse` of an async
    view in a thread.

    ## References
    - [Async support](https://docs.djangoproject.com/en/stable/topics/async/#queries-the-orm)
    - [`TemplateResponse`](https://docs.djangoproject.com/en/stable/ref/template-response/)
    """

    code = "ASL209"
    name = "lazy-queryset-in-template"
    severity = ERROR
    about_loop = True

    def check_rendering(self, site: RenderSite, place: Place) -> Iterator[Finding]:
        if not place.on_loop:
            return
        end = "`SynchronousOnlyOperation`"
        if site.is_swallowed:
            end += ", which the template takes for false"
        does, why = _does(site, place)
        message = f"{_who(site)} {does} on the event loop{why}: {end}"
        chain = place.frames(site.call_at, site.effect) if site.effect.frames else ()
        yield self.finding(
            place, site.at, message, statement=site.statement, chain=chain, fix=_fix(site, place)
        )


def _who(site: RenderSite) -> str:
    """The tag, and where it stands; or the context processor."""
    if not site.row:
        return f"The context processor `{site.tag}`"
    where = f"{site.template}:{site.row}" if site.template else f"line {site.row}"
    return f"`{site.tag}` ({where})"


def _does(site: RenderSite, place: Place) -> tuple[str, str]:
    """What the tag does, as messages say it, and why."""
    if site.effect.frames:
        return f"reaches {place.source_of(site.effect)}", first_time(site.effect)
    if site.effect.does == QUERYSET and _is_queryset(site):
        return f"evaluates `{site.variable}`", ""
    if site.effect.does == RELATION:
        return "runs a query", f" (`{site.effect.label}` is not loaded)"
    return f"runs a query for `{site.variable}`", ""


def _is_queryset(site: RenderSite) -> bool:
    return any(isinstance(option, QuerySet) for option in members(site.kind))


def _fix(site: RenderSite, place: Place) -> Fix | None:
    if not site.can_await:
        return suggestion("Render it in a thread, or evaluate the queryset before")
    only_rows = all(isinstance(o, QuerySet) for o in members(site.kind))
    iterates = place.model.version >= ITERATES_SINCE and site.effect.does == QUERYSET
    if site.is_value and site.is_listable and only_rows and iterates:
        span = place.span(site.at)
        step = Rewrite(span, "[{name} async for {name} in {0}]", (span,), fresh="item")
        return unsafe("Use an async comprehension", step)
    if site.function_at < 0:
        return suggestion("Render it in a thread with `sync_to_async`")
    span = place.span(site.call_at)
    parts = (place.span(site.function_at), span)
    return unsafe(
        "Render it in a thread with `sync_to_async`",
        Rewrite(span, "await sync_to_async({0})({1*})", parts),
        AddImport("asgiref.sync", "sync_to_async"),
    )
