"""The version of Django that a project may count on, as its files tell."""

from __future__ import annotations

import pytest

from asynclint.config import Settings
from asynclint.django_version import NEWEST, project_version, series
from asynclint.sources.environment import find_environment
from asynclint.sources.filesystem import Memory


def in_project(files: dict[str, str]) -> tuple[tuple[int, int], str]:
    fs = Memory({f"/p/{name}": text for name, text in files.items()})
    version, source = project_version("/p", Settings(), fs)
    return version, source


LOCK = """version = 1

[[package]]
name = "django-filter"
version = "24.3"

[[package]]
name = "{name}"
version = "{version}"
source = {{ registry = "https://example.org/simple" }}
"""


def test_the_setting_comes_first() -> None:
    fs = Memory({"/p/uv.lock": LOCK.format(name="django", version="5.2.1")})
    assert project_version("/p", Settings(django_version=(4, 1)), fs) == (
        (4, 1),
        "the setting `django-version`",
    )


def test_a_project_that_says_nothing_is_taken_to_use_the_newest() -> None:
    assert in_project({}) == (NEWEST, "the newest release, since no file names one")
    assert in_project({"pyproject.toml": "[project]\ndependencies = ['django']\n"})[0] == NEWEST


@pytest.mark.parametrize("name", ["uv.lock", "poetry.lock", "pdm.lock"])
@pytest.mark.parametrize("spelling", ["django", "Django"])
def test_a_lock_file_pins_it(name: str, spelling: str) -> None:
    assert in_project({name: LOCK.format(name=spelling, version="5.1.3")}) == ((5, 1), name)


def test_a_lock_file_with_windows_line_ends_is_read() -> None:
    text = LOCK.format(name="django", version="4.2.16").replace("\n", "\r\n")
    assert in_project({"uv.lock": text})[0] == (4, 2)


def test_of_two_locked_versions_the_lower_counts() -> None:
    text = LOCK.format(name="django", version="5.2.1") + LOCK.format(name="django", version="4.2.1")
    assert in_project({"uv.lock": text})[0] == (4, 2)


def test_a_lock_file_without_django_leaves_it_to_the_others() -> None:
    files = {
        "uv.lock": LOCK.format(name="django-ninja", version="1.3"),
        "requirements.txt": "Django==4.1\n",
    }
    assert in_project(files) == ((4, 1), "requirements.txt")


def test_pipfile_lock_is_json() -> None:
    text = '{"default": {"django": {"hashes": [], "version": "==3.2.25"}}, "develop": {}}'
    assert in_project({"Pipfile.lock": text}) == ((3, 2), "Pipfile.lock")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"default": []}', '{"default": {"django": "*"}}'])
def test_a_damaged_pipfile_lock_says_nothing(text: str) -> None:
    assert in_project({"Pipfile.lock": text})[0] == NEWEST


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("Django==5.1.3", (5, 1)),
        ("django == 5.1.3  # comment", (5, 1)),
        ("django==5.1.3 \\", (5, 1)),
        ("django==5.1.3 --hash=sha256:00", (5, 1)),
        ("Django[argon2]>=4.2,<6 ; python_version > '3.9'", (4, 2)),
        ("django>=4.2,>=5.0", (5, 0)),
        ("django~=4.2.7", (4, 2)),
        ("django~=4.2", (4, 2)),
        ("django==4.*", (4, 0)),
        ("django>4.1", (4, 1)),
        ("django (>=3.2)", (3, 2)),
        ("django===2.2", (2, 2)),
        ("django==6.0a1", (6, 0)),
        ("django>=5.0rc1,<6", (5, 0)),
        ("django<5", (4, 2)),
        ("django<=4.1.7", (4, 1)),
        ("django<5,!=4.2.*", (4, 1)),
        ("django!=4.0", None),
        ("django", None),
        ("django @ git+https://example.org/django.git", None),
        ("django-filter==24.3", None),
        ("django_extensions==3.2", None),
        ("django.contrib==3.2", None),
        ("djangorestframework==3.15", None),
        ("# django==3.2", None),
        ("not-django==3.2", None),
        ("django>=nonsense", None),
    ],
)
def test_a_requirement_counts_by_the_lowest_version_it_allows(
    line: str, version: tuple[int, int] | None
) -> None:
    found, source = in_project({"requirements.txt": f"requests==2\n{line}\n"})
    assert found == (version or NEWEST)
    assert (source == "requirements.txt") == (version is not None)


