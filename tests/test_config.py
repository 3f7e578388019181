"""Settings are read whole, what is wrong with them is told, and selectors select what they say."""

from __future__ import annotations

from typing import Any

import pytest

from asynclint.config import (
    Selection,
    Settings,
    check_codes,
    fixable_codes,
    ignored_in_file,
    load,
    selected_codes,
    severities,
)
from asynclint.diagnostics import Problem
from asynclint.knowledge.schema import Callable
from asynclint.sources.filesystem import Memory

ALL_SETTINGS = """
select = ["ASL2", "blocking-http"]
extend-select = ["ASL6"]
ignore = ["ASL205"]
exclude = ["vendor/"]
extend-exclude = ["./legacy/", "*_pb2.py"]
force-exclude = true
django-version = "4.2"
source-roots = ["src", "."]
blocking = ["shop.bank.fetch", { name = "shop.bank.read", does = "file", instead = "`aread`" }]
thread-wrappers = ["shop.threads.offload"]
cpu-bound = ["shop.pdf.render"]
preview = true
defer-to = "ruff"
output-format = "concise"
fixable = ["ALL"]
unfixable = ["ASL302"]
unsafe-fixes = true

[per-file-ignores]
"tests/" = ["ASL3"]
"./manage.py" = ["ALL"]

[severity]
ASL3 = "info"
blocking-sleep = "error"
"""


def in_table(text: str) -> str:
    """The same settings as they stand in pyproject.toml."""
    text = text.replace("[per-file", "[tool.asynclint.per-file")
    return "[tool.asynclint]\n" + text.replace("[severity", "[tool.asynclint.severity")


def loaded_text(text: str, name: str = "asynclint.toml") -> tuple[Settings, tuple[Problem, ...]]:
    settings, problems, _, _ = load("/p", Memory({f"/p/{name}": text, "/p/src/a.py": ""}))
    return settings, problems


def problem(text: str) -> Problem:
    """The one problem with the settings in an asynclint.toml."""
    _, problems = loaded_text(text)
    assert len(problems) == 1
    return problems[0]


# Loading


def test_without_a_file_the_defaults_hold() -> None:
    loaded = load("/p", Memory())
    assert loaded == (Settings(), (), None, ())
    assert ".venv" in loaded.settings.exclude


@pytest.mark.parametrize("name", ["asynclint.toml", "pyproject.toml"])
def test_every_setting_is_read_from_either_file(name: str) -> None:
    text = ALL_SETTINGS if name == "asynclint.toml" else in_table(ALL_SETTINGS)
    settings, problems = loaded_text(text, name)
    assert problems == ()
    assert settings == Settings(
        select=("ASL2", "blocking-http"),
        extend_select=("ASL6",),
        ignore=("ASL205",),
        per_file_ignores=(("tests/", ("ASL3",)), ("manage.py", ("ALL",))),
        exclude=("vendor/",),
        extend_exclude=("legacy/", "*_pb2.py"),
        force_exclude=True,
        django_version=(4, 2),
        source_roots=("src", "."),
        blocking=(
            Callable("shop.bank.fetch", "network"),
            Callable("shop.bank.read", "file", instead="`aread`"),
        ),
        thread_wrappers=("shop.threads.offload",),
        cpu_bound=("shop.pdf.render",),
        preview=True,
        severity=(("ASL3", "info"), ("blocking-sleep", "error")),
        defer_to="ruff",
        output_format="concise",
        fixable=("ALL",),
        unfixable=("ASL302",),
        unsafe_fixes=True,
    )


def test_asynclint_toml_wins_and_says_so() -> None:
    fs = Memory({"/p/asynclint.toml": "preview = true", "/p/pyproject.toml": in_table("")})
    loaded = load("/p", fs)
    assert loaded.settings.preview
    assert loaded.path == "/p/asynclint.toml"
    assert loaded.notes == (
        "asynclint.toml is used; [tool.asynclint] in pyproject.toml is not read",
    )
    fs.write("/p/pyproject.toml", "[tool.ruff]\n")
    assert load("/p", fs).notes == ()


def test_a_pyproject_without_our_table_is_not_the_settings_file() -> None:
    loaded = load("/p", Memory({"/p/pyproject.toml": "[project]\nname = 'shop'\n"}))
    assert loaded == (Settings(), (), None, ())


def test_a_named_file_is_read_instead() -> None:
    fs = Memory({"/p/asynclint.toml": "", "/q/strict.toml": "preview = true"})
    loaded = load("/p", fs, file="/q/strict.toml")
    assert (loaded.settings.preview, loaded.path) == (True, "/q/strict.toml")


