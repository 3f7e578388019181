"""Where a project's packages are installed."""

from __future__ import annotations

import pytest

from asynclint.sources.environment import (
    Environment,
    environment_at,
    find_environment,
    library_path,
)
from asynclint.sources.filesystem import Memory

LINUX = "lib/python3.12/site-packages"


def files(*paths: str) -> Memory:
    return Memory(dict.fromkeys(paths, ""))


def found(
    fs: Memory, variables: dict[str, str] | None = None, chosen: str | None = None, own: str = ""
) -> Environment | None:
    return find_environment("/p", chosen, fs, variables or {}, own)


def folder_of(environment: Environment | None) -> str | None:
    return None if environment is None else environment.folder


@pytest.mark.parametrize("name", [".venv", "venv", "env"])
@pytest.mark.parametrize("packages", [LINUX, "Lib/site-packages", "lib/pypy3.10/site-packages"])
def test_it_is_found_at_the_root(name: str, packages: str) -> None:
    environment = found(files(f"/p/{name}/{packages}/acme.py"))
    assert environment is not None
    assert (environment.folder, environment.source) == (f"/p/{name}", name)
    assert environment.site_packages == (f"/p/{name}/{packages}",)


def test_folders_of_such_names_need_not_be_environments() -> None:
    fs = files("/p/.venv/pyvenv.cfg", "/p/venv/readme", f"/p/env/{LINUX}/acme.py")
    assert folder_of(found(fs)) == "/p/env"
    assert found(files("/p/env/production.py", "/p/venv/lib/data.txt")) is None


def test_the_active_one_comes_before_those_at_the_root() -> None:
    fs = files(f"/p/.venv/{LINUX}/a.py", f"/active/{LINUX}/a.py", f"/conda/{LINUX}/a.py")
    assert folder_of(found(fs, {"VIRTUAL_ENV": "/active"})) == "/active"
    assert folder_of(found(fs, {"CONDA_PREFIX": "/conda"})) == "/conda"
    both = {"VIRTUAL_ENV": "/active", "CONDA_PREFIX": "/conda"}
    assert folder_of(found(fs, both)) == "/active"
    assert folder_of(found(fs, {"VIRTUAL_ENV": "/gone"})) == "/p/.venv"
    assert folder_of(found(fs, {"VIRTUAL_ENV": ""})) == "/p/.venv"


def test_the_base_of_conda_comes_last() -> None:
    base = {"CONDA_PREFIX": "/conda", "CONDA_DEFAULT_ENV": "base"}
    fs = files(f"/p/.venv/{LINUX}/a.py", f"/conda/{LINUX}/a.py")
    assert folder_of(found(fs, base)) == "/p/.venv"
    assert folder_of(found(files(f"/conda/{LINUX}/a.py"), base)) == "/conda"


def test_the_environment_of_a_hook_is_not_the_projects() -> None:
    fs = files(f"/p/.venv/{LINUX}/a.py", f"/hook/{LINUX}/a.py")
    hook = {"VIRTUAL_ENV": "/hook", "PRE_COMMIT": "1"}
    assert folder_of(found(fs, hook, own="/hook")) == "/p/.venv"
    assert folder_of(found(fs, {"VIRTUAL_ENV": "/hook"}, own="/hook")) == "/hook"
    assert folder_of(found(fs, hook, own="/other")) == "/hook"


@pytest.mark.parametrize(
    "chosen", ["other", "/p/other", "other/bin", "other/bin/python", "/p/other/bin/python3.12"]
)
def test_a_chosen_one_alone_counts(chosen: str) -> None:
    fs = files(
        f"/p/.venv/{LINUX}/a.py",
        f"/p/other/{LINUX}/a.py",
        "/p/other/bin/python",
        "/p/other/bin/python3.12",
    )
    environment = found(fs, {"VIRTUAL_ENV": "/p/.venv"}, chosen)
    assert environment is not None
    assert (environment.folder, environment.source) == ("/p/other", "the setting `python`")


@pytest.mark.parametrize("chosen", ["gone", "empty", "a.py"])
def test_nothing_is_found_where_the_chosen_one_is_none(chosen: str) -> None:
    fs = files(f"/p/.venv/{LINUX}/a.py", "/p/empty/x.txt", "/p/a.py")
    assert found(fs, {}, chosen) is None


def test_packages_of_the_system_count_if_the_environment_may_use_them() -> None:
    fs = files(f"/p/.venv/{LINUX}/a.py", "/usr/lib/python3/dist-packages/b.py")
    fs.write("/p/.venv/pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = false\n")
    assert found(fs).paths == (f"/p/.venv/{LINUX}",)  # type: ignore[union-attr]
    fs.write("/p/.venv/pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = true\n")
    environment = found(fs)
    assert environment is not None
    assert environment.paths == (f"/p/.venv/{LINUX}", "/usr/lib/python3/dist-packages")


def test_what_is_installed_to_be_edited_lies_elsewhere() -> None:
    fs = files(f"/p/.venv/{LINUX}/a.py", "/src/acme/__init__.py", "/beta/src/beta/__init__.py")
    packages = f"/p/.venv/{LINUX}"
    fs.write(f"{packages}/_acme.pth", "# comment\n\nimport os; os.remove('x')\n/src\n/gone\n")
    finder = (
        "MAPPING: dict[str, str] = {'beta': '/beta/src/beta', 'one': '/one.py'}\nNAMESPACES = {}"
    )
    fs.write(f"{packages}/__editable___beta_1_0_finder.py", finder)
    environment = found(fs)
    assert environment is not None
    assert environment.paths == (packages, "/src")
    assert environment.mapped == (("beta", "/beta/src/beta"), ("one", "/one.py"))
    assert library_path("/src/acme/x.py", environment) == "acme/x.py"
    assert library_path("/beta/src/beta/x.py", environment) == "beta/x.py"
    assert library_path(f"{packages}/a.py", environment) == "a.py"


def test_versions_are_told_by_the_names_of_metadata() -> None:
    names = ("Django-5.2.1.dist-info", "django_filter-24.3.dist-info", "PyYAML-6.0-py3.12.egg-info")
    fs = files(*(f"/p/.venv/{LINUX}/{name}/METADATA" for name in names))
    environment = found(fs)
    assert environment is not None
    assert list(environment.versions("django", fs)) == ["5.2.1"]
    assert list(environment.versions("django-filter", fs)) == ["24.3"]
    assert list(environment.versions("pyyaml", fs)) == ["6.0"]
    assert list(environment.versions("requests", fs)) == []


def test_the_stamp_changes_with_what_is_installed() -> None:
    fs = files(f"/p/.venv/{LINUX}/acme-1.0.dist-info/RECORD")
    first = environment_at("/p/.venv", "", fs)
    assert first is not None
    before = first.stamp(fs)
    assert first.stamp(fs) == before
    fs.write(f"/p/.venv/{LINUX}/beta-1.0.dist-info/RECORD", "")
    assert first.stamp(fs) != before
