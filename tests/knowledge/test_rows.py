"""The rows agree with each other; what they say of the world is checked in test_reality."""

from __future__ import annotations

import ast
import pathlib
from collections import Counter

import pytest
from kind_texts import dotted_names

from asynclint.knowledge import schema
from asynclint.knowledge.mentioned import DJANGO
from asynclint.knowledge.schema import Callable, Class, Field, Value
from asynclint.knowledge.tables import TABLES, modules

MODULES = modules()
ROWS: list[Callable] = [row for m in MODULES for row in getattr(m, "ROWS", ())]
CLASSES: list[Class] = [row for m in MODULES for row in getattr(m, "CLASSES", ())]
FIELDS: list[Field] = [row for m in MODULES for row in getattr(m, "FIELDS", ())]
VALUES: list[Value] = [row for m in MODULES for row in getattr(m, "VALUES", ())]
NAMES = {row.name for row in CLASSES}
TRAITS = {
    schema.AWAITABLE,
    schema.ITERABLE,
    schema.ASYNC_ITERABLE,
    schema.CONTEXT,
    schema.ASYNC_CONTEXT,
}


def repeated(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_no_name_has_two_rows() -> None:
    for table in (ROWS, CLASSES, FIELDS, VALUES):
        assert repeated([row.name for row in table]) == []


def test_no_alias_is_given_twice_or_is_a_name_itself() -> None:
    tables = (ROWS, CLASSES, FIELDS, VALUES)
    aliases = [alias for table in tables for row in table for alias in row.aliases]
    names = {row.name for table in tables for row in table}
    assert repeated(aliases) == []
    assert [alias for alias in aliases if alias in names] == []


def test_every_name_and_alias_leads_to_its_row() -> None:
    for row in ROWS:
        for name in (row.name, *row.aliases):
            assert "*" in name or TABLES.row(name) is row, name
    for cls in CLASSES:
        for name in (cls.name, *cls.aliases):
            assert TABLES.class_row(name) is cls, name
    for field in FIELDS:
        for name in (field.name, *field.aliases):
            assert TABLES.field(name) is field, name
    for value in VALUES:
        for name in (value.name, *value.aliases):
            assert TABLES.value(name) == value.kind, name


def test_every_operation_is_one_of_the_schema() -> None:
    for row in ROWS:
        assert row.does in ("", *schema.OPERATIONS), row.name
        assert row.consumed in ("", *schema.OPERATIONS), row.name


def test_no_coroutine_blocks() -> None:
    assert [row.name for row in ROWS if row.is_async and (row.does or row.consumed)] == []


def test_what_is_consumed_is_an_iterator() -> None:
    for row in ROWS:
        assert not row.consumed or row.returns.startswith("iterator["), row.name


def test_an_async_iterator_is_not_awaited() -> None:
    for row in ROWS:
        assert not (row.is_async and row.returns.startswith("asynciterator[")), row.name


@pytest.mark.parametrize(
    "table", [ROWS, CLASSES, FIELDS, VALUES], ids=["row", "class", "field", "value"]
)
def test_every_kind_text_parses_and_names_classes_that_have_rows(
    table: list[Callable | Class | Field | Value],
) -> None:
    for item in table:
        for text in kinds_of(item):
            unknown = {name for name in dotted_names(text) if name not in NAMES}
            assert unknown == set(), f"{item.name}: {text}"


def kinds_of(item: Callable | Class | Field | Value) -> list[str]:
    if isinstance(item, Class):
        return [kind for _, kind in item.attributes]
    if isinstance(item, Callable):
        return [item.returns] if item.returns else []
    text = item.value if isinstance(item, Field) else item.kind
    return [text] if text else []


def test_every_base_has_a_row_and_comes_without_a_circle() -> None:
    for cls in CLASSES:
        for base in cls.bases:
            assert base in NAMES, f"{cls.name}: {base}"
            assert cls.name not in TABLES.ancestors(base), cls.name


def test_every_trait_is_one_of_the_schema() -> None:
    assert [row.name for row in CLASSES if not set(row.traits) <= TRAITS] == []


def test_what_a_class_can_do_follows_from_its_special_methods() -> None:
    # A class with `__await__`, `__aenter__` … among its rows must have the trait too.
    methods = {
        "__await__": schema.AWAITABLE,
        "__iter__": schema.ITERABLE,
        "__aiter__": schema.ASYNC_ITERABLE,
        "__enter__": schema.CONTEXT,
        "__aenter__": schema.ASYNC_CONTEXT,
    }
    for row in ROWS:
        owner, _, name = row.name.rpartition(".")
        if name in methods:
            assert TABLES.has(owner, methods[name]) is True, row.name


def test_special_methods_of_async_contexts_are_coroutines() -> None:
    entering = [row for row in ROWS if row.name.endswith(".__aenter__")]
    assert [row.name for row in entering if not row.is_async] == []


def test_every_twin_is_there_and_gives_something_to_await() -> None:
    for row in ROWS:
        if row.twin:
            owner = row.name.rpartition(".")[0]
            twin = TABLES.row(row.twin) if "." in row.twin else TABLES.method_row(owner, row.twin)
            assert twin is not None, row.name
            assert twin.is_async or twin.returns.startswith("asynciterator["), row.name
            assert twin.since == row.twin_since, row.name


def test_versions_are_of_django_and_newer_than_3_1() -> None:
    for row in ROWS:
        for version in (row.since, row.twin_since):
            assert version is None or version > (3, 1), row.name
            assert version is None or row.name.startswith("django."), row.name


def test_a_pattern_has_one_star_in_the_last_part_and_a_class_or_module_above() -> None:
    for row in ROWS:
        owner, _, last = row.name.rpartition(".")
        if "*" in row.name:
            assert "*" not in owner and last.count("*") == 1, row.name
            assert owner in NAMES or owner == "pandas", row.name


def test_relations_are_of_two_kinds_and_other_fields_have_values() -> None:
    relations = {row.name.rpartition(".")[2]: row.relation for row in FIELDS if row.relation}
    assert relations == {
        "ForeignKey": "to-one",
        "OneToOneField": "to-one",
        "ForeignObject": "to-one",
        "GenericForeignKey": "to-one",
        "ManyToManyField": "to-many",
        "GenericRelation": "to-many",
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rpartition(".")[2])
def test_a_table_holds_literals_and_its_sources(module: object) -> None:
    path = pathlib.Path(str(module.__file__))  # type: ignore[attr-defined]
    text = path.read_text(encoding="utf-8")
    body = ast.parse(text).body
    assert isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    assert all(isinstance(s, ast.ImportFrom) for s in body[1:3])
    assert body[2].module == "asynclint.knowledge.schema"  # type: ignore[attr-defined]
    for statement in body[3:]:
        assert isinstance(statement, ast.Assign), path.name
        (target,) = statement.targets
        assert isinstance(target, ast.Name)
        assert target.id in ("ROWS", "CLASSES", "FIELDS", "VALUES", "MODULES")
        for node in ast.walk(statement.value):
            place = f"{path.name}:{getattr(node, 'lineno', '')}"
            assert isinstance(node, LITERALS) or is_of_methods(node), place
    assert "    # https://" in text


def is_of_methods(node: ast.AST) -> bool:
    """Whether it is `*methods(…)`: several rows in one."""
    call = node.value if isinstance(node, ast.Starred) else None
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "methods"


LITERALS = (ast.Tuple, ast.Constant, ast.Call, ast.keyword, ast.Name, ast.expr_context)


def test_sync_code_that_mentions_a_coroutine_function_of_django_is_looked_at():
    asynchronous = {row.name.rpartition(".")[2] for row in ROWS if row.is_async}
    django = {row.name for row in ROWS if row.is_async and row.name.startswith("django.")}
    public = {name.rpartition(".")[2] for name in django if ".test." not in name}
    assert asynchronous >= DJANGO
    assert {name for name in public if name.startswith("a")} - DJANGO <= INTERNAL


# Coroutine functions that backends and generators call, and no project does.
INTERNAL = {
    "acache_key",
    "acheck_password_with_timing_attack_mitigation",
    "aconfigure_user",
    "acreate_model_instance",
}
