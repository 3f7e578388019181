"""Writes docs/rules/ from the rules' docstrings; with --check, says what is stale and exits with 1.

Run it as `python scripts/generate.py [--check]`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from asynclint.rules.documentation import document, file_name, page_of  # noqa: E402
from asynclint.rules.registry import RULES  # noqa: E402

if TYPE_CHECKING:
    from asynclint.rules.base import Rule

FOLDER = ROOT / "docs" / "rules"
NOTE = "<!-- Made by scripts/generate.py from the rules' docstrings. -->"
GROUPS = {
    "ASL0": "Source",
    "ASL1": "Awaiting",
    "ASL2": "The ORM on the loop",
    "ASL3": "Other blocking calls on the loop",
    "ASL4": "Bridges between sync and async",
    "ASL5": "Contracts with Django and its neighbours",
    "ASL6": "Making async pay",
}


def pages() -> dict[str, str]:
    """The text of every file in docs/rules, by name."""
    made = {file_name(rule): f"{NOTE}\n\n{document(rule)}" for rule in RULES}
    made["README.md"] = index()
    return made


def index() -> str:
    """The list of all rules, by group."""
    parts = [NOTE, "# The rules", "Rules that are not on by default run when they are selected."]
    for prefix, title in GROUPS.items():
        rows = [row(rule) for rule in RULES if rule.code.startswith(prefix)]
        if rows:
            head = (
                "| code | name | severity | default | checks for |\n| --- | --- | --- | --- | --- |"
            )
            parts += [f"## {prefix} · {title}", "\n".join([head, *rows])]
    return "\n\n".join(parts) + "\n"


def row(rule: type[Rule]) -> str:
    """One line of the list."""
    what = page_of(rule).summary.removeprefix("Checks for ").rstrip(".").replace("|", "\\|")
    default = "preview" if rule.preview else "on" if rule.default else "off"
    return (
        f"| [{rule.code}]({file_name(rule)}) | {rule.name} | {rule.severity} | {default} | {what} |"
    )


def stale(made: dict[str, str], folder: Path) -> list[str]:
    """The names of the files that are missing, differ, or belong to no rule."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in made.keys() | there if made.get(name) != there.get(name))


def write(made: dict[str, str], folder: Path) -> None:
    """Make the folder hold these pages and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale(made, folder):
        if name in made:
            (folder / name).write_text(made[name], encoding="utf-8", newline="\n")
        else:
            (folder / name).unlink()


def main(arguments: list[str], folder: Path = FOLDER) -> int:
    """Write, or check, and return the exit code."""
    made = pages()
    changed = stale(made, folder)
    if "--check" not in arguments:
        write(made, folder)
        print(f"docs/rules: {len(made)} files, {len(changed)} changed")
        return 0
    for name in changed:
        print(f"docs/rules/{name} is stale: run `python scripts/generate.py`")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
