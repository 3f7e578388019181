from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asynclint.output import diff


def made(before, after, path="shop/views.py"):
    return "".join(piece.text for piece in diff.pieces(path, before, after))


def test_a_changed_line_is_shown_as_patch_reads_it():
    assert made("a\nb\nc\n", "a\nB\nc\n") == (
        "--- shop/views.py\n+++ shop/views.py\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
    )


def test_a_missing_last_newline_is_marked():
    assert made("a", "b") == (
        "--- shop/views.py\n+++ shop/views.py\n@@ -1 +1 @@\n"
        "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    )


def test_equal_texts_have_no_diff():
    assert made("a\n", "a\n") == ""


lines = st.text(st.sampled_from("ab \r\f\x1c\u2028\n"), max_size=12)


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@settings(max_examples=25, deadline=None)
@given(before=lines, after=lines)
def test_patch_turns_the_old_text_into_the_new_one(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("patch")
    (folder / "a.py").write_bytes(before.encode())
    text = made(before, after, "a.py").encode()
    subprocess.run(
        ["patch", "-p0", "--binary", "-s"], cwd=folder, input=text, check=True, timeout=10
    )
    left = (folder / "a.py").read_bytes() if (folder / "a.py").exists() else b""
    assert left == after.encode()
