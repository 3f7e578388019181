"""The project: the only door to a run, for the command line, the editor server, the hook and tests.

A run finds the project's files, reads those that can matter, asks the semantic model about the
functions in the files that are to be checked, and lets the rules speak about what it answers.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from asynclint.checking import File
from asynclint.config import fixable_codes
from asynclint.diagnostics import Applicability, Finding, Problem, Report
from asynclint.django_version import Detected, project_version
from asynclint.index.facts import Facts
from asynclint.index.store import Store
from asynclint.ledger import Known, Ledgers, known, layer_of, without_idle
from asynclint.results import Results, digest, own_making
from asynclint.sources.discovery import discover
from asynclint.sources.environment import Environment, find_environment, library_path
from asynclint.sources.filesystem import FileSystem, Overlay
from asynclint.sources.paths import absolute, shown
from asynclint.sources.roots import module_name, source_roots
from asynclint.sources.text import LineTable, Text, UndecodableError, as_bytes, decode
from asynclint.stack import in_one_block
from asynclint.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from asynclint.config import Settings
    from asynclint.conversion import Conversion, Wish
    from asynclint.diagnostics import Fix, Position
    from asynclint.explanation import Explanation, OnLoop
    from asynclint.results import Rest

    Progress = Callable[[int, int], None]

T = TypeVar("T")

# A deep chain of calls of the project is a deep recursion here.
_RECURSION = 250_000
_STACK = 512 * 1024 * 1024


class Change(NamedTuple):
    """What fixing did to one file."""

    path: str  # as in findings
    before: str
    after: str
    titles: tuple[str, ...]
    codes: tuple[str, ...] = ()  # the rule of each of `titles`


class Offer(NamedTuple):
    """One fix that may be applied: what it is about, and its file without and with it."""

    finding: Finding
    before: str
    after: str


class Refusal(NamedTuple):
    """A fix that was offered and does not fit its file."""

    path: str  # as in findings
    title: str
    reason: str  # a clause for people


class FixReport(NamedTuple):
    """The result of a run that fixes: what is left, and what was changed."""

    report: Report
    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...] = ()


class Project:
    """A project's files and what is known about them.

    `root` is absolute; findings show paths relative to it. `cache_dir` is the folder of what is
    kept between runs, or None to keep nothing. An editor, whose buffers change with every key, has
    no use for whole reports in it (`keeps_reports`).
    """

    def __init__(
        self,
        root: str,
        settings: Settings,
        fs: FileSystem,
        cache_dir: str | None = None,
        *,
        keeps_reports: bool = True,
    ) -> None:
        self.root = root
        self.settings = settings
        self.fs = fs
        self.cache_dir = cache_dir
        self._results = Results(cache_dir) if keeps_reports and cache_dir is not None else None
        if cache_dir is not None:
            self._ledgers = Ledgers(cache_dir)
        self._contents: dict[str, Text | None] = {}
        # A project that is checked again and again keeps what it knows (`stays`).
        self.stays = False
        self._kept: tuple[object, World] | None = None
        self._forgotten: dict[str, str] = {}  # path → what it held when `_kept` was current
        self._problems: dict[str, Problem] = {}

    # --- checking -----------------------------------------------------------------------------

    def check(self, paths: Sequence[str], progress: Progress | None = None) -> Report:
        """Check the files and folders at these absolute paths."""
        return _in_deep_thread(lambda: self._check(paths, progress))

    def _check(self, paths: Sequence[str], progress: Progress | None = None) -> Report:
        self._problems.clear()
        named = discover(paths, self.root, self.settings, self.fs)
        files = self._files(named.files)
        version = self.django.version
        name = self._digest(files, named.files, version)
        kept = self._results.load(name, self._are_current) if self._results is not None else None
        if kept is not None and not named.problems:
            return kept
        world = self._world(files, version)
        state, ledger = self._ledger(files, version), Known()
        if state:
            ledger = known(self, world, files, self._ledgers.load(state))
        findings = self._findings(world, named.files, progress, ledger.findings)
        if world.is_confused:
            self._kept = None
            world = self._world(files, version)
            findings = self._findings(world, named.files, progress, {})
        world.store.save()
        if self.stays:
            world.note_beside()
        # What is wrong with other files keeps nobody from checking these.
        own = (self._problems[path] for path in named.files if path in self._problems)
        problems = (*named.problems, *own)
        findings.sort(key=lambda f: (f.path, f.span, f.code, f.message))
        report = Report(tuple(findings), problems, len(named.files))
        if self._results is not None and not (problems or self._problems):
            self._results.save(name, report, tuple(self._rests(world.read())))
            if state:
                self._note(state, world, files, report, named.files, ledger)
        return report

    def _ledger(self, files: Sequence[str], version: tuple[int, int]) -> str:
        """Stands for all that must be the same for findings of single files to be kept."""
        if self._results is None or self.stays:
            return ""
        return digest((*self._making(version), *files))

    def _note(
        self,
        state: str,
        world: World,
        files: Sequence[str],
        report: Report,
        named: Sequence[str],
        ledger: Known,
    ) -> None:
        """Keep what was found in files, with what it rests on."""
        found: dict[str, list[Finding]] = {
            path: [] for path in named if path not in ledger.findings
        }
        for finding in report.findings:
            path = absolute(finding.path, self.root)
            if path in found:
                found[path].append(finding)
        layer = layer_of(self, world, files, found)
        self._ledgers.save(state, without_idle(ledger.layers, layer))

    def rest(self, path: str) -> Rest:
        """A file that something rests on, with its time of change and its size."""
        return next(self._rests((path,)))

    def print(self, path: str) -> bytes:
        """Stands for the text of a file."""
        text = self.text(path)
        said = "" if text is None else text.text
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _findings(
        self,
        world: World,
        paths: Sequence[str],
        progress: Progress | None,
        known: Mapping[str, list[Finding]],
    ) -> list[Finding]:
        findings: list[Finding] = []
        for number, path in enumerate(paths):
            if progress is not None:
                progress(number, len(paths))
            findings.extend(known[path] if path in known else self._check_file(world, path))
        if progress is not None:
            progress(len(paths), len(paths))
        return findings

    def _world(self, files: Sequence[str], version: tuple[int, int]) -> World:
        """What is known of the project: that of the check before, brought up to date, if files have
        changed only in what they hold."""
        if not self.stays:
            facts = None if self._results is None else Facts()
            return World(self, files, version, facts)
        installed = () if self.environment is None else self.environment.stamp(self.fs)
        state = (tuple(files), version, installed)
        known = None if self._kept is None or self._kept[0] != state else self._kept[1]
        forgotten, self._forgotten = self._forgotten, {}
        self._kept = None  # should anything go wrong now, all is found anew
        if known is None or not known.is_current_beside():
            known = World(self, files, version, Facts(stays=True))
        else:
            if not all(known.renew(path, old) for path, old in forgotten.items()):
                known = World(self, files, version, Facts(stays=True))
        self._kept = (state, known)
        return known

    def _rests(self, paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
        for path in paths:
            found = self.fs.stat(path)
            yield (path, -1, -1) if found is None else (path, found.mtime_ns, found.size)

    def _are_current(self, rests: Sequence[tuple[str, int, int]]) -> bool:
        return all(
            is_same == rest for is_same, rest in zip(self._rests(r[0] for r in rests), rests)
        )

    def _digest(self, files: Sequence[str], named: Sequence[str], version: tuple[int, int]) -> str:
        """Stands for all that a report rests on."""
        if self._results is None:
            return ""
        stats = ((path, self.fs.stat(path)) for path in files)
        return digest((*self._making(version), *named, "", *stats))

    def _making(self, version: tuple[int, int]) -> tuple[object, ...]:
        """Stands for what findings rest on besides the files."""
        installed = () if self.environment is None else self.environment.stamp(self.fs)
        return own_making(), self.root, self.settings, version, installed

    def _found(self, world: World, path: str) -> list[Finding]:
        world.note_content(path)
        text = self.text(path)
        if text is None:
            return []
        if not world.matters.search(text.text) and world.parses(text.text):
            return []
        module = world.resolver.at_path(path)
        if module is None:
            return []
        file = File(path, self.shown(path), text, module, world.repaired(path))
        return list(world.checker.check(file))

    def _check_file(self, world: World, path: str) -> list[Finding]:
        try:
            return world.model.queries.keep(  # type: ignore[no-any-return]
                ("findings", path), lambda: self._found(world, path)
            )
        except Exception as error:
            # One file must not cost the others their findings; the run ends with exit code 2.
            where = traceback.extract_tb(error.__traceback__)[-1]
            self._problems[path] = Problem(
                self.shown(path),
                f"internal error: {type(error).__name__}: {error}"
                f" ({where.filename.rpartition('asynclint')[2].lstrip('/')}:{where.lineno})",
                "the other files were checked; please report this with the file, or exclude it",
            )
            if self.on_crash is not None:
                self.on_crash(error)
            return []

    on_crash: Callable[[Exception], None] | None = None  # for `--verbose` and for tests

    def check_text(self, path: str, text: str, data: bytes | None = None) -> Report:
        """Check one file of the project as if it held `text`."""
        inner = self._with_buffer(path, text)
        return inner.check([path])

    def _with_buffer(self, path: str, text: str) -> Project:
        overlay = Overlay(self.fs, {path: as_bytes(text)})
        settings = self.settings._replace(force_exclude=False)
        inner = Project(self.root, settings, overlay, self.cache_dir)
        inner.on_crash = self.on_crash
        return inner

    # --- fixing -------------------------------------------------------------------------------

    def fix(
        self,
        paths: Sequence[str],
        level: Applicability,
        write: bool,
        progress: Progress | None = None,
        ask: Callable[[Offer], bool] | None = None,
    ) -> FixReport:
        """Apply fixes of at least that level to the files; `write` says whether to change them.
        With `ask`, those that it says yes to."""
        from asynclint.fixing import fix_project

        return _in_deep_thread(lambda: fix_project(self, paths, level, write, progress, ask))

    def ignore(
        self,
        paths: Sequence[str],
        reason: str,
        write: bool,
        progress: Progress | None = None,
    ) -> FixReport:
        """Write comments into the files that keep quiet what is found there, with a reason."""
        from asynclint.ignoring import ignore_project

        return _in_deep_thread(lambda: ignore_project(self, paths, reason, write, progress))

    def fix_text(
        self, path: str, text: str, level: Applicability, code: str | None = None
    ) -> tuple[str, Report]:
        """The text with its fixes applied (those of one rule only, if `code` names it), and what is
        left to say about it."""
        inner = self._with_buffer(path, text)
        if code is not None:
            inner.settings = inner.settings._replace(fixable=(code,))
        done = inner.fix([path], level, False)
        after = done.changes[0].after if done.changes else text
        return after, done.report

    def edits(self, finding: Finding) -> list[tuple[Position, Position, str]]:
        """What a finding's fix would change in its file; empty for a suggestion."""
        from asynclint.fixing import edits_of

        text = self.text(absolute(finding.path, self.root))
        return [] if text is None else edits_of(self, finding, text.text)

    def fixable(self, finding: Finding) -> Fix | None:
        """The finding's fix, if the settings allow it to be applied."""
        from asynclint.rules.registry import NAMES

        if finding.fix is None or finding.code not in fixable_codes(self.settings, NAMES):
            return None
        return finding.fix

    def reveal(self, path: str) -> dict[int, str]:
        """What the lines of a file are taken for: row → the kinds of the values that its statement
        makes or names (see `asynclint.semantic.reveal`)."""
        return _in_deep_thread(lambda: self._reveal(path))

    def world(self, paths: Sequence[str] = ()) -> World:
        """The project as it is now, to be asked about; `paths` are files that are named besides."""
        return World(self, self._files(paths), self.django.version)

    def _reveal(self, path: str) -> dict[int, str]:
        from asynclint.semantic.reveal import revealed

        world = self.world([path])
        module = world.resolver.at_path(path)
        if module is None:
            return {}
        lines = LineTable(module.text)
        told: dict[int, str] = {}
        for span, kinds in revealed(world.model, module):
            rows = (lines.position(at).row for at in span)
            told.update(dict.fromkeys(range(next(rows), next(rows) + 1), kinds))
        return told

    def explain(
        self, path: str, row: int, column: int | None = None, *, callers: bool = True
    ) -> Explanation:
        """What is known of a line of the file at an absolute path, or of the smallest expression
        at a column of it (both count from 1). Without `callers` it is not said how the line comes
        to run, and what comes from callers is not known; that is quick. Raises `Unexplained`."""
        return _in_deep_thread(lambda: self._explain(path, row, column, callers))

    def _explain(self, path: str, row: int, column: int | None, callers: bool) -> Explanation:
        from asynclint.explaining import explain

        world = self.world([path])
        return explain(self, world, path, row, column, callers=callers)

    def on_loop(self, path: str, pause: Callable[[], None]) -> tuple[OnLoop, ...]:
        """The functions of a file that run on the event loop, and what blocks there; `pause` is
        called now and then, and may raise to have the question left."""
        from asynclint.marking import on_loop

        def found() -> tuple[OnLoop, ...]:
            world = self._world(self._files([path]), self.django.version)
            return on_loop(self, world, path, pause)

        return _in_deep_thread(found)

    def asyncify(self, wish: Wish, write: bool) -> Conversion:
        """Turn a function of the project into an async one, or all handlers of a view, with what
        calls them; `write` says whether to change the files. Raises `Unconvertible`."""
        from asynclint.asyncify.planning import convert

        return _in_deep_thread(lambda: convert(self, wish, write))

    # --- what the project runs on -------------------------------------------------------------

    @cached_property
    def store(self) -> Store:
        """The lowered chunks of its files, also of those as they were in earlier checks."""
        return Store(self.cache_dir)

    @cached_property
    def environment(self) -> Environment | None:
        """Where the project's packages are installed, if that is known."""
        own = absolute(sys.prefix, "/")
        return find_environment(self.root, self.settings.python, self.fs, os.environ, own)

    @property
    def django(self) -> Detected:
        """The Django that the project runs on, and where that was found."""
        return project_version(self.root, self.settings, self.fs, self.environment)

    def library_path(self, path: str) -> str:
        """The path of a library's file as seen from site-packages."""
        return path if self.environment is None else library_path(path, self.environment)

    # --- files --------------------------------------------------------------------------------

    def shown(self, path: str) -> str:
        return shown(path, self.root)

    def text(self, path: str) -> Text | None:
        """The decoded file; None (and a problem) where it cannot be read."""
        if path not in self._contents:
            self._contents[path] = self._read(path)
        return self._contents[path]

    def _read(self, path: str) -> Text | None:
        try:
            return decode(self.fs.read(path))
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self._problems[path] = Problem(
                self.shown(path),
                f"cannot be read: {reason}",
                "check its permissions, or exclude it",
            )
        except UndecodableError as error:
            self._problems[path] = Problem(
                self.shown(path), str(error), "save it as UTF-8, or declare its encoding"
            )
        return None

    def problem(self, path: str) -> Problem:
        """Why a file whose text is None cannot be read."""
        return self._problems[path]

    def take_texts(self, other: Project, but: Collection[str]) -> None:
        """Take the files, but for some, to hold what another project has read of them: they may
        have changed on disk meanwhile."""
        known = ((path, text) for path, text in other._contents.items() if text is not None)
        self._contents.update((path, text) for path, text in known if path not in but)

    def forget(self, path: str) -> None:
        """Read the file anew when it is next asked for."""
        was_read = path in self._contents
        text = self._contents.pop(path, None)
        if was_read and self._kept is not None:
            self._forgotten.setdefault(path, "" if text is None else text.text)

    @cached_property
    def own_files(self) -> tuple[str, ...]:
        """All files of the project, whichever are to be checked."""
        return tuple(discover([self.root], self.root, self.settings, self.fs).files)

    @cached_property
    def first_party(self) -> frozenset[str]:
        """The top-level modules of the project itself."""
        roots = source_roots(self.own_files, self.root, self.settings, self.fs)
        named = (module_name(path, roots) for path in self.own_files)
        return frozenset(name[0].partition(".")[0] for name in named if name is not None)

    def _files(self, named: Sequence[str]) -> list[str]:
        """All files that names may lead to: the project's, and those that are to be checked."""
        whole = discover([self.root], self.root, self.settings, self.fs)
        return sorted({*whole.files, *named})


def _in_deep_thread(work: Callable[[], T]) -> T:
    """Run in a thread with room for deep recursion, and give back its result or its error."""
    outcome: list[T | _Raised] = []

    def target() -> None:
        try:
            outcome.append(in_one_block(work))
        except BaseException as error:  # handed to the caller below
            outcome.append(_Raised(error))

    if threading.current_thread().name == "asynclint":
        return work()
    limit, stack = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(max(limit, _RECURSION))
    try:
        thread = threading.Thread(target=target, name="asynclint", daemon=True)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(stack)
        sys.setrecursionlimit(limit)
    result = outcome[0]
    if isinstance(result, _Raised):
        raise result.error
    return result


class _Raised(NamedTuple):
    error: BaseException
