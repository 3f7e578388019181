"""Libraries' code that can do nothing that a rule is about, and so need not be run.

Much of what is installed computes: it parses dates, renders text, checks values. A module whose
text names nothing that blocks and no coroutine, and that imports only such modules, is inert:
calling it with values that can do nothing themselves does nothing. That is read off the text,
without parsing it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from asynclint.index.resolver import absolute
from asynclint.knowledge.schema import CPU, FILE
from asynclint.semantic.kinds import (
    Anything,
    ClassRef,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    ModuleRef,
    Nothing,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.index.module import Module
    from asynclint.knowledge.tables import Tables
    from asynclint.semantic.model import Model

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<level>\.*)(?P<module>[\w.]*)[ \t]+import[ \t]+"
    r"(?P<names>\([^)]*\)|[^\n#(]*)|import[ \t]+(?P<modules>[^\n#;]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"[\w.]+")
# Of modules that are imported for many things, what counts: words that a text then holds.
_WORDS = {
    "asyncio": (),  # a coroutine has to be awaited or defined
    "concurrent": ("concurrent.futures",),
    "google": ("google.cloud",),
    "http": ("http.client",),
    "input": (),
    "os": ("os.system", "os.popen", "os.spawn", "os.wait", "from os import"),
    "queue": ("queue.", "import Queue"),
    "select": ("select.select", ".poll("),
    "signal": (".pause(", "sigwait", "sigtimedwait"),
    "sys": ("sys.stdin",),
    "threading": (".join()", ".wait("),
    "time": ("sleep",),
    "urllib": ("urllib.request", "urlopen"),
}
_ALWAYS = ("async def", "await ", ".objects.", "_default_manager", "input(", "open_connection")
_IDLE = (Anything, ClassRef, External, Fixed, Instance, Literal, ModuleRef, Nothing)


def is_idle(model: Model, kinds: Iterable[Kind]) -> bool:
    """Whether values can do nothing by themselves, whatever is done with them."""
    for option in (option for kind in kinds for option in members(kind)):
        if not isinstance(option, _IDLE):
            return False
        cls = option.cls if isinstance(option, Instance) else ""
        cls = option.name if isinstance(option, ClassRef) else cls
        info = model.classes.get(cls)
        if info is not None and not (info.module.is_library and is_inert(model, info.module)):
            return False
        if isinstance(option, Fixed) and not is_idle(model, option.items):
            return False
    return True


def is_inert(model: Model, module: Module) -> bool:
    """Whether a library's module, with all that it imports, names nothing that could matter."""
    key = ("inert", module.name)
    return model.queries.ask(key, lambda: _is_inert(model, module), True)  # type: ignore[no-any-return]


def _is_inert(model: Model, module: Module) -> bool:
    seen = {module.name}
    pending = [module]
    while pending:
        here = pending.pop()
        targets = _harmless_imports(model, here)
        if targets is None:
            return False
        for dotted in targets:
            found = model.resolver.library(dotted)
            if found is not None and found.name not in seen:
                seen.add(found.name)
                pending.append(found)
    return True


def _harmless_imports(model: Model, module: Module) -> tuple[str, ...] | None:
    """The modules that a module imports; None where its own text names something that matters."""
    key = ("harmless imports", module.name)
    return model.queries.ask(key, lambda: _imports(model, module), ())  # type: ignore[no-any-return]


def _imports(model: Model, module: Module) -> tuple[str, ...] | None:
    text = module.text
    if any(word in text for word in _ALWAYS):
        return None
    targets = tuple(dict.fromkeys(imported(module)))
    for package in {dotted.partition(".")[0] for dotted in targets}:
        if package in _WORDS:
            if any(word in text for word in _WORDS[package]):
                return None
        elif package in _blocking(model.tables):
            return None
    return targets


@cache
def _blocking(tables: Tables) -> frozenset[str]:
    return tables.packages_doing(excluded=(FILE, CPU))


def imported(module: Module) -> Iterator[str]:
    """The dotted names of the modules that a module may import, at any place."""
    for found in _IMPORT.finditer(module.text):
        if found["modules"] is not None:
            for part in found["modules"].split(","):
                yield part.split()[0] if part.split() else ""
            continue
        dotted = absolute(module, len(found["level"]), found["module"])
        if dotted:
            yield dotted
            for name in _NAME.findall(found["names"]):
                yield f"{dotted}.{name}"
