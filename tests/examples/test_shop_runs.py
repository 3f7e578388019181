"""examples/shop on real Django: the corrected variant works, and every marked mistake does harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shop_marks import CORRECTED, MARK, MISTAKES, Mark, marks_of, python_files
from shop_table import NEAR_MISSES, SEEN_ELSEWHERE, TABLE, Blocks, Drops, Misuses, Raises, Row

HERE = Path(__file__).parent
PATIENCE = {MISTAKES: 0.2, CORRECTED: 10}  # seconds; mistakes often answer with silence
VARIANTS = pytest.mark.parametrize("variant", [MISTAKES, CORRECTED], ids=lambda path: path.name)
MARKS = {(mark.path, mark.code, mark.text): mark for mark in marks_of(MISTAKES)}
CODES = {
    "ASL001", "ASL002", "ASL101", "ASL102", "ASL103", "ASL104", "ASL105", "ASL109", "ASL110",
    "ASL201", "ASL202", "ASL203", "ASL301", "ASL302", "ASL303", "ASL311",
}  # fmt: skip


def environment() -> dict[str, str]:
    """This process's, without what would change how the shop runs, and leaving no files behind."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "", "PYTHONASYNCIODEBUG": ""}


@pytest.fixture(scope="session")
def runs() -> dict[Path, Any]:
    """What `shop_process.py` prints about each variant; both run at once."""
    started = {
        variant: subprocess.Popen(
            [sys.executable, HERE / "shop_process.py", variant, str(patience)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
        )
        for variant, patience in PATIENCE.items()
    }
    results = {}
    for variant, process in started.items():
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        results[variant] = json.loads(out)
    return results


def manage(variant: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, variant / "manage.py", *arguments]
    env = {**environment(), "SHOP_DATABASE": ":memory:"}
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)


@VARIANTS
def test_migrations_match_the_models_and_checks_pass(variant):
    for arguments in (
        ["makemigrations", "--check", "--dry-run"],
        ["check", "--fail-level", "INFO"],
    ):
        done = manage(variant, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_corrected_shop_answers_right_and_misses_nothing(runs):
    harmed = {
        name: outcome
        for name, outcome in runs[CORRECTED]["outcomes"].items()
        if outcome["raised"] or outcome["unawaited"] or outcome["blocked"]
    }
    assert harmed == {}


def test_every_address_of_the_corrected_shop_is_driven(runs):
    assert runs[CORRECTED]["visited"] == runs[CORRECTED]["addresses"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.code}-{row.path}-{row.driver}")
def test_a_marked_line_does_the_harm_that_the_table_says(row, runs):
    outcome = runs[MISTAKES]["outcomes"][row.driver]
    mark = MARKS[row.path, row.code, row.text]
    assert does_harm(row, mark, outcome), outcome


def does_harm(row: Row, mark: Mark, outcome: dict[str, Any]) -> bool:
    place = [mark.path, mark.line]
    raised = outcome["raised"], outcome["message"]
    if isinstance(row.harm, Raises):
        return outcome["place"] == place and is_raised(row.harm, *raised)
    if isinstance(row.harm, Drops):
        return place in outcome["unawaited"]
    if isinstance(row.harm, Misuses):
        return place in outcome["unawaited"] and is_raised(row.harm, *raised)
    assert isinstance(row.harm, Blocks)
    return [row.harm.event, place] in outcome["blocked"]


def is_raised(harm: Raises | Misuses, exception: str, message: str) -> bool:
    return exception == harm.exception and harm.words in message


def test_nothing_does_harm_without_a_mark(runs):
    marked = {(mark.path, mark.line) for mark in MARKS.values()}
    for name, outcome in runs[MISTAKES]["outcomes"].items():
        places = [place for _, place in outcome["blocked"]] + outcome["unawaited"]
        if outcome["raised"] and not outcome["unawaited"]:
            places.append(outcome["place"])
        # Where a coroutine was dropped, what is raised afterwards is its consequence.
        assert {tuple(place) for place in places} <= marked, (name, outcome)


def test_marks_rows_and_drivers_belong_together(runs):
    rows = [(row.path, row.code, row.text) for row in TABLE]
    assert sorted(rows) == sorted(MARKS)
    drivers = {row.driver for row in TABLE} | NEAR_MISSES | SEEN_ELSEWHERE
    assert drivers == set(runs[MISTAKES]["outcomes"]) == set(runs[CORRECTED]["outcomes"])


def test_near_misses_are_right_in_both_variants(runs):
    for run in runs.values():
        for name in NEAR_MISSES:
            outcome = run["outcomes"][name]
            assert not (outcome["raised"] or outcome["unawaited"] or outcome["blocked"]), outcome


def test_there_are_many_mistakes_of_every_rule_and_each_has_one_mark():
    assert {mark.code for mark in MARKS.values()} == CODES
    assert len(MARKS) == len(marks_of(MISTAKES)) >= 25
    assert sum(mark.code == "ASL311" for mark in MARKS.values()) >= 8


def test_the_corrected_shop_bears_no_marks_and_parses():
    for file in python_files(CORRECTED):
        text = file.read_text(encoding="utf-8")
        assert not any(MARK.match(line) or "mistake" in line for line in text.splitlines()), file
        compile(text, str(file), "exec", dont_inherit=True)
