"""Responses that are sent part by part, and what they are given to send.

A response knows the form of its content, so that it can be told where a helper has made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import classes, django, protocols
from asynclint.semantic.kinds import Bound, Def, Fixed, Instance, Literal, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments
    from asynclint.semantic.routines import Behaviour
    from asynclint.semantic.sites import CallSite

RESPONSE = "django.http.StreamingHttpResponse"
FILE_RESPONSE = "django.http.FileResponse"
SINCE = (4, 2)  # the first Django whose responses take async iterators
SYNC, ASYNC = "sync", "async"
_SENDS = "streamed content"
_CONTAINERS = frozenset({"list", "tuple", "set", "frozenset", "dict", "str", "bytes", "range"})


def given(site: CallSite) -> Iterator[tuple[Kind, int]]:
    """What a response is made of, and its place."""
    if site.args and len(site.args) == len(site.arg_places):
        yield site.args[0], site.arg_places[0]
    for (name, kind), at in zip(site.keywords, site.keyword_places):
        if name == "streaming_content":
            yield kind, at


def made_of(model: Model, made: Kind, cls: str, args: Arguments) -> Kind:
    """A response as it is made, with the form of what it is given."""
    if type(made) is not Instance or not is_stream(model, cls):
        return made
    content = args.get(0, "streaming_content")
    form = "" if content is None else form_of(model, content)
    if not form:
        return made
    return Instance(made.cls, made.args, (*made.held, (_SENDS, Literal(form))))


def is_stream(model: Model, cls: str) -> bool:
    order = classes.mro(model, cls)
    return RESPONSE in order and FILE_RESPONSE not in order


def made_by_helper(site: CallSite) -> bool:
    """Whether a call is of a sync function of the project, and gives a response that sends what can
    be looped over in the sync way only, whichever way the function takes."""
    function = site.callee.function if isinstance(site.callee, Bound) else site.callee
    if not isinstance(function, Def) or function.routine.is_async:
        return False
    is_own = not function.routine.module.is_library
    return is_own and all(map(_sends_in_sync, members(site.result)))


def _sends_in_sync(kind: Kind) -> bool:
    return isinstance(kind, Instance) and dict(kind.held).get(_SENDS) == Literal(SYNC)


def sends_in_sync(behaviour: Behaviour) -> bool:
    """Whether a function gives back a response of that sort."""
    return any(map(_sends_in_sync, members(behaviour.returns)))


def form_of(model: Model, content: Kind) -> str:
    """Whether content can be looped over in the sync way only, or in the async way only; empty
    where it has both or that is not known, and for containers."""
    if any(_is_container(option) for option in members(content)):
        return ""
    if protocols.takes_other_form(model, content, "iterate", is_async=True):
        return SYNC
    return ASYNC if protocols.takes_other_form(model, content, "iterate", is_async=False) else ""


def _is_container(kind: Kind) -> bool:
    return isinstance(kind, (Fixed, Literal)) or (
        isinstance(kind, Instance) and kind.cls in _CONTAINERS
    )


def answers(model: Model, behaviour: Behaviour) -> bool:
    """Whether a function gives such a response back."""
    return any(
        RESPONSE in classes.mro(model, django.class_of(option) or "")
        for option in members(behaviour.returns)
    )
