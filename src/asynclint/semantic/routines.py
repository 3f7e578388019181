"""The functions and classes of the project, as objects that can be asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from asynclint.index import tree
from asynclint.index.facts import Fact
from asynclint.semantic.kinds import NOTHING, Def, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from asynclint.diagnostics import Span
    from asynclint.index.facts import Facts
    from asynclint.index.module import Module, Unit
    from asynclint.semantic.puts import Put
    from asynclint.semantic.sites import Effect, Site


class Routine:
    """A function, method or lambda of the project, with where it stands. Compared by identity."""

    __slots__ = (
        "aliases", "chosen", "cls", "mocked", "module", "node", "outer", "prepared",
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


class Classes(dict[str, ClassInfo]):
    """The classes of the project by their dotted names, as far as code has led to them. Whoever
    looks at one is noted, since its statement may become another one later."""

    def __init__(self, facts: Facts | None) -> None:
        super().__init__()
        self._facts = facts
        self._noted: dict[str, Fact] = {}
        # The modules with classes that share a name: what each is called depends on the other.
        self.twins: set[Module] = set()

    def __getitem__(self, name: str) -> ClassInfo:
        self._note(name)
        return super().__getitem__(name)

    def get(self, name: str, default: None = None) -> ClassInfo | None:  # type: ignore[override]
        self._note(name)
        return super().get(name, default)

    def _note(self, name: str) -> None:
        if self._facts is not None and self._facts.open is not None:
            fact = self._noted.get(name)
            if fact is None:
                fact = self._noted[name] = Fact()
            self._facts.open.add(fact)

    def looked_at(self) -> Iterator[tuple[ClassInfo, Fact]]:
        """The classes that anybody looked at."""
        for name, fact in self._noted.items():
            info = super().get(name)
            if info is not None:
                yield info, fact

    def sweep(self) -> None:
        """Forget who looked at classes that no answer rests on."""
        for name in [name for name, fact in self._noted.items() if not fact.users]:
            del self._noted[name]

    def forget(self, units: Collection[Unit]) -> Iterator[Fact]:
        """Drop the classes that stood in these units; gives the facts that this changes."""
        for name in [name for name, info in self.items() if info.unit in units]:
            del self[name]
            fact = self._noted.pop(name, None)
            if fact is not None:
                yield fact


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
