"""The standard library's processes, sleeps and waits for the world outside."""

from __future__ import annotations

from asynclint.knowledge.schema import CONTEXT, CPU, SLEEP, SUBPROCESS, WAIT, Callable, Class

CLASSES = (
    # https://docs.python.org/3/library/subprocess.html
    Class(
        "subprocess.Popen",
        traits=(CONTEXT,),
        attributes=(
            ("pid", "int"),
            ("returncode", "int | None"),
            ("stdin", "io.BufferedIOBase | None"),
            ("stdout", "io.BufferedIOBase | None"),
            ("stderr", "io.BufferedIOBase | None"),
            ("args", "object"),
        ),
        complete=True,
    ),
    Class(
        "subprocess.CompletedProcess",
        attributes=(
            ("returncode", "int"),
            ("stdout", "object"),
            ("stderr", "object"),
            ("args", "object"),
        ),
        complete=True,
    ),
    # https://docs.python.org/3/library/threading.html
    Class("sched.scheduler", complete=True),
    Class("selectors.BaseSelector", traits=(CONTEXT,), complete=True),
)

ROWS = (
    # https://docs.python.org/3/library/subprocess.html
    Callable(
        "subprocess.run",
        SUBPROCESS,
        "subprocess.CompletedProcess",
        instead="`asyncio.create_subprocess_exec`",
    ),
    Callable("subprocess.call", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable(
        "subprocess.check_call", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"
    ),
    Callable("subprocess.check_output", SUBPROCESS, instead="`asyncio.create_subprocess_exec`"),
    Callable(
        "subprocess.getoutput", SUBPROCESS, "str", instead="`asyncio.create_subprocess_shell`"
    ),
    Callable(
        "subprocess.getstatusoutput",
        SUBPROCESS,
        "tuple[int, str]",
        instead="`asyncio.create_subprocess_shell`",
    ),
    Callable("subprocess.Popen", SUBPROCESS, instead="`asyncio.create_subprocess_exec`"),
    Callable(
        "subprocess.Popen.wait", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"
    ),
    Callable(
        "subprocess.Popen.communicate",
        SUBPROCESS,
        "tuple[object, object]",
        instead="`asyncio.create_subprocess_exec`",
    ),
    Callable(
        "subprocess.Popen.__exit__", SUBPROCESS, "None", instead="`asyncio.create_subprocess_exec`"
    ),
    Callable("subprocess.Popen.poll", returns="int | None"),
    Callable("subprocess.Popen.kill", returns="None"),
    Callable("subprocess.Popen.terminate", returns="None"),
    Callable("subprocess.Popen.send_signal", returns="None"),
    Callable("subprocess.Popen.__enter__", returns="self"),
    Callable("subprocess.CompletedProcess.check_returncode", returns="None"),
    Callable("subprocess.list2cmdline", returns="str"),
    # https://docs.python.org/3/library/os.html#process-management
    Callable("os.system", SUBPROCESS, "int", instead="`asyncio.create_subprocess_shell`"),
    Callable("os.popen", SUBPROCESS, instead="`asyncio.create_subprocess_shell`"),
    Callable("os.wait", SUBPROCESS, "tuple[int, int]", instead="`asyncio.create_subprocess_exec`"),
    Callable(
        "os.wait3",
        SUBPROCESS,
        "tuple[int, int, object]",
        instead="`asyncio.create_subprocess_exec`",
    ),
    Callable(
        "os.wait4",
        SUBPROCESS,
        "tuple[int, int, object]",
        instead="`asyncio.create_subprocess_exec`",
    ),
    Callable(
        "os.waitpid", SUBPROCESS, "tuple[int, int]", instead="`asyncio.create_subprocess_exec`"
    ),
    Callable("os.waitid", SUBPROCESS, instead="`asyncio.create_subprocess_exec`"),
    Callable("os.posix_spawn", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.posix_spawnp", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.startfile", SUBPROCESS, "None", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnl", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnle", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnlp", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnlpe", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnv", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnve", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnvp", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    Callable("os.spawnvpe", SUBPROCESS, "int", instead="`asyncio.create_subprocess_exec`"),
    # https://docs.python.org/3/library/pty.html
    # https://docs.python.org/3/library/webbrowser.html
    Callable("pty.spawn", SUBPROCESS, "int"),
    Callable("webbrowser.open", SUBPROCESS, "bool"),
    Callable("webbrowser.open_new", SUBPROCESS, "bool"),
    Callable("webbrowser.open_new_tab", SUBPROCESS, "bool"),
    # https://docs.python.org/3/library/time.html#time.sleep
    # https://docs.python.org/3/library/sched.html
    Callable("time.sleep", SLEEP, "None", twin="asyncio.sleep", instead="`asyncio.sleep`"),
    Callable("sched.scheduler.run", SLEEP, "None"),
    # https://docs.python.org/3/library/functions.html#input
    # https://docs.python.org/3/library/getpass.html
    Callable("input", WAIT, "str"),
    Callable("getpass.getpass", WAIT, "str"),
    Callable("sys.stdin.read", WAIT, "str"),
    Callable("sys.stdin.readline", WAIT, "str"),
    Callable("sys.stdin.readlines", WAIT, "list[str]"),
    # https://docs.python.org/3/library/hashlib.html#key-derivation
    Callable("hashlib.pbkdf2_hmac", CPU, "bytes", uses_arguments=True),
    Callable("hashlib.scrypt", CPU, "bytes", uses_arguments=True),
    Callable("crypt.crypt", CPU, "str"),
    # https://docs.python.org/3/library/select.html
    # https://docs.python.org/3/library/selectors.html
    # https://docs.python.org/3/library/signal.html
    # https://docs.python.org/3/library/fcntl.html
    Callable("select.select", WAIT, "tuple[list[object], list[object], list[object]]"),
    Callable("selectors.BaseSelector.select", WAIT, "list[object]"),
    Callable("signal.pause", WAIT, "None"),
    Callable("signal.sigwait", WAIT, "int"),
    Callable("signal.sigwaitinfo", WAIT),
    Callable("signal.sigtimedwait", WAIT),
    # They wait for a lock unless they are told not to, or release one: the flags say.
    Callable("fcntl.flock", returns="None", opaque=True),
    Callable("fcntl.lockf", returns="None", opaque=True),
)
