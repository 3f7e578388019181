"""A rule is a class, a file, a page, suites of programs and a line in the changelog: one set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from suite_runs import lint
from suites import FIXTURES, Case, all_cases, expectations

from asynclint.diagnostics import SEVERITIES
from asynclint.rules.base import Rule
from asynclint.rules.registry import RULES

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "src" / "asynclint" / "rules").glob("asl*.py"))
PAGES = sorted((ROOT / "docs" / "rules").glob("asl*.md"))
CHANGES = re.compile(r"^- (?P<code>ASL\d{3}) `(?P<name>[a-z-]+)`(?P<fix>, with a fix)?$", re.M)
DEFINITION = re.compile(r"(?P<indent> *)(?:async )?def \w")
NAME = re.compile(r"def (\w+)")
FEWEST_FLAGGED = 6
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def changes() -> dict[str, re.Match[str]]:
    text = (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    return {found["code"]: found for found in CHANGES.finditer(text)}


@cache
def suites_of(code: str) -> tuple[Case, ...]:
    return tuple(case for case in all_cases() if case.suite.startswith(f"{code.lower()}/"))


def rows(files: dict[str, str], path: str, code: str) -> list[int]:
    """The rows of a file that are marked with the code, as found or as missed."""
    lines = expectations(files).get(path, {})
    return [row for row, wanted in lines.items() if any(w.code == code for w in wanted)]


def functions(text: str) -> Iterator[range]:
    """The rows of each function of a file, nested ones and methods included."""
    lines = text.split("\n")
    for start, line in enumerate(lines):
        found = DEFINITION.match(line)
        if found is None:
            continue
        inside = re.compile(rf"\s*$|{found['indent']}[ )\]}}]")
        end = start + 1
        while end < len(lines) and inside.match(lines[end]):
            end += 1
        yield range(start + 1, end + 1)


def counted(code: str) -> tuple[int, int]:
    """How many places of a rule's own suites misbehave in its way, and how many are near misses.

    A place is a function; or a marked line outside of functions. A near miss is a function without
    a mark that no marked one names: a helper of what misbehaves shows nothing of its own. What
    fixes have made right does not count either.
    """
    wrong = right = 0
    for case in suites_of(code):
        speaking: list[str] = []
        others: list[str] = []
        for path, text in case.files.items():
            lines = text.split("\n")
            marked = set(rows(case.files, path, code))
            for function in functions(text) if path.endswith(".py") else ():
                if marked.intersection(function):
                    speaking.append("\n".join(lines[row - 1] for row in function))
                else:
                    others.append(NAME.findall(lines[function.start - 1])[0])
            loose = marked.difference(*functions(text))
            speaking += [lines[row - 1] for row in loose]
        named = set(re.findall(r"\w+", "\n".join(speaking)))
        wrong += len(speaking)
        right += sum(name not in named for name in others)
    return wrong, right


def flagged(code: str) -> list[Case]:
    """The programs of a rule's own suites in which it finds something."""
    return [c for c in suites_of(code) if any(rows(c.files, path, code) for path in c.files)]


def test_code_files_pages_suites_and_changes_are_one_set() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert [path.stem[:6].upper() for path in FILES] == codes
    assert [path.stem[:6].upper() for path in PAGES] == codes
    folders = [p.name.upper() for p in sorted(FIXTURES.iterdir()) if re.match(r"asl\d", p.name)]
    assert folders == codes
    assert sorted(changes()) == codes


def test_names_are_unique_and_short() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+){1,4}", name), name


@each_rule
def test_a_rule_bears_its_name_everywhere(rule: type[Rule]) -> None:
    stem = f"{rule.code.lower()}-{rule.name}"
    assert stem.replace("-", "_") in [path.stem for path in FILES]
    assert stem in [path.stem for path in PAGES]
    assert changes()[rule.code]["name"] == rule.name
    assert rule.severity in SEVERITIES


@each_rule
def test_a_rule_has_flagged_programs_and_twice_as_many_near_misses(rule: type[Rule]) -> None:
    wrong, right = counted(rule.code)
    assert len(flagged(rule.code)) >= FEWEST_FLAGGED
    assert right >= 2 * wrong


@each_rule
def test_a_rule_that_fixes_shows_what_its_fixes_make(rule: type[Rule]) -> None:
    fixes = any(
        finding.fix is not None and finding.fix.steps
        for case in flagged(rule.code)[:FEWEST_FLAGGED]
        for finding in lint(case.files, case.settings).findings
        if finding.code == rule.code
    )
    assert not fixes or any(case.fixed or case.fixed_unsafe for case in suites_of(rule.code))
    assert bool(changes()[rule.code]["fix"]) == fixes


def test_functions_are_counted_by_their_rows() -> None:
    text = "def f(\n    a,\n):\n    def g():\n        a\n\n    return g\n\n\nasync def h(): pass\n"
    assert list(functions(text)) == [range(1, 10), range(4, 7), range(10, 12)]
