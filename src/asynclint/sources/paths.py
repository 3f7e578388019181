"""How paths are spelled inside asynclint: absolute, normalised, with forward slashes everywhere."""

from __future__ import annotations

import os

parent = os.path.dirname  # of "/a/b" → "/a"; the top of a file system is its own parent


def absolute(path: str, folder: str) -> str:
    """The absolute spelling of `path`, which counts from the absolute `folder` if it is relative.

    `..` and `.` are resolved in the text alone: symbolic links are not looked at.
    """
    whole = os.path.normpath(os.path.join(folder, path))
    return whole if os.sep == "/" else whole.replace(os.sep, "/")


def join(folder: str, name: str) -> str:
    """The path of `name` in the absolute `folder`."""
    return folder + name if folder.endswith("/") else f"{folder}/{name}"


def below(path: str, folder: str) -> str | None:
    """`path` as seen from `folder`: "" for the folder itself, None if it does not lie below it."""
    if path == folder:
        return ""
    start = folder if folder.endswith("/") else folder + "/"
    return path[len(start) :] if path.startswith(start) else None


def shown(path: str, root: str) -> str:
    """`path` as problems show it: relative below `root` ("." for `root` itself), else absolute."""
    relative = below(path, root)
    return path if relative is None else relative or "."