def test_a_named_file_that_does_not_exist_is_a_problem() -> None:
    loaded = load("/p", Memory(), file="/p/strict.toml")
    assert loaded.problems[0].path == "strict.toml"
    assert "No such file" in loaded.problems[0].message


def test_the_command_line_goes_on_top() -> None:
    fs = Memory({"/p/asynclint.toml": 'select = ["ASL2"]\nextend-exclude = ["old"]\n'})
    overrides = {"ignore": ("ASL201",), "preview": True, "extend_exclude": ("new",)}
    settings = load("/p", fs, overrides).settings
    assert settings.select == ("ASL2",)
    assert settings.overrides == Selection(ignore=("ASL201",))
    assert settings.extend_exclude == ("old", "new")
    assert settings.preview


# What can be wrong


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("preview = maybe", "line 1, column 11"),
        ("preview = true\n\nselect = [\n", "end of document"),
        ("[a]\n[a]\n", "line 2"),
    ],
)
def test_broken_toml_is_told_with_its_place(text: str, place: str) -> None:
    found = problem(text)
    assert found.path == "asynclint.toml"
    assert found.message.startswith(place)
    assert "not valid TOML" in found.message
    assert found.remedy == "Mend the TOML; until then the default settings are used."


def test_a_broken_pyproject_is_told_even_without_our_table() -> None:
    _, problems = loaded_text("[project\n", "pyproject.toml")
    assert problems[0].path == "pyproject.toml"
    assert problems[0].message.startswith("line 1, column 9")


def test_bytes_that_are_not_utf8_are_told_with_their_line() -> None:
    loaded = load("/p", Memory({"/p/asynclint.toml": b"preview = true\n# \xe9\n"}))
    assert loaded.problems[0].message == "line 2: not UTF-8, as TOML must be"


def test_absurdly_nested_toml_is_a_problem_like_any_other() -> None:
    assert "not valid TOML" in problem("a = " + "[" * 100_000).message


def test_an_unknown_key_is_told_with_the_nearest_and_the_rest_holds() -> None:
    settings, problems = loaded_text('preview = true\n\nper_file_ignores = { "a" = ["ASL2"] }\n')
    assert problems == (
        Problem(
            "asynclint.toml",
            "line 3: `per_file_ignores` is not a setting",
            "Did you mean `per-file-ignores`?",
        ),
    )
    assert settings == Settings(preview=True)


def test_a_key_with_nothing_near_gets_the_list() -> None:
    assert problem("zzz = 1").remedy.startswith("Known are select, extend-select")


def test_the_line_counted_is_that_of_our_table() -> None:
    text = '[project]\nselect = "x"\n\n[tool.asynclint]\nselect = "ASL2"\n'
    _, problems = loaded_text(text, "pyproject.toml")
    assert problems[0].message == "line 5: `select` must be a list of strings, not a string"
    assert problems[0].remedy == 'Write it like `select = ["ASL2", "blocking-http"]`.'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = [1]", "`select` must be a list of strings, not a list of something else"),
        ("preview = 1", "`preview` must be true or false, not a number"),
        ("preview = 'yes'", "`preview` must be true or false, not a string"),
        ("exclude = true", "`exclude` must be a list of strings, not true or false"),
        ("per-file-ignores = []", "`per-file-ignores` must be a table of lists of strings, not a"),
        ("output-format = 'xml'", "`output-format` cannot be 'xml'"),
        ("output-format = 1979-05-27", "`output-format` must be a string, not a date or time"),
        ("django-version = 'new'", "`django-version` cannot be 'new'"),
        ("django-version = true", "`django-version` must be a string, not true or false"),
        ("source-roots = ['lib']", "`source-roots` names lib, and there is no such folder"),
        ("cpu-bound = ['render']", "'render' is not a dotted name"),
        ("thread-wrappers = ['a b.c']", "'a b.c' is not a dotted name"),
        ("blocking = [{ does = 'http' }]", "`blocking` must be a list of dotted names and tables"),
        ("blocking = [{ name = 'a.b', does = 'htpp' }]", "`does` of a.b cannot be 'htpp'"),
        ("blocking = [{ name = 'a.b', do = 'x' }]", "`do` in `blocking` is not known"),
        ("severity = 'info'", "`severity` must be a table of strings, not a string"),
        ("severity = { ASL3 = 3 }", "`severity` must be a table of strings, not a table"),
        ("severity = { ASL3 = 'warn' }", "`severity.ASL3` cannot be 'warn'"),
        ("defer-to = 'pylint'", "`defer-to` cannot be 'pylint'"),
        ("defer-to = ['ruff']", "`defer-to` must be a string, not a list"),
        ("blocking = [{ name = 'a.b', is-async = 1 }]", "`is-async` of a.b must be true or false"),
    ],
)
def test_a_wrong_value_is_told_with_what_was_expected(text: str, message: str) -> None:
    found = problem(text)
    assert found.message.startswith("line 1: " + message)
    assert found.remedy


