"""Run a small program on real Django under asyncio and see what it does wrong.

`observe(files)` imports the program and calls its coroutine functions one after the other, each
on a fresh database, with arguments made up from the names of the parameters (see `arguments`).
A comment in the program says otherwise: `# oracle: view(pk=2)`, `# oracle: skip view`. A sync
function that such a comment names is called too, outside the loop.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import django
from django.conf import settings

from .programs import Function
from .recorder import Event

PROJECT = Path(__file__).parent / "project"


class Observation(NamedTuple):
    events: tuple[Event, ...]  # in the order in which they happened
    returned: dict[str, Any]  # what each function that ended gave: "views.view" → a response
    skipped: dict[str, str]  # functions that were not run, and why

    def of_kind(self, kind: str) -> list[Event]:
        return [event for event in self.events if event.kind == kind]


class Prepared(NamedTuple):
    template: Path  # the database that every run starts from
    session_key: str  # of a user who is logged in


@cache
def prepare() -> Prepared:
    """Set Django up and create the database: once per process, in about a quarter of a second."""
    if settings.configured:
        raise RuntimeError("Django has been set up in this process by somebody else")
    sys.path.insert(0, str(PROJECT))
    from .project import settings as project

    settings.configure(**{name: value for name, value in vars(project).items() if name.isupper()})
    django.setup()
    # Modules with models can be imported from here on.
    from .database import create_template
    from .project.rows import create_rows

    prepared = Prepared(*create_template(create_rows))
    return prepared


def observe(
    files: dict[str, str], entry: str | None = None, also: Collection[str] = ()
) -> Observation:
    """Run a program and record its misbehaviour.

    `files` maps paths such as `shop/totals.py` to their text. `entry` names one function to run,
    with its module where that is not clear ("views.view", "view"); otherwise every coroutine
    function and async generator is run, methods included. `also` names sync functions to run
    besides, outside the loop.
    """

    def is_wanted(function: Function, is_asked_for: bool) -> bool:
        names = (function.full_name, function.name)
        if entry is not None:
            return entry in names
        return function.is_async or is_asked_for or any(name in also for name in names)

    prepared = prepare()
    from .run import Run  # imports models

    # What lives now is not looked at when garbage of the run is collected, which is cheap then; and
    # coroutines that another program dropped are not seen in this one.
    gc.collect()
    gc.freeze()
    run = Run(files, prepared.template, prepared.session_key)
    run.all(is_wanted, drive=entry is None)
    return Observation(tuple(run.recorder.events), run.returned, run.skipped)
