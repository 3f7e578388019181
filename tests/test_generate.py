from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "scripts" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_in_the_repository_are_those_of_the_rules(generate):
    assert generate.stale(generate.pages(), generate.FOLDER) == [], "run scripts/generate.py"


def test_check_names_what_is_stale_missing_or_left_over(generate, tmp_path, capsys):
    generate.main([], tmp_path)
    (tmp_path / "asl302-blocking-sleep.md").write_text("old")
    (tmp_path / "asl201-sync-query.md").unlink()
    (tmp_path / "asl999-gone.md").write_text("")
    capsys.readouterr()
    assert generate.main(["--check"], tmp_path) == 1
    named = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert named == [
        "docs/rules/asl201-sync-query.md",
        "docs/rules/asl302-blocking-sleep.md",
        "docs/rules/asl999-gone.md",
    ]


def test_generating_mends_all_of_that(generate, tmp_path):
    (tmp_path / "asl999-gone.md").write_text("")
    assert generate.main([], tmp_path) == 0
    assert generate.main(["--check"], tmp_path) == 0


def test_the_index_has_a_row_for_every_rule(generate):
    index = generate.index()
    for rule in generate.RULES:
        assert f"| [{rule.code}]({rule.code.lower()}-{rule.name}.md) | {rule.name} |" in index


def test_pages_show_no_marks(generate):
    assert not [name for name, text in generate.pages().items() if "# error" in text]
