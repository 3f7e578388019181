"""Compare the knowledge rows with what is really installed, and list every difference.

    python scripts/check_knowledge.py                         what this interpreter can import
    python scripts/check_knowledge.py --in FOLDER django      a Django installed in FOLDER
    python scripts/check_knowledge.py --in FOLDER libraries   clients and frameworks in FOLDER

Runs on every Python from 3.9 on and needs nothing but asynclint's source and the packages to look
at. Packages that are not there are counted, not reported. Exit code 1 where a row is wrong.
"""

from __future__ import annotations

import argparse
import builtins
import fnmatch
import functools
import inspect
import os
import pathlib
import sys
import types
import warnings
from collections.abc import Iterable
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "src"))

from knowledge_exceptions import (
    AWAITABLE_BUT_NO_COROUTINE_FUNCTION,
    BASE_SINCE,
    COVERED,
    GONE_FROM_DJANGO,
    NOT_IN_PYTHON,
    NOT_VISIBLE,
    OUR_NAMES,
    PASSING_BASES,
    PLAIN_ATTRIBUTES,
)
from knowledge_names import Absent, NotInstalled, find, find_method, importable, set_django_up

from asynclint.knowledge.schema import (
    ASYNC_CONTEXT,
    ASYNC_ITERABLE,
    AWAITABLE,
    CONTEXT,
    ITERABLE,
    Callable,
    Class,
    Field,
    Value,
)
from asynclint.knowledge.tables import TABLES, modules

SPECIAL_METHODS = {
    AWAITABLE: "__await__",
    ITERABLE: "__iter__",
    ASYNC_ITERABLE: "__aiter__",
    CONTEXT: "__enter__",
    ASYNC_CONTEXT: "__aenter__",
}


class Tally:
    def __init__(self) -> None:
        self.checked = 0
        self.wrong: list[str] = []
        self.absent_packages: dict[str, int] = {}

    def expect(self, holds: bool, name: str, complaint: str) -> None:
        if not holds:
            self.wrong.append(f"{name}: {complaint}")


# --- what is to be there ----------------------------------------------------------------------


def django_version() -> tuple[int, int]:
    import django

    return django.VERSION[0], django.VERSION[1]


def expected(item: Callable | Class | Field | Value) -> bool:
    """Whether a row's name ought to exist in this Python and, if it is Django's, this Django."""
    if item.name.startswith("django."):
        version = django_version()
        gone = _entry(GONE_FROM_DJANGO, item.name)
        return version >= _since(item) and (gone is None or version < gone)
    first, last = _entry(NOT_IN_PYTHON, item.name) or ((3, 0), (99, 0))
    return first <= sys.version_info[:2] < last


def _since(item: Callable | Class | Field | Value) -> tuple[int, int]:
    own = getattr(item, "since", None) or (0, 0)
    return max(own, _entry(COVERED.since, item.name) or (0, 0))


def django_is_older(version: tuple[int, int] | None) -> bool:
    return version is not None and django_version() < version


def _entry(table: dict[str, Any], name: str) -> Any:
    """A table's entry for a name or for the nearest thing that holds it."""
    while name:
        if name in table:
            return table[name]
        name = name.rpartition(".")[0]
    return None


def visible(name: str) -> bool:
    return not _listed(name, NOT_VISIBLE)


