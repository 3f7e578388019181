"""The pinned packages of the ecosystem run: what they are, fetching them, unpacking them.

No code of a package is ever run: archives come through scripts/ecosystem_index.py, must have the
pinned hash, and only files of the kinds that asynclint reads are taken out of them. What a package
imports lies in an environment beside it where the pins name it, as it does for who works on it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SUFFIXES = (".py", ".pyi", ".toml", ".cfg", ".txt", ".lock")
SETTINGS = "asynclint.toml"
KINDS = ("sdist", "wheel")
LAYOUT = 1  # raise it when unpacking changes
INDEX = Path(__file__).resolve().parent / "ecosystem_index.py"


class EcosystemError(Exception):
    """Something that keeps a package from being checked: what, where, and what helps."""


class Package(NamedTuple):
    """One pinned package, as packages.toml has it."""

    name: str
    version: str
    kind: str  # one of KINDS
    sha256: str  # of the archive
    why: str  # what its code is a good example of
    folder: str = ""  # the part to check, relative to the archive's content; all unless given
    django_version: str = ""  # where asynclint cannot find it in the package
    beside: tuple[Package, ...] = ()  # wheels in its environment; the file has their names


def read_packages(path: Path) -> list[Package]:
    """The pins in the file, in its order. Raises EcosystemError."""
    document = read_toml(path)
    libraries = {library.name: library for library in _read(path, document, "library", {})}
    return _read(path, document, "package", libraries)


def _read(
    path: Path, document: dict[str, Any], table: str, libraries: dict[str, Package]
) -> list[Package]:
    """The pins in the tables of one name, those beside them looked up among `libraries`."""
    packages = []
    for number, entry in enumerate(document.get(table, []), 1):
        fields = {key.replace("-", "_"): value for key, value in entry.items()}
        try:
            if "beside" in fields:
                fields["beside"] = tuple(libraries[name] for name in fields["beside"])
            package = Package(**fields)
        except KeyError as error:
            raise EcosystemError(
                f"{path}: {table} {number}: no library {error} is pinned"
            ) from None
        except TypeError as error:
            message = str(error).replace("Package.__new__() ", "")
            raise EcosystemError(f"{path}: {table} {number}: {message}") from None
        if package.kind not in KINDS[table == "library" :]:
            raise EcosystemError(f"{path}: {package.name}: kind must be {' or '.join(KINDS)}")
        packages.append(package)
    return packages


def read_toml(path: Path) -> dict[str, Any]:
    """The document in a TOML file. Raises EcosystemError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EcosystemError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise EcosystemError(f"{path}: {error}") from None


def prepare(package: Package, cache: Path) -> Path:
    """Fetch and unpack what is not there yet; the folder to check. Raises EcosystemError."""
    content = cache / f"{package.name}-{package.version}"
    settings = _settings(package)
    marker = content / SETTINGS
    if not marker.is_file() or marker.read_text(encoding="utf-8") != settings:
        _install(package, cache)
        archive = _fetch(package, cache / "archives")
        _unpack(package, archive, content, settings)
    folder = content / package.folder
    if not folder.is_dir():
        raise EcosystemError(f"{package.name}: the archive has no folder {package.folder}")
    return folder


def _install(package: Package, cache: Path) -> None:
    """Lay the package's environment out, whole or not at all."""
    environment = cache / "beside" / f"{package.name}-{package.version}"
    shutil.rmtree(environment, ignore_errors=True)
    if not package.beside:
        return
    environment.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=environment.parent, prefix="unpacking-") as folder:
        site_packages = Path(folder, "environment", "lib", "python3", "site-packages")
        site_packages.mkdir(parents=True)
        for library in package.beside:
            _extract(_fetch(library, cache / "archives"), site_packages)
        os.replace(Path(folder, "environment"), environment)


