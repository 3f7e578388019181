"""The pages of rules have the parts that readers look for, in the same order."""

from __future__ import annotations

import inspect
import re

import pytest

from asynclint.diagnostics import ERROR
from asynclint.rules.base import Rule
from asynclint.rules.documentation import page_of
from asynclint.rules.registry import RULES

ORDER = ("", "Why is this bad?", "Example", "Exceptions", "Fix safety", "Options", "Versions")
ORDER += ("References",)
LOOP = [rule for rule in RULES if rule.code.startswith(("ASL1", "ASL2", "ASL3"))]
ABOUT_VERSIONS = re.compile(r"\b(from_version|twin_later|ITERATES_SINCE|ON_LOOP)\b")
OFFICIAL = re.compile(
    r"\]\(https://(docs\.(djangoproject\.com|python\.org)|channels\.readthedocs\.io"
    r"|www\.django-rest-framework\.org)/"
)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
each_of_loop = pytest.mark.parametrize("rule", LOOP, ids=lambda rule: rule.code)


@each_rule
def test_sections_have_known_titles_in_one_order(rule: type[Rule]) -> None:
    titles = [section.title for section in page_of(rule).sections]
    assert titles == sorted(titles, key=ORDER.index)
    assert {"Why is this bad?", "Example"} <= set(titles)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if not rule.code.startswith("ASL0")], ids=lambda rule: rule.code
)
def test_a_page_has_an_example_the_better_way_the_fix_and_references(rule: type[Rule]) -> None:
    page = page_of(rule)
    assert page.bad and page.good
    assert page.section("Fix safety")
    assert OFFICIAL.search(page.section("References"))


@each_of_loop
def test_a_rule_about_an_error_quotes_it(rule: type[Rule]) -> None:
    text = page_of(rule).section("Why is this bad?")
    if rule.severity == ERROR:
        assert re.search(r"\w+(Error|Operation|Warning)\b|never awaited", text)


@each_of_loop
def test_a_rule_that_depends_on_the_version_says_how(rule: type[Rule]) -> None:
    if ABOUT_VERSIONS.search(inspect.getsource(inspect.getmodule(rule))):  # type: ignore[arg-type]
        assert re.search(r"Django \d\.\d|Django has it", page_of(rule).section("Versions"))
