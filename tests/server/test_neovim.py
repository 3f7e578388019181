"""A real Neovim, driven without a screen: it shows a finding, applies the fix and saves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEOVIM = shutil.which("nvim")
SLEEPY = "import time\n\n\nasync def view(request):\n    '🐢'; time.sleep(1)\n"
# For Neovim 0.7 and newer, which is what systems bring along.
DRIVE = """
local told = {}
local client = vim.lsp.start_client({
  name = 'asynclint',
  cmd = { PYTHON, '-m', 'asynclint', 'server', '--no-cache' },
  root_dir = ROOT,
})
vim.lsp.buf_attach_client(0, client)
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, found in ipairs(vim.diagnostic.get(0)) do
  table.insert(told, { found.code, found.source, found.lnum, found.col, found.end_col })
end
local asked = vim.lsp.util.make_range_params()
asked.range.start = { line = 4, character = 10 }
asked.range['end'] = asked.range.start
asked.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', asked, 60000)
local action = answers[client].result[1]
local resolved = vim.lsp.buf_request_sync(0, 'codeAction/resolve', action, 60000)
vim.lsp.util.apply_workspace_edit(resolved[client].result.edit, 'utf-16')
local gone = vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end, 20)
vim.cmd('write')
vim.fn.writefile({ vim.json.encode({ told, action.title, gone }) }, OUTPUT)
vim.lsp.stop_client(client)
vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end, 20)
vim.cmd('qall!')
"""


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")
def test_neovim_shows_a_finding_applies_its_fix_and_saves(tmp_path: Path) -> None:
    root, output = tmp_path / "project", tmp_path / "told.json"
    root.mkdir()
    (root / "pyproject.toml").write_text("")
    views = root / "views.py"
    views.write_text(SLEEPY)
    names = {"PYTHON": sys.executable, "ROOT": str(root), "OUTPUT": str(output)}
    script = tmp_path / "drive.lua"
    head = "".join(f"local {name} = {json.dumps(value)}\n" for name, value in names.items())
    script.write_text(head + DRIVE)
    subprocess.run(
        [str(NEOVIM), "--headless", "--clean", str(views), "-c", f"luafile {script}"],
        check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    told, title, gone = json.loads(output.read_text())
    column = len("    '🐢'; ".encode())  # Neovim counts bytes
    assert told == [["ASL302", "asynclint", 4, column, column + len("time.sleep(1)")]]
    assert title == "Use `await asyncio.sleep()` (ASL302)"
    assert gone
    text = views.read_text()
    assert text.startswith("import asyncio\n")
    assert text.endswith("async def view(request):\n    '🐢'; await asyncio.sleep(1)\n")
