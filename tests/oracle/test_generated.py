"""Linter and runtime agree on generated programs, line by line; `make fuzz` tries many more."""

from __future__ import annotations

import pytest

from .generated.campaign import campaign
from .generated.minimising import as_case, minimised

PROGRAMS, PARTS = 2_000, 4


@pytest.mark.parametrize("seed", range(PARTS))
def test_linter_and_django_agree_line_by_line(seed: int) -> None:
    for progress in campaign(PROGRAMS // PARTS, seed):
        if progress.told:
            pytest.fail(f"seed {seed}:\n\n{as_case(minimised(progress.told[0]))}", pytrace=False)
    assert progress.count.misbehaving > PROGRAMS // PARTS  # the programs are worth it
