"""What holds for the fixes of any program: programs of the suites, laid out in odd ways."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from suite_runs import ROOT, SHARED, fixed, project
from suites import all_cases, plain

from asynclint.diagnostics import Applicability, Finding
from asynclint.index.chunks import IMPORT, split

# Whole programs in one file, on the newest Django.
PROGRAMS = [
    plain(case.files["views.py"])
    for case in all_cases()
    if set(case.files) == {"views.py"} and case.fixed and not case.settings
    if not case.suite.startswith(("asl001", "asl002", "asl110"))
]
SIMPLE = re.compile(r"(?P<indent> {4,})(?P<body>(?:return |\w+ = |\w+\.)[^#\\]*[\w)\]\"'])$")
VALUE = re.compile(r"(?P<head> +(?:return|\w+ =)) (?P<value>[^#\\]*[\w)\]\"'])$")


def compiles(text: str) -> bool:
    try:
        compile(text, "views.py", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def respelled(line: str, how: str) -> str:
    """A line in another layout that means the same; as it is where that cannot be told."""
    if how == "comment" and line.strip() and not line.endswith(("\\", '"""')):
        return f"{line}  # as {line.strip()[0]!r} says"
    if how == "space" and line.strip():
        return f"{line} \t"
    simple, value = SIMPLE.match(line), VALUE.match(line)
    if how == "semicolons" and simple:
        return f"{simple['indent']}pass; {simple['body']};"
    if how == "parentheses" and value:
        return f"{value['head']} ({value['value']})"
    if how == "lines" and value:
        return f"{value['head']} (  # first\n{value['value']}\n  # last\n )"
    if how == "continued" and value:
        return f"{value['head']} \\\n  {value['value']}"
    return line


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A program of the suites in an odd layout, which Python still compiles."""
    ways = ["", "comment", "space", "semicolons", "parentheses", "lines", "continued"]
    text = draw(st.sampled_from(PROGRAMS))
    lines = text.split("\n")
    for number in draw(st.sets(st.integers(0, len(lines) - 1), max_size=8)):
        before = lines[number]
        lines[number] = respelled(before, draw(st.sampled_from(ways)))
        if compiles(text) and not compiles("\n".join(lines)):
            lines[number] = before
    text = "\n".join(lines)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


def findings(text: str) -> tuple[Finding, ...]:
    report = project({"views.py": text}).check([f"{ROOT}/views.py"])
    assert report.problems == ()
    return report.findings


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs(), st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]))
def test_fixing_any_program(text: str, level: Applicability) -> None:
    before = findings(text)
    after = fixed({"views.py": text}, "", level)["views.py"]

    assert compiles(after) or not compiles(text)
    left = Counter(each.code for each in findings(after))
    assert left <= Counter(each.code for each in before)
    assert fixed({"views.py": after}, "", level)["views.py"] == after
    position = 0
    for chunk in split(text) or ():
        span = range(chunk.start, chunk.end)
        if chunk.kind != IMPORT and not any(each.span.start in span for each in before):
            # The empty lines above it may have parted it from an import that went.
            own = text[chunk.start : chunk.end].lstrip("\r\n")
            position = after.index(own, position)
    assert set(re.findall(r"\r\n|\r|\n", after)) <= set(re.findall(r"\r\n|\r|\n", text))


def test_there_are_programs_of_many_kinds() -> None:
    assert len(PROGRAMS) > 100
    assert all(name.endswith(".py") for name in SHARED)
