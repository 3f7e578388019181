"""Time grows with the size of the code, and no faster: whole projects, and single odd shapes."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from suite_runs import lint

from asynclint.config import load
from asynclint.engine import Project
from asynclint.semantic.flow import Flow
from asynclint.sources.filesystem import Disk

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
from make_project import make

HEAD = "import time\n\nfrom shop.models import Book\n\n\n"
VIEW = "async def view(request):\n"
SLEEP = "    time.sleep(1)\n"


def a_long_function(size):
    body = "".join(
        f"    if request.GET.get('a{n}'):\n        x{n} = Book.objects.filter(pk={n})\n"
        for n in range(size)
    )
    return f"{HEAD}async def view(request):\n{body}    time.sleep(1)\n"


def a_function_with_loops(size):
    body = "".join(
        f"    for row{n} in request.rows:\n        total += row{n}.amount\n" for n in range(size)
    )
    return f"{HEAD}async def view(request):\n    total = 0\n{body}    time.sleep(1)\n"


def a_long_chain_of_calls(size):
    steps = "".join(f"def step{n}(x):\n    return step{n + 1}(x)\n\n\n" for n in range(size))
    last = f"def step{size}(x):\n    time.sleep(x)\n\n\n"
    return f"{HEAD}{steps}{last}async def view(request):\n    step0(1)\n"


def a_ladder_of_calls(size):
    steps = "".join(
        f"def step{n}(x):\n    step{n + 1}(x)\n    return step{n + 1}(x)\n\n\n" for n in range(size)
    )
    last = f"def step{size}(x):\n    time.sleep(x)\n\n\n"
    return f"{HEAD}{steps}{last}async def view(request):\n    step0(1)\n"


def a_circle_of_calls(size):
    steps = "".join(
        f"def step{n}(x):\n    if x:\n        step{(n + 1) % size}(x)\n    time.sleep(x)\n\n\n"
        for n in range(size)
    )
    return f"{HEAD}{steps}async def view(request):\n    step0(1)\n"


def everything_calls_everything(size):
    steps = "".join(
        f"def step{n}(x):\n"
        + "".join(f"    step{(n * 7 + m * 13) % size}(x)\n" for m in range(5))
        + "\n\n"
        for n in range(size)
    )
    return f"{HEAD}{steps}{VIEW}    step0(1)\n{SLEEP}"


def a_deep_hierarchy(size):
    classes = "class Class0:\n    def run(self):\n        time.sleep(1)\n\n\n" + "".join(
        f"class Class{n}(Class{n - 1}):\n    def run(self):\n        super().run()\n\n\n"
        for n in range(1, size)
    )
    return f"{HEAD}{classes}async def view(request):\n    Class{size - 1}().run()\n"


def a_wide_union(size):
    classes = "".join(
        f"class Class{n}:\n    def run(self):\n        return {n}\n\n\n" for n in range(size)
    )
    ways = "".join(f"    if request == {n}:\n        x = Class{n}()\n" for n in range(size))
    return f"{HEAD}{classes}{VIEW}    x = None\n{ways}    x.run()\n{SLEEP}"


def a_wide_table(size):
    functions = "".join(f"def f{n}(x):\n    return x\n\n\n" for n in range(size))
    table = "TABLE = {\n" + "".join(f"    'k{n}': f{n},\n" for n in range(size)) + "}\n\n\n"
    return f"{HEAD}{functions}{table}{VIEW}    TABLE[request.key](1)\n{SLEEP}"


def nested_functions(size):
    lines, indent = ["async def view(request):"], "    "
    for n in range(size):
        lines.append(f"{indent}def inner{n}(x):")
        indent += "    "
    lines.append(f"{indent}return x")
    for n in reversed(range(size)):
        indent = indent[4:]
        lines.append(f"{indent}inner{n}(1)")
    return HEAD + "\n".join(lines) + "\n    time.sleep(1)\n"


def a_long_expression(size):
    items = ", ".join(f"request.a{n}" for n in range(size))
    return f"{HEAD}{VIEW}    x = [{items}]\n{SLEEP}"


def a_long_chain_of_attributes(size):
    return f"{HEAD}{VIEW}    x = Book.objects{'.filter(pk=1)' * size}\n{SLEEP}"


SHAPES = {
    a_long_function: 200,
    a_function_with_loops: 150,
    a_long_chain_of_calls: 100,
    a_ladder_of_calls: 100,
    a_circle_of_calls: 50,
    everything_calls_everything: 35,
    a_deep_hierarchy: 40,
    a_wide_union: 60,
    a_wide_table: 100,
    nested_functions: 8,
    a_long_expression: 500,
    a_long_chain_of_attributes: 40,
}


def seconds(text):
    begin = time.process_time()
    report = lint({"views.py": text})
    taken = time.process_time() - begin
    assert any(finding.code in ("ASL302", "ASL311") for finding in report.findings)
    return taken


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_odd_shapes_take_time_in_proportion(shape):
    size = SHAPES[shape]
    seconds(shape(2))
    small, large = seconds(shape(size)), seconds(shape(4 * size))
    assert large < 10 * max(small, 0.02), f"{small:.2f} s, four times as much: {large:.2f} s"


@pytest.fixture
def runs(monkeypatch):
    """How often functions were run over kinds, in the order of the checks."""
    counts = [0]
    run = Flow.run

    def counting(flow):
        counts[-1] += 1
        return run(flow)

    monkeypatch.setattr(Flow, "run", counting)
    return counts


def test_a_project_sixteen_times_as_large_takes_sixteen_times_as_long(tmp_path, runs):
    taken = {}
    for times in (1, 4, 16):
        root = tmp_path / str(times)
        make(root, 2_000 * times, 4 * times)
        runs.append(0)
        begin = time.process_time()
        project = Project(str(root), load(str(root), Disk()).settings, Disk())
        findings = project.check([str(root)]).findings
        taken[times] = time.process_time() - begin
        assert len(findings) >= 4 * times
    _, one, four, sixteen = runs
    assert four <= 4.5 * one
    assert sixteen <= 4.5 * four
    assert taken[16] < 8 * taken[4], taken
