from __future__ import annotations

import json

import pytest

from asynclint.diagnostics import INFO, Report
from asynclint.output import concise, statistics
from asynclint.output.layout import plain
from asynclint.output.summary import summary


def test_concise_has_one_line_a_finding(report, view):
    assert [plain(line) for line in concise.lines(report, view)] == [
        "shop/views.py:4:12: ASL311 `total()` runs a query on the event loop",
        "shop/views.py:7:12: ASL201 [*] "
        "`Order.objects.get(pk=x[0])` raises `SynchronousOnlyOperation`",
    ]


def test_concise_keeps_one_line_whatever_a_name_holds(report, view):
    finding = report.findings[0]._replace(path="a\nb.py", message="c\r\nd\u2028e")
    (line,) = concise.lines(report._replace(findings=(finding,)), view)
    assert plain(line) == "a\\nb.py:4:12: ASL311 c\\r\\nd\\u2028e"


def many(report):
    helper, query = report.findings
    unfixed = query._replace(fix=None)
    return Report((helper, query, query, unfixed), (), 2)


def test_statistics_count_by_rule_most_frequent_first(report):
    assert [plain(line) for line in statistics.lines(many(report))] == [
        "3  ASL201  [-] sync-query",
        "1  ASL311  [ ] blocking-helper",
    ]


def test_statistics_mark_rules_whose_findings_are_all_fixable(report):
    only = report._replace(findings=report.findings[1:])
    assert [plain(line) for line in statistics.lines(only)] == ["1  ASL201  [*] sync-query"]


def test_statistics_of_equal_counts_are_sorted_by_code(report):
    assert [tally.code for tally in statistics.tallies(report)] == ["ASL201", "ASL311"]


def test_statistics_as_json(report):
    assert json.loads(statistics.as_json(many(report)))[0] == {
        "count": 3,
        "code": "ASL201",
        "name": "sync-query",
        "severity": "error",
        "fixable": 2,
    }


def test_the_summary_counts_by_severity_and_by_fix(report):
    assert summary(report) == (
        "Found 1 error and 1 warning in 14 files; "
        "1 fixable with --fix, 1 more with --fix --unsafe-fixes"
    )


def test_the_summary_of_three_severities_is_a_list(report):
    helper, query = report.findings
    note = helper._replace(severity=INFO, fix=None)
    three = Report((helper._replace(fix=None), query._replace(fix=None), note, note), (), 1)
    assert summary(three) == "Found 1 error, 1 warning and 2 notes in 1 file"


def test_the_summary_of_a_clean_run(empty):
    assert summary(empty) == "All clear: 14 files checked"


def test_the_summary_never_says_all_clear_when_something_could_not_be_checked(broken):
    assert summary(broken) == "Found nothing in 14 files; the check is incomplete: 1 problem"


@pytest.mark.parametrize(
    ("done", "said"), [("1 fix", "Applied 1 fix"), ("3 comments", "Added 3 comments")]
)
def test_the_summary_tells_what_was_mended(empty, done, said):
    assert summary(empty, done) == f"{said}. All clear: 14 files checked"
