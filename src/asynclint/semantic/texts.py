"""Which special methods make the text of a value: `str`, `repr`, `format`, and by what is written
in a format: `"%r"`, `"{!r:>10}"`."""

from __future__ import annotations

import re
import string

from asynclint.semantic.kinds import Kind, Literal

TEXT = ("__str__", "__repr__")
REPR = ("__repr__",)
FORMATTED = ("__format__", *TEXT)
NUMBER = ()

_PERCENT = re.compile(r"%(?:\(\w*\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?([a-zA-Z%])")
_BY_LETTER = {"s": TEXT, "r": REPR, "a": REPR}


def by_conversion(conversion: str) -> tuple[str, ...]:
    """The methods asked for a text by an f-string's conversion."""
    return FORMATTED if not conversion else _BY_LETTER.get(conversion, TEXT)


def by_percent(template: Kind, count: int) -> list[tuple[str, ...]]:
    """The methods that `template % values` asks each of its `count` values for."""
    if isinstance(template, Literal) and isinstance(template.value, str):
        letters = [letter for letter in _PERCENT.findall(template.value) if letter != "%"]
        if len(letters) == count:
            return [_BY_LETTER.get(letter, NUMBER) for letter in letters]
    return [TEXT] * count


def by_braces(template: Kind, count: int) -> list[tuple[str, ...]]:
    """The methods that `template.format(…)` asks each of its `count` positional values for."""
    methods: list[tuple[str, ...]] = [FORMATTED] * count
    if not isinstance(template, Literal) or not isinstance(template.value, str):
        return methods
    try:
        fields = list(string.Formatter().parse(template.value))
    except ValueError:
        return methods
    names = [(name, conversion) for _, name, _, conversion in fields if name is not None]
    for position, (name, conversion) in enumerate(names):
        place = int(name) if name.isdecimal() else position
        if place < count and (not name or name.isdecimal()):
            methods[place] = by_conversion(conversion or "")
    return methods
