"""Generated programs: an edit puts the node where it is meant, with no parentheses to spare."""

from __future__ import annotations

import ast
import re

import libcst
from fix_programs import fix
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from asynclint.diagnostics import Span
from asynclint.fixes.apply import apply_fixes, edits
from asynclint.fixes.steps import Rewrite

# `§` stands for a call; each becomes a call of another function, so that it can be found again
_SHAPES = (
    "{0}.name", "{0}[{1}]", "{0}({1})", "f(k={0}, *{1})", "f(**{0})", "f({0}, {1})", "-{0}",
    "not {0}", "{0} + {1}", "{0} ** {1}", "{0} * {1}", "{0} | {1}", "{0} < {1}", "{0} in {1}",
    "{0} is not {1}", "{0} and {1}", "{0} or {1}", "{0} if {1} else {2}", "[{0}, *{1}]", "({0},)",
    "{{{0}: {1}, **{2}}}", "({0}, {1})", "{{{0}, {1}}}", "[{0} for x in {1} if {2}]",
    "{{{0} for x in {1}}}", "{{{0}: {1} for x in {2}}}", "f({0} for x in {1})", "(y := {0})",
    "x[{0}:{1}]", "lambda: {0}", "lambda x={0}: {1}", "({0})", "(yield {0})", "§if {1} else {2}",
    "§or {1}", "await {0}", "(  # why\n  {0}\n  # so\n)", "f(\n    {0},  # first\n    {1}\n)",
    "({0}\n    .name)", "({0}\n    + {1})", "[\n    {0},\n]",
)  # fmt: skip
# before Python 3.12, an f-string may hold no line breaks, no comments and not its own quotes
_IN_F_STRING = tuple(shape for shape in _SHAPES if "\n" not in shape)
_LINES = (
    "{0}", "x = {0}", "x += {0}", "x: int = {0}", "return {0}", "return {0}, {1}", "yield {0}",
    "assert {0}, {1}", "raise {0} from {1}", "del x[{0}]", "if {0}: pass", "while {0}: pass",
    "for x in {0}: pass", "for x in {0}, {1}: pass", "with {0} as x: pass", "with {0}, {1}: pass",
    "@{0}\ndef g(): pass", "def g(x={0}): pass", "x = 1; {0}; y = 2", "x = \\\n  {0}",
    "match {0}:\n    case 1 if {1}: pass", "async with {0}: pass", "class A({0}): x = {1}",
)  # fmt: skip
_F_STRINGS = ("x = f'{{ {0}}}{{ {1}}}'", "x = f'{{ {0}!r:>{{ {1}}}}}'", "x = f'a{{ {0} !s}}'")


def _expressions(shapes: tuple[str, ...]) -> st.SearchStrategy[str]:
    three = lambda inner: st.lists(inner, min_size=3, max_size=3)  # noqa: E731
    fill = lambda shape, filling: shape.format(*filling)  # noqa: E731
    return st.recursive(
        st.sampled_from(["§", "§", "x", "1", "x.y"]),
        lambda inner: st.builds(fill, st.sampled_from(shapes), three(inner)),
        max_leaves=6,
    )


@st.composite
def _programs(draw: st.DrawFn, lines: tuple[str, ...], shapes: tuple[str, ...]) -> str:
    """A function whose calls are c0(x=1), c1(x=1) …"""
    filling = draw(st.lists(_expressions(shapes), min_size=3, max_size=3))
    if "§" not in filling[0]:
        filling[0] = "§"
    body = draw(st.sampled_from(lines)).format(*filling)
    count = iter(range(1000))
    body = re.sub("§", lambda _: f"c{next(count)}(x=1)", body)
    return "async def main():\n" + "".join(f"    {part}\n" for part in body.split("\n"))


programs = _programs(_LINES, _SHAPES) | _programs(_F_STRINGS, _IN_F_STRING)


def _meaning(text: str) -> str | None:
    """The program's syntax tree; None if it is no program."""
    try:
        return ast.dump(_Flat().visit(ast.parse(text)))
    except SyntaxError:
        return None


class _Flat(ast.NodeTransformer):
    """`(a and b) and c` is `a and b and c`."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        self.generic_visit(node)
        first = node.values[0]
        if isinstance(first, ast.BoolOp) and isinstance(first.op, type(node.op)):
            node.values[:1] = first.values
        return node


def _is_read(text: str) -> bool:
    """Whether Python and libcst take it: libcst refuses `await f()or x`."""
    try:
        libcst.parse_module(text)
    except (libcst.ParserSyntaxError, libcst.CSTValidationError):
        return False
    return _meaning(text) is not None


# the machine may be busy, and most of a generated program is thrown away now and then
thorough = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def _calls(text: str) -> list[str]:
    return sorted(set(re.findall(r"c\d+\(x=1\)", text)))


@thorough
@given(programs, st.data())
def test_await_goes_around_exactly_the_call_and_only_adds_to_the_text(
    text: str, data: st.DataObject
) -> None:
    assume(_is_read(text))
    call = data.draw(st.sampled_from(_calls(text)))
    span = Span(text.index(call), text.index(call) + len(call))
    step = Rewrite(span, "await {0}", (span,))

    outcome = apply_fixes(text, [fix(step)])

    assert outcome.reasons == ()
    assert all(start == end for start, end, _ in edits(text, fix(step)))
    assert _meaning(outcome.text) == _meaning(text.replace(call, f"(await {call})"))
    bare = re.sub(r"(await c\d+\(x=1\))(?=or|if)", r"\1 ", text.replace(call, f"await {call}"))
    event("bare" if outcome.text == bare else "in parentheses")
    assert outcome.text == bare or _meaning(bare) != _meaning(outcome.text)


_TEMPLATES = ("await {0}.acount()", "[i async for i in {0}]", "{0}", "g({0})", "-{0}", "{0}[{0}:1]")


@thorough
@given(_programs(_LINES, _SHAPES), _expressions(_SHAPES), st.sampled_from(_TEMPLATES), st.data())
def test_a_part_keeps_its_meaning_wherever_the_template_puts_it(
    text: str, part: str, template: str, data: st.DataObject
) -> None:
    part = part.replace("§", "c()")
    assume(_is_read(text) and _is_read(f"len({part})"))
    call = data.draw(st.sampled_from(_calls(text)))
    start = text.index(call)
    before = text.replace(call, f"len({part})")
    kept = Span(start + 4, start + 4 + len(part))
    assume(_is_read(before))

    outcome = apply_fixes(before, [fix(Rewrite(Span(start, kept.end + 1), template, (kept,)))])

    event(template if outcome.applied else f"refused: {outcome.reasons[0]}")
    assert outcome.applied
    replaced = template.replace("{0}", f"({part})")
    assert _meaning(outcome.text) == _meaning(text.replace(call, f"({replaced})"))
