"""Calls that render templates: which template, with which context, and what that queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.templates import parsed
from asynclint.knowledge.templates import (
    CONTEXT,
    KEEPING,
    RENDERING,
    REQUEST,
    SOURCE,
    TEMPLATE_NAME,
    Rendering,
)
from asynclint.semantic import template_settings
from asynclint.semantic.kinds import ANYTHING, NONE, Fixed, Instance, Kind, Literal
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.sites import RenderSite

if TYPE_CHECKING:
    from asynclint.knowledge.schema import Callable as Row
    from asynclint.knowledge.templates import Argument
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.pages import Asked, Page
    from asynclint.semantic.sites import Operation

Parts = dict[str, Kind]

# What Django's context processors bring besides.
_BROUGHT = frozenset(
    {
        "DEFAULT_MESSAGE_LEVELS", "LANGUAGES", "LANGUAGE_BIDI", "LANGUAGE_CODE", "MEDIA_URL",
        "STATIC_URL", "TIME_ZONE", "csrf_token", "debug", "messages", "perms", "request",
        "sql_queries", "user",
    }
)  # fmt: skip


def operation(
    run: Calls, row: Row, receiver: Kind, args: Arguments, node: tree.Node
) -> Operation | None:
    """What a call that renders does, if its template is known to query; where, the sites tell."""
    rendering, templates = RENDERING.get(row.name), run.model.templates
    if rendering is None or templates is None or args.keyword("using") is not None:
        return None
    parts = _parts(rendering, args)
    if parts is None:
        return None
    for held, kind in receiver.held if isinstance(receiver, Instance) else ():
        parts.setdefault(held, kind)
    found = _rendered(run, parts)
    if found is None or not found.found:
        return None
    values = _values(node, rendering.context) if isinstance(node, tree.Call) else {}
    for number, asked in enumerate(found.found.values()):
        run.record(_site(run, found, asked, node, values), asked.variable, number)
    return run.model.operation(row)


def _rendered(run: Calls, parts: Parts) -> Page | None:
    """The rendering of a template that is known with a context that is known."""
    from asynclint.semantic.pages import Page  # which runs on top of all this

    settings = template_settings.of_project(run.model)
    context = _dictionary(parts.get(CONTEXT))
    if context is None or not settings.is_django or run.model.templates is None:
        return None
    page = Page(run, run.model.templates, settings.folders)
    request = parts.get(REQUEST) or NONE
    if request != NONE:
        page.brought = _BROUGHT
        page.process(request, settings.processors)
    for key, kind in zip(context.keys, context.items, strict=True):
        page.bind(str(key), kind, str(key))
    source = parts.get(SOURCE)
    if source is not None:
        body = parsed(constant(source))
        is_known = body is not None and page.render_text(body)
    else:
        is_known = page.render(_name(parts.get(TEMPLATE_NAME)))
    return page if is_known else None


def _dictionary(kind: Kind | None) -> Fixed | None:
    """The dictionary of a context, where all of its keys are known."""
    if kind is None or kind == NONE:
        return Fixed("dict", ())
    if isinstance(kind, Instance):
        inner = dict(kind.held).get(CONTEXT)
        return None if inner is None else _dictionary(inner)
    return kind if isinstance(kind, Fixed) and kind.cls == "dict" else None


def _name(kind: Kind | None) -> str:
    """The name of a template; of several, the first one is taken where there is such a file."""
    if isinstance(kind, Fixed) and kind.cls in ("list", "tuple") and kind.items:
        return constant(kind.items[0])
    return constant(kind)


def constant(kind: Kind | None) -> str:
    """The text that a value is known to be; empty for any other."""
    is_text = isinstance(kind, Literal) and isinstance(kind.value, str)
    return str(kind.value) if is_text and isinstance(kind, Literal) else ""


def _parts(rendering: Rendering, args: Arguments) -> Parts | None:
    """What the arguments give; None where they may give more than is known."""
    if args.starred or any(name is None for name, _ in args.keywords):
        return None
    parts: Parts = {}
    for part, place in (
        (TEMPLATE_NAME, rendering.template), (CONTEXT, rendering.context),
        (REQUEST, rendering.request), (SOURCE, rendering.source),
    ):  # fmt: skip
        given = None if place is None else args.get(*place)
        if given is not None:
            parts[part] = given
    return parts


# --- what is kept to be rendered --------------------------------------------------------------


def kept(name: str, cls: str):  # type: ignore[no-untyped-def]
    """`get_template("book.html")`, `TemplateResponse(…)`: an object that knows what it renders."""
    rendering = KEEPING[name]

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        parts = _parts(rendering, args)
        row = run.model.tables.constructor_row(name) or run.model.tables.row(name)
        uses = row is not None and row.uses_arguments
        held = () if parts is None else tuple(sorted(parts.items()))
        return Outcome(Instance(cls, (), held), uses=uses)

    return special


_GIVING = {
    "django.template.loader.get_template": "django.template.backends.django.Template",
    "django.template.loader.select_template": "django.template.backends.django.Template",
    "django.template.Engine.get_template": "django.template.Template",
    "django.template.Engine.from_string": "django.template.Template",
}
FUNCTIONS = {name: kept(name, _GIVING.get(name, name)) for name in KEEPING}


# --- sites ------------------------------------------------------------------------------------


def _site(
    run: Calls, page: Page, asked: Asked, node: tree.Node, values: dict[str, tree.Expr]
) -> RenderSite:
    value = values.get(asked.variable)
    known = page.variables.get(asked.variable)
    kind = ANYTHING if known is None else known.kind
    path = page.templates.files.shown(asked.path) if asked.path else ""
    function = node.function.at if isinstance(node, tree.Call) else -1
    return RenderSite(
        node.at if value is None else value.at, run.statement, run.can_await,
        asked.variable, kind, path, asked.row, asked.tag, asked.effect,
        asked.is_certain, asked.is_swallowed, asked.variable not in page.members_read,
        value is not None, node.at, function,
    )  # fmt: skip


def _values(node: tree.Call, place: Argument | None) -> dict[str, tree.Expr]:
    """The expressions that a context is written out of, by the names of its variables."""
    if place is None:
        return {}
    position, name = place
    named = {keyword.name: keyword.value for keyword in node.keywords}
    context = node.args[position] if position < len(node.args) else named.get(name)
    if isinstance(context, tree.Call) and context.args:
        context = context.args[-1]  # `Context({…})`, `RequestContext(request, {…})`
    if not isinstance(context, tree.DictDisplay):
        return {}
    pairs = zip(context.keys, context.values, strict=True)
    return {str(key.value): value for key, value in pairs if isinstance(key, tree.Constant)}
