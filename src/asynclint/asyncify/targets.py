"""Which functions a wish is about."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from asynclint.asyncify.obstacles import HANDLERS
from asynclint.checking import File
from asynclint.conversion import Refusal, Unconvertible
from asynclint.index import tree
from asynclint.semantic import classes, handlers, overrides
from asynclint.sources.paths import below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.asyncify.drafts import Reading
    from asynclint.index.module import Definition, Module
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_DJANGO_CASES = ("django.test.SimpleTestCase", "unittest.IsolatedAsyncioTestCase")
ADAPTED = "adapted"  # a test that may be a coroutine function: Django runs it on a loop
BRIDGED = "bridged"  # a test that nobody may await


def file_at(reading: Reading, path: str) -> File:
    """A file of the project, to be asked about. Raises Unconvertible."""
    project, world = reading
    shown = project.shown(path)
    if below(path, project.root) is None:
        raise Unconvertible(f"{path} is outside the project {project.root}")
    stat = project.fs.stat(path)
    if stat is None or stat.is_dir or not path.endswith(".py"):
        what = "there is no such file" if stat is None else "this is no Python file"
        raise Unconvertible(f"{shown}: {what}")
    text = project.text(path)
    if text is None:
        problem = project.problem(path)
        raise Unconvertible(f"{shown} {problem.message}", problem.remedy)
    module = world.resolver.at_path(path)
    if module is None:
        raise Unconvertible(f"{shown} is excluded from the project")
    if module.broken is not None or world.repaired(path).repairs:
        raise Unconvertible(f"{shown} cannot be parsed", f"`asynclint {shown}` tells where")
    return File(path, shown, text, module, world.repaired(path))


def named(reading: Reading, file: File, name: str) -> list[Routine] | str:
    """The functions of that qualified name; the dotted name of the class if it is one."""
    model, module = reading.world.model, file.module
    definitions, cls, prefix = module.find(name.partition(".")[0]), None, ""
    words = name.split(".")
    for number, word in enumerate(words):
        here = [d for d in definitions if _defines(d, word)]
        if not here:
            raise Unconvertible(f"{file.shown} defines no `{name}`", _nearest(file, name))
        if number == len(words) - 1 and isinstance(here[-1].statement, tree.Function):
            return [_routine(model, module, d, prefix + word, cls) for d in here]
        node = here[-1].statement
        if not isinstance(node, tree.Class):
            raise Unconvertible(
                f"{file.shown}: `{prefix}{word}` is no class",
                "functions inside functions are converted with the one around them",
            )
        cls = classes.define(model, module, here[-1].unit, node, prefix + word, None).name
        prefix += f"{word}."
        if number < len(words) - 1:
            definitions = module.members(here[-1]).find(words[number + 1])
    assert cls is not None
    return cls


def _defines(definition: Definition, word: str) -> bool:
    node = definition.statement
    return isinstance(node, (tree.Function, tree.Class)) and node.name == word


def _routine(
    model: Model, module: Module, definition: Definition, name: str, cls: str | None
) -> Routine:
    assert isinstance(definition.statement, tree.Function)
    return model.routine(module, definition.unit, definition.statement, name, cls, None)


def _nearest(file: File, name: str) -> str:
    known = []
    for definition in file.module.statements():
        node = definition.statement
        if isinstance(node, (tree.Function, tree.Class)):
            known.append(node.name)
        if isinstance(node, tree.Class):
            members = file.module.members(definition).statements()
            functions = [m.statement for m in members if isinstance(m.statement, tree.Function)]
            known += [f"{node.name}.{function.name}" for function in functions]
    near = get_close_matches(name, known, 1)
    return f"did you mean `{near[0]}`?" if near else "name a function, Class.method or a view"


# --- views -----------------------------------------------------------------------------------


def view_of(model: Model, routine: Routine) -> str | None:
    """The class whose handler a function is."""
    cls = routine.cls
    if cls is None or routine.name not in HANDLERS or not handlers.is_view(model, cls):
        return None
    return cls


def family(model: Model, cls: str) -> tuple[list[Routine], list[Refusal]]:
    """All handlers that go together with those of a view: its own, those that it inherits, and
    those of views that inherit them. And what stands against it."""
    together: dict[str, None] = {cls: None}
    refusals: list[Refusal] = []
    pending = [cls]
    while pending:
        one = pending.pop()
        near = list(overrides.all_subclasses(model, one))
        for handler in handlers.handlers(model, one):
            if handler.owner in model.classes:
                near.append(handler.owner)
            elif not handler.is_async and handler.name != "options":
                reason = (
                    f"`{_short(one)}` inherits the sync handler `{handler.name}` of"
                    f" `{handler.owner}`, and Django refuses mixed ones"
                )
                refusals.append(Refusal(reason, (), f"define `{handler.name}` in `{_short(one)}`"))
        pending += [each for each in near if each not in together]
        together.update(dict.fromkeys(near))
    return [routine for each in sorted(together) for routine in own_handlers(model, each)], refusals


def own_handlers(model: Model, cls: str) -> Iterator[Routine]:
    for name in HANDLERS:
        for definition in classes.own(model, cls, name):
            if isinstance(definition.statement, tree.Function):
                yield classes.method(model, cls, definition)


def _short(cls: str) -> str:
    return cls.rpartition(".")[2]


# --- tests -----------------------------------------------------------------------------------


def test_sort(model: Model, routine: Routine) -> str:
    """What can be done about a test; empty for what is none."""
    if not routine.name.startswith("test") or routine.outer is not None:
        return ""
    if routine.cls is None:
        file = routine.module.path.rpartition("/")[2]
        return BRIDGED if "test" in file else ""
    order = classes.mro(model, routine.cls)
    if any(model.tables.canonical(case) in order for case in _DJANGO_CASES):
        return ADAPTED
    return BRIDGED if "test" in routine.cls.lower() else ""
