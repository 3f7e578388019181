"""The labels of real packages: what misbehaves in their code, and what only looks so.

A label is made by reading the code, not by running asynclint, so that what asynclint misses is
known. tests/ecosystem/labels/<package>.toml holds them; tests/ecosystem/labels.toml says which
packages are held out and how good asynclint must be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ecosystem_check import enclosing, read_lines
from ecosystem_packages import EcosystemError, read_toml

CLEAN = "clean"
MISTAKES = (
    "transitive-helper",
    "never-awaited",
    "queryset-evaluation",
    "sync-query",
    "model-method",
    "lazy-relation",
    "blocking-http",
    "sleep",
    "file-io",
    "bridge",
    "other",
)
CODE = re.compile(r"ASL\d{3}")


class Label(NamedTuple):
    """One place in a package, and what asynclint should say of it."""

    file: str  # relative to the package's content, with forward slashes
    line: int  # counts from 1
    function: str  # the functions and classes around the line; "" at top level
    text: str  # the line, without white space at its ends
    kind: str  # one of MISTAKES, or CLEAN for what must stay silent
    codes: tuple[str, ...]  # any of these says it; of a clean place: none of these, or of all
    reason: str  # why it misbehaves, or why it is right
    until: int = 0  # the last line at which the report may stand, where it is another
    needs: str = ""  # what one has to know to see it, where that is more than usual

    def covers(self, file: str, line: int) -> bool:
        return file == self.file and self.line <= line <= (self.until or self.line)


class Aims(NamedTuple):
    """What tests/ecosystem/labels.toml says."""

    held_out: frozenset[str]  # lower-case names of packages
    precision: float  # per cent, at least
    recall: dict[str, float]  # per cent, at least: "development", "held-out"


def read_aims(path: Path) -> Aims:
    """The settings of the measurement. Raises EcosystemError."""
    table = read_toml(path)
    try:
        held_out = frozenset(str(name).lower() for name in table["held-out"])
        recall = {name: float(least) for name, least in table["least-recall"].items()}
        return Aims(held_out, float(table["least-precision"]), recall)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EcosystemError(f"{path}: {type(error).__name__}: {error}") from None


def read_labels(path: Path) -> list[Label]:
    """The labels in a file, in its order; none where there is no file. Raises EcosystemError."""
    if not path.is_file():
        return []
    labels = []
    for number, table in enumerate(read_toml(path).get("label", []), 1):
        place = f"{path}: label {number} (line {table.get('line', '?')} of {table.get('file')})"
        try:
            label = Label(**{**table, "codes": tuple(table.get("codes", ()))})
        except TypeError as error:
            raise EcosystemError(f"{place}: {str(error).replace('Label.__new__() ', '')}") from None
        if complaint := _complaint(label):
            raise EcosystemError(f"{place}: {complaint}")
        labels.append(label)
    return labels


def write_labels(path: Path, labels: Iterable[Label]) -> None:
    """Write the labels in the order of files and lines, without what is empty."""
    tables = []
    for label in sorted(labels):
        pairs = [
            f"{key} = {_toml(value)}"
            for key, value in label._asdict().items()
            if value not in (0, "", ()) or key in ("line", "function", "text")
        ]
        tables.append("\n".join(["[[label]]", *pairs]) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(tables), encoding="utf-8", newline="\n")


def placed(label: Label, content: Path) -> Label:
    """The label with the function and the text that the source has there. Raises EcosystemError."""
    try:
        lines = read_lines(content / label.file)
    except OSError as error:
        raise EcosystemError(f"{content / label.file}: {error.strerror}") from None
    if not 1 <= label.line <= len(lines):
        raise EcosystemError(f"{content / label.file}: there is no line {label.line}")
    text = lines[label.line - 1].strip()
    return label._replace(function=enclosing(lines, label.line), text=text)


def _complaint(label: Label) -> str:
    """What is wrong with a label, if something is."""
    if label.kind not in (*MISTAKES, CLEAN):
        return f"the kind must be one of: {', '.join((*MISTAKES, CLEAN))}"
    if label.kind != CLEAN and not label.codes:
        return "a mistake needs the codes that report it"
    if not all(CODE.fullmatch(code) for code in label.codes):
        return "codes look like ASL201"
    if not label.reason.strip():
        return "a label needs its reason"
    if label.until and label.until <= label.line:
        return "`until` lies behind `line`"
    return ""


def _toml(value: Any) -> str:
    """A string of JSON is one of TOML, but for the characters that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
