"""Looking facts up: one place that knows all rows, by every name that leads to them.

The tables are plain tuples in the modules beside this one. They are loaded and turned into
dictionaries at the first question, so that importing this module costs nothing.
"""

from __future__ import annotations

import gc
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from asynclint.knowledge.schema import Callable, Class, Field, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class _Facts(NamedTuple):
    rows: dict[str, Callable]
    patterns: dict[str, tuple[Callable, ...]]  # rows with a `*`, by the name of their class
    classes: dict[str, Class]
    fields: dict[str, Field]
    values: dict[str, Value]
    names: dict[str, str]  # other name of a class, function, value or module → its name
    packages: frozenset[str]


class Tables:
    """All rows, those of the user included.

    A dotted name may be given in every spelling that a program can reach it by; answers use the one
    canonical name. `thread_wrappers` are the dotted names of callables that the user declared to
    hand their argument to a thread.
    """

    def __init__(
        self, extra: Sequence[Callable] = (), extra_thread_wrappers: Sequence[str] = ()
    ) -> None:
        self.thread_wrappers = tuple(extra_thread_wrappers)
        self._extra = tuple(extra)
        self._canonical: dict[str, str] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _facts(self) -> _Facts:
        return _with_rows(_shipped(), self._extra) if self._extra else _shipped()

    @cached_property
    def declared(self) -> frozenset[str]:
        """The names of what the user's rows and thread wrappers are about. Where the project
        defines one of them itself, what the user says of it counts, and not what its body does."""
        names = {row.name for row in self._extra} | set(self.thread_wrappers)
        return frozenset(names | {TABLES.canonical(name) for name in names})

    def canonical(self, dotted: str) -> str:
        """The name under which rows know `dotted`; a name of which nothing is known is unchanged.

        The longest known beginning counts: "django.db.models.query.QuerySet.get" is
        "django.db.models.QuerySet.get", "django.core.cache.cache.get" a method of its class.
        """
        known = self._canonical.get(dotted)
        if known is None:
            known = self._canonical[dotted] = self._resolve(dotted)
        return known

    def row(self, dotted: str) -> Callable | None:
        """The row of a function, or of a method by its class and name, inherited ones included.

        A class's own name gives the row of its construction, if it has one.
        """
        name = self.canonical(dotted)
        found = self._facts.rows.get(name)
        if found is None:
            owner, _, method = name.rpartition(".")
            return self.method_row(owner, method)
        return found

    def class_row(self, dotted: str) -> Class | None:
        return self._facts.classes.get(self.canonical(dotted))

    def field(self, dotted: str) -> Field | None:
        """The row of a class of model fields."""
        return self._facts.fields.get(self.canonical(dotted))

    def value(self, dotted: str) -> str | None:
        """The kind text of an object that a module holds under this name."""
        found = self._facts.values.get(self.canonical(dotted))
        return None if found is None else found.kind

    def knows(self, dotted: str) -> bool:
        """Whether there is a row, class, field or value of exactly this name (or alias)."""
        facts = self._facts
        name = self.canonical(dotted)
        return any(
            name in table for table in (facts.rows, facts.classes, facts.fields, facts.values)
        )

    def packages_doing(self, excluded: Sequence[str]) -> frozenset[str]:
        """The top-level packages of which some callable does something that is not excluded."""
        rows = self._facts.rows.values()
        return frozenset(
            row.name.partition(".")[0]
            for row in rows
            if (row.does or row.consumed) and row.does not in excluded
        )

    def is_beginning(self, dotted: str) -> bool:
        """Whether a fact is about this name, or about one below it."""
        return dotted in self._beginnings or self.canonical(dotted) in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        facts = self._facts
        found: set[str] = set()
        for table in (facts.rows, facts.classes, facts.fields, facts.values, facts.names):
            for name in table:
                while name and name not in found:
                    found.add(name)
                    name = name.rpartition(".")[0]
        return frozenset(found)

    def known_package(self, dotted: str) -> bool:
        """Whether anything is known of the top-level package that `dotted` starts with."""
        return dotted.partition(".")[0] in self._facts.packages

    def ancestors(self, class_name: str) -> tuple[str, ...]:
        """The class and its known bases, in the order in which Python looks methods up."""
        name = self.canonical(class_name)
        known = self._ancestors.get(name)
        if known is None:
            known = self._ancestors[name] = self._linearize(name)
        return known

    def method_row(self, class_name: str, method: str) -> Callable | None:
        """The row of a method (or property) of a class or of the nearest base that has one."""
        facts = self._facts
        for name in self.ancestors(class_name):
            found = facts.rows.get(f"{name}.{method}")
            if found is not None:
                return found
            for pattern in facts.patterns.get(name, ()):
                if _fits(pattern, method):
                    return pattern
        return None

    def constructor_row(self, class_name: str) -> Callable | None:
        """The row that tells what constructing the class does, its own or a base's."""
        found = (self._facts.rows.get(name) for name in self.ancestors(class_name))
        return next((row for row in found if row is not None), None)

    def attribute(self, class_name: str, name: str) -> str | None:
        """The kind text of an instance's attribute or property; None where nothing is known."""
        for ancestor in self.ancestors(class_name):
            row = self._facts.classes.get(ancestor)
            for attribute, kind in row.attributes if row else ():
                if attribute == name:
                    return kind
            found = self._facts.rows.get(f"{ancestor}.{name}")
            if found is not None and found.is_property:
                return found.returns
        return None

    def has(self, class_name: str, trait: str) -> bool | None:
        """Whether instances of the class have a trait; None where that is not known."""
        own = self.class_row(class_name)
        rows = (self._facts.classes.get(name) for name in self.ancestors(class_name))
        if any(row is not None and trait in row.traits for row in rows):
            return True
        return False if own is not None and own.complete else None

    def _resolve(self, dotted: str) -> str:
        facts = self._facts
        if dotted.startswith("builtins."):
            dotted = dotted.removeprefix("builtins.")
        if dotted in facts.names:
            return facts.names[dotted]
        if any(dotted in table for table in (facts.rows, facts.classes, facts.fields)):
            return dotted
        head, _, rest = dotted.rpartition(".")
        while head:
            other = self._stands_for(head)
            if other is not None:
                return self._resolve(f"{other}.{rest}")
            head, _, last = head.rpartition(".")
            rest = f"{last}.{rest}"
        return dotted

    def _stands_for(self, head: str) -> str | None:
        """What the beginning of a name stands for: a class, a module, or the class of a value."""
        facts = self._facts
        name = facts.names.get(head, head)
        value = facts.values.get(name)
        if value is not None and value.kind in facts.classes:
            return value.kind
        return name if name != head else None

    def _linearize(self, name: str) -> tuple[str, ...]:
        # Depth first, each class after all that derive from it. Python's own order (C3) differs
        # only for hierarchies that no row describes.
        row = self._facts.classes.get(name)
        order: list[str] = [name]
        for base in row.bases if row else ():
            order += self.ancestors(base)
        return tuple(reversed(dict.fromkeys(reversed(order))))


