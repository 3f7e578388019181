"""The settings: what they are, how they are read, and which rules they select.

They stand in `[tool.asynclint]` of pyproject.toml or at the top level of asynclint.toml, which wins
if there are both. What is wrong with them is told as problems, each with its place and remedy; the
settings that are right hold all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from asynclint.diagnostics import Problem
from asynclint.sources.ignore import Patterns
from asynclint.sources.paths import join

if TYPE_CHECKING:
    from asynclint.knowledge.schema import Callable
    from asynclint.sources.filesystem import FileSystem

LINTERS = ("ruff",)
FORMATS = ("full", "concise", "json", "github", "sarif")
DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".hg", ".hypothesis", ".idea", ".ipynb_checkpoints",
    ".mypy_cache", ".nox", ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn",
    ".tox", ".venv", ".vscode", "__pycache__", "__pypackages__", "_build", "buck-out", "dist",
    "node_modules", "site-packages", "venv",
)  # fmt: skip


class Selection(NamedTuple):
    """A choice of rules by selectors: a code, the beginning of one, a name, or "ALL"."""

    select: tuple[str, ...] | None = None  # None: those that are on by default
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What a run is told to do; a field's key in TOML has `-` for `_`."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (pattern, selectors)
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE  # gitignore patterns that count from the root
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False  # also for files that are named on the command line
    django_version: tuple[int, int] | None = None
    python: str | None = None  # path of the environment, or of its interpreter; None: found
    source_roots: tuple[str, ...] = ()  # empty: found from the layout
    blocking: tuple[Callable, ...] = ()  # rows for callables that asynclint does not know
    thread_wrappers: tuple[str, ...] = ()  # dotted names of what runs a function in a thread
    cpu_bound: tuple[str, ...] = ()  # dotted names of functions that compute for long
    preview: bool = False
    severity: tuple[tuple[str, str], ...] = ()  # (selector, severity)
    defer_to: str | None = None  # one of LINTERS, which reports some of it as well
    output_format: str = "full"
    fixable: tuple[str, ...] | None = None  # None: all
    unfixable: tuple[str, ...] = ()
    unsafe_fixes: bool = False
    extend_safe_fixes: tuple[str, ...] = ()  # rules whose unsafe fixes count as safe
    extend_unsafe_fixes: tuple[str, ...] = ()  # rules whose safe fixes count as unsafe
    overrides: Selection = Selection()  # of the command line, which goes on top of the above


class Loaded(NamedTuple):
    """What was read."""

    settings: Settings
    problems: tuple[Problem, ...]  # any of them means exit code 2
    path: str | None  # absolute path of the file that the settings stand in
    notes: tuple[str, ...] = ()  # sentences worth telling that are no problems


# Loading


def load(
    root: str,
    fs: FileSystem,
    overrides: Mapping[str, object] | None = None,
    file: str | None = None,
) -> Loaded:
    """The settings of the project at the absolute path `root`; the defaults where it has none.

    With `file` (an absolute path) they are read from there: from its `[tool.asynclint]` table if
    it is called pyproject.toml, else from its top level.

    `overrides` are values of the command line by field name, already of the right type. Those of
    `select`, `extend_select` and `ignore` are a selection of their own on top of the file's;
    those of `extend_exclude` are added; every other value replaces the file's.
    """
    loaded = _load_file(root, fs, file)
    if not overrides:
        return loaded
    values: dict[str, Any] = dict(overrides)
    selection = {key: values.pop(key) for key in Selection._fields if key in values}
    more = values.get("extend_exclude", ())
    values["extend_exclude"] = (*loaded.settings.extend_exclude, *more)
    settings = loaded.settings._replace(**values, overrides=Selection(**selection))
    return loaded._replace(settings=settings)


def _load_file(root: str, fs: FileSystem, file: str | None) -> Loaded:
    own, shared = join(root, "asynclint.toml"), join(root, "pyproject.toml")
    has_own = fs.stat(own) is not None
    if file is None and not has_own and fs.stat(shared) is None:
        return Loaded(Settings(), (), None)
    from asynclint.settings_file import has_settings, read_settings  # only if there is a file

    if file is not None:
        return read_settings(root, file, fs)
    loaded = read_settings(root, own if has_own else shared, fs)
    if has_own and has_settings(shared, fs):
        note = "asynclint.toml is used; [tool.asynclint] in pyproject.toml is not read"
        return loaded._replace(notes=(note,))
    return loaded


# Selecting rules


def selected_codes(
    settings: Settings,
    all_rules: Mapping[str, str],
    default: frozenset[str],
    preview: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """The codes of the rules that run; `all_rules` maps codes to names.

    Of `select` with `extend-select` and `ignore` the more specific selector wins, and of equally
    specific ones `ignore`: "ALL" says less than "ASL2", that less than "ASL201" or "sync-query".
    What the command line selects goes on top of what the file left. The rules in `preview` run if
    the setting of that name is on, or if a selector names them and no other rule.
    """
    hidden = frozenset() if settings.preview else preview
    chosen = set(default - hidden)
    in_file = Selection(settings.select, settings.extend_select, settings.ignore)
    for layer in (in_file, settings.overrides):
        if layer.select is not None:
            chosen = set()
        wanted = (*(layer.select or ()), *layer.extend_select)
        for code, name in all_rules.items():
            for_it, against_it = _rank(wanted, code, name), _rank(layer.ignore, code, name)
            if against_it >= for_it and against_it > UNNAMED:
                chosen.discard(code)
            elif for_it > UNNAMED and (code not in hidden or for_it == len(code)):
                chosen.add(code)
    return frozenset(chosen)


def severities(settings: Settings, all_rules: Mapping[str, str]) -> dict[str, str]:
    """The severities that the settings give to rules, by code: the most specific selector's."""
    given = {}
    for code, name in all_rules.items():
        ranked = [(_rank((word,), code, name), its) for word, its in settings.severity]
        best = max((rank for rank, _ in ranked), default=UNNAMED)
        if best > UNNAMED:  # of a code and its rule's name, what is written last
            given[code] = [its for rank, its in ranked if rank == best][-1]
    return given


