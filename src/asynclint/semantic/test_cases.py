"""Tests: which of their methods nobody awaits, and which clients they are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.test_cases import (
    AWAITING_FIXTURES,
    AWAITING_TESTS,
    CALLED,
    FIXTURES,
    KNOWN,
    NAMES,
    PYTEST_DJANGO,
    RUNNING,
    TEST_CASE,
    UNKNOWN,
)
from asynclint.semantic import classes, contracts, decorations, django, hooks
from asynclint.semantic.kinds import ANYTHING, ClassRef, Instance, Kind, join, members

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_TESTING = re.compile(r"(?:^|\.)(?:test_\w+|\w+_tests?|tests?)$")


# --- methods that nobody awaits --------------------------------------------------------------


def lost(model: Model, routine: Routine) -> str:
    """What becomes of an async method of a test case, if whoever runs the tests does not await it;
    else an empty text."""
    cls, name = routine.cls, routine.name
    if cls is None or not (name in NAMES or name.startswith("test")):
        return ""
    order = frozenset(classes.mro(model, cls))
    if TEST_CASE not in order and not order & AWAITING_TESTS:
        return ""
    if not all(_is_known(model, base) for base in order) or _runs_itself(model, cls):
        return ""
    if not _stays(model, routine):
        return ""
    if name in CALLED.names:
        return "" if contracts.is_awaited(model, name) else CALLED.lost
    if name in UNKNOWN.names:
        is_called = order & AWAITING_FIXTURES or _is_named_elsewhere(model, name)
        return "" if is_called else UNKNOWN.lost
    return "" if order & AWAITING_TESTS else "which does not await it: the test passes unseen"


def _is_known(model: Model, base: str) -> bool:
    return base in model.classes or base in KNOWN or classes.is_described(model, base)


def _runs_itself(model: Model, cls: str) -> bool:
    found = (classes.find(model, cls, name) for name in RUNNING)
    return any(each is not None and each.definitions for each in found)


def _stays(model: Model, routine: Routine) -> bool:
    """Whether the class is left with the coroutine function: no decorator makes another of it."""
    given = decorations.of(model, routine)
    return all(
        decoration.name in ("classmethod", "builtins.classmethod")
        or decorations.is_function(decoration.made, routine)
        for decoration in given
    )


def _is_named_elsewhere(model: Model, method: str) -> bool:
    """Whether code of the project names a method other than where it stands, or hands on to that
    of a base."""
    naming = re.compile(rf"(?<!def )(?<!super\(\)\.)\b{method}\b")
    return any(model.texts.says(name, naming) for name in model.modules_with(method))


def base_of(model: Model, routine: Routine) -> str:
    """The library's class that a test case derives from, as messages name it."""
    assert routine.cls is not None
    order = classes.mro(model, routine.cls)
    return next((base.rpartition(".")[2] for base in order if base not in model.classes), "")


# --- clients ---------------------------------------------------------------------------------


def client(model: Model, case: Kind) -> Kind:
    """The attribute `client` of a test case: an object of its `client_class`."""
    return _made_by(model, case, "client_class", "django.test.Client")


def async_client(model: Model, case: Kind) -> Kind:
    return _made_by(model, case, "async_client_class", "django.test.AsyncClient")


def _made_by(model: Model, case: Kind, attribute: str, default: str) -> Kind:
    found = classes.find(model, django.class_of(case) or "", attribute)
    if found is None or not found.definitions:
        return Instance(default)
    chosen = members(classes.attribute_kind(model, found, attribute))
    known = [option for option in chosen if isinstance(option, ClassRef)]
    return join(*map(model.instance_of, known)) if len(known) == len(chosen) else ANYTHING


def fixture(model: Model, routine: Routine, param: tree.Param) -> Kind | None:
    """What pytest-django hands to a test under a parameter's name; None where nothing tells."""
    cls = FIXTURES.get(param.name)
    if cls is None or not routine.name.startswith("test") or routine.outer is not None:
        return None
    if not _TESTING.search(routine.module.name.partition("@")[0]):
        return None
    is_used = hooks.is_named(model, PYTEST_DJANGO)
    return Instance(cls) if is_used and not _has_own_fixture(model, param.name) else None


def _has_own_fixture(model: Model, name: str) -> bool:
    """Whether the project defines, or names, a fixture like it."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("own fixture", name), lambda: _names_fixture(model, name), False
    )


def _names_fixture(model: Model, name: str) -> bool:
    own = re.compile(rf"\bdef[ \t]+{name}\b|\bname[ \t]*=[ \t]*[\"']{name}[\"']")
    return any(model.texts.says(module, own) for module in model.modules_with(name))
