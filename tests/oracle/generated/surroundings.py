"""What Django has beside its models: requests, caches, signals, transactions, forms, shortcuts,
responses. Each function here gives some lines for a body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .programs import Line
from .shapes import bound, ending, given_queryset, named, place_for
from .vocabulary import BEGINNERS, NUMBER, QUERYSET, ROW, ROWS, VALUES, Given, Var

if TYPE_CHECKING:
    from collections.abc import Callable

    from .grammar import Body


def form(body: Body, sync: str, twin: str, kind: str = VALUES, model: str = "") -> Given:
    """One of the ways to write it here, right or wrong."""
    return Given(*body.form(sync, kind, twin), model)


def cached(body: Body) -> list[Line]:
    key = body.pick(["books", "size"])
    plain = body.pick(body.plain() or ["1"])
    sync = body.pick(
        [f'cache.get("{key}")', f'cache.set("{key}", {plain})', f'cache.add("{key}", 1)',
         f'cache.get_or_set("{key}", {plain})', f'("{key}" in cache)', f'cache.get_many(["{key}"])',
         f'cache.delete("{key}")']
    )  # fmt: skip
    if " in " in sync:
        twin = f'cache.ahas_key("{key}")'
    else:
        twin = sync.replace("cache.", "cache.a")
    return [bound(body, form(body, sync, twin))]


def made_for_cache(body: Body) -> list[Line]:
    """What the cache does not have is made by a function that it calls."""
    path, name = place_for(body), named(body, "made")
    inner = body.below(False, [], path)
    given = inner.fetched()
    body.top(path, name, Line(f"def {name}():", (Line(f"return bool({given.text})"),)))
    key = f'"{name}"'
    sync, twin = f"cache.get_or_set({key}, {name})", f"cache.aget_or_set({key}, {name})"
    return [bound(body, form(body, sync, twin))]


def requested(body: Body) -> list[Line]:
    """The user and the session of the request."""
    if not body.has_request or body.shares_request:
        return []
    sync, twin = body.pick(OF_REQUEST)
    text = f"await {twin}" if twin and body.chance(50) else sync
    if twin.startswith("("):
        text = twin if text != sync else sync
    elif twin and body.chance(15) and "=" not in sync:
        text = f"await sync_to_async(lambda: {sync})()"
        body.shares_request = True  # what the thread has fetched of it is not known
    if " = " in text:
        return [Line(text)]
    return [bound(body, Given(text, VALUES))]


# What may be asked of a request, and the async way to do it.
OF_REQUEST = (
    ("request.user.username", "(await request.auser()).username"),
    ("request.user.is_authenticated", "(await request.auser()).is_authenticated"),
    ("request.user.pk", "(await request.auser()).pk"),
    ("bool(request.user)", "(await request.auser()).is_staff"),
    ("str(request.user)", "(await request.auser()).username"),
    ('request.user.has_perm("shop.add_book")', 'request.auser()'),
    ("Book.objects.filter(pk=request.user.pk)", "request.auser()"),
    ('request.session.get("cart")', 'request.session.aget("cart")'),
    ('request.session["cart"] = 1', 'request.session.aset("cart", 1)'),
    ('"cart" in request.session', 'request.session.ahas_key("cart")'),
    ("list(request.session.keys())", "request.session.akeys()"),
    ("request.session.is_empty()", "request.session.aget(\"cart\")"),
    ("request.method", ""),
    ('request.GET.get("page")', ""),
    ("request.headers.get(\"accept\")", ""),
    ("request.body", ""),
)  # fmt: skip


def signalled(body: Body) -> list[Line]:
    """A signal of the program's own, and a function that is told of it."""
    if not body.is_async:
        return []
    path, name = place_for(body), named(body, "told")
    is_async = body.chance(30)
    inner = body.below(is_async, [], path)
    lines = inner.lines(1) or [Line("pass")]
    word = "async " if is_async else ""
    header = f"{name} = Signal()\n\n\n@receiver({name})\n{word}def on_{name}(sender, **kwargs):"
    body.top(path, name, Line(header, tuple(lines)))
    if is_async or body.chance(50):
        return [Line(f"await {name}.asend(sender=None)")]
    return [Line(f"{name}.send(sender=None)")]


def in_transaction(body: Body) -> list[Line]:
    block = tuple(body.inside(1 + body.number(1)))
    return [Line("with transaction.atomic():", block)]


def atomically(body: Body) -> list[Line]:
    """A function that is a transaction as a whole."""
    path, name = place_for(body), named(body, "stored")
    books, argument = given_queryset(body)
    lines, given = ending(body.below(False, [books], path))
    header = f"@transaction.atomic\ndef {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"return {given.text}"))))
    through = body.is_async and body.depth == 0 and body.chance(60)
    text = f"await sync_to_async({name})({argument})" if through else f"{name}({argument})"
    return [bound(body, given._replace(text=text))]


