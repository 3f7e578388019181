"""Which Django a project runs on, as far as its files say.

Asked in this order: the setting, the lock file, the requirements files, the dependencies in
pyproject.toml, setup.cfg and setup.py, and what is installed in the project's environment. Bounds
are read pessimistically: of `>=4.2,<6` the lowest version counts, so that asynclint never proposes
what may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from asynclint.sources.paths import absolute, below, join, parent

if TYPE_CHECKING:
    from asynclint.config import Settings
    from asynclint.sources.environment import Environment
    from asynclint.sources.filesystem import FileSystem

Version = tuple[int, int]

# The release series of Django, the newest last.
SERIES: tuple[Version, ...] = (
    (1, 8), (1, 9), (1, 10), (1, 11), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2),
    (4, 0), (4, 1), (4, 2), (5, 0), (5, 1), (5, 2), (6, 0), (6, 1),
)  # fmt: skip
NEWEST = SERIES[-1]
_NOTHING_TELLS = "the newest release, since no file names one"

_LOCKED = re.compile(
    r"""^name = ["'][Dd]jango["']\s*\nversion\s*=\s*["']([^"']+)["']""", re.MULTILINE
)
_REQUIREMENT = re.compile(r"django(?:\s*\[[^\]]*\])?\s*(?:[<>=!~(;@#\\]|--|$)", re.I)
_INCLUDED = re.compile(r"^(?:-r|--requirement|-c|--constraint)[\s=]*([^\s#]+)")
_PLAIN_BOUND = re.compile(r"(===|==|~=|>=|<=|!=|>|<)\s*(\d+)(?:\.(\d+))?(?:\.\d+)*(?:\.\*)?")
_QUOTED = re.compile(r"""["'](django[^"'\n]*)["']""", re.I)


class Detected(NamedTuple):
    """The Django version of a project."""

    version: Version  # the release series: major and minor
    source: str  # where it was found: "uv.lock", "the setting `django-version`" …


def project_version(
    root: str, settings: Settings, fs: FileSystem, environment: Environment | None = None
) -> Detected:
    """The release series of Django that the project at the absolute path `root` may count on.

    If nothing in the root's own folder tells, the projects in the folders directly below it do
    (their lowest version), then its environment; if nothing tells at all, it is the newest series.
    """
    if settings.django_version is not None:
        return Detected(settings.django_version, "the setting `django-version`")
    found = _of_folder(root, root, fs)
    if found is not None:
        return found
    inner = [join(root, name) for name, is_dir, _ in _scan(root, fs) if is_dir and name[0] != "."]
    versions = [
        _of_folder(folder, root, fs)
        for folder in inner
        if any(fs.stat(join(folder, name)) for name in ("manage.py", "pyproject.toml"))
    ]
    found = min((detected for detected in versions if detected is not None), default=None)
    return found or _installed(environment, fs) or Detected(NEWEST, _NOTHING_TELLS)


def _installed(environment: Environment | None, fs: FileSystem) -> Detected | None:
    """The Django in the project's environment."""
    if environment is None:
        return None
    version = _lowest(map(_beginning, environment.versions("django", fs)))
    return None if version is None else Detected(version, f"the environment {environment.folder}")


def series(written: object) -> Version | None:
    """The release series that a user means by `5.2`, `5.2.1`, `5.2.*` or `5`, as a string or as a
    number, in settings, options and editors alike; None for anything else."""
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        return None
    text = str(written).strip()
    if re.fullmatch(r"\d+(\.\d+)?(\.(\d+|\*))?", text) is None:
        return None
    return _beginning(text)


def _of_folder(folder: str, root: str, fs: FileSystem) -> Detected | None:
    """What the files in one folder say."""
    names = {name: is_dir for name, is_dir, _ in _scan(folder, fs)}
    return (
        _of_files(_LOCKS, folder, names, root, fs)
        or _of_requirements(folder, names, root, fs)
        or _of_files(_DECLARATIONS, folder, names, root, fs)
    )


def _of_files(
    readers: Mapping[str, Reader], folder: str, names: dict[str, bool], root: str, fs: FileSystem
) -> Detected | None:
    """What the first of the files says that says anything."""
    for name, read in readers.items():
        if name in names and not names[name]:
            path = join(folder, name)
            version = _lowest(read(_read(path, fs)))
            if version is not None:
                return Detected(version, below(path, root) or name)
    return None


def _lowest(versions: Iterable[Version | None]) -> Version | None:
    return min((version for version in versions if version is not None), default=None)


# Files


def _scan(folder: str, fs: FileSystem) -> list[tuple[str, bool, bool]]:
    try:
        return list(fs.scan(folder))
    except OSError:  # told where the files are searched for
        return []


def _read(path: str, fs: FileSystem) -> str:
    """The text of a file; "" for one that cannot be read, since some other file may tell."""
    try:
        data = fs.read(path)
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _toml(text: str) -> dict[str, Any]:
    from asynclint.settings_file import parse_toml

    try:
        return parse_toml(text)
    except (ValueError, RecursionError):  # told where the settings are read
        return {}


def _from_lock(text: str) -> Iterator[Version | None]:
    """uv.lock, poetry.lock and pdm.lock alike; such files are long, and not parsed for that."""
    for version in _LOCKED.findall(text):
        yield _beginning(version)


def _from_pipfile_lock(text: str) -> Iterator[Version | None]:
    import json

    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    for section in ("default", "develop"):
        for name, package in _table(_table(document).get(section)).items():
            if name.lower() == "django":
                yield _of_bounds(str(_table(package).get("version", "")))


def _of_requirements(
    folder: str, names: dict[str, bool], root: str, fs: FileSystem
) -> Detected | None:
    """The lowest version in requirements*.txt, requirements/*.txt and the files they include."""
    pending = [join(folder, name) for name in names if re.fullmatch(r"requirements.*\.txt", name)]
    if names.get("requirements"):
        inner = join(folder, "requirements")
        pending += [join(inner, name) for name, _, _ in _scan(inner, fs) if name.endswith(".txt")]
    seen: set[str] = set()
    found: list[Detected] = []
    while pending:
        path = pending.pop()
        if path in seen:
            continue
        seen.add(path)
        for line in _read(path, fs).splitlines():
            included = _INCLUDED.match(line)
            if included is not None:
                pending.append(absolute(included.group(1), parent(path)))
            version = _of_requirement(line)
            if version is not None:
                found.append(Detected(version, below(path, root) or path))
    return min(found, default=None)


def _from_pyproject(text: str) -> Iterator[Version | None]:
    if "django" not in text.lower():
        return
    document = _toml(text)
    project, tool = _table(document.get("project")), _table(document.get("tool"))
    poetry = _table(tool.get("poetry"))
    main = [_of_requirement(line) for line in _list(project.get("dependencies"))]
    main += _from_poetry(_table(poetry.get("dependencies")))
    if any(main):
        yield from main
        return
    groups = [
        _table(project.get("optional-dependencies")),
        _table(document.get("dependency-groups")),
    ]
    groups.append(_table(_table(tool.get("pdm")).get("dev-dependencies")))
    groups.append({"dev": _table(tool.get("uv")).get("dev-dependencies")})
    for group in groups:
        for lines in group.values():
            yield from (_of_requirement(line) for line in _list(lines))
    for table in (poetry, *_table(poetry.get("group")).values()):
        for key in ("dependencies", "dev-dependencies"):
            yield from _from_poetry(_table(_table(table).get(key)))


def _from_poetry(dependencies: dict[str, Any]) -> Iterator[Version | None]:
    """Poetry's own tables: a constraint, a table with one, or a list of either for one package."""
    for name, value in dependencies.items():
        if name.lower() == "django":
            for item in value if isinstance(value, list) else [value]:
                constraint = item.get("version", "") if isinstance(item, dict) else item
                for alternative in re.split(r"\|\|?", str(constraint)):
                    yield _of_poetry_bounds(alternative)


def _of_poetry_bounds(bounds: str) -> Version | None:
    """Poetry writes `^4.2` and `~4.2` for what is compatible, and a bare `4.2.1` for a pin."""
    plain = []
    for part in re.split(r"\s*,\s*|\s+(?=[<>=!~^])", bounds.strip()):
        lower = re.fullmatch(r"(?:\^|~(?!=))\s*(.+)", part)
        bare = re.fullmatch(r"\d[\w.]*(?:\.\*)?", part)
        plain.append(f">={lower.group(1)}" if lower else f"=={part}" if bare else part)
    return _of_bounds(",".join(plain))


def _from_setup_cfg(text: str) -> Iterator[Version | None]:
    for line in text.splitlines():
        yield _of_requirement(re.sub(r"^\w+\s*=(?!=)\s*", "", line.strip()))


def _from_setup_py(text: str) -> Iterator[Version | None]:
    for quoted in _QUOTED.findall(text):
        yield _of_requirement(quoted)


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


Reader = Callable[[str], Iterable[Version | None]]
_LOCKS: dict[str, Reader] = {
    "uv.lock": _from_lock,
    "poetry.lock": _from_lock,
    "pdm.lock": _from_lock,
    "Pipfile.lock": _from_pipfile_lock,
}
_DECLARATIONS: dict[str, Reader] = {
    "pyproject.toml": _from_pyproject,
    "setup.cfg": _from_setup_cfg,
    "setup.py": _from_setup_py,
}


# Versions


def _of_requirement(line: object) -> Version | None:
    """What a line like `Django[argon2]>=4.2,<5 ; python_version > "3.8"` allows at the lowest."""
    if not isinstance(line, str) or not _REQUIREMENT.match(line := line.strip()):
        return None
    bare = re.sub(r"\s(?:#|--|\\).*|;.*", "", line)  # comments, hashes and markers
    return _of_bounds(re.sub(r"^django\s*(\[[^\]]*\])?", "", bare, flags=re.I).strip(" ()\\"))


def _of_bounds(bounds: str) -> Version | None:
    """The lowest series that the version bounds allow; None if they do not bound it.

    Bounds from above alone give the newest series below them.
    """
    parts = [part.strip() for part in bounds.split(",") if part.strip()]
    plain = [_PLAIN_BOUND.fullmatch(part) for part in parts]
    starts = [
        (int(bound.group(2)), int(bound.group(3) or 0))
        for bound in plain
        if bound is not None and bound.group(1) not in ("<", "<=", "!=")
    ]
    if None not in plain and (starts or not parts):
        return max(starts, default=None)
    return _of_other_bounds(bounds)


def _of_other_bounds(bounds: str) -> Version | None:
    """The same for bounds that are not a plain list with a lower one."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # 20 ms, and rarely needed

    try:
        allowed = SpecifierSet(bounds)
    except InvalidSpecifier:
        return None
    lower_bounds = [one for one in allowed if one.operator not in ("<", "<=", "!=")]
    starts = [_beginning(one.version.removesuffix(".*")) for one in lower_bounds]
    if starts:
        return max((start for start in starts if start is not None), default=None)
    if all(one.operator == "!=" for one in allowed):
        return None
    # Of a series its first release stands for all: what is below 5.0 includes all of 4.2.
    fitting = [one for one in SERIES if allowed.contains(f"{one[0]}.{one[1]}")]
    return max(fitting, default=None)


def _beginning(version: str) -> Version | None:
    """The release series of a full version, whatever follows: "5.2rc1" is of 5.2."""
    found = re.match(r"(\d+)(?:\.(\d+))?", version)
    return None if found is None else (int(found.group(1)), int(found.group(2) or 0))
