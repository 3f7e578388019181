"""The functions and classes of the project, as objects that can be asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from asynclint.index import tree
from asynclint.semantic.kinds import NOTHING, Def, Kind

if TYPE_CHECKING:
    from asynclint.diagnostics import Span
    from asynclint.index.module import Module, Unit
    from asynclint.semantic.puts import Put
    from asynclint.semantic.sites import Effect, Site


class Routine:
    """A function, method or lambda of the project, with where it stands. Compared by identity."""

    __slots__ = (
        "aliases", "chosen", "cls", "is_abstract", "mocked", "module", "node", "outer", "prepared",
        "qualname", "rebound", "references", "store_counts", "unit", "unread",
    )  # fmt: skip

    def __init__(
        self,
        module: Module,
        unit: Unit,
        node: tree.Function | tree.Lambda,
        qualname: str,
        cls: str | None,
        outer: Routine | None,
    ) -> None:
        self.module = module
        self.unit = unit
        self.node = node
        self.qualname = qualname
        self.cls = cls  # the dotted name of the class whose body holds it
        self.outer = outer  # the function whose body holds it
        # Facts of the tree, found when they are first asked for (see `semantic.variables`).
        self.references: frozenset[str] | None = None
        self.store_counts: dict[str, int] | None = None
        self.rebound: dict[int, frozenset[str]] = {}
        self.unread: frozenset[int] | None = None
        self.mocked: frozenset[str] | None = None
        self.chosen: frozenset[int] | None = None
        self.prepared: frozenset[int] | None = None  # see `semantic.loops`
        self.is_abstract: bool | None = None  # see `semantic.overrides`
        self.aliases: dict[str, frozenset[str]] | None = None

    @property
    def dotted(self) -> str:
        return f"{self.module.name}.{self.qualname}"

    @property
    def name(self) -> str:
        return self.node.name if isinstance(self.node, tree.Function) else "<lambda>"

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, tree.Function) and self.node.is_async

    @property
    def is_generator(self) -> bool:
        return isinstance(self.node, tree.Function) and self.node.is_generator

    @property
    def is_stub(self) -> bool:
        """Whether the body does nothing: it stands for what subclasses or a protocol do."""
        body = self.node.body
        if not isinstance(self.node, tree.Function) or not isinstance(body, list):
            return False
        return all(
            (isinstance(s, tree.Evaluate) and isinstance(s.value, tree.Constant))
            or isinstance(s, tree.Raise)
            for s in body
        )

    @property
    def order(self) -> tuple[str, int]:
        """A stable order among routines: by module and position."""
        return self.module.name, self.unit.span(self.node.at).start

    def span(self, at: int) -> Span:
        return self.unit.span(at)

    def __repr__(self) -> str:
        return f"<Routine {self.dotted}>"


class ClassInfo(NamedTuple):
    """A class of the project."""

    name: str  # dotted: "shop.models.Book"
    module: Module
    unit: Unit
    node: tree.Class
    qualname: str
    outer: Routine | None  # the function whose body holds it


class Behaviour(Struct, frozen=True):
    """What running a function with given arguments does.

    `returns` is the kind of what it returns (of a coroutine function: of what awaiting it gives);
    `yields` of what a generator yields; `stores` the kinds put on `self`; `effects` the shortest
    way to each kind of blocking operation, were it run on the loop.
    """

    returns: Kind = NOTHING
    yields: Kind = NOTHING
    sites: tuple[Site, ...] = ()
    effects: tuple[Effect, ...] = ()
    stores: tuple[tuple[str, Kind], ...] = ()
    puts: tuple[Put, ...] = ()  # what it puts where others find it: see `semantic.puts`
    kept: frozenset[int] = frozenset()  # origins of coroutines that are awaited or handed on
    misused: frozenset[int] = frozenset()  # those of coroutines that are used as their results
    reads: frozenset[str] = frozenset()  # cached properties that it (or what it calls) reads
    fills: frozenset[str] = frozenset()  # querysets from outside: see `semantic.filling`
    warms: frozenset[str] = frozenset()  # those that it has filled in a thread when it returns
    globals: tuple[tuple[str, Kind], ...] = ()  # the kinds put into the module's globals
    away: tuple[Effect, ...] = ()  # what it sends to threads of their own: see `semantic.threads`
    nested: tuple[Def, ...] = ()  # the functions defined inside, lambdas left out


NO_BEHAVIOUR = Behaviour()
