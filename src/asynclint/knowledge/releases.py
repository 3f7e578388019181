"""Reads `django_releases.py`: from which Django on, and up to which, a thing is as it is.

A version is a release series, `(4, 1)`. Series older than the oldest of the table count as that
one, series newer than the newest as the newest.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from asynclint.knowledge import django_releases
from asynclint.knowledge.schema import Version
from asynclint.knowledge.tables import TABLES

SERIES = tuple(django_releases.RELEASES)
OLDEST, NEWEST = SERIES[0], SERIES[-1]


class Range(NamedTuple):
    """Some release series in a row."""

    since: Version = OLDEST
    until: Version | None = None  # the first one that is not among them

    def holds(self, version: Version) -> bool:
        series = min(max(version, OLDEST), NEWEST)
        return series >= self.since and (self.until is None or series < self.until)


Ranges = tuple[Range, ...]
EVERYWHERE: Ranges = (Range(),)


@cache
def read(words: str) -> dict[str, Ranges]:
    """The names in a text of the table, each with its ranges."""
    found: dict[str, Ranges] = {}
    for word in words.split():
        rest, _, until = word.partition("<")
        name, _, since = rest.partition("@")
        one = Range(_version(since) if since else OLDEST, _version(until) if until else None)
        found[name] = (*found.get(name, ()), one)
    return found


def _version(text: str) -> Version:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def of_name(name: str) -> Ranges:
    """The series that have a name which a row gives. A member is as old as what holds it."""
    known = read(django_releases.NAMES).get(name)
    if known is not None:
        return known
    owner, _, last = name.rpartition(".")
    natures = of_member(owner, last) if owner in django_releases.MEMBERS else {}
    return tuple(sorted(one for ranges in natures.values() for one in ranges)) or EVERYWHERE


def of_member(owner: str, name: str) -> dict[str, Ranges]:
    """What a member of a class or module is, by nature: "async", "evaluating", "lazy", "sync",
    "attribute"; empty where nothing is known of it."""
    for one in TABLES.ancestors(owner):
        natures = django_releases.MEMBERS.get(one, {}).items()
        found = {nature: read(words)[name] for nature, words in natures if name in read(words)}
        if found:
            return found
    return {}


def nature(owner: str, name: str, version: Version) -> str | None:
    """What a member is in one Django; None where it has none of that name."""
    for one, ranges in of_member(owner, name).items():
        if any(some.holds(version) for some in ranges):
            return one
    return None


def keeps_async(decorator: str, version: Version) -> bool | None:
    """Whether an async view stays one under a decorator of Django's; None where there is no such
    decorator in that version, or nothing is known of it."""
    if _holds(django_releases.ASYNC_DECORATORS, decorator, version):
        return True
    return False if _holds(django_releases.SYNC_DECORATORS, decorator, version) else None


def async_since(decorator: str) -> Version | None:
    """The first Django in which an async view stays one under the decorator, if there is any."""
    ranges = read(django_releases.ASYNC_DECORATORS).get(decorator)
    return ranges[0].since if ranges else None


def _holds(words: str, name: str, version: Version) -> bool:
    return any(one.holds(version) for one in read(words).get(name, ()))