def test_requirements_are_read_in_their_folder_and_through_includes() -> None:
    assert in_project({"requirements/base.txt": "django>=4.1\n"}) == (
        (4, 1),
        "requirements/base.txt",
    )
    files = {"requirements-dev.txt": "-r deps/base.in\n", "deps/base.in": "django>=4.0\n"}
    assert in_project(files) == ((4, 0), "deps/base.in")
    files = {"requirements.txt": "-r requirements.txt\n-r gone.txt\n--constraint=c.txt\n"}
    assert in_project({**files, "c.txt": "Django==3.1\n"}) == ((3, 1), "c.txt")


def test_of_several_requirements_files_the_lowest_counts() -> None:
    files = {"requirements.txt": "django==5.1\n", "requirements-old.txt": "django==4.2\n"}
    assert in_project(files) == ((4, 2), "requirements-old.txt")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('[project]\ndependencies = ["requests", "Django>=4.2,<6"]', (4, 2)),
        ('[project.optional-dependencies]\nweb = ["django~=5.0"]', (5, 0)),
        ('[dependency-groups]\ntest = [{include-group = "x"}, "django>=4.1"]', (4, 1)),
        ('[tool.uv]\ndev-dependencies = ["django>=4.1"]', (4, 1)),
        ('[tool.pdm.dev-dependencies]\ntest = ["django>=4.1"]', (4, 1)),
        ('[tool.poetry.dependencies]\ndjango = "^4.2"', (4, 2)),
        ('[tool.poetry.dependencies]\nDjango = "~5.0.3"', (5, 0)),
        ('[tool.poetry.dependencies]\ndjango = "~=5.0"', (5, 0)),
        ('[tool.poetry.dependencies]\ndjango = "4.2.1"', (4, 2)),
        ('[tool.poetry.dependencies]\ndjango = "3.2.*"', (3, 2)),
        ('[tool.poetry.dependencies]\ndjango = ">=3.2 <5"', (3, 2)),
        ('[tool.poetry.dependencies]\ndjango = "^4.0 || ^5.0"', (4, 0)),
        ('[tool.poetry.dependencies]\ndjango = "*"', None),
        ('[tool.poetry.dependencies]\ndjango = {version = "^5.1", extras = ["argon2"]}', (5, 1)),
        ('[tool.poetry.dependencies]\ndjango = [{version = "^5.1"}, {version = "^4.2"}]', (4, 2)),
        ('[tool.poetry.group.dev.dependencies]\ndjango = "^4.2"', (4, 2)),
        ('[tool.poetry.dev-dependencies]\ndjango = "^4.2"', (4, 2)),
        ('[project]\ndependencies = "django>=4.2"', None),
        ("[project]\nname = 'django'\n[tool]\npoetry = 1\n", None),
        ("[broken django", None),
    ],
)
def test_the_dependencies_in_pyproject_are_read(text: str, version: tuple[int, int] | None) -> None:
    assert in_project({"pyproject.toml": text})[0] == (version or NEWEST)


def test_the_projects_own_dependencies_come_before_those_of_its_groups() -> None:
    text = '[project]\ndependencies = ["django>=4.2"]\n[dependency-groups]\nold = ["django==3.2"]\n'
    assert in_project({"pyproject.toml": text})[0] == (4, 2)


