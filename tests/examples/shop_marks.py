"""Where the mistakes of examples/shop are: the trailing comments `# mistake: ASL201`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

SHOP = Path(__file__).resolve().parents[2] / "examples" / "shop"
MISTAKES = SHOP / "mistakes"
CORRECTED = SHOP / "corrected"

MARK = re.compile(r"^(?P<text>.*\S)\s+# mistake: (?P<code>ASL\d{3})$")


class Mark(NamedTuple):
    path: str  # relative to the variant, with forward slashes
    line: int  # counts from 1
    code: str
    text: str  # the marked line without its indentation and mark


def python_files(variant: Path) -> list[Path]:
    return sorted(variant.rglob("*.py"))


def marks_of(variant: Path) -> list[Mark]:
    """Every mark of a variant, in the order of paths and lines."""
    return [
        Mark(file.relative_to(variant).as_posix(), number, found["code"], found["text"].strip())
        for file in python_files(variant)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := MARK.match(line))
    ]
