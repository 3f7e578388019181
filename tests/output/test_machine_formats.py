from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from asynclint.diagnostics import Applicability, Fix
from asynclint.output import github, json_array, sarif


class BlockingHelper:
    """Checks for helpers that block.

    ## Why is this bad?
    Everybody waits.

    ## Example
    ```python
    total(pk)  # error
    ```
    """

    code = "ASL311"
    name = "blocking-helper"
    severity = "warning"
    default = True
    preview = False


def array(report, view):
    return json.loads("".join(json_array.parts(report, view)))


def log(report, view):
    made = json.loads(sarif.text(report, view, [BlockingHelper]))
    schema = json.loads(Path(__file__).with_name("sarif_2_1_0_part.json").read_text())
    jsonschema.validate(made, schema)
    return made["runs"][0]


def test_json_of_a_finding_has_the_shape_that_users_of_ruff_know(report, view):
    assert array(report, view)[1] == {
        "filename": "/project/shop/views.py",
        "code": "ASL201",
        "name": "sync-query",
        "message": "`Order.objects.get(pk=x[0])` raises `SynchronousOnlyOperation`",
        "severity": "error",
        "location": {"row": 7, "column": 12},
        "end_location": {"row": 7, "column": 38},
        "noqa_row": 7,
        "url": report.findings[1].url,
        "fix": {
            "applicability": "safe",
            "message": "Await `aget()`",
            "otherwise": None,
            "edits": [
                {
                    "content": "await ",
                    "location": {"row": 7, "column": 12},
                    "end_location": {"row": 7, "column": 12},
                },
                {
                    "content": "aget",
                    "location": {"row": 7, "column": 26},
                    "end_location": {"row": 7, "column": 29},
                },
            ],
        },
        "chain": [],
    }


def test_the_other_way_is_told_in_every_format_for_machines(report, view):
    said = "make `total` async: `asynclint asyncify shop/totals.py::total` shows the plan"
    assert array(report, view)[0]["fix"]["otherwise"] == said
    message = report.findings[0].message
    assert log(report, view)["results"][0]["message"]["text"] == f"{message}\nor: {said}"
    first, _ = github.parts(report, view, {})
    assert f"%0Aor: {said}%0A" in first


def test_json_of_a_finding_has_its_chain(report, view):
    assert array(report, view)[0]["chain"] == [
        {
            "filename": "/project/shop/views.py",
            "row": 4,
            "function": "detail",
            "text": "total(pk)",
        },
        {
            "filename": "/project/shop/totals.py",
            "row": 2,
            "function": "total",
            "text": "Order.objects.get(pk=pk)",
        },
    ]


def test_json_names_the_last_row_of_the_statement_for_a_comment(report, view):
    source = "return total(\n    1,\n)\nx = 1\n"
    statement = report.findings[0].statement._replace(start=0, end=source.index("\nx"))
    finding = report.findings[0]._replace(path="a.py", statement=statement)
    made = array(report._replace(findings=(finding,)), view._replace(files={"a.py": source}))
    assert made[0]["noqa_row"] == 3


@pytest.mark.parametrize(
    ("applicability", "said"),
    [
        (Applicability.SAFE, "safe"),
        (Applicability.UNSAFE, "unsafe"),
        (Applicability.DISPLAY, "display"),
    ],
)
def test_json_says_how_far_a_fix_may_be_trusted(report, view, applicability, said):
    finding = report.findings[0]._replace(fix=Fix("Do it", applicability))
    made = array(report._replace(findings=(finding,)), view)[0]["fix"]
    assert (made["applicability"], made["message"], made["edits"]) == (said, "Do it", [])


def test_json_of_nothing_is_an_empty_array(empty, view):
    assert array(empty, view) == []


def test_json_of_a_finding_without_fix_says_null(report, view):
    finding = report.findings[0]._replace(fix=None)
    assert array(report._replace(findings=(finding,)), view)[0]["fix"] is None


