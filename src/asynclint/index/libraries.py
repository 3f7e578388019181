"""The modules of installed packages, found and read one by one when code leads to them.

Nothing is listed ahead, and nothing is imported. A package's source comes before a stub beside it;
a stub package (`acme-stubs`) counts where there is no source; what is compiled is not known.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from asynclint.index.module import Module
from asynclint.sources.paths import join, parent
from asynclint.sources.text import UndecodableError, decode

if TYPE_CHECKING:
    from asynclint.index.store import Store
    from asynclint.sources.environment import Environment
    from asynclint.sources.filesystem import FileSystem

_ENDINGS = (".py", ".pyi")


class Libraries:
    """Modules of the packages in an environment, by dotted name.

    `closed` are the top-level packages that are not looked into.
    """

    def __init__(
        self, environment: Environment, fs: FileSystem, store: Store | None, closed: frozenset[str]
    ) -> None:
        self.environment = environment
        self.read: dict[str, None] = {}  # the paths of the files that were read, in order
        self._fs = fs
        self._store = store
        self._closed = closed
        self._mapped = dict(environment.mapped)
        self._listings: dict[str, dict[str, bool]] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._modules: dict[str, Module | None] = {}

    def holds(self, dotted: str) -> bool:
        """Whether there is a module, package or namespace package of that name."""
        return bool(self._places(dotted))

    def module(self, dotted: str, name: str) -> Module | None:
        """The module of a dotted name, to be known by `name`; None for one that has no source."""
        if dotted not in self._modules:
            self._modules[dotted] = self._load(dotted, name)
        return self._modules[dotted]

    def _load(self, dotted: str, name: str) -> Module | None:
        path = next((p for p in self._places(dotted) if p.endswith(_ENDINGS)), None)
        if path is None:
            return None
        self.read[path] = None
        try:
            text = decode(self._fs.read(path)).text
        except (OSError, UndecodableError):
            return None
        is_package = path.rpartition("/")[2].startswith("__init__.")
        module = Module(name, path, text, is_package, self._store)
        module.is_library = True
        return module

    def _places(self, dotted: str) -> tuple[str, ...]:
        """The path of a module's file, or those of the folders of a namespace package."""
        known = self._found.get(dotted)
        if known is None:
            known = self._found[dotted] = self._search(dotted)
        return known

    def _search(self, dotted: str) -> tuple[str, ...]:
        above, _, last = dotted.rpartition(".")
        if not above and (last in self._closed or last in sys.stdlib_module_names):
            return ()
        if dotted in self._mapped:
            target = self._mapped[dotted]
            return self._in_folder(parent(target), target.rpartition("/")[2].removesuffix(".py"))
        folders = self._folders_of(above) if above else self.environment.paths
        namespace: list[str] = []
        for folder in folders:
            found = self._in_folder(folder, last)
            if found and found[0].endswith(_ENDINGS):
                return found
            namespace += found
        if not above and (stub := self._stub_package(last)):
            return stub
        return tuple(namespace)

    def _folders_of(self, package: str) -> tuple[str, ...]:
        """The folders in which the submodules of a package lie."""
        found = self._places(package)
        if found and found[0].endswith(_ENDINGS):
            is_package = found[0].rpartition("/")[2].startswith("__init__.")
            return (parent(found[0]),) if is_package else ()
        return found

    def _in_folder(self, folder: str, name: str) -> tuple[str, ...]:
        """The file of the module `name` directly in a folder, or its folder without `__init__`."""
        names = self._listing(folder)
        inner = join(folder, name)
        if names.get(name):
            inside = self._listing(inner)
            for ending in _ENDINGS:
                if f"__init__{ending}" in inside:
                    return (f"{inner}/__init__{ending}",)
        for ending in _ENDINGS:
            if names.get(name + ending) is False:
                return (inner + ending,)
        return (inner,) if names.get(name) and not self._is_compiled(name, names) else ()

    def _stub_package(self, name: str) -> tuple[str, ...]:
        for folder in self.environment.paths:
            stubs = f"{name}-stubs"
            if self._listing(folder).get(stubs):
                path = join(folder, stubs)
                if "__init__.pyi" in self._listing(path):
                    return (f"{path}/__init__.pyi",)
        return ()

    @staticmethod
    def _is_compiled(name: str, names: dict[str, bool]) -> bool:
        return any(n.startswith(f"{name}.") and n.endswith((".so", ".pyd")) for n in names)

    def _listing(self, folder: str) -> dict[str, bool]:
        """The names in a folder, and whether each is a folder."""
        known = self._listings.get(folder)
        if known is None:
            try:
                known = {entry.name: entry.is_dir for entry in self._fs.scan(folder)}
            except OSError:
                known = {}
            self._listings[folder] = known
        return known