def test_setup_cfg_and_setup_py_are_read_as_text() -> None:
    cfg = "[options]\ninstall_requires =\n    requests\n    Django>=3.2\n"
    assert in_project({"setup.cfg": cfg}) == ((3, 2), "setup.cfg")
    assert in_project({"setup.cfg": "[options]\ninstall_requires = django==4.1\n"})[0] == (4, 1)
    script = 'setup(name="django-shop", install_requires=["django-filter>=2", "Django>=2.2,<4"])\n'
    assert in_project({"setup.py": script}) == ((2, 2), "setup.py")


def test_a_project_in_a_folder_below_tells_where_the_root_does_not() -> None:
    files = {
        "README.md": "",
        "backend/manage.py": "",
        "backend/requirements.txt": "django==5.0\n",
        "worker/pyproject.toml": '[project]\ndependencies = ["django>=4.2"]\n',
        "notes/requirements.txt": "django==1.11\n",  # no project
    }
    assert in_project(files) == ((4, 2), "worker/pyproject.toml")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("5.2", (5, 2)),
        (" 5.2.1 ", (5, 2)),
        ("5", (5, 0)),
        ("5.2.*", (5, 2)),
        (5.2, (5, 2)),
        (5, (5, 0)),
        ("five", None),
        ("5.", None),
        (True, None),
        (None, None),
        (["5.2"], None),
    ],
)
def test_a_release_series_is_read_from_what_a_user_writes(
    text: object, version: tuple[int, int] | None
) -> None:
    assert series(text) == version


# The order of the files, from the first that counts to the last.
ORDER = [
    ("uv.lock", LOCK.format(name="django", version="3.1.1")),
    ("poetry.lock", LOCK.format(name="django", version="3.2.1")),
    ("pdm.lock", LOCK.format(name="django", version="4.0.1")),
    ("Pipfile.lock", '{"default": {"django": {"version": "==4.1.1"}}}'),
    ("requirements.txt", "django==4.2.1\n"),
    ("pyproject.toml", '[project]\ndependencies = ["django>=5.0"]\n'),
    (".venv/lib/python3.12/site-packages/Django-5.1.3.dist-info/METADATA", ""),
]
VERSIONS = [(3, 1), (3, 2), (4, 0), (4, 1), (4, 2), (5, 0), (5, 1)]


def with_environment(files: dict[str, str]) -> tuple[int, int]:
    fs = Memory({f"/p/{name}": text for name, text in files.items()})
    environment = find_environment("/p", None, fs, {})
    return project_version("/p", Settings(), fs, environment).version


@pytest.mark.parametrize("first", range(len(ORDER)))
def test_one_file_comes_before_another(first: int) -> None:
    assert with_environment(dict(ORDER[first:])) == VERSIONS[first]


@pytest.mark.parametrize("damaged", ["", "[", "version = ", "\x00\x01", 'name = "django"\n', "{]"])
def test_damaged_files_leave_it_to_the_next(damaged: str) -> None:
    files = {name: damaged for name, _ in ORDER[:-1]}
    assert with_environment({**files, ORDER[-1][0]: ""}) == (5, 1)
    assert with_environment(files) == NEWEST


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("Django-4.2.16.dist-info", (4, 2)),
        ("django-6.0rc1.dist-info", (6, 0)),
        ("Django-3.2-py3.8.egg-info", (3, 2)),
        ("django_filter-24.3.dist-info", None),
        ("django.dist-info", None),
        ("~jango-4.2.dist-info", None),  # what an interrupted installation leaves behind
        ("Django-old.dist-info", None),
    ],
)
def test_what_is_installed_tells_by_its_metadata(
    name: str, version: tuple[int, int] | None
) -> None:
    packages = ".venv/lib/python3.12/site-packages"
    assert with_environment({f"{packages}/{name}/METADATA": ""}) == (version or NEWEST)


def test_where_it_was_installed_is_told() -> None:
    fs = Memory({"/p/venv/Lib/site-packages/Django-5.1.dist-info/RECORD": ""})
    environment = find_environment("/p", None, fs, {})
    found = project_version("/p", Settings(), fs, environment)
    assert found == ((5, 1), "the environment /p/venv")
