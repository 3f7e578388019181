"""Where the cache is kept unless the user says otherwise: the customary place of each system."""

from __future__ import annotations

import os


def cache_folder() -> str | None:
    """The absolute path of the folder; None where the user has no home to keep it in."""
    from platformdirs import user_cache_dir  # not needed where the folder is given

    try:
        folder = user_cache_dir("asynclint", appauthor=False)
    except RuntimeError:  # its word for a user without a home
        return None
    return folder if os.path.isabs(folder) else None
