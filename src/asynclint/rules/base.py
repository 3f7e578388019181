"""What a rule is, and what it may ask about the function it looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING, Applicability, Finding, Fix, Frame, Span
from asynclint.index import tree
from asynclint.semantic import classes, handed
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.diagnostics import IgnoreComment
    from asynclint.fixes.steps import Step
    from asynclint.index.module import Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Behaviour, Routine
    from asynclint.semantic.sites import (
        AwaitSite,
        DiscardSite,
        Effect,
        RelationSite,
        RenderSite,
        UseSite,
    )
    from asynclint.sources.text import LineTable


class Place:
    """A function under examination: what is known of it, and how to speak about its places."""

    def __init__(
        self,
        model: Model,
        routine: Routine,
        behaviour: Behaviour,
        path: str,
        text: str,
        lines: LineTable,
        frames: FrameMaker,
        back: Callable[[int], int] | None = None,
        defer_to: str | None = None,
    ) -> None:
        self.model = model
        self.routine = routine
        self.behaviour = behaviour
        self.path = path
        self.text = text
        self.lines = lines
        self.is_async = routine.is_async
        # A sync function that a framework runs on the loop, and that framework's name.
        self.framework = handed.framework_of(model, routine)
        self.on_loop = self.is_async or bool(self.framework)
        # The linter that has its say about what it can see as well, if there is one.
        self.defer_to = defer_to
        self._frames = frames
        self._back = back
        self._headers: dict[int, int] | None = None

    def span(self, at: int) -> Span:
        """The characters of a place of this function, in the file as it was written."""
        span = self.routine.span(at)
        return span if self._back is None else Span(self._back(span.start), self._back(span.end))

    def header_of(self, iterable: int) -> Span:
        """What `MakeAsync` takes for the loop over the expression at `iterable`: the header of a
        `for` statement, or the iterable of a comprehension's clause itself. The same for the only
        context manager of a `with`."""
        if self._headers is None:
            self._headers = {}
            for node in own_nodes(self.routine.node.body):
                if isinstance(node, tree.For):
                    self._headers[node.iterable.at] = node.at
                elif isinstance(node, tree.With) and len(node.items) == 1:
                    self._headers[node.items[0].context.at] = node.at
        return self.span(self._headers.get(iterable, iterable))

    def source_of(self, effect: Effect) -> str:
        """The operation at the end of a chain, as the user spelled it."""
        routine, at = effect.frames[-1]
        frame = self._frames(((routine, at),))[0]
        return f"`{frame.text}` ({frame.library or frame.path}:{frame.line})"

    def source(self, at: int, limit: int = 60) -> str:
        """The user's own spelling at a place, on one line, cut to `limit` characters."""
        start, end = self.span(at)
        text = " ".join(self.text[start:end].split())
        text = text.replace("( ", "(").replace(" )", ")").replace(" .", ".")
        return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"

    def is_sure(self, site: CallSite) -> bool:
        """Whether the call means the same on every way that leads to it: no branch before it gave
        its callee another meaning, known or not, that does something else."""
        return all(
            other.operation == site.operation
            for other in self.behaviour.sites
            if isinstance(other, CallSite) and (other.at, other.how) == (site.at, site.how)
        )

    def frames(self, at: int, effect: Effect) -> tuple[Frame, ...]:
        """The chain from this function to the operation that the call at `at` reaches."""
        return self._frames(((self.routine, at), *effect.frames))


class ClassPlace:
    """A class under examination: its name, what its own body says, and where that stands."""

    framework = ""

    def __init__(
        self,
        model: Model,
        name: str,
        path: str,
        text: str,
        lines: LineTable,
        back: Callable[[int], int] | None = None,
    ) -> None:
        self.model = model
        self.name = name  # dotted: "shop.views.Detail"
        self.info = model.classes[name]
        self.path = path
        self.text = text
        self.lines = lines
        self._back = back

    def span(self, at: int) -> Span:
        """The characters of a place of the class's header, in the file as it was written."""
        return self.span_in(self.info.unit, at)

    def span_in(self, unit: Unit, at: int) -> Span:
        """The same for a place of a member: `Routine.unit`, `Definition.unit`."""
        span = unit.span(at)
        return span if self._back is None else Span(self._back(span.start), self._back(span.end))

    def methods(self) -> Iterator[Routine]:
        """The functions that its own body defines, in the order of their names."""
        for name in sorted(classes.scope_names(self.model, self.name)):
            for definition in classes.own(self.model, self.name, name):
                if isinstance(definition.statement, tree.Function):
                    yield classes.method(self.model, self.name, definition)