def fixable_codes(settings: Settings, all_rules: Mapping[str, str]) -> frozenset[str]:
    """The codes of the rules whose fixes may be applied, by `fixable` and `unfixable`."""
    wanted = ("ALL",) if settings.fixable is None else settings.fixable
    choice = Settings(select=wanted, ignore=settings.unfixable)
    return selected_codes(choice, all_rules, frozenset())


def trust(settings: Settings, all_rules: Mapping[str, str]) -> dict[str, bool]:
    """The rules whose fixes the settings take for safe (true) or unsafe (false), by code: the more
    specific selector wins, and of equally specific ones the careful one."""
    told = {}
    for code, name in all_rules.items():
        safe = _rank(settings.extend_safe_fixes, code, name)
        unsafe = _rank(settings.extend_unsafe_fixes, code, name)
        if max(safe, unsafe) > UNNAMED:
            told[code] = safe > unsafe
    return told


def ignored_in_file(settings: Settings, path: str, all_rules: Mapping[str, str]) -> frozenset[str]:
    """The codes that `per-file-ignores` turns off in a file.

    `path` is relative to the root, as findings have it. Patterns are those of gitignore; one that
    begins with `!` stands for all files that the rest does not match.
    """
    ignored: set[str] = set()
    for pattern, selectors in settings.per_file_ignores:
        inverted = pattern.startswith("!")
        if _patterns(pattern.removeprefix("!")).excludes(path.lstrip("/")) != inverted:
            ignored.update(
                code for code, name in all_rules.items() if _rank(selectors, code, name) > UNNAMED
            )
    return frozenset(ignored)


@cache
def _patterns(pattern: str) -> Patterns:
    return Patterns((pattern,))


def names_rule(selectors: Iterable[str], code: str, name: str) -> bool:
    """Whether one of the selectors names the rule: by code, beginning of one, name, or "ALL"."""
    return _rank(selectors, code, name) > UNNAMED


_OF_FIXES = ("extend_safe_fixes", "extend_unsafe_fixes")
DIGITS = "0123456789"
UNNAMED = -1  # rank of a rule that no selector names


def _rank(selectors: Iterable[str], code: str, name: str) -> int:
    """How specific the most specific of the selectors is that names the rule; else UNNAMED."""
    best = UNNAMED
    for selector in selectors:
        if selector.lower() == name or selector.upper() == code:
            return len(code)
        if selector.upper() == "ALL":
            best = max(best, 0)
        elif code.startswith(selector.upper()) and len(selector) >= len(code.rstrip(DIGITS)):
            best = max(best, len(selector))
    return best


def check_codes(
    settings: Settings, known_codes: Iterable[str], known_names: Iterable[str], path: str = ""
) -> tuple[Problem, ...]:
    """A problem for every selector that names no rule, with the nearest that does.

    `path` is the file that the settings stand in, as problems show it. A selector of the command
    line is shown with its option instead.
    """
    codes, names = tuple(known_codes), frozenset(known_names)
    problems = []
    for place, setting, selector in _all_selectors(settings, path):
        is_name = selector.lower() in names
        if is_name or any(names_rule((selector,), code, "") for code in codes):
            continue
        message = f"no rule is called {selector!r}"
        if place and setting:
            message = f"`{setting}`: {message}"
        remedy = _nearest_rule(selector, codes, names)
        problems.append(Problem(place or setting, message, remedy))
    return tuple(problems)


def _all_selectors(settings: Settings, path: str) -> Iterator[tuple[str, str, str]]:
    """Every selector in the settings, with the file or option and the setting it stands in."""
    for field in ("select", "extend_select", "ignore", "fixable", "unfixable", *_OF_FIXES):
        key = field.replace("_", "-")
        for selector in getattr(settings, field) or ():
            yield path, key, selector
        for selector in getattr(settings.overrides, field, None) or ():
            yield f"--{key}", "", selector
    for _, selectors in settings.per_file_ignores:
        for selector in selectors:
            yield path, "per-file-ignores", selector
    for selector, _ in settings.severity:
        yield path, "severity", selector


def _nearest_rule(selector: str, codes: tuple[str, ...], names: frozenset[str]) -> str:
    from difflib import get_close_matches  # only for messages

    # Codes are chosen by how they begin: of those that are near, the one that begins most alike.
    nearest = get_close_matches(selector.upper(), codes, len(codes), 0.8)
    nearest.sort(key=lambda code: [a != b for a, b in zip(code, selector.upper())])
    nearest = nearest or get_close_matches(selector.lower(), sorted(names), 1)
    if nearest:
        return f"Did you mean {nearest[0]}?"
    return "`asynclint rules` lists the codes and names of all rules."
