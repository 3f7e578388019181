"""Names of modules where several source roots hold the same ones."""

from __future__ import annotations

from asynclint.index.module import Module
from asynclint.index.resolver import Place, Resolver
from asynclint.index.store import Store


def resolver(*places: Place) -> Resolver:
    return Resolver(
        places, lambda at: Module(at.name, at.path, "", at.is_package, Store(folder=None))
    )


def test_services_of_one_repository_see_their_own_modules_first() -> None:
    modules = resolver(
        Place("app.models", "/r/a/app/models.py", "a", False),
        Place("app.views", "/r/a/app/views.py", "a", False),
        Place("app.models", "/r/b/app/models.py", "b", False),
        Place("app.views", "/r/b/app/views.py", "b", False),
    )
    for root in ("a", "b"):
        views = modules.at_path(f"/r/{root}/app/views.py")
        assert views is not None
        models = modules.find("app.models", views)
        assert models is not None
        assert models.path == f"/r/{root}/app/models.py"


def test_a_module_that_is_reached_from_the_top_as_well_still_belongs_to_its_own_root() -> None:
    modules = resolver(
        Place("app.models", "/r/a/app/models.py", "a", False),
        Place("a.app.models", "/r/a/app/models.py", "a", False),
        Place("app.models", "/r/b/app/models.py", "b", False),
        Place("b.app.models", "/r/b/app/models.py", "b", False),
        Place("app.views", "/r/b/app/views.py", "b", False),
        Place("b.app.views", "/r/b/app/views.py", "b", False),
    )
    views = modules.at_path("/r/b/app/views.py")
    assert views is not None
    models = modules.find("app.models", views)
    assert models is not None
    assert models.path == "/r/b/app/models.py"
    from_the_top = modules.find("b.app.models", views)
    assert from_the_top is not None
    assert from_the_top.path == "/r/b/app/models.py"


def test_a_module_that_only_one_service_has_sees_its_own_siblings_and_is_seen_by_them() -> None:
    modules = resolver(
        Place("app", "/r/a/app/__init__.py", "a", True),
        Place("app.models", "/r/a/app/models.py", "a", False),
        Place("app", "/r/b/app/__init__.py", "b", True),
        Place("app.models", "/r/b/app/models.py", "b", False),
        Place("app.extra", "/r/b/app/extra.py", "b", False),
    )
    extra = modules.at_path("/r/b/app/extra.py")
    assert extra is not None
    assert modules.holds("app.models", extra) == "app.models@b"
    package = modules.holds("app", extra)
    assert package == "app@b"
    assert modules.submodule(package, "models") == "app.models@b"
    assert modules.submodule(package, "extra") == "app.extra"
    assert modules.submodule("app", "models") == "app.models"


def test_a_root_sees_what_only_another_has() -> None:
    modules = resolver(
        Place("shop.models", "/r/src/shop/models.py", "src", False),
        Place("test_shop", "/r/tests/test_shop.py", "tests", False),
    )
    test = modules.at_path("/r/tests/test_shop.py")
    assert test is not None
    models = modules.find("shop.models", test)
    assert models is not None
    assert models.path == "/r/src/shop/models.py"
