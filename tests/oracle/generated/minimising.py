"""Makes a program on which linter and runtime disagree as small as it can be."""

from __future__ import annotations

from collections.abc import Iterator

from .judging import MISSED, Disagreement, disagreements
from .programs import OWN, REQUEST, VIEWS, Line, Program, batch_of

MOST_ATTEMPTS = 300
DEFINING = ("def ", "async def ", "class ", "@")


def minimised(told: Disagreement) -> Disagreement:
    """The same disagreement in the smallest program that leaving out lines leads to."""
    attempts = 0
    found = still(told, told.program) or told
    progress = True
    while progress:
        progress = False
        for smaller in reductions(found.program):
            attempts += 1
            if attempts > MOST_ATTEMPTS:
                return found
            kept = still(told, smaller)
            if kept is not None:
                found, progress = kept, True
                break
    return found


def still(told: Disagreement, program: Program) -> Disagreement | None:
    """The disagreement as it shows in another program, if it does."""
    try:
        own, _ = disagreements([program])
    except SyntaxError:
        return None
    if any("NameError" in each.what or "UnboundLocal" in each.what for each in own):
        return None
    return next((each for each in own if each.sort == told.sort), None)


def reductions(program: Program) -> Iterator[Program]:
    """Programs that are smaller by one thing: a function, a flag, a line, a block's header."""
    for number, top in enumerate(program.tops[:-1]):
        yield program._replace(tops=without(program.tops, number))
        if top.path != VIEWS:
            yield moved_near(program, number)
    for number, top in enumerate(program.tops):
        for body in smaller_bodies(top.line.body):
            changed = top._replace(line=top.line._replace(body=body))
            yield program._replace(
                tops=(*program.tops[:number], changed, *program.tops[number + 1 :])
            )
    text = "\n".join(row for top in program.tops for row in top.line.written())
    for flag in program.flags:
        if text.count(flag) == 1:
            yield without_flag(program, flag)


def without(items: tuple, number: int) -> tuple:  # type: ignore[type-arg]
    return (*items[:number], *items[number + 1 :])


def moved_near(program: Program, number: int) -> Program:
    """All functions in one file."""
    tops = tuple(
        top._replace(path=VIEWS, line=renamed(top.line, "helpers.", "")) for top in program.tops
    )
    return program._replace(tops=tops)


def without_flag(program: Program, flag: str) -> Program:
    flags = tuple(each for each in program.flags if each != flag)
    view = program.tops[-1]
    given = [REQUEST] * (REQUEST in view.line.text)
    header = f"async def view{OWN}({', '.join([*given, *flags])}):"
    tops = (*program.tops[:-1], view._replace(line=view.line._replace(text=header)))
    return Program(tops, flags)


def renamed(line: Line, old: str, new: str) -> Line:
    return Line(line.text.replace(old, new), tuple(renamed(each, old, new) for each in line.body))


def smaller_bodies(body: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    for number, line in enumerate(body):
        if len(body) > 1:
            yield without(body, number)
        if line.body:
            if not line.text.startswith(DEFINING):  # what it returns is not what is returned here
                yield (*body[:number], *line.body, *body[number + 1 :])
            for inner in smaller_bodies(line.body):
                yield (*body[:number], line._replace(body=inner), *body[number + 1 :])


def as_case(told: Disagreement) -> str:
    """The disagreement as a case of a suite; the mark's code is to be filled in."""
    path, row = told.place
    blocks = []
    for name, text in batch_of([told.program]).files.items():
        lines = tidy(text).split("\n")
        at = row - 1 - (text.count("\n") + 1 - len(lines))
        if name == path and told.direction == MISSED and 0 <= at < len(lines):
            lines[at] += "  # error: [ASL___]"
        body = "\n".join(lines)
        blocks.append(f"`{name}`:\n```python\n{body}```")
    calls = "".join(
        f"# oracle: view({', '.join(f'{k}={v}' for k, v in given.items())})\n"
        for given in told.program.calls()
        if given
    )
    title = f"# {told.direction.capitalize()}: {told.what}\n\n"
    if calls:
        blocks[-1] = blocks[-1].removesuffix("```") + calls + "```"
    return title + "\n\n".join(blocks) + "\n"


def tidy(text: str) -> str:
    """The file without the imports that it does not use."""
    head, _blank, rest = text.partition("\n\n\n")
    kept = []
    for line in head.split("\n"):
        module, word, names = line.rpartition("import ")
        used = [
            name
            for name in names.split(", ")
            if name + "." in rest or name + "(" in rest or f"{name})" in rest or f": {name}" in rest
        ]
        if not names:
            kept.append(line)
        elif used:
            kept.append(f"{module}{word}{', '.join(used)}")
    lines = "\n".join(kept).strip("\n")
    while "\n\n\n" in lines:
        lines = lines.replace("\n\n\n", "\n\n")
    return f"{lines}\n\n\n{rest}" if lines else rest
