"""`--python`, the environment that is found without it, and what a changed one changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PACKAGES = "lib/python3.12/site-packages"
BLOCKING = "import time\n\n\ndef ask():\n    time.sleep(1)\n"
HARMLESS = "def ask():\n    return 1\n"
VIEWS = "import acme\n\n\nasync def view(request):\n    return acme.ask()\n"
FILES = {"views.py": VIEWS, f".venv/{PACKAGES}/acme.py": BLOCKING}

Asynclint = Callable[..., Any]
Written = Callable[[dict[str, str]], Path]


def test_the_chain_tells_which_lines_are_a_librarys(project: Written, asynclint: Asynclint) -> None:
    project(FILES)
    run = asynclint("--no-cache")
    assert run.code == 1
    assert "1. views.py:5 in view: acme.ask()" in run.out
    assert "2. acme.py:5 (library) in ask: time.sleep(1)" in run.out
    explained = asynclint("explain", "views.py:5")
    assert "2. acme.py:5 (library) in ask: time.sleep(1)" in explained.out


def test_nothing_is_followed_without_an_environment(project: Written, asynclint: Asynclint) -> None:
    project({"views.py": VIEWS})
    assert asynclint("--no-cache").code == 0
    assert "no environment" in asynclint("--no-cache", "-v").err


def test_the_option_comes_before_what_is_found(project: Written, asynclint: Asynclint) -> None:
    root = project({**FILES, f"other/{PACKAGES}/acme.py": HARMLESS, "other/bin/python": ""})
    assert asynclint("--no-cache").code == 1
    assert asynclint("--no-cache", "--python", "other", "views.py").code == 0
    assert asynclint("--no-cache", "--python", "other/bin/python", "views.py").code == 0
    run = asynclint("--no-cache", "-v", "--python", str(root / "other"), "views.py")
    assert f"libraries of {root / 'other'} (the setting `python`)" in run.err


def test_the_active_environment_counts(
    project: Written, asynclint: Asynclint, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({**FILES, f"other/{PACKAGES}/acme.py": HARMLESS})
    monkeypatch.setenv("VIRTUAL_ENV", str(root / "other"))
    run = asynclint("--no-cache", "-v", "views.py")
    assert (run.code, "($VIRTUAL_ENV)" in run.err) == (0, True)


@pytest.mark.parametrize("path", ["gone", "views.py", "empty"])
def test_a_wrong_option_is_an_error(project: Written, asynclint: Asynclint, path: str) -> None:
    project({**FILES, "empty/x.txt": ""})
    run = asynclint("--python", path)
    assert (run.code, run.out) == (2, "")
    assert f"--python: no packages are installed at {path}" in run.err
    assert "help: name the folder of a virtual environment" in run.err


def test_a_wrong_setting_is_told_with_its_line(project: Written, asynclint: Asynclint) -> None:
    project({**FILES, "asynclint.toml": 'preview = false\npython = "gone"\n'})
    run = asynclint("--no-cache")
    assert run.code == 2
    assert "line 2: `python` names gone, and no packages are installed there" in run.err


def test_the_setting_counts_from_the_root(project: Written, asynclint: Asynclint) -> None:
    project({**FILES, f"e/v/{PACKAGES}/acme.py": HARMLESS, "asynclint.toml": 'python = "e/v"\n'})
    assert asynclint("--no-cache", "views.py").code == 0


def test_a_changed_environment_gives_fresh_results(project: Written, asynclint: Asynclint) -> None:
    root = project(FILES)
    library = root / ".venv" / PACKAGES / "acme.py"
    assert [asynclint().code, asynclint().code] == [1, 1]
    library.write_text(HARMLESS)  # edited by hand: no version tells
    assert [asynclint().code, asynclint().code] == [0, 0]
    library.unlink()
    assert asynclint().code == 0
    library.parent.joinpath("acme").mkdir()
    library.parent.joinpath("acme", "__init__.py").write_text(BLOCKING)
    assert asynclint().code == 1


def test_a_package_that_is_installed_to_be_edited(project: Written, asynclint: Asynclint) -> None:
    root = project(
        {
            "p/views.py": VIEWS.replace("acme", "beta") + "    return acme.ask()\n",
            "p/pyproject.toml": "",
            "elsewhere/acme.py": BLOCKING,
            "beta/src/beta/__init__.py": BLOCKING,
            f"p/.venv/{PACKAGES}/__editable___beta_1_0_finder.py": "",
        }
    )
    packages = root / "p" / ".venv" / PACKAGES
    (packages / "_acme.pth").write_text(f"{root / 'elsewhere'}\n")
    finder = packages / "__editable___beta_1_0_finder.py"
    finder.write_text(f"MAPPING: dict[str, str] = {{'beta': {str(root / 'beta/src/beta')!r}}}\n")
    views = (
        "import acme\nimport beta\n\n\nasync def view(request):\n    acme.ask()\n    beta.ask()\n"
    )
    (root / "p" / "views.py").write_text(views)
    run = asynclint("--format", "concise", "p")
    assert "(acme.py:5)" in run.out
    assert "(beta/__init__.py:5)" in run.out
    (root / "beta/src/beta/__init__.py").write_text(HARMLESS)
    assert "beta" not in asynclint("--format", "concise", "p").out


def test_json_has_the_librarys_own_path(project: Written, asynclint: Asynclint) -> None:
    project(FILES)
    run = asynclint("--no-cache", "--format", "json")
    assert '"library": "acme.py"' in run.out
    assert run.out.count('"library"') == 1  # not of the project's own frame
