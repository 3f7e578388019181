"""Which module of the project a dotted name means, and the modules, read when asked for.

Two source roots of a repository may hold modules of the same dotted name (two services with an
`app` package each). All but that of the first root then carry their root as a suffix,
`app.models@services/billing`. Every module sees those of its own root first.

Modules of libraries are known by their plain dotted names, looked up one by one when code leads to
them (see `asynclint.index.libraries`), and are never among the names of the project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.index.module import Module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asynclint.index.libraries import Libraries


# Behind the name of a library's module where the project has a module of the same name.
SUFFIX = "@installed"


class Place(NamedTuple):
    """Where a module lies: `name` is its dotted name, `root` the source root it was found below."""

    name: str
    path: str
    root: str
    is_package: bool


class Resolver:
    """Modules by name and by path; `libraries` are the packages installed beside the project."""

    def __init__(
        self,
        places: Iterable[Place],
        load: Callable[[Place], Module],
        libraries: Libraries | None = None,
    ) -> None:
        self._load = load
        self._libraries = libraries
        self._places: dict[str, Place] = {}
        self._modules: dict[str, Module] = {}
        self._folders: set[str] = set()
        self._by_path: dict[str, str] = {}
        for place in places:
            self._add(place)

    def _add(self, place: Place) -> None:
        name = place.name
        known = self._places.get(name)
        if known is not None and known.root != place.root:
            name = f"{name}@{place.root}"
        elif known is not None and not known.path.endswith(".pyi"):
            name = f"{name}@{place.path}"  # a stub beside its module, or a module beside a package
        self._places[name] = place
        self._by_path.setdefault(place.path, name)  # its first place is that of its source root
        parent, suffix = split_suffix(name)
        while "." in parent:
            parent = parent.rpartition(".")[0]
            self._folders.add(parent + suffix)

    def names(self) -> list[str]:
        """The names of all modules, sorted."""
        return sorted(self._places)

    def place(self, name: str) -> Place:
        return self._places[name]

    def module(self, name: str) -> Module | None:
        """The module of exactly that name, suffix included."""
        module = self._modules.get(name)
        if module is None and name in self._places:
            # A file that can be imported by two names is one module, under its first.
            first = self._by_path[self._places[name].path]
            module = self.module(first) if first != name else self._load(self._named(name))
            if module is not None:
                self._modules[name] = module
        return module

    def _named(self, name: str) -> Place:
        return self._places[name]._replace(name=name)

    def at_path(self, path: str) -> Module | None:
        name = self._by_path.get(path)
        return None if name is None else self.module(name)

    def names_of(self, path: str) -> tuple[str, ...]:
        """All names of the module in a file; none if it is not of the project."""
        if path not in self._by_path:
            return ()
        return tuple(name for name, place in self._places.items() if place.path == path)

    def loaded_modules(self) -> list[Module]:
        """The modules that anybody has asked for."""
        return list({id(module): module for module in self._modules.values()}.values())

    def loaded(self, path: str) -> Module | None:
        """The module in a file if anybody has asked for it."""
        return self._modules.get(self._by_path.get(path, ""))

    def find(self, dotted: str, importer: Module) -> Module | None:
        """The module of the project that `dotted` means when `importer` imports it, or None."""
        for name in self._own_first(dotted, importer):
            if name in self._places:
                return self.module(name)
        return None

    def holds(self, dotted: str, importer: Module) -> str | None:
        """The full name of the project's module or namespace package that `dotted` means, or None.

        A package with an `__init__` comes before a folder without one, wherever they lie.
        """
        for name in self._own_first(dotted, importer):
            if name in self._places:
                return name
            if name in self._folders and not self._is_installed(dotted):
                return name
        return None

    @property
    def has_libraries(self) -> bool:
        return self._libraries is not None

    def library(self, dotted: str) -> Module | None:
        """The module of that name among the installed packages, or None."""
        if self._libraries is None:
            return None
        is_taken = dotted in self._places or dotted in self._folders
        return self._libraries.module(dotted, dotted + SUFFIX if is_taken else dotted)

    def is_library(self, dotted: str) -> bool:
        """Whether the installed packages have a module or namespace package of that name."""
        return self._libraries is not None and self._libraries.holds(dotted)

    def _is_installed(self, dotted: str) -> bool:
        top = dotted.partition(".")[0]
        return top not in self._places and self.library(top) is not None

    def root_of(self, module: Module) -> str:
        """The source root below which a module was found; "" for one that is not of the project."""
        place = self._places.get(module.name)
        return "" if place is None else place.root

    def _own_first(self, dotted: str, importer: Module) -> tuple[str, ...]:
        """The full names that `dotted` may have, that of the importer's own source root first."""
        if importer.is_library:
            return ()
        place = self._places.get(importer.name)
        return (dotted,) if place is None else (f"{dotted}@{place.root}", dotted)

    def submodule(self, name: str, child: str) -> str | None:
        """The full name of `child` inside the package of the full name `name`, or None."""
        parent, suffix = split_suffix(name)
        full = f"{parent}.{child}{suffix}"
        if full in self._places or full in self._folders:
            return full
        # A name that no other root has goes without suffix.
        place = self._places.get(f"{parent}.{child}")
        return f"{parent}.{child}" if place is not None and f"@{place.root}" == suffix else None


def split_suffix(name: str) -> tuple[str, str]:
    """`app.models@services/b` → (`app.models`, `@services/b`)."""
    dotted, at, root = name.partition("@")
    return dotted, at + root


def absolute(module: Module, level: int, target: str) -> str | None:
    """The dotted name, without suffix, that `from {level dots}{target} import …` means there."""
    if level == 0:
        return target
    parts = split_suffix(module.name)[0].split(".")
    drop = level - 1 if module.is_package else level
    if drop > len(parts):
        return None
    base = parts[: len(parts) - drop] if drop else parts
    return ".".join([*base, target] if target else base) or None
