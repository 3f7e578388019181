"""Bad input: a message names place and remedy, the rest goes on, and no file is changed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from programs import CLEAN, HELPED, MENDED, SLEEPY

from asynclint.sources.filesystem import Disk

NEEDS_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
NEEDS_MODES = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything"
)


def contents(root: Path) -> dict[str, tuple[bytes, int, int]]:
    """Bytes, permissions and time of every file below a folder."""
    return {
        str(path.relative_to(root)): (path.read_bytes(), *path.stat()[:1], path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def places(run) -> list[tuple[str, int, str]]:
    """File, row and code of every finding."""
    return [
        (Path(finding["filename"]).name, finding["location"]["row"], finding["code"])
        for finding in json.loads(run.out)
    ]


# Paths


def test_every_path_that_cannot_be_taken_is_told_and_the_others_are_checked(project, asynclint):
    root = project({"views.py": SLEEPY, "notes.txt": "hi", "empty/notes.txt": ""})
    before = contents(root)
    run = asynclint("veiws.py", "nowhere/views.py", "notes.txt", "empty", "views.py")
    assert run.code == 2
    assert "views.py:6:5: ASL302" in run.out
    told = [line for line in run.err.splitlines() if line.startswith("asynclint: error: ")]
    assert [line.split(": ")[2] for line in told] == [
        "veiws.py", "nowhere/views.py", "notes.txt", "empty",
    ]  # fmt: skip
    assert run.err.count("  help: ") == 4
    assert contents(root) == before


@NEEDS_LINKS
def test_links_that_lead_nowhere_or_in_a_circle_end(project, asynclint):
    root = project({"views.py": SLEEPY, "shop/views.py": SLEEPY})
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "shop" / "up").symlink_to("..", target_is_directory=True)
    (root / "gone.py").symlink_to("nowhere.py")
    (root / "self.py").symlink_to("self.py")
    (root / "again.py").symlink_to("views.py")
    run = asynclint("--format", "json")
    assert places(run) == [("views.py", 6, "ASL302")] * 2
    assert run.err == ""
    assert asynclint("gone.py").code == 2
    assert asynclint("self.py").code == 2
    assert asynclint("loop/shop/up/loop").code == 1


@NEEDS_LINKS
def test_a_file_that_is_reached_by_two_ways_is_fixed_once(project, asynclint):
    root = project({"views.py": SLEEPY})
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "again.py").symlink_to("views.py")
    assert asynclint("--fix", "views.py", "again.py", "loop", ".").code == 0
    assert (root / "views.py").read_text() == MENDED
    assert (root / "again.py").is_symlink()


def test_names_of_all_kinds_can_be_checked(project, asynclint):
    names = ["with space.py", "ünïcödé.py", "naïve/…/日本.py", "-dash.py", "a'b.py", "[a].py"]
    root = project(dict.fromkeys(names, SLEEPY))
    run = asynclint("--format", "json")
    assert sorted(p[0] for p in places(run)) == sorted(Path(name).name for name in names)
    assert asynclint("--", *names).code == 1
    assert asynclint("--fix", ".").code == 0
    assert [(root / name).read_text() for name in names] == [MENDED] * len(names)


# Reading


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_checked(
    project, asynclint, monkeypatch
):
    root = project({"locked.py": SLEEPY, "views.py": SLEEPY})
    read = Disk.read

    def refuse(self, path):
        if path.endswith("locked.py"):
            raise PermissionError(13, "Permission denied", path)
        return read(self, path)

    monkeypatch.setattr(Disk, "read", refuse)
    before = contents(root)
    for options in ((), ("--fix",)):
        run = asynclint(*options, ".")
        assert run.code == 2
        assert "asynclint: error: locked.py: cannot be read: permission denied" in run.err
        assert "  help: " in run.err
    assert contents(root)["locked.py"] == before["locked.py"]
    assert (root / "views.py").read_text() == MENDED


@NEEDS_MODES
def test_a_file_or_folder_without_permission_is_told(project, asynclint):
    root = project({"locked.py": SLEEPY, "shut/views.py": SLEEPY, "views.py": SLEEPY})
    (root / "locked.py").chmod(0)
    (root / "shut").chmod(0)
    try:
        run = asynclint()
    finally:
        (root / "shut").chmod(0o755)
    assert run.code == 2
    assert "locked.py: cannot be read: " in run.err
    assert "shut: cannot be searched: " in run.err
    assert "ASL302" in run.out


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"x = 1\ny = '\xff'\n", "line 2: the byte 0xff"),
        ("# coding: utf-8\nx = 'é'\n".encode("latin-1"), "line 2: the byte 0xe9"),
        (b"# -*- coding: klingon -*-\n", "line 1: the encoding klingon is unknown"),
        ("x = 1\n".encode("utf-16"), "line 1: the file is UTF-16"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "line 1: a UTF-8 byte order mark contradicts"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_line(project, asynclint, data, place):
    root = project({"views.py": SLEEPY})
    (root / "binary.py").write_bytes(data)
    before = contents(root)
    run = asynclint("--format", "json")
    assert run.code == 2
    assert places(run) == [("views.py", 6, "ASL302")]
    assert f"asynclint: error: binary.py: {place}" in run.err
    assert "  help: save it as UTF-8, or declare its encoding" in run.err
    assert contents(root) == before
    assert asynclint("--fix", "binary.py").code == 2
    assert contents(root) == before


def test_what_is_wrong_with_other_files_does_not_concern_the_named_ones(project, asynclint):
    root = project({"views.py": CLEAN, "broken.py": "async def f(:\n"})
    (root / "binary.py").write_bytes(b"async \xff")
    assert asynclint("views.py") == (0, "All clear: 1 file checked\n", "")
    assert asynclint("broken.py").code == 1
    assert asynclint("binary.py").code == 2


# Text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.py", b""),
        ("mark.py", b"\xef\xbb\xbf"),
        ("blank.py", b"\n\n\n"),
        ("spaces.py", b"   "),
        ("comment.py", b"# async"),
        ("form_feed.py", b"\f"),
        ("returns.py", b"\r\r\r"),
        ("docstring.py", b'"""async def"""'),
    ],
)
def test_files_without_code_are_clean(project, asynclint, name, data):
    root = project({})
    (root / name).write_bytes(data)
    before = contents(root)
    assert asynclint("--fix", name) == (0, "All clear: 1 file checked\n", "")
    assert contents(root) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SLEEPY.encode(), MENDED.encode()),
        (b"\xef\xbb\xbf" + SLEEPY.encode(), b"\xef\xbb\xbf" + MENDED.encode()),
        (SLEEPY.replace("\n", "\r\n").encode(), MENDED.replace("\n", "\r\n").encode()),
        (SLEEPY.replace("\n", "\r").encode(), MENDED.replace("\n", "\r").encode()),
        (SLEEPY.rstrip().encode(), MENDED.rstrip().encode()),
        (
            f"# coding: latin-1\n# é\n{SLEEPY}".encode("latin-1"),
            f"# coding: latin-1\n# é\n{MENDED}".encode("latin-1"),
        ),
        (
            f"# vim: set fileencoding=cp1251 :\nшаг = 1\n{SLEEPY}".encode("cp1251"),
            f"# vim: set fileencoding=cp1251 :\nшаг = 1\n{MENDED}".encode("cp1251"),
        ),
        (
            SLEEPY.replace("    ", "\t").encode() + b"\f\n",
            MENDED.replace("    ", "\t").encode() + b"\f\n",
        ),
    ],
    ids=["plain", "mark", "crlf", "cr", "no-end", "latin-1", "cp1251", "tabs"],
)
def test_a_fix_keeps_encoding_mark_and_line_ends(project, asynclint, before, after):
    root = project({})
    (root / "views.py").write_bytes(before)
    assert asynclint().code == 1
    assert asynclint("--fix").code == 0
    assert (root / "views.py").read_bytes() == after


@pytest.mark.parametrize(
    ("broken", "row"),
    [
        ("async def f(:\n    pass\n", 1),
        ("x = 1\nasync def f():\nreturn 1\n", 3),
        ("async def f():\n    x = 1\n  y = 2\n", 3),
        ("async def f():\n    return '''never\n", 2),
        ("async def f():\n    x = 1\x00\n", 2),
        ("# \x00\nasync def f(): ...\n", 1),
        ("print 'two'\nasync def f(): ...\n", 1),
        ("async def f():\n    return (1, 2\n", 2),
    ],
    ids=["colon", "indent", "dedent", "string", "zero", "zero-in-comment", "python-2", "bracket"],
)
def test_a_file_that_does_not_parse_is_a_finding_with_its_line(project, asynclint, broken, row):
    root = project({"views.py": SLEEPY, "broken.py": broken})
    before = contents(root)
    run = asynclint("--format", "json")
    assert run.code == 1
    assert places(run) == [("broken.py", row, "ASL001"), ("views.py", 6, "ASL302")]
    assert run.err == ""
    assert asynclint("--fix").code == 1
    after = contents(root)
    assert after["broken.py"] == before["broken.py"]
    assert after["views.py"][0].decode() == MENDED


def test_syntax_is_that_of_every_python_whatever_runs_asynclint(project, asynclint):
    new = {
        "templates.py": "import time\n\n\nasync def f(name):\n"
        "    t'hello {name}'\n    time.sleep(1)\n",
        "handlers.py": "import time\n\n\nasync def f():\n    try:\n        time.sleep(1)\n"
        "    except ValueError, TypeError:\n        time.sleep(2)\n",
        "parameters.py": "import time\n\ntype A[T = int] = list[T]\n\n\n"
        "async def f[T: (int, str) = int](a: T) -> A[T]:\n    time.sleep(1)\n",
        "strings.py": "import time\n\n\nasync def f(d):\n"
        "    f'{d['a']} {f'{d}'}'\n    time.sleep(1)\n",
        "groups.py": "import time\n\n\nasync def f():\n    try:\n        time.sleep(1)\n"
        "    except* ValueError:\n        return None\n",
    }
    project(new)
    run = asynclint("--format", "json")
    assert places(run) == [
        ("groups.py", 6, "ASL302"),
        ("handlers.py", 6, "ASL302"),
        ("handlers.py", 8, "ASL302"),
        ("parameters.py", 7, "ASL302"),
        ("strings.py", 6, "ASL302"),
        ("templates.py", 6, "ASL302"),
    ]
    assert asynclint("--fix").code == 0


def test_stubs_are_read_and_fixed_like_other_files(project, asynclint):
    root = project(
        {"views.pyi": "async def load() -> int: ...\n\n\ndef async save() -> int: ...\n"}
    )
    assert places(asynclint("--format", "json")) == [("views.pyi", 4, "ASL002")]
    assert asynclint("--fix").code == 0
    assert "async def save() -> int: ..." in (root / "views.pyi").read_text()


# Size, depth and circles


def test_a_file_of_50_000_lines_is_checked_in_time(project, asynclint):
    lines = ["import time\n"]
    for number in range(5_000):
        lines.append(
            f"\n\ndef helper_{number}(value):\n"
            f"    rows = [item for item in value if item != {number}]\n"
            "    if rows:\n"
            "        return sum(rows)\n"
            "    total = len(value)\n"
            f"    total += {number}\n"
            "    return total\n"
        )
    lines.append(SLEEPY.partition("import time\n")[2])
    text = "".join(lines)
    assert text.count("\n") > 45_000
    project({"large.py": text, "views.py": SLEEPY})
    begin = sum(os.times()[:4])  # of this process and its children: others may be busy
    run = asynclint("--format", "json")
    assert sum(os.times()[:4]) - begin < 10
    assert [code for _, _, code in places(run)] == ["ASL302", "ASL302"]


def test_a_file_of_50_000_lines_of_async_code_is_checked_in_time(project, asynclint):
    functions = "".join(
        f"\n\nasync def step_{number}(value):\n"
        "    if value:\n"
        f"        await step_{max(number - 1, 0)}(value)\n"
        "    for item in value:\n"
        "        print(item)\n"
        + "".join(f"        total_{line} = item + {line}\n" for line in range(18))
        + "    return value\n"
        for number in range(2_000)
    )
    text = f"import time\n{functions}\n\nasync def last():\n    time.sleep(1)\n"
    assert text.count("\n") > 50_000
    project({"large.py": text})
    begin = sum(os.times()[:4])  # of this process and its children: others may be busy
    run = asynclint("--format", "json")
    assert sum(os.times()[:4]) - begin < 60  # the machines that run this differ
    assert [code for _, _, code in places(run)] == ["ASL302"]


DEEP = {
    "brackets": "x = " + "(" * 3000 + "1" + ")" * 3000,
    "brackets_that_python_takes": "x = " + "(" * 180 + "1" + ")" * 180,
    "lists": "x = " + "[" * 1500 + "]" * 1500,
    "calls": "x = " + "a(" * 1500 + ")" * 1500,
    "attributes": "x = a" + ".b" * 500,
    "chained_calls": "x = a" + ".b()" * 500,
    "subscripts": "x = a" + "[0]" * 500,
    "sum": "x = " + " + ".join(["a"] * 1000),
    "not": "x = " + "not " * 2500 + "a",
    "minus": "x = " + "-" * 2500 + "a",
    "lambdas": "x = " + "lambda: " * 180 + "a",
    "conditions": "x = " + "".join(f"{i} if a == {i} else " for i in range(500)) + "0",
    "strings": "x = " + " ".join(["'a'"] * 1000),
    "awaits": "x = " + "await " * 60 + "a",
}


@pytest.mark.parametrize("kind", DEEP)
def test_deeply_nested_expressions_do_not_crash(project, asynclint, kind):
    root = project({"deep.py": f"async def f(a):\n    {DEEP[kind]}\n", "views.py": SLEEPY})
    before = contents(root)
    run = asynclint("--format", "json")
    found = places(run)
    assert run.code == 1
    assert found[-1] == ("views.py", 6, "ASL302")
    assert {code for _, _, code in found[:-1]} <= {"ASL001"}
    assert run.err == ""
    assert contents(root) == before


def nested(lines: list[str]) -> str:
    """Each line inside the one before, and `pass` in the last."""
    return "".join(" " * depth + line + "\n" for depth, line in enumerate([*lines, "pass"]))


DEEP_BLOCKS = {
    "ifs": nested(["async def f(a):", *["if a:"] * 90]),
    "too_many_ifs": nested(["async def f(a):", *["if a:"] * 900]),
    "functions": nested(["async def f(a):"] * 90),
    "classes": nested([*["class A:"] * 90, "async def f(a):"]),
    "loops": nested(["async def f(a):", *["for x in a:"] * 18]),
    "tries": nested(["async def f(a):"]).replace("pass", "x = 1")
    + "".join(f"    try:\n        x = {i}\n    except E:\n        x = a\n" for i in range(300)),
    "elifs": "async def f(a):\n    if a == 0: pass\n"
    + "".join(f"    elif a == {i}: x = {i}\n" for i in range(1500)),
    "cases": "async def f(a):\n    match a:\n"
    + "".join(f"        case {i}: pass\n" for i in range(1500)),
    "decorators": "@d\n" * 1000 + "async def f(): pass\n",
    "continued_lines": "async def f():\n    x = 1 + \\\n" + "\\\n" * 2000 + "2\n",
    "one_long_line": f"async def f():\n    x = '{'a' * 1_000_000}'\n",
}


@pytest.mark.parametrize("kind", DEEP_BLOCKS)
def test_deeply_nested_statements_do_not_crash(project, asynclint, kind):
    project({"deep.py": DEEP_BLOCKS[kind], "views.py": SLEEPY})
    run = asynclint("--format", "json")
    found = places(run)
    assert run.code == 1
    assert found[-1] == ("views.py", 6, "ASL302")
    assert {code for _, _, code in found[:-1]} <= {"ASL001"}
    assert run.err == ""


def test_a_chain_of_many_calls_is_followed_to_its_end(project, asynclint):
    functions = "".join(f"def f{n}():\n    f{n + 1}()\n\n\n" for n in range(1000))
    end = "def f1000():\n    time.sleep(1)\n\n\nasync def view():\n    f0()\n"
    project({"deep.py": f"import time\n\n\n{functions}{end}"})
    (finding,) = json.loads(asynclint("--format", "json").out)
    assert finding["code"] == "ASL311"
    assert len(finding["chain"]) == 1002


def test_modules_that_import_themselves_in_a_circle_are_no_trouble(project, asynclint):
    project(
        {
            "shop/__init__.py": "from shop.a import *\nfrom shop import a, b\nimport shop\n",
            "shop/a.py": "from shop.b import *\nfrom shop.b import x as y\nfrom . import *\n"
            "import shop.a\n",
            "shop/b.py": "import time\nfrom shop.a import *\nfrom .a import y as x\n\n\n"
            "async def f():\n    x()\n    y()\n    shop.a.b.a.x()\n    time.sleep(1)\n",
            "kinds.py": "class A(B):\n    pass\n\n\nclass B(A):\n    pass\n\n\nx = y\ny = x\n\n\n"
            "def f():\n    return g()\n\n\ndef g():\n    return f()\n\n\n"
            "async def h():\n    f()\n    x.y()\n    A().z()\n    B.q()\n",
            "own.py": "class A(A):\n    x = x\n\n    async def f(self):\n        self.x.y()\n",
        }
    )
    run = asynclint("--format", "json")
    assert places(run) == [("b.py", 10, "ASL302")]
    assert run.err == ""


# Settings


@pytest.mark.parametrize(
    ("settings", "told", "remedy"),
    [
        ("[tool.asynclint\n", "pyproject.toml: line 1, column 16: not valid TOML", "Mend the TOML"),
        ("[tool.asynclint]\nslect = []\n", "line 2: `slect` is not a setting", "`select`"),
        (
            "[tool.asynclint]\nselect = 1\n",
            "line 2: `select` must be a list of strings",
            "select =",
        ),
        ('[tool.asynclint]\nignore = ["ASL3022"]\n', "no rule is called 'ASL3022'", "mean ASL302?"),
        (
            '[tool.asynclint]\nignore = ["blocking-sleeep"]\n',
            "`ignore`: no rule is called 'blocking-sleeep'",
            "Did you mean blocking-sleep?",
        ),
        (
            '[tool.asynclint.per-file-ignores]\n"a" = ["ASL20l"]\n',
            "`per-file-ignores`: no rule is called 'ASL20l'",
            "Did you mean ASL20",
        ),
        ('[tool.asynclint]\nsource-roots = ["scr"]\n', "names scr, and there is no", "that exist"),
        ('[tool.asynclint]\ndjango-version = "five"\n', "cannot be 'five'", '"5.2"'),
        ('[tool.asynclint]\noutput-format = "xml"\n', "cannot be 'xml'", "full, concise"),
        ("tool = 1\n", "", ""),
    ],
)
def test_wrong_settings_are_told_and_the_others_hold(project, asynclint, settings, told, remedy):
    root = project({"views.py": SLEEPY, "pyproject.toml": settings})
    before = contents(root)
    run = asynclint()
    assert "views.py:6:5: ASL302" in run.out
    assert run.code == (2 if told else 1)
    assert told in run.err
    assert remedy in run.err
    assert contents(root) == before


def test_settings_that_are_no_text_are_told(project, asynclint):
    root = project({"views.py": SLEEPY})
    (root / "pyproject.toml").write_bytes(b"[tool.asynclint]\nselect = ['\xff']\n")
    run = asynclint()
    assert run.code == 2
    assert "pyproject.toml: line 2: not UTF-8" in run.err
    assert "ASL302" in run.out


# What --fix leaves alone


def test_a_run_without_fix_changes_no_file(project, asynclint):
    root = project({"views.py": SLEEPY, "helped.py": HELPED, "broken.py": "async def f(:\n"})
    before = contents(root)
    for arguments in (
        (),
        ("--diff",),
        ("--statistics",),
        ("--format", "sarif"),
        ("--diff", "--fix"),
    ):
        asynclint(*arguments)
        assert contents(root) == before


def test_a_read_only_file_is_not_fixed_and_the_others_are(project, asynclint):
    root = project({"locked.py": SLEEPY, "views.py": SLEEPY})
    (root / "locked.py").chmod(0o444)
    before = contents(root)
    run = asynclint("--fix")
    assert run.code == 2
    assert "asynclint: error: locked.py: not fixed: the file is read-only" in run.err
    assert "  help: " in run.err
    after = contents(root)
    assert after["locked.py"] == before["locked.py"]
    assert after["views.py"][0].decode() == MENDED
    assert set(after) == set(before)


def test_a_file_that_changed_meanwhile_is_left_as_it_is(project, asynclint, monkeypatch):
    root = project({"views.py": SLEEPY, "other.py": SLEEPY})
    read = Disk.read
    mine = SLEEPY.replace("1", "2").encode()

    def change_after_reading(self, path):
        data = read(self, path)
        if path.endswith("/views.py"):
            (root / "views.py").write_bytes(mine)
        return data

    monkeypatch.setattr(Disk, "read", change_after_reading)
    run = asynclint("--fix")
    assert run.code == 2
    assert "views.py: not fixed: the file " in run.err
    assert (root / "views.py").read_bytes() == mine
    assert (root / "other.py").read_text() == MENDED


def test_a_file_that_is_gone_meanwhile_is_not_made_anew(project, asynclint, monkeypatch):
    root = project({"views.py": SLEEPY})
    read = Disk.read

    def remove_after_reading(self, path):
        data = read(self, path)
        if path.endswith("/views.py"):
            (root / "views.py").unlink(missing_ok=True)
        return data

    monkeypatch.setattr(Disk, "read", remove_after_reading)
    assert asynclint("--fix").code == 2
    assert not (root / "views.py").exists()


def test_a_fix_that_the_encoding_cannot_hold_is_not_applied(project, asynclint):
    # `asyncio` can be written in every encoding; a name of the user's is not touched.
    root = project({})
    data = f"# coding: ascii\n{SLEEPY}".encode("ascii")
    (root / "views.py").write_bytes(data)
    assert asynclint("--fix").code == 0
    assert (root / "views.py").read_bytes() == f"# coding: ascii\n{MENDED}".encode("ascii")
