"""The modules of installed packages, found one by one."""

from __future__ import annotations

from asynclint.index.libraries import Libraries
from asynclint.index.module import Module
from asynclint.index.resolver import SUFFIX, Place, Resolver
from asynclint.sources.environment import Environment
from asynclint.sources.filesystem import Memory

SITE = "/env/lib/python3.12/site-packages"


def libraries(files: dict[str, str], **more: object) -> Libraries:
    fs = Memory({f"{SITE}/{path}": text for path, text in files.items()})
    environment = Environment("/env", "", (SITE,), (SITE,), **more)  # type: ignore[arg-type]
    return Libraries(environment, fs, None, frozenset({"django"}))


def path_of(found: Libraries, dotted: str) -> str | None:
    module = found.module(dotted, dotted)
    return None if module is None else module.path.removeprefix(f"{SITE}/")


def test_modules_and_packages_are_found_by_their_names() -> None:
    found = libraries(
        {"one.py": "", "acme/__init__.py": "", "acme/client.py": "", "acme/d.txt": ""}
    )
    assert path_of(found, "one") == "one.py"
    assert path_of(found, "acme") == "acme/__init__.py"
    assert path_of(found, "acme.client") == "acme/client.py"
    assert path_of(found, "acme.d") is None
    assert path_of(found, "one.inner") is None
    assert path_of(found, "gone.client") is None
    module = found.module("acme", "acme")
    assert module is not None
    assert (module.is_package, module.is_library) == (True, True)


def test_only_what_is_asked_for_is_read() -> None:
    found = libraries({"acme/__init__.py": "", "acme/client.py": "", "other.py": ""})
    assert list(found.read) == []
    assert found.holds("acme.client")
    assert list(found.read) == []
    found.module("acme.client", "acme.client")
    assert list(found.read) == [f"{SITE}/acme/client.py"]


def test_parts_of_a_namespace_package_may_lie_in_several_folders() -> None:
    fs = Memory({"/a/acme/one.py": "", "/b/acme/two/__init__.py": "", "/b/acme/two/x.py": ""})
    environment = Environment("/", "", ("/a", "/b"), ("/a", "/b"))
    found = Libraries(environment, fs, None, frozenset())
    assert [path_of(found, name) for name in ("acme.one", "acme.two.x", "acme.three")] == [
        "/a/acme/one.py",
        "/b/acme/two/x.py",
        None,
    ]
    assert found.holds("acme")
    assert path_of(found, "acme") is None


def test_source_comes_before_a_stub() -> None:
    files = {"acme/__init__.py": "", "acme/__init__.pyi": "", "acme/part.pyi": ""}
    found = libraries({**files, "beta-stubs/__init__.pyi": "", "acme-stubs/__init__.pyi": ""})
    assert path_of(found, "acme") == "acme/__init__.py"
    assert path_of(found, "acme.part") == "acme/part.pyi"
    assert path_of(found, "beta") == "beta-stubs/__init__.pyi"


def test_what_is_compiled_is_not_known() -> None:
    found = libraries({"fast.cpython-312-x86_64-linux-gnu.so": "", "quick.pyd": ""})
    assert not found.holds("fast")
    assert not found.holds("quick")


def test_closed_packages_and_the_standard_library_are_not_looked_into() -> None:
    found = libraries({"django/__init__.py": "", "django/db.py": "", "asyncio/__init__.py": ""})
    assert not found.holds("django")
    assert not found.holds("django.db")
    assert not found.holds("asyncio")


def test_a_package_that_is_installed_to_be_edited_is_found_where_it_lies() -> None:
    fs = Memory({"/src/beta/__init__.py": "", "/src/beta/x.py": "", "/one.py": ""})
    mapped = (("beta", "/src/beta"), ("one", "/one.py"))
    found = Libraries(Environment("/env", "", (), (), mapped), fs, None, frozenset())
    assert path_of(found, "beta.x") == "/src/beta/x.py"
    assert path_of(found, "one") == "/one.py"


def test_a_file_that_cannot_be_decoded_is_not_known() -> None:
    fs = Memory({f"{SITE}/acme.py": b"\xff\xfe\xfa"})
    environment = Environment("/env", "", (SITE,), (SITE,))
    assert Libraries(environment, fs, None, frozenset()).module("acme", "acme") is None


def test_the_project_and_its_libraries_may_have_modules_of_one_name() -> None:
    found = libraries({"tools/__init__.py": "", "tools/work.py": "", "docs/__init__.py": ""})
    places = [
        Place("tools", "/p/tools.py", "", False),
        Place("docs.conf", "/p/docs/conf.py", "", False),
    ]
    resolver = Resolver(places, lambda place: Module(place.name, place.path, ""), found)
    own, library = resolver.module("tools"), resolver.library("tools")
    assert own is not None
    assert library is not None
    assert (own.name, library.name) == ("tools", f"tools{SUFFIX}")
    assert resolver.find("tools", own) is own
    assert resolver.find("tools", library) is None  # what libraries import is theirs
    assert resolver.holds("docs", own) is None  # a package comes before a folder without __init__
    assert resolver.names() == ["docs.conf", "tools"]
