"""Reads the Markdown suites: cases with files, settings, marks on lines, and texts after fixing.

A heading `# Title` begins a case. Its code blocks are its files: the line above a block names it
(`` `shop/totals.py`: ``); `python` blocks without a name make up `views.py`; a `toml` block
without a name is the settings. Files below a `site-packages` are installed packages: they can be
imported, and are not checked. A `python fixed` block is a file after the safe fixes, `python fixed
unsafe` after all. All else is prose, in which `oracle: none` and a reason say that the case cannot
be proven on Django.

Marks stand at the ends of lines:

    # error: [ASL201] "part of the message" chain: shop.totals.total → Order.objects.get
    # error: [ASL201] [ASL105]       several findings on one line
    # missed: [ASL312] reason        misbehaves on Django, but is not reported by default
    # reveal: QuerySet[Book]         what the value of the line's statement, or the names that it
                                   binds, are taken for
    # runs: loop: offer → total; thread: later → total
                                   how the line comes to run: on the loop, in a thread, on its "own
                                   loop", only called from "sync" code, by "nobody", on "import",
                                   and by which functions

A mark in a fixed block says what is still reported there. No linter sees the marks: they are
stripped first, which leaves every line in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent / "fixtures"

HEADING = re.compile(r"# +(?P<title>.+?)\s*$")
FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")
NAME = re.compile(r"`(?P<path>[^`\s]+)`:\s*$")
NO_ORACLE = re.compile(r"^oracle: none\b[ :,.]*(?P<reason>[^\n]*)", re.MULTILINE)

MARK = re.compile(r"# (?P<kind>error|missed|reveal|runs): ")
PART = re.compile(
    r"\s*(?:\[(?P<code>ASL\d{3})\]|\"(?P<message>[^\"]*)\"|chain:\s*(?P<chain>[^\[]+?)(?=\s*(?:\[|$)))"
)


class SuiteError(ValueError):
    """A suite that is not written as it should be."""


class Expectation(NamedTuple):
    """One finding that a mark asks for."""

    code: str
    messages: tuple[str, ...] = ()  # parts of the message
    chain: tuple[str, ...] = ()  # parts of the chain, in order
    is_missed: bool = False  # Django misbehaves, and the linter keeps silent


class Case(NamedTuple):
    suite: str  # path of the Markdown file below the fixtures
    title: str
    line: int  # of the heading in the Markdown file
    files: dict[str, str]  # with their marks
    settings: str  # what stands in asynclint.toml
    fixed: dict[str, str]  # changed files after the safe fixes, with marks of what is left
    fixed_unsafe: dict[str, str]  # after all fixes; empty if the case does not say
    oracle: bool
    prose: str

    @property
    def name(self) -> str:
        return f"{self.suite.removesuffix('.md')}: {self.title}"

    @property
    def expected(self) -> dict[str, dict[int, list[Expectation]]]:
        """What is marked: path → line → expectations; lines and files without marks are absent."""
        return expectations(self.files)

    @property
    def revealed(self) -> dict[str, dict[int, str]]:
        """What the `# reveal:` marks say: path → line → kind."""
        return told(self.files, "reveal")

    @property
    def running(self) -> dict[str, dict[int, str]]:
        """What the `# runs:` marks say: path → line → ways."""
        return told(self.files, "runs")


CONVERSIONS = FIXTURES / "asyncify"  # cases of another sort: see conversions.py


def suites() -> list[Path]:
    return sorted(path for path in FIXTURES.rglob("*.md") if path.parent != CONVERSIONS)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every suite below tests/fixtures; a test of its own reads those left out."""
    found: list[Case] = []
    for suite in suites():
        with suppress(SuiteError):
            found += cases(suite)
    return tuple(found)


def cases(suite: Path) -> list[Case]:
    text = suite.read_text(encoding="utf-8")
    return list(read(text, suite.relative_to(FIXTURES).as_posix()))


def expectations(files: dict[str, str]) -> dict[str, dict[int, list[Expectation]]]:
    """What the marks in some files ask for."""
    found: dict[str, dict[int, list[Expectation]]] = {}
    for path, line, kind, body in marks(files):
        if kind in ("error", "missed"):
            wanted = read_mark(body, kind == "missed", f"{path}:{line}")
            found.setdefault(path, {}).setdefault(line, []).extend(wanted)
    return found


def told(files: dict[str, str], wanted: str) -> dict[str, dict[int, str]]:
    """What the marks of one kind say: path → line → text."""
    found: dict[str, dict[int, str]] = {}
    for path, line, kind, body in marks(files):
        if kind == wanted:
            found.setdefault(path, {})[line] = body
    return found


