from __future__ import annotations

import shutil
import subprocess

import pytest
from click.shell_completion import ShellComplete

from asynclint.cli.app import app


def completed(*words):
    """What the last word may become."""
    shell = ShellComplete(app, {}, "asynclint", "_ASYNCLINT_COMPLETE")
    return [item.value for item in shell.get_completions(list(words[:-1]), words[-1])]


def test_the_first_word_may_be_a_command_or_a_path(asynclint):
    assert set(completed("")) >= {"check", "rules", "explain", "completion", ""}
    assert completed("expl")[0] == "explain"


def test_options_of_check_are_completed_without_naming_it():
    assert "--select" in completed("--sel")
    assert "--version" in completed("--ver")
    assert "--select" in completed("shop", "--sel")
    assert "--select" in completed("check", "--sel")


def test_rules_are_completed_for_explain():
    assert completed("explain", "ASL302") == ["ASL302"]
    assert completed("explain", "blocking-sl") == ["blocking-sleep"]


def test_the_last_word_of_a_list_of_rules_is_completed():
    assert completed("--select", "ASL2,asl302") == ["ASL2,ASL302"]
    assert "ASL101" in completed("check", "shop", "--ignore", "ASL1")


def test_formats_are_completed():
    assert completed("--format", "sa") == ["sarif"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_asks_asynclint(asynclint, shell):
    run = asynclint("completion", shell)
    assert run.code == 0
    assert f"_ASYNCLINT_COMPLETE={shell}_complete" in run.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_good_for_that_shell(asynclint, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = asynclint("completion", shell).out
    subprocess.run([shell, "-n"], input=script, text=True, check=True, timeout=10)


def test_an_unknown_shell_is_refused(asynclint):
    assert asynclint("completion", "tcsh").code == 2
