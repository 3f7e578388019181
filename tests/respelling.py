"""Other spellings of a program that mean the same: what the linter says must not depend on them.

Each function takes the files of a program (without marks) and gives them respelled, together with
the rows: path → new row of each old row, where rows have moved. What cannot be respelled safely by
looking at the text alone is left as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DEFINITION = re.compile(r"(?P<indent> *)(?:async )?def \w+\(.*\)(?: -> [^:]+)?:\s*(?:#.*)?$")
FROM_IMPORT = re.compile(
    r"^from (?P<module>\w+(?:\.\w+)*) import (?P<name>[A-Z]\w+)$", re.MULTILINE
)
DOTTED_IMPORT = re.compile(r"^import (?P<head>\w+(?:\.\w+)*)\.(?P<last>\w+)$", re.MULTILINE)
ASYNC_WORDS = re.compile(r"\b(?:async|await)[ \t]+")


class Respelled(NamedTuple):
    files: dict[str, str]
    rows: dict[str, list[int]]  # path → at index `old row`, the new one; absent where none moved

    def row(self, path: str, row: int) -> int:
        moved = self.rows.get(path)
        return row if moved is None else moved[row]


def python_only(path: str) -> bool:
    """Whether a file is one of the program's own modules."""
    return path.endswith((".py", ".pyi")) and "site-packages/" not in path


def with_line_ends(files: dict[str, str], end: str) -> Respelled:
    """The same lines with another end."""
    return Respelled(
        {p: t.replace("\n", end) if python_only(p) else t for p, t in files.items()}, {}
    )


def with_docstrings(files: dict[str, str]) -> Respelled:
    """A docstring at the top of every file and in every function that has none."""
    found, rows = {}, {}
    for path, text in files.items():
        found[path] = text
        if python_only(path) and '"""' not in text and "'''" not in text:
            found[path], rows[path] = _documented(text)
    return Respelled(found, rows)


def _documented(text: str) -> tuple[str, list[int]]:
    lines = text.split("\n")
    after: list[str] = []
    rows = [0]
    if not re.match(r"#.*(?:coding|asynclint|noqa)", text):
        after.append('"""A module."""')
    for number, line in enumerate(lines):
        after.append(line)
        rows.append(len(after))
        header = DEFINITION.match(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if header and following.startswith(header["indent"] + " "):
            indent = following[: len(following) - len(following.lstrip())]
            after.append(f'{indent}"""What it does."""')
    return "\n".join(after), rows


def with_dotted_imports(files: dict[str, str]) -> Respelled:
    """`from a.b import Name` as `import a.b`, and `Name` as `a.b.Name`."""
    return Respelled({p: _dotted(t) if python_only(p) else t for p, t in files.items()}, {})


def _dotted(text: str) -> str:
    for found in FROM_IMPORT.finditer(text):
        module, name = found["module"], found["name"]
        rest = text.replace(found.group(), "")
        head = module.partition(".")[0]
        is_bound_again = re.search(
            rf"\b(?:class|def|as|import|global|nonlocal|for) {name}\b|\b{name}\s*(?:=(?!=)|:=)",
            rest,
        )
        is_word = re.search(rf"['\"#.]\s*{name}\b|\b{name}['\"]|f['\"].*\b{name}\b", rest)
        hides = re.search(rf"^(?:from|import) .*\b{head}$|\b{head}\s*[=,):]|{head}\.", rest, re.M)
        if found.group() not in text or is_bound_again or is_word or hides:
            continue
        text = re.sub(
            rf"(?<![\w.]){name}\b", f"{module}.{name}", rest_of(text, found.group(), module)
        )
    return text


def rest_of(text: str, statement: str, module: str) -> str:
    """The text with an import statement replaced by that of its module."""
    return text.replace(f"{statement}\n", f"import {module}\n", 1)


def with_short_imports(files: dict[str, str]) -> Respelled:
    """`import a.b` as `from a import b`, and `a.b.name` as `b.name`."""
    return Respelled({p: _short(t) if python_only(p) else t for p, t in files.items()}, {})


def _short(text: str) -> str:
    for found in DOTTED_IMPORT.finditer(text):
        head, last = found["head"], found["last"]
        full = f"{head}.{last}"
        top = head.partition(".")[0]
        rest = text.replace(found.group(), "").replace(f"{full}.", "")
        if re.search(rf"\b(?:{last}|{top})\b", rest):
            continue
        text = text.replace(found.group(), f"from {head} import {last}", 1)
        text = text.replace(f"{full}.", f"{last}.")
    return text


def without_async(files: dict[str, str]) -> Respelled:
    """Everything sync: no program has a loop then."""
    return Respelled(
        {p: ASYNC_WORDS.sub("", t) if python_only(p) else t for p, t in files.items()}, {}
    )
