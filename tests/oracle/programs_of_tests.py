"""Short ways for tests to run a program that stands in a string."""

from __future__ import annotations

import textwrap

from .harness import Observation, observe


def run(text: str, **files: str) -> Observation:
    """Observe `views.py`, with other files given as `shop__totals=…`."""
    others = {f"{name.replace('__', '/')}.py": textwrap.dedent(t) for name, t in files.items()}
    return observe({**others, "views.py": textwrap.dedent(text)})


def seen(observation: Observation) -> list[tuple[str, int]]:
    """Each event as its kind and its deepest line in views.py."""
    return [
        (event.kind, next((f.line for f in event.frames if f.path == "views.py"), 0))
        for event in observation.events
    ]


def kinds_at(observation: Observation, line: int) -> set[str]:
    return {kind for kind, at in seen(observation) if at == line}
