"""docs/configuration.md names every setting, with its true default and an example that works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from asynclint.config import FORMATS, Settings, check_codes, load
from asynclint.engine import Project
from asynclint.knowledge.schema import OPERATIONS
from asynclint.rules.registry import RULES
from asynclint.sources.filesystem import Memory

PAGE = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")
SECTIONS = {
    name: re.split(r"^#", text, maxsplit=1, flags=re.MULTILINE)[0]
    for name, text in re.findall(
        r"^### `([a-z-]+)`\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
}
FIELDS = [name for name in Settings._fields if name != "overrides"]  # that is the command line's


def loaded(toml: str) -> Settings:
    folders = {"/p/src/a.py": "", "/p/services/billing/b.py": ""}
    folders["/p/backend/.venv/lib/python3.12/site-packages/acme.py"] = ""
    result = load("/p", Memory({"/p/asynclint.toml": toml, **folders}))
    assert result.problems == ()
    return result.settings


def example_of(key: str) -> str:
    [example] = re.findall(r"^```toml\n(.*?)^```", SECTIONS[key], re.MULTILINE | re.DOTALL)
    return example


def test_every_setting_has_its_section_and_every_section_a_setting() -> None:
    assert sorted(SECTIONS) == sorted(name.replace("_", "-") for name in FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_the_default_of_a_setting_is_as_documented(field: str) -> None:
    key = field.replace("_", "-")
    [default] = re.findall(r"^- Default: (.*)$", SECTIONS[key], re.MULTILINE)
    if default == "not set":
        assert getattr(Settings(), field) is None
    else:
        documented = loaded(f"{key} = {default.strip('`')}\n")
        assert getattr(documented, field) == getattr(Settings(), field)


@pytest.mark.parametrize("field", FIELDS)
def test_the_example_of_a_setting_sets_it_and_nothing_else(field: str) -> None:
    example = example_of(field.replace("_", "-"))
    value = getattr(loaded(example), field)
    assert value != getattr(Settings(), field)
    assert loaded(example) == Settings(**{field: value})


@pytest.mark.parametrize("field", FIELDS)
def test_the_example_of_a_setting_names_rules_that_exist(field: str) -> None:
    codes, names = [rule.code for rule in RULES], [rule.name for rule in RULES]
    assert check_codes(loaded(example_of(field.replace("_", "-"))), codes, names) == ()


def test_a_blocking_function_is_reported_by_the_rule_of_what_it_does() -> None:
    settings = loaded(example_of("blocking"))
    views = "from warehouse import client\n\n\nasync def view(request):\n    client.stock(3)\n"
    report = Project("/p", settings, Memory({"/p/views.py": views})).check(["/p"])
    assert [finding.code for finding in report.findings] == ["ASL301"]


def test_a_setting_says_its_type() -> None:
    for name, section in SECTIONS.items():
        assert len(re.findall(r"^- Type: [a-z]", section, re.MULTILINE)) == 1, name


def test_the_words_that_a_setting_may_have_are_all_named() -> None:
    assert set(re.findall(r"`([a-z ]+)`", SECTIONS["blocking"])) >= set(OPERATIONS)
    assert set(re.findall(r"`([a-z]+)`", SECTIONS["output-format"])) == set(FORMATS)
