"""Real modules of the standard library, with every call in them awaited in one pass."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest
from fix_programs import fix

from asynclint.diagnostics import Applicability, Span
from asynclint.fixes.apply import apply_fixes
from asynclint.fixes.merge import choose
from asynclint.fixes.steps import Rewrite


class _Awaiting(ast.NodeTransformer):
    """Every call but those that are part of a pattern or an f-string is awaited."""

    def __init__(self) -> None:
        self.calls: list[ast.Call] = []

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.calls.append(node)
        self.generic_visit(node)
        return ast.Await(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node  # before Python 3.12, `ast` does not know where calls in it are


@pytest.mark.parametrize("name", ["json.decoder", "textwrap", "asyncio.queues", "cmd"])
def test_every_call_of_a_module_is_awaited_where_it_stands(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    text = Path(spec.origin).read_text("utf-8")
    assert text.isascii()
    awaiting = _Awaiting()
    expected = ast.dump(awaiting.visit(ast.parse(text)))
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def span_of(node: ast.Call) -> Span:
        assert node.end_lineno is not None and node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        return Span(start, starts[node.end_lineno - 1] + node.end_col_offset)

    spans = [span_of(call) for call in awaiting.calls]
    found = [(span, "ASL104", fix(Rewrite(span, "await {0}", (span,)))) for span in spans]
    chosen = choose(found, Applicability.SAFE)
    outcome = apply_fixes(text, chosen)

    assert len(chosen) == len(spans) > 20
    assert outcome.rejected == ()
    assert ast.dump(ast.parse(outcome.text)) == expected
