"""Variables and their kinds where ways through a function meet.

Ways that part at a branch share all but a few of their variables, and a long function has many of
both. So what is the same object on all ways is told apart first, without a look at each kind.
"""

from __future__ import annotations

from itertools import compress, islice
from operator import eq, is_not

from asynclint.semantic.kinds import Kind, join

Env = dict[str, Kind]


def meet(ways: list[Env]) -> Env:
    """The variables where ways meet. One that is not bound on a way has the kind of the others."""
    first, *others = ways
    others = [way for way in others if way != first]
    if not others:
        return dict(first)
    if not all(all(map(eq, first, way)) for way in others):
        return _of_all(ways, dict.fromkeys(name for way in ways for name in way), {})
    # Bound in the same order: the names behind the common ones were bound on some ways only.
    common = min(map(len, ways))
    names = dict.fromkeys(name for way in ways for name in islice(way, common, None))
    for way in others:
        names.update(dict.fromkeys(changed(first, way)))
    return _of_all(ways, names, first)


def changed(before: Env, after: Env) -> list[str]:
    """The variables that are bound before and after, to other objects after than before."""
    if all(map(eq, before, after)):  # bound in the same order, as far as both go
        return list(compress(before, map(is_not, before.values(), after.values())))
    return [name for name, kind in before.items() if after.get(name, kind) is not kind]


def _of_all(ways: list[Env], names: dict[str, None], known: Env) -> Env:
    """The variables `names` as they are on all ways, on top of what is known of the others."""
    joined = dict(known)
    for name in names:
        kinds = [way[name] for way in ways if name in way]
        if "." in name and len(kinds) < len(ways):
            joined.pop(name, None)  # an attribute set on some ways only: ask the object again
        else:
            joined[name] = join(*kinds)
    return joined
