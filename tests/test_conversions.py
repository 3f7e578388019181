"""`asynclint asyncify` does with the projects in tests/fixtures/asyncify what stands there."""

from __future__ import annotations

import pytest
from conversions import Conversion, all_conversions
from suite_runs import ROOT, project

from asynclint.conversion import Conversion as Done
from asynclint.conversion import Wish
from asynclint.output import converted

CASES = all_conversions()
CONVERTED = [case for case in CASES if case.after]


class Here:
    """The project as printers see it, from its own root."""

    root = ROOT

    def shown(self, path: str) -> str:
        return path


def carried_out(case: Conversion, files: dict[str, str]) -> Done:
    path, name = case.target
    options = {
        word.lstrip("-").replace("-", "_"): True for word in case.arguments if word[:1] == "-"
    }
    wish = Wish(f"{ROOT}/{path}", name, **options)
    return project(files, case.settings).asyncify(wish, False)


def printed(done: Done) -> str:
    """What is said, the differences left out."""
    shown = "".join(piece.text for piece in converted.pieces(done._replace(edited=()), Here()))
    if not done.edited:
        return shown
    whole = "".join(piece.text for piece in converted.pieces(done, Here()))
    return whole[: whole.index("\n--- ")] + "\n" + whole.splitlines()[-1] + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_says_and_does_what_is_written(case: Conversion) -> None:
    done = carried_out(case, case.files)
    assert printed(done) == case.said
    assert {edited.path: edited.after for edited in done.edited} == case.after
    assert bool(done.refusals) == (not case.after and "async already" not in case.said)


@pytest.mark.parametrize("case", CONVERTED, ids=lambda case: case.name)
def test_a_second_time_there_is_nothing_to_do(case: Conversion) -> None:
    done = carried_out(case, case.result)
    assert printed(done) == f"`{case.target[1]}` is async already.\n"
