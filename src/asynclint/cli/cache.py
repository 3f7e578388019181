"""Where the cache is kept unless the user says otherwise: the customary place of each system.

By hand rather than by a library: this runs with every check, and is all that would be used of it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def cache_folder(
    environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> str | None:
    """The absolute path of the folder; None where the user has no home to keep it in."""
    home = os.path.expanduser("~")
    if system == "win32":
        customary = os.path.join(home, "AppData", "Local")
        base = environment.get("LOCALAPPDATA") or customary
    elif system == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = environment.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # the standard says that it is then to be ignored
            base = os.path.join(home, ".cache")
    return os.path.join(base, "asynclint") if os.path.isabs(base) else None