def _fits(pattern: Callable, method: str) -> bool:
    start, _, end = pattern.name.rpartition(".")[2].partition("*")
    return (
        not method.startswith("_")
        and len(method) > len(start) + len(end)
        and method.startswith(start)
        and method.endswith(end)
    )


@cache
def _shipped() -> _Facts:
    # Thousands of tuples are made at once and none of them is garbage: looking for some would
    # cost as much as making them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _gather(modules())
    finally:
        if collecting:
            gc.enable()


def modules() -> tuple[Any, ...]:
    """The modules that hold the rows, in ROWS, CLASSES, FIELDS, VALUES and MODULES."""
    # Imported here and not above: a run that asks nothing pays nothing.
    from asynclint.knowledge import (
        bases,
        clients_hosts,
        clients_http,
        clients_others,
        clients_redis,
        clients_services,
        clients_sql,
        clients_sqlalchemy,
        clients_stores,
        clients_vendors,
        django_auth,
        django_cache,
        django_contrib,
        django_core,
        django_db,
        django_fields,
        django_files,
        django_forms,
        django_http,
        django_managers,
        django_orm,
        django_test,
        django_views,
        frameworks,
        frameworks_agents,
        frameworks_api,
        frameworks_graphql,
        frameworks_rest,
        python_asyncio,
        python_builtins,
        python_files,
        python_network,
        python_processes,
        python_threads,
        python_unittest,
    )

    return (
        bases,
        clients_hosts,
        clients_http,
        clients_others,
        clients_redis,
        clients_services,
        clients_sql,
        clients_sqlalchemy,
        clients_stores,
        clients_vendors,
        django_auth,
        django_cache,
        django_contrib,
        django_core,
        django_db,
        django_fields,
        django_files,
        django_forms,
        django_http,
        django_managers,
        django_orm,
        django_test,
        django_views,
        frameworks,
        frameworks_agents,
        frameworks_api,
        frameworks_graphql,
        frameworks_rest,
        python_asyncio,
        python_builtins,
        python_files,
        python_network,
        python_processes,
        python_threads,
        python_unittest,
    )


