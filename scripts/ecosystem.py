"""Run asynclint on pinned packages of the package index and compare with the reviewed verdicts.

    python scripts/ecosystem.py [--package NAME]... [--rule CODE]... [--show] [--update [--prune]]
    python scripts/ecosystem.py --fetch | --pin NAME[==VERSION] [--library]

The packages are pinned in tests/ecosystem/packages.toml, fetched through pip and unpacked into
.cache/ecosystem, with the libraries that the pins put beside them; none of their code is run. What
was found in them, and whether it is right, is written in tests/ecosystem/verdicts/<package>.toml:
`true`, `false alarm` or `by design`, with a reason. Exit code 0: every finding is reviewed; 1: some
are not, or a run failed; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ecosystem_check import LINTER, ROOT, Found, Outcome, check
from ecosystem_packages import EcosystemError, Package, pin, prepare, read_packages
from ecosystem_verdicts import (
    FALSE_ALARM,
    VERDICTS,
    Comparison,
    Entry,
    compare,
    read_verdicts,
    updated,
    write_verdicts,
)

COLUMNS = "{:32} {:>6} {:>8} {:>7} {:>7} {:>5} {:>6} {:>5} {:>5}  {}"
HEAD = ("package", "files", "lines", "s", "CPU s", "MB", "found", "new", "gone", "found by rule")


class Place(NamedTuple):
    """Where the ecosystem run keeps its things."""

    packages: Path
    verdicts: Path
    cache: Path


PLACE = Place(
    ROOT / "tests" / "ecosystem" / "packages.toml",
    ROOT / "tests" / "ecosystem" / "verdicts",
    ROOT / ".cache" / "ecosystem",
)


class Result(NamedTuple):
    """One package, checked and compared."""

    package: Package
    outcome: Outcome
    comparison: Comparison


def main(arguments: Sequence[str], place: Place = PLACE, linter: Sequence[str] = LINTER) -> int:
    """Do what the command line asks for; the exit code."""
    options = read_options(arguments)
    try:
        if options.pin:
            name, _, version = options.pin.partition("==")
            print(pin(name, version, "wheel" if options.library else ""))
            return 0
        packages = chosen(read_packages(place.packages), options.package)
        if options.fetch:
            for package in packages:
                print(prepare(package, place.cache), flush=True)
            return 0
        return check_all(packages, options, place, linter)
    except EcosystemError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--package", action="append", default=[], metavar="NAME", help="only this package")
    add("--rule", action="append", default=[], metavar="CODE", help="only this rule or group")
    add("--show", action="store_true", help="print what is not reviewed, and what has vanished")
    add("--update", action="store_true", help="write entries to be reviewed by hand")
    add("--prune", action="store_true", help="with --update: drop entries of vanished findings")
    add("--fetch", action="store_true", help="only fetch and unpack; print the folders")
    add("--pin", metavar="NAME[==VERSION]", help="print an entry for packages.toml")
    add("--library", action="store_true", help="with --pin: of a wheel that packages import")
    options = parser.parse_args(arguments)
    if options.prune and not options.update:
        parser.error("--prune changes the files of verdicts: add --update")
    options.rule = [code.upper() for code in options.rule]
    return options


def chosen(packages: list[Package], names: Sequence[str]) -> list[Package]:
    """The packages of these names, all of them without any. Raises EcosystemError."""
    by_name = {package.name.lower(): package for package in packages}
    for name in names:
        if name.lower() not in by_name:
            raise EcosystemError(f"no package {name} is pinned: {', '.join(sorted(by_name))}")
    return [by_name[name.lower()] for name in names] or packages


def check_all(
    packages: Sequence[Package],
    options: argparse.Namespace,
    place: Place,
    linter: Sequence[str],
) -> int:
    """Check, compare and print package after package; the exit code."""
    results = []
    print(COLUMNS.format(*HEAD))
    for package in packages:
        path = place.verdicts / f"{package.name.lower()}.toml"
        entries = read_verdicts(path)
        folder = prepare(package, place.cache)
        content = place.cache / f"{package.name}-{package.version}"
        outcome = check(content, folder, options.rule, linter)
        asked = [entry for entry in entries if is_asked(entry.code, options.rule)]
        result = Result(package, outcome, compare(outcome.findings, asked))
        if options.update and not outcome.failure:
            others = [entry for entry in entries if not is_asked(entry.code, options.rule)]
            write_verdicts(path, others + updated(result.comparison, options.prune))
        results.append(result)
        print(row(result), flush=True)
        for line in details(result, options.show):
            print(line, flush=True)
    print("\n".join(summary(results)))
    return 1 if any(done.outcome.failure or done.comparison.unreviewed for done in results) else 0


def is_asked(code: str, rules: Sequence[str]) -> bool:
    return not rules or code.startswith(tuple(rules))


def row(result: Result) -> str:
    """The package's line in the table."""
    outcome, comparison = result.outcome, result.comparison
    return COLUMNS.format(
        f"{result.package.name} {result.package.version}",
        outcome.files,
        outcome.lines,
        f"{outcome.seconds:.2f}",
        f"{outcome.cpu:.2f}",
        f"{outcome.megabytes:.0f}",
        len(outcome.findings),
        len(comparison.unreviewed),
        len(comparison.vanished),
        by_rule(outcome.findings),
    ).rstrip()


def by_rule(findings: Sequence[Found]) -> str:
    counts = Counter(found.code for found in findings)
    return " ".join(f"{code}:{count}" for code, count in sorted(counts.items()))


def details(result: Result, show: bool) -> Iterator[str]:
    """What is to be said below the package's line."""
    if result.outcome.failure:
        yield "  FAILED: " + result.outcome.failure.replace("\n", "\n    ")
    if show:
        for found in result.comparison.unreviewed:
            yield from shown(found)
        for entry in result.comparison.vanished:
            yield f"\n  vanished: {headline(entry)} [{entry.verdict}: {entry.reason}]"
            yield f"    > {entry.text}"
        if result.comparison.unreviewed or result.comparison.vanished:
            yield ""


def shown(found: Found) -> Iterator[str]:
    """A finding in full: message, source line, chain."""
    yield f"\n  {headline(found)}"
    yield f"    > {found.text}"
    for number, frame in enumerate(found.chain, 1):
        yield f"    {number}. {frame}"


def headline(what: Found | Entry) -> str:
    where = f" in {what.function}" if what.function else ""
    return f"{what.file}:{what.line}{where}: {what.code} {what.message}"


def summary(results: Sequence[Result]) -> Iterator[str]:
    """The lines below the table."""
    findings = [found for result in results for found in result.outcome.findings]
    verdicts = Counter(
        entry.verdict for result in results for _, entry in result.comparison.reviewed
    )
    verdicts[VERDICTS[-1]] = sum(len(result.comparison.unreviewed) for result in results)
    counts = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS)
    files = sum(result.outcome.files for result in results)
    lines = sum(result.outcome.lines for result in results)
    seconds = sum(result.outcome.seconds for result in results)
    yield f"\n{len(results)} packages, {files} files, {lines} lines, {seconds:.1f} s"
    yield f"{len(findings)} findings: {counts}"
    reviewed = sum(verdicts.values()) - verdicts[VERDICTS[-1]]
    if reviewed:
        yield f"false alarms: {100 * verdicts[FALSE_ALARM] / reviewed:.1f} % of what is reviewed"
    failed = [result.package.name for result in results if result.outcome.failure]
    if failed:
        yield f"failed: {', '.join(failed)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
