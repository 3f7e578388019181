"""What is said of ruff's rules about async code is what ruff itself reports."""

from __future__ import annotations

import json
import subprocess
import sys

from asynclint.knowledge import schema
from asynclint.knowledge.ruff import REPORTED
from asynclint.knowledge.tables import TABLES, modules

DOES = (schema.HTTP, schema.SLEEP, schema.FILE, schema.SUBPROCESS)


def functions() -> set[str]:
    """The functions with rows that the rules which can be deferred are about."""
    rows = [row for module in modules() for row in getattr(module, "ROWS", ())]
    names = {name for row in rows if row.does in DOES for name in (row.name, *row.aliases)}
    owners = {name: name.rpartition(".")[0] for name in names if "*" not in name}
    return {name for name, owner in owners.items() if owner and TABLES.class_row(owner) is None}


def test_ruff_reports_these_functions_and_no_others() -> None:
    names = sorted(functions() | REPORTED)
    imported = sorted({name.rpartition(".")[0] for name in names} - {""})
    lines = [f"import {module}" for module in imported] + ["async def view():"]
    lines += [f"    {name}()" for name in names]
    options = ("check", "--isolated", "--select", "ASYNC", "--output-format", "json", "-")
    command = [sys.executable, "-m", "ruff", *options]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True)
    rows = {found["location"]["row"] for found in json.loads(done.stdout)}
    reported = {name for row, name in enumerate(names, len(imported) + 2) if row in rows}
    assert reported == REPORTED
    assert len(names) > 150
