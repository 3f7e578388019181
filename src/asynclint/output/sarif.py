"""The SARIF 2.1.0 format, which code-scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from asynclint import __version__
from asynclint.diagnostics import ERROR, INFO, WARNING, Applicability
from asynclint.rules.documentation import page_of, url_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.diagnostics import Finding, Fix, Frame, Position, Problem, Report
    from asynclint.output.view import Edit, View
    from asynclint.rules.base import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
HOME = "https://github.com/asynclint/asynclint"
LEVELS = {ERROR: "error", WARNING: "warning", INFO: "note"}
BASE = "PROJECT"

Json = dict[str, Any]


def text(report: Report, view: View, rules: Sequence[type[Rule]]) -> str:
    """The log of one run; `rules` are all that ran."""
    run = _Run(view, {rule.code: number for number, rule in enumerate(rules)})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {BASE: {"uri": _folder_uri(run.base)}},
                "invocations": [_invocation(report.problems)],
                "results": [run.result(finding) for finding in report.findings],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _driver(rules: Sequence[type[Rule]]) -> Json:
    return {
        "name": "asynclint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: type[Rule]) -> Json:
    page = page_of(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.section("Why is this bad?") or page.summary},
        "help": {"text": page.markdown(), "markdown": page.markdown()},
        "helpUri": url_of(rule),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["django", "async"]},
    }


def _invocation(problems: Sequence[Problem]) -> Json:
    return {
        "executionSuccessful": not problems,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": _problem(problem)}} for problem in problems
        ],
    }


def _problem(problem: Problem) -> str:
    return ": ".join(part for part in problem if part)


class _Run:
    """The results of one run: paths are given relative to the repository where they lie in it."""

    def __init__(self, view: View, numbers: dict[str, int]) -> None:
        self.view = view
        self.numbers = numbers
        self.base = _repository(view.root)

    def result(self, finding: Finding) -> Json:
        region = _region(finding.start, finding.end)
        result: Json = {
            "ruleId": finding.code,
            "level": LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [{"physicalLocation": self._place(finding.path, region)}],
        }
        if finding.code in self.numbers:
            result["ruleIndex"] = self.numbers[finding.code]
        if finding.chain:
            steps = [{"location": self._frame(frame)} for frame in finding.chain]
            result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
        edits = self.view.edits(finding) if finding.fix else ()
        if finding.fix and edits:
            result["fixes"] = [self._fix(finding.path, finding.fix, edits)]
        return result

    def _place(self, path: str, region: Json) -> Json:
        return {"artifactLocation": self._file(path), "region": region}

    def _frame(self, frame: Frame) -> Json:
        return {
            "physicalLocation": self._place(frame.path, {"startLine": frame.line}),
            "message": {"text": f"in {frame.function}{frame.owner}: {frame.text}"},
        }

    def _fix(self, path: str, fix: Fix, edits: Sequence[Edit]) -> Json:
        warning = "" if fix.applicability is Applicability.SAFE else " (unsafe: look at the result)"
        replacements = [
            {"deletedRegion": _region(start, end), "insertedContent": {"text": content}}
            for start, end, content in edits
        ]
        return {
            "description": {"text": fix.title + warning},
            "artifactChanges": [
                {"artifactLocation": self._file(path), "replacements": replacements}
            ],
        }

    def _file(self, path: str) -> Json:
        absolute = self.view.absolute(path)
        beginning = self.base.rstrip(os.sep) + os.sep
        if absolute.startswith(beginning):
            relative = absolute[len(beginning) :].replace(os.sep, "/")
            return {"uri": quote(os.fsencode(relative)), "uriBaseId": BASE}
        return {"uri": PurePath(absolute).as_uri()}


def _message(finding: Finding) -> str:
    """The finding's sentence, and below it what nothing else in the log has a place for."""
    return "\n".join((finding.message, *(finding.fix.advice if finding.fix else ())))


def _region(start: Position, end: Position) -> Json:
    return {
        "startLine": start.row,
        "startColumn": start.column,
        "endLine": end.row,
        "endColumn": end.column,
    }


def _repository(root: str) -> str:
    """The nearest folder above `root` that holds `.git`, else `root`."""
    folder = root
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return root
        folder = above
    return folder


def _folder_uri(folder: str) -> str:
    return PurePath(folder).as_uri().rstrip("/") + "/"
