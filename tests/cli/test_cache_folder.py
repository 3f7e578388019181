from __future__ import annotations

import os

import pytest

from asynclint.cli.cache import cache_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")


def test_the_cache_lies_where_the_system_keeps_caches(monkeypatch):
    monkeypatch.setenv("HOME", "/home/user")
    assert cache_folder({}, "linux") == "/home/user/.cache/asynclint"
    assert cache_folder({}, "darwin") == "/home/user/Library/Caches/asynclint"


def test_the_user_may_have_caches_elsewhere(monkeypatch):
    monkeypatch.setenv("HOME", "/home/user")
    assert cache_folder({"XDG_CACHE_HOME": "/var/tmp"}, "linux") == "/var/tmp/asynclint"
    assert cache_folder({"XDG_CACHE_HOME": "tmp"}, "linux") == "/home/user/.cache/asynclint"


def test_without_a_home_there_is_no_cache(monkeypatch):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder({}, "linux") is None
