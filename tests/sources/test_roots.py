"""Where absolute imports start, from nothing but how the folders lie."""

from __future__ import annotations

from asynclint.config import Settings
from asynclint.sources.filesystem import Memory
from asynclint.sources.roots import module_files, module_name, root_of, source_roots

DEFAULT = Settings()


def roots(*paths: str, settings: Settings = DEFAULT, root: str = "/p") -> list[str]:
    """The roots, relative to /p, of a project with these files."""
    files = [f"/p/{path}" for path in paths]
    fs = Memory(dict.fromkeys(files, ""))
    python = sorted(path for path in files if path.endswith((".py", ".pyi")))
    return [
        path.removeprefix("/p").lstrip("/") or "."
        for path in source_roots(python, root, settings, fs)
    ]


def test_the_folder_above_a_topmost_package_is_a_root() -> None:
    assert roots("shop/__init__.py", "shop/api/__init__.py", "shop/api/views.py") == ["."]


def test_what_lies_in_src_is_imported_from_there() -> None:
    assert roots("pyproject.toml", "src/shop/__init__.py", "src/shop/views.py") == [".", "src"]


def test_a_namespace_package_in_src_is_part_of_the_dotted_name() -> None:
    paths = ("pyproject.toml", "src/company/shop/__init__.py", "src/company/shop/views.py")
    assert roots(*paths) == [".", "src"]
    assert module_name("/p/src/company/shop/views.py", ["/p", "/p/src"]) == (
        "company.shop.views",
        False,
    )


def test_a_src_that_is_a_package_is_a_package() -> None:
    assert roots("src/__init__.py", "src/shop/__init__.py", "src/shop/views.py") == ["."]


def test_a_folder_with_manage_is_a_root_even_with_an_init_file() -> None:
    # Its modules can be imported by the name of the package, too.
    paths = ("backend/manage.py", "backend/__init__.py", "backend/shop/__init__.py")
    assert roots(*paths) == [".", "backend"]


def test_each_project_of_a_monorepo_has_its_own_root() -> None:
    paths = (
        ".git/HEAD",
        "billing/manage.py",
        "billing/app/__init__.py",
        "billing/app/models.py",
        "libraries/money/pyproject.toml",
        "libraries/money/src/money/__init__.py",
        "libraries/money/tests/test_money.py",
        "orders/manage.py",
        "orders/app/__init__.py",
    )
    assert roots(*paths) == ["billing", "libraries/money", "libraries/money/src", "orders"]


def test_packages_in_a_plain_folder_can_be_imported_both_ways() -> None:
    paths = ("manage.py", "apps/shop/__init__.py", "apps/shop/models.py")
    assert roots(*paths) == [".", "apps"]


def test_a_folder_without_init_is_a_namespace_of_its_project() -> None:
    assert roots("manage.py", "shop/models.py", "shop/views.py") == ["."]


def test_what_no_import_statement_can_name_is_imported_from_inside() -> None:
    paths = ("pyproject.toml", "my-service/main.py", "my-service/jobs/mail.py")
    assert roots(*paths) == [".", "my-service"]


def test_a_root_inside_a_package_leads_above_it() -> None:
    paths = ("shop/__init__.py", "shop/api/__init__.py", "shop/api/views.py")
    assert roots(*paths, root="/p/shop/api") == ["."]


def test_a_project_whose_own_folder_is_a_package_is_imported_both_ways() -> None:
    fs = Memory(dict.fromkeys(["/w/p/pyproject.toml", "/w/p/__init__.py", "/w/p/a.py"], ""))
    assert source_roots(["/w/p/__init__.py", "/w/p/a.py"], "/w/p", Settings(), fs) == ("/w", "/w/p")


def test_init_files_that_were_not_named_count_all_the_same() -> None:
    fs = Memory(dict.fromkeys(["/p/shop/__init__.py", "/p/shop/views.py"], ""))
    assert source_roots(["/p/shop/views.py"], "/p", Settings(), fs) == ("/p",)


def test_a_stub_package_is_a_package() -> None:
    assert roots("shop/__init__.pyi", "shop/api/__init__.pyi") == ["."]


def test_the_setting_replaces_what_would_be_found() -> None:
    settings = Settings(source_roots=("lib", "."))
    assert roots("shop/__init__.py", settings=settings) == ["lib", "."]


def test_names_count_from_the_longest_root() -> None:
    both = ["/p", "/p/src"]
    assert module_name("/p/src/shop/views.py", both) == ("shop.views", False)
    assert module_name("/p/tests/test_a.py", both) == ("tests.test_a", False)
    assert module_name("/p/src/shop/__init__.py", both) == ("shop", True)
    assert module_name("/p/src/shop/views.pyi", both) == ("shop.views", False)
    assert root_of("/p/src/shop/views.py", both) == "/p/src"


def test_some_files_have_no_dotted_name() -> None:
    assert module_name("/q/a.py", ["/p"]) is None
    assert module_name("/p/__init__.py", ["/p"]) is None
    assert module_name("/p/a.b.py", ["/p"]) is None
    assert module_name("/project/a.py", ["/p"]) is None


def test_source_wins_over_a_stub_and_a_package_over_a_module() -> None:
    files = ["/p/a.py", "/p/a.pyi", "/p/b.pyi", "/p/c.py", "/p/c/__init__.py"]
    assert module_files(files, ["/p"]) == {
        "a": "/p/a.py",
        "b": "/p/b.pyi",
        "c": "/p/c/__init__.py",
    }


def test_of_two_projects_with_the_same_names_the_first_file_is_taken() -> None:
    files = ["/p/a/app/models.py", "/p/b/app/models.py"]
    assert module_files(files, ["/p/a", "/p/b"]) == {"app.models": "/p/a/app/models.py"}
