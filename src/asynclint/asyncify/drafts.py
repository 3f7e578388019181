"""Files on their way: edited in memory, and read as a project again after each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.config import Selection
from asynclint.diagnostics import Applicability, Fix
from asynclint.engine import Project
from asynclint.fixes.apply import Applied, apply_fixes
from asynclint.fixes.errors import FixError
from asynclint.fixing import is_imported_elsewhere
from asynclint.sources.filesystem import Overlay
from asynclint.sources.text import UnwritableError
from asynclint.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asynclint.fixes.steps import Step
    from asynclint.sources.text import Text

# What holds whatever the project's settings say: the rules about what goes wrong when it runs.
_NEEDED = ("ASL1", "ASL2", "ASL311", "ASL401", "ASL402", "ASL403", "ASL404", "ASL405", "ASL5")


class NotApplied(Exception):
    """Edits that do not fit the file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class Reading(NamedTuple):
    """The project as it is at some moment, and what can be asked about it."""

    project: Project
    world: World


class Draft:
    """The files that a conversion edits."""

    def __init__(self, project: Project) -> None:
        self.project = project
        wanted = Selection(None, _NEEDED)
        self._settings = project.settings._replace(
            overrides=wanted, per_file_ignores=(), force_exclude=False, defer_to=None
        )
        self._sources: dict[str, Text] = {}
        self._texts: dict[str, str] = {}

    def read(self) -> Reading:
        """The project with the edits made so far; with the rules that a conversion rests on."""
        files = {path: self._sources[path].encode(text) for path, text in self._texts.items()}
        overlay = Overlay(self.project.fs, files)
        project = Project(self.project.root, self._settings, overlay, self.project.cache_dir)
        project.take_texts(self.project, but=files)
        return Reading(project, project.world())

    def apply(self, steps: Mapping[str, Sequence[Fix]]) -> bool:
        """Apply the fixes to the files at these absolute paths; whether anything changed. Raises
        NotApplied, with nothing changed, if one of them cannot be applied."""
        after: dict[str, str] = {}
        for path, fixes in sorted(steps.items()):
            source = self._sources.get(path) or self.project.text(path)
            if source is None:
                raise NotApplied(path, "the file cannot be read")
            try:
                applied = self._fixed(path, self._texts.get(path, source.text), fixes)
                source.encode(applied.text)
            except (FixError, UnwritableError) as error:
                raise NotApplied(path, str(error)) from error
            if applied.rejected and not applied.applied:
                raise NotApplied(path, f"{applied.rejected[0].title}: {applied.reasons[0]}")
            self._sources[path] = source
            after[path] = applied.text
        changed = any(self._texts.get(path) != text for path, text in after.items())
        self._texts.update(after)
        return changed

    def apply_all(self, steps: Mapping[str, Sequence[Fix]]) -> None:
        """As `apply`, and nothing may be left out."""
        for path, fixes in steps.items():
            source = self._sources.get(path) or self.project.text(path)
            text = "" if source is None else self._texts.get(path, source.text)
            try:
                reasons = self._fixed(path, text, fixes).reasons
            except FixError as error:
                raise NotApplied(path, str(error)) from error
            if reasons:
                raise NotApplied(path, reasons[0])
        self.apply(steps)

    def _fixed(self, path: str, text: str, fixes: Sequence[Fix]) -> Applied:
        shown = self.project.shown(path)

        def is_kept(name: str) -> bool:
            return is_imported_elsewhere(self.project, shown, name)

        first_party = self.project.first_party
        return apply_fixes(text, list(fixes), first_party=first_party, is_kept=is_kept)

    def edited(self) -> Iterator[tuple[str, Text, str]]:
        """The files that are not what they were: path, source, text."""
        for path, text in sorted(self._texts.items()):
            if text != self._sources[path].text:
                yield path, self._sources[path], text


def whole(title: str, *steps: Step) -> Fix:
    """A fix of a conversion: all of it is wanted."""
    return Fix(title, Applicability.SAFE, steps)
