from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.knowledge.task_queues import BY_DECORATOR, METHODS, QUEUES
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import classes, decorations, hooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.knowledge.task_queues import Queue
    from asynclint.rules.base import Place
    from asynclint.semantic.decorations import Decoration
    from asynclint.semantic.model import Model


class AsyncTaskFunction(Rule):
    """Checks for `async def` tasks of queues whose workers do not await them: Celery and Huey.

    RQ, procrastinate, taskiq and Django's own tasks await theirs. So do Celery workers with a pool
    or a task class made for it, which are left alone.

    ## Why is this bad?
    The worker calls the function, gets a coroutine and takes that for the result. Nothing in the
    function's body runs, and Celery notes the task as done: `RuntimeWarning: coroutine 'remind' was
    never awaited` is all there is to see. Where results are kept as JSON, storing the coroutine
    fails with `EncodeError`. Huey raises `ConfigurationError` when the module is imported.

    ## Example
    ```python
    from celery import shared_task

    from shop.models import Book

    @shared_task
    async def publish(pk):  # error
        await Book.objects.filter(pk=pk).aupdate(price=1)

    # oracle: announce
    def announce():
        return publish.apply(args=[1]).state
    ```

    Use instead:
    ```python
    from asgiref.sync import async_to_sync
    from celery import shared_task

    from shop.models import Book

    @shared_task
    def publish(pk):
        async_to_sync(_publish)(pk)

    async def _publish(pk):
        await Book.objects.filter(pk=pk).aupdate(price=1)

    # oracle: announce
    def announce():
        return publish.apply(args=[1]).state
    ```

    ## Fix safety
    Only suggested: who starts the task, and what it awaits, decides what it should be.

    ## References
    - [Celery: tasks](https://docs.celeryq.dev/en/stable/userguide/tasks.html)
    - [`async_to_sync()`](https://docs.djangoproject.com/en/stable/topics/async/#async-to-sync)
    """

    code = "ASL508"
    name = "async-task-function"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function) or not node.is_async:
            return
        queue = _by_decorator(place) or _by_class(place)
        if queue is None or hooks.is_named(place.model, queue.unless):
            return
        yield self.finding(
            place,
            node.name_at,
            f"`{place.routine.qualname}` is async, and {queue.name} does not await its tasks:"
            f" {queue.lost}",
            fix=suggestion("Make the task sync, and run the coroutine with `async_to_sync`"),
        )


def _by_decorator(place: Place) -> Queue | None:
    for decoration in decorations.of(place.model, place.routine):
        queue = BY_DECORATOR.get(decoration.name)
        if queue is None or _is_told_how(decoration, queue):
            continue
        if decorations.is_given_coroutine_function(decoration, place.routine):
            return queue
    return None


def _is_told_how(decoration: Decoration, queue: Queue) -> bool:
    """Whether the decorator is given something that may make the worker await the task."""
    node = decoration.node
    keywords = node.keywords if isinstance(node, tree.Call) else []
    return any(keyword.name is None or keyword.name in queue.unless_given for keyword in keywords)


def _by_class(place: Place) -> Queue | None:
    routine = place.routine
    if routine.cls is None or routine.name not in METHODS:
        return None
    for queue in QUEUES:
        if queue.method == routine.name and _derives(place.model, routine.cls, queue.base):
            return queue
    return None


def _derives(model: Model, cls: str, base: str) -> bool:
    """Whether the class derives from `base`, and no class of the project between the two calls its
    tasks in another way."""
    own = classes.find(model, cls, "__call__")
    return classes.is_subclass(model, cls, base) and (own is None or not own.definitions)
