"""Where the cache is kept unless the user says otherwise: the customary place of each system."""

from __future__ import annotations

import os
import sys


def cache_folder() -> str | None:
    """The absolute path of the folder; None where the user has no home to keep it in."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        # As platformdirs has it, which takes longer to import than the shortest runs take in all.
        caches = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(caches, "asynclint") if os.path.isabs(caches) else None
    from platformdirs import user_cache_dir  # not needed where the folder is given

    try:
        folder = user_cache_dir("asynclint", appauthor=False)
    except RuntimeError:  # its word for a user without a home
        return None
    return folder if os.path.isabs(folder) else None
