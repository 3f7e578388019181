"""What only a process of its own shows: pipes, signals, terminals."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys

import pytest
from programs import CLEAN, MENDED, SLEEPY

ASYNCLINT = [sys.executable, "-m", "asynclint"]
PROGRESS_AT_ONCE = """
import sys
from asynclint.cli import app, progress
progress.DELAY = 0
sys.exit(app.run(sys.argv[1:]))
"""
BROKEN_ENGINE = """
import sys
from asynclint import engine
from asynclint.cli.app import run
engine.Project.check = lambda self, *rest, **more: {}["what"]
sys.exit(run(sys.argv[1:]))
"""
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def run(command, *arguments, **more):
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, timeout=30, check=False, **more
    )


def on_terminal(command, **environment):
    """What the command writes to a terminal that is its output and its error stream."""
    import pty

    main, other = pty.openpty()
    process = subprocess.Popen(
        command, stdout=other, stderr=other, env={**os.environ, "TERM": "xterm", **environment}
    )
    os.close(other)
    seen = b""
    while True:
        try:
            part = os.read(main, 4096)
        except OSError as error:  # Linux says so at the end
            assert error.errno == errno.EIO
            break
        if not part:
            break
        seen += part
    process.wait(timeout=30)
    os.close(main)
    return seen.decode()


def test_the_module_runs_and_a_pipe_gets_plain_text(project):
    project({"views.py": SLEEPY})
    done = run(ASYNCLINT)
    assert done.returncode == 1
    assert done.stdout.startswith("views.py:6:5: ASL302")
    assert "\x1b" not in done.stdout + done.stderr


def test_long_lines_are_not_wrapped_in_a_pipe(project):
    deep = "/".join(["folder_with_a_long_name"] * 6)
    project({f"{deep}/views.py": SLEEPY})
    first = run(ASYNCLINT, env={**os.environ, "COLUMNS": "40"}).stdout.splitlines()[0]
    assert first.startswith(f"{deep}/views.py:6:5: ASL302 blocking-sleep  `time.sleep")


@posix
def test_a_terminal_gets_colours_and_links(project):
    project({"views.py": SLEEPY})
    seen = on_terminal(ASYNCLINT)
    assert "\x1b[1;33mASL302" in seen
    assert "\x1b]8;" in seen


@posix
def test_no_color_is_respected(project):
    project({"views.py": SLEEPY})
    assert "\x1b" not in on_terminal(ASYNCLINT, NO_COLOR="1")
    assert "\x1b" in on_terminal([*ASYNCLINT, "--color", "always"], NO_COLOR="1")


def test_colour_can_be_forced_in_a_pipe(project):
    project({"views.py": SLEEPY})
    assert "\x1b[1;33mASL302" in run(ASYNCLINT, env={**os.environ, "FORCE_COLOR": "1"}).stdout
    assert "\x1b[1;33mASL302" in run(ASYNCLINT, "--color", "always").stdout
    assert (
        "\x1b"
        not in run(ASYNCLINT, "--color", "never", env={**os.environ, "FORCE_COLOR": "1"}).stdout
    )


@posix
def test_a_long_run_shows_a_bar_on_a_terminal_and_removes_it(project):
    project({"views.py": SLEEPY})
    command = [sys.executable, "-c", PROGRESS_AT_ONCE]
    seen = on_terminal(command)
    assert "Checking" in seen
    assert seen.rindex("Checking") < seen.index("views.py:6:5")
    assert "Checking" not in on_terminal([*command, "--no-progress"])
    assert "Checking" not in on_terminal([*command, "--quiet"])


def test_a_pipe_never_gets_a_bar(project):
    project({"views.py": SLEEPY})
    done = run([sys.executable, "-c", PROGRESS_AT_ONCE])
    assert "Checking" not in done.stdout + done.stderr


@posix
def test_a_short_run_shows_no_bar(project):
    project({"views.py": CLEAN})
    assert "Checking" not in on_terminal(ASYNCLINT)


@posix
def test_a_reader_that_goes_away_ends_the_run_quietly(project):
    project({f"views_{number}.py": SLEEPY for number in range(300)})
    process = subprocess.Popen(ASYNCLINT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == 141
    assert error == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_told(project):
    project({"views.py": SLEEPY})
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            ASYNCLINT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=30, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "asynclint: error: output: No space left on device\n"


def test_fixed_standard_input_comes_back_byte_for_byte(project):
    project({})
    source, wanted = (
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for text in (SLEEPY, MENDED)
    )
    done = subprocess.run(
        [*ASYNCLINT, "-", "--fix"], input=source, capture_output=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (0, wanted)
    assert done.stderr == b"All clear: 1 file checked\n"


@posix
def test_an_interrupt_ends_the_run_with_one_line(project):
    project({})
    process = subprocess.Popen(
        [*ASYNCLINT, "-", "--verbose"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    process.stderr.readline()  # the project is open: now it waits for standard input
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "asynclint: interrupted\n"


def test_a_fault_of_our_own_is_told_with_its_place(project):
    project({"views.py": SLEEPY})
    done = run([sys.executable, "-c", BROKEN_ENGINE])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("asynclint: error: internal error in ")
    assert "KeyError: 'what'" in done.stderr
    assert "--verbose" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in run([sys.executable, "-c", BROKEN_ENGINE], "--verbose").stderr


def test_names_that_the_output_cannot_encode_are_escaped(project):
    project({"größe.py": SLEEPY})
    done = run(ASYNCLINT, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.stdout.startswith("gr\\xf6\\xdfe.py:6:5: ASL302")


def test_a_process_without_standard_output_ends_well(project):
    project({"views.py": SLEEPY})
    code = "import sys; sys.stdout = None; from asynclint._entry import main; sys.exit(main())"
    done = run([sys.executable, "-c", code])
    assert (done.returncode, done.stderr) == (1, "")
