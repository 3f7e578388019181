"""A rule's docstring as its documentation page.

A docstring is one sentence of summary ("Checks for …"), then Markdown sections: `## Why is this
bad?`, `## Example` with a `python` block whose offending lines are marked `# error`, after it
`Use instead:` with another block, `## Fix safety`, `## Options`, `## Versions`, `## References`.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.diagnostics import DOCUMENTATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.rules.base import Rule

FENCE = "```"
MARK = re.compile(r"[ \t]*#[ \t]*error\b.*")
USE_INSTEAD = "Use instead:"


class Section(NamedTuple):
    title: str  # "Why is this bad?"; empty for text between the summary and the first section
    text: str  # Markdown, without the marks


class Page(NamedTuple):
    summary: str  # one sentence, on one line
    sections: tuple[Section, ...]
    bad: str  # the example's code, with its marks; empty if there is none
    good: str  # the code to use instead; empty if there is none

    def section(self, title: str) -> str:
        """The text of the section with that title, or an empty string."""
        return next((section.text for section in self.sections if section.title == title), "")

    def markdown(self) -> str:
        """Everything, for display."""
        parts = [self.summary]
        for title, text in self.sections:
            parts.append(f"## {title}\n\n{text}" if title else text)
        return "\n\n".join(parts) + "\n"


def parse(docstring: str) -> Page:
    """Read a docstring; raises ValueError, saying what is wrong, where it is not a page."""
    lines = inspect.cleandoc(docstring).splitlines()
    if not lines:
        raise ValueError("the docstring is empty")
    sections = _sections(lines)
    intro = sections.pop(0).text
    summary, _, more = intro.partition("\n\n")
    if not summary:
        raise ValueError("the docstring does not begin with a summary")
    example = next((section.text for section in sections if section.title == "Example"), "")
    bad, good = _examples(example)
    if more.strip():
        sections.insert(0, Section("", more.strip()))
    shown = tuple(Section(title, _for_display(text)) for title, text in sections)
    return Page(" ".join(summary.split()), shown, bad, good)


def page_of(rule: type[Rule]) -> Page:
    """The page of a rule; raises ValueError, naming the rule, where its docstring is not a page."""
    try:
        return parse(rule.__doc__ or "")
    except ValueError as error:
        raise ValueError(f"{rule.code}: {error}") from error


def document(rule: type[Rule]) -> str:
    """The whole Markdown document about a rule: title, standing and page."""
    return f"# {rule.name} ({rule.code})\n\n{standing(rule)}\n\n{page_of(rule).markdown()}"


def standing(rule: type[Rule]) -> str:
    """One line on how grave its findings are, and whether it runs without being selected."""
    status = "on by default" if rule.default else "off unless selected"
    return f"Severity: {rule.severity} · {status}" + (" · preview" if rule.preview else "")


def file_name(rule: type[Rule]) -> str:
    """The name of the rule's file in docs/rules."""
    return f"{rule.code.lower()}-{rule.name}.md"


def url_of(rule: type[Rule]) -> str:
    """The address of the rule's page."""
    return DOCUMENTATION + file_name(rule)


def without_marks(code: str) -> str:
    """The code as people should see it."""
    return "\n".join(MARK.sub("", line) for line in code.split("\n"))


def marked_rows(code: str) -> tuple[int, ...]:
    """The rows, from 1, of the lines that are marked as offending."""
    return tuple(row for row, line in enumerate(code.split("\n"), 1) if MARK.search(line))


def _sections(lines: list[str]) -> list[Section]:
    """The text before the first heading, under an empty title, and then each section."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line, is_code in _with_code(lines):
        if line.startswith("## ") and not is_code:
            found.append((line[3:].strip(), []))
        else:
            found[-1][1].append(line)
    return [Section(title, "\n".join(body).strip()) for title, body in found]


def _with_code(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a code block (its fences do)."""
    is_code = False
    for line in lines:
        is_fence = line.lstrip().startswith(FENCE)
        yield line, is_code or is_fence
        is_code ^= is_fence
    if is_code:
        raise ValueError("a code block is not closed")


def _examples(text: str) -> tuple[str, str]:
    """The first `python` block before `Use instead:` and the first one after it."""
    before, _, after = text.partition(f"\n{USE_INSTEAD}\n")
    return _first_block(before), _first_block(after)


def _first_block(text: str) -> str:
    found = re.search(r"^```python\n(.*?)^```[ \t]*$", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def _for_display(text: str) -> str:
    lines = _with_code(text.split("\n"))
    return "\n".join(MARK.sub("", line) if is_code else line for line, is_code in lines)