def _listed(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


# --- the checks -------------------------------------------------------------------------------


def check_row(row: Callable, tally: Tally) -> None:
    owner, _, last = row.name.rpartition(".")
    if "*" in last:
        find(owner)
        return
    thing = find_method(owner, last)
    if not inspect.isclass(thing.value):
        check_colour(row, thing.value, tally)
        is_property = not callable(thing.value) or _is_descriptor(thing.held)
        if not _listed(row.name, PLAIN_ATTRIBUTES):
            tally.expect(is_property == row.is_property, row.name, f"is_property is {is_property}")
    for alias in row.aliases:
        check_alias(row.name, alias, thing.value, tally)


def _is_descriptor(held: Any) -> bool:
    plain = (types.FunctionType, staticmethod, classmethod, types.BuiltinFunctionType)
    return inspect.isdatadescriptor(held) or (
        not isinstance(held, plain) and type(held).__name__ in ("cached_property", "property")
    )


def check_colour(row: Callable, target: Any, tally: Tally) -> None:
    behind = _behind_proxy(row.name, target)
    if inspect.isasyncgenfunction(behind):
        fits = row.returns.startswith("asynciterator[") and not row.is_async
        tally.expect(fits, row.name, "is an async generator")
        return
    coroutine = inspect.iscoroutinefunction(behind)
    if row.is_async and not coroutine:
        known = _listed(row.name, AWAITABLE_BUT_NO_COROUTINE_FUNCTION)
        tally.expect(known, row.name, "is no coroutine function")
    elif coroutine:
        tally.expect(row.is_async, row.name, "is a coroutine function")


def _behind_proxy(name: str, target: Any) -> Any:
    """A manager's method is a plain function that calls the queryset's method of that name."""
    owner, _, last = name.rpartition(".")
    if "django.db.models.Manager" in TABLES.ancestors(owner):
        from django.db.models import QuerySet

        own = inspect.iscoroutinefunction(target) or not hasattr(QuerySet, last)
        return target if own else getattr(QuerySet, last)
    return target


def check_alias(name: str, alias: str, value: Any, tally: Tally) -> None:
    try:
        other = find(alias).value
    except NotInstalled:
        return
    except Absent:
        tally.expect(_optional_alias(alias), name, f"alias {alias} does not exist")
        return
    same = other is value or getattr(other, "__func__", other) is getattr(value, "__func__", value)
    tally.expect(same or other == value, name, f"alias {alias} is something else")


def _optional_alias(alias: str) -> bool:
    if alias.startswith("django."):
        first = _entry(COVERED.since, alias)
        gone = _entry(GONE_FROM_DJANGO, alias)
        version = django_version()
        return (first is not None and version < first) or (gone is not None and version >= gone)
    first_last = _entry(NOT_IN_PYTHON, alias)
    if first_last is None:
        return False
    return not first_last[0] <= sys.version_info[:2] < first_last[1]


def check_class(row: Class, tally: Tally) -> None:
    real = find(row.name).value
    if not inspect.isclass(real):
        tally.expect(_listed(row.name, PLAIN_ATTRIBUTES), row.name, "is no class")
        return
    for base in row.bases:
        if django_is_older(BASE_SINCE.get((row.name, base)) or _entry(COVERED.since, base)):
            continue
        other = find(base).value
        tally.expect(issubclass(real, other), row.name, f"does not derive from {base}")
    for alias in row.aliases:
        check_alias(row.name, alias, real, tally)
    check_home(row, real, tally)
    traits = {t for t, method in SPECIAL_METHODS.items() if getattr(real, method, None) is not None}
    known = {t for t in SPECIAL_METHODS if TABLES.has(row.name, t)}
    if row.name.startswith("django.") and django_version() < (4, 2):
        traits, known = traits - {ASYNC_ITERABLE}, known - {ASYNC_ITERABLE}
    tally.expect(known <= traits, row.name, f"has no trait {sorted(known - traits)}")
    if row.complete:
        tally.expect(traits <= known, row.name, f"has the trait {sorted(traits - known)}")
    check_known_bases(row, real, tally)
    check_attributes(row, real, tally)
    check_coverage(row, real, tally)


def check_home(row: Class, real: type, tally: Tally) -> None:
    """The name under which a class is defined must lead to its row, unless that is private."""
    home = f"{real.__module__}.{real.__qualname__}"
    home = home[len("builtins.") :] if home.startswith("builtins.") else home
    if "._" not in f".{home}" and "<locals>" not in home and row.name not in OUR_NAMES:
        tally.expect(TABLES.canonical(home) == row.name, row.name, f"is defined as {home}")


def check_known_bases(row: Class, real: type, tally: Tally) -> None:
    """Every real base that has a row of its own must be among the ancestors."""
    have = set(TABLES.ancestors(row.name))
    for base in real.__mro__[1:] if row.name not in OUR_NAMES else ():
        name = TABLES.canonical(f"{base.__module__}.{base.__qualname__}")
        if TABLES.class_row(name) is not None and (row.name, name) not in PASSING_BASES:
            tally.expect(name in have, row.name, f"derives from {name} too")


def check_attributes(row: Class, real: type, tally: Tally) -> None:
    annotated = {name for base in real.__mro__ for name in getattr(base, "__annotations__", {})}
    for name, _ in row.attributes:
        full = f"{row.name}.{name}"
        if django_is_older(_entry(COVERED.since, full)):
            continue
        there = hasattr(real, name) or name in annotated or f"self.{name}" in _source(real)
        tally.expect(there or not visible(full), full, "is no attribute")


@functools.cache
def _source(real: type) -> str:
    text = []
    for base in real.__mro__:
        try:
            text.append(inspect.getsource(base))
        except (OSError, TypeError):
            continue
    return "\n".join(text)


def check_coverage(row: Class, real: type, tally: Tally) -> None:
    """Coroutine methods must have rows; of the most used classes, every public method."""
    for name in dir(real):
        if name.startswith("_") or not visible(f"{row.name}.{name}"):
            continue
        held = inspect.getattr_static(real, name)
        value = getattr(held, "__func__", held)
        wanted = inspect.iscoroutinefunction(value) or (
            row.name in COVERED.classes and callable(value) and not inspect.isclass(value)
        )
        if wanted:
            found = TABLES.method_row(row.name, name)
            tally.expect(found is not None, f"{row.name}.{name}", "has no row")


def check_field(row: Field, tally: Tally) -> None:
    real = find(row.name).value
    tally.expect(inspect.isclass(real), row.name, "is no class")
    for alias in row.aliases:
        check_alias(row.name, alias, real, tally)
    to_many = bool(getattr(real, "many_to_many", False) or getattr(real, "one_to_many", False))
    to_one = bool(getattr(real, "many_to_one", False) or getattr(real, "one_to_one", False))
    relation = "to-many" if to_many else "to-one" if to_one else ""
    tally.expect(row.relation == relation, row.name, f"relation is {relation!r}")


def check_value(row: Value, tally: Tally) -> None:
    real = find(row.name).value
    if TABLES.class_row(row.kind) is not None and not _listed(row.name, PLAIN_ATTRIBUTES):
        fits = isinstance(real, find(row.kind).value)
        tally.expect(fits, row.name, f"is a {type(real).__qualname__}")
    for alias in row.aliases:
        check_alias(row.name, alias, real, tally)


def check_missing_fields(tally: Tally) -> None:
    from django.db import models

    for name in dir(models):
        real = getattr(models, name)
        if inspect.isclass(real) and issubclass(real, models.Field):
            tally.expect(TABLES.field(f"django.db.models.{name}") is not None, name, "no row")


CHECKS = {
    "ROWS": check_row,
    "CLASSES": check_class,
    "FIELDS": check_field,
    "VALUES": check_value,
}


# --- running ----------------------------------------------------------------------------------


def part_of(name: str) -> str:
    package = name.partition(".")[0]
    if package == "django":
        return "django"
    in_python = package in sys.stdlib_module_names if sys.version_info >= (3, 10) else True
    is_builtin = hasattr(builtins, package)
    was_in_python = package in NOT_IN_PYTHON
    return "python" if in_python or is_builtin or was_in_python else "libraries"


def check(part: str) -> Tally:
    tally = Tally()
    if part == "libraries" and importable("django"):
        set_django_up()
    if part == "django":
        if not importable("django"):
            tally.absent_packages["django"] = 1
            return tally
        set_django_up()
        check_missing_fields(tally)
    for module in modules():
        for table, one in CHECKS.items():
            for item in getattr(module, table, ()):
                if part_of(item.name) == part:
                    check_item(item, one, tally)
    return tally


def check_item(item: Any, one: Any, tally: Tally) -> None:
    due = expected(item)
    if not visible(item.name):
        return
    try:
        if due:
            one(item, tally)
        elif "*" not in item.name:
            find(item.name)
            tally.expect(False, item.name, "exists, against its row")
    except NotInstalled as error:
        if due:
            missing = str(error)
            tally.absent_packages[missing] = tally.absent_packages.get(missing, 0) + 1
        return
    except Absent:
        tally.expect(not due, item.name, "does not exist")
    tally.checked += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="*", default=[], help="django, python, libraries")
    parser.add_argument(
        "--in",
        dest="folders",
        metavar="FOLDER",
        action="append",
        default=[],
        help="a folder that packages were installed into; may be given several times",
    )
    options = parser.parse_args()
    sys.path[:0] = options.folders
    warnings.simplefilter("ignore")
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # importing it asks no server
    wrong = 0
    for part in options.part or ["django", "python", "libraries"]:
        tally = check(part)
        for line in tally.wrong:
            print(line)
        label = f"Django {'.'.join(map(str, django_version()))}" if part == "django" else part
        print(f"{label}: {tally.checked} rows checked, {len(tally.wrong)} wrong", end="")
        absent = ", ".join(f"{name} {n}" for name, n in sorted(tally.absent_packages.items()))
        print(f"; not installed: {absent}" if absent else "")
        wrong += len(tally.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
