"""`python -m asynclint`."""

from __future__ import annotations

import sys

from asynclint._entry import main

if __name__ == "__main__":
    sys.exit(main())
