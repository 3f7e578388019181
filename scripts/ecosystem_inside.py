"""Run inside the environment of a package: import its modules, or run its tests, and note what came
of each.

    python ecosystem_inside.py import NOTES TOP FOLDER...
    python ecosystem_inside.py unittest NOTES MODULE_OR_FILE [ARGUMENT]...

NOTES is a JSON file that is written: name → outcome. Needs nothing but Python 3.10 and Django.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import runpy
import sys
import unittest
from pathlib import Path
from typing import Any

OUTCOMES = ("Success", "Failure", "Error", "Skip", "ExpectedFailure", "UnexpectedSuccess")
LEFT_OUT = ("__main__", "setup", "conftest", "manage")  # they do things as they are read


def main(action: str, notes: str, *rest: str) -> None:
    sys.path.insert(0, "")
    if action == "import":
        told = imported(*rest)
        Path(notes).write_text(json.dumps(told))
        return
    told = {}
    watch(told)
    sys.argv = list(rest)
    try:
        if rest[0].endswith(".py"):
            sys.path.insert(0, os.path.dirname(os.path.abspath(rest[0])))
            runpy.run_path(rest[0], run_name="__main__")
        else:
            runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    finally:
        Path(notes).write_text(json.dumps(told))


def imported(top: str, *folders: str) -> dict[str, str]:
    """What importing each module below the folders came to: "ok" or the exception's class. Names
    of modules begin below `top`, where a folder lies in it."""
    import django

    with contextlib.suppress(Exception):
        django.setup()
    told = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            inside = path.relative_to(top) if path.is_relative_to(top) else path
            words = inside.with_suffix("").parts
            if words[-1] in LEFT_OUT or not all(word.isidentifier() for word in words):
                continue
            name = ".".join(words[:-1] if words[-1] == "__init__" else words)
            try:
                importlib.import_module(name)
                told[name] = "ok"
            except BaseException as error:
                told[name] = type(error).__name__
    return told


def watch(told: dict[str, str]) -> None:
    """Have every test of unittest note its outcome; the worst counts."""
    for word in OUTCOMES:
        name = f"add{word}"
        known = getattr(unittest.TestResult, name)

        def noting(result: Any, test: Any, *rest: Any, word: str = word, known: Any = known) -> Any:
            told.setdefault(test.id(), word)
            return known(result, test, *rest)

        setattr(unittest.TestResult, name, noting)
    inner = unittest.TestResult.addSubTest

    def noting_inner(result: Any, test: Any, subtest: Any, err: Any) -> Any:
        if err is not None:
            told[test.id()] = "Failure"
        return inner(result, test, subtest, err)

    unittest.TestResult.addSubTest = noting_inner  # type: ignore[method-assign]


if __name__ == "__main__":
    main(*sys.argv[1:])
