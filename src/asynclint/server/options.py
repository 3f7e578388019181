"""What the user set in the editor: as initialization options, or in the section `asynclint`.

They go on top of the settings that stand in the project's files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from asynclint.django_version import series

OPEN_FILES, WORKSPACE = "openFiles", "workspace"
SECTION = "asynclint"


class Options(NamedTuple):
    """Values of the editor; None (and an empty list) leaves what the project's files say."""

    enable: bool = True
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool | None = None
    django_version: tuple[int, int] | None = None
    python: str | None = None
    config: str | None = None
    unsafe_fixes: bool = False  # whether "fix all" applies unsafe fixes as well
    diagnostics: str = OPEN_FILES  # or WORKSPACE
    inlay_hints: bool = False
    code_lens: bool = False

    def overrides(self) -> dict[str, object]:
        """What they change, as `config.load` takes it."""
        given = {
            "select": self.select,
            "extend_select": self.extend_select or None,
            "ignore": self.ignore or None,
            "preview": self.preview,
            "django_version": self.django_version,
            "python": self.python,
        }
        return {name: value for name, value in given.items() if value is not None}


def read(data: object) -> tuple[Options, list[str]]:
    """The options in what a client sent, and a sentence for each value that cannot be taken.

    Keys are written as editors do (`djangoVersion`) or as in TOML (`django-version`). Other keys
    are the client's own business. A client may put all of them below "settings" or "asynclint".
    """
    while isinstance(data, Mapping):
        inner = data.get(SECTION, data.get("settings"))
        if not isinstance(inner, Mapping):
            break
        data = inner
    if data is None:
        return Options(), []
    if not isinstance(data, Mapping):
        return Options(), [f"the settings of {SECTION} must be an object, not {_shown(data)}"]
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for key, value in data.items():
        name = re.sub(r"-|(?<=[a-z])(?=[A-Z])", "_", str(key)).lower()
        reader = _READERS.get(name)
        if reader is None or value is None or value == "":
            continue
        try:
            values[name] = reader(value)
        except ValueError as error:
            complaints.append(f"the setting {SECTION}.{key} {error}, not {_shown(value)}")
    return Options(**values), complaints


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("must be a list of strings")
    return tuple(value)


def _version(value: object) -> tuple[int, int]:
    version = series(value)
    if version is None:
        raise ValueError('must be a version like "5.2"')
    return version


def _extent(value: object) -> str:
    if value not in (OPEN_FILES, WORKSPACE):
        raise ValueError(f'must be "{OPEN_FILES}" or "{WORKSPACE}"')
    return str(value)


_READERS: dict[str, Callable[[object], object]] = {
    "enable": _boolean,
    "select": _texts,
    "extend_select": _texts,
    "ignore": _texts,
    "preview": _boolean,
    "django_version": _version,
    "python": _text,
    "config": _text,
    "unsafe_fixes": _boolean,
    "diagnostics": _extent,
    "inlay_hints": _boolean,
    "code_lens": _boolean,
}
