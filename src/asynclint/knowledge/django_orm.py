"""Django's querysets and models: what builds a query, what runs it, and the async way to run it."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_ITERABLE,
    ITERABLE,
    MODEL,
    QUERYSET,
    Callable,
    Class,
)

# https://docs.djangoproject.com/en/6.1/ref/models/querysets/
# https://docs.djangoproject.com/en/6.1/ref/models/instances/
CLASSES = (
    Class(
        "django.db.models.QuerySet",
        aliases=("django.db.models.query.QuerySet",),
        traits=(ITERABLE, ASYNC_ITERABLE),
        complete=True,
    ),
    # Public only as what `raw()` gives; the short name is our own.
    Class(
        "django.db.models.RawQuerySet",
        aliases=("django.db.models.query.RawQuerySet",),
        traits=(ITERABLE, ASYNC_ITERABLE),
        complete=True,
    ),
    Class(
        "django.db.models.Model",
        aliases=("django.db.models.base.Model",),
        attributes=(
            ("pk", "object"),
            ("_default_manager", "django.db.models.Manager[self]"),
            ("_base_manager", "django.db.models.Manager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.db.models.deletion.Collector",
        complete=True,
    ),
)

# `from django.contrib.gis.db import models` holds all of `django.db.models`.
MODULES = (("django.contrib.gis.db.models", "django.db.models"),)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/ref/models/querysets/#methods-that-return-new-querysets
    Callable("django.db.models.QuerySet.all", returns="self"),
    Callable("django.db.models.QuerySet.annotate", returns="self", uses_arguments=True),
    Callable("django.db.models.QuerySet.complex_filter", returns="self", uses_arguments=True),
    Callable("django.db.models.QuerySet.defer", returns="self"),
    Callable("django.db.models.QuerySet.difference", returns="self"),
    Callable("django.db.models.QuerySet.distinct", returns="self"),
    Callable("django.db.models.QuerySet.exclude", returns="self", uses_arguments=True),
    Callable("django.db.models.QuerySet.extra", returns="self"),
    Callable("django.db.models.QuerySet.filter", returns="self", uses_arguments=True),
    Callable("django.db.models.QuerySet.intersection", returns="self"),
    Callable("django.db.models.QuerySet.none", returns="self"),
    Callable("django.db.models.QuerySet.only", returns="self"),
    Callable("django.db.models.QuerySet.order_by", returns="self"),
    Callable("django.db.models.QuerySet.prefetch_related", returns="self"),
    Callable("django.db.models.QuerySet.reverse", returns="self"),
    Callable("django.db.models.QuerySet.select_for_update", returns="self"),
    Callable("django.db.models.QuerySet.select_related", returns="self"),
    Callable("django.db.models.QuerySet.union", returns="self"),
    Callable("django.db.models.QuerySet.using", returns="self"),
    Callable("django.db.models.QuerySet.alias", returns="self", since=(3, 2), uses_arguments=True),
    Callable("django.db.models.QuerySet.fetch_mode", returns="self", since=(6, 1)),
    Callable("django.db.models.QuerySet.dates", returns="queryset[datetime.date]"),
    Callable("django.db.models.QuerySet.datetimes", returns="queryset[datetime.datetime]"),
    Callable("django.db.models.QuerySet.values", returns="queryset[dict[str, object]]"),
    Callable("django.db.models.QuerySet.values_list", returns="queryset[object]"),
    Callable("django.db.models.QuerySet.raw", returns="django.db.models.RawQuerySet[row]"),
    Callable("django.db.models.QuerySet.as_manager", returns="django.db.models.Manager"),
    Callable("django.db.models.QuerySet.resolve_expression"),
    Callable("django.db.models.QuerySet.query", is_property=True),
    Callable("django.db.models.QuerySet.db", returns="str", is_property=True),
    Callable("django.db.models.QuerySet.ordered", returns="bool", is_property=True),
    Callable(
        "django.db.models.QuerySet.totally_ordered", returns="bool", since=(6, 1), is_property=True
    ),
    # https://docs.djangoproject.com/en/6.1/ref/models/querysets/#operators-that-return-new-querysets
    Callable("django.db.models.QuerySet.__and__", returns="self"),
    Callable("django.db.models.QuerySet.__or__", returns="self"),
    Callable("django.db.models.QuerySet.__xor__", returns="self", since=(4, 1)),
    Callable("django.db.models.QuerySet.__deepcopy__", returns="self"),
    # https://docs.djangoproject.com/en/6.1/ref/models/querysets/#when-querysets-are-evaluated
    Callable("django.db.models.QuerySet.__iter__", QUERYSET, "iterator[row]"),
    Callable("django.db.models.QuerySet.__aiter__", returns="asynciterator[row]", since=(4, 1)),
    Callable("django.db.models.QuerySet.__len__", QUERYSET, "int"),
    Callable("django.db.models.QuerySet.__bool__", QUERYSET, "bool"),
    Callable("django.db.models.QuerySet.__repr__", QUERYSET, "str"),
    Callable("django.db.models.QuerySet.__getstate__", QUERYSET),
    # An index, or a slice with a step; a plain slice is lazy and gives a queryset.
    Callable("django.db.models.QuerySet.__getitem__", QUERYSET, "row"),
    # https://docs.djangoproject.com/en/6.1/ref/models/querysets/#methods-that-do-not-return-querysets
    Callable(
        "django.db.models.QuerySet.aggregate",
        QUERYSET,
        "dict[str, object]",
        twin="aaggregate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.bulk_create",
        QUERYSET,
        "list[made]",
        twin="abulk_create",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.bulk_update",
        QUERYSET,
        "int",
        twin="abulk_update",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.contains",
        QUERYSET,
        "bool",
        twin="acontains",
        twin_since=(4, 1),
        since=(4, 0),
        uses_arguments=True,
    ),
    Callable("django.db.models.QuerySet.count", QUERYSET, "int", twin="acount", twin_since=(4, 1)),
    Callable(
        "django.db.models.QuerySet.create",
        QUERYSET,
        "made",
        twin="acreate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.delete",
        QUERYSET,
        "tuple[int, dict[str, int]]",
        twin="adelete",
        twin_since=(4, 1),
    ),
    Callable(
        "django.db.models.QuerySet.earliest", QUERYSET, "row", twin="aearliest", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.QuerySet.exists", QUERYSET, "bool", twin="aexists", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.QuerySet.explain", QUERYSET, "str", twin="aexplain", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.QuerySet.first", QUERYSET, "row | None", twin="afirst", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.QuerySet.get",
        QUERYSET,
        "row",
        twin="aget",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.get_or_create",
        QUERYSET,
        "tuple[made, bool]",
        twin="aget_or_create",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.in_bulk",
        QUERYSET,
        "dict[object, row]",
        twin="ain_bulk",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.last", QUERYSET, "row | None", twin="alast", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.QuerySet.latest", QUERYSET, "row", twin="alatest", twin_since=(4, 1)
    ),
    Callable(
        "django.db.models.QuerySet.update",
        QUERYSET,
        "int",
        twin="aupdate",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.update_or_create",
        QUERYSET,
        "tuple[made, bool]",
        twin="aupdate_or_create",
        twin_since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.iterator",
        returns="iterator[row]",
        consumed=QUERYSET,
        twin="aiterator",
        twin_since=(4, 1),
    ),
    Callable(
        "django.db.models.QuerySet.aaggregate",
        returns="dict[str, object]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.abulk_create",
        returns="list[made]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.abulk_update",
        returns="int",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.acontains",
        returns="bool",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.QuerySet.acount", returns="int", is_async=True, since=(4, 1)),
    Callable(
        "django.db.models.QuerySet.acreate",
        returns="made",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.adelete",
        returns="tuple[int, dict[str, int]]",
        is_async=True,
        since=(4, 1),
    ),
    Callable("django.db.models.QuerySet.aearliest", returns="row", is_async=True, since=(4, 1)),
    Callable("django.db.models.QuerySet.aexists", returns="bool", is_async=True, since=(4, 1)),
    Callable("django.db.models.QuerySet.aexplain", returns="str", is_async=True, since=(4, 1)),
    Callable("django.db.models.QuerySet.afirst", returns="row | None", is_async=True, since=(4, 1)),
    Callable(
        "django.db.models.QuerySet.aget",
        returns="row",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.aget_or_create",
        returns="tuple[made, bool]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.ain_bulk",
        returns="dict[object, row]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.QuerySet.alast", returns="row | None", is_async=True, since=(4, 1)),
    Callable("django.db.models.QuerySet.alatest", returns="row", is_async=True, since=(4, 1)),
    Callable(
        "django.db.models.QuerySet.aupdate",
        returns="int",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.db.models.QuerySet.aupdate_or_create",
        returns="tuple[made, bool]",
        is_async=True,
        since=(4, 1),
        uses_arguments=True,
    ),
    Callable("django.db.models.QuerySet.aiterator", returns="asynciterator[row]", since=(4, 1)),
    # https://docs.djangoproject.com/en/6.1/topics/db/sql/#performing-raw-queries
    Callable("django.db.models.RawQuerySet.prefetch_related", returns="self"),
    Callable("django.db.models.RawQuerySet.using", returns="self"),
    Callable("django.db.models.RawQuerySet.iterator", returns="iterator[row]", consumed=QUERYSET),
    Callable("django.db.models.RawQuerySet.db", returns="str", is_property=True),
    Callable("django.db.models.RawQuerySet.model_fields", is_property=True),
    Callable("django.db.models.RawQuerySet.columns", QUERYSET, "list[str]", is_property=True),
    Callable("django.db.models.RawQuerySet.resolve_model_init_order", QUERYSET),
    Callable("django.db.models.RawQuerySet.__iter__", QUERYSET, "iterator[row]"),
    Callable("django.db.models.RawQuerySet.__aiter__", returns="asynciterator[row]", since=(4, 1)),
    Callable("django.db.models.RawQuerySet.__len__", QUERYSET, "int"),
    Callable("django.db.models.RawQuerySet.__bool__", QUERYSET, "bool"),
    Callable("django.db.models.RawQuerySet.__getitem__", QUERYSET, "row"),
    Callable("django.db.models.RawQuerySet.__repr__", returns="str"),
    # https://docs.djangoproject.com/en/6.1/ref/models/querysets/#prefetch-related-objects
    Callable(
        "django.db.models.prefetch_related_objects",
        QUERYSET,
        "None",
        twin="django.db.models.aprefetch_related_objects",
        twin_since=(5, 0),
        aliases=("django.db.models.query.prefetch_related_objects",),
    ),
    Callable(
        "django.db.models.aprefetch_related_objects",
        returns="None",
        is_async=True,
        since=(5, 0),
        aliases=("django.db.models.query.aprefetch_related_objects",),
    ),
    # What deletes a model instance, with all that depends on it.
    Callable("django.db.models.deletion.Collector.collect", QUERYSET, "None"),
    Callable("django.db.models.deletion.Collector.delete", QUERYSET, "tuple[int, dict[str, int]]"),
    # https://docs.djangoproject.com/en/6.1/ref/models/instances/
    Callable("django.db.models.Model.save", MODEL, "None", twin="asave", twin_since=(4, 2)),
    Callable(
        "django.db.models.Model.delete",
        MODEL,
        "tuple[int, dict[str, int]]",
        twin="adelete",
        twin_since=(4, 2),
    ),
    Callable(
        "django.db.models.Model.refresh_from_db",
        MODEL,
        "None",
        twin="arefresh_from_db",
        twin_since=(4, 2),
    ),
    Callable("django.db.models.Model.asave", returns="None", is_async=True, since=(4, 2)),
    Callable(
        "django.db.models.Model.adelete",
        returns="tuple[int, dict[str, int]]",
        is_async=True,
        since=(4, 2),
    ),
    Callable(
        "django.db.models.Model.arefresh_from_db", returns="None", is_async=True, since=(4, 2)
    ),
    Callable("django.db.models.Model.save_base", MODEL, "None"),
    # These query where the model has unique fields, constraints or foreign keys with a value.
    Callable("django.db.models.Model.full_clean", MODEL, "None"),
    Callable("django.db.models.Model.clean_fields", MODEL, "None"),
    Callable("django.db.models.Model.validate_unique", MODEL, "None"),
    Callable("django.db.models.Model.validate_constraints", MODEL, "None", since=(4, 1)),
    Callable("django.db.models.Model.get_next_by_*", MODEL, "self"),
    Callable("django.db.models.Model.get_previous_by_*", MODEL, "self"),
    # Of models with `order_with_respect_to`; `get_…_order()` gives a lazy queryset of keys.
    Callable("django.db.models.Model.get_next_in_order", MODEL, "self"),
    Callable("django.db.models.Model.get_previous_in_order", MODEL, "self"),
    Callable("django.db.models.Model.set_*_order", MODEL, "None"),
    Callable("django.db.models.Model.get_*_order"),
    Callable("django.db.models.Model.get_*_display", returns="str"),
    Callable("django.db.models.Model.clean", returns="None"),
    Callable("django.db.models.Model.from_db", returns="self"),
    Callable("django.db.models.Model.get_deferred_fields", returns="set[str]"),
    Callable("django.db.models.Model.serializable_value"),
    Callable("django.db.models.Model.prepare_database_save"),
    Callable("django.db.models.Model.unique_error_message"),
    Callable("django.db.models.Model.date_error_message"),
    Callable("django.db.models.Model.get_constraints", since=(4, 1)),
    Callable("django.db.models.Model.check"),
)