def test_github_gets_one_command_a_finding_with_everything_escaped(report, view):
    odd = report.findings[1]._replace(path="a,b:c.py", message="50% done\nand more", fix=None)
    made = "".join(github.parts(report._replace(findings=(odd,)), view, {}))
    assert made == (
        "::error title=asynclint (ASL201),file=/project/a%2Cb%3Ac.py,line=7,col=12,"
        "endLine=7,endColumn=38::a,b:c.py:7:12: ASL201 sync-query  50%25 done%0Aand more%0A"
        f"docs: {odd.url}\n"
    )


def test_github_gets_the_chain_and_the_fix(report, view):
    first, _ = github.parts(report, view, {"GITHUB_WORKSPACE": "/project"})
    assert first.startswith("::warning title=asynclint (ASL311),file=shop/views.py,line=4,")
    assert "%0A2. shop/totals.py:2 in total: Order.objects.get(pk=pk)%0A" in first
    assert "%0Ahelp: Run `total` in a thread (unsafe:" in first


def test_a_file_outside_the_workspace_keeps_its_whole_path(report, view):
    first, _ = github.parts(report, view, {"GITHUB_WORKSPACE": "/elsewhere"})
    assert "file=/project/shop/views.py," in first


def test_sarif_names_the_place_the_level_and_the_rule(report, view):
    result = log(report, view)["results"][0]
    assert result["level"] == "warning"
    assert (result["ruleId"], result["ruleIndex"]) == ("ASL311", 0)
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "shop/views.py", "uriBaseId": "PROJECT"},
                "region": {"startLine": 4, "startColumn": 12, "endLine": 4, "endColumn": 21},
            }
        }
    ]


def test_sarif_has_the_chain_as_a_code_flow(report, view):
    (flow,) = log(report, view)["results"][0]["codeFlows"]
    steps = [step["location"] for step in flow["threadFlows"][0]["locations"]]
    assert [step["message"]["text"] for step in steps] == [
        "in detail: total(pk)",
        "in total: Order.objects.get(pk=pk)",
    ]
    assert steps[1]["physicalLocation"]["region"] == {"startLine": 2}


def test_sarif_has_the_edits_of_a_fix(report, view):
    (fix,) = log(report, view)["results"][1]["fixes"]
    assert fix["description"]["text"] == "Await `aget()`"
    assert fix["artifactChanges"][0]["replacements"][1] == {
        "deletedRegion": {"startLine": 7, "startColumn": 26, "endLine": 7, "endColumn": 29},
        "insertedContent": {"text": "aget"},
    }


def test_sarif_has_no_fix_for_a_suggestion(report, view):
    finding = report.findings[0]._replace(fix=Fix("Do it", Applicability.DISPLAY))
    result = log(report._replace(findings=(finding,)), view)["results"][0]
    assert "fixes" not in result
    assert result["message"]["text"] == f"{finding.message}\nhelp: Do it"


def test_sarif_describes_the_rules(report, view):
    (rule,) = log(report, view)["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "Checks for helpers that block."
    assert rule["fullDescription"]["text"] == "Everybody waits."
    assert rule["helpUri"] == report.findings[0].url
    assert "# error" not in rule["help"]["markdown"]


def test_sarif_spells_odd_paths_as_addresses(report, view):
    finding = report.findings[0]._replace(path="my shop/é#.py", chain=())
    result = log(report._replace(findings=(finding,)), view)["results"][0]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "my%20shop/%C3%A9%23.py"


def test_sarif_says_what_could_not_be_done(broken, view):
    (invocation,) = log(broken, view)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == (
        "shop/odd.py: cannot be read: permission denied: change its mode"
    )


def test_paths_in_sarif_begin_at_the_repository(report, view, tmp_path):
    (tmp_path / ".git").mkdir()
    run = log(report, view._replace(root=f"{tmp_path}/backend"))
    assert run["originalUriBaseIds"]["PROJECT"]["uri"] == f"file://{tmp_path}/"
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "backend/shop/views.py"
