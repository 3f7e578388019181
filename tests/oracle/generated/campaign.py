"""Generate many programs, and compare what the linter says of them with what they do."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from ..harness import prepare
from .grammar import programs
from .judging import Count, Disagreement, disagreements
from .programs import Program

AT_ONCE = 100  # programs that stand in one file, are linted and run together
CHUNK = 500  # examples that Hypothesis is asked for at a time


class Progress(NamedTuple):
    """After a batch: how many programs so far, what was compared in them, and what is wrong."""

    programs: int
    count: Count
    told: list[Disagreement]


def generated(seed: int) -> Iterator[Program]:
    """Programs without end, no two alike; a seed always gives the same ones."""
    known: set[Program] = set()
    for round in count():
        fresh: list[Program] = []

        @seeded(seed * 1_000_003 + round)
        @settings(
            max_examples=CHUNK,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(programs())
        def take(program: Program) -> None:
            fresh.append(program)  # noqa: B023 - it is called before the next round

        take()
        for program in fresh:
            if program not in known:
                known.add(program)
                yield program


def campaign(wanted: int, seed: int) -> Iterator[Progress]:
    """Compare that many programs, batch by batch."""
    prepare()
    made = generated(seed)
    done, total = 0, Count()
    while done < wanted:
        batch = [next(made) for _ in range(min(AT_ONCE, wanted - done))]
        told, own = disagreements(batch)
        if done == 0:
            gc.freeze()  # all that is imported now stays; each run collects garbage
        done += len(batch)
        total = total.plus(own)
        yield Progress(done, total, told)
