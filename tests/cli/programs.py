"""Programs to check: what is wrong with each is plain to see."""

from __future__ import annotations

# ASL302, with a safe fix.
SLEEPY = """\
import asyncio
import time


async def wait(request):
    time.sleep(1)
"""
MENDED = SLEEPY.replace("import time\n", "").replace("time.sleep", "await asyncio.sleep")

# ASL311, with an unsafe fix and a chain of two frames.
HELPED = """\
import time


def pause():
    time.sleep(1)


async def wait(request):
    pause()
"""

CLEAN = """\
import asyncio


async def wait(request):
    await asyncio.sleep(1)
"""
