"""Running templates over kinds: what rendering does with each variable of a context.

A `Page` is one rendering. It looks values up as Django's templates do (keys before attributes
before indexes, and callables are called), follows loops, conditions, includes and inheritance, and
notes the first thing that queries for each variable. What is not known is silent: templates that
are not the project's, tags of other libraries, and names that mean several files, unless all of
these do it.
"""

from __future__ import annotations

from contextlib import contextmanager
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import template_tree as nodes
from asynclint.knowledge import schema
from asynclint.knowledge.templates import AUTH_PROCESSOR, FILTERS, REQUEST_PROCESSOR
from asynclint.semantic import callables, lookups, page_tags, texts
from asynclint.semantic.flow import Flow
from asynclint.semantic.kinds import (
    ANYTHING,
    INT,
    NONE,
    STR,
    Def,
    Fixed,
    Instance,
    Kind,
    Literal,
    join,
    members,
)
from asynclint.semantic.lookups import NODE
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.sites import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.index.template_tree import Body, Value
    from asynclint.index.templates import Templates
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.sites import Operation

DEEPEST = 20  # templates that include or extend each other
MOST_FILES = 4  # of one name
_QUERYING = frozenset(
    {schema.QUERYSET, schema.MODEL, schema.RELATION, schema.TRANSACTION, schema.SESSION}
    | {schema.SHORTCUT, schema.FORM}
)


class Variable(NamedTuple):
    """A variable of a template: its kind, and the variable of the context that it comes from."""

    kind: Kind
    origin: str


class Asked(NamedTuple):
    """The first thing in a rendering that queries for a variable of the context."""

    variable: str
    path: str
    row: int
    tag: str
    effect: Effect
    is_certain: bool
    is_swallowed: bool


class Placed(NamedTuple):
    """A block, and the template that it stands in."""

    block: nodes.Block
    path: str
    name: str