def test_a_word_for_an_operation_gets_the_nearest_known_one() -> None:
    assert problem("blocking = [{ name = 'a.b', does = 'htpp' }]").remedy == "Did you mean `http`?"


def test_our_pyproject_table_pasted_into_asynclint_toml_is_told() -> None:
    found = problem("[tool.asynclint]\npreview = true\n")
    assert found.message == "line 1: the settings of this file stand at its top level"
    assert found.remedy == "Leave out `[tool.asynclint]`."


def test_a_table_that_is_none_is_told() -> None:
    _, problems = loaded_text("[tool]\nasynclint = 1\n", "pyproject.toml")
    assert problems[0].message == "`tool.asynclint` must be a table"


# Values


@pytest.mark.parametrize(
    ("written", "version"),
    [('"5.1"', (5, 1)), ("5.1", (5, 1)), ('"4.2.16"', (4, 2)), ('"3.2.*"', (3, 2)), ("5", (5, 0))],
)
def test_a_django_version_may_be_written_in_several_ways(
    written: str, version: tuple[int, int]
) -> None:
    assert loaded_text(f"django-version = {written}")[0].django_version == version


def test_rows_for_blocking_callables_say_what_they_do() -> None:
    text = """blocking = [
        { name = "a.b", does = "" },
        { name = "a.c", is-async = true, returns = "str" },
        { name = "a.d" },
    ]"""
    assert loaded_text(text)[0].blocking == (
        Callable("a.b", ""),  # known not to block
        Callable("a.c", "", "str", is_async=True),
        Callable("a.d", "network"),
    )


# Selecting

RULES = {
    "ASL201": "sync-query",
    "ASL202": "queryset-evaluation",
    "ASL301": "blocking-http",
    "ASL601": "async-without-await",
}
DEFAULT = frozenset({"ASL201", "ASL202", "ASL301"})


def selected(**fields: object) -> list[str]:
    return sorted(selected_codes(Settings(**fields), RULES, DEFAULT))  # type: ignore[arg-type]


def test_without_a_selection_the_default_rules_run() -> None:
    assert selected() == sorted(DEFAULT)


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("ASL201", ["ASL201"]),
        ("asl201", ["ASL201"]),
        ("ASL20", ["ASL201", "ASL202"]),
        ("ASL2", ["ASL201", "ASL202"]),
        ("ASL", ["ASL201", "ASL202", "ASL301", "ASL601"]),
        ("ALL", ["ASL201", "ASL202", "ASL301", "ASL601"]),
        ("sync-query", ["ASL201"]),
        ("sync", []),
        ("A", []),
    ],
)
def test_a_selector_is_a_code_its_beginning_a_name_or_all(selector: str, codes: list[str]) -> None:
    assert selected(select=(selector,)) == codes


def test_extend_select_adds_and_ignore_takes_away() -> None:
    assert selected(extend_select=("ASL6",), ignore=("blocking-http",)) == [
        "ASL201",
        "ASL202",
        "ASL601",
    ]


def test_the_more_specific_selector_wins() -> None:
    assert selected(select=("ALL",), ignore=("ASL2",)) == ["ASL301", "ASL601"]
    assert selected(select=("ASL201",), ignore=("ASL2",)) == ["ASL201"]
    assert selected(select=("ASL2",), ignore=("ASL201",)) == ["ASL202"]
    assert selected(select=("ASL2", "sync-query"), ignore=("ASL20",)) == ["ASL201"]
    assert selected(extend_select=("ASL202",), ignore=("ASL2",)) == ["ASL202", "ASL301"]


def test_of_equally_specific_selectors_ignore_wins() -> None:
    assert selected(select=("ASL2",), ignore=("ASL2",)) == []
    assert selected(select=("ASL201", "ASL301"), ignore=("sync-query",)) == ["ASL301"]


def test_the_command_lines_selection_goes_on_top_of_the_files() -> None:
    in_file = {"select": ("ASL201", "ASL301"), "ignore": ("ASL202",)}
    assert selected(**in_file, overrides=Selection(select=("ASL2",))) == ["ASL201", "ASL202"]
    assert selected(**in_file, overrides=Selection(ignore=("ASL2",))) == ["ASL301"]
    assert selected(**in_file, overrides=Selection(extend_select=("ASL6",))) == [
        "ASL201",
        "ASL301",
        "ASL601",
    ]


