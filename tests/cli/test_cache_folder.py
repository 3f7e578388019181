"""The customary place of the cache."""

from __future__ import annotations

import os
import sys

import pytest
from platformdirs import user_cache_dir

from asynclint.cli.cache import cache_folder

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")


@LINUX
def test_the_cache_lies_below_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/user")
    assert cache_folder() == "/home/user/.cache/asynclint"


@LINUX
def test_the_standard_variable_moves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/tmp/caches")
    assert cache_folder() == os.path.join("/var/tmp/caches", "asynclint")


@LINUX
def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder() is None


@LINUX
@pytest.mark.parametrize("caches", ["", " ", "/var/tmp", None])
def test_the_place_is_that_of_the_library(
    monkeypatch: pytest.MonkeyPatch, caches: str | None
) -> None:
    if caches is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", caches)
    assert cache_folder() == user_cache_dir("asynclint", appauthor=False)
