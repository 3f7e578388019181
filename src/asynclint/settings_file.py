"""Reads the settings' file, value by value, and says what is wrong with each and where."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from asynclint.config import FORMATS, LINTERS, Loaded, Settings
from asynclint.diagnostics import SEVERITIES, Problem
from asynclint.django_version import series
from asynclint.sources import discovery
from asynclint.sources.environment import environment_at
from asynclint.sources.paths import absolute, shown

if TYPE_CHECKING:
    from asynclint.knowledge.schema import Callable
    from asynclint.sources.filesystem import FileSystem


_OWN_TABLE = re.compile(r"^[ \t]*\[.*\basynclint\b", re.MULTILINE)


class _WrongError(ValueError):
    """A value that a setting cannot have: what is wrong, and what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


def read_settings(root: str, path: str, fs: FileSystem) -> Loaded:
    """The settings in the file at `path`: in a table of pyproject.toml, at the top of any other."""
    return _Reader(root, path, fs).read()


def has_settings(pyproject: str, fs: FileSystem) -> bool:
    """Whether there is a pyproject.toml at that path with a table for asynclint."""
    try:
        return discovery.has_settings(fs.read(pyproject))
    except OSError:
        return False


class _Reader:
    """Reads one file of settings and gathers what is wrong with it."""

    def __init__(self, root: str, path: str, fs: FileSystem) -> None:
        self.root = root
        self.path = path
        self.fs = fs
        self.is_shared = path.rpartition("/")[2] == "pyproject.toml"
        self.text = ""
        self.problems: list[Problem] = []

    def read(self) -> Loaded:
        table = self._own_table()
        values: dict[str, Any] = {}
        for key, value in (table or {}).items():
            try:
                values[key.replace("-", "_")] = _value(key, value)
            except _WrongError as wrong:
                self._report(self._place(key) + wrong.message, wrong.remedy)
        settings = Settings(**values)
        settings = settings._replace(
            source_roots=self._existing(settings.source_roots),
            python=self._environment(settings.python),
        )
        return Loaded(settings, tuple(self.problems), None if table is None else self.path)

    def _own_table(self) -> dict[str, Any] | None:
        """The table with the settings; None if the file has none or cannot be read."""
        document = self._document()
        if document is None:
            return None
        if not self.is_shared:
            if document.pop("tool", None) is not None:
                message = "the settings of this file stand at its top level"
                self._report(self._place("tool") + message, "Leave out `[tool.asynclint]`.")
            return document
        tool = document.get("tool")
        table = tool.get("asynclint") if isinstance(tool, dict) else None
        if table is None or isinstance(table, dict):
            return table
        self._report(
            "`tool.asynclint` must be a table", "Write the settings below `[tool.asynclint]`."
        )
        return None

    def _document(self) -> dict[str, Any] | None:
        try:
            self.text = self.fs.read(self.path).decode("utf-8-sig")
            return parse_toml(self.text)
        except OSError as error:
            self._report(f"cannot be read: {error.strerror or error}", "Make it readable.")
        except UnicodeDecodeError as error:
            row = error.object.count(b"\n", 0, error.start) + 1
            self._report(f"line {row}: not UTF-8, as TOML must be", "Save the file as UTF-8.")
        except (ValueError, RecursionError) as error:
            remedy = "Mend the TOML; until then the default settings are used."
            self._report(_toml_error(error), remedy)
        return None

    def _place(self, key: str) -> str:
        """The row of a key, as the beginning of a message; empty where it is hard to tell."""
        table = _OWN_TABLE.search(self.text) if self.is_shared else None
        spelled = rf"^[ \t]*(?:\[+(?:[^\]\n]*\.)?)?[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]"
        pattern = re.compile(spelled, re.MULTILINE)
        found = pattern.search(self.text, table.start() if table else 0)
        return f"line {self.text.count(chr(10), 0, found.start()) + 1}: " if found else ""

    def _existing(self, folders: tuple[str, ...]) -> tuple[str, ...]:
        there = []
        for folder in folders:
            found = self.fs.stat(absolute(folder, self.root))
            if found is not None and found.is_dir:
                there.append(folder)
            else:
                message = f"`source-roots` names {folder}, and there is no such folder"
                remedy = "Name folders that exist, counted from the folder of this file."
                self._report(self._place("source-roots") + message, remedy)
        return tuple(there)

    def _environment(self, path: str | None) -> str | None:
        """The path of an environment that exists, or None."""
        if path is not None and environment_at(absolute(path, self.root), "", self.fs) is None:
            message = f"`python` names {path}, and no packages are installed there"
            remedy = "Name the folder of a virtual environment, or its interpreter."
            self._report(self._place("python") + message, remedy)
            return None
        return path

    def _report(self, message: str, remedy: str) -> None:
        self.problems.append(Problem(shown(self.path, self.root), message, remedy))