def pin(name: str, version: str = "", kind: str = "") -> str:
    """An entry for packages.toml: the newest version's, or that of the version given; of a library
    where `kind` is "wheel"."""
    found = json.loads(_ask_index("find", name, version, kind))
    lines = [f"{key} = {json.dumps(value)}" for key, value in {"name": name, **found}.items()]
    table = "library" if kind == "wheel" else "package"
    return "\n".join([f"[[{table}]]", *lines, 'why = ""'])


def _fetch(package: Package, archives: Path) -> Path:
    """The archive, from the folder of archives or else from the index, with the pinned hash."""
    archive = archives / f"{package.name}-{package.version}-{package.kind}"
    if archive.is_file() and _sha256(archive) == package.sha256:
        return archive
    archives.mkdir(parents=True, exist_ok=True)
    part = archive.with_name(archive.name + ".part")
    _ask_index("download", *package[:4], str(part))
    found = _sha256(part)
    if found != package.sha256:
        part.unlink()
        raise EcosystemError(
            f"{package.name} {package.version}: the {package.kind} has the hash {found}, "
            f"and not {package.sha256} as pinned"
        )
    return part.replace(archive)


def _ask_index(*arguments: str) -> str:
    """What ecosystem_index.py prints; raises EcosystemError with its complaint."""
    done = subprocess.run([sys.executable, str(INDEX), *arguments], capture_output=True, text=True)
    if done.returncode:
        complaint = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise EcosystemError(f"{arguments[1]}: {complaint[-1]}")
    return done.stdout


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _settings(package: Package) -> str:
    """The settings that the package is checked with: their file also says what is unpacked.

    Having them, the content is a project of its own, wherever in another project it lies.
    """
    lines = [f"# {package.sha256}, layout {LAYOUT}"]
    if package.django_version:
        lines.append(f'django-version = "{package.django_version}"')
    if package.beside:
        lines += [f"# beside it: {library.name} {library.sha256}" for library in package.beside]
        lines.append(f'python = "../beside/{package.name}-{package.version}"')
    return "\n".join(lines) + "\n"


def _unpack(package: Package, archive: Path, content: Path, settings: str) -> None:
    """Put the archive's content at `content`, whole or not at all."""
    with tempfile.TemporaryDirectory(dir=content.parent, prefix="unpacking-") as folder:
        unpacked = Path(folder, "content")
        unpacked.mkdir()
        _extract(archive, unpacked)
        if package.kind == "sdist":
            unpacked = _only_folder(unpacked, archive)
        (unpacked / SETTINGS).write_text(settings, encoding="utf-8")
        shutil.rmtree(content, ignore_errors=True)
        os.replace(unpacked, content)


def _extract(archive: Path, folder: Path) -> None:
    """Put what is wanted of an archive's content into a folder. Raises EcosystemError."""
    try:
        (_extract_tar if tarfile.is_tarfile(archive) else _extract_zip)(archive, folder)
    except (tarfile.TarError, zipfile.BadZipFile, EcosystemError) as error:
        raise EcosystemError(f"{archive}: {error}") from None


def _only_folder(unpacked: Path, archive: Path) -> Path:
    """The folder that a source archive has at its top, alone."""
    entries = list(unpacked.iterdir())
    if len(entries) != 1 or not entries[0].is_dir():
        raise EcosystemError(f"{archive}: one folder was expected at the top")
    return entries[0]


def _extract_tar(archive: Path, folder: Path) -> None:
    if not hasattr(tarfile, "data_filter"):
        raise EcosystemError("this Python cannot unpack safely; take the newest of its series")
    with tarfile.open(archive) as tar:
        chosen = [member for member in tar if member.isreg() and _is_wanted(member.name)]
        tar.extractall(folder, members=chosen, filter="data")


def _extract_zip(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as content:
        for name in content.namelist():
            if _is_wanted(name):
                content.extract(name, folder)


def _is_wanted(name: str) -> bool:
    """Whether a file of that name is to be unpacked; raises EcosystemError for a hostile one."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        raise EcosystemError(f"a file would lie outside the folder: {name}")
    return path.suffix in SUFFIXES and path.name != SETTINGS