class ModulePlace:
    """A module under examination, as a whole."""

    framework = ""

    def __init__(
        self,
        model: Model,
        module: Module,
        path: str,
        lines: LineTable,
        back: Callable[[int], int] | None = None,
    ) -> None:
        self.model = model
        self.module = module
        self.path = path
        self.lines = lines
        self._back = back

    def span_in(self, unit: Unit, at: int) -> Span:
        """The characters of a place of a definition, in the file as it was written."""
        span = unit.span(at)
        return span if self._back is None else Span(self._back(span.start), self._back(span.end))


class Source:
    """A file under examination: what its text alone tells.

    `broken` is the character offset and the reason where the file cannot be parsed; `repairs` are
    the definitions that were read as if `async` stood in its place: (span, as written, as meant).
    """

    def __init__(
        self,
        path: str,
        text: str,
        lines: LineTable,
        broken: tuple[int, str] | None,
        repairs: tuple[tuple[Span, str, str], ...],
    ) -> None:
        self.path = path
        self.text = text
        self.lines = lines
        self.broken = broken
        self.repairs = repairs


class FrameMaker:
    """Makes the frames of chains; the engine knows the files."""

    def __call__(self, places: tuple[tuple[Routine, int], ...]) -> tuple[Frame, ...]:
        raise NotImplementedError


class Rule:
    """One mistake: its code, its name, its page (the docstring), and how to see it.

    A rule looks at sites; it overrides the `check_…` methods of those that it is about. The name
    reads well after "allow". `default` says whether it runs unless selected otherwise.
    """

    code: str
    name: str
    severity: str = WARNING
    default: bool = True
    preview: bool = False
    about_loop: bool = False  # is a mistake on the event loop only

    def words(self, model: Model) -> frozenset[str]:
        """Words that stand in code which this rule is about though nothing in it is async."""
        return frozenset()

    def check_source(self, source: Source) -> Iterator[Finding]:
        yield from ()

    def check_comments(
        self, comments: tuple[IgnoreComment, ...], source: Source
    ) -> Iterator[Finding]:
        yield from ()

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_await(self, site: AwaitSite, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_relation(self, site: RelationSite, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_rendering(self, site: RenderSite, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_discard(self, site: DiscardSite, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_function(self, place: Place) -> Iterator[Finding]:
        yield from ()

    def check_module(self, place: ModulePlace) -> Iterator[Finding]:
        yield from ()

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        yield from ()

    def finding(
        self,
        place: Place,
        at: int,
        message: str,
        *,
        statement: int = -1,
        chain: tuple[Frame, ...] = (),
        fix: Fix | None = None,
        severity: str | None = None,
    ) -> Finding:
        """A finding at a place of a function."""
        if place.framework and self.about_loop:
            message += f" ({place.framework} runs `{place.routine.qualname}` there)"
        whole = None if statement < 0 else place.span(statement)
        return self.finding_over(
            place, place.span(at), message, whole, chain=chain, fix=fix, severity=severity
        )

    def finding_over(
        self,
        place: Place | ClassPlace | ModulePlace | Source,
        span: Span,
        message: str,
        statement: Span | None = None,
        *,
        chain: tuple[Frame, ...] = (),
        fix: Fix | None = None,
        severity: str | None = None,
    ) -> Finding:
        """A finding over some characters; comments within `statement` suppress it as well."""
        return Finding(
            place.path,
            span,
            self.code,
            self.name,
            message,
            severity or self.severity,
            place.lines.position(span.start),
            place.lines.position(span.end),
            span if statement is None else statement,
            chain,
            fix,
        )

    def finding_at(
        self, source: Source, start: int, end: int, message: str, *, fix: Fix | None = None
    ) -> Finding:
        """A finding at characters of a file."""
        return self.finding_over(source, Span(start, end), message, fix=fix)


def suggestion(title: str) -> Fix:
    """Advice that is shown and never applied."""
    return Fix(title, Applicability.DISPLAY)


def safe(title: str, *steps: Step) -> Fix:
    return Fix(title, Applicability.SAFE, steps)


def unsafe(title: str, *steps: Step) -> Fix:
    return Fix(title, Applicability.UNSAFE, steps)
