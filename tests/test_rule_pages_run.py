"""The examples on the rules' pages do what the pages say: in the linter, and on real Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from oracle.agreement import disagreements
from suite_runs import fixed, lint

from asynclint.diagnostics import Applicability
from asynclint.rules.base import Rule
from asynclint.rules.documentation import MARK, Page, marked_rows, page_of, without_marks
from asynclint.rules.registry import RULES

FILE = "views.py"
IMPORT = re.compile(r"(?:import|from) .*\n")
WITHOUT_FIX = {"ASL001", "ASL004", "ASL106", "ASL109", "ASL304", "ASL305", "ASL306", "ASL310"}
WITHOUT_FIX |= {"ASL512", "ASL513", "ASL514", "ASL515", "ASL516"}
WITHOUT_FIX |= {"ASL406", "ASL408"}
WITHOUT_FIX |= {"ASL501", "ASL502", "ASL503", "ASL504", "ASL505", "ASL506", "ASL508", "ASL511"}
WITHOUT_FIX |= {f"ASL60{number}" for number in range(1, 6)}
# The page shows a better way, which takes more than a fix can do.
FIXED_OTHERWISE = {"ASL301"}
WITHOUT_FIX |= {"ASL205", "ASL208"}


TEMPLATE = re.compile(r"^`(\S+\.html)`:\n+```html\n(.*?)^```", re.DOTALL | re.MULTILINE)


def program(rule: type[Rule], code: str) -> dict[str, str]:
    """A piece of code with the templates that the page shows beside it."""
    return {FILE: code, **dict(TEMPLATE.findall(page_of(rule).section("Example")))}


def name_of(rule: type[Rule]) -> str:
    return rule.code


def selecting(rule: type[Rule]) -> str:
    """The settings that run a rule alone, or with the one whose comment is unused."""
    codes = ["ASL003", "ASL302"] if rule.code == "ASL003" else [rule.code]
    return f"select = {codes}\n".replace("'", '"')


def found_rows(rule: type[Rule], code: str) -> list[int]:
    """The rows, from 1, at which a rule alone reports something."""
    report = lint(program(rule, code), selecting(rule))
    return [finding.start.row for finding in report.findings if finding.path == FILE]


def fixed_texts(rule: type[Rule], page: Page) -> Iterator[str]:
    """The bad example after the rule's safe fixes, and after all of its fixes."""
    for level in (Applicability.SAFE, Applicability.UNSAFE):
        yield fixed(program(rule, without_marks(page.bad)), selecting(rule), level)[FILE]


def body(code: str) -> str:
    """The code without its imports: a fix leaves those that are not needed any more."""
    return IMPORT.sub("", code).strip()


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_page_has_an_example_with_marks_and_what_to_use_instead(rule: type[Rule]) -> None:
    page = page_of(rule)
    assert marked_rows(page.bad)
    assert page.good
    assert not marked_rows(page.good)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_rule_reports_the_marked_lines_and_no_others(rule: type[Rule]) -> None:
    bad = page_of(rule).bad
    assert found_rows(rule, without_marks(bad)) == list(marked_rows(bad))


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_what_to_use_instead_is_clean_by_all_rules(rule: type[Rule]) -> None:
    assert lint(program(rule, page_of(rule).good)).findings == ()


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_marked_lines_misbehave_on_django(rule: type[Rule]) -> None:
    marked = MARK.sub(f"  # error: [{rule.code}]", page_of(rule).bad)
    assert disagreements(program(rule, marked)) == []


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_what_to_use_instead_runs_clean_on_django(rule: type[Rule]) -> None:
    assert disagreements(program(rule, page_of(rule).good)) == []


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_fix_makes_of_the_example_what_to_use_instead(rule: type[Rule]) -> None:
    page = page_of(rule)
    bad = without_marks(page.bad)
    changed = [text for text in fixed_texts(rule, page) if text != bad]
    assert bool(changed) == (rule.code not in WITHOUT_FIX)
    if rule.code not in FIXED_OTHERWISE:
        assert {body(text) for text in changed} <= {body(page.good)}
