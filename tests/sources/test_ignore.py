"""Patterns mean what they mean to git; git itself is asked where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pathspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asynclint.sources.ignore import Patterns


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("build", "build", True),
        ("build", "a/b/build", True),
        ("build", "a/build/b.py", True),
        ("build/", "build", False),  # a file, and the pattern is for folders
        ("build/", "build/a.py", True),
        ("/build", "a/build", False),
        ("a/b.py", "x/a/b.py", False),
        ("*.pyc", "a/b.pyc", True),
        ("*.py[cod]", "a/b.pyo", True),
        ("*.py[!cod]", "a/b.pyo", False),
        ("*.py[!cod]", "a/b.pyx", True),
        ("a/*", "a/b", True),
        ("a/*", "a/b/c", True),  # below a folder that matches
        ("a/*.py", "a/b/c.py", False),  # a star does not cross a slash
        ("**/c.py", "c.py", True),
        ("**/c.py", "a/b/c.py", True),
        ("a/**/c.py", "a/c.py", True),
        ("a/**/c.py", "a/b/b/c.py", True),
        ("a/**", "a/b/c.py", True),
        ("a/**", "a", False),
        ("/**", "a/b.py", True),
        ("a?.py", "ab.py", True),
        ("a?.py", "a.py", False),
        ("a[]].py", "a].py", True),
        ("a[b-d].py", "ac.py", True),
        ("a\\*.py", "a*.py", True),
        ("a\\*.py", "ab.py", False),
        ("\\#a", "#a", True),
        ("#a", "#a", False),
        ("\\!a", "!a", True),
        ("a.py   ", "a.py", True),
        ("a\\ ", "a ", True),
        ("a.py\r", "a.py", True),
        ("", "a.py", False),
        ("/", "a.py", False),
        ("legacy (old)+", "legacy (old)+", True),
        ("!!a*", "!ab", False),  # taken back, and nothing was excluded
        (" a*", " ab", True),
        (" a*", "ab", False),
        ("**", "a/b.py", True),
        ("**/", "a.py", False),
        ("**/", "a/b.py", True),
        ("a/**/", "a/b.py", False),
        ("a/**/", "a/b/c.py", True),
        ("a*/b", "ac/b/c.py", True),
        ("/*.py", "a/b.py", False),
    ],
)
def test_a_pattern_matches_as_in_git(pattern: str, path: str, excluded: bool) -> None:
    assert Patterns([pattern]).excludes(path) is excluded


def test_the_last_pattern_that_matches_decides() -> None:
    patterns = Patterns(["*.py", "!keep.py", "/docs/keep.py"])
    assert patterns.verdict("a.py", "a.py", False) is True
    assert patterns.verdict("src/keep.py", "keep.py", False) is False
    assert patterns.verdict("docs/keep.py", "keep.py", False) is True
    assert patterns.verdict("notes.txt", "notes.txt", False) is None


def test_a_folder_may_be_taken_back_while_its_files_stay_excluded() -> None:
    patterns = Patterns(["*", "!*/", "!*.py"])
    assert patterns.verdict("a", "a", True) is False
    assert patterns.verdict("a/b.txt", "b.txt", False) is True
    assert patterns.verdict("a/b.py", "b.py", False) is False


def test_a_folder_taken_back_by_its_path_leaves_its_files_to_the_patterns_for_them() -> None:
    patterns = Patterns(["/a/*", "!/a/b*", "/a/*/*.txt"])
    assert patterns.verdict("a/c", "c", True) is True
    assert patterns.verdict("a/b1", "b1", True) is False
    assert patterns.verdict("a/b1/c.py", "c.py", False) is None
    assert patterns.verdict("a/b1/c.txt", "c.txt", False) is True


@pytest.mark.parametrize("broken", ["a*\\", "a[z-b]*", "x/[z-b]*", "x/*\\"])
def test_a_pattern_that_cannot_be_read_matches_nothing_and_the_others_hold(broken: str) -> None:
    patterns = Patterns(["a*.py", broken, "x/*.py"])
    assert patterns.excludes("ab.py")
    assert patterns.excludes("x/y.py")
    assert not patterns.excludes("ab")


def test_a_pattern_that_looks_like_a_nested_set_warns_nobody(
    recwarn: pytest.WarningsRecorder,
) -> None:
    Patterns(["a[[:digit:]]*"]).excludes("a7.py")
    assert not recwarn.list


def test_outside_of_the_folder_only_bare_names_match() -> None:
    patterns = Patterns(["build", "/dist", "a/*.py"])
    assert patterns.verdict("", "build", True) is True
    assert patterns.verdict("", "dist", True) is None


PART = st.sampled_from(
    ["a", "b", "ab", "a.py", "b.py", "*", "*.py", "a*", "*b*", "?", "[ab]", "[!a]", "**"]
)
PATTERN = st.builds(
    lambda negated, start, parts, end: negated + start + "/".join(parts) + end,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(PART, min_size=1, max_size=3),
    st.sampled_from(["", "", "/"]),
)
PATHS = ["a.py", "b.py", "a/a.py", "a/b.py", "a/b/a.py", "b/ab/a/b.py", "ab/a.py", "ab/b/b.py"]


def _excluded_by_git(folder: Path, lines: list[str]) -> list[str]:
    (folder / ".gitignore").write_text("\n".join(lines))
    asked = ["git", "check-ignore", "--no-index", "--stdin"]
    answer = subprocess.run(
        asked, cwd=folder, input="\n".join(PATHS), capture_output=True, text=True, check=False
    )
    return answer.stdout.split()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_any_patterns_exclude_what_git_excludes(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(PATTERN, max_size=5))
    def agrees(lines: list[str]) -> None:
        patterns = Patterns(lines)
        assert [path for path in PATHS if patterns.excludes(path)] == _excluded_by_git(
            tmp_path, lines
        )

    agrees()


@pytest.mark.parametrize(
    ("lines", "path", "asked"),
    [
        (["build/", "venv", "!keep", "/docs/_build"], "docs/_build/a.py", False),
        (["*.pyc", "docs/*.txt", "**/a.b"], "src/views.py", False),  # no way that one matches
        (["*.py[cod]"], "src/views.py", True),
    ],
)
def test_pathspec_is_imported_only_where_a_wildcard_is_in_question(
    lines: list[str], path: str, asked: bool
) -> None:
    program = (
        "import sys\n"
        "from asynclint.sources.ignore import Patterns\n"
        "Patterns(sys.argv[2:]).excludes(sys.argv[1])\n"
        "print('pathspec' in sys.modules)\n"
    )
    command = [sys.executable, "-c", program, path, *lines]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{asked}\n"


LITERAL = st.sampled_from(
    ["a", "b", "a.py", "*.py", "*.b", "/a", "/b/", "a/b", "ab/", "b.py", "[ab]"]
)


@given(st.lists(LITERAL, max_size=6))
def test_patterns_that_only_exclude_do_so_in_pathspec_too(lines: list[str]) -> None:
    judge = pathspec.GitIgnoreSpec.from_lines(lines)
    patterns = Patterns(lines)
    for path in PATHS:
        assert patterns.excludes(path) == judge.match_file(path), path