def parse_toml(text: str) -> dict[str, Any]:
    """The document that `text` is. Raises ValueError, with the place in its message."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _toml_error(error: Exception) -> str:
    place = re.fullmatch(
        r"(.*) \(at (line \d+, column \d+|end of document)\)", str(error), re.DOTALL
    )
    if place is None:
        return f"not valid TOML: {error or type(error).__name__}"
    return f"{place.group(2)}: not valid TOML: {place.group(1)}"


# The values of single settings


def _value(key: str, value: object) -> Any:
    """The value of a setting as its field holds it. Raises _WrongError."""
    form = _FORMS.get(key)
    if form is None:
        raise _WrongError(f"`{key}` is not a setting", _advice(key, _FORMS))
    try:
        return form.read(value)
    except TypeError:
        message = f"`{key}` must be {form.expected}, not {_described(value)}"
        raise _WrongError(message, f"Write it like `{key} = {form.example}`.") from None


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError
    return tuple(value)


def _patterns(value: object) -> tuple[str, ...]:
    return tuple(pattern.removeprefix("./") for pattern in _strings(value))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _output_format(value: object) -> str:
    return _one_of("output-format", value, FORMATS)


def _linter(value: object) -> str:
    return _one_of("defer-to", value, LINTERS)


def _severities(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise TypeError
    return tuple(
        (word, _one_of(f"severity.{word}", its, SEVERITIES)) for word, its in value.items()
    )


def _one_of(key: str, value: object, known: Sequence[str]) -> str:
    if not isinstance(value, str):
        raise TypeError
    if value not in known:
        there = f"one of {', '.join(known)}" if len(known) > 1 else f'"{known[0]}"'
        raise _WrongError(f"`{key}` cannot be {value!r}", f"Take {there}.")
    return value


def _version(value: object) -> tuple[int, int]:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    version = series(value)
    if version is None:
        remedy = 'Write the release series, like `django-version = "5.2"`.'
        raise _WrongError(f"`django-version` cannot be {value!r}", remedy)
    return version


def _dotted_names(value: object) -> tuple[str, ...]:
    return tuple(_dotted(name) for name in _strings(value))


def _dotted(name: str) -> str:
    if not all(part.isidentifier() for part in name.split(".")) or "." not in name:
        remedy = "Write the full name, with its module: `package.module.function`."
        raise _WrongError(f"{name!r} is not a dotted name", remedy)
    return name


def _selectors_by_pattern(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError
    return tuple((pattern.removeprefix("./"), _strings(item)) for pattern, item in value.items())


def _callables(value: object) -> tuple[Callable, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_callable(item) for item in value)


def _callable(item: object) -> Callable:
    """A row from a dotted name, which then waits for the network, or from a table."""
    from asynclint.knowledge.schema import NETWORK, OPERATIONS, Callable

    if isinstance(item, str):
        return Callable(_dotted(item), NETWORK)
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise TypeError
    name = _dotted(item["name"])
    for key, value in item.items():
        if key not in _ROW_KEYS:
            raise _WrongError(f"`{key}` in `blocking` is not known", _advice(key, _ROW_KEYS))
        if not isinstance(value, _ROW_KEYS[key]):
            kind = "true or false" if _ROW_KEYS[key] is bool else "a string"
            raise _WrongError(f"`{key}` of {name} must be {kind}", "Correct it.")
    is_async = item.get("is-async", False)
    does = item.get("does", "" if is_async else NETWORK)
    if does and does not in OPERATIONS:
        raise _WrongError(f"`does` of {name} cannot be {does!r}", _advice(does, OPERATIONS))
    return Callable(name, does, item.get("returns", ""), is_async, instead=item.get("instead", ""))


_ROW_KEYS = {"name": str, "does": str, "returns": str, "instead": str, "is-async": bool}


class _Form(NamedTuple):
    """How one setting is written."""

    read: Any  # turns the TOML value into the field's; raises TypeError or _WrongError
    expected: str
    example: str


_SELECTORS = _Form(_strings, "a list of strings", '["ASL2", "blocking-http"]')
_GLOBS = _Form(_patterns, "a list of strings", '["legacy/", "*_pb2.py"]')
_NAMES = _Form(_dotted_names, "a list of dotted names", '["package.module.function"]')
_FLAG = _Form(_flag, "true or false", "true")
_FORMS = {
    "select": _SELECTORS,
    "extend-select": _SELECTORS,
    "ignore": _SELECTORS,
    "per-file-ignores": _Form(
        _selectors_by_pattern, "a table of lists of strings", '{ "tests/" = ["ASL3"] }'
    ),
    "exclude": _GLOBS,
    "extend-exclude": _GLOBS,
    "force-exclude": _FLAG,
    "django-version": _Form(_version, "a string", '"5.2"'),
    "python": _Form(_text, "a string", '".venv"'),
    "source-roots": _Form(_strings, "a list of strings", '["src"]'),
    "blocking": _Form(
        _callables,
        "a list of dotted names and tables with a `name`",
        '["package.fetch", { name = "package.read", does = "file" }]',
    ),
    "thread-wrappers": _NAMES,
    "cpu-bound": _NAMES,
    "preview": _FLAG,
    "severity": _Form(_severities, "a table of strings", '{ ASL303 = "info" }'),
    "defer-to": _Form(_linter, "a string", '"ruff"'),
    "output-format": _Form(_output_format, "a string", '"concise"'),
    "fixable": _SELECTORS,
    "unfixable": _SELECTORS,
    "extend-safe-fixes": _SELECTORS,
    "extend-unsafe-fixes": _SELECTORS,
    "unsafe-fixes": _FLAG,
}


def _described(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    names |= {list: "a list of something else", dict: "a table"}
    return names.get(type(value), "a date or time")


def _advice(word: str, known: Iterable[str]) -> str:
    """What to write for a word that is not known: the nearest, or what there is."""
    from difflib import get_close_matches  # only for messages

    nearest = get_close_matches(word, list(known), 1, 0.6)
    if nearest:
        return f"Did you mean `{nearest[0]}`?"
    return f"Known are {', '.join(known)}."
