"""Writes src/asynclint/knowledge/django_releases.py from really installed Djangos.

    python scripts/django_tables.py            every release series on the package index, from 3.1
    python scripts/django_tables.py --check    say what would change, and exit with 1

The newest release of every series is installed into a folder of its own below .cache/django, and
`django_probe.py` runs there under an interpreter that the release names as one of its own.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from asynclint.knowledge.schema import Version  # noqa: E402
from asynclint.knowledge.tables import TABLES  # noqa: E402

CACHE = ROOT / ".cache" / "django"
TARGET = ROOT / "src" / "asynclint" / "knowledge" / "django_releases.py"
PROBE = ROOT / "scripts" / "django_probe.py"
OLDEST = (3, 1)
NATURES = ("async", "evaluating", "lazy", "sync", "attribute")

HEAD = '''"""What every release series of Django offers to async code; `releases.py` reads it.

Made by scripts/django_tables.py from the releases below, each of them installed and run.

A word is a name, with `@4.1` where Django 4.1 is the first series that has it, and `<5.0` where 5.0
is the first without it; a name without either is in all of them.
"""

# ruff: noqa: E501
from __future__ import annotations
'''


class TableError(Exception):
    """Why the tables cannot be made."""


# --- the releases -------------------------------------------------------------------------------


def newest_releases() -> dict[Version, str]:
    """The newest release of every series that the package index has, from the oldest on."""
    asked = pip(sys.executable, "index", "versions", "--ignore-requires-python", "django")
    listed = re.search(r"^Available versions: (.+)$", asked, re.MULTILINE)
    if listed is None:
        raise TableError(f"pip lists no versions of Django:\n{asked}")
    found: dict[Version, str] = {}
    for text in listed[1].split(", "):  # the newest first
        if re.fullmatch(r"[\d.]+", text):
            major, minor = map(int, text.split(".")[:2])
            found.setdefault((major, minor), text)
    return dict(sorted(item for item in found.items() if item[0] >= OLDEST))


def pip(python: str, *arguments: str) -> str:
    command = [python, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise TableError(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def installed(release: str) -> pathlib.Path:
    """The folder that the release is installed in."""
    folder = CACHE / release
    if not folder.exists():
        unfinished = CACHE / f"{release}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        options = ("--quiet", "--no-deps", "--no-compile", "--ignore-requires-python")
        pip(sys.executable, "install", *options, "--target", str(unfinished), f"Django=={release}")
        unfinished.rename(folder)
    return folder


def requirements(python: str, minor: int) -> pathlib.Path:
    """The folder with what every Django needs, for one version of Python."""
    folder = CACHE / f"requirements-3.{minor}"
    if not folder.exists():
        names = ("asgiref", "sqlparse", "pytz", "typing_extensions")
        pip(python, "install", "--quiet", "--target", str(folder), *names)
    return folder


def interpreters() -> dict[int, str]:
    """The interpreters of Python 3 on this machine: minor version → path."""
    found = {sys.version_info[1]: sys.executable}
    for minor in range(9, 30):
        path = shutil.which(f"python3.{minor}")
        if path is not None and works(path, minor):
            found.setdefault(minor, path)
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    for path in sorted(pyenv.glob("versions/3.*/bin/python")):
        found.setdefault(int(path.parts[-3].split(".")[1]), str(path))
    return found


def works(path: str, minor: int) -> bool:
    """Whether it is an interpreter of that version; a shim may stand for one that is not there."""
    code = "import sys; print(sys.version_info[1])"
    done = subprocess.run([path, "-c", code], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == str(minor)


def interpreter_for(folder: pathlib.Path, found: dict[int, str]) -> int:
    """The newest Python that the Django in a folder says it runs on."""
    (metadata,) = folder.glob("[Dd]jango-*.dist-info/METADATA")
    named = re.findall(r"Python :: 3\.(\d+)$", metadata.read_text("utf-8"), re.MULTILINE)
    fitting = {int(minor) for minor in named} & {minor for minor in found if minor >= 9}
    if not fitting:
        wanted = ", ".join(f"3.{minor}" for minor in named)
        raise TableError(f"{folder.name} needs one of these Pythons: {wanted}")
    return max(fitting)


def probe(release: str, found: dict[int, str]) -> dict[str, Any]:
    """What one release says of itself."""
    folder = installed(release)
    minor = interpreter_for(folder, found)
    # Without what the interpreter has of its own.
    command = (found[minor], "-S")
    return run_probe(*command, folders=(folder, requirements(found[minor], minor)))


def run_probe(*python: str, folders: tuple[pathlib.Path, ...] = ()) -> dict[str, Any]:
    command = [*python, str(PROBE), *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise TableError(f"{' '.join(command)}\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


# --- what they have in common -------------------------------------------------------------------


def words(told: dict[Version, Any], holds: dict[str, set[Version]]) -> str:
    """Names with the series in which they hold, as one text."""
    return " ".join(sorted(w for name in holds for w in ranges(name, holds[name], list(told))))


def ranges(name: str, there: set[Version], series: list[Version]) -> Iterator[str]:
    """A word for every unbroken run of series that has the name."""
    since: Version | None = None
    for one in series:
        if one in there and since is None:
            since = one
        elif one not in there and since is not None:
            yield word(name, since, one)
            since = None
    if since is not None:
        yield word(name, since, None)


def word(name: str, since: Version, until: Version | None) -> str:
    text = name if since == OLDEST else f"{name}@{since[0]}.{since[1]}"
    return text if until is None else f"{text}<{until[0]}.{until[1]}"


def gather(pairs: Iterable[tuple[str, Version]]) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for name, series in pairs:
        found.setdefault(name, set()).add(series)
    return found


def member_words(told: dict[Version, Any]) -> dict[str, dict[str, str]]:
    """Owner → nature → words; without what an owner has from a base in the same releases."""
    found: dict[str, dict[str, set[str]]] = {}
    owners = {owner for one in told.values() for owner in one["members"]}
    for owner in owners:
        for nature in NATURES:
            holds = gather(
                (name, series)
                for series, one in told.items()
                for name, its in one["members"].get(owner, {}).items()
                if its == nature and (nature != "attribute" or TABLES.row(f"{owner}.{name}"))
            )
            found.setdefault(owner, {})[nature] = set(words(told, holds).split())
    natures = {}
    for owner in sorted(owners):
        own = {nature: sorted(own_words(owner, nature, found)) for nature in NATURES}
        natures[owner] = {nature: " ".join(its) for nature, its in own.items() if its}
    return natures


def own_words(owner: str, nature: str, found: dict[str, dict[str, set[str]]]) -> set[str]:
    """The words of an owner that the nearest base with the same names does not say already."""
    nearest: dict[str, set[tuple[str, str]]] = {}
    for base in TABLES.ancestors(owner)[1:]:
        for name, its in by_name(found.get(base, {})).items():
            nearest.setdefault(name, its)
    mine = by_name(found[owner])
    return {
        w for name, its in mine.items() if nearest.get(name) != its for n, w in its if n == nature
    }


def by_name(natures: dict[str, set[str]]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for nature, its in natures.items():
        for one in its:
            found.setdefault(re.split("[@<]", one)[0], set()).add((nature, one))
    return found


def tables(told: dict[Version, Any]) -> str:
    """The text of the module."""
    there = gather((n, s) for s, one in told.items() for n, holds in one["names"].items() if holds)
    passing = {name: its for name, its in there.items() if len(its) < len(told)}
    parts = [HEAD]
    parts.append("# Release series → the release that was run.")
    parts.append("RELEASES: dict[tuple[int, int], str] = {")
    parts += [f'    {series}: "{one["version"]}",' for series, one in told.items()]
    parts.append("}\n")
    parts.append("# Names in rows that not every series has.")
    parts.append(text_of("NAMES", words(told, passing)))
    parts.append("# Class or module → nature → members, without those that a base has alike.")
    parts.append("MEMBERS: dict[str, dict[str, str]] = {")
    for owner, natures in member_words(told).items():
        if not natures:
            parts.append(f'    "{owner}": {{}},')
            continue
        parts.append(f'    "{owner}": {{')
        parts += [f'        "{nature}": {wrapped(its, 12)},' for nature, its in natures.items()]
        parts.append("    },")
    parts.append("}\n")
    parts.append(
        "# What `@async_unsafe` guards: on an event loop they raise `SynchronousOnlyOperation`."
    )
    unsafe = gather((name, s) for s, one in told.items() for name in one["async_unsafe"])
    parts.append(text_of("ASYNC_UNSAFE", words(told, unsafe)))
    parts.append(
        "# Decorators of views under which an async view stays one, and under which it does not."
    )
    for title, holds in (("ASYNC_DECORATORS", True), ("SYNC_DECORATORS", False)):
        its = gather(
            (n, s)
            for s, one in told.items()
            for n, is_it in one["decorators"].items()
            if is_it == holds
        )
        parts.append(text_of(title, words(told, its)))
    parts.append("# Django's middleware, by what it declares that it can do.")
    for title, holds in (
        ("BOTH", [True, True]),
        ("ONLY_SYNC", [True, False]),
        ("ONLY_ASYNC", [False, True]),
    ):
        its = gather(
            (n, s)
            for s, one in told.items()
            for n, marks in one["middleware"].items()
            if marks == holds
        )
        parts.append(text_of(f"{title}_MIDDLEWARE", words(told, its)))
    return formatted("\n".join(parts).rstrip() + "\n")


def formatted(text: str) -> str:
    """The text as `make test` wants it."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TARGET), "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def text_of(title: str, its: str) -> str:
    return f"{title} = {wrapped(its, 4)}\n"


def wrapped(its: str, indent: int) -> str:
    """A text as a literal, one row of the source for every hundred characters."""
    import textwrap

    if not its:
        return '""'
    rows = textwrap.wrap(its, 96 - indent, break_long_words=False, break_on_hyphens=False)
    if len(rows) == 1:
        return f'"{rows[0]}"'
    space = " " * indent
    inner = "\n".join(f'{space}"{row} "' for row in rows[:-1])
    return f'(\n{inner}\n{space}"{rows[-1]}"\n{space[:-4]})'


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    found = interpreters()
    releases = newest_releases()
    for release in releases.values():
        requirements_of = interpreter_for(installed(release), found)
        requirements(found[requirements_of], requirements_of)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        probed = pool.map(lambda release: probe(release, found), releases.values())
        told = dict(zip(releases, probed, strict=True))
    text = tables(told)
    before = TARGET.read_text("utf-8") if TARGET.exists() else ""
    print(f"Django {', '.join(releases.values())}: ", end="")
    print(
        "nothing changed"
        if text == before
        else f"{TARGET.name} is stale"
        if options.check
        else "written"
    )
    if not options.check:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
    return int(options.check and text != before)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except TableError as error:
        sys.exit(f"error: {error}")
