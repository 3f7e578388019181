"""The entry point: what must be quick is answered here, before anything heavy is imported.

Only `sys` and `gc` are imported at the top. `main` asks one short cut after the other: the version,
and a run that was made before over files that have not changed since. Where none applies, the click
application takes over.
"""

from __future__ import annotations

import gc
import sys

_RARELY = (100_000, 20, 50)

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> int:
    """Run the command line with the process's arguments and return its exit code."""
    # A run makes much and drops little: looking for circles of dead objects as often as Python does
    # takes a fifth of the time and finds nothing.
    gc.set_threshold(*_RARELY)
    try:
        if _is_version(sys.argv[1:]):
            from asynclint import __version__  # brings nothing else along

            print(f"asynclint {__version__}")
            return 0
        from asynclint.cli import remembered

        code = remembered.replay(sys.argv[1:])
        if code is not None:
            return code
        from asynclint.cli.app import run  # brings click along

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were being imported; the application has its own
        print("asynclint: interrupted", file=sys.stderr)
        return INTERRUPTED


def _is_version(arguments: list[str]) -> bool:
    return arguments in (["--version"], ["-V"])
