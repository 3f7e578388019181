"""The database of the runs: a SQLite file that every run finds as if it were new.

A file, because a program's threads each have a connection of their own; a fresh copy for each run,
because savepoints do not reach across connections.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, models
from django.db.backends.signals import connection_created

ROWS_PER_MODEL = 2
_numbers = count()


@cache
def folder() -> Path:
    """A folder for this process's files; in memory where the system offers that."""
    memory = Path("/dev/shm")
    where = str(memory) if memory.is_dir() else None
    # Kept in a variable of the module, so that it is removed when the process ends.
    _folder.append(tempfile.TemporaryDirectory(prefix="oracle-", dir=where))
    return Path(_folder[0].name)


_folder: list[tempfile.TemporaryDirectory[str]] = []


def create_template(rows: Any) -> tuple[Path, Any]:
    """Make the database that all runs start from; returns its place and what `rows()` gave."""
    connection_created.connect(be_quick, dispatch_uid="oracle")
    place = folder() / "template.sqlite3"
    use(place)
    create_tables(apps.get_models())
    call_command("createcachetable")
    given = rows()
    connections.close_all()
    # Readers and a writer in several threads then do not wait for each other.
    with sqlite3.connect(place) as database:
        database.execute("PRAGMA journal_mode = WAL")
    database.close()
    return place, given


def be_quick(connection: Any, **options: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")


def use(place: Path) -> None:
    """Let connections that are opened from now on, in any thread, use this file."""
    connections.settings["default"]["NAME"] = str(place)
    connection.settings_dict["NAME"] = str(place)


@contextmanager
def fresh(template: Path) -> Iterator[None]:
    """Give the body a copy of the template for a database."""
    place = folder() / f"run-{next(_numbers)}.sqlite3"
    shutil.copyfile(template, place)
    use(place)
    try:
        yield
    finally:
        connections.close_all()
        for file in folder().glob(f"{place.name}*"):
            file.unlink(missing_ok=True)  # threads that outlive the run close theirs


@contextmanager
def with_models(template: Path, new: list[type[models.Model]]) -> Iterator[Path]:
    """Give the body a template that has tables and rows for these models too."""
    if not new:
        yield template
        return
    place = folder() / f"template-{next(_numbers)}.sqlite3"
    shutil.copyfile(template, place)
    use(place)
    drop_tables({model._meta.app_label for model in new})
    create_tables(new)
    for model in in_order(new):
        create_rows(model)
    connections.close_all()
    try:
        yield place
    finally:
        place.unlink()


def create_tables(wanted: Iterable[type[models.Model]]) -> None:
    """Create the tables of managed models; those of many-to-many fields come with them."""
    with connection.schema_editor() as editor:
        for model in wanted:
            options = model._meta
            if options.managed and not options.proxy and not options.swapped:
                editor.create_model(model)


def drop_tables(labels: set[str]) -> None:
    """Make way for a program that has an app of the same label as the project's."""
    names = [
        name for name in connection.introspection.table_names() if name.partition("_")[0] in labels
    ]
    with connection.schema_editor() as editor:
        for name in names:
            editor.execute(f"DROP TABLE {editor.quote_name(name)}")


def in_order(wanted: list[type[models.Model]]) -> list[type[models.Model]]:
    """Models that others refer to come first, as far as that is possible."""
    placed: list[type[models.Model]] = []
    waiting = [m for m in wanted if m._meta.managed and not m._meta.proxy]
    while waiting:
        ready = [m for m in waiting if not needed(m) & (set(waiting) - {m})] or waiting[:1]
        placed += ready
        waiting = [model for model in waiting if model not in ready]
    return placed


def needed(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


def create_rows(model: type[models.Model]) -> None:
    """Give a model some rows, with values that are made up from the fields' types."""
    for number in range(1, ROWS_PER_MODEL + 1):
        values = {
            field.attname: value
            for field in model._meta.concrete_fields
            if (value := made_up(field, number)) is not None
        }
        row = model(**values)
        row.save_base()  # not `save`, which the program may have changed
        for relation in model._meta.many_to_many:
            if relation.remote_field.through._meta.auto_created:
                others = relation.related_model._base_manager.all()[:ROWS_PER_MODEL]
                getattr(row, relation.name).set(others)


VALUES: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.BooleanField, True),
    (models.DateTimeField, datetime(2024, 1, 1, tzinfo=timezone.utc)),
    (models.DateField, date(2024, 1, 1)),
    (models.TimeField, time(12)),
    (models.DurationField, timedelta(hours=1)),
    (models.GenericIPAddressField, "127.0.0.1"),
    (models.JSONField, {}),
    (models.BinaryField, b""),
)


def made_up(field: Any, number: int) -> Any:
    """A value for the `number`th row, or None to leave the field to its default."""
    if field.primary_key and not field.is_relation:
        return key(field, number)
    if field.has_default() or getattr(field, "generated", False):
        return None
    if field.is_relation:
        rows = list(field.related_model._base_manager.order_by("pk")[:number])
        return rows[-1].pk if rows else None
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value
    return key(field, number)


def key(field: Any, number: int) -> Any:
    """A value that no other row has."""
    if isinstance(field, models.UUIDField):
        return UUID(int=number)
    if isinstance(field, models.DecimalField):
        return Decimal(number)
    if isinstance(field, (models.IntegerField, models.FloatField)):
        return number
    if isinstance(field, models.EmailField):
        return f"person{number}@example.com"
    if isinstance(field, models.URLField):
        return f"http://example.com/{number}"
    if isinstance(field, models.SlugField):
        return f"text-{number}"
    if isinstance(field, (models.CharField, models.TextField, models.FileField)):
        return f"text {number}"
    return None
