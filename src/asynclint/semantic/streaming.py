"""Responses that are sent part by part, and what they are given to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import classes, django, protocols
from asynclint.semantic.kinds import Fixed, Instance, Literal, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Behaviour
    from asynclint.semantic.sites import CallSite

RESPONSE = "django.http.StreamingHttpResponse"
FILE_RESPONSE = "django.http.FileResponse"
SINCE = (4, 2)  # the first Django whose responses take async iterators
SYNC, ASYNC = "sync", "async"
_CONTAINERS = frozenset({"list", "tuple", "set", "frozenset", "dict", "str", "bytes", "range"})


def given(site: CallSite) -> Iterator[tuple[Kind, int]]:
    """What a response is made of, and its place."""
    if site.args and len(site.args) == len(site.arg_places):
        yield site.args[0], site.arg_places[0]
    for (name, kind), at in zip(site.keywords, site.keyword_places):
        if name == "streaming_content":
            yield kind, at


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
