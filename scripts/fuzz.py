"""Compare the linter with real Django on many generated programs.

    python scripts/fuzz.py [--programs 50000] [--seed 1] [--shown 5] [--record .cache/fuzz.jsonl]

Programs come in slices, each from a seed of its own. Prints how far it is, and each new sort of
disagreement as a case for a suite, made as small as possible. With `--record`, finished slices are
written down, and a run that was broken off goes on behind them; it is for one state of the code.
The exit code is 1 if there was a disagreement.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from oracle.generated.campaign import campaign
from oracle.generated.judging import FALSE, MISSED, Count
from oracle.generated.minimising import as_case, minimised

SLICE = 500  # programs


NO_SORTS: Counter[tuple[str, str]] = Counter()


class Sum(NamedTuple):
    """What came of all slices so far."""

    programs: int = 0
    count: Count = Count()
    sorts: Counter[tuple[str, str]] = NO_SORTS

    def plus(self, programs: int, count: Count, sorts: Counter[tuple[str, str]]) -> Sum:
        return Sum(self.programs + programs, self.count.plus(count), self.sorts + sorts)

    def __str__(self) -> str:
        ways = {way: sum(n for (w, _), n in self.sorts.items() if w == way) for way in DIRECTIONS}
        return (
            f"{self.programs:,} programs, {self.count.misbehaving:,} lines that misbehave,"
            f" {self.count.findings:,} lines with findings: {ways[MISSED]} missed,"
            f" {ways[FALSE]} false alarms ({time.process_time():.0f} s of this process)"
        )


DIRECTIONS = (MISSED, FALSE)


def main() -> int:
    options = arguments()
    print(f"seed {options.seed}", flush=True)
    total = Sum()
    done = recorded(options.record)
    for number in range(-(-options.programs // SLICE)):
        wanted = min(SLICE, options.programs - number * SLICE)
        seed = options.seed * 1000 + number
        own = done.get((seed, wanted))
        if own is None:
            own = slice_of(wanted, seed, total.sorts, options.shown)
            record(options.record, seed, own)
        total = total.plus(*own)
        if (number + 1) % 4 == 0:
            print(total, flush=True)
    print(total)
    for (direction, what), times in total.sorts.most_common():
        print(f"{times:6}  {direction}: {what}")
    return 1 if total.sorts else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--programs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--shown", type=int, default=5, help="cases printed of each sort")
    parser.add_argument("--record", type=Path, help="where finished slices are written down")
    return parser.parse_args()


def slice_of(wanted: int, seed: int, known: Counter[tuple[str, str]], shown: int) -> Sum:
    """Compare one slice, and print what is new in it."""
    sorts: Counter[tuple[str, str]] = Counter()
    count = Count()
    for progress in campaign(wanted, seed):
        count = progress.count
        for each in progress.told:
            sorts[each.sort] += 1
            if known[each.sort] + sorts[each.sort] <= shown:
                print(f"\nseed {seed}:\n{as_case(minimised(each))}", flush=True)
    return Sum(wanted, count, sorts)


def recorded(path: Path | None) -> dict[tuple[int, int], Sum]:
    """The slices that were finished before, by seed and number of programs."""
    if path is None or not path.exists():
        return {}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        own, programs, count, sorts = json.loads(line)
        told = Counter({(way, what): times for way, what, times in sorts})
        found[own, programs] = Sum(programs, Count(*count), told)
    return found


def record(path: Path | None, seed: int, own: Sum) -> None:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        sorts = [(way, what, times) for (way, what), times in own.sorts.items()]
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([seed, own.programs, own.count, sorts]) + "\n")


if __name__ == "__main__":
    sys.exit(main())
