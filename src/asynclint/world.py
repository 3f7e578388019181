"""What one run knows of a project: its modules, their meaning, and what is looked at in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.checking import Checker, rule_words
from asynclint.index.errors import ParseError
from asynclint.index.facts import Fact, Facts
from asynclint.index.libraries import Libraries
from asynclint.index.mentions import Mentions
from asynclint.index.module import Module
from asynclint.index.repair import MISPLACED, Repaired, repair
from asynclint.index.resolver import Place as ModulePlace
from asynclint.index.resolver import Resolver
from asynclint.index.templates import Templates
from asynclint.index.validity import is_accepted
from asynclint.knowledge.closed import CLOSED
from asynclint.knowledge.mentioned import MENTIONED
from asynclint.knowledge.schema import Callable as Row
from asynclint.knowledge.tables import TABLES, Tables
from asynclint.semantic import (
    async_settings,
    contracts,
    handed,
    handlers,
    hooks,
    middleware,
    sync_decorators,
    sync_hooks,
)
from asynclint.semantic.model import Model
from asynclint.sources.filesystem import Stat
from asynclint.sources.paths import below, shown
from asynclint.sources.roots import module_name, root_of, source_roots
from asynclint.sources.templates import TemplateFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asynclint.engine import Project


class World:
    """What one run knows of the project: its modules, their meaning, and the rules."""

    def __init__(
        self,
        project: Project,
        files: Sequence[str],
        version: tuple[int, int],
        facts: Facts | None = None,
    ) -> None:
        self.project = project
        self.facts = facts
        self._contents: dict[str, Fact] = {}  # by path: what each file holds
        self._renewed: set[str] = set()  # files whose text is not the first
        settings = project.settings
        roots = source_roots(files, project.root, settings, project.fs)
        self.store = project.store
        self.libraries: Libraries | None = None
        if project.environment is not None:
            self.libraries = Libraries(project.environment, project.fs, self.store, CLOSED)
        self.resolver = Resolver(self._places(files, roots), self._load, self.libraries)
        tables = TABLES
        if settings.blocking or settings.thread_wrappers or settings.cpu_bound:
            extra = (*settings.blocking, *(Row(name, "cpu") for name in settings.cpu_bound))
            tables = Tables(extra, settings.thread_wrappers)
        self._stats: dict[str, Stat | None] = {}  # of files beside the project's modules
        self.templates = TemplateFiles(files, project.root, project.fs)
        templates = Templates(self.templates)
        self.model = Model(self.resolver, tables, self._text, version, templates, facts)
        self._repaired: dict[str, Repaired] = {}
        self.checker = Checker(project, self)

    def _places(self, files: Sequence[str], roots: Sequence[str]) -> Iterator[ModulePlace]:
        root = self.project.root
        for path in files:
            named = module_name(path, roots)
            source_root = root_of(path, roots) or root
            short = shown(source_root, root)
            if named is None:
                # No import can reach it, but it can be checked: `manage.py`-like scripts.
                stem = shown(path, root).removesuffix(".py").replace("/", ":")
                yield ModulePlace(f"<{stem}>", path, short, False)
                continue
            yield ModulePlace(named[0], path, short, named[1])
            for other in roots:
                if other != source_root and below(path, other) is not None:
                    again = module_name(path, (other,))
                    if again is not None:
                        yield ModulePlace(again[0], path, short, again[1])

    def _load(self, place: ModulePlace) -> Module:
        return Module(
            place.name,
            place.path,
            self.repaired(place.path).text,
            place.is_package,
            self.store,
            self.facts,
        )

    def contents(self) -> Iterable[tuple[str, Fact]]:
        """The files on all of which something rests, by path."""
        return self._contents.items()

    def note_content(self, path: str) -> None:
        """What is being found out rests on all that a file holds."""
        if self.facts is not None:
            fact = self._contents.get(path)
            if fact is None:
                fact = self._contents[path] = Fact()
            self.facts.note(fact)

    def renew(self, path: str, old: str) -> bool:
        """A file that held `old` may hold something else now. False where it cannot be told what
        that changes."""
        text = self.project.text(path)
        new = "" if text is None else text.text
        if new == old:
            return True
        self._repaired.pop(path, None)
        self._renewed.add(path)
        content = self._contents.pop(path, None)
        return self.model.renew(
            self.resolver.loaded(path),
            self.resolver.names_of(path),
            (old, new),
            self.repaired(path).text,
            () if content is None else (content,),
        )

    @property
    def is_confused(self) -> bool:
        """Whether a file that changed has two classes of one name now: which of them was met first
        decides what they are called, and the first is not known any more."""
        return any(module.path in self._renewed for module in self.model.classes.twins)

    def is_current_beside(self) -> bool:
        """Whether nothing but files of the project can have changed: no template, and no file of a
        library that was read."""
        return all(self.project.fs.stat(path) == stat for path, stat in self._stats.items())

    def note_beside(self) -> None:
        """Remember what else answers rest on as it is now."""
        for path in self.read():
            if path not in self._stats:
                self._stats[path] = self.project.fs.stat(path)

    def read(self) -> tuple[str, ...]:
        """The paths, beside those of the project's own modules, that answers rest on: files of
        libraries that were read, and templates that were looked for."""
        libraries = () if self.libraries is None else self.libraries.read
        return (*libraries, *self.templates.asked)

    def _text(self, name: str) -> str | None:
        text = self.project.text(self.resolver.place(name).path)
        return None if text is None else text.text

    def repaired(self, path: str) -> Repaired:
        """The text that a file is read from."""
        known = self._repaired.get(path)
        if known is None:
            text = self.project.text(path)
            known = Repaired("" if text is None else text.text)
            if "async" in known.text and MISPLACED.search(known.text) is not None:
                known = repair(known.text, _first_error)
            self._repaired[path] = known
        return known

    def parses(self, text: str) -> bool:
        """Whether a file that nobody asks about can be parsed, as far as a quick look tells; found
        out once for each text."""
        if self.store.is_sound(text):
            return True
        sound = is_accepted(text)
        if sound:
            self.store.mark_sound(text)
        return sound

    @property
    def matters(self) -> Mentions:
        """Finds text that a rule can be about."""
        return self.model.queries.keep(("matters",), self._what_matters)  # type: ignore[no-any-return]

    def _what_matters(self) -> Mentions:
        return Mentions(
            self.model.coroutine_makers | MENTIONED,
            hooks.mentioned(self.model)
            | handed.mentioned(self.model)
            | contracts.mentioned(self.model)
            | handlers.asynchronous_views(self.model)
            | sync_hooks.handed_names(self.model)
            | sync_decorators.wrapped_names(self.model)
            | middleware.mentioned(self.model)
            | async_settings.mentioned(self.model)
            | rule_words(self.model, self.project.settings),
        )


def _first_error(text: str) -> int | None:
    """The offset at which a text stops to parse; None for one that is Python."""
    from asynclint.index.lowering import lower  # brings the parser along

    try:
        lower(text, 0, len(text))
    except ParseError as error:
        return error.offset
    return None
