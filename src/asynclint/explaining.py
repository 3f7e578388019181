"""Explaining one place of a file: what its values are, how it comes to run, what blocks there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.checking import File
from asynclint.diagnostics import Finding, Position, Span
from asynclint.explanation import (
    Blocking,
    Explanation,
    Origin,
    Running,
    Unexplained,
    Value,
)
from asynclint.index import tree
from asynclint.semantic import callers, names
from asynclint.semantic.gloss import gloss
from asynclint.semantic.kinds import NOTHING, Kind, join, show
from asynclint.semantic.origins import Tracer
from asynclint.semantic.sites import CallSite, RelationSite, UseSite
from asynclint.semantic.spots import Spot, spot_at
from asynclint.semantic.watching import Key, Watch, Watched
from asynclint.sources.paths import below
from asynclint.sources.text import LineTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.diagnostics import Frame
    from asynclint.engine import Project
    from asynclint.index.module import Module
    from asynclint.index.parts import Searcher
    from asynclint.semantic.origins import Source
    from asynclint.semantic.routines import Routine
    from asynclint.semantic.sites import Site
    from asynclint.world import World

LONGEST = 70  # characters of the user's own spelling


def explain(
    project: Project, world: World, path: str, row: int, column: int | None, *, callers: bool
) -> Explanation:
    """What is known of a line, or of the smallest expression at a column of it. Without `callers`
    nobody is asked who runs it, which spares looking at the rest of the project."""
    file = _file(project, world, path)
    lines = LineTable(file.module.text)
    line = _line(file, lines, row, column)
    watch = Watch(world.model, path)
    offset = None if column is None else line.start + column - 1
    spot = spot_at(world.model, file.module, line, offset)
    if callers:
        _run_all(project, world, spot)
    if not spot.has_code:
        raise Unexplained(
            f"{file.shown}:{row} has no code",
            "it stands " + (f"in `{spot.routine.qualname}`" if spot.routine else "in no function"),
        )
    return _Explainer(project, world, file, lines, watch, spot).explanation(row, column, callers)


def _file(project: Project, world: World, path: str) -> File:
    """The file, if it is one that can be explained."""
    shown = project.shown(path)
    if below(path, project.root) is None:
        raise Unexplained(f"{path} is outside the project {project.root}")
    stat = project.fs.stat(path)
    if stat is None or stat.is_dir:
        raise Unexplained(f"{shown}: there is no such file")
    if not path.endswith((".py", ".pyi")):
        raise Unexplained(f"{shown} is no Python file")
    text = project.text(path)
    if text is None:
        problem = project.problem(path)
        raise Unexplained(f"{shown} {problem.message}", problem.remedy)
    module = world.resolver.at_path(path)
    assert module is not None
    if module.broken is not None:
        place = LineTable(module.text).position(module.broken.offset)
        raise Unexplained(
            f"{shown}:{place.row}:{place.column}: the file cannot be parsed: {module.broken.reason}"
        )
    return File(path, shown, text, module, world.repaired(path))


def _line(file: File, lines: LineTable, row: int, column: int | None) -> Span:
    """The characters of a line, without its indentation."""
    text = lines.line(row)
    count = len(lines) - (not lines.line(len(lines)))
    if not 1 <= row <= count:
        raise Unexplained(f"{file.shown} has {count} lines: there is no line {row}")
    if column is not None and not 1 <= column <= max(1, len(text)):
        raise Unexplained(f"{file.shown}:{row} has {len(text)} columns: there is no {column}")
    start = lines.offset(Position(row, 1))
    return Span(start, start + len(text))


def _run_all(project: Project, world: World, spot: Spot) -> None:
    """Ask about all functions that may lead to the spot: those that a run asks about, and those
    whose text names the one that holds it."""
    routine = spot.routine
    if routine is None:
        return
    word = routine.name
    if word.startswith("__") and routine.cls:
        word = routine.cls.rpartition(".")[2]
    naming = re.compile(rf"\b{re.escape(word)}\b")
    for name in world.resolver.names():
        module = world.resolver.module(name)
        text = None if module is None else project.text(module.path)
        if module is None or text is None:
            continue
        searchers: list[Searcher] = [world.matters] if world.matters.search(text.text) else []
        if naming.search(text.text):
            searchers.append(naming)
        for searcher in searchers:
            for found, cells in world.checker.routines(module, searcher):
                world.checker.behaviour(found, cells)


def blocking(
    site: Site,
    routine: Routine,
    text: str,
    frames: Callable[[tuple[tuple[Routine, int], ...]], tuple[Frame, ...]],
) -> Iterator[Blocking]:
    """What a site of a function does, or reaches by calls, that blocks the loop it runs on; `text`
    is how it is spelled."""
    if isinstance(site, (CallSite, UseSite, RelationSite)):
        operation = site.operation
        if operation is not None and not (isinstance(site, CallSite) and site.awaited):
            yield Blocking(text, operation.does, operation.label, operation.instead)
    for effect in site.effects if isinstance(site, CallSite) else ():
        chain = frames(((routine, site.at), *effect.frames))
        yield Blocking(text, effect.does, effect.label, effect.instead, chain)


class _Explainer:
    def __init__(
        self,
        project: Project,
        world: World,
        file: File,
        lines: LineTable,
        watch: Watch,
        spot: Spot,
    ) -> None:
        self.project = project
        self.world = world
        self.file = file
        self.lines = lines
        self.watch = watch
        self.spot = spot
        self.keys = self._keys()
        self.outside: dict[int, Kind] = {}
        if spot.routine is None:
            self._run_outside()
        self.callees = dict(self._callees())
        self.tracer = Tracer(world.model, watch, file.module, spot, self.kind_of)

    def explanation(self, row: int, column: int | None, with_callers: bool) -> Explanation:
        routine = self.spot.routine
        return Explanation(
            self.file.shown,
            row,
            column,
            "" if routine is None else routine.qualname,
            routine is not None and routine.is_async,
            tuple(self._values()),
            tuple(self._running()) if with_callers else (),
            tuple(dict.fromkeys(self._blocking(row))),
            tuple(self._findings(row)),
        )

    # --- what the function was run with -------------------------------------------------------

    def _keys(self) -> list[Key]:
        """What the function was called with, where anybody calls it; else what it declares."""
        routine = self.spot.routine
        if routine is None:
            return []
        called = {e.callee for e in self.watch.calls() if e.callee is not None}
        keys = self.watch.keys(routine)
        return [key for key in keys if key in called] or keys

    def _seen(self) -> Iterator[dict[int, Kind]]:
        """The kinds that were seen, by runs of the function and of the lambdas in it."""
        for key, kinds in self.watch.kinds.items():
            is_lambda = isinstance(key.routine.node, tree.Lambda)
            if key in self.keys or (is_lambda and key.routine.unit is self.spot.unit):
                yield kinds
        yield self.outside

    def _run_outside(self) -> None:
        """Evaluate what stands outside functions."""
        spot, unit = self.spot, self.spot.unit
        assert unit is not None
        run = Watched(self.world.model, self.file.module, unit, None, spot.cls)
        run.watch = self.watch
        run.begin()
        for node in spot.nodes:
            if isinstance(node, (tree.Param, tree.Function, tree.Class)):
                continue
            kind = None
            if isinstance(node, tree.Name) and isinstance(spot.statement, tree.Bind):
                kind = run.global_name(node.id) if spot.cls is None else None
            run.eval(node) if kind is None else None  # type: ignore[arg-type]
            self.outside[node.at] = kind or (run.seen or {}).get(node.at, NOTHING)
        self.outside.update(run.seen or {})

    def _sites(self) -> Iterator[Site]:
        for key in self.keys:
            yield from self.world.model.behaviour(*key).sites

    def _callees(self) -> Iterator[tuple[int, Kind]]:
        """What is called, by the place of the call and by that of the callee's expression."""
        found: dict[int, Kind] = {}
        for site in self._sites():
            if isinstance(site, CallSite) and site.how == "call":
                for at in (site.at, site.function_at):
                    found[at] = join(found.get(at, NOTHING), site.callee)
        yield from found.items()

    def kind_of(self, node: tree.Node) -> Kind:
        """What an expression is taken for, over all that the function was run with."""
        if isinstance(node, tree.Param):
            return self._parameter(node)
        kind = join(*(seen[node.at] for seen in self._seen() if node.at in seen))
        return self.callees.get(node.at, kind) if isinstance(node, tree.Attribute) else kind

    def _parameter(self, param: tree.Param) -> Kind:
        for key in self.keys:
            if param in key.routine.node.params:
                position = key.routine.node.params.index(param)
                return join(*(k.arguments[position] for k in self.keys))
        return NOTHING

    # --- values -------------------------------------------------------------------------------

    def _values(self) -> Iterator[Value]:
        told: set[tuple[str, str]] = set()
        functions = {
            node.function.at for node in self.spot.nodes if isinstance(node, tree.Call)
        } - {node.at for node in self.spot.nodes if isinstance(node, tree.Name)}
        for node in self.spot.nodes:
            if node.at in functions and len(self.spot.nodes) > 1:
                continue  # a method: its call tells of it
            value = self._value(node)
            if value is not None and (value.text, value.kind) not in told:
                told.add((value.text, value.kind))
                yield value
        yield from self._imported()

    def _value(self, node: tree.Node) -> Value | None:
        unit = self.spot.unit
        assert unit is not None
        kind = self.kind_of(node)
        if kind == NOTHING and not isinstance(node, (tree.Name, tree.Param)):
            return None
        span = unit.span(node.at)
        callee = self.callees.get(node.at, NOTHING) if isinstance(node, tree.Call) else NOTHING
        sources = self.tracer.of(node, kind, callee, self.keys)
        text = node.name if isinstance(node, tree.Param) else self._spelled(self.file.module, span)
        return Value(
            text,
            self.lines.position(span.start),
            self.lines.position(span.end),
            show(kind),
            gloss(kind),
            tuple(dict.fromkeys(self._origin(source) for source in sources)),
        )

    def _imported(self) -> Iterator[Value]:
        """The names that an import on the line binds."""
        statement, unit = self.spot.statement, self.spot.unit
        if unit is None or not isinstance(statement, (tree.Import, tree.ImportFrom)):
            return
        span = unit.span(statement.at)
        start, end = (self.lines.position(offset) for offset in span)
        for alias in statement.names:
            bound = alias.alias or alias.name.partition(".")[0]
            kind = names.import_kind(self.world.model, self.file.module, statement, bound)
            origins = tuple(self._origin(source) for source in self.tracer.defined(kind))
            yield Value(bound, start, end, show(kind), gloss(kind), origins)

    def _origin(self, source: Source) -> Origin:
        if source.module is None or source.span is None:
            return Origin(source.how, text=source.name)
        path = source.module.path
        lines = self.lines if path == self.file.path else LineTable(source.module.text)
        text = self._spelled(source.module, source.span)
        row = lines.position(source.span.start).row
        return Origin(source.how, self.project.shown(path), row, text)

    def _spelled(self, module: Module, span: Span) -> str:
        words = " ".join(module.text[span.start : span.end].split())
        return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"

    # --- running, blocking, findings ----------------------------------------------------------

    def _running(self) -> Iterator[Running]:
        routine = self.spot.routine
        if routine is None:
            yield Running("import")
            return
        for way in callers.ways(self.world.model, self.watch, routine):
            yield Running(way.where, self._frames(way.steps), way.others, way.through)

    def _frames(self, steps: tuple[tuple[Routine, int], ...]) -> tuple[Frame, ...]:
        return self.world.checker.frames(steps)

    def _blocking(self, row: int) -> Iterator[Blocking]:
        routine = self.spot.routine
        for site in self._sites():
            assert routine is not None
            span = routine.span(site.at)
            if self._is_here(span, row):
                text = self._spelled(routine.module, span)
                yield from blocking(site, routine, text, self._frames)

    def _is_here(self, span: Span, row: int) -> bool:
        if len(self.spot.nodes) == 1 and self.spot.unit is not None:
            node = self.spot.unit.span(self.spot.nodes[0].at)
            return span.start <= node.start < span.end and self._row(span.start) <= row
        return self._row(span.start) == row

    def _row(self, offset: int) -> int:
        return self.lines.position(offset).row

    def _findings(self, row: int) -> list[Finding]:
        found = self.world.checker.check(self.file)
        return [f for f in sorted(found, key=lambda f: f.span) if f.start.row <= row <= f.end.row]
