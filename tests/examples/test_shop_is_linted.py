"""asynclint over examples/shop: its findings are the marks, one for one, and none elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from shop_marks import CORRECTED, MISTAKES, SHOP, marks_of

SRC = Path(__file__).resolve().parents[2] / "src"


def lint(folder: Path, cache: Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and findings of the command line, run in that folder as a user would."""
    paths = os.pathsep.join(filter(None, [str(SRC), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", "asynclint", "--format", "json", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(cache)},
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)


def found(findings: list[dict[str, Any]], folder: Path) -> list[tuple[str, int, str]]:
    return sorted(
        (
            (folder / finding["filename"]).resolve().relative_to(folder).as_posix(),
            finding["location"]["row"],
            finding["code"],
        )
        for finding in findings
    )


def marked(variant: Path, prefix: str = "") -> list[tuple[str, int, str]]:
    return sorted((prefix + mark.path, mark.line, mark.code) for mark in marks_of(variant))


def test_the_findings_on_the_mistakes_are_exactly_the_marks(tmp_path):
    exit_code, findings = lint(MISTAKES, tmp_path)
    assert found(findings, MISTAKES) == marked(MISTAKES)
    assert exit_code == 1


def test_nothing_is_found_on_the_corrected_variant(tmp_path):
    assert lint(CORRECTED, tmp_path) == (0, [])


def test_two_projects_with_equal_module_names_do_not_mix(tmp_path):
    _, findings = lint(SHOP, tmp_path)
    assert found(findings, SHOP) == marked(MISTAKES, "mistakes/")


def test_findings_behind_project_functions_carry_their_chains(tmp_path):
    _, findings = lint(MISTAKES, tmp_path)
    chains = {
        (Path(finding["filename"]).name, finding["location"]["row"]): finding["chain"]
        for finding in findings
        if finding["code"] == "ASL311"
    }
    [quoted] = [
        mark for mark in marks_of(MISTAKES) if mark.text.startswith("price = pricing.quote(")
    ]
    # From the view through three modules to the query: each frame names its function.
    assert [frame["function"] for frame in chains["views.py", quoted.line]] == [
        "quote",
        "quote",
        "discount",
        "best_percent",
    ]


def test_the_marks_themselves_are_not_read(tmp_path):
    """The same findings come when every mark is taken out of the source."""
    copy = tmp_path / "shop"
    for file in MISTAKES.rglob("*.py"):
        target = copy / file.relative_to(MISTAKES)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8")
        target.write_text(text.replace("  # mistake: ", "  # "), encoding="utf-8")
    (copy / "pyproject.toml").write_text((MISTAKES / "pyproject.toml").read_text())
    _, findings = lint(copy, tmp_path / "cache")
    assert found(findings, copy) == marked(MISTAKES)