def _gather(sources: Iterable[Any]) -> _Facts:
    rows: list[Callable] = []
    classes: list[Class] = []
    fields: list[Field] = []
    values: list[Value] = []
    names: dict[str, str] = {}
    for module in sources:
        rows += getattr(module, "ROWS", ())
        classes += getattr(module, "CLASSES", ())
        fields += getattr(module, "FIELDS", ())
        values += getattr(module, "VALUES", ())
        names.update(getattr(module, "MODULES", ()))
    table: Sequence[Callable | Class | Field | Value]
    for table in (rows, classes, fields, values):
        for item in table:
            for alias in item.aliases:
                names[alias] = item.name
    packages = {name.partition(".")[0] for name in names}
    for table in (rows, classes, fields, values):
        packages.update(item.name.partition(".")[0] for item in table)
    return _Facts(
        {row.name: row for row in rows},
        _patterns(rows),
        {row.name: row for row in classes},
        {row.name: row for row in fields},
        {row.name: row for row in values},
        names,
        frozenset(packages),
    )


def _patterns(rows: Iterable[Callable]) -> dict[str, tuple[Callable, ...]]:
    patterns: dict[str, tuple[Callable, ...]] = {}
    for row in rows:
        if "*" in row.name:
            owner = row.name.rpartition(".")[0]
            patterns[owner] = (*patterns.get(owner, ()), row)
    return patterns


def _is_named_like_a_class(dotted: str) -> bool:
    return dotted.rpartition(".")[2][:1].isupper()


def _with_rows(facts: _Facts, extra: Sequence[Callable]) -> _Facts:
    """The facts with the user's rows, which come before those that are shipped."""
    # The user may have named something known by another of its names.
    mine = [row._replace(name=TABLES.canonical(row.name)) for row in extra]
    patterns = _patterns(mine)
    owners = {row.name.rpartition(".")[0] for row in mine}
    unknown = {name for name in owners - set(facts.classes) if _is_named_like_a_class(name)}
    return facts._replace(
        rows={**facts.rows, **{row.name: row for row in mine}},
        patterns={
            owner: patterns.get(owner, ()) + facts.patterns.get(owner, ())
            for owner in {**facts.patterns, **patterns}
        },
        classes={**facts.classes, **{name: Class(name) for name in unknown}},
        names={**facts.names, **{alias: row.name for row in mine for alias in row.aliases}},
        packages=facts.packages | {row.name.partition(".")[0] for row in extra},
    )


TABLES = Tables()
