"""Django's managers: the default ones and those of relations."""

from __future__ import annotations

from asynclint.knowledge.schema import MODEL, QUERYSET, Callable, Class

# https://docs.djangoproject.com/en/6.1/topics/db/managers/
# https://docs.djangoproject.com/en/6.1/ref/models/relations/
CLASSES = (
    Class("django.db.models.manager.BaseManager", complete=True),
    Class(
        "django.db.models.Manager",
        bases=("django.db.models.manager.BaseManager",),
        aliases=("django.db.models.manager.Manager",),
        complete=True,
    ),
    Class(
        "django.db.models.manager.EmptyManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    # Our own name for the managers of reverse foreign keys, many-to-many and generic relations:
    # Django makes those classes inside functions.
    Class(
        "django.db.models.RelatedManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
)

ROWS = (
    Callable(
        "django.db.models.manager.BaseManager.from_queryset",
        returns="type[django.db.models.Manager]",
    ),
    Callable("django.db.models.manager.BaseManager.all", returns="queryset"),
    Callable("django.db.models.manager.BaseManager.get_queryset", returns="queryset"),
    Callable("django.db.models.manager.BaseManager.db_manager", returns="self"),
    Callable("django.db.models.manager.BaseManager.db", returns="str", is_property=True),
    Callable("django.db.models.manager.BaseManager.check"),
    Callable("django.db.models.manager.BaseManager.deconstruct"),
    # A manager has the methods of its queryset, `delete` and `as_manager` left out.
    Callable("django.db.models.Manager.annotate", returns="queryset", uses_arguments=True),
    Callable("django.db.models.Manager.complex_filter", returns="queryset", uses_arguments=True),
    Callable("django.db.models.Manager.defer", returns="queryset"),
    Callable("django.db.models.Manager.difference", returns="queryset"),
    Callable("django.db.models.Manager.distinct", returns="queryset"),
    Callable("django.db.models.Manager.exclude", returns="queryset", uses_arguments=True),
    Callable("django.db.models.Manager.extra", returns="queryset"),
    Callable("django.db.models.Manager.filter", returns="queryset", uses_arguments=True),
    Callable("django.db.models.Manager.intersection", returns="queryset"),
    Callable("django.db.models.Manager.none", returns="queryset"),
    Callable("django.db.models.Manager.only", returns="queryset"),
    Callable("django.db.models.Manager.order_by", returns="queryset"),
    Callable("django.db.models.Manager.prefetch_related", returns="queryset"),
    Callable("django.db.models.Manager.reverse", returns="queryset"),
    Callable("django.db.models.Manager.select_for_update", returns="queryset"),
    Callable("django.db.models.Manager.select_related", returns="queryset"),
    Callable("django.db.models.Manager.union", returns="queryset"),
    Callable("django.db.models.Manager.using", returns="queryset"),
    Callable(
        "django.db.models.Manager.alias", returns="queryset", since=(3, 2), uses_arguments=True
    ),
    Callable("django.db.models.Manager.fetch_mode", returns="queryset", since=(6, 1)),
    Callable("django.db.models.Manager.dates", returns="queryset[datetime.date]"),
    Callable("django.db.models.Manager.datetimes", returns="queryset[datetime.datetime]"),
    Callable("django.db.models.Manager.values", returns="queryset[dict[str, object]]"),
    Callable("django.db.models.Manager.values_list", returns="queryset[object]"),
    Callable("django.db.models.Manager.raw", returns="django.db.models.RawQuerySet[row]"),
    Callable(
        "django.db.models.Manager.aggregate",
        QUERYSET,
        "dict[str, object]",
        twin="aaggregate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.bulk_create",
        QUERYSET,
        "list[made]",
        twin="abulk_create",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.bulk_update",
        QUERYSET,
        "int",
        twin="abulk_update",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.contains",
        QUERYSET,
        "bool",
        twin="acontains",
        twin_since=(4, 1),
        since=(4, 0),
        uses_arguments=True,
    ),
    Callable("django.db.models.Manager.count", QUERYSET, "int", twin="acount", twin_since=(4, 1)),
    Callable(
        "django.db.models.Manager.create",
        QUERYSET,
        "made",
        twin="acreate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.earliest", QUERYSET, "row", twin="aearliest", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.Manager.exists", QUERYSET, "bool", twin="aexists", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.Manager.explain", QUERYSET, "str", twin="aexplain", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.Manager.first", QUERYSET, "row | None", twin="afirst", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.Manager.get",
        QUERYSET,
        "row",
        twin="aget",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.get_or_create",
        QUERYSET,
        "tuple[made, bool]",
        twin="aget_or_create",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.in_bulk",
        QUERYSET,
        "dict[object, row]",
        twin="ain_bulk",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.last", QUERYSET, "row | None", twin="alast", twin_since=(4, 1)
    ),
    Callable("django.db.models.Manager.latest", QUERYSET, "row", twin="alatest", twin_since=(4, 1)),
    Callable(
        "django.db.models.Manager.update",
        QUERYSET,
        "int",
        twin="aupdate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.update_or_create",
        QUERYSET,
        "tuple[made, bool]",
        twin="aupdate_or_create",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.iterator",
        returns="iterator[row]",
        consumed=QUERYSET,
        twin="aiterator",
        twin_since=(4, 1),
    ),
    Callable(
        "django.db.models.Manager.aaggregate",
        returns="dict[str, object]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.abulk_create",
        returns="list[made]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.abulk_update",
        returns="int",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.acontains",
        returns="bool",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.Manager.acount", returns="int", is_async=True, since=(4, 1)),
    Callable(
        "django.db.models.Manager.acreate",
        returns="made",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.Manager.aearliest", returns="row", is_async=True, since=(4, 1)),
    Callable("django.db.models.Manager.aexists", returns="bool", is_async=True, since=(4, 1)),
    Callable("django.db.models.Manager.aexplain", returns="str", is_async=True, since=(4, 1)),
    Callable("django.db.models.Manager.afirst", returns="row | None", is_async=True, since=(4, 1)),
    Callable(
        "django.db.models.Manager.aget",
        returns="row",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.aget_or_create",
        returns="tuple[made, bool]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.ain_bulk",
        returns="dict[object, row]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.Manager.alast", returns="row | None", is_async=True, since=(4, 1)),
    Callable("django.db.models.Manager.alatest", returns="row", is_async=True, since=(4, 1)),
    Callable(
        "django.db.models.Manager.aupdate",
        returns="int",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.Manager.aupdate_or_create",
        returns="tuple[made, bool]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.Manager.aiterator", returns="asynciterator[row]", since=(4, 1)),
    # https://docs.djangoproject.com/en/6.1/ref/models/relations/
    Callable(
        "django.db.models.RelatedManager.add",
        MODEL,
        "None",
        twin="aadd",
        twin_since=(4, 2),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.RelatedManager.remove",
        MODEL,
        "None",
        twin="aremove",
        twin_since=(4, 2),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.RelatedManager.set",
        MODEL,
        "None",
        twin="aset",
        twin_since=(4, 2),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.RelatedManager.clear", MODEL, "None", twin="aclear", twin_since=(4, 2)
    ),
    Callable(
        "django.db.models.RelatedManager.create",
        MODEL,
        "made",
        twin="acreate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.RelatedManager.aadd",
        returns="None",
        is_async=True,
        since=(4, 2),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.RelatedManager.aremove",
        returns="None",
        is_async=True,
        since=(4, 2),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.RelatedManager.aset",
        returns="None",
        is_async=True,
        since=(4, 2),
        uses_arguments=True,
    ),
    Callable("django.db.models.RelatedManager.aclear", returns="None", is_async=True, since=(4, 2)),
    Callable("django.db.models.RelatedManager.__call__", returns="self"),
)
