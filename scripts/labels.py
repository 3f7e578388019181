"""Measure asynclint on labelled places of real packages: how much it finds, how often it errs.

    python scripts/labels.py [--package NAME]... [--held-out] [--place]

The labels are made by reading (scripts/label_files.py). Recall is told by kind, for the packages
that asynclint is developed with and for those held out, to which nothing may be tuned; what is
missed is listed for the first, and for the second only with --held-out. Precision is counted over
all findings in those packages: a finding is right or wrong as its label or its reviewed verdict
says. Exit code 1: precision or recall is below what tests/ecosystem/labels.toml asks for, or a
run failed; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ecosystem import PLACE, chosen
from ecosystem_check import LINTER, ROOT, Found, Outcome, check
from ecosystem_packages import EcosystemError, Package, prepare, read_packages
from ecosystem_verdicts import FALSE_ALARM, compare, read_verdicts
from label_files import CLEAN, MISTAKES, Aims, Label, placed, read_aims, read_labels, write_labels

sys.path.insert(0, str(ROOT / "src"))

LABELS = ROOT / "tests" / "ecosystem" / "labels"
AIMS = ROOT / "tests" / "ecosystem" / "labels.toml"
FOUND, MISSED, NOT_BUILT = "found", "missed", "not built yet"
SILENT, ALARM = "silent", "false alarm"
DEVELOPMENT, HELD_OUT = "development", "held-out"
COLUMNS = "  {:22} {:>7} {:>7} {:>7} {:>14} {:>8}"


class Measured(NamedTuple):
    """One package, checked and compared with its labels."""

    package: Package
    part: str  # DEVELOPMENT or HELD_OUT
    outcome: Outcome
    judged: tuple[tuple[Label, str], ...]
    right: int  # findings
    wrong: int
    unreviewed: int


class Place(NamedTuple):
    """Where the measurement keeps its things."""

    packages: Path = PLACE.packages
    verdicts: Path = PLACE.verdicts
    cache: Path = PLACE.cache
    labels: Path = LABELS
    aims: Path = AIMS


def main(
    arguments: Sequence[str], place: Place | None = None, linter: Sequence[str] = LINTER
) -> int:
    """Do what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--package", action="append", default=[], metavar="NAME", help="only this package")
    add("--held-out", action="store_true", help="list what is missed in held-out packages too")
    add("--place", action="store_true", help="only write each label's function and text anew")
    options = parser.parse_args(arguments)
    place = place or Place()
    try:
        aims = read_aims(place.aims)
        packages = chosen(read_packages(place.packages), options.package)
        labelled = [package for package in packages if labels_of(package, place).is_file()]
        if options.place:
            for package in labelled:
                place_anew(package, place)
            return 0
        if options.package:
            aims = aims._replace(recall={})  # which is asked of all packages together
        return measure_all(labelled, aims, place, linter, options.held_out)
    except EcosystemError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def labels_of(package: Package, place: Place) -> Path:
    return place.labels / f"{package.name.lower()}.toml"


def place_anew(package: Package, place: Place) -> None:
    """Write the functions and texts that the lines of the labels have in the sources."""
    path = labels_of(package, place)
    prepare(package, place.cache)
    content = place.cache / f"{package.name}-{package.version}"
    write_labels(path, [placed(label, content) for label in read_labels(path)])


def measure_all(
    packages: Sequence[Package], aims: Aims, place: Place, linter: Sequence[str], all_misses: bool
) -> int:
    """Check and compare package after package, and print what came of it; the exit code."""
    done = []
    for package in packages:
        measured = measure(package, aims, place, linter)
        done.append(measured)
        print("\n".join(missed_in(measured, all_misses)), flush=True)
    complaints = [
        f"{measured.package.name}: {measured.outcome.failure}"
        for measured in done
        if measured.outcome.failure
    ]
    for part in (DEVELOPMENT, HELD_OUT):
        those = [measured for measured in done if measured.part == part]
        if those:
            print("\n".join(table(part, those)))
            complaints += shortcomings(part, those, aims)
    for complaint in complaints:
        print(f"FAILED: {complaint}")
    return 1 if complaints else 0


def measure(package: Package, aims: Aims, place: Place, linter: Sequence[str]) -> Measured:
    """Run asynclint on one package and judge its labels and its findings."""
    labels = read_labels(labels_of(package, place))
    folder = prepare(package, place.cache)
    content = place.cache / f"{package.name}-{package.version}"
    for label in labels:
        if placed(label, content) != label:
            raise EcosystemError(f"{package.name}: {label.file}:{label.line} has another text")
    outcome = check(content, folder, (), linter)
    built = built_codes()
    judged = tuple((label, judge(label, outcome.findings, built)) for label in labels)
    entries = read_verdicts(place.verdicts / f"{package.name.lower()}.toml")
    verdicts = {
        found: entry.verdict for found, entry in compare(outcome.findings, entries).reviewed
    }
    counts = Counter(correct(found, labels, verdicts.get(found)) for found in outcome.findings)
    part = HELD_OUT if package.name.lower() in aims.held_out else DEVELOPMENT
    return Measured(package, part, outcome, judged, counts[True], counts[False], counts[None])


