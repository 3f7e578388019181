"""Looking facts up by any name, with the user's own rows, without loading what nobody asks for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from asynclint.knowledge.schema import (
    AWAITABLE,
    CONTEXT,
    ITERABLE,
    MODEL,
    NETWORK,
    QUERYSET,
    Callable,
)
from asynclint.knowledge.tables import TABLES, Tables


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("django.db.models.query.QuerySet", "django.db.models.QuerySet"),
        ("django.db.models.query.QuerySet.get", "django.db.models.QuerySet.get"),
        ("django.contrib.gis.db.models.Manager.count", "django.db.models.Manager.count"),
        ("django.contrib.gis.db.models.PointField", "django.contrib.gis.db.models.PointField"),
        ("django.core.cache.cache.get", "django.core.cache.BaseCache.get"),
        ("django.core.cache.cache", "django.core.cache.cache"),
        ("requests.api.get", "requests.get"),
        ("posixpath.exists", "os.path.exists"),
        ("builtins.open", "open"),
        ("builtins.int", "int"),
        ("shop.models.Book", "shop.models.Book"),
        ("print", "print"),
    ],
)
def test_every_spelling_leads_to_one_name(spelling: str, name: str) -> None:
    assert TABLES.canonical(spelling) == name


def test_a_method_is_found_on_the_nearest_base_that_has_it() -> None:
    # A related manager creates through its instance, but gets through the queryset.
    create = TABLES.method_row("django.db.models.RelatedManager", "create")
    get = TABLES.method_row("django.db.models.RelatedManager", "get")
    assert create is not None and create.does == MODEL
    assert get is not None and get.name == "django.db.models.Manager.get" and get.does == QUERYSET


def test_a_dotted_name_finds_inherited_methods_too() -> None:
    row = TABLES.row("django.contrib.auth.models.User.asave")
    assert row is not None and row.is_async and row.name == "django.db.models.Model.asave"


def test_what_is_not_known_has_no_row() -> None:
    assert TABLES.row("shop.services.fetch") is None
    assert TABLES.method_row("shop.models.Book", "save") is None
    assert TABLES.method_row("django.db.models.QuerySet", "is_published") is None
    assert TABLES.class_row("shop.models.Book") is None
    assert TABLES.field("django.db.models.QuerySet") is None
    assert TABLES.value("django.db.models.QuerySet") is None
    assert TABLES.attribute("shop.models.Book", "title") is None


def test_a_pattern_stands_for_the_methods_that_fit() -> None:
    row = TABLES.method_row("django.contrib.auth.models.User", "get_next_by_date_joined")
    assert row is not None and row.does == MODEL and row.returns == "self"
    display = TABLES.method_row("django.db.models.Model", "get_status_display")
    assert display is not None and not display.does
    assert TABLES.method_row("django.db.models.Model", "get_next_by_") is None


def test_a_row_of_its_own_comes_before_a_pattern() -> None:
    command = TABLES.method_row("redis.Redis", "hgetall")
    pipeline = TABLES.method_row("redis.Redis", "pipeline")
    assert command is not None and command.does
    assert pipeline is not None and not pipeline.does


def test_a_pattern_of_the_class_comes_before_a_row_of_its_base() -> None:
    # BytesIO derives from BufferedIOBase, whose methods read files.
    row = TABLES.method_row("io.BytesIO", "readinto")
    assert row is not None and not row.does


def test_a_pattern_does_not_stand_for_special_or_private_methods() -> None:
    assert TABLES.method_row("botocore.client.BaseClient", "get_object") is not None
    assert TABLES.method_row("botocore.client.BaseClient", "_make_api_call") is None
    assert TABLES.method_row("botocore.client.BaseClient", "__enter__") is None


def test_constructors_are_inherited_as_methods_are() -> None:
    row = TABLES.constructor_row("django.http.HttpResponseBadRequest")
    assert row is not None and row.uses_arguments
    assert TABLES.constructor_row("django.http.HttpRequest") is None


def test_attributes_and_properties_have_kinds() -> None:
    assert (
        TABLES.attribute("django.core.handlers.asgi.ASGIRequest", "GET") == "django.http.QueryDict"
    )
    assert TABLES.attribute("requests.Response", "text") == "str"
    assert TABLES.attribute("pathlib.Path", "parent") == "self"
    assert TABLES.attribute("requests.Response", "json") is None


def test_a_trait_is_there_or_not_or_not_known() -> None:
    assert TABLES.has("django.http.JsonResponse", ITERABLE) is True
    assert TABLES.has("django.http.JsonResponse", AWAITABLE) is False
    assert TABLES.has("botocore.client.BaseClient", CONTEXT) is None
    assert TABLES.has("shop.models.Book", AWAITABLE) is None


def test_ancestors_come_in_the_order_of_lookup() -> None:
    assert TABLES.ancestors("django.contrib.auth.models.User") == (
        "django.contrib.auth.models.User",
        "django.contrib.auth.models.AbstractUser",
        "django.contrib.auth.models.AbstractBaseUser",
        "django.contrib.auth.models.PermissionsMixin",
        "django.db.models.Model",
    )
    assert TABLES.ancestors("shop.models.Book") == ("shop.models.Book",)


def test_values_of_modules_have_kinds() -> None:
    assert TABLES.value("django.core.cache.cache") == "django.core.cache.BaseCache"
    assert TABLES.value("django.apps.registry.apps") == "django.apps.registry.Apps"


def test_packages_and_names_that_are_known() -> None:
    assert TABLES.known_package("django.db.models")
    assert TABLES.known_package("requests")
    assert not TABLES.known_package("shop.models")
    assert TABLES.knows("django.db.models.CharField")
    assert TABLES.knows("django.db.connection")
    assert not TABLES.knows("django.db.models.NoSuchThing")


def test_rows_of_the_user_are_added_to_those_that_ship() -> None:
    own = Callable("acme.client.fetch", NETWORK)
    tables = Tables((own,), ("acme.threads.run",))
    assert tables.row("acme.client.fetch") is not None
    assert tables.knows("acme.client.fetch") and tables.known_package("acme.other")
    assert tables.row("django.db.models.QuerySet.get") is not None
    assert tables.thread_wrappers == ("acme.threads.run",)


def test_a_row_of_the_user_takes_the_place_of_one_that_ships() -> None:
    # The user writes the name under which the package itself defines it.
    tables = Tables((Callable("requests.api.get", instead="our pool"),))
    row = tables.row("requests.get")
    assert row is not None and row.does == "" and row.instead == "our pool"


def test_a_pattern_of_the_user_needs_no_class() -> None:
    tables = Tables((Callable("acme.client.Client.*", NETWORK), Callable("acme.jobs.*", NETWORK)))
    assert tables.method_row("acme.client.Client", "fetch") is not None
    assert tables.row("acme.jobs.start") is not None
    assert tables.row("acme.other.start") is None


def test_rows_of_the_user_change_nothing_for_others() -> None:
    Tables((Callable("requests.get"), Callable("acme.fetch", NETWORK)))
    row = TABLES.row("requests.get")
    assert row is not None and row.does
    assert TABLES.row("acme.fetch") is None and not TABLES.known_package("acme")


def test_importing_the_tables_loads_no_rows() -> None:
    lines = (
        "import sys",
        "import asynclint.knowledge.tables as tables",
        "rows = 'asynclint.knowledge.django_orm'",
        "assert rows not in sys.modules",
        "assert tables.TABLES.row('time.sleep').does == 'sleep'",
        "assert rows in sys.modules",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
