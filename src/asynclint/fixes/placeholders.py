"""Placeholders of templates: `{0}`, `{1}` … for parts, `{0*}` for arguments, `{name}`."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\{(?P<part>\d+)(?P<star>\*?)\}")
FRESH = "{name}"


def parts_used(template: str) -> frozenset[int]:
    """The numbers of the parts that a template keeps."""
    return frozenset(int(found["part"]) for found in PLACEHOLDER.finditer(template))


def fresh_name(wanted: str, text: str) -> str:
    """`wanted`, or the first of wanted_2, wanted_3 … that is no word of the text."""
    name, number = wanted, 1
    while re.search(rf"\b{re.escape(name)}\b", text):
        number += 1
        name = f"{wanted}_{number}"
    return name
