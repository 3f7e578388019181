"""Whole runs kept on disk: what was printed, and all that it rests on.

A run over files that have not changed prints what it printed before. To say so it takes nothing but
a look at every file and folder that the run before looked at, so this is asked first, and imports
little. Kept under the command line, the folder and what of the environment can change the output;
as data, in lines:

    mark │ key │ exit code, lengths of both outputs │ outputs │ stamp, tab, path │ …

A stamp tells what was seen at a path: `-` nothing, `d` a folder, `s…` a folder with these entries,
`f…` a file, `l…` a way that leads elsewhere. Only runs that went well are kept; what is damaged,
foreign or cannot be written is no record.
"""

from __future__ import annotations

import os
import sys
import zlib
from stat import S_ISDIR

TYPE_CHECKING = False  # `typing` takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MANY_RUNS = 40  # the oldest go when there are more
FOLDER = "runs"
_MARK = b"asynclint run 1\n"
_SUFFIX = ".run"
# A file that was changed in the same tick of the clock in which it was read looks unchanged.
_TICK_NS = 20_000_000
_VARIABLES = (
    "ASYNCLINT_CACHE_DIR", "COLORTERM", "COLUMNS", "CONDA_DEFAULT_ENV", "CONDA_PREFIX",
    "FORCE_COLOR", "GITHUB_WORKSPACE", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LINES",
    "LOCALAPPDATA", "NO_COLOR", "PRE_COMMIT", "PYTHONIOENCODING", "PYTHONPATH", "PYTHONUTF8",
    "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "VIRTUAL_ENV", "XDG_CACHE_HOME",
)  # fmt: skip

wanted: bytes | None = None  # the key under which the run that is being made may be kept


def replay(arguments: Sequence[str]) -> int | None:
    """Print what this command line printed before, if nothing has changed since, and give back its
    exit code; None where there is no such record."""
    global wanted
    folder = folder_for(arguments)
    if folder is None or sys.stdout is None or sys.stderr is None:
        return None
    wanted = _key(arguments)
    try:
        with open(_path(folder, wanted), "rb") as file:
            data = file.read()
        record = _read(data, wanted)
        if record is None:
            return None
    except (OSError, ValueError):
        return None
    code, out, err = record
    sys.stdout.write(out)
    sys.stdout.flush()
    sys.stderr.write(err)
    return code


def folder_for(arguments: Sequence[str]) -> str | None:
    """The folder of the cache that a command line means; None where it wants none."""
    if "--no-cache" in arguments:
        return None
    given = os.environ.get("ASYNCLINT_CACHE_DIR")
    for number, argument in enumerate(arguments):
        if argument == "--cache-dir" and number + 1 < len(arguments):
            given = arguments[number + 1]
        elif argument.startswith("--cache-dir="):
            given = argument.partition("=")[2]
    if given:
        return os.path.abspath(given)
    from asynclint.cli.cache import cache_folder

    return cache_folder()


def keep(folder: str, seen: Mapping[str, str], code: int, out: str, err: str) -> None:
    """Keep the run that is being made: its outputs, and what was `seen` at each path."""
    if wanted is None:
        return
    lines = {**_own(), **seen}
    text = "".join(f"{stamp}\t{path}\n" for path, stamp in lines.items())
    if text.count("\n") != len(lines) or text.count("\t") != len(lines):
        return  # names with such characters
    try:
        outputs = out.encode("utf-8", "surrogatepass"), err.encode("utf-8", "surrogatepass")
        sizes = b"%d %d %d\n" % (code, len(outputs[0]), len(outputs[1]))
        rest = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return
    from asynclint.sources.pruning import put  # a run that is replayed keeps nothing

    body = b"".join((wanted, b"\n", sizes, *outputs, rest))
    data = _MARK + b"%08x\n" % zlib.crc32(body) + body
    put(_path(folder, wanted), data, _SUFFIX, MANY_RUNS)


def is_settled(seen: Mapping[str, str], begun_ns: int) -> bool:
    """Whether all that was seen was as it is for some time before the run began."""
    times = (stamp[1:].partition(":")[0] for stamp in seen.values() if stamp[0] in "fs")
    return all(int(time) < begun_ns - _TICK_NS for time in times)


def stamp_of(found: os.stat_result, *, is_scanned: bool = False) -> str:
    """What is seen at a path, as text without line ends and tabs."""
    if S_ISDIR(found.st_mode):
        return f"s{found.st_mtime_ns}" if is_scanned else "d"
    return f"f{found.st_mtime_ns}:{found.st_size}"


def _read(data: bytes, key: bytes) -> tuple[int, str, str] | None:
    """The exit code and the outputs of a record, if it is that of `key` and nothing has changed."""
    start = len(_MARK) + 9
    if not data.startswith(_MARK) or int(data[len(_MARK) : start], 16) != zlib.crc32(data[start:]):
        return None
    if data[start : start + len(key) + 1] != key + b"\n":
        return None
    begin = start + len(key) + 1
    end = data.index(b"\n", begin)
    code, out, err = map(int, data[begin:end].split())
    begin = end + 1
    rest = data[begin + out + err :].decode("utf-8", "surrogateescape")
    if not all(map(_is_as_seen, rest.split("\n")[:-1])):
        return None
    return (
        code,
        data[begin : begin + out].decode("utf-8", "surrogatepass"),
        data[begin + out : begin + out + err].decode("utf-8", "surrogatepass"),
    )


def _is_as_seen(line: str, stat=os.stat) -> bool:  # type: ignore[no-untyped-def]
    stamp, _, path = line.partition("\t")
    kind = stamp[0]
    if kind == "l":
        return stamp[1:] == os.path.realpath(path).replace(os.sep, "/")
    try:
        found = stat(path)
    except (OSError, ValueError):
        return kind == "-"
    if kind == "f":
        return stamp == f"f{found.st_mtime_ns}:{found.st_size}"
    return kind != "-" and stamp == stamp_of(found, is_scanned=kind == "s")


def _own() -> dict[str, str]:
    """What stands for asynclint itself: its files."""
    seen = {}
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                seen[path] = stamp_of(os.stat(path))
    return seen


def _key(arguments: Sequence[str]) -> bytes:
    """All but files that the output can depend on, in one line."""
    terminals = [_terminal(number) for number in (1, 2)]
    variables = [os.environ.get(name) for name in _VARIABLES]
    parts = (sys.version, sys.prefix, os.getcwd(), list(arguments), terminals, variables)
    return ascii(parts).encode("ascii")


def _terminal(number: int) -> tuple[int, int] | bool:
    """The size of the terminal that an output goes to; False for one that goes elsewhere."""
    try:
        return os.isatty(number) and tuple(os.get_terminal_size(number))  # type: ignore[return-value]
    except OSError:
        return True


def _path(folder: str, key: bytes) -> str:
    name = f"{zlib.crc32(key):08x}{zlib.crc32(key[::-1]):08x}{_SUFFIX}"
    return os.path.join(folder, FOLDER, name)