def built_codes() -> frozenset[str]:
    """The codes of the rules that asynclint has and runs unless told otherwise."""
    from asynclint.rules.registry import DEFAULT

    return DEFAULT


def judge(label: Label, findings: Sequence[Found], built: frozenset[str]) -> str:
    """What became of one label."""
    codes = {found.code for found in findings if label.covers(found.file, found.line)}
    if label.kind == CLEAN:
        return ALARM if (codes & set(label.codes) if label.codes else codes) else SILENT
    if codes & set(label.codes):
        return FOUND
    return MISSED if built & set(label.codes) else NOT_BUILT


def correct(found: Found, labels: Sequence[Label], verdict: str | None) -> bool | None:
    """Whether a finding is right, as its label or else its verdict says; None: nobody has said."""
    here = [label for label in labels if label.covers(found.file, found.line)]
    if any(label.kind != CLEAN and found.code in label.codes for label in here):
        return True
    if any(
        label.kind == CLEAN and (not label.codes or found.code in label.codes) for label in here
    ):
        return False
    return None if verdict is None else verdict != FALSE_ALARM


def missed_in(measured: Measured, all_misses: bool) -> Iterator[str]:
    """The package's headline, and what was missed or wrongly reported in it."""
    counts = Counter(state for _, state in measured.judged)
    told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    package = measured.package
    yield f"{package.name} {package.version} ({measured.part}): {told}"
    if measured.part == HELD_OUT and not all_misses:
        return
    for label, state in measured.judged:
        if state in (MISSED, ALARM):
            where = f" in {label.function}" if label.function else ""
            codes = "/".join(label.codes)
            yield f"  {state}: {label.file}:{label.line}{where}: {label.kind} {codes}".rstrip()
            yield f"    > {label.text}"
            yield f"    {label.reason}" + (f" [needs {label.needs}]" if label.needs else "")


def table(part: str, done: Sequence[Measured]) -> Iterator[str]:
    """Recall by kind and precision of one part."""
    states: Counter[tuple[str, str]] = Counter()
    for measured in done:
        states.update((label.kind, state) for label, state in measured.judged)
    yield f"\n{part}: {len(done)} packages"
    yield COLUMNS.format("kind", "labels", FOUND, MISSED, NOT_BUILT, "recall")
    kinds = [kind for kind in MISTAKES if any(of == kind for of, _ in states)]
    for kind in kinds:
        yield line(kind, *(states[kind, state] for state in (FOUND, MISSED, NOT_BUILT)))
    sums = (sum(states[kind, state] for kind in kinds) for state in (FOUND, MISSED, NOT_BUILT))
    yield line("all mistakes", *sums)
    needs = Counter(
        label.needs or "nothing unusual"
        for measured in done
        for label, state in measured.judged
        if state == MISSED
    )
    if needs:
        told = ", ".join(f"{need} {count}" for need, count in needs.most_common())
        yield f"  missed for want of: {told}"
    alarms = states[CLEAN, ALARM]
    yield f"  clean look-alikes: {states[CLEAN, SILENT] + alarms}, with false alarms: {alarms}"
    right, wrong, unreviewed = findings_of(done)
    yield (
        f"  findings: {right + wrong + unreviewed}, right {right}, false {wrong}, "
        f"not reviewed {unreviewed}; precision {percent(right, right + wrong)}"
    )


def line(kind: str, found: int, missed: int, not_built: int) -> str:
    """A line of the table."""
    total = found + missed + not_built
    return COLUMNS.format(kind, total, found, missed, not_built, percent(found, found + missed))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def findings_of(done: Sequence[Measured]) -> tuple[int, int, int]:
    """How many findings are right, wrong, and not reviewed."""
    return (
        sum(measured.right for measured in done),
        sum(measured.wrong for measured in done),
        sum(measured.unreviewed for measured in done),
    )


def shortcomings(part: str, done: Sequence[Measured], aims: Aims) -> Iterator[str]:
    """What falls short of the aims."""
    right, wrong, _ = findings_of(done)
    if 100 * right < aims.precision * (right + wrong):
        yield f"{part}: precision {percent(right, right + wrong)}, asked for {aims.precision} %"
    states = Counter(state for measured in done for _, state in measured.judged)
    found, whole = states[FOUND], states[FOUND] + states[MISSED]
    least = aims.recall.get(part, 0.0)
    if 100 * found < least * whole:
        yield f"{part}: recall {percent(found, whole)}, asked for {least} %"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
