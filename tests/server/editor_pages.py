"""What the page about editors tells users to write, for tests that do so; and a project to open."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"
SLEEPY = "import time\n\n\nasync def view(request):\n    'ünder'; time.sleep(1)\n"
AWAKE = "import asyncio\n\n\nasync def view(request):\n    'ünder'; await asyncio.sleep(1)\n"


def told(section: str, number: int = 0) -> str:
    """The code that a section of the page tells users to write into their settings."""
    text = PAGE.read_text("utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"```\w+\n(.*?)```", text, re.DOTALL)[number]


def project(folder: Path, text: str = SLEEPY) -> Path:
    """A project with one mistake; its file."""
    root = folder / "shop"
    (root / ".git").mkdir(parents=True)
    (root / "pyproject.toml").write_text("")
    (root / "views.py").write_text(text, encoding="utf-8")
    return root / "views.py"


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of an editor, with asynclint on the `PATH` and a home of its own."""
    (folder / "bin").mkdir()
    command = folder / "bin" / "asynclint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m asynclint "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
