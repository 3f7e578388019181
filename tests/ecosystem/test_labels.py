"""The labels of real packages are well formed, and the measurement counts as it says it does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import labels  # noqa: E402
from ecosystem_check import Found  # noqa: E402
from ecosystem_packages import EcosystemError, read_packages  # noqa: E402
from label_files import (  # noqa: E402
    CLEAN,
    MISTAKES,
    Label,
    placed,
    read_aims,
    read_labels,
    write_labels,
)

FILES = sorted(labels.LABELS.glob("*"))


def label(line: int = 9, kind: str = "sleep", codes: tuple[str, ...] = ("ASL302",)) -> Label:
    return Label("shop/views.py", line, "show", "time.sleep(1)", kind, codes, "it sleeps")


def found(line: int = 9, code: str = "ASL302") -> Found:
    return Found("shop/views.py", line, 5, code, "sleeps", "show", "time.sleep(1)")


# --- the files of this repository ------------------------------------------------------------


def test_every_file_of_labels_belongs_to_a_pinned_package() -> None:
    names = {package.name.lower() for package in read_packages(labels.PLACE.packages)}
    assert {path.stem for path in FILES} <= names
    assert read_aims(labels.AIMS).held_out <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labels_are_well_formed_and_no_two_say_the_same(path: Path) -> None:
    found = read_labels(path)
    assert found
    assert found == sorted(found)
    assert len({(each.file, each.line, each.kind, each.codes) for each in found}) == len(found)
    for each in found:
        assert each.text, f"{each.file}:{each.line} lies on an empty line"


def test_there_are_enough_labels_of_both_sorts() -> None:
    kinds = [each.kind for path in FILES for each in read_labels(path)]
    assert len(kinds) - kinds.count(CLEAN) >= 150
    assert kinds.count(CLEAN) >= 150
    assert set(MISTAKES) >= set(kinds) - {CLEAN}


# --- reading and writing ---------------------------------------------------------------------


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "labels" / "shop.toml"
    written = [label(), label(12)._replace(until=14, needs="a row", text='say("é\x7f")')]
    write_labels(path, reversed(written))
    assert read_labels(path) == written
    assert read_labels(tmp_path / "none.toml") == []


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (label(kind="slip"), "the kind must be one of"),
        (label(codes=()), "needs the codes"),
        (label(codes=("E501",)), "codes look like"),
        (label()._replace(reason=" "), "needs its reason"),
        (label()._replace(until=9), "lies behind"),
    ],
)
def test_a_wrong_label_is_refused_with_its_place(
    tmp_path: Path, wrong: Label, complaint: str
) -> None:
    path = tmp_path / "shop.toml"
    write_labels(path, [label(2), wrong])
    with pytest.raises(EcosystemError, match=f"label 2 .line 9 of shop/views.py.: .*{complaint}"):
        read_labels(path)


def test_function_and_text_of_a_label_are_taken_from_the_source(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "views.py").write_text("async def view():\n    go()\n")
    assert placed(label(2), tmp_path)[2:4] == ("view", "go()")
    with pytest.raises(EcosystemError, match="there is no line 9"):
        placed(label(), tmp_path)


# --- judging ---------------------------------------------------------------------------------

BUILT = frozenset({"ASL302", "ASL311"})


@pytest.mark.parametrize(
    ("of", "findings", "state"),
    [
        (label(), [found()], labels.FOUND),
        (label(), [found(code="ASL303")], labels.MISSED),
        (label(), [found(10)], labels.MISSED),
        (label()._replace(until=11), [found(10)], labels.FOUND),
        (label(codes=("ASL204",)), [], labels.NOT_BUILT),
        (label(codes=("ASL204", "ASL311")), [], labels.MISSED),
        (label(kind=CLEAN, codes=()), [found(code="ASL105")], labels.ALARM),
        (label(kind=CLEAN), [found(code="ASL105")], labels.SILENT),
        (label(kind=CLEAN, codes=()), [found(10)], labels.SILENT),
    ],
)
def test_a_label_is_judged_by_the_findings_in_its_place(
    of: Label, findings: list[Found], state: str
) -> None:
    assert labels.judge(of, findings, BUILT) == state


def test_a_finding_is_right_or_wrong_as_its_label_or_its_verdict_says() -> None:
    clean = label(kind=CLEAN, codes=())
    assert labels.correct(found(), [label()], None) is True
    assert labels.correct(found(), [clean], "true") is False
    assert labels.correct(found(), [clean, label()], None) is True
    assert labels.correct(found(), [], "by design") is True
    assert labels.correct(found(), [], "false alarm") is False
    assert labels.correct(found(), [], None) is None


def test_the_measurement_fails_below_the_recall_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "cache" / "shop-1.0"
    (content / "shop").mkdir(parents=True)
    source = "import time\n\n\nasync def view():\n    time.sleep(1)\n"
    (content / "shop" / "views.py").write_text(source)
    (content / "asynclint.toml").touch()
    monkeypatch.setattr(labels, "prepare", lambda package, cache: content)
    pin = 'name = "shop"\nversion = "1.0"\nkind = "sdist"\nsha256 = ""\nwhy = "it sleeps"'
    (tmp_path / "packages.toml").write_text(f"[[package]]\n{pin}\n")
    aims = tmp_path / "labels.toml"
    place = labels.Place(
        tmp_path / "packages.toml",
        tmp_path / "verdicts",
        tmp_path / "cache",
        tmp_path / "labels",
        aims,
    )
    missed = label(4)._replace(function="", text="async def view():", codes=("ASL301",))
    right = label(5)._replace(function="view")
    write_labels(place.labels / "shop.toml", [missed, right])
    asked = "held-out = []\nleast-precision = 95\n[least-recall]\ndevelopment = "
    aims.write_text(asked + "50")
    assert labels.main([], place) == 0
    output = capsys.readouterr().out
    assert "missed: shop/views.py:4: sleep ASL301" in output
    assert "sleep                        2       1       1              0   50.0 %" in output
    aims.write_text(asked + "51")
    assert labels.main([], place) == 1
    assert "development: recall 50.0 %, asked for 51.0 %" in capsys.readouterr().out
