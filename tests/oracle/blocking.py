"""Where blocking calls are noticed: audit events of the interpreter, and wrapped functions.

Every call is passed on to the original, on whatever thread it is made; only sleeps are cut short.
What is noticed is judged by the recorder: a call counts if its thread runs a loop and the program
asked for it.
"""

from __future__ import annotations

import builtins
import http.client
import io
import os
import pathlib
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from .computing import FUNCTIONS, computing
from .opened import Opener
from .recorder import Recorder, anything, comes_from_program, nothing
from .server import reached, resolve
from .waits import WAITS, waiting, watched_lock

SLEEP_SCALE = 1000  # a second asleep passes as a millisecond

# Modules that open files on behalf of whoever calls them. Others (template loaders, the import
# system, certificate stores) do so for reasons of their own.
FILE_MODULES = frozenset({
    "pathlib", "shutil", "tempfile", "zipfile", "tarfile", "gzip", "bz2", "lzma", "os",
    "posixpath", "genericpath", "glob", "io", "codecs", "fileinput", "json", "csv",
    "configparser", "pickle", "shelve", "dbm", "contextlib", "tomllib",
})  # fmt: skip
DJANGO_FILES = ("django.core.files", "django.db.models.fields.files", "django.utils.functional")

FILE_AUDITS = frozenset({
    "open", "os.chmod", "os.chown", "os.link", "os.listdir", "os.mkdir", "os.remove",
    "os.rename", "os.rmdir", "os.scandir", "os.symlink", "os.truncate", "os.utime",
    "shutil.copyfile", "shutil.copymode", "shutil.copystat", "shutil.copytree", "shutil.move",
    "shutil.rmtree", "shutil.make_archive", "shutil.unpack_archive", "glob.glob",
    "tempfile.mkstemp", "tempfile.mkdtemp",
})  # fmt: skip
ANY_AUDITS = frozenset({
    "socket.connect", "socket.gethostbyname", "subprocess.Popen", "os.system", "os.posix_spawn",
})  # fmt: skip
DIRECT_AUDITS = frozenset(["sqlite3.connect"])  # Django's own connections are not the program's
ALL_AUDITS = FILE_AUDITS | ANY_AUDITS | DIRECT_AUDITS

SOCKET_METHODS = ("recv", "recv_into", "recvfrom", "send", "sendall", "sendto", "accept")
BODY_METHODS = ("read", "read1", "readinto", "readline")
OS_FUNCTIONS = ("stat", "lstat", "access", "readlink", "fsync", "statvfs", "wait", "waitpid")

_current: Recorder | None = None
_audited = False


@contextmanager
def noticed(recorder: Recorder) -> Iterator[None]:
    """Record the blocking calls made while the body runs."""
    global _current, _audited
    if not _audited:
        sys.addaudithook(audit)  # cannot be taken away again, and does nothing outside the body
        _audited = True
    with ExitStack() as stack:
        for owner, name, replacement in PATCHES:
            stack.enter_context(replaced(owner, name, replacement))
        _current = recorder
        try:
            yield
        finally:
            _current = None