PREVIEW = frozenset({"ASL202", "ASL601"})


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, ["ASL201", "ASL301"]),
        ({"select": ("ALL",)}, ["ASL201", "ASL301"]),
        ({"select": ("ASL20",), "extend_select": ("ASL6",)}, ["ASL201"]),
        ({"select": ("ASL202",)}, ["ASL202"]),
        ({"extend_select": ("async-without-await",)}, ["ASL201", "ASL301", "ASL601"]),
        ({"overrides": Selection(extend_select=("ASL601",))}, ["ASL201", "ASL301", "ASL601"]),
        ({"preview": True}, ["ASL201", "ASL202", "ASL301"]),
        ({"preview": True, "select": ("ALL",)}, ["ASL201", "ASL202", "ASL301", "ASL601"]),
        ({"preview": True, "ignore": ("ASL202",)}, ["ASL201", "ASL301"]),
    ],
)
def test_rules_in_preview_run_when_that_is_on_or_they_are_named(
    fields: dict[str, Any], codes: list[str]
) -> None:
    assert sorted(selected_codes(Settings(**fields), RULES, DEFAULT, PREVIEW)) == codes


def test_the_most_specific_selector_gives_the_severity() -> None:
    given = (("ASL201", "info"), ("ALL", "warning"), ("ASL2", "error"))
    assert severities(Settings(severity=given), RULES) == {
        "ASL201": "info",
        "ASL202": "error",
        "ASL301": "warning",
        "ASL601": "warning",
    }
    assert severities(Settings(severity=(("sync-query", "info"),)), RULES) == {"ASL201": "info"}
    assert severities(Settings(), RULES) == {}


def test_a_severity_for_a_rule_that_does_not_exist_is_a_problem() -> None:
    settings = Settings(severity=(("sync-qery", "info"),))
    (found,) = check_codes(settings, RULES, RULES.values(), "asynclint.toml")
    assert found.message == "`severity`: no rule is called 'sync-qery'"
    assert "sync-query" in found.remedy


def test_fixes_are_chosen_by_the_same_selectors() -> None:
    assert fixable_codes(Settings(), RULES) == frozenset(RULES)
    assert fixable_codes(Settings(fixable=("ASL2",), unfixable=("ASL202",)), RULES) == {"ASL201"}


@pytest.mark.parametrize(
    ("pattern", "path", "ignored"),
    [
        ("tests/", "tests/unit/test_a.py", True),
        ("tests/*", "tests/unit/test_a.py", True),
        ("tests/*.py", "tests/unit/test_a.py", False),
        ("test_*.py", "shop/test_a.py", True),
        ("**/migrations/*.py", "shop/migrations/0001.py", True),
        ("manage.py", "manage.py", True),
        ("/manage.py", "backend/manage.py", False),
        ("!shop/", "tests/test_a.py", True),
        ("!shop/", "shop/views.py", False),
    ],
)
def test_per_file_ignores_match_as_gitignore_patterns(
    pattern: str, path: str, ignored: bool
) -> None:
    settings = Settings(per_file_ignores=((pattern, ("ASL2", "blocking-http")),))
    expected = {"ASL201", "ASL202", "ASL301"} if ignored else set()
    assert ignored_in_file(settings, path, RULES) == expected


# Selectors that name nothing


def wrong_codes(settings: Settings, path: str = "") -> list[tuple[str, str, str]]:
    return [tuple(one) for one in check_codes(settings, RULES, RULES.values(), path)]  # type: ignore[misc]


def test_known_selectors_are_no_problem() -> None:
    settings = Settings(
        select=("ALL", "ASL2", "asl201", "sync-query"), per_file_ignores=(("a", ("ASL3",)),)
    )
    assert wrong_codes(settings) == []


def test_an_unknown_code_is_told_with_the_nearest_and_the_setting() -> None:
    settings = Settings(
        ignore=("ASL2001",),
        unfixable=("sync-queries",),
        per_file_ignores=(("tests/", ("E501",)),),
        overrides=Selection(select=("ASL9",)),
    )
    everything = "`asynclint rules` lists the codes and names of all rules."
    assert wrong_codes(settings, "pyproject.toml") == [
        ("--select", "no rule is called 'ASL9'", everything),
        ("pyproject.toml", "`ignore`: no rule is called 'ASL2001'", "Did you mean ASL201?"),
        (
            "pyproject.toml",
            "`unfixable`: no rule is called 'sync-queries'",
            "Did you mean sync-query?",
        ),
        ("pyproject.toml", "`per-file-ignores`: no rule is called 'E501'", everything),
    ]


def test_without_a_file_the_setting_itself_is_the_place() -> None:
    assert wrong_codes(Settings(ignore=("ASL9",)))[0][:2] == ("ignore", "no rule is called 'ASL9'")
