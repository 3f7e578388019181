"""Compare the linter with real Django on many generated programs.

    python scripts/fuzz.py [--programs 50000] [--seed 1] [--shown 5]

Prints how far it is, and each new sort of disagreement as a case for a suite, made as small as
possible. The exit code is 1 if there was one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from oracle.generated.campaign import campaign
from oracle.generated.judging import FALSE, MISSED, Count
from oracle.generated.minimising import as_case, minimised

EVERY = 10.0  # seconds between two lines of progress


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--programs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--shown", type=int, default=5, help="cases printed of each sort")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    sorts: Counter[tuple[str, str]] = Counter()
    directions: Counter[str] = Counter()
    start = said = time.monotonic()
    done, total = 0, Count()
    for done, total, told in campaign(options.programs, options.seed):
        for each in told:
            sorts[each.sort] += 1
            directions[each.direction] += 1
            if sorts[each.sort] <= options.shown:
                print(f"\n{as_case(minimised(each))}", flush=True)
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            print(summary(done, total, directions, said - start), flush=True)
    print(summary(done, total, directions, time.monotonic() - start))
    for (direction, what), number in sorts.most_common():
        print(f"{number:6}  {direction}: {what}")
    return 1 if sorts else 0


def summary(done: int, total: Count, directions: Counter[str], seconds: float) -> str:
    return (
        f"{done:,} programs, {total.misbehaving:,} lines that misbehave,"
        f" {total.findings:,} lines with findings: {directions[MISSED]} missed,"
        f" {directions[FALSE]} false alarms ({seconds:.0f} s)"
    )


if __name__ == "__main__":
    sys.exit(main())