def marks(files: dict[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """Each mark: path, line, kind and what it says."""
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            found = list(MARK.finditer(line))
            ends = [*(mark.start() for mark in found), len(line)][1:]
            for mark, end in zip(found, ends, strict=True):
                yield path, number, mark["kind"], line[mark.end() : end].strip()


def read_mark(body: str, is_missed: bool, place: str) -> list[Expectation]:
    """The expectations of one mark's text."""
    found: list[Expectation] = []
    at = 0
    while match := PART.match(body, at):
        if match["code"]:
            found.append(Expectation(match["code"], is_missed=is_missed))
        elif not found:
            break
        elif match["message"] is not None:
            found[-1] = found[-1]._replace(messages=(*found[-1].messages, match["message"]))
        else:
            parts = tuple(part.strip() for part in match["chain"].split("→"))
            found[-1] = found[-1]._replace(chain=parts)
        at = match.end()
    if not found or (body[at:].strip() and not is_missed):
        raise SuiteError(f"{place}: cannot read the mark `{body}`")
    return found


def plain(text: str) -> str:
    """The text without its marks; every line stays in its place."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        mark = MARK.search(line)
        if mark:
            lines[number] = line[: mark.start()].rstrip()
    return "\n".join(lines)


# --- reading Markdown ------------------------------------------------------------------------


class Block(NamedTuple):
    line: int
    words: list[str]  # of the fence: ["python", "fixed"]
    path: str  # empty if the block has no name
    text: str


class Section(NamedTuple):
    """A case as it stands in the suite."""

    title: str
    line: int
    prose: list[str]
    blocks: list[Block]


def read(text: str, suite: str) -> Iterator[Case]:
    """The cases of a suite; raises `SuiteError` if it is not written as it should be."""
    titles: set[str] = set()
    for section in sections(text, suite):
        if section.title in titles:
            raise SuiteError(f"{suite}:{section.line}: a second case `{section.title}`")
        titles.add(section.title)
        yield case_of(section, suite)


def sections(text: str, suite: str) -> Iterator[Section]:
    section: Section | None = None
    lines = enumerate(text.split("\n"), 1)
    for number, line in lines:
        heading, fence = HEADING.match(line), FENCE.match(line)
        if heading:
            if section:
                yield section
            section = Section(heading["title"], number, [], [])
        elif fence:
            body = block_text(lines, fence["fence"], f"{suite}:{number}")
            if section is None:
                raise SuiteError(f"{suite}:{number}: a block before the first heading")
            path = take_name(section.prose)
            section.blocks.append(Block(number, fence["info"].split(), path, body))
        elif section:
            section.prose.append(line)
    if section:
        yield section


def block_text(lines: Iterator[tuple[int, str]], fence: str, place: str) -> str:
    body = []
    for _, line in lines:
        if line.rstrip() == fence:
            return "".join(f"{part}\n" for part in body)
        body.append(line)
    raise SuiteError(f"{place}: the block does not end")


def take_name(prose: list[str]) -> str:
    """The path that the last line of the prose so far gives to the block after it."""
    for number in range(len(prose) - 1, -1, -1):
        if prose[number].strip():
            match = NAME.match(prose[number])
            if match:
                del prose[number]
                return match["path"]
            return ""
    return ""


def case_of(section: Section, suite: str) -> Case:
    place = f"{suite}:{section.line}"
    prose = "\n".join(section.prose).strip()
    files, settings = source_blocks(section.blocks, place)
    if not files:
        raise SuiteError(f"{place}: a case without code")
    no_oracle = NO_ORACLE.search(prose)
    if no_oracle and not no_oracle["reason"]:
        raise SuiteError(f"{place}: say why the oracle is switched off")
    fixed, unsafe = (fixed_blocks(section.blocks, files, level, place) for level in (False, True))
    for each in (files, fixed, unsafe):
        expectations(each)  # so that marks that cannot be read are told of at once
    return Case(
        suite, section.title, section.line, files, settings, fixed, unsafe, not no_oracle, prose
    )


def source_blocks(blocks: list[Block], place: str) -> tuple[dict[str, str], str]:
    """The files of a case and its settings."""
    files: dict[str, str] = {}
    settings = ""
    for block in blocks:
        language = block.words[0] if block.words else ""
        if "fixed" in block.words:
            continue
        if block.path:
            if block.path in files:
                raise SuiteError(f"{place}: two blocks for {block.path}")
            files[block.path] = block.text
        elif language == "python":
            before = files.get("views.py")
            files["views.py"] = block.text if before is None else f"{before}\n{block.text}"
        elif language == "toml":
            settings += block.text
    return files, settings


def fixed_blocks(
    blocks: list[Block], files: dict[str, str], unsafe: bool, place: str
) -> dict[str, str]:
    """The changed files after fixing at one level; an unnamed block is the only Python file."""
    found: dict[str, str] = {}
    python = [path for path in files if path.endswith((".py", ".pyi"))]
    for block in blocks:
        if "fixed" not in block.words or ("unsafe" in block.words) != unsafe:
            continue
        path = block.path or ("views.py" if "views.py" in files else python[0])
        if not block.path and "views.py" not in files and len(python) > 1:
            raise SuiteError(f"{place}: name the file of the fixed block")
        if path not in files or path in found:
            raise SuiteError(f"{place}: a fixed block for {path}, which is not expected")
        found[path] = block.text
    return found
