"""A run of many functions under one loop. Imported when Django is set up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.db import connections

from ..run import TIME_LIMIT, Run, finished


class Many(Run):
    async def each(self, calls: list[tuple[str, Callable[..., Any], dict[str, Any]]]) -> None:
        asyncio.get_running_loop().set_exception_handler(self.lost)
        async with ThreadSensitiveContext():
            for name, function, given in calls:
                self.recorder.entry = name
                try:
                    arguments = self.values.of(function, given)
                    self.judge(await asyncio.wait_for(finished(function(**arguments)), TIME_LIMIT))
                except Exception as error:
                    self.recorder.raised(error)
            await sync_to_async(connections.close_all)()