def in_form(body: Body) -> list[Line]:
    """A model's form, and one without a model."""
    path, name = place_for(body), named(body, "BookForm")
    if body.chance(60):
        meta = Line("class Meta:", (Line("model = Book"), Line('fields = ["title", "author"]')))
        body.top(path, name, Line(f"class {name}(forms.ModelForm):", (meta,)))
    else:
        fields = (Line("title = forms.CharField()"), Line("author = forms.IntegerField()"))
        body.top(path, name, Line(f"class {name}(forms.Form):", fields))
    filled = body.new("form").name
    made = Line(f'{filled} = {name}({{"title": "New", "author": "1"}})')
    sync = f"{filled}.is_valid()"
    if body.is_async and body.chance(60):
        return [made, bound(body, Given(f"await sync_to_async({filled}.is_valid)()", VALUES))]
    return [made, bound(body, Given(sync, VALUES))]


def shortcut(body: Body) -> list[Line]:
    model = body.pick(BEGINNERS)
    if body.chance(60):
        sync, twin = (f"{n}({model}, pk=1)" for n in ("get_object_or_404", "aget_object_or_404"))
        return [bound(body, form(body, sync, twin, ROW, model))]
    sync, twin = (f"{n}({model}, pk__gt=0)" for n in ("get_list_or_404", "aget_list_or_404"))
    return [bound(body, form(body, sync, twin, ROWS, model))]


def paginated(body: Body) -> list[Line]:
    source = body.queryset()
    text = f'{source.text}.order_by("pk")'
    sync = body.pick(["Paginator({0}, 2).count", "Paginator({0}, 2).num_pages",
                      "list(Paginator({0}, 2).page(1))", "Paginator({0}, 2).page(1).object_list",
                      "Paginator({0}, 2)"]).format(text)  # fmt: skip
    if body.is_async and body.depth == 0 and body.chance(50):
        sync = f"await sync_to_async(lambda: {sync})()"
    return [bound(body, Given(sync, VALUES))]


def queryset_class(body: Body) -> list[Line]:
    """A queryset class of the program's own."""
    path, name = place_for(body), named(body, "Chosen")
    model = body.pick(BEGINNERS)
    kept = Var("self", QUERYSET, model)
    loaded = body.below(False, [kept], path).fetched()
    aloaded = body.below(True, [kept], path).fetched()
    methods = (
        Line("def chosen(self):", (Line(f"return self{body.steps(model)}"),)),
        Line("def load(self):", (Line(f"return {loaded.text}"),)),
        Line("async def aload(self):", (Line(f"return {aloaded.text}"),)),
    )
    body.top(path, name, Line(f"class {name}(QuerySet):", methods))
    rows = body.new(QUERYSET, model)
    body.vars.append(rows)
    found = [
        Line(f"{rows.name} = {name}({model})" + body.pick(["", ".chosen()", ".all().chosen()"]))
    ]
    if body.chance(50) and body.is_async:
        return [*found, bound(body, aloaded._replace(text=f"await {rows.name}.aload()"))]
    through = body.is_async and body.depth == 0 and body.chance(50)
    text = f"await sync_to_async({rows.name}.load)()" if through else f"{rows.name}.load()"
    return [*found, bound(body, loaded._replace(text=text))]


def own_methods(body: Body) -> list[Line]:
    """Methods of the models' own managers and querysets."""
    sync, twin, kind, model = body.pick(OWN_METHODS)
    if not twin:
        if body.is_async and body.depth == 0 and body.chance(60):
            return [bound(body, Given(f"await sync_to_async(lambda: {sync})()", kind, model))]
        return [bound(body, Given(sync, kind, model))]
    return [bound(body, form(body, sync, twin, kind, model))]


OWN_METHODS = (
    ("Book.objects.titles()", "Book.objects.atitles()", VALUES, ""),
    ("Book.objects.affordable(30).titles()", "Book.objects.affordable(30).atitles()", VALUES, ""),
    ("Book.objects.total_price()", "", VALUES, ""),
    ("Book.objects.newest()", "Book.objects.anewest()", ROW, "Book"),
    ("Order.objects.open_count()", "", NUMBER, ""),
    ("Order.objects.open().open_count()", "", NUMBER, ""),
)


def truth(body: Body) -> list[Line]:
    """A queryset that is asked whether it has rows."""
    source = body.queryset()
    sync = body.pick(["1 if {0} else 2", "not {0}", "{0} and 1", "None or bool({0})"])
    return [bound(body, Given(sync.format(source.text), VALUES))]


def streamed(body: Body) -> list[Line]:
    """A view that ends with a stream."""
    if not body.has_request or body.depth:
        return []
    path, name = place_for(body), named(body, "parts")
    is_async = body.chance(70)
    books, argument = given_queryset(body)
    inner = body.below(is_async, [books], path)
    row = inner.new(ROW, books.model)
    inner.vars.append(row)
    given = inner.of_row(row)
    word, start = ("async ", "async ") if is_async else ("", "")
    loop = Line(f"{word}for {row.name} in {books.name}:", (Line(f"yield str({given.text})"),))
    body.top(path, name, Line(f"{start}def {name}({books.name}):", (loop,)))
    body.ended = True
    return [Line(f"return StreamingHttpResponse({name}({argument}))")]


SURROUNDINGS: tuple[Callable[[Body], list[Line]], ...] = (
    cached, made_for_cache, requested, requested, signalled, in_transaction, atomically, in_form,
    shortcut, paginated, queryset_class, own_methods, truth, streamed,
)  # fmt: skip
