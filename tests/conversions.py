"""Reads the Markdown fixtures of `asynclint asyncify`: small projects before and after.

A heading begins a case, as in the suites (see suites.py); its `python` blocks are the files before,
the `console` block is the command line and what it prints (without the differences), the `python
async` blocks are the files that it changes. A case without any of these is refused. A `toml`
block is the settings. `oracle: none` and a reason in the prose say that Django cannot run it.
"""

from __future__ import annotations

import shlex
from functools import cache
from typing import NamedTuple

from suites import CONVERSIONS, NO_ORACLE, SuiteError, sections

PROMPT = "$ asynclint asyncify "


class Conversion(NamedTuple):
    suite: str
    title: str
    files: dict[str, str]
    settings: str
    arguments: tuple[str, ...]
    said: str  # what is printed, without the differences
    after: dict[str, str]  # the files that change
    oracle: bool

    @property
    def name(self) -> str:
        return f"{self.suite}: {self.title}"

    @property
    def result(self) -> dict[str, str]:
        """All files afterwards."""
        return {**self.files, **self.after}

    @property
    def target(self) -> tuple[str, str]:
        """The file and the name in it that the command is about."""
        path, _, name = next(a for a in self.arguments if "::" in a).rpartition("::")
        return path, name


@cache
def all_conversions() -> tuple[Conversion, ...]:
    return tuple(
        conversion
        for path in sorted(CONVERSIONS.glob("*.md"))
        for conversion in read(path.read_text(encoding="utf-8"), path.stem)
    )


def read(text: str, suite: str) -> list[Conversion]:
    found = []
    for section in sections(text, suite):
        place = f"{suite}: {section.title}"
        files, after, settings, console = {}, {}, "", ""
        for block in section.blocks:
            if block.words == ["python", "async"]:
                after[block.path] = block.text
            elif block.words == ["toml"]:
                settings = block.text
            elif block.words == ["console"]:
                console = block.text
            else:
                files[block.path] = block.text
        command, _, said = console.partition("\n")
        if not command.startswith(PROMPT) or not files or not set(after) <= set(files):
            raise SuiteError(f"{place}: files, and one command line on them")
        arguments = tuple(shlex.split(command.removeprefix(PROMPT)))
        is_proven = not NO_ORACLE.search("\n".join(section.prose))
        found.append(
            Conversion(suite, section.title, files, settings, arguments, said, after, is_proven)
        )
    return found
