"""The ecosystem run on small packages made here: no network, and no code of theirs is run."""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import ecosystem  # noqa: E402
from ecosystem_check import Found, enclosing, run  # noqa: E402
from ecosystem_packages import (  # noqa: E402
    SETTINGS,
    EcosystemError,
    Package,
    prepare,
    read_packages,
    read_toml,
)
from ecosystem_verdicts import (  # noqa: E402
    TRUE,
    UNREVIEWED,
    Entry,
    compare,
    read_verdicts,
    write_verdicts,
)

VIEWS = """\
import time


class Page:
    async def show(
        self,
    ) -> None:
        if self:
            time.sleep(1)
"""
SETUP = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\nraise SystemExit('ran')\n"


def sdist(folder: Path, files: dict[str, str], top: str = "slow-1.0/") -> Path:
    """A source archive with these files below its top folder."""
    path = folder / "slow-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            data = text.encode()
            member = tarfile.TarInfo(top + name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def package_of(archive: Path, kind: str = "sdist", **more: str) -> Package:
    sha256 = hashlib.sha256(archive.read_bytes()).hexdigest()
    return Package("slow", "1.0", kind, sha256, "it sleeps", **more)


def cached(archive: Path, folder: Path, kind: str = "sdist") -> Path:
    """A cache that holds the archive already."""
    cache = folder / "cache"
    (cache / "archives").mkdir(parents=True)
    archive.rename(cache / "archives" / f"slow-1.0-{kind}")
    return cache


@pytest.fixture
def place(tmp_path: Path) -> ecosystem.Place:
    """A package with one mistake, fetched already, and no verdicts."""
    archive = sdist(tmp_path, {"slow/views.py": VIEWS, "setup.py": SETUP})
    package = package_of(archive)
    packages = tmp_path / "packages.toml"
    lines = [f'{key} = "{getattr(package, key)}"' for key in Package._fields[:5]]
    packages.write_text("\n".join(["[[package]]", *lines]))
    return ecosystem.Place(packages, tmp_path / "verdicts", cached(archive, tmp_path))


def review(place: ecosystem.Place, verdict: str, reason: str) -> None:
    """Fill in the verdict of every entry."""
    path = place.verdicts / "slow.toml"
    entries = [entry._replace(verdict=verdict, reason=reason) for entry in read_verdicts(path)]
    write_verdicts(path, entries)


@pytest.fixture
def links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes the place of pip's index."""
    folder = tmp_path / "links"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


# --- fetching and unpacking ------------------------------------------------------------------


def test_a_source_archive_is_fetched_through_pip_without_running_its_setup(
    tmp_path: Path, links: Path
) -> None:
    archive = sdist(links, {"setup.py": SETUP, "slow.py": VIEWS, "logo.png": "no code"})
    folder = prepare(package_of(archive), tmp_path / "cache")
    assert sorted(path.name for path in folder.iterdir()) == [
        "asynclint.toml",
        "setup.py",
        "slow.py",
    ]
    assert not list(tmp_path.rglob("ran"))


def test_an_archive_of_another_hash_is_refused_and_not_kept(tmp_path: Path, links: Path) -> None:
    sdist(links, {"slow.py": VIEWS})
    package = Package("slow", "1.0", "sdist", "0" * 64, "it sleeps")
    with pytest.raises(EcosystemError, match=r"slow 1\.0: the sdist has the hash .* not 0000"):
        prepare(package, tmp_path / "cache")
    assert not list((tmp_path / "cache" / "archives").iterdir())


def test_a_version_that_the_index_lacks_is_named_with_those_that_there_are(
    tmp_path: Path, links: Path
) -> None:
    package = package_of(sdist(links, {"slow.py": VIEWS}))
    with pytest.raises(EcosystemError, match=r"slow: .* no such archive; versions: 1\.0"):
        prepare(package._replace(version="2.0"), tmp_path / "cache")


def test_the_content_is_a_project_of_its_own_and_knows_its_django(tmp_path: Path) -> None:
    archive = sdist(tmp_path, {"slow/views.py": VIEWS})
    package = package_of(archive, folder="slow", django_version="4.2")
    folder = prepare(package, cached(archive, tmp_path))
    assert folder.name == "slow"
    assert read_toml(folder.parent / "asynclint.toml") == {"django-version": "4.2"}


def test_a_package_that_is_there_is_not_unpacked_again_until_its_pin_changes(
    tmp_path: Path,
) -> None:
    archive = sdist(tmp_path, {"slow.py": VIEWS})
    package = package_of(archive)
    cache = cached(archive, tmp_path)
    note = prepare(package, cache) / "note.txt"
    note.touch()
    prepare(package, cache)
    assert note.exists()
    prepare(package._replace(django_version="5.2"), cache)
    assert not note.exists()


@pytest.mark.parametrize(
    "name", ["../../evil.py", "/tmp/evil.py", "a\\..\\..\\evil.py", "C:/evil.py"]
)
def test_an_archive_with_a_file_outside_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    archive = sdist(tmp_path, {name: VIEWS}, top="")
    with pytest.raises(EcosystemError, match="would lie outside the folder"):
        prepare(package_of(archive), cached(archive, tmp_path))
    wheel = tmp_path / "slow.whl"
    with zipfile.ZipFile(wheel, "w") as content:
        content.writestr(name, VIEWS)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(EcosystemError, match="would lie outside the folder"):
        prepare(package_of(wheel, "wheel"), cached(wheel, other, "wheel"))
    assert not list(tmp_path.rglob("evil.py"))


def test_links_in_an_archive_are_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "slow-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        link = tarfile.TarInfo("slow-1.0/secret.py")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        tar.addfile(tarfile.TarInfo("slow-1.0/slow.py"))
    folder = prepare(package_of(path), cached(path, tmp_path))
    assert sorted(path.name for path in folder.glob("*.py")) == ["slow.py"]


def test_a_wheel_has_its_content_at_the_top(tmp_path: Path) -> None:
    wheel = tmp_path / "slow.whl"
    with zipfile.ZipFile(wheel, "w") as content:
        content.writestr("slow/views.py", VIEWS)
    folder = prepare(package_of(wheel, "wheel"), cached(wheel, tmp_path, "wheel"))
    assert (folder / "slow" / "views.py").is_file()


def test_what_the_pins_put_beside_a_package_is_installed_and_not_checked(tmp_path: Path) -> None:
    wheel = tmp_path / "acme.whl"
    with zipfile.ZipFile(wheel, "w") as content:
        content.writestr("acme/__init__.py", VIEWS)
        content.writestr("acme/data.json", "{}")
    library = package_of(wheel, "wheel")._replace(name="acme")
    archive = sdist(tmp_path, {"slow.py": "import acme\n"})
    cache = cached(archive, tmp_path)
    wheel.rename(cache / "archives" / "acme-1.0-wheel")
    package = package_of(cache / "archives" / "slow-1.0-sdist")._replace(beside=(library,))
    folder = prepare(package, cache)
    environment = folder / read_toml(folder / "asynclint.toml")["python"]
    assert [path.name for path in environment.rglob("*.*")] == ["__init__.py"]
    assert not list(folder.rglob("acme*"))
    assert "python" not in read_toml(prepare(package._replace(beside=()), cache) / SETTINGS)
    assert not environment.exists()


def test_a_library_beside_a_package_must_be_pinned(tmp_path: Path) -> None:
    path = tmp_path / "packages.toml"
    lines = ['name = "slow"', 'version = "1.0"', 'kind = "sdist"', 'sha256 = "00"', 'why = "x"']
    path.write_text("\n".join(["[[package]]", *lines, 'beside = ["acme"]']))
    with pytest.raises(EcosystemError, match="package 1: no library 'acme' is pinned"):
        read_packages(path)


def test_the_pins_of_this_repository_are_well_formed() -> None:
    packages = read_packages(ecosystem.PLACE.packages)
    assert len({package.name.lower() for package in packages}) == len(packages)
    for package in packages:
        assert len(bytes.fromhex(package.sha256)) == 32
        assert package.why


def test_the_verdicts_of_this_repository_belong_to_pinned_packages_and_can_be_read() -> None:
    names = {package.name.lower() for package in read_packages(ecosystem.PLACE.packages)}
    for path in ecosystem.PLACE.verdicts.glob("*"):
        assert path.stem in names
        assert read_verdicts(path)


def test_a_pin_without_a_hash_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "packages.toml"
    path.write_text('[[package]]\nname = "slow"\nversion = "1.0"\nkind = "sdist"\nwhy = "x"\n')
    with pytest.raises(EcosystemError, match=r"package 1: .*sha256"):
        read_packages(path)


# --- recognising findings --------------------------------------------------------------------


def test_the_functions_around_a_line_are_told_from_indentation() -> None:
    lines = VIEWS.splitlines()
    assert enclosing(lines, 9) == "Page.show"
    assert enclosing(lines, 5) == "Page"  # a header lies outside what it begins
    assert enclosing(lines, 1) == ""


def test_a_nested_function_that_has_ended_is_not_around_the_lines_after_it() -> None:
    lines = [
        "async def outer():",
        "    def inner():",
        "        pass",
        "    return run(",
        "        argument,",
        "    )",
    ]
    assert enclosing(lines, 5) == "outer"
    assert enclosing(lines, 3) == "outer.inner"


def entry(line: int, verdict: str, message: str = "sleeps", text: str = "time.sleep(1)") -> Entry:
    reason = "" if verdict == UNREVIEWED else "so it is"
    return Entry("views.py", line, "ASL302", "show", text, message, verdict, reason)


def found(line: int, message: str = "sleeps", text: str = "time.sleep(1)") -> Found:
    return Found("views.py", line, 5, "ASL302", message, "show", text)


def test_a_finding_keeps_its_verdict_when_its_line_moves_and_its_message_is_reworded() -> None:
    comparison = compare([found(90, "sleeps long")], [entry(9, TRUE)])
    assert [pair[1] for pair in comparison.reviewed] == [entry(9, TRUE)]
    assert not comparison.unreviewed
    assert not comparison.vanished


def test_a_finding_on_a_changed_line_is_new_and_the_entry_of_the_old_one_has_vanished() -> None:
    comparison = compare([found(9, text="time.sleep(2)")], [entry(9, TRUE)])
    assert comparison.unreviewed == [found(9, text="time.sleep(2)")]
    assert comparison.vanished == [entry(9, TRUE)]


def test_one_entry_stands_for_one_of_two_equal_findings() -> None:
    comparison = compare([found(9), found(12)], [entry(12, TRUE)])
    assert [pair[0] for pair in comparison.reviewed] == [found(12)]
    assert comparison.unreviewed == [found(9)]


def test_two_findings_of_one_line_are_told_apart_by_their_messages() -> None:
    entries = [entry(9, TRUE, "b"), entry(9, "false alarm", "a")]
    comparison = compare([found(9, "a"), found(9, "b")], entries)
    assert {pair[0].message: pair[1].verdict for pair in comparison.reviewed} == {
        "a": "false alarm",
        "b": "true",
    }


def test_an_entry_that_waits_for_its_verdict_leaves_its_finding_unreviewed() -> None:
    assert compare([found(9)], [entry(9, UNREVIEWED)]).unreviewed == [found(9)]


def test_verdicts_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "verdicts" / "slow.toml"
    entries = [
        entry(9, TRUE, text='print("a\\b", \'\x7f\', "é\U0001f600")\tx'),
        entry(2, UNREVIEWED),
    ]
    write_verdicts(path, entries)
    assert read_verdicts(path) == sorted(entries)
    write_verdicts(path, [])
    assert not path.exists()


@pytest.mark.parametrize(
    ("verdict", "reason", "complaint"),
    [("right", "so it is", "the verdict must be one of"), (TRUE, " ", "needs its reason")],
)
def test_an_entry_without_a_known_verdict_or_a_reason_is_refused_with_its_place(
    tmp_path: Path, verdict: str, reason: str, complaint: str
) -> None:
    path = tmp_path / "slow.toml"
    write_verdicts(path, [entry(9, TRUE)._replace(verdict=verdict, reason=reason)])
    with pytest.raises(EcosystemError, match=rf"entry 1 \(line 9 of views.py\): .*{complaint}"):
        read_verdicts(path)


# --- the run ---------------------------------------------------------------------------------


def test_an_unreviewed_finding_fails_the_run_until_it_has_a_verdict(
    place: ecosystem.Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ecosystem.main(["--show"], place) == 1
    output = capsys.readouterr().out
    assert "slow/views.py:9 in Page.show: ASL302" in output
    assert "> time.sleep(1)" in output
    assert not place.verdicts.exists()

    assert ecosystem.main(["--update"], place) == 1
    (written,) = read_verdicts(place.verdicts / "slow.toml")
    assert (written.verdict, written.reason, written.line) == (UNREVIEWED, "", 9)

    review(place, TRUE, "it sleeps on the loop")
    assert ecosystem.main([], place) == 0
    assert "1 findings: 1 true, 0 false alarm" in capsys.readouterr().out


def test_what_has_vanished_is_told_and_kept_until_it_is_pruned(
    place: ecosystem.Place, capsys: pytest.CaptureFixture[str]
) -> None:
    ecosystem.main(["--update"], place)
    review(place, TRUE, "it sleeps on the loop")
    silent = [sys.executable, "-c", "print('[]')"]
    assert ecosystem.main(["--show", "--update"], place, silent) == 0
    assert "vanished: slow/views.py:9" in capsys.readouterr().out
    assert len(read_verdicts(place.verdicts / "slow.toml")) == 1
    ecosystem.main(["--update", "--prune"], place, silent)
    assert read_verdicts(place.verdicts / "slow.toml") == []


def test_a_run_of_one_rule_leaves_the_entries_of_others_alone(place: ecosystem.Place) -> None:
    ecosystem.main(["--update"], place)
    ecosystem.main(["--rule", "ASL2", "--update", "--prune"], place)
    assert [entry.code for entry in read_verdicts(place.verdicts / "slow.toml")] == ["ASL302"]


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("import sys; print('[]'); sys.exit('it broke')", "it broke"),
        ("import sys; print('[]'); print('it broke', file=sys.stderr); sys.exit(2)", "it broke"),
        ("import os; print('[]', flush=True); os.abort()", "exit code -6"),
        ("pass", "the output is not JSON"),
    ],
)
def test_a_crash_fails_the_run_and_changes_no_verdicts(
    place: ecosystem.Place, capsys: pytest.CaptureFixture[str], program: str, complaint: str
) -> None:
    ecosystem.main(["--update"], place)
    review(place, TRUE, "it sleeps on the loop")
    before = (place.verdicts / "slow.toml").read_text()
    broken = [sys.executable, "-c", program]
    assert ecosystem.main(["--update", "--prune"], place, broken) == 1
    output = capsys.readouterr().out
    assert "FAILED" in output
    assert complaint in output
    assert "failed: slow" in output
    assert (place.verdicts / "slow.toml").read_text() == before


def test_a_run_beyond_its_time_limit_is_ended() -> None:
    ran = run([sys.executable, "-c", "import time; time.sleep(60)"], 0.3)
    assert ran.exit_code < 0
    assert ran.seconds < 30


def test_time_and_memory_of_the_program_are_measured() -> None:
    ran = run([sys.executable, "-c", "b = bytearray(200_000_000); print(len(b))"], 60)
    assert ran.output == "200000000\n"
    assert 200 < ran.megabytes < 1000
    assert ran.cpu > 0


def test_an_unknown_package_is_refused(
    place: ecosystem.Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ecosystem.main(["--package", "quick"], place) == 2
    assert "no package quick is pinned: slow" in capsys.readouterr().err
