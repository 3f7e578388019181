from __future__ import annotations

import shutil
import subprocess

import pytest
from programs import CLEAN, HELPED, MENDED, SLEEPY


def test_fix_mends_the_file_and_exits_with_0_when_nothing_is_left(project, asynclint):
    root = project({"views.py": SLEEPY})
    run = asynclint("--fix")
    assert (root / "views.py").read_text() == MENDED
    assert run == (0, "Applied 1 fix. All clear: 1 file checked\n", "")


def test_fix_leaves_unsafe_fixes_and_shows_what_is_left(project, asynclint):
    root = project({"sleepy.py": SLEEPY, "helped.py": HELPED})
    run = asynclint("--fix")
    assert run.code == 1
    assert (root / "helped.py").read_text() == HELPED
    assert run.out.startswith("helped.py:9:5: ASL311")
    assert "sleepy.py" not in run.out


def test_unsafe_fixes_are_applied_when_asked_for(project, asynclint):
    root = project({"views.py": HELPED})
    run = asynclint("--fix", "--unsafe-fixes")
    assert run.code == 0
    assert "await sync_to_async(pause)()" in (root / "views.py").read_text()


def test_unsafe_fixes_can_be_asked_for_in_the_settings(project, asynclint):
    root = project(
        {"views.py": HELPED, "pyproject.toml": "[tool.asynclint]\nunsafe-fixes = true\n"}
    )
    assert asynclint("--fix").code == 0
    assert (root / "views.py").read_text() != HELPED


def test_diff_prints_what_fix_would_do_and_writes_nothing(project, asynclint):
    root = project({"shop/views.py": SLEEPY})
    run = asynclint("--diff")
    assert run.code == 1
    assert run.out.startswith("--- shop/views.py\n+++ shop/views.py\n@@ ")
    assert "-    time.sleep(1)\n+    await asyncio.sleep(1)\n" in run.out
    assert run.err == "Would apply 1 fix in 1 file\n"
    assert (root / "shop" / "views.py").read_text() == SLEEPY


def test_diff_wins_over_fix(project, asynclint):
    root = project({"views.py": SLEEPY})
    assert asynclint("--fix", "--diff").code == 1
    assert (root / "views.py").read_text() == SLEEPY


def test_diff_exits_with_0_if_there_is_nothing_to_fix(project, asynclint):
    project({"views.py": HELPED})
    assert asynclint("--diff") == (0, "", "Nothing to fix\n")


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_the_diff_makes_the_same_files_as_the_fix(project, asynclint):
    root = project({"shop/views.py": SLEEPY, "blog/views.py": SLEEPY})
    text = asynclint("--diff").out
    subprocess.run(["patch", "-p0", "-s"], cwd=root, input=text, text=True, check=True, timeout=10)
    assert (root / "shop" / "views.py").read_text() == MENDED
    assert (root / "blog" / "views.py").read_text() == MENDED


def test_a_file_without_async_code_is_not_touched(project, asynclint):
    root = project({"views.py": CLEAN})
    before = (root / "views.py").stat().st_mtime_ns
    asynclint("--fix", "--unsafe-fixes")
    assert (root / "views.py").stat().st_mtime_ns == before


# Standard input


def test_standard_input_is_checked_under_the_name_that_is_given(project, asynclint):
    project({})
    run = asynclint("-", "--stdin-filename", "shop/views.py", input=SLEEPY.encode())
    assert run.code == 1
    assert run.out.startswith("shop/views.py:6:5: ASL302")
    assert "6 |     time.sleep(1)" in run.out


def test_standard_input_needs_no_name(project, asynclint):
    project({})
    assert asynclint("-", input=CLEAN.encode()).out == "All clear: 1 file checked\n"


def test_the_project_around_standard_input_is_known(project, asynclint):
    project({"shop/__init__.py": "", "shop/pauses.py": HELPED})
    source = "from shop.pauses import pause\n\n\nasync def view(request):\n    pause()\n"
    run = asynclint("-", "--stdin-filename", "shop/views.py", input=source.encode())
    assert run.code == 1
    assert "2. shop/pauses.py:5 in pause: time.sleep(1)" in run.out


def test_what_is_left_in_fixed_standard_input_is_told_aside(project, asynclint):
    project({})
    run = asynclint("-", "--fix", input=HELPED.encode())
    assert (run.code, run.out) == (1, HELPED)
    assert "ASL311" in run.err


def test_standard_input_can_be_compared(project, asynclint):
    project({})
    run = asynclint("-", "--diff", "--stdin-filename", "views.py", input=SLEEPY.encode())
    assert run.code == 1
    assert run.out.startswith("--- views.py\n+++ views.py\n")


def test_standard_input_that_is_no_text_is_given_back(project, asynclint):
    project({})
    run = asynclint("-", "--fix", input=b"x = '\\x41'\n\xff\n")
    assert run.code == 2
    assert "line 2" in run.err
