"""The arrows between the layers: who may import whom, and which libraries stay where.

As docs/design/contracts.md has it: cli → output, engine → rules → semantic → index → sources. What
is imported for types only follows the same arrows, with the exceptions named below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "asynclint"
FILES = sorted(PACKAGE.rglob("*.py"))

FACTS = {"diagnostics", "knowledge"}
TEXT = {*FACTS, "sources"}
CODE = {*TEXT, "index"}
MEANING = {*CODE, "semantic"}
# What each layer may import besides itself. Modules at the top of the package are layers of their
# own; `__init__` holds the version.
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "explanation": {"diagnostics"},
    "knowledge": set(),
    "sources": {"diagnostics"},
    "index": TEXT - {"knowledge"},
    "semantic": CODE,
    "fixes": {"diagnostics", "sources", "index"},
    "config": {*TEXT, "settings_file"},  # when there is a file to read
    "settings_file": {*TEXT, "config", "django_version"},
    "django_version": {*TEXT, "config", "settings_file"},
    "results": {"diagnostics", "sources", "fixes", "__init__"},
    "ledger": {*MEANING, "results"},
    "rules": {*MEANING, "fixes"},
    "suppression": {*CODE, "config"},
    "syntax": {*CODE, "rules"},
    "checking": {*MEANING, "rules", "config", "suppression", "syntax"},
    "explaining": {*MEANING, "rules", "checking", "explanation"},
    "marking": {*MEANING, "explaining", "explanation"},
    "fixing": {*MEANING, "fixes", "engine"},
    "ignoring": {*MEANING, "fixes", "engine", "fixing"},
    "conversion": set(),
    "asyncify": {
        *MEANING, "fixes", "rules", "checking", "config", "conversion", "engine", "fixing",
        "world",
    },
    "world": {*MEANING, "rules", "checking"},
    "engine": {
        *MEANING, "rules", "config", "django_version", "checking", "fixing", "ignoring", "results",
        "ledger", "world", "explaining", "explanation", "marking", "asyncify", "conversion",
        "stack",
    },
    "stack": set(),
    "output": {"explanation", "conversion", "diagnostics", "sources", "rules", "__init__"},
    "cli": {
        "diagnostics", "explanation", "conversion", "sources", "rules", "config", "settings_file",
        "django_version", "engine", "output", "server", "__init__",
    },
    "server": {
        "diagnostics", "explanation", "conversion", "sources", "rules", "config", "engine",
        "django_version", "fixes", "__init__",
    },
    "_entry": {"cli", "__init__"},
    "__main__": {"_entry"},
    "__init__": set(),
}  # fmt: skip
# Types of a layer above, for annotations: settings are handed to whoever reads files, and the
# project to whoever works for it.
FOR_TYPES: dict[str, set[str]] = {
    "ledger": {"engine", "world"},
    "sources": {"config"},
    "checking": {"engine", "world"},
    "explaining": {"engine", "world"},
    "marking": {"engine", "world"},
    "syntax": {"checking"},
    "world": {"engine"},
}
# Third-party packages and the layers that may import them.
LIBRARIES: dict[str, set[str]] = {
    "libcst": {"index", "fixes"},
    "click": {"cli", "output"},
    "rich": {"cli", "output"},
    "msgspec": {"index", "ledger", "semantic", "rules", "results"},
    "pathspec": {"sources"},
    "platformdirs": {"cli"},
    "pygls": {"server"},
    "lsprotocol": {"server"},
    "packaging": {"django_version"},
    "tomli": {"settings_file"},
    "watchfiles": {"cli"},
}
STRINGS = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL)
IMPORT = re.compile(
    r"^ *(?:from (?P<source>[\w.]+) import (?P<names>[\w, ]+|\()|import (?P<module>[\w.]+))",
    re.MULTILINE,
)
TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:(?: +[^\n]*)?\n)*", re.MULTILINE)
NAMELESS = re.compile(r"utils?|helpers?|common|misc|base_?utils|shared|tools?|stuff")


class Imported(NamedTuple):
    name: str  # dotted
    line: int
    for_types: bool


def imports(path: Path) -> Iterator[Imported]:
    """What a file of ours imports, wherever the import stands."""
    # Docstrings have examples with imports of their own.
    text = STRINGS.sub(lambda found: "\n" * found.group().count("\n"), path.read_text("utf-8"))
    typed = [found.span() for found in TYPES.finditer(text)]
    for found in IMPORT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        for_types = any(start <= found.start() < end for start, end in typed)
        names = [found["module"] or found["source"]]
        if found["source"] == "asynclint":
            names = [f"asynclint.{name.strip()}" for name in found["names"].split(",")]
        for name in names:
            yield Imported(name, line, for_types)


def layer(path: Path) -> str:
    """The layer that a file belongs to: its folder, or its own name at the top of the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def layer_imported(name: str) -> str:
    """The layer of one of our own modules."""
    part = name.split(".")[1]
    return "__init__" if part.startswith("__") else part


