"""Kinds in plain English, for people who ask about one."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from asynclint.semantic import kinds as k

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.kinds import Kind


def gloss(kind: Kind) -> str:
    """What a kind means, in a few words that go on behind its notation."""
    say = _SAY.get(type(kind))
    return "" if say is None else say(kind)


_STATES = {
    "lazy": "lazy",
    "evaluated": "its rows are in memory",
    "empty": "it is empty and never asks",
    "unknown": "lazy or evaluated: not known",
}
_DESCRIPTORS = {
    "property": "a property",
    "cached": "a cached property",
    "static": "a static method",
    "class": "a class method",
}


def _union(kind: k.Union) -> str:
    told = [f"{k.show(option)}: {gloss(option)}" for option in kind.members if gloss(option)]
    return "one of these" + (f" ({'; '.join(told)})" if told else "")


def _instance(kind: k.Instance) -> str:
    if kind == k.NONE:
        return ""
    return f"an object of {kind.cls}" if "." in kind.cls else ""


def _model_instance(kind: k.ModelInstance) -> str:
    said = "an object of the model"
    if kind.loaded is None:
        return said + "; which relations are loaded is not known"
    return said + (f"; {', '.join(kind.loaded)} loaded" if kind.loaded else "; no relation loaded")


def _function(kind: k.Def) -> str:
    routine = kind.routine
    if routine.is_async:
        return "an async generator function" if routine.is_generator else "a coroutine function"
    return "a generator function" if routine.is_generator else "a sync function"


_SAY: dict[type, Callable[[Any], str]] = {
    k.Anything: lambda kind: "not known",
    k.Nothing: lambda kind: "no value gets here",
    k.Union: _union,
    k.Literal: lambda kind: "a constant",
    k.Instance: _instance,
    k.ModelInstance: _model_instance,
    k.QuerySet: lambda kind: _STATES[kind.state],
    k.Manager: lambda kind: "the manager of a relation" if kind.related else "a manager",
    k.Coroutine: lambda kind: f"to be awaited, which gives {k.show(kind.result)}",
    k.Iterating: lambda kind: "does its work as it is iterated" if kind.work else "",
    k.ClassRef: lambda kind: f"the class {kind.name}",
    k.ModuleRef: lambda kind: "a module of the project",
    k.External: lambda kind: "a builtin" if hasattr(builtins, kind.name) else "of a library",
    k.Def: _function,
    k.Bound: lambda kind: "a method, looked up on its object",
    k.Threaded: lambda kind: "runs in a thread, and is to be awaited",
    k.ThreadWrapper: lambda kind: "hands a function to a thread",
    k.Synced: lambda kind: "runs a coroutine function to its end, for sync code",
    k.Partial: lambda kind: "a function with some of its arguments",
    k.Same: lambda kind: "gives back what it is given",
    k.Descriptor: lambda kind: _DESCRIPTORS.get(kind.how, ""),
    k.ContextFactory: lambda kind: "makes a context manager",
    k.Context: lambda kind: "an async context manager" if kind.is_async else "a context manager",
}
