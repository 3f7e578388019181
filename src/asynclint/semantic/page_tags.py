"""What the tags of a template do when it is rendered: loops, conditions, bindings, blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asynclint.index import template_tree as nodes
from asynclint.semantic import constants, lookups, querysets
from asynclint.semantic.implicit import TRUTH
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    Fixed,
    Instance,
    Kind,
    Literal,
    ModelInstance,
    QuerySet,
    is_unknown,
    join,
    members,
)
from asynclint.semantic.places import part_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.index.template_tree import Condition
    from asynclint.semantic.pages import Page


def _show(page: Page, node: nodes.Show) -> None:
    if node.value.lookups == ("block", "super"):
        chain, number = page.chain
        page.run_block(chain, number + 1)
        return
    kind, origin = page.look(node.value)
    with page.about(origin):
        page.text(kind, "{{ }}")


def _look(page: Page, node: nodes.Look) -> None:
    for value in node.values:
        page.look(value)
    if node.name:
        page.bind(node.name, ANYTHING)


def _first_of(page: Page, node: nodes.FirstOf) -> None:
    with page.in_branch(0):
        for value in node.values:
            kind, origin = page.look(value)
            with page.about(origin):
                page.ask(kind, "truth", "firstof")
            known = truth(kind)
            if known:
                return
            page.branches += known is None


def _for(page: Page, node: nodes.For) -> None:
    kind, origin = page.look(node.sequence)
    item = page.items(kind, origin, "for")
    if truth(kind) is False:
        page.run_body(node.empty)
        return
    with page.scope():
        page.bind("forloop", ANYTHING)
        count = len(node.targets)
        for position, name in enumerate(node.targets):
            page.bind(name, item if count == 1 else part_of(item, position, count), origin)
        page.run_body(node.body)
    with page.in_branch():
        page.run_body(node.empty)


def _if(page: Page, node: nodes.If) -> None:
    is_open = False  # a branch before may have been taken
    for condition, body, row, tag in node.branches:
        page.place = (row, tag)
        known: bool | None = True
        if condition is not None:
            with page.in_branch(int(is_open)):
                known = _test(page, condition)
        if known is False:
            continue
        with page.in_branch(int(is_open or known is None)):
            page.run_body(body)
        if known:
            return
        is_open = True


def _with(page: Page, node: nodes.With) -> None:
    bound = {name: page.look(value) for name, value in node.bindings}
    with page.scope():
        page.variables.update(bound)
        page.run_body(node.body)


def _regroup(page: Page, node: nodes.Regroup) -> None:
    kind, origin = page.look(node.sequence)
    item = page.items(kind, origin, "regroup")
    with page.about(origin):
        grouper = lookups.followed(page, item, node.by, origin)
    group = Fixed("dict", (grouper, Instance("list", (item,))), ("grouper", "list"))
    page.bind(node.name, Instance("list", (group,)), origin)


def _perhaps(page: Page, node: nodes.Perhaps) -> None:
    with page.in_branch():
        page.run_body(node.body)


def _include(page: Page, node: nodes.Include) -> None:
    name = page.name_of(node.template)
    bound = {key: page.look(value) for key, value in node.bindings}
    before = page.blocks, page.chain
    with page.scope():
        page.blocks, page.chain = {}, ([], 0)
        page.variables = bound if node.only else {**page.variables, **bound}
        if name:
            page.render(name)
    page.blocks, page.chain = before


def _block(page: Page, node: nodes.Block) -> None:
    chain = list(page.blocks.get(node.name, []))
    if all(placed.block is not node for placed in chain):
        chain.append(page.placed(node))
    page.run_block(chain, 0)


def _extends(page: Page, node: nodes.Extends) -> None:
    """Only the first tag of a template counts, which has been looked at."""


def _unknown(page: Page, node: nodes.Unknown) -> None:
    for name in node.names:
        known = page.variables.get(name)
        if known is None:
            page.bind(name, ANYTHING)
        else:
            page.bind(name, _unsettled(known.kind), known.origin)


def _unsettled(kind: Kind) -> Kind:
    """A value that something unknown was handed: what is in memory of it is not known."""
    if is_unknown(kind):
        return kind
    options = members(querysets.changed(kind, lambda loaded: None))
    return join(
        *(querysets.in_state(o, "unknown") if isinstance(o, QuerySet) else o for o in options)
    )


# --- conditions -------------------------------------------------------------------------------


def _test(page: Page, condition: Condition) -> bool | None:
    """Whether a condition holds, as far as is known."""
    if isinstance(condition, nodes.Test):
        page.swallowing += 1
        try:
            return _operated(page, condition.operator, condition.operands)
        finally:
            page.swallowing -= 1
    kind, origin = page.look(condition)
    with page.about(origin):
        page.ask(kind, "truth", "if")
        page.asked(kind, TRUTH, lookups.NODE)
    return truth(kind)


def _operated(page: Page, operator: str, operands: tuple[Condition, ...]) -> bool | None:
    if operator == "not":
        known = _test(page, operands[0])
        return None if known is None else not known
    if operator in ("and", "or"):
        return _joined(page, operands, decisive=operator == "or")
    values = [page.look(o) for o in operands if isinstance(o, nodes.Value)]
    if len(values) < len(operands):  # `a == b in c` compares what comparing gives
        for operand in operands:
            if isinstance(operand, nodes.Test):
                _test(page, operand)
        return None
    (left, _), (right, origin) = values
    if operator in ("in", "not in"):
        with page.about(origin):
            page.ask(right, "contains", "in")
    elif operator in ("==", "!="):
        equal = constants.are_equal(left, right)
        return equal if equal is None or operator == "==" else not equal
    return None


def _joined(page: Page, operands: tuple[Condition, ...], *, decisive: bool) -> bool | None:
    first = _test(page, operands[0])
    if first is decisive:
        return decisive
    with page.in_branch(int(first is None)):
        second = _test(page, operands[1])
    return second if second is decisive or first is not None else None


def truth(kind: Kind) -> bool | None:
    """Whether a value counts as true; None where that is not known."""
    truths = {_truth_of(option) for option in members(kind)}
    return truths.pop() if len(truths) == 1 else None


def _truth_of(option: Kind) -> bool | None:
    if option == NONE:
        return False
    if isinstance(option, Literal):
        return bool(option.value)
    if isinstance(option, Fixed):
        return bool(option.items)
    return True if isinstance(option, ModelInstance) else None


RUN: dict[type, Callable[[Page, Any], None]] = {
    nodes.Show: _show,
    nodes.Look: _look,
    nodes.FirstOf: _first_of,
    nodes.For: _for,
    nodes.If: _if,
    nodes.With: _with,
    nodes.Regroup: _regroup,
    nodes.Perhaps: _perhaps,
    nodes.Include: _include,
    nodes.Extends: _extends,
    nodes.Block: _block,
    nodes.Unknown: _unknown,
}
