"""What is told of a package's modules and tests before and after its fixes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from ecosystem import PLACE
from ecosystem_packages import read_packages
from ecosystem_runs import INSIDE, Comparison, read_runs


def test_every_run_is_of_a_pinned_source_archive():
    kinds = {package.name: package.kind for package in read_packages(PLACE.packages)}
    assert {kinds.get(name) for name in read_runs()} == {"sdist"}


def test_what_differs_is_told_and_what_fails_alike_is_not():
    before = {"a": "ok", "b": "ok", "c": "ImportError"}
    after = {"a": "ok", "b": "NameError", "c": "ImportError"}
    compared = Comparison((before, after), ({"t": "passed"}, {}))
    assert list(compared.worse()) == [
        "module b: ok before, NameError now",
        "test t: passed before, missing now",
    ]
    assert next(compared.told()) == (
        "modules before: 1 ImportError, 2 ok; after: 1 ImportError, 1 NameError, 1 ok"
    )


def inside(folder: Path, action: str, *rest: str) -> dict[str, str]:
    notes = folder / "notes.json"
    command = [sys.executable, str(INSIDE), action, str(notes), *rest]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return json.loads(notes.read_text())


def test_modules_are_imported_by_their_names_below_the_top(tmp_path):
    package = tmp_path / "src" / "shop"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "good.py").write_text("import shop\n")
    (package / "bad.py").write_text("import not_there_at_all\n")
    (package / "__main__.py").write_text("raise SystemExit(3)\n")
    told = inside(tmp_path / "src", "import", "", "shop")
    assert told == {"shop": "ok", "shop.good": "ok", "shop.bad": "ModuleNotFoundError"}


def test_outcomes_of_unittest_are_noted_test_by_test(tmp_path):
    (tmp_path / "checks.py").write_text(
        "import unittest\n"
        "class T(unittest.TestCase):\n"
        "    def test_good(self): pass\n"
        "    def test_bad(self): self.fail()\n"
        "    def test_part(self):\n"
        "        with self.subTest(1): self.fail()\n"
        "    @unittest.skip('')\n"
        "    def test_left(self): pass\n"
        "unittest.main()\n"
    )
    told = inside(tmp_path, "unittest", "checks.py")
    assert {name.rpartition(".")[2]: outcome for name, outcome in told.items()} == {
        "test_good": "Success",
        "test_bad": "Failure",
        "test_part": "Failure",
        "test_left": "Skip",
    }
