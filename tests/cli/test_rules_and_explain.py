from __future__ import annotations

import json

import pytest


def test_rules_lists_every_rule_on_a_line(asynclint):
    run = asynclint("rules")
    assert run.code == 0
    (line,) = [line for line in run.out.splitlines() if line.startswith("ASL302")]
    assert line.split()[:4] == ["ASL302", "blocking-sleep", "warning", "on"]


def test_rules_as_json(asynclint):
    listed = {rule["code"]: rule for rule in json.loads(asynclint("rules", "--format", "json").out)}
    rule = listed["ASL302"]
    assert rule["name"] == "blocking-sleep"
    assert rule["default"] is True
    assert rule["url"].endswith("/docs/rules/asl302-blocking-sleep.md")
    assert rule["summary"].startswith("Checks for ")


@pytest.mark.parametrize("word", ["ASL302", "asl302", "blocking-sleep"])
def test_explain_takes_codes_and_names(asynclint, word):
    run = asynclint("explain", word)
    assert run.code == 0
    assert run.out.startswith("# blocking-sleep (ASL302)\n")
    assert "## Why is this bad?" in run.out
    assert "# error" not in run.out


def test_explain_in_colour_renders_the_page(asynclint):
    run = asynclint("explain", "ASL302", "--color", "always")
    assert "\x1b[" in run.out
    assert "## Why" not in run.out


def test_explain_of_an_unknown_rule_names_the_nearest(asynclint):
    run = asynclint("explain", "blocking-slep")
    assert (run.code, run.out) == (2, "")
    assert "did you mean ASL302 (blocking-sleep)?" in run.err
