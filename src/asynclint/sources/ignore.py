"""Gitignore patterns: the lines of one `.gitignore` file, or of the `exclude` setting.

Meant for a walk from the top down that never enters an excluded folder: a question is about one
name, its parents have been let through. Then the last pattern that matches the whole path decides,
as in git. What wildcards mean is left to pathspec. A run asks for every folder and file of a
project, so pathspec is asked only what needs it, and imported no earlier: names and paths without
wildcards are looked up, and what a pattern for bare names says is kept for each name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_WILD = re.compile(r"[*?\[\\]")
_NOTHING = -1  # no pattern matches


class Patterns:
    """The patterns of one folder."""

    __slots__ = ("_any", "_excludes", "_folders")

    def __init__(self, lines: Iterable[str]) -> None:
        self._excludes: list[bool] = []  # of each pattern: whether it excludes, or takes back
        self._any = _Table()  # patterns for files and folders
        self._folders = _Table()  # those that end with a slash
        for line in lines:
            self._add(line)

    def verdict(self, relative: str, name: str, is_dir: bool) -> bool | None:
        """True if excluded, False if an exclusion is taken back, None if no pattern matches.

        `relative` is the path below the folder of these patterns ("" if it does not lie below it:
        then only patterns for bare names can match), `name` its last part.
        """
        number = self._any.last_match(relative, name)
        if is_dir:
            number = max(number, self._folders.last_match(relative, name))
        return None if number == _NOTHING else self._excludes[number]

    def excludes(self, relative: str, is_dir: bool = False) -> bool:
        """Whether what is at `relative` is excluded, by itself or by a folder on the way."""
        end = relative.find("/")
        while end >= 0:
            folder = relative[:end]
            if self.verdict(folder, folder.rpartition("/")[2], True):
                return True
            end = relative.find("/", end + 1)
        return bool(self.verdict(relative, relative.rpartition("/")[2], is_dir))

    def _add(self, line: str) -> None:
        body = _without_trailing_spaces(line.rstrip("\r\n"))
        if not body or body.startswith("#"):
            return
        takes_back = body.startswith("!")
        body = body[takes_back:]
        for_folders_only = body.endswith("/")
        body = body[:-1] if for_folders_only else body
        if not body:
            return
        table = self._folders if for_folders_only else self._any
        table.add(body, len(self._excludes))
        self._excludes.append(not takes_back)


class _Table:
    """Patterns by the way they are matched, each with its number in the order of the lines."""

    __slots__ = ("_known_names", "_names", "_paths", "_wild_names", "_wild_paths")

    def __init__(self) -> None:
        self._names: dict[str, int] = {}  # "build"
        self._paths: dict[str, int] = {}  # "docs/_build"
        self._wild_names = _Wild()
        self._wild_paths = _Wild()
        self._known_names: dict[str, int] = {}  # name → the last wild pattern that matches it

    def add(self, body: str, number: int) -> None:
        is_wild = _WILD.search(body) is not None
        if "/" not in body:
            if is_wild:
                self._wild_names.add(body, _guarded(body), number)
            else:
                self._names[body] = number
        else:
            body = body.removeprefix("/")
            if is_wild:
                self._wild_paths.add(body, _whole(body), number)
            else:
                self._paths[body] = number

    def last_match(self, relative: str, name: str) -> int:
        """The greatest number of a pattern that matches, or _NOTHING."""
        best = max(self._names.get(name, _NOTHING), self._paths.get(relative, _NOTHING))
        known = self._known_names.get(name)
        if known is None:
            known = self._wild_names.last_match(name, name)
            self._known_names[name] = known
        best = max(best, known)
        if relative:
            best = max(best, self._wild_paths.last_match(relative, f"{relative}/{_END}"))
        return best


class _Wild:
    """Patterns with wildcards, which pathspec matches."""

    __slots__ = ("_endings", "_lines", "_numbers", "_spec", "_starts")

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._lines: list[str] = []
        # What matches starts with one of these, or ends with one of those: most names and paths do
        # neither, and cost no more than to see that.
        self._starts: tuple[str, ...] = ()
        self._endings: tuple[str, ...] = ()
        self._spec: GitIgnoreSpec | None = None

    def add(self, body: str, line: str, number: int) -> None:
        """Add the pattern `body`, which pathspec is given as `line`."""
        self._numbers.append(number)
        self._lines.append(line)
        literal = _WILD.split(body)
        if literal[0]:
            self._starts = (*self._starts, literal[0])
        else:
            ending = "" if "[" in body or "\\" in body else literal[-1].rpartition("/")[2]
            self._endings = (*self._endings, ending)

    def last_match(self, text: str, asked: str) -> int:
        """The number of the last pattern that matches `text`, or _NOTHING.

        `asked` is what pathspec is given for it.
        """
        if not text.startswith(self._starts) and not text.endswith(self._endings):
            return _NOTHING
        if self._spec is None:
            self._spec = _spec(self._lines)
        index = self._spec.check_file(asked).index
        return _NOTHING if index is None else self._numbers[index]


# What pathspec is given

# To pathspec a pattern matches all that lies below what it names, so that a folder taken back would
# leave its files out. So patterns of paths and the paths in question get this name, which no file
# has, as their last part: then a pattern matches what it names and nothing else.
_END = "\x01"


def _whole(body: str) -> str:
    """A pattern for paths, made for a path with _END."""
    # What is in the folder, not the folder itself: there must be one more part.
    inside = "/*" if body == "**" or body.endswith("/**") else ""
    return f"/{body}{inside}/{_END}"


def _guarded(body: str) -> str:
    """A pattern for names, whose first character has lost its meaning for a whole line."""
    return "\\" + body if body[0] in "!# " else body


def _spec(lines: list[str]) -> GitIgnoreSpec:
    import warnings  # both only if there are wildcards, and a name or path that may match

    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():  # re warns of `[[`
        warnings.simplefilter("ignore")
        try:
            return GitIgnoreSpec.from_lines(lines)
        except (ValueError, re.error):
            return GitIgnoreSpec.from_lines([line if _is_valid(line) else "" for line in lines])


def _is_valid(line: str) -> bool:
    """Whether the pattern can match at all: git, too, passes over `a\\` and `[z-a]`."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def _without_trailing_spaces(line: str) -> str:
    """The line without spaces at its end, save one that a backslash protects."""
    bare = line.rstrip(" ")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if slashes % 2 and len(bare) < len(line) else bare
