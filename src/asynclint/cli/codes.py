"""Rules named on the command line: how they are read and completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asynclint.rules.base import Rule


def selectors(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    """Codes, prefixes and names out of comma lists. Whether they exist is for the settings."""
    words = (word.strip() for value in values for word in value.split(","))
    return tuple(word for word in words if word)


def complete_selectors(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Completes the last word of a comma list."""
    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + word, help=help) for word, help in _words_that_begin(last)
    ]


def one_rule(ctx: click.Context, param: click.Parameter, value: str) -> type[Rule]:
    """The rule with that code or name, in whatever case; raises UsageError with the nearest."""
    from asynclint.rules.registry import find  # brings every rule along

    found = find(value)
    if found is not None:
        return found
    from difflib import get_close_matches  # for this message only

    known = {word.lower(): rule for rule in _rules() for word in (rule.code, rule.name)}
    nearest = get_close_matches(value.lower(), known, 1)
    hint = "`asynclint rules` lists them all"
    if nearest:
        rule = known[nearest[0]]
        hint = f"did you mean {rule.code} ({rule.name})?"
    raise click.UsageError(f"there is no rule {value}; {hint}", ctx)


def complete_rule(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Completes one code or name."""
    return [CompletionItem(word, help=help) for word, help in _words_that_begin(incomplete)]


def _words_that_begin(start: str) -> Iterator[tuple[str, str]]:
    """Each code with its name, then each name with its code."""
    pairs = [(rule.code, rule.name) for rule in _rules()]
    pairs += [(name, code) for code, name in pairs]
    return (pair for pair in pairs if pair[0].lower().startswith(start.lower()))


def _rules() -> Sequence[type[Rule]]:
    from asynclint.rules.registry import RULES  # brings every rule along

    return RULES
