"""A real Vim with ALE: it shows a finding, applies the fix and saves. What the page about editors
tells users to write is what it runs with."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from editor_pages import AWAKE, SLEEPY, project, surroundings, told

VIM = shutil.which("vim")
ALE = Path("/usr/share/vim-ale")
HEAD = """
set nocompatible hidden encoding=utf-8
filetype plugin on
set runtimepath^=/usr/share/vim-ale
let g:ale_linters = {'python': ['asynclint']}
let g:ale_lint_delay = 0
runtime plugin/ale.vim
"""
DRIVE = """
function! Shown()
  return map(copy(getloclist(0)), {_, found -> [found.lnum, found.col, found.text]})
endfunction
function! Until(is_so)
  let end = localtime() + 60
  while !eval(a:is_so) && localtime() < end
    sleep 50m
  endwhile
endfunction
function! Chosen(...)
  return 1
endfunction
edit {file}
setfiletype python
ALELint
call Until('len(Shown()) > 0')
let g:told = {'shown': Shown()}
call cursor(5, 14)
ALECodeAction
call Until('getline(1) ==# "import asyncio"')
write
call Until('len(Shown()) == 0')
let g:told.gone = len(Shown()) == 0
call writefile([json_encode(g:told)], '{file}.told')
qall!
"""


@pytest.mark.skipif(VIM is None or not ALE.is_dir(), reason="Vim or ALE is not installed")
def test_vim_shows_a_finding_applies_its_fix_and_saves(tmp_path: Path) -> None:
    file = project(tmp_path, SLEEPY.replace("ü", "u"))  # ALE counts columns in bytes
    script = tmp_path / "drive.vim"
    drive = DRIVE.replace("{file}", str(file))
    script.write_text(HEAD + told("Vim") + drive, encoding="utf-8")
    subprocess.run(
        [str(VIM), "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", str(script)],
        capture_output=True, timeout=300, env=surroundings(tmp_path), input=b"1\n" * 9,
    )  # fmt: skip
    answer = Path(f"{file}.told")
    assert answer.exists(), "the script did not come to its end"
    found = json.loads(answer.read_text("utf-8"))
    ((row, _, message),) = found["shown"]
    assert row == 5
    assert "`time.sleep(1)` puts the event loop to sleep" in message
    assert found["gone"]
    assert file.read_text("utf-8") == AWAKE.replace("ü", "u")
