"""Compares what the linter says about a case with the case's marks."""

from __future__ import annotations

from collections.abc import Iterator

from suites import Expectation, expectations

from asynclint.diagnostics import Finding, Report


def mismatches(files: dict[str, str], report: Report) -> list[str]:
    """One sentence for each finding that is not marked and each mark without a finding."""
    wanted = {
        (path, line): [row for row in rows if not row.is_missed]
        for path, lines in expectations(files).items()
        for line, rows in lines.items()
    }
    told = []
    for finding in report.findings:
        here = wanted.get((finding.path, finding.start.row), [])
        match = next((row for row in here if says(finding, row)), None)
        if match is None:
            told.append(f"not marked: {described(finding)}")
        else:
            here.remove(match)
    for (path, line), rows in sorted(wanted.items()):
        told += [f"not found: {path}:{line}: {asked(row)}" for row in rows]
    return told


def unlike_reveals(
    marked: dict[str, dict[int, str]], revealed: dict[str, dict[int, str]]
) -> list[str]:
    """One sentence for each `# reveal:` mark that says another kind than the linter."""
    return [
        f"{path}:{line}: `{kind}` is marked, and taken for `{told}`"
        for path, lines in marked.items()
        for line, kind in lines.items()
        if (told := revealed[path].get(line, "nothing")) != kind
    ]


def says(finding: Finding, wanted: Expectation) -> bool:
    """Whether a finding is the one that is wanted."""
    return (
        finding.code == wanted.code
        and all(part in finding.message for part in wanted.messages)
        and is_part(wanted.chain, list(chain_names(finding)))
    )


def is_part(parts: tuple[str, ...], names: list[tuple[str, ...]]) -> bool:
    """Whether the parts are found in this order among the names of the steps."""
    steps = iter(names)
    return all(
        any(any(is_tail(bare(part), bare(name)) for name in step) for step in steps)
        for part in parts
    )


def chain_names(finding: Finding) -> Iterator[tuple[str, ...]]:
    """The steps of a chain: each function on the way, under each name, and what it calls."""
    for frame in finding.chain:
        module = frame.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        yield (f"{module}.{frame.function}",)
        yield (frame.text,)


def bare(name: str) -> str:
    return name.partition("(")[0].strip()


def is_tail(part: str, name: str) -> bool:
    return name == part or name.endswith(f".{part}")


def described(finding: Finding) -> str:
    chain = " → ".join(f"{frame.function}: {frame.text}" for frame in finding.chain)
    place = f"{finding.path}:{finding.start.row}:{finding.start.column}"
    return f"{place}: {finding.code} {finding.message}{chain and f' ({chain})'}"


def asked(wanted: Expectation) -> str:
    messages = "".join(f' "{part}"' for part in wanted.messages)
    chain = f" chain: {' → '.join(wanted.chain)}" if wanted.chain else ""
    return f"{wanted.code}{messages}{chain}"
