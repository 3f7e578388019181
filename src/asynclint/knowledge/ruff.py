"""What ruff's rules about async code (ASYNC210 to ASYNC251) report by name.

Only calls that stand in an `async def` itself are, under a name that the file imports. Held against
ruff itself by a test; it has all of these rules from 0.15 on.
"""

from __future__ import annotations

# https://docs.astral.sh/ruff/rules/#flake8-async-async
_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request")
_OF_PATHS = (
    "exists", "getatime", "getctime", "getmtime", "getsize", "isdir", "isfile", "islink",
    "ismount", "lexists", "realpath", "samefile", "sameopenfile",
)  # fmt: skip
_SPAWNED = ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")
REPORTED = frozenset(
    {
        *(f"requests.{verb}" for verb in _VERBS),
        *(f"httpx.{verb}" for verb in _VERBS),
        *(f"os.path.{name}" for name in _OF_PATHS),
        *(f"os.spawn{kind}" for kind in _SPAWNED),
        "urllib.request.urlopen",
        "urllib3.request",
        "time.sleep",
        "open",
        "io.open",
        "io.open_code",
        "subprocess.Popen",
        "subprocess.run",
        "subprocess.call",
        "subprocess.check_call",
        "subprocess.check_output",
        "subprocess.getoutput",
        "subprocess.getstatusoutput",
        "os.popen",
        "os.system",
        "os.posix_spawn",
        "os.posix_spawnp",
        "os.wait",
        "os.wait3",
        "os.wait4",
        "os.waitid",
        "os.waitpid",
    }
)
