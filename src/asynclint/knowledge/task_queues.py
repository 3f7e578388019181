"""Task queues whose workers call a task as a plain function: what happens to an async one.

Not listed because they await what a task gives: RQ, Django's own tasks, procrastinate, taskiq,
arq, and dramatiq with its middleware for it.
"""

from __future__ import annotations

from typing import NamedTuple


class Queue(NamedTuple):
    name: str  # as messages call it
    decorators: tuple[str, ...]
    lost: str  # what happens to an `async def`
    base: str = ""  # the class of its tasks, whose `method` is the task
    method: str = ""
    # Words that show that the project has made the queue await its tasks.
    unless: tuple[str, ...] = ()
    # Arguments of the decorator that may do the same.
    unless_given: tuple[str, ...] = ()


QUEUES = (
    # https://docs.celeryq.dev/en/stable/userguide/tasks.html: celery 5.7
    Queue(
        "Celery",
        ("celery.shared_task", "celery.app.shared_task", "celery.Celery.task"),
        "its body never runs, and the task counts as done",
        "celery.app.task.Task",
        "run",
        ("celery_aio_pool", "task_cls", "celery_pool_asyncio"),
        ("base",),
    ),
    # https://huey.readthedocs.io/en/latest/api.html: huey 3.5 refuses it, older ones drop it
    Queue(
        "Huey",
        (
            *(f"huey.Huey.{name}" for name in ("task", "periodic_task")),
            *(
                f"huey.contrib.djhuey.{name}"
                for name in ("task", "db_task", "periodic_task", "db_periodic_task")
            ),
        ),
        "Huey refuses it (`ConfigurationError`)",
    ),
)

BY_DECORATOR = {name: queue for queue in QUEUES for name in queue.decorators}
METHODS = frozenset(queue.method for queue in QUEUES if queue.method)
