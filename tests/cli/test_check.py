from __future__ import annotations

import json
import os

import pytest
from programs import CLEAN, HELPED, SLEEPY


def codes(run):
    return sorted(finding["code"] for finding in json.loads(run.out))


def test_a_clean_project_exits_with_0_and_says_so(project, asynclint):
    project({"views.py": CLEAN})
    assert asynclint() == (0, "All clear: 1 file checked\n", "")


def test_a_finding_exits_with_1_and_is_shown_with_its_source(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint()
    assert run.code == 1
    lines = run.out.splitlines()
    assert lines[0].startswith("views.py:6:5: ASL302 blocking-sleep  ")
    assert lines[1:4] == ["  |", "6 |     time.sleep(1)", "  |     ^^^^^^^^^^^^^"]
    assert lines[-1].endswith("in 1 file; 1 fixable with --fix")


def test_the_chain_is_shown_as_numbered_frames(project, asynclint):
    project({"views.py": HELPED})
    run = asynclint()
    assert "   1. views.py:9 in wait: pause()" in run.out
    assert "   2. views.py:5 in pause: time.sleep(1)" in run.out


def test_check_is_the_command_that_is_meant_when_none_is_named(project, asynclint):
    project({"shop/views.py": SLEEPY})
    assert asynclint("shop") == asynclint("check", "shop")
    assert asynclint("--quiet", "shop") == asynclint("check", "--quiet", "shop")


def test_a_word_that_is_a_command_is_taken_as_one_even_if_it_is_a_folder(project, asynclint):
    project({"rules/views.py": SLEEPY})
    assert "ASL302" in asynclint("rules").out
    assert asynclint("./rules").out.startswith("rules/views.py:6:5: ")
    assert asynclint("--", "rules").code == 1


def test_paths_are_shown_as_seen_from_where_the_user_is(project, asynclint, monkeypatch):
    root = project({"shop/views.py": SLEEPY, "blog/views.py": SLEEPY})
    monkeypatch.chdir(root / "shop")
    run = asynclint("..", "--format", "concise")
    assert [line.split(":")[0] for line in run.out.splitlines()] == ["../blog/views.py", "views.py"]


def test_the_project_is_that_of_the_paths_and_not_of_the_current_folder(
    project, asynclint, monkeypatch, tmp_path_factory
):
    root = project(
        {"views.py": SLEEPY, "pyproject.toml": '[tool.asynclint]\nignore = ["ASL302"]\n'}
    )
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert asynclint(str(root)).code == 0


# Choosing rules


@pytest.mark.parametrize("selector", ["ASL302", "asl302", "ASL3", "ALL", "blocking-sleep"])
def test_rules_are_selected_by_code_prefix_and_name(project, asynclint, selector):
    project({"views.py": SLEEPY})
    assert "ASL302" in codes(asynclint("--select", selector, "--format", "json"))


def test_only_what_is_selected_runs(project, asynclint):
    project({"views.py": SLEEPY})
    assert asynclint("--select", "ASL101,ASL2").code == 0


def test_lists_of_rules_may_be_given_in_parts(project, asynclint):
    project({"sleepy.py": SLEEPY, "helped.py": HELPED})
    parts = ("--select", "ASL101, ASL302", "--select", "ASL311")
    assert codes(asynclint(*parts, "--format", "json")) == ["ASL302", "ASL311"]


def test_rules_can_be_ignored_and_added(project, asynclint):
    project({"views.py": SLEEPY})
    assert asynclint("--ignore", "blocking-sleep").code == 0
    assert asynclint("--select", "ASL1", "--extend-select", "ASL302").code == 1


def test_the_settings_weigh_findings_and_the_exit_code_stays(project, asynclint):
    project({"views.py": SLEEPY, "asynclint.toml": '[severity]\nASL3 = "info"\n'})
    run = asynclint("--format", "json")
    assert run.code == 1
    assert [finding["severity"] for finding in json.loads(run.out)] == ["info"]
    assert asynclint("--no-cache").out.splitlines()[-1].startswith("Found 1 note in 1 file")
    assert asynclint("--format", "github").out.startswith("::notice ")


def test_a_rule_in_preview_runs_with_preview_or_by_its_name(project, asynclint, monkeypatch):
    from asynclint import checking

    monkeypatch.setattr(checking, "PREVIEW", frozenset({"ASL302"}))
    project({"views.py": SLEEPY})
    assert asynclint("--no-cache").code == 0
    assert asynclint("--no-cache", "--select", "ALL").code == 0
    assert asynclint("--no-cache", "--select", "ASL302").code == 1
    assert asynclint("--no-cache", "--preview").code == 1


def test_an_unknown_rule_is_refused_with_the_nearest_one(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("--select", "blocking-slep")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("asynclint: error: --select: ")
    assert "blocking-sleep" in run.err


# What a run comes to


def test_exit_zero_forgives_findings(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("--exit-zero")
    assert run.code == 0
    assert "ASL302" in run.out


def test_exit_zero_does_not_forgive_what_could_not_be_done(project, asynclint):
    project({"views.py": CLEAN})
    assert asynclint("--exit-zero", "views.py", "missing.py").code == 2


def test_a_path_that_does_not_exist_is_named_and_the_rest_is_checked(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("veiws.py", "views.py")
    assert run.code == 2
    assert "asynclint: error: veiws.py: " in run.err
    assert "help: Did you mean views.py?" in run.err
    assert "ASL302" in run.out
    assert "the check is incomplete: 1 problem" in run.out


def test_a_folder_without_python_is_named(project, asynclint):
    project({"views.py": CLEAN, "texts/readme.txt": ""})
    run = asynclint("texts")
    assert run.code == 2
    assert "asynclint: error: texts: " in run.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_file_is_named_and_the_rest_is_checked(project, asynclint):
    root = project({"views.py": SLEEPY, "secret.py": CLEAN})
    (root / "secret.py").chmod(0)
    run = asynclint()
    assert run.code == 2
    assert "asynclint: error: secret.py: " in run.err
    assert "ASL302" in run.out


def test_broken_settings_are_named_with_their_line_and_the_run_goes_on(project, asynclint):
    project({"views.py": SLEEPY, "pyproject.toml": "[tool.asynclint]\nselect = [\n"})
    run = asynclint()
    assert run.code == 2
    assert "asynclint: error: pyproject.toml: " in run.err
    assert "ASL302" in run.out


def test_an_unknown_rule_in_the_settings_is_named_and_the_run_goes_on(project, asynclint):
    project(
        {"views.py": SLEEPY, "pyproject.toml": '[tool.asynclint]\nextend-select = ["ASL30O"]\n'}
    )
    run = asynclint()
    assert run.code == 2
    assert "asynclint: error: pyproject.toml: " in run.err
    assert "ASL302" in run.out


def test_a_file_that_does_not_parse_is_a_finding_and_the_rest_is_checked(project, asynclint):
    project({"views.py": SLEEPY, "broken.py": "async def f(:\n"})
    run = asynclint("--format", "json")
    assert run.code == 1
    assert codes(run) == ["ASL001", "ASL302"]


# Formats


def test_concise_prints_one_line_a_finding_and_the_summary_aside(project, asynclint):
    project({"sleepy.py": SLEEPY, "helped.py": HELPED})
    run = asynclint("--format", "concise")
    assert [line.split(" ")[:2] for line in run.out.splitlines()] == [
        ["helped.py:9:5:", "ASL311"],
        ["sleepy.py:6:5:", "ASL302"],
    ]
    assert run.err.startswith("Found ")


def test_json_is_an_array_and_nothing_else(project, asynclint):
    root = project({"views.py": SLEEPY})
    run = asynclint("--format", "json")
    (finding,) = json.loads(run.out)
    assert finding["filename"] == f"{root}/views.py"
    assert finding["location"] == {"row": 6, "column": 5}
    assert finding["fix"]["applicability"] == "safe"
    assert run.err == ""


def test_the_edits_in_json_make_what_the_fix_makes(project, asynclint):
    root = project({"views.py": SLEEPY})
    (finding,) = json.loads(asynclint("--format", "json").out)
    lines = SLEEPY.split("\n")
    edits = finding["fix"]["edits"]
    for edit in sorted(edits, key=lambda e: (e["location"]["row"], e["location"]["column"]))[::-1]:
        (row, column), (end_row, end_column) = (
            edit["location"].values(),
            edit["end_location"].values(),
        )
        before, after = lines[row - 1][: column - 1], lines[end_row - 1][end_column - 1 :]
        lines[row - 1 : end_row] = [before + edit["content"] + after]
    asynclint("--fix")
    assert (root / "views.py").read_text() == "\n".join(lines)


def test_github_annotates(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("--format", "github")
    assert run.out.startswith("::")
    assert run.out.count("\n") == 1


def test_sarif_is_a_log_with_every_rule(project, asynclint):
    project({"views.py": SLEEPY})
    log = json.loads(asynclint("--format", "sarif").out)
    (result,) = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "ASL302"


def test_the_format_can_stand_in_the_settings(project, asynclint):
    project({"views.py": SLEEPY, "pyproject.toml": '[tool.asynclint]\noutput-format = "json"\n'})
    assert codes(asynclint()) == ["ASL302"]
    assert asynclint("--format", "concise").out.startswith("views.py:6:5:")


def test_findings_can_go_to_a_file(project, asynclint):
    root = project({"views.py": SLEEPY})
    run = asynclint("--output-file", "out.json", "--format", "json")
    assert (run.code, run.out) == (1, "")
    assert json.loads((root / "out.json").read_text())[0]["code"] == "ASL302"


def test_a_file_for_findings_in_a_folder_that_does_not_exist_is_refused(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("--output-file", "missing/out.txt")
    assert (run.code, run.out) == (2, "")
    assert "missing" in run.err


def test_statistics_count_instead_of_listing(project, asynclint):
    project({"a.py": SLEEPY, "b.py": SLEEPY, "helped.py": HELPED})
    run = asynclint("--statistics")
    assert run.code == 1
    assert run.out.splitlines()[:2] == [
        "2  ASL302  [*] blocking-sleep",
        "1  ASL311  [ ] blocking-helper",
    ]
    counted = json.loads(asynclint("--statistics", "--format", "json").out)
    assert [(entry["count"], entry["code"]) for entry in counted] == [(2, "ASL302"), (1, "ASL311")]


def test_quiet_prints_findings_only(project, asynclint):
    project({"clean.py": CLEAN})
    assert asynclint("--quiet") == (0, "", "")
    project({"clean.py": SLEEPY})
    assert "Found" not in asynclint("--quiet").out


def test_verbose_says_where_the_settings_come_from(project, asynclint):
    root = project({"views.py": CLEAN, "asynclint.toml": ""})
    run = asynclint("--verbose")
    assert f"project {root}, settings from asynclint.toml" in run.err
    assert run.out == "All clear: 1 file checked\n"


# Settings on the command line


def test_a_file_of_settings_can_be_named(project, asynclint):
    project({"views.py": SLEEPY, "ci/asynclint.toml": 'ignore = ["ASL302"]\n'})
    assert asynclint("--config", "ci/asynclint.toml").code == 0


def test_a_file_of_settings_that_does_not_exist_is_refused(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("--config", "missing.toml")
    assert (run.code, run.out) == (2, "")
    assert "missing.toml" in run.err


def test_a_version_may_be_written_as_in_the_settings(project, asynclint):
    project({"views.py": SLEEPY})
    assert "Django 5.1" in asynclint("--django-version", "5.1.*", "--verbose").err


def test_a_version_that_is_none_is_refused(project, asynclint):
    project({"views.py": SLEEPY})
    run = asynclint("--django-version", "five")
    assert (run.code, run.out) == (2, "")
    assert "help: write it like 5.2" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "views.py"),
        ("--stdin-filename", "views.py"),
        ("--unsafe-fixes",),
        ("--diff", "--statistics"),
        ("--statistics", "--format", "sarif"),
        ("--quiet", "--verbose"),
        ("--format", "xml"),
        ("--fxi",),
    ],
)
def test_a_command_line_that_makes_no_sense_is_refused(project, asynclint, arguments):
    project({"views.py": SLEEPY})
    run = asynclint(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("asynclint: error: ")
    assert run.err.endswith("  help: see `asynclint check --help`\n")


def test_a_misspelled_command_is_told_from_a_path(project, asynclint):
    project({"views.py": CLEAN})
    run = asynclint("explian", "ASL302")
    assert run.code == 2
    assert "did you mean `explain`?" in run.err


def test_the_cache_can_be_left_alone(project, asynclint, tmp_path_factory, monkeypatch):
    project({"views.py": SLEEPY})
    folder = tmp_path_factory.mktemp("own")
    asynclint("--no-cache", "--cache-dir", str(folder))
    assert list(folder.iterdir()) == []
    asynclint("--cache-dir", str(folder))
    assert list(folder.iterdir()) != []
    assert asynclint().code == 1
