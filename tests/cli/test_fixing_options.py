"""Fixing in part: nothing else told, fix by fix, by the settings' trust, and files in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from programs import CLEAN, HELPED, MENDED, SLEEPY

TWICE = """\
import asyncio
import time


async def wait(request):
    time.sleep(1)
    time.sleep(2)
    return await asyncio.sleep(0)
"""


def test_fix_only_tells_nothing_of_what_is_left(project, asynclint):
    root = project({"sleepy.py": SLEEPY, "helped.py": HELPED})
    run = asynclint("--fix-only")
    assert run == (0, "", "Applied 1 fix in 1 file\n")
    assert (root / "sleepy.py").read_text() == MENDED
    assert asynclint("--fix-only") == (0, "", "Nothing to fix\n")


def test_fix_only_prints_standard_input_mended_and_exits_with_0(project, asynclint):
    project({})
    run = asynclint("--fix-only", "-", input=(SLEEPY + HELPED).encode())
    assert (run.code, run.err) == (0, "")
    assert "await asyncio.sleep" in run.out


def test_each_fix_is_shown_with_its_diff_and_asked_about(project, asynclint):
    root = project({"views.py": TWICE})
    run = asynclint("--fix", "-i", input=b"n\ny\n")
    assert run.out.count("[y]es, [n]o") == 2
    assert "views.py:6:5: ASL302 [*] " in run.out
    assert "-    time.sleep(2)\n+    await asyncio.sleep(2)\n" in run.out
    assert (root / "views.py").read_text() == TWICE.replace(
        "time.sleep(2)", "await asyncio.sleep(2)"
    )
    assert run.code == 1


def test_all_applies_what_follows_and_quit_leaves_it(project, asynclint):
    root = project({"views.py": TWICE})
    assert asynclint("--fix", "--interactive", input=b"q\n").code == 1
    assert (root / "views.py").read_text() == TWICE
    run = asynclint("--fix", "--interactive", input=b"what?\na\n")
    assert (run.code, run.out.count("ASL302")) == (0, 1)
    assert "time.sleep(" not in (root / "views.py").read_text().replace("asyncio.sleep", "")


def test_answers_that_end_change_nothing(project, asynclint):
    root = project({"views.py": TWICE})
    run = asynclint("--fix", "-i", input=b"y\n")
    assert (run.code, (root / "views.py").read_text()) == (130, TWICE)


def test_unsafe_fixes_are_asked_about_if_they_are_wanted(project, asynclint):
    project({"views.py": HELPED})
    assert "[y]es" not in asynclint("--fix", "-i").out
    assert (
        "+    await sync_to_async(pause)()"
        in asynclint("--fix", "-i", "--unsafe-fixes", input=b"n\n").out
    )


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["-i"], "--interactive asks about each fix"),
        (["-i", "--diff"], "leave out --diff"),
        (["-i", "--fix", "-"], "name files instead"),
        (["--reason", "old"], "add --add-ignore"),
        (["--add-ignore", "--reason", "two\nlines"], "has to fit on one line"),
        (["--add-ignore", "--fix"], "one after the other"),
        (["--add-ignore", "-"], "name them instead"),
    ],
)
def test_options_that_contradict_each_other_are_refused(project, asynclint, options, complaint):
    project({"views.py": SLEEPY})
    run = asynclint(*options)
    assert run.code == 2
    assert complaint in run.err


def test_settings_can_trust_the_fixes_of_a_rule(project, asynclint):
    root = project({"views.py": HELPED, "asynclint.toml": 'extend-safe-fixes = ["ASL311"]\n'})
    assert "(safe: --fix applies it)" in asynclint().out
    assert asynclint("--fix").code == 0
    assert "sync_to_async" in (root / "views.py").read_text()


def test_settings_can_distrust_the_fixes_of_a_rule(project, asynclint):
    root = project({"views.py": SLEEPY, "asynclint.toml": 'extend-unsafe-fixes = ["ASL3"]\n'})
    assert asynclint("--fix").code == 1
    assert (root / "views.py").read_text() == SLEEPY
    assert asynclint("--fix", "--unsafe-fixes").code == 0


def test_a_fix_that_does_not_fit_its_file_is_told_with_the_reason(project, asynclint):
    text = SLEEPY.replace("import asyncio", "asyncio = None")
    root = project({"views.py": text})
    run = asynclint("--fix")
    assert run.code == 1
    assert "views.py: not applied: Use `await asyncio.sleep()`: `asyncio` means some" in run.err
    assert (root / "views.py").read_text() == text


def test_a_read_only_file_is_told_and_what_is_wrong_in_it_still_reported(project, asynclint):
    root = project({"views.py": SLEEPY, "other.py": SLEEPY})
    (root / "views.py").chmod(0o444)
    run = asynclint("--fix")
    assert run.code == 2
    assert "views.py: not fixed: the file is read-only" in run.err
    assert run.out.startswith("views.py:6:5: ASL302")
    assert (root / "views.py").read_text() == SLEEPY
    assert (root / "other.py").read_text() == MENDED


def test_the_file_behind_a_link_is_mended_once(project, asynclint):
    root = project({"views.py": SLEEPY})
    os.symlink("views.py", root / "link.py")
    run = asynclint("--fix", "link.py", "views.py")
    assert (root / "link.py").is_symlink()
    assert (root / "views.py").read_text() == MENDED
    assert run.code == 0


def test_a_file_that_changes_while_the_user_thinks_is_left_alone(
    project, asynclint, monkeypatch: pytest.MonkeyPatch
):
    root: Path = project({"views.py": SLEEPY})

    def answer() -> str:
        (root / "views.py").write_text(CLEAN + "# changed\n")
        return "y"

    monkeypatch.setattr("asynclint.cli.questions._answer", answer)
    run = asynclint("--fix", "-i")
    assert run.code == 2
    assert "not fixed: the file changed while it was checked" in run.err
    assert (root / "views.py").read_text() == CLEAN + "# changed\n"


def test_bytes_that_no_fix_is_about_stay(project, asynclint):
    root = project({})
    text = "# -*- coding: latin-1 -*-\r\nimport asyncio, time # \xe9\n\r\nasync def wait():\r\n"
    text += "\ttime.sleep( 1 ) ;\\\r\n  time\\\r\n.time()\x0c\n# end \xff"
    (root / "views.py").write_bytes(text.encode("latin-1"))
    assert asynclint("--fix").code == 0
    after = text.replace("time.sleep( 1 )", "await asyncio.sleep( 1 )")
    assert (root / "views.py").read_bytes() == after.encode("latin-1")


def test_modules_of_the_project_are_told_from_libraries_by_new_imports(project, asynclint):
    root = project(
        {
            "shop/__init__.py": "",
            "shop/a.py": HELPED.replace("import time\n", "import time\n\nfrom shop import b\n"),
            "shop/b.py": "",
        }
    )
    assert asynclint("--fix", "--unsafe-fixes").code == 0
    head = "import time\n\nfrom asgiref.sync import sync_to_async\n\nfrom shop import b\n"
    assert (root / "shop" / "a.py").read_text().startswith(head)


def test_everything_that_is_found_can_be_kept_quiet(project, asynclint):
    root = project({"views.py": TWICE, "helped.py": HELPED})
    run = asynclint("--add-ignore", "--reason", "before 2.0", "--diff")
    assert (run.code, run.err) == (1, "Would add 3 comments in 2 files\n")
    assert (root / "views.py").read_text() == TWICE
    run = asynclint("--add-ignore", "--reason", "before 2.0")
    assert run == (0, "Added 3 comments. All clear: 2 files checked\n", "")
    marked = "    time.sleep(2)  # asynclint: ignore[ASL302] before 2.0\n"
    assert marked in (root / "views.py").read_text()
    assert asynclint().code == 0
