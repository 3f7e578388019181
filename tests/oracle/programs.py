"""A program's files as importable modules, for the time of one run, without touching the disk."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType
from typing import NamedTuple

from .recorder import PROGRAM

INSTALLED = "site-packages/"
Change = Callable[[str, ast.Module], ast.Module]


class Function(NamedTuple):
    """A function or method that is written in a program's file."""

    path: str
    module: str  # dotted name
    name: str  # within the module: "view", "BookView.get"
    start: int  # first line, decorators included
    header: int  # last line of its header
    end: int  # last line
    is_async: bool

    @property
    def full_name(self) -> str:
        return f"{self.module}.{self.name}"


def module_name(path: str) -> str:
    """`shop/totals.py` → `shop.totals`; a package's `__init__.py` names the package. Installed
    packages are imported from their `site-packages`."""
    name = path.rpartition(INSTALLED)[2].removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__")


def python_files(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".py")}


class Finder(MetaPathFinder, Loader):
    """Finds the modules of one program; folders without `__init__.py` are packages as well."""

    def __init__(self, files: dict[str, str], change: Change | None = None) -> None:
        self.change = change
        self.paths = {module_name(path): path for path in python_files(files)}
        self.files = files
        self.packages = {
            name.rsplit(".", depth)[0]
            for name in self.paths
            for depth in range(1, name.count(".") + 1)
        } | {module_name(path) for path in self.paths.values() if path.endswith("__init__.py")}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.paths and name not in self.packages:
            return None
        file = PROGRAM + self.paths.get(name, name.replace(".", "/") + "/__init__.py")
        return spec_from_loader(name, self, origin=file, is_package=name in self.packages)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__file__ = module.__spec__.origin
        path = self.paths.get(module.__name__)
        if path is not None:
            text = self.files[path]
            source = text if self.change is None else self.change(path, ast.parse(text))
            exec(compile(source, PROGRAM + path, "exec"), vars(module))


@contextmanager
def importable(files: dict[str, str], change: Change | None = None) -> Iterator[None]:
    """Make the files importable during the body; their modules are forgotten afterwards. `change`
    is given each file's path and syntax tree, and gives what is run in its place.

    Modules of the project with the same names, such as `shop.models`, are hidden meanwhile.
    """
    finder = Finder(files, change)
    hidden = hide(finder)
    before = set(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in set(sys.modules) - before:
            if getattr(sys.modules[name], "__loader__", None) is finder:
                forget(name)
        for name, module in hidden.items():
            remember(name, module)


def hide(finder: Finder) -> dict[str, ModuleType]:
    """Take away the loaded modules that the program defines itself."""
    hidden = {name: sys.modules[name] for name in finder.paths if name in sys.modules}
    for name in hidden:
        forget(name)
    return hidden


def forget(name: str) -> None:
    del sys.modules[name]
    parent, _, child = name.rpartition(".")
    if parent in sys.modules:
        vars(sys.modules[parent]).pop(child, None)


def remember(name: str, module: ModuleType) -> None:
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], child, module)


def functions(path: str, text: str) -> list[Function]:
    """The functions and methods written in a file, except those inside other functions."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    return list(written(tree.body, path, ""))


def written(body: Sequence[ast.stmt], path: str, prefix: str) -> Iterator[Function]:
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            start = min([statement.lineno, *(d.lineno for d in statement.decorator_list)])
            yield Function(
                path,
                module_name(path),
                prefix + statement.name,
                start,
                header_end(statement),
                statement.end_lineno or start,
                isinstance(statement, ast.AsyncFunctionDef),
            )
        elif isinstance(statement, ast.ClassDef):
            yield from written(statement.body, path, f"{prefix}{statement.name}.")
        else:
            for block in ("body", "orelse", "finalbody"):
                yield from written(getattr(statement, block, []), path, prefix)


def header_end(node: ast.stmt) -> int:
    """The last line of a compound statement's header, or of a simple statement."""
    body = getattr(node, "body", None)
    if body:
        return max(node.lineno, body[0].lineno - 1)
    return node.end_lineno or node.lineno
