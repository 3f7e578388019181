"""Templates of new code: their text, and what each placeholder's place asks of what goes there."""

from __future__ import annotations

from typing import NamedTuple

import libcst as cst

from asynclint.fixes import precedence
from asynclint.fixes.placeholders import PLACEHOLDER
from asynclint.fixes.places import is_parenthesised
from asynclint.fixes.reading import parents_below


class Slot(NamedTuple):
    """A placeholder: where it stands in the template."""

    part: int
    is_arguments: bool  # `{n*}`: all arguments of the call at the part
    node: cst.CSTNode  # the name that stands for it in the template's tree
    parent: cst.CSTNode | None  # None where the placeholder is the whole template
    is_bracketed: bool  # brackets of the template are around it
    is_only_argument: bool


class Template(NamedTuple):
    """A template: text and slots in turn, and the node that the whole comes to."""

    texts: tuple[str, ...]  # what is around the slots: one more than there are slots
    slots: tuple[Slot, ...]
    root: cst.CSTNode

    @property
    def root_slot(self) -> Slot | None:
        """The placeholder that is the whole template: `{0}`."""
        return next((slot for slot in self.slots if slot.parent is None), None)


def read_template(text: str, *, is_statement: bool = False) -> Template:
    """Read a template whose `{name}` is filled in already; ValueError if it is no Python."""
    texts, found = _cut(text)
    names = [f"_slot_{number}_" for number in range(len(found))]
    code = texts[0] + "".join(f"{name}{text}" for name, text in zip(names, texts[1:], strict=True))
    try:
        root = _parse_statement(code) if is_statement else cst.parse_expression(code)
    except (cst.ParserSyntaxError, cst.CSTValidationError) as error:
        raise ValueError("it is no Python") from error
    parents = parents_below(root)
    nodes = {node.value: node for node in (root, *parents) if isinstance(node, cst.Name)}
    slots = [
        _slot(part, is_arguments, nodes[name], parents)
        for name, (part, is_arguments) in zip(names, found, strict=True)
    ]
    return Template(tuple(texts), tuple(slots), root)


def _cut(text: str) -> tuple[list[str], list[tuple[int, bool]]]:
    """The texts around the placeholders, and the placeholders."""
    found = list(PLACEHOLDER.finditer(text))
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return texts, [(int(match["part"]), bool(match["star"])) for match in found]


def _parse_statement(code: str) -> cst.CSTNode:
    line = cst.parse_statement(code)
    if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
        return line.body[0]
    raise ValueError("it is not one simple statement")


def _slot(part: int, star: bool, node: cst.Name, parents: dict[cst.CSTNode, cst.CSTNode]) -> Slot:
    parent = parents.get(node)
    is_bracketed, child, above = is_parenthesised(node), node, parent
    while above is not None and not is_bracketed:
        is_bracketed = precedence.encloses(above, child) or is_parenthesised(above)
        child, above = above, parents.get(above)  # type: ignore[assignment]
    call = parents.get(parent) if isinstance(parent, cst.Arg) else None
    is_only = isinstance(call, cst.Call) and len(call.args) == 1
    return Slot(part, star, node, parent, is_bracketed, is_only)
