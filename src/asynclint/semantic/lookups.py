"""Looking values up as Django's templates do: keys, then attributes, then indexes; what can be
called without arguments is called, unless it changes data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.templates import (
    ALTERING,
    ASKED_FOR_PERMISSION,
    PERMISSIONS,
    PERMISSIONS_OF_APP,
)
from asynclint.semantic import attributes, callables
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    STR,
    Bound,
    Coroutine,
    Def,
    External,
    Fixed,
    Instance,
    Kind,
    Lazy,
    Manager,
    Partial,
    QuerySet,
    each,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.uses import iterated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.semantic.pages import Page

_USER = "user"
NODE = tree.Constant(0, "None")  # stands for any place in a template


def followed(page: Page, kind: Kind, names: Sequence[str], origin: str) -> Kind:
    """What `author.books.all` gives, looked up on a value that comes from `origin`."""
    for name in names:
        if not name.isdecimal() and any(_is_rows(option) for option in members(kind)):
            page.members_read.add(origin)
        options = [_step(page, option, name) for option in each(kind)]
        is_open = any(option not in (*each(kind), NONE) for option in members(kind))
        kind = join(*options, *([ANYTHING] if is_open else [])) if options or is_open else NONE
    return kind


def _is_rows(option: Kind) -> bool:
    return isinstance(option, (QuerySet, Manager))


def _step(page: Page, option: Kind, name: str) -> Kind:
    if isinstance(option, (Fixed, Instance)) and option.cls == "dict":
        return _entry(option, name)
    if isinstance(option, Instance) and option.cls in (PERMISSIONS, PERMISSIONS_OF_APP):
        return _permission(page, option)
    if name.isdecimal():
        page.use(option, "subscript", "index", NODE, NODE)
        return _item(option, int(name))
    if isinstance(option, Lazy):
        page.use(option, "attribute", name, NODE, NODE)
    value = attributes.attribute(page, option, name, NODE)
    return join(*(_called(page, found, name) for found in members(value)))


def permissions(user: Kind) -> Kind:
    """What `perms` is in the pages for a user, who is asked when a permission is."""
    return Instance(PERMISSIONS, (), ((_USER, user),))


def _permission(page: Page, option: Instance) -> Kind:
    """`perms.shop`, and behind it a permission."""
    if option.cls == PERMISSIONS:
        return Instance(PERMISSIONS_OF_APP, (), option.held)
    followed(page, dict(option.held)[_USER], (ASKED_FOR_PERMISSION,), "")
    return ANYTHING


def _entry(option: Fixed | Instance, name: str) -> Kind:
    """A key of a dictionary, or what its methods give."""
    values = option.items if isinstance(option, Fixed) else option.args[1:]
    if isinstance(option, Fixed) and name in option.keys:
        return option.items[option.keys.index(name)]
    value = join(*values) if values else ANYTHING
    if name == "items":
        return Instance("list", (Instance("tuple", (STR, value)),))
    if name in ("keys", "values"):
        return Instance("list", (STR if name == "keys" else value,))
    return NONE if isinstance(option, Fixed) else value


def _item(option: Kind, number: int) -> Kind:
    if isinstance(option, Fixed):
        return option.items[number] if number < len(option.items) else NONE
    if isinstance(option, Instance) and option.cls == "tuple" and len(option.args) > number:
        return option.args[number]
    return first_item(option)


def first_item(option: Kind) -> Kind:
    """An item of a sequence."""
    is_sequence = isinstance(option, (QuerySet, Fixed))
    is_sequence = is_sequence or (isinstance(option, Instance) and option.cls in ("list", "tuple"))
    return iterated(option) if is_sequence else ANYTHING


# --- calls ------------------------------------------------------------------------------------


def _called(page: Page, value: Kind, name: str) -> Kind:
    """What a template makes of something that can be called."""
    function = value.function if isinstance(value, Bound) else value
    if isinstance(function, External) and isinstance(value, Bound):
        if function.name.rpartition(".")[2] in ALTERING:
            return ANYTHING
    elif isinstance(function, Def):
        if not _can_be_called(function, is_bound=isinstance(value, Bound)):
            return ANYTHING
        if _is_altering(function):
            return ANYTHING
    elif isinstance(function, (External, Partial)):
        return ANYTHING
    else:
        return value
    outcome = callables.call(page, value, Arguments(), NODE)
    page.pass_effects(NODE, outcome, "property")
    options = members(outcome.result)
    return join(*(ANYTHING if isinstance(option, Coroutine) else option for option in options))


def _can_be_called(function: Def, *, is_bound: bool) -> bool:
    """Whether a function of the project needs no arguments."""
    params = function.routine.node.params[1 if is_bound else 0 :]
    return all(param.default is not None or "star" in param.kind for param in params)


def _is_altering(function: Def) -> bool:
    """Whether the function is marked as one that changes data: `pay.alters_data = True`."""
    routine = function.routine
    mark = re.compile(rf"\b{routine.name}\s*\.\s*(?:alters_data|do_not_call_in_templates)\s*=")
    return routine.module.says(mark)
