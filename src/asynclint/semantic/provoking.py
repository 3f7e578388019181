"""Code that makes Django refuse a query on the loop on purpose, and is prepared for it.

`with pytest.raises(SynchronousOnlyOperation):` wants to see the exception, and what a `try` does
whose handler names it is done in earnest only where no loop runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.schema import RAISING
from asynclint.semantic.kinds import ClassRef, External, Fixed, members
from asynclint.semantic.sites import CallSite

if TYPE_CHECKING:
    from asynclint.semantic.expressions import Expressions
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.sites import Site

_REFUSAL = "SynchronousOnlyOperation"
_REFUSALS = frozenset({f"django.core.exceptions.{_REFUSAL}", f"django.utils.asyncio.{_REFUSAL}"})


def is_expected(run: Expressions, statement: tree.With | tree.Try) -> bool:
    """Whether the block is prepared for a refused query."""
    if _REFUSAL not in run.module.text:
        return False
    named: list[tree.Expr] = []
    if isinstance(statement, tree.Try):
        named = [handler.type for handler in statement.handlers if handler.type is not None]
    else:
        calls = [item.context for item in statement.items]
        named = [arg for call in calls if isinstance(call, tree.Call) for arg in call.args]
    with run.muted():
        return any(_is_refusal(run.eval(each)) for each in named)


def _is_refusal(kind: Kind) -> bool:
    for option in members(kind):
        if isinstance(option, Fixed) and any(map(_is_refusal, option.items)):
            return True
        if isinstance(option, (ClassRef, External)) and option.name in _REFUSALS:
            return True
    return False


def is_about_refusal(site: Site) -> bool:
    """Whether a site is one of what Django refuses."""
    operation = getattr(site, "operation", None)
    if operation is not None:
        return operation.does in RAISING
    return isinstance(site, CallSite) and any(e.does in RAISING for e in site.effects)
