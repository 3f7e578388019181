"""Which files are found below the paths that are named, and what is said where none are."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from asynclint.config import Settings
from asynclint.diagnostics import Problem
from asynclint.sources.discovery import discover, find_root
from asynclint.sources.filesystem import Disk, Entry, Memory

DEFAULT = Settings()


def memory(*paths: str) -> Memory:
    return Memory(dict.fromkeys(paths, ""))


def found(fs: Memory, *paths: str, settings: Settings = DEFAULT, root: str = "/p") -> list[str]:
    """The files found, relative to the root; no problem may come with them."""
    result = discover(paths or (root,), root, settings, fs)
    assert result.problems == ()
    return [path.removeprefix(root + "/") for path in result.files]


# Roots


def test_the_root_is_the_nearest_folder_that_configures_asynclint() -> None:
    fs = Memory(
        {
            "/r/.git/HEAD": "",
            "/r/pyproject.toml": "[tool.asynclint]\n",
            "/r/service/pyproject.toml": "[tool.ruff]\n",
            "/r/service/manage.py": "",
            "/r/service/shop/views.py": "",
        }
    )
    assert find_root("/r/service/shop/views.py", fs) == "/r"
    fs.write("/r/service/asynclint.toml", "")
    assert find_root("/r/service/shop", fs) == "/r/service"


@pytest.mark.parametrize(
    ("table", "root"),
    [
        ("[tool.asynclint]", "/r"),
        ("  [ tool . asynclint ]", "/r"),
        ("[tool.asynclint.per-file-ignores]", "/r"),
        ('[tool."asynclint"]', "/r"),
        ("[tool.asynclinter]", "/r/a"),
        ("# [tool.asynclint]", "/r/a"),
    ],
)
def test_only_a_table_of_its_own_makes_a_pyproject_configure_asynclint(
    table: str, root: str
) -> None:
    fs = Memory({"/r/pyproject.toml": table + "\n", "/r/a/pyproject.toml": "", "/r/a/b.py": ""})
    assert find_root("/r/a", fs) == root


def test_without_settings_the_nearest_pyproject_then_manage_then_git_is_the_root() -> None:
    fs = memory("/r/.git/HEAD", "/r/a/b/c/d.py")
    assert find_root("/r/a/b/c", fs) == "/r"
    fs.write("/r/a/b/manage.py", "")
    assert find_root("/r/a/b/c", fs) == "/r/a/b"
    fs.write("/r/a/pyproject.toml", "")
    assert find_root("/r/a/b/c", fs) == "/r/a"


def test_nothing_above_the_repository_is_looked_at() -> None:
    fs = memory("/pyproject.toml", "/r/.git/HEAD", "/r/a/b.py")
    assert find_root("/r/a", fs) == "/r"


def test_without_any_marker_the_folder_itself_is_the_root() -> None:
    fs = memory("/r/a/b.py")
    assert find_root("/r/a", fs) == "/r/a"
    assert find_root("/r/a/b.py", fs) == "/r/a"


# Folders


def test_python_files_are_found_sorted_and_stubs_too() -> None:
    fs = memory("/p/b.py", "/p/a/z.py", "/p/a.pyi", "/p/readme.md", "/p/a/data.py.txt")
    assert found(fs) == ["a.pyi", "a/z.py", "b.py"]


def test_overlapping_paths_give_each_file_once() -> None:
    fs = memory("/p/a/b.py", "/p/c.py")
    assert found(fs, "/p/a", "/p", "/p/a/b.py", "c.py", "./a/../c.py") == ["a/b.py", "c.py"]


def test_a_folder_searched_before_is_no_empty_folder() -> None:
    fs = memory("/p/a/b.py")
    assert found(fs, "/p/a", "/p") == ["a/b.py"]


@pytest.mark.parametrize(
    "folder", [".git", ".venv", "venv", "node_modules", "__pycache__", "site-packages", ".tox"]
)
def test_the_usual_folders_are_left_out_at_any_depth(folder: str) -> None:
    fs = memory(f"/p/{folder}/x.py", f"/p/a/{folder}/deep/x.py", "/p/a/b.py")
    assert found(fs) == ["a/b.py"]


def test_a_virtual_environment_is_known_by_its_file_whatever_its_name() -> None:
    fs = memory("/p/python311/pyvenv.cfg", "/p/python311/lib/x.py", "/p/a.py")
    assert found(fs) == ["a.py"]


def test_exclude_replaces_the_usual_folders_and_extend_exclude_adds() -> None:
    fs = memory("/p/venv/a.py", "/p/old/b.py", "/p/shop/migrations/c.py", "/p/x_pb2.py", "/p/d.py")
    assert found(fs, settings=Settings(extend_exclude=("old/", "shop/migrations", "*_pb2.py"))) == [
        "d.py"
    ]
    assert found(fs, settings=Settings(exclude=("old",), extend_exclude=("d.py",))) == [
        "shop/migrations/c.py",
        "venv/a.py",
        "x_pb2.py",
    ]


def test_an_exclude_pattern_with_a_slash_counts_from_the_root_also_for_inner_paths() -> None:
    fs = memory("/p/a/old/x.py", "/p/b/a/old/y.py")
    settings = Settings(extend_exclude=("a/old",))
    result = discover(["/p/b", "/p/a"], "/p", settings, fs)
    assert result.files == ("/p/b/a/old/y.py",)


def test_a_named_file_or_folder_is_taken_although_it_is_excluded() -> None:
    fs = memory("/p/venv/lib/a.py", "/p/venv/lib/node_modules/b.py", "/p/old.py")
    settings = Settings(extend_exclude=("old.py",))
    assert found(fs, "/p/venv", "/p/old.py", settings=settings) == ["old.py", "venv/lib/a.py"]


def test_force_exclude_holds_for_named_paths_too() -> None:
    fs = memory("/p/venv/lib/a.py", "/p/old.py", "/p/new.py", "/p/legacy/x.py")
    settings = Settings(extend_exclude=("old.py", "legacy/"), force_exclude=True)
    paths = ("/p/venv/lib/a.py", "/p/venv", "/p/old.py", "/p/new.py", "/p/legacy")
    assert found(fs, *paths, settings=settings) == ["new.py"]


def test_a_script_without_suffix_is_taken_when_it_is_named() -> None:
    assert found(memory("/p/bin/serve"), "/p/bin/serve") == ["bin/serve"]


# .gitignore


def test_gitignore_files_hold_at_every_level_and_the_innermost_has_the_last_word() -> None:
    fs = Memory(
        {
            "/p/.gitignore": "generated/\n*_gen.py\n/local.py\n",
            "/p/local.py": "",
            "/p/a/local.py": "",
            "/p/a/x_gen.py": "",
            "/p/a/.gitignore": "!x_gen.py\nsecret.py\n",
            "/p/a/b/secret.py": "",
            "/p/secret.py": "",
            "/p/y_gen.py": "",
            "/p/a/generated/z.py": "",
        }
    )
    assert found(fs) == ["a/local.py", "a/x_gen.py", "secret.py"]


def test_an_excluded_folder_is_never_entered_so_nothing_in_it_comes_back() -> None:
    fs = Memory({"/p/.gitignore": "out/\n!out/keep.py\n", "/p/out/keep.py": "", "/p/a.py": ""})
    assert found(fs) == ["a.py"]


def test_gitignore_files_above_the_named_folder_hold_within_the_repository() -> None:
    fs = Memory(
        {
            "/.gitignore": "a.py\n",
            "/r/.git/HEAD": "",
            "/r/.gitignore": "/p/gen/\nb.py\n",
            "/r/p/a.py": "",
            "/r/p/b.py": "",
            "/r/p/gen/c.py": "",
        }
    )
    assert found(fs, root="/r/p") == ["a.py"]


def test_a_gitignore_above_that_belongs_to_no_repository_is_not_read() -> None:
    fs = Memory({"/.gitignore": "*.py\n", "/p/a.py": ""})
    assert found(fs) == ["a.py"]


def test_the_settings_exclude_whatever_gitignore_takes_back() -> None:
    fs = Memory({"/p/.gitignore": "!old.py\n", "/p/old.py": "", "/p/a.py": ""})
    assert found(fs, settings=Settings(extend_exclude=("old.py",))) == ["a.py"]


# Links, on disk


def test_a_folder_reached_in_two_ways_is_searched_once_by_its_real_name(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.py").write_text("")
    (tmp_path / "alias").symlink_to("real")
    root = str(tmp_path)
    assert discover([root], root, Settings(), Disk()).files == (f"{root}/real/a.py",)


def test_link_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "x.py").write_text("")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "b" / "top").symlink_to("/")
    (tmp_path / "self").symlink_to("self")
    root = str(tmp_path)
    result = discover([root], root, Settings(), Disk())
    assert result.files == (f"{root}/a/x.py",)
    assert result.problems == ()


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    (tmp_path / "lib" / "pkg").mkdir(parents=True)
    (tmp_path / "lib" / "pkg" / "x.py").write_text("")
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "pkg").symlink_to("../lib/pkg")
    root = str(tmp_path / "p")
    assert discover([root], root, Settings(), Disk()).files == (f"{root}/pkg/x.py",)


def test_a_linked_file_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("")
    (tmp_path / "a.py").symlink_to("b.py")
    root = str(tmp_path)
    assert discover([root], root, Settings(), Disk()).files == (f"{root}/b.py",)


# Problems


def problems(fs: Memory, *paths: str, settings: Settings = DEFAULT) -> tuple[Problem, ...]:
    return discover(paths, "/p", settings, fs).problems


def test_a_path_that_does_not_exist_is_told_with_the_nearest_name() -> None:
    fs = memory("/p/shop/views.py", "/p/shop/models.py")
    assert problems(fs, "shop/view.py") == (
        Problem("shop/view.py", "there is no such file or folder", "Did you mean views.py?"),
    )
    assert problems(fs, "shop/qqqq")[0].remedy == "Check the spelling of the path."
    assert problems(fs, "/p/store/views.py")[0].remedy == (
        "Check the path; there is no folder /p/store either."
    )


def test_the_other_paths_are_searched_all_the_same() -> None:
    result = discover(["nowhere", "a.py"], "/p", Settings(), memory("/p/a.py"))
    assert result.files == ("/p/a.py",)
    assert len(result.problems) == 1


def test_a_folder_without_python_is_a_problem() -> None:
    assert problems(memory("/p/docs/a.md"), "docs") == (
        Problem(
            "docs", "there is no Python file in this folder", "Name a folder that holds .py files."
        ),
    )


def test_a_folder_whose_python_is_all_excluded_says_so() -> None:
    problem = problems(memory("/p/a/old/x.py"), "a", settings=Settings(extend_exclude=("old",)))[0]
    assert problem.message == "no Python file is left in this folder after the exclusions"
    assert "`extend-exclude`" in problem.remedy


def test_a_named_file_of_another_kind_is_a_problem() -> None:
    assert problems(memory("/p/a.html"), "a.html")[0].message == "this is not a Python file"


class Locked(Memory):
    """Memory in which some paths may not be read."""

    def __init__(self, files: dict[str, str | bytes], locked: str) -> None:
        super().__init__(files)
        self.locked = locked

    def read(self, path: str) -> bytes:
        if path == self.locked:
            raise PermissionError(13, "Permission denied", path)
        return super().read(path)

    def scan(self, path: str) -> list[Entry]:
        if path == self.locked:
            raise PermissionError(13, "Permission denied", path)
        return super().scan(path)


def test_an_unreadable_folder_is_told_and_the_rest_is_searched() -> None:
    fs = Locked({"/p/a/x.py": "", "/p/b/y.py": ""}, "/p/a")
    result = discover(["/p"], "/p", Settings(), fs)
    assert result.files == ("/p/b/y.py",)
    assert result.problems == (
        Problem(
            "a",
            "cannot be searched: Permission denied",
            "Make it readable, or add it to `extend-exclude`.",
        ),
    )


def test_an_unreadable_gitignore_is_told() -> None:
    fs = Locked({"/p/.gitignore": "", "/p/x.py": ""}, "/p/.gitignore")
    result = discover(["/p"], "/p", Settings(), fs)
    assert result.files == ("/p/x.py",)
    assert result.problems[0].path == ".gitignore"


# Cost


def test_five_thousand_files_are_found_quickly(tmp_path: Path) -> None:
    for number in range(250):
        folder = tmp_path / f"app{number % 25}" / f"part{number}"
        folder.mkdir(parents=True)
        for name in range(20):
            (folder / f"module{name}.py").touch()
    (tmp_path / ".gitignore").write_text("*.py[cod]\nbuild/\n*.egg-info/\n/docs/_build/\n" * 20)
    begin = time.process_time()
    result = discover([str(tmp_path)], str(tmp_path), Settings(), Disk())
    assert time.process_time() - begin < 1  # about 0.05 s
    assert len(result.files) == 5000


def test_importing_and_running_discovery_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.py").touch()
    (tmp_path / ".gitignore").write_text("/build/\n*.egg-info/\n*.pyc\n")
    program = (
        "import sys\n"
        "from asynclint.config import load\n"
        "from asynclint.sources.discovery import discover\n"
        "from asynclint.sources.filesystem import Disk\n"
        "from asynclint.sources.roots import source_roots\n"
        "import asynclint.django_version\n"
        "root = sys.argv[1]\n"
        "settings = load(root, Disk()).settings\n"
        "files = discover([root], root, settings, Disk()).files\n"
        "source_roots(files, root, settings, Disk())\n"
        "heavy = {'pathspec', 'packaging', 'tomllib', 'tomli', 'difflib', 'json', 'dataclasses'}\n"
        "heavy |= {'msgspec', 'libcst', 'click', 'rich', 'hashlib', 'pathlib', 'inspect'}\n"
        "print(len(files), *sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert done.stdout == "1\n"
