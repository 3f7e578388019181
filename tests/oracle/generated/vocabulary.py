"""What generated programs can say about the example project's models."""

from __future__ import annotations

from typing import NamedTuple


class Var(NamedTuple):
    name: str
    kind: str
    model: str = ""


class Given(NamedTuple):
    """An expression, and what it gives."""

    text: str
    kind: str
    model: str = ""


class Facts(NamedTuple):
    """A model: how querysets of it begin and are narrowed, and what its rows have."""

    row: str  # the name of a variable
    rows: str
    begin: tuple[str, ...]  # managers and fresh querysets
    column: str
    foreign: dict[str, str]  # a single related row: attribute → model
    many: dict[str, str]  # a manager of related rows
    values: tuple[str, ...]  # expressions over `{0}`, a row, that give a text or number
    calls: tuple[str, ...] = ()  # statements in sync code
    twins: tuple[str, ...] = ()  # those of async code


MODELS = {
    "Book": Facts(
        "book",
        "books",
        ("Book.objects", "Book.objects.all()", "Book.objects.affordable(100)",
         'Book.objects.tagged("novel")'),
        "title",
        {"author": "Author"},
        {"tags": "Tag", "review_set": "Review"},
        ("{0}.title", "{0}.author_id", "{0}.author.name", "{0}.publisher.name", "{0}.label()",
         "{0}.author_name", "{0}.review_count", "{0}.tag_names()", "str({0})", 'f"{{{0}.author}}"',
         'f"{{{0}}}"', "{0}.author.pk", "{0}.publisher_id"),
        ("{0}.save()", "{0}.reprice(5)", "{0}.refresh_from_db()"),
        ("{0}.asave()", "{0}.areprice(5)", "{0}.arefresh_from_db()"),
    ),
    "Author": Facts(
        "author",
        "authors",
        ("Author.objects", "Author.objects.all()"),
        "name",
        {"profile": "Profile"},
        {"books": "Book"},
        ("{0}.name", "{0}.profile.biography", "{0}.book_count", "str({0})", "{0}.pk"),
        ("{0}.save()",),
        ("{0}.asave()",),
    ),
    "Order": Facts(
        "order",
        "orders",
        ("Order.objects", "Order.objects.open()", "Order.objects.all()"),
        "number",
        {"customer": "Customer"},
        {"lines": "OrderLine"},
        ("{0}.number", "{0}.customer_id", "{0}.customer.name", "{0}.total()", "str({0})"),
        ('{0}.save(update_fields=["number"])',),
        ('{0}.asave(update_fields=["number"])',),
    ),
    "Review": Facts(
        "review",
        "reviews",
        ("Review.objects", "Review.objects.all()"),
        "text",
        {"book": "Book"},
        {},
        ("{0}.text", "{0}.book_id", "{0}.book.title", "str({0})", "{0}.book.author.name"),
        ("{0}.save()",),
        ("{0}.asave()",),
    ),
    "OrderLine": Facts(
        "line", "lines", (), "quantity", {"book": "Book", "order": "Order"}, {},
        ("{0}.quantity", "{0}.book.title", "str({0})", "{0}.order_id"),
    ),
    "Tag": Facts("tag", "tags", (), "name", {}, {"books": "Book"}, ("{0}.name", "str({0})")),
    "Profile": Facts(
        "profile", "profiles", (), "biography", {"author": "Author"}, {},
        ("{0}.biography", "{0}.author.name", "str({0})"),
    ),
    "Customer": Facts("customer", "customers", (), "name", {}, {"orders": "Order"}, ("{0}.name",)),
}  # fmt: skip
BEGINNERS = tuple(name for name, facts in MODELS.items() if facts.begin)

STEPS = (
    ".filter(pk__gt=0)", ".exclude(pk=0)", '.order_by("pk")', '.order_by("-pk")', ".distinct()",
    ".all()", '.annotate(size=Count("pk"))', ".filter(pk__in=[1, 2, 3, 4])",
)  # fmt: skip

QUERYSET, NUMBER, ROW, ROWS, VALUES = "queryset", "number", "row", "rows", "values"

# What asks the database for the rows, the kind of what it gives, and the async way to write it.
METHODS = (
    ("{0}.count()", NUMBER, "{0}.acount()"),
    ("{0}.exists()", NUMBER, "{0}.aexists()"),
    ("{0}.first()", ROW, "{0}.afirst()"),
    ("{0}.last()", ROW, "{0}.alast()"),
    ('{0}.latest("pk")', ROW, '{0}.alatest("pk")'),
    ('{0}.aggregate(size=Count("pk"))', VALUES, '{0}.aaggregate(size=Count("pk"))'),
    ("{0}.in_bulk()", VALUES, "{0}.ain_bulk()"),
    ("{0}.contains({1})", NUMBER, "{0}.acontains({1})"),
)
SYNTAX = (
    ("len({0})", NUMBER, "len([row async for row in {0}])"),
    ("list({0})", ROWS, "[row async for row in {0}]"),
    ("[row for row in {0}]", ROWS, "[row async for row in {0}]"),
    ("[row.pk for row in {0}]", VALUES, "[row.pk async for row in {0}]"),
    ("{{row.pk for row in {0}}}", VALUES, "{{row.pk async for row in {0}}}"),
    ("{{row.pk: row for row in {0}}}", VALUES, "{{row.pk: row async for row in {0}}}"),
    ("sum(row.pk for row in {0})", NUMBER, "sum([row.pk async for row in {0}])"),
    ("any(row.pk for row in {0})", NUMBER, "any([row.pk async for row in {0}])"),
    ("sorted({0}, key=lambda row: row.pk)", ROWS, "[row async for row in {0}]"),
    ("tuple({0})", ROWS, "tuple([row async for row in {0}])"),
    ("bool({0})", NUMBER, "bool([row async for row in {0}])"),
    ("{0}[0]", ROW, "[row async for row in {0}][0]"),
    ("next(iter({0}))", ROW, "[row async for row in {0}][0]"),
    ("[*{0}]", ROWS, "[*[row async for row in {0}]]"),
    ("max(row.pk for row in {0})", NUMBER, "max([row.pk async for row in {0}])"),
    ("list(map(str, {0}))", VALUES, "[row.pk async for row in {0}]"),
    ("list(enumerate({0}))", VALUES, "[row.pk async for row in {0}]"),
    ("list({0}.values())", VALUES, "[each async for each in {0}.values()]"),
    ('list({0}.values_list("pk", flat=True))', VALUES,
     '[each async for each in {0}.values_list("pk", flat=True)]'),
)  # fmt: skip
# What may be done with rows that are at hand.
WITH_ROWS = (
    ("len({0})", NUMBER), ("{0}[0]", ROW), ("[row.pk for row in {0}]", VALUES),
    ("bool({0})", NUMBER), ("list({0})", ROWS),
)  # fmt: skip