def place(path: Path, imported: Imported) -> str:
    return f"{path.relative_to(PACKAGE.parent)}:{imported.line}: {imported.name}"


def test_every_layer_is_in_the_table() -> None:
    assert {layer(path) for path in FILES} == set(ALLOWED)


@pytest.mark.parametrize("name", ALLOWED)
def test_a_layer_imports_only_what_lies_below(name: str) -> None:
    wrong = []
    for path in FILES:
        if layer(path) != name:
            continue
        for imported in imports(path):
            if not imported.name.startswith("asynclint."):
                continue
            allowed = {name, *ALLOWED[name]}
            if imported.for_types:
                allowed |= FOR_TYPES.get(name, set())
            if layer_imported(imported.name) not in allowed:
                wrong.append(place(path, imported))
    assert wrong == []


def test_the_table_itself_goes_one_way() -> None:
    # Those that read settings, and those that fix, come back to who asked them to; every other
    # circle would be a mistake.
    above: dict[str, set[str]] = {}

    def reached(name: str, way: tuple[str, ...]) -> set[str]:
        if name not in above:
            above[name] = set()
            for below in ALLOWED[name]:
                above[name] |= {below} | reached(below, (*way, name))
        return above[name]

    circles = {name for name in ALLOWED if name in reached(name, ())}
    coming_back = {"engine", "fixing", "ignoring", "asyncify"}
    assert circles <= {"config", "settings_file", "django_version", *coming_back}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_stays_in_its_layers(library: str) -> None:
    wrong = [
        place(path, imported)
        for path in FILES
        for imported in imports(path)
        if imported.name.split(".")[0] == library and layer(path) not in LIBRARIES[library]
    ]
    assert wrong == []


def test_every_library_is_declared_and_known_here() -> None:
    declared = re.findall(
        r'^    "([\w-]+)>=',
        (PACKAGE.parents[1] / "pyproject.toml").read_text("utf-8"),
        re.MULTILINE,
    )
    assert sorted(declared) == sorted(LIBRARIES)


# They have rows of their own shape, or put rows together.
OWN_ROWS = {"tables.py", "schema.py", "threads.py", "decorators.py", "hooks.py", "permissions.py"}
OWN_ROWS |= {"halves.py", "guards.py", "releases.py"}
OWN_ROWS |= {"sync_hooks.py", "task_queues.py", "templates.py", "test_cases.py"}
OWN_ROWS |= {"view_handlers.py"}


def test_rows_import_the_schema_only() -> None:
    wrong = [
        place(path, imported)
        for path in (PACKAGE / "knowledge").glob("*.py")
        for imported in imports(path)
        if path.name not in OWN_ROWS
        and imported.name not in ("__future__", "asynclint.knowledge.schema")
    ]
    assert wrong == []


def test_there_is_one_parser() -> None:
    # The standard library's tree refuses source that is newer than the interpreter.
    wrong = [
        place(path, imported)
        for path in FILES
        for imported in imports(path)
        if imported.name.split(".")[0] in ("ast", "lib2to3", "parso", "symtable", "tokenize")
    ]
    assert wrong == []


def test_the_linter_never_imports_what_it_checks() -> None:
    wrong = [
        place(path, imported)
        for path in FILES
        for imported in imports(path)
        if imported.name.split(".")[0] in ("django", "asgiref", "channels", "requests", "httpx")
    ]
    assert wrong == []


def test_no_module_is_named_after_nothing() -> None:
    named = {part for path in FILES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert [name for name in sorted(named) if NAMELESS.fullmatch(name)] == []


def test_the_imports_of_this_package_are_seen() -> None:
    # What this test rests on, tried on files of which the answer is known.
    seen = {(found.name, found.for_types) for found in imports(PACKAGE / "engine.py")}
    assert ("asynclint.checking", False) in seen
    assert ("asynclint.fixing", False) in seen  # inside a function
    assert ("asynclint.diagnostics", True) in seen
    rule = PACKAGE / "rules" / "asl301_blocking_http.py"
    assert "requests" not in {imported.name for imported in imports(rule)}  # in its docstring
