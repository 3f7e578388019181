"""A file's content replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile


class WriteError(OSError):
    """A file was not replaced; it is as it was. `strerror` says why, `remedy` what helps."""

    def __init__(self, path: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.strerror = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.strerror}"


class ChangedOnDiskError(WriteError):
    """The file does not hold any more what it held when it was read."""


class ReadOnlyError(WriteError):
    """The file or its folder may not be written."""


def replace_file(path: str, old: bytes, new: bytes) -> None:
    """Replace the content `old` of a file by `new`, in one step that cannot be seen half done.

    Of a symbolic link, the file it leads to is replaced; permissions stay (and the owner, where
    the system lets us). Raises ChangedOnDiskError if the file holds something else than `old`,
    ReadOnlyError if it may not be written, WriteError for anything else; the file is then as it
    was, and nothing is left behind.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
        _check(path, target, status, old)
        temporary = _write_beside(target, new, status)
        try:
            _check(path, target, status, old)  # writing took its time
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
    except WriteError:
        raise
    except PermissionError as error:
        folder = os.path.dirname(target)
        raise ReadOnlyError(
            path, "no permission to replace this file", f"allow writing in {folder}"
        ) from error
    except FileNotFoundError as error:
        raise ChangedOnDiskError(path, "the file is not there any more", "run again") from error
    except OSError as error:
        raise WriteError(path, f"the file cannot be written: {error.strerror or error}") from error
    _sync_folder(os.path.dirname(target))


def check_file(path: str, old: bytes) -> None:
    """Raise what `replace_file` would raise now, without changing anything."""
    target = os.path.realpath(path)
    try:
        _check(path, target, os.stat(target), old)
    except FileNotFoundError as error:
        raise ChangedOnDiskError(path, "the file is not there any more", "run again") from error


def _check(path: str, target: str, status: os.stat_result, old: bytes) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(path, "this is not a regular file")
    # the administrator may write everything, but a file without any write bit says that it is meant
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise ReadOnlyError(path, "the file is read-only", "allow writing, and run again")
    with open(target, "rb") as file:
        if file.read() != old:
            message = "the file was changed while it was being fixed"
            raise ChangedOnDiskError(path, message, "run again")


def _write_beside(target: str, new: bytes, status: os.stat_result) -> str:
    """Write a temporary file in the same folder, with the target's permissions; its path."""
    folder, name = os.path.split(target)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{name[:100]}.", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(temporary, status)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _keep_owner(temporary: str, status: os.stat_result) -> None:
    # Windows has no owners to keep; elsewhere only the administrator may give files away
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, status.st_uid, status.st_gid)


def _sync_folder(folder: str) -> None:
    """Make the new name last through a power cut, where folders can be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
