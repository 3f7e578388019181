"""Import a package's modules and run its own tests, as they are and with changed files in place.

What is run is written in tests/ecosystem/runs.toml. Unlike the rest of the ecosystem run this
executes code of the packages: each in an environment of its own, beside their archives, where pip
installs the package and what its tests need. Files that an archive's tests need and leave out are
in tests/ecosystem/support.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from ecosystem_check import ROOT
from ecosystem_packages import EcosystemError, Package, read_toml

RUNS = ROOT / "tests" / "ecosystem" / "runs.toml"
SUPPORT = ROOT / "tests" / "ecosystem" / "support"
INSIDE = Path(__file__).resolve().parent / "ecosystem_inside.py"
PATIENCE = 3600  # seconds that the tests of a package may take


class Run(NamedTuple):
    """How a package is imported and tested."""

    package: str
    imports: tuple[str, ...]  # the folders whose modules are imported
    tests: tuple[str, ...] = ()  # arguments of pytest or of the runner
    runner: str = "pytest"  # or a module, or a file, that runs tests of unittest
    requires: tuple[str, ...] = ()  # what pip installs beside the package
    settings: str = ""  # DJANGO_SETTINGS_MODULE
    folder: str = ""  # the folder to be in
    path: str = ""  # the folder that the package's modules lie in


Notes = dict[str, str]  # name → outcome
GOOD = ("ok", "passed", "Success")


class Comparison(NamedTuple):
    """What came of a package's modules and tests before and after."""

    imports: tuple[Notes, Notes]
    tests: tuple[Notes, Notes]

    def told(self) -> Iterator[str]:
        """A line for each kind of thing that was run."""
        for what, (before, after) in (("modules", self.imports), ("tests", self.tests)):
            if before or after:
                yield f"{what} before: {_counted(before)}; after: {_counted(after)}"

    def worse(self) -> Iterator[str]:
        """What is not as it was before, and no better."""
        for what, (before, after) in (("module", self.imports), ("test", self.tests)):
            for name in sorted({*before, *after}):
                was, now = before.get(name, "missing"), after.get(name, "missing")
                if was != now and now not in GOOD:
                    yield f"{what} {name}: {was} before, {now} now"


def _counted(notes: Notes) -> str:
    counts = Counter(notes.values())
    return ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "none"


def read_runs() -> dict[str, Run]:
    """The runs by their package's name. Raises EcosystemError."""
    runs = {}
    for entry in read_toml(RUNS)["run"]:
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        run = Run(**values)
        runs[run.package] = run
    return runs


def compared(
    run: Run, package: Package, cache: Path, changed: Mapping[str, bytes], work: Path
) -> Comparison:
    """Run all of it on the archive's whole content, and again with the changed files in it."""
    python = environment(run, package, cache)
    told = []
    for name, files in (("before", {}), ("after", changed)):
        tree = unpacked(run, package, cache, work / name)
        for path, data in files.items():
            (tree / path).write_bytes(data)
        told.append((imported(run, python, tree), tested(run, python, tree)))
    (imports, tests), (imports_after, tests_after) = told
    return Comparison((imports, imports_after), (tests, tests_after))


def environment(run: Run, package: Package, cache: Path) -> Path:
    """The interpreter of the package's environment, made if it is not there. The package itself is
    installed for what it says about itself; its code comes from the tree that is looked at."""
    wanted = [f"{package.name}=={package.version}", *run.requires]
    folder = cache / "environments" / f"{package.name}-{package.version}"
    marker = folder / "installed"
    digest = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    python = folder / "bin" / "python"
    if not marker.is_file() or marker.read_text() != digest:
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _call([sys.executable, "-m", "venv", str(folder)], cache)
        _call([*pip, *wanted], cache)
        marker.write_text(digest)
    return python


def unpacked(run: Run, package: Package, cache: Path, folder: Path) -> Path:
    """The archive's whole content, with what its tests need besides."""
    with tarfile.open(cache / "archives" / f"{package.name}-{package.version}-sdist") as tar:
        tar.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    if (SUPPORT / run.package).is_dir():
        shutil.copytree(SUPPORT / run.package, tree, dirs_exist_ok=True)
    return tree


def imported(run: Run, python: Path, tree: Path) -> Notes:
    return _inside(run, python, tree, "import", (run.path, *run.imports), at_top=True)


def tested(run: Run, python: Path, tree: Path) -> Notes:
    if not run.tests:
        return {}
    if run.runner != "pytest":
        return _inside(run, python, tree, "unittest", (run.runner, *run.tests))
    report = tree / "outcomes.xml"
    options = ("-q", "-p", "no:cacheprovider", f"--junitxml={report}")
    _start(run, [str(python), "-m", "pytest", *run.tests, *options], tree)
    if not report.is_file():
        raise EcosystemError(f"{run.package}: pytest wrote no report")
    cases = ElementTree.parse(report).getroot().iter("testcase")
    return {f"{case.get('classname')}.{case.get('name')}": _outcome(case) for case in cases}


def _outcome(case: ElementTree.Element) -> str:
    return next(
        (part.tag for part in case if part.tag in ("failure", "error", "skipped")), "passed"
    )


def _inside(
    run: Run, python: Path, tree: Path, action: str, rest: Sequence[str], at_top: bool = False
) -> Notes:
    notes = tree / "outcomes.json"
    notes.unlink(missing_ok=True)
    command = [str(python), str(INSIDE), action, str(notes), *rest]
    said = _start(run._replace(folder="") if at_top else run, command, tree)
    if not notes.is_file():
        raise EcosystemError(f"{run.package}: {action} ended without notes: {said[-300:]}")
    told: Notes = json.loads(notes.read_text())
    return told


def _start(run: Run, command: Sequence[str], tree: Path) -> str:
    """Run a command in the tree; what it printed."""
    folders = os.pathsep.join(map(str, dict.fromkeys((tree / run.path, tree))))
    variables = {**os.environ, "PYTHONPATH": folders, "PYTHONDONTWRITEBYTECODE": "1"}
    if run.settings:
        variables["DJANGO_SETTINGS_MODULE"] = run.settings
    done = subprocess.run(
        command, cwd=tree / run.folder, env=variables, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def _call(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EcosystemError(f"{' '.join(command[:4])}: {done.stderr[-300:]}")
