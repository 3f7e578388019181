"""What the hook relies on: pre-commit names every changed file, whatever folder it lies in."""

from __future__ import annotations

from programs import SLEEPY

EXCLUDED = {
    "pyproject.toml": '[tool.asynclint]\nextend-exclude = ["legacy"]\n',
    "legacy/views.py": SLEEPY,
}


def test_a_named_file_is_checked_though_it_is_excluded(project, asynclint):
    project(EXCLUDED)
    assert asynclint("legacy/views.py").code == 1


def test_with_force_exclude_a_named_file_is_left_out_like_any_other(project, asynclint):
    project({**EXCLUDED, "shop/views.py": SLEEPY})
    assert asynclint("--quiet", "--force-exclude", "legacy/views.py") == (0, "", "")
    run = asynclint("--force-exclude", "--format", "concise", "legacy/views.py", "shop/views.py")
    assert run.code == 1
    assert [line.partition(":")[0] for line in run.out.splitlines()] == ["shop/views.py"]