@contextmanager
def replaced(owner: Any, name: str, replacement: Any) -> Iterator[None]:
    """Set an attribute for the time of the body; an inherited one is uncovered afterwards."""
    inherited = name not in vars(owner)
    own = vars(owner).get(name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        if inherited:
            delattr(owner, name)
        else:
            setattr(owner, name, own)


def notice(detail: str, frame: Any, through: Callable[[str], bool] = anything) -> bool:
    """Tell the recorder, if there is one; says whether the call counts."""
    return _current is not None and _current.blocking(detail, frame, through)


def audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _current is None or event not in ALL_AUDITS:
        return
    if event == "socket.connect" and not is_blocking(arguments[0]):
        return
    if event == "open" and not isinstance(arguments[0], (str, bytes)):
        return  # a descriptor that is open already
    if event in FILE_AUDITS:
        through = for_files
    else:
        through = nothing if event in DIRECT_AUDITS else anything
    notice(event, sys._getframe(1), through)


def for_files(module: str) -> bool:
    """File operations of these modules count as their caller's."""
    return module.partition(".")[0] in FILE_MODULES or module.startswith(DJANGO_FILES)


def is_blocking(connection: Any) -> bool:
    return bool(connection.gettimeout() != 0)


def of_time(seconds: float) -> None:
    notice("time.sleep", sys._getframe(1))
    _sleep(seconds / SLEEP_SCALE)


def of_input(prompt: object = "") -> str:
    notice("input", sys._getframe(1), nothing)
    return ""


def of_open(*arguments: Any, **options: Any) -> Any:
    """A watched file for programs, whatever thread opens it; an ordinary one for anybody else."""
    if _current is None or not comes_from_program(sys._getframe(1), for_files):
        return _open(*arguments, **options)
    return _opener.open(*arguments, **options)


def of_socket(name: str) -> Callable[..., Any]:
    method = getattr(socket.socket, name)

    def call(self: socket.socket, *arguments: Any, **options: Any) -> Any:
        if is_blocking(self):
            notice(f"socket.{name}", sys._getframe(1))
        return method(self, *arguments, **options)

    return call


def of_response(name: str) -> Callable[..., Any]:
    """Reading a body blocks, even if it happens to have come with the head."""
    method = getattr(http.client.HTTPResponse, name)

    def call(self: http.client.HTTPResponse, *arguments: Any, **options: Any) -> Any:
        if not self.isclosed():
            notice(f"HTTPResponse.{name}", sys._getframe(1))
        return method(self, *arguments, **options)

    return call


def of_connect(name: str) -> Callable[..., Any]:
    method = getattr(socket.socket, name)

    def call(self: socket.socket, address: Any) -> Any:
        return method(self, reached(address))  # noticed by the audit event

    return call


def of_resolver(host: Any, *arguments: Any, **options: Any) -> Any:
    notice("socket.getaddrinfo", sys._getframe(1))
    return resolve(_getaddrinfo, host, *arguments, **options)


def of_os(name: str) -> Callable[..., Any]:
    function = getattr(os, name)

    def call(*arguments: Any, **options: Any) -> Any:
        if name != "waitpid" or not arguments[1] & os.WNOHANG:
            notice(f"os.{name}", sys._getframe(1), for_files)
        return function(*arguments, **options)

    return call


def old_pathlib() -> Iterator[tuple[Any, str, Any]]:
    """The functions that `pathlib` keeps for itself, up to Python 3.10."""
    accessor = getattr(pathlib, "_NormalAccessor", None)
    if accessor is not None:
        yield accessor, "open", staticmethod(of_open)
        for name in OS_FUNCTIONS:
            if name in vars(accessor):
                yield accessor, name, staticmethod(of_os(name))


_sleep = time.sleep
_open = builtins.open
_getaddrinfo = socket.getaddrinfo
_opener = Opener(_open, lambda detail, frame: notice(detail, frame))

PATCHES: list[tuple[Any, str, Any]] = [
    (time, "sleep", of_time),
    (builtins, "input", of_input),
    (builtins, "open", of_open),
    (io, "open", of_open),
    (socket, "getaddrinfo", of_resolver),
    *((socket.socket, name, of_connect(name)) for name in ("connect", "connect_ex")),
    *((socket.socket, name, of_socket(name)) for name in SOCKET_METHODS),
    *((http.client.HTTPResponse, name, of_response(name)) for name in BODY_METHODS),
    *((os, name, of_os(name)) for name in OS_FUNCTIONS if hasattr(os, name)),
    *((wait.owner, wait.name, waiting(wait, notice)) for wait in WAITS),
    *watched_lock(notice),
    *((o, name, computing(o, name, notice)) for o, names in FUNCTIONS for name in names),
    *old_pathlib(),
]