class Page(Flow):
    """One rendering of a template with known variables."""

    def __init__(self, run: Calls, templates: Templates, folders: tuple[str, ...]) -> None:
        super().__init__(run.model, run.module, run.unit, run.routine, run.cls)
        self.env = dict(run.env)
        self.cells = run.cells
        self.quiet = 1
        self.templates = templates
        self.folders = folders
        self.variables: dict[str, Variable] = {}
        self.brought: frozenset[str] = frozenset()  # by context processors: not known
        self.found: dict[str, Asked] = {}
        self.members_read: set[str] = set()  # of which variables more is asked than of a list
        self.stack: list[tuple[str, str]] = []  # the paths and names of the templates
        self.blocks: dict[str, list[Placed]] = {}
        self.chain: tuple[list[Placed], int] = ([], 0)
        self._origin = ""
        self.place = (0, "")
        self.branches = 0
        self.swallowing = 0

    # --- what happens -------------------------------------------------------------------------

    def do(self, at: int, operation: Operation) -> None:
        self._note(Effect(operation.does, operation.label, (), operation.instead))

    def pass_on(self, at: int, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            self._note(effect)

    def _note(self, effect: Effect) -> None:
        if self._origin and effect.does in _QUERYING and self._origin not in self.found:
            self.found[self._origin] = Asked(
                self._origin, self.stack[-1][0] if self.stack else "", *self.place, effect,
                not self.branches, bool(self.swallowing),
            )  # fmt: skip

    @contextmanager
    def about(self, origin: str) -> Iterator[None]:
        """What is done in the body is done with a variable of the context."""
        before, self._origin = self._origin, origin
        try:
            yield
        finally:
            self._origin = before

    def process(self, request: Kind, processors: tuple[tuple[str, Kind], ...]) -> None:
        """Let context processors make variables of the request."""
        for name, function in processors:
            self.place = (0, name)
            with self.about(name):
                if name == REQUEST_PROCESSOR:
                    self.bind("request", request, "request")
                elif name == AUTH_PROCESSOR:
                    user = lookups.followed(self, request, ("user",), name)
                    self.bind("user", user, "user")
                    self.bind("perms", lookups.permissions(user), "perms")
                elif isinstance(function, Def):
                    self._call_processor(function, request)

    def _call_processor(self, function: Def, request: Kind) -> None:
        outcome = callables.call(self, function, Arguments((request,)), NODE)
        self.pass_effects(NODE, outcome, "property")
        made = outcome.result
        if isinstance(made, Fixed) and made.cls == "dict":
            for key, kind in zip(made.keys, made.items, strict=True):
                self.bind(str(key), kind, str(key))

    # --- templates ----------------------------------------------------------------------------

    def render(self, name: str) -> bool:
        """Render the template of that name; whether it is one of the project's."""
        taken = {path for path, _ in self.stack}
        paths = [p for p in self.templates.files.find(name, self.folders) if p not in taken]
        if not paths or len(paths) > MOST_FILES or len(self.stack) > DEEPEST:
            return False
        before, blocks, variables = self.found, self.blocks, self.variables
        each: list[dict[str, Asked]] = []
        for path in paths:
            self.found, self.variables = dict(before), dict(variables)
            self.blocks = {name: list(placed) for name, placed in blocks.items()}
            self._render_file(path, name)
            each.append(self.found)
        common = set.intersection(*(set(found) for found in each))
        self.found = {origin: asked for origin, asked in each[0].items() if origin in common}
        self.variables = variables
        return True

    def render_text(self, body: Body) -> bool:
        """Render a template that has no file: `Template("…")`."""
        self._render_body(body, "", "")
        return True

    def _render_file(self, path: str, name: str) -> None:
        body = self.templates.parsed(path)
        if body is not None:
            self._render_body(body, path, name)

    def _render_body(self, body: Body, path: str, name: str) -> None:
        self.stack.append((path, name))
        extends = next((node for node in body if isinstance(node, nodes.Extends)), None)
        if extends is None:
            self.run_body(body)
        else:
            for block in _blocks_in(body):
                self.blocks.setdefault(block.name, []).append(Placed(block, path, name))
            parent = self.name_of(extends.template)
            if parent:
                self.render(parent)
        self.stack.pop()

    def name_of(self, template: Value) -> str:
        """The name of the template that a tag leads to; empty where it is not known."""
        kind = self.look(template).kind
        name = kind.value if isinstance(kind, Literal) else ""
        if not isinstance(name, str) or not name.startswith(("./", "../")):
            return name if isinstance(name, str) else ""
        return normpath(f"{dirname(self.stack[-1][1])}/{name}").lstrip("/")

    def run_body(self, body: Body) -> None:
        for node in body:
            self.place = (node.row, node.tag)
            page_tags.RUN[type(node)](self, node)

    def run_block(self, chain: list[Placed], number: int) -> None:
        if number >= len(chain):
            return
        placed, before = chain[number], self.chain
        self.stack.append((placed.path, placed.name))
        self.chain = (chain, number)
        with self.scope():
            self.run_body(placed.block.body)
        self.chain = before
        self.stack.pop()

    @contextmanager
    def in_branch(self, more: int = 1) -> Iterator[None]:
        """The body is not run each time."""
        before = self.branches
        self.branches += more
        try:
            yield
        finally:
            self.branches = before

    @contextmanager
    def scope(self) -> Iterator[None]:
        """What is bound in the body means nothing behind it."""
        before, self.variables = self.variables, dict(self.variables)
        try:
            yield
        finally:
            self.variables = before

    def bind(self, name: str, kind: Kind, origin: str = "") -> None:
        """From here on the variable stands for this."""
        self.variables[name] = Variable(kind, origin)

    def placed(self, block: nodes.Block) -> Placed:
        """A block of the template that is rendered now."""
        return Placed(block, *self.stack[-1])

    def ask(self, kind: Kind, how: str, by: str) -> None:
        """Use a value in a way that may evaluate it."""
        self.use(kind, how, by, NODE, NODE)

    # --- values -------------------------------------------------------------------------------

    def look(self, value: Value) -> Variable:
        """What a value is; what looking it up does is noted."""
        kind, origin = self._looked_up(value)
        for each in value.filters:
            other = ANYTHING if each.argument is None else self.look(each.argument).kind
            with self.about(origin):
                kind = self._filtered(each, kind, other, origin)
        return Variable(kind, origin)

    def _looked_up(self, value: Value) -> Variable:
        if not value.lookups:
            return Variable(ANYTHING if value.literal is None else Literal(value.literal), "")
        first, *rest = value.lookups
        if first in _CONSTANTS:
            return Variable(_CONSTANTS[first], "")
        known = self.variables.get(first)
        if known is None:
            return Variable(ANYTHING if first in self.brought else NONE, "")
        with self.about(known.origin):
            kind = lookups.followed(self, known.kind, rest, known.origin)
        return Variable(kind, known.origin)

    def _filtered(self, used: nodes.Filter, kind: Kind, other: Kind, origin: str) -> Kind:
        """The value behind a filter."""
        how, gives = FILTERS.get(used.name, ("", ""))
        item: Kind = ANYTHING
        if how == "iterate":
            item = self.items(kind, origin, used.name)
            if gives == "text":
                self.asked(item, texts.TEXT, NODE)
            elif used.argument is not None and isinstance(used.argument.literal, str):
                lookups.followed(self, item, used.argument.literal.split("."), origin)
        elif how == "format":
            self.text(kind, used.name)
        elif how:
            self.ask(kind, how, used.name)
        if gives == "item":
            return join(*(lookups.first_item(option) for option in members(kind)))
        results: dict[str, Kind] = {
            "text": STR, "number": INT, "same": kind, "list": Instance("list", (item,)),
            "other": join(kind, other),
        }  # fmt: skip
        return results.get(gives, ANYTHING)

    def items(self, kind: Kind, origin: str, by: str) -> Kind:
        """Iterate over a value; the kind of an item."""
        with self.about(origin):
            self.ask(kind, "iterate", by)
            found = [self.item_of(option, NODE) for option in members(kind) if option != NONE]
        return join(*found) if found else ANYTHING

    def text(self, kind: Kind, by: str) -> None:
        self.ask(kind, "format", by)
        self.asked(kind, texts.TEXT, NODE)


_CONSTANTS: dict[str, Kind] = {"True": Literal(True), "False": Literal(False), "None": NONE}


def _blocks_in(body: Body) -> Iterator[nodes.Block]:
    """All blocks of a template, those in other tags and blocks included."""
    for node in body:
        if isinstance(node, nodes.Block):
            yield node
        for inner in _bodies(node):
            yield from _blocks_in(inner)


def _bodies(node: nodes.AnyNode) -> Iterable[Body]:
    if isinstance(node, nodes.If):
        return [body for _, body, _, _ in node.branches]
    if isinstance(node, nodes.For):
        return (node.body, node.empty)
    return (node.body,) if isinstance(node, (nodes.Block, nodes.With, nodes.Perhaps)) else ()
