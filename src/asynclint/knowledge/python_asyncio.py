"""asyncio: the coroutines, and what gives something to await."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_CONTEXT,
    ASYNC_ITERABLE,
    AWAITABLE,
    CONTEXT,
    ITERABLE,
    LOOP,
    Callable,
    Class,
)

CLASSES = (
    # https://docs.python.org/3/library/asyncio-future.html
    # https://docs.python.org/3/library/asyncio-task.html
    Class(
        "asyncio.Future",
        aliases=(
            "_asyncio.Future",
            "asyncio.futures.Future",
        ),
        traits=(
            AWAITABLE,
            ITERABLE,
        ),
        complete=True,
    ),
    Class(
        "asyncio.Task",
        bases=("asyncio.Future",),
        aliases=(
            "_asyncio.Task",
            "asyncio.tasks.Task",
        ),
        complete=True,
    ),
    Class(
        "asyncio.TaskGroup",
        aliases=("asyncio.taskgroups.TaskGroup",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "asyncio.Timeout",
        aliases=("asyncio.timeouts.Timeout",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    # A plain generator before Python 3.13, which has both ways of looping over it.
    Class(
        "asyncio.tasks._AsCompletedIterator",
        traits=(ITERABLE, ASYNC_ITERABLE),
        complete=True,
    ),
    Class("asyncio.Runner", aliases=("asyncio.runners.Runner",), traits=(CONTEXT,), complete=True),
    # https://docs.python.org/3/library/asyncio-sync.html
    # https://docs.python.org/3/library/asyncio-queue.html
    Class("asyncio.Lock", aliases=("asyncio.locks.Lock",), traits=(ASYNC_CONTEXT,), complete=True),
    Class("asyncio.Event", aliases=("asyncio.locks.Event",), complete=True),
    Class(
        "asyncio.Condition",
        aliases=("asyncio.locks.Condition",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "asyncio.Semaphore",
        aliases=("asyncio.locks.Semaphore",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "asyncio.BoundedSemaphore",
        bases=("asyncio.Semaphore",),
        aliases=("asyncio.locks.BoundedSemaphore",),
        complete=True,
    ),
    Class(
        "asyncio.Barrier",
        aliases=("asyncio.locks.Barrier",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class("asyncio.Queue", aliases=("asyncio.queues.Queue",), complete=True),
    Class(
        "asyncio.PriorityQueue",
        bases=("asyncio.Queue",),
        aliases=("asyncio.queues.PriorityQueue",),
        complete=True,
    ),
    Class(
        "asyncio.LifoQueue",
        bases=("asyncio.Queue",),
        aliases=("asyncio.queues.LifoQueue",),
        complete=True,
    ),
    # https://docs.python.org/3/library/asyncio-eventloop.html
    # https://docs.python.org/3/library/asyncio-stream.html
    # https://docs.python.org/3/library/asyncio-subprocess.html
    Class(
        "asyncio.AbstractEventLoop", aliases=("asyncio.events.AbstractEventLoop",), complete=True
    ),
    Class("asyncio.Handle", aliases=("asyncio.events.Handle",), complete=True),
    Class(
        "asyncio.TimerHandle",
        bases=("asyncio.Handle",),
        aliases=("asyncio.events.TimerHandle",),
        complete=True,
    ),
    Class(
        "asyncio.AbstractServer",
        aliases=("asyncio.events.AbstractServer",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "asyncio.Server",
        bases=("asyncio.AbstractServer",),
        aliases=("asyncio.base_events.Server",),
        complete=True,
    ),
    Class(
        "asyncio.StreamReader",
        aliases=("asyncio.streams.StreamReader",),
        traits=(ASYNC_ITERABLE,),
        complete=True,
    ),
    Class("asyncio.StreamWriter", aliases=("asyncio.streams.StreamWriter",), complete=True),
    Class(
        "asyncio.subprocess.Process",
        attributes=(
            ("pid", "int"),
            ("returncode", "int | None"),
            ("stdin", "asyncio.StreamWriter | None"),
            ("stdout", "asyncio.StreamReader | None"),
            ("stderr", "asyncio.StreamReader | None"),
        ),
        complete=True,
    ),
    # https://docs.python.org/3/library/contextlib.html
    Class(
        "contextlib.AsyncExitStack",
        bases=("contextlib.AbstractAsyncContextManager",),
        complete=True,
    ),
    Class("contextlib.ExitStack", bases=("contextlib.AbstractContextManager",), complete=True),
    Class(
        "contextlib.nullcontext",
        bases=(
            "contextlib.AbstractContextManager",
            "contextlib.AbstractAsyncContextManager",
        ),
        complete=True,
    ),
    Class("contextlib.closing", bases=("contextlib.AbstractContextManager",), complete=True),
    Class("contextlib.aclosing", bases=("contextlib.AbstractAsyncContextManager",), complete=True),
    Class("contextlib.suppress", bases=("contextlib.AbstractContextManager",), complete=True),
    Class("contextlib.AbstractContextManager", traits=(CONTEXT,)),
    Class("contextlib.AbstractAsyncContextManager", traits=(ASYNC_CONTEXT,)),
    # https://docs.python.org/3/library/contextvars.html
    Class("contextvars.ContextVar", complete=True),
    Class("contextvars.Context", traits=(ITERABLE,), complete=True),
)

ROWS = (
    # https://docs.python.org/3/library/asyncio-task.html
    Callable(
        "asyncio.sleep", returns="argument 1", is_async=True, aliases=("asyncio.tasks.sleep",)
    ),
    Callable("asyncio.gather", returns="asyncio.Future", aliases=("asyncio.tasks.gather",)),
    Callable(
        "asyncio.wait_for", returns="awaited 0", is_async=True, aliases=("asyncio.tasks.wait_for",)
    ),
    Callable(
        "asyncio.wait",
        returns="tuple[set[asyncio.Task], set[asyncio.Task]]",
        is_async=True,
        aliases=("asyncio.tasks.wait",),
    ),
    Callable(
        "asyncio.shield", returns="asyncio.Future[awaited 0]", aliases=("asyncio.tasks.shield",)
    ),
    Callable(
        "asyncio.as_completed",
        returns="asyncio.tasks._AsCompletedIterator[asyncio.Future]",
        aliases=("asyncio.tasks.as_completed",),
    ),
    Callable(
        "asyncio.create_task",
        returns="asyncio.Task[awaited 0]",
        aliases=("asyncio.tasks.create_task",),
    ),
    Callable(
        "asyncio.ensure_future",
        returns="asyncio.Future[awaited 0]",
        aliases=("asyncio.tasks.ensure_future",),
    ),
    Callable(
        "asyncio.to_thread",
        returns="called 0",
        is_async=True,
        aliases=("asyncio.threads.to_thread",),
    ),
    Callable(
        "asyncio.run_coroutine_threadsafe",
        returns="concurrent.futures.Future[awaited 0]",
        aliases=("asyncio.tasks.run_coroutine_threadsafe",),
    ),
    Callable(
        "asyncio.wrap_future", returns="asyncio.Future", aliases=("asyncio.futures.wrap_future",)
    ),
    Callable("asyncio.current_task", returns="asyncio.Task | None"),
    Callable("asyncio.all_tasks", returns="set[asyncio.Task]"),
    Callable("asyncio.timeout", returns="asyncio.Timeout", aliases=("asyncio.timeouts.timeout",)),
    Callable(
        "asyncio.timeout_at", returns="asyncio.Timeout", aliases=("asyncio.timeouts.timeout_at",)
    ),
    Callable("asyncio.iscoroutine", returns="bool"),
    Callable("asyncio.iscoroutinefunction", returns="bool"),
    Callable("asyncio.isfuture", returns="bool"),
    Callable("asyncio.TaskGroup.create_task", returns="asyncio.Task[awaited 0]"),
    Callable("asyncio.TaskGroup.__aenter__", returns="self", is_async=True),
    Callable("asyncio.Timeout.__aenter__", returns="self", is_async=True),
    Callable("asyncio.Timeout.reschedule", returns="None"),
    Callable("asyncio.Timeout.expired", returns="bool"),
    Callable("asyncio.Timeout.when", returns="float | None"),
    Callable("asyncio.Future.cancel", returns="bool"),
    Callable("asyncio.Future.cancelled", returns="bool"),
    Callable("asyncio.Future.done", returns="bool"),
    Callable("asyncio.Future.add_done_callback", returns="None"),
    Callable("asyncio.Future.remove_done_callback", returns="int"),
    Callable("asyncio.Future.set_result", returns="None"),
    Callable("asyncio.Future.set_exception", returns="None"),
    Callable("asyncio.Future.result"),
    Callable("asyncio.Future.exception", returns="BaseException | None"),
    Callable("asyncio.Future.get_loop", returns="asyncio.AbstractEventLoop"),
    Callable("asyncio.Task.get_name", returns="str"),
    Callable("asyncio.Task.set_name", returns="None"),
    Callable("asyncio.Task.get_coro"),
    Callable("asyncio.Task.uncancel", returns="int"),
    Callable("asyncio.Task.cancelling", returns="int"),
    Callable("asyncio.Task.print_stack", returns="None"),
    Callable("asyncio.Task.get_stack", returns="list[object]"),
    # https://docs.python.org/3/library/asyncio-runner.html
    Callable("asyncio.run", LOOP, returns="awaited 0", aliases=("asyncio.runners.run",)),
    Callable("asyncio.Runner.run", LOOP, returns="awaited 0"),
    Callable("asyncio.Runner.get_loop", returns="asyncio.AbstractEventLoop"),
    Callable("asyncio.Runner.__enter__", returns="self"),
    # https://docs.python.org/3/library/asyncio-sync.html
    # https://docs.python.org/3/library/asyncio-queue.html
    Callable("asyncio.Lock.acquire", returns="bool", is_async=True),
    Callable("asyncio.Lock.release", returns="None"),
    Callable("asyncio.Lock.locked", returns="bool"),
    Callable("asyncio.Lock.__aenter__", returns="None", is_async=True),
    Callable("asyncio.Condition.acquire", returns="bool", is_async=True),
    Callable("asyncio.Condition.release", returns="None"),
    Callable("asyncio.Condition.locked", returns="bool"),
    Callable("asyncio.Condition.__aenter__", returns="None", is_async=True),
    Callable("asyncio.Semaphore.acquire", returns="bool", is_async=True),
    Callable("asyncio.Semaphore.release", returns="None"),
    Callable("asyncio.Semaphore.locked", returns="bool"),
    Callable("asyncio.Semaphore.__aenter__", returns="None", is_async=True),
    Callable("asyncio.Event.wait", returns="bool", is_async=True),
    Callable("asyncio.Event.set", returns="None"),
    Callable("asyncio.Event.clear", returns="None"),
    Callable("asyncio.Event.is_set", returns="bool"),
    Callable("asyncio.Condition.wait", returns="bool", is_async=True),
    Callable("asyncio.Condition.wait_for", is_async=True),
    Callable("asyncio.Condition.notify", returns="None"),
    Callable("asyncio.Condition.notify_all", returns="None"),
    Callable("asyncio.Barrier.wait", returns="int", is_async=True),
    Callable("asyncio.Barrier.reset", returns="None", is_async=True),
    Callable("asyncio.Barrier.abort", returns="None", is_async=True),
    Callable("asyncio.Barrier.__aenter__", returns="int", is_async=True),
    Callable("asyncio.Queue.get", is_async=True),
    Callable("asyncio.Queue.put", returns="None", is_async=True),
    Callable("asyncio.Queue.join", returns="None", is_async=True),
    Callable("asyncio.Queue.get_nowait"),
    Callable("asyncio.Queue.put_nowait", returns="None"),
    Callable("asyncio.Queue.task_done", returns="None"),
    Callable("asyncio.Queue.qsize", returns="int"),
    Callable("asyncio.Queue.empty", returns="bool"),
    Callable("asyncio.Queue.full", returns="bool"),
    Callable("asyncio.Queue.shutdown", returns="None"),
    # https://docs.python.org/3/library/asyncio-stream.html
    # https://docs.python.org/3/library/asyncio-subprocess.html
    Callable(
        "asyncio.open_connection",
        returns="tuple[asyncio.StreamReader, asyncio.StreamWriter]",
        is_async=True,
        aliases=("asyncio.streams.open_connection",),
    ),
    Callable(
        "asyncio.open_unix_connection",
        returns="tuple[asyncio.StreamReader, asyncio.StreamWriter]",
        is_async=True,
        aliases=("asyncio.streams.open_unix_connection",),
    ),
    Callable(
        "asyncio.start_server",
        returns="asyncio.Server",
        is_async=True,
        aliases=("asyncio.streams.start_server",),
    ),
    Callable(
        "asyncio.start_unix_server",
        returns="asyncio.Server",
        is_async=True,
        aliases=("asyncio.streams.start_unix_server",),
    ),
    Callable("asyncio.StreamReader.read", returns="bytes", is_async=True),
    Callable("asyncio.StreamReader.readline", returns="bytes", is_async=True),
    Callable("asyncio.StreamReader.readexactly", returns="bytes", is_async=True),
    Callable("asyncio.StreamReader.readuntil", returns="bytes", is_async=True),
    Callable("asyncio.StreamReader.__aiter__", returns="asynciterator[bytes]"),
    Callable("asyncio.StreamReader.at_eof", returns="bool"),
    Callable("asyncio.StreamReader.feed_eof", returns="None"),
    Callable("asyncio.StreamReader.feed_data", returns="None"),
    Callable("asyncio.StreamWriter.drain", returns="None", is_async=True),
    Callable("asyncio.StreamWriter.wait_closed", returns="None", is_async=True),
    Callable("asyncio.StreamWriter.start_tls", returns="None", is_async=True),
    Callable("asyncio.StreamWriter.write", returns="None"),
    Callable("asyncio.StreamWriter.writelines", returns="None"),
    Callable("asyncio.StreamWriter.write_eof", returns="None"),
    Callable("asyncio.StreamWriter.can_write_eof", returns="bool"),
    Callable("asyncio.StreamWriter.close", returns="None"),
    Callable("asyncio.StreamWriter.is_closing", returns="bool"),
    Callable("asyncio.StreamWriter.get_extra_info"),
    Callable(
        "asyncio.create_subprocess_exec",
        returns="asyncio.subprocess.Process",
        is_async=True,
        aliases=("asyncio.subprocess.create_subprocess_exec",),
    ),
    Callable(
        "asyncio.create_subprocess_shell",
        returns="asyncio.subprocess.Process",
        is_async=True,
        aliases=("asyncio.subprocess.create_subprocess_shell",),
    ),
    Callable("asyncio.subprocess.Process.wait", returns="int", is_async=True),
    Callable(
        "asyncio.subprocess.Process.communicate", returns="tuple[bytes, bytes]", is_async=True
    ),
    Callable("asyncio.subprocess.Process.kill", returns="None"),
    Callable("asyncio.subprocess.Process.terminate", returns="None"),
    Callable("asyncio.subprocess.Process.send_signal", returns="None"),
    Callable("asyncio.AbstractServer.start_serving", returns="None", is_async=True),
    Callable("asyncio.AbstractServer.serve_forever", returns="None", is_async=True),
    Callable("asyncio.AbstractServer.wait_closed", returns="None", is_async=True),
    Callable("asyncio.AbstractServer.__aenter__", returns="self", is_async=True),
    Callable("asyncio.AbstractServer.close", returns="None"),
    Callable("asyncio.AbstractServer.is_serving", returns="bool"),
    Callable("asyncio.Server.close_clients", returns="None"),
    Callable("asyncio.Server.abort_clients", returns="None"),
    # https://docs.python.org/3/library/asyncio-eventloop.html
    Callable("asyncio.get_event_loop", returns="asyncio.AbstractEventLoop"),
    Callable("asyncio.get_running_loop", returns="asyncio.AbstractEventLoop"),
    Callable("asyncio.new_event_loop", returns="asyncio.AbstractEventLoop"),
    Callable("asyncio.set_event_loop", returns="None"),
    Callable("asyncio.AbstractEventLoop.run_until_complete", LOOP, returns="awaited 0"),
    Callable("asyncio.AbstractEventLoop.run_forever", LOOP, returns="None"),
    Callable("asyncio.AbstractEventLoop.create_task", returns="asyncio.Task[awaited 0]"),
    Callable("asyncio.AbstractEventLoop.create_future", returns="asyncio.Future"),
    Callable("asyncio.AbstractEventLoop.run_in_executor", returns="asyncio.Future[called 1]"),
    Callable("asyncio.AbstractEventLoop.call_soon", returns="asyncio.Handle"),
    Callable("asyncio.AbstractEventLoop.call_soon_threadsafe", returns="asyncio.Handle"),
    Callable("asyncio.AbstractEventLoop.call_later", returns="asyncio.TimerHandle"),
    Callable("asyncio.AbstractEventLoop.call_at", returns="asyncio.TimerHandle"),
    Callable("asyncio.AbstractEventLoop.time", returns="float"),
    Callable("asyncio.AbstractEventLoop.is_running", returns="bool"),
    Callable("asyncio.AbstractEventLoop.is_closed", returns="bool"),
    Callable("asyncio.AbstractEventLoop.stop", returns="None"),
    Callable("asyncio.AbstractEventLoop.close", returns="None"),
    Callable("asyncio.AbstractEventLoop.add_reader"),
    Callable("asyncio.AbstractEventLoop.remove_reader"),
    Callable("asyncio.AbstractEventLoop.add_writer"),
    Callable("asyncio.AbstractEventLoop.remove_writer"),
    Callable("asyncio.AbstractEventLoop.add_signal_handler"),
    Callable("asyncio.AbstractEventLoop.remove_signal_handler", returns="bool"),
    Callable("asyncio.AbstractEventLoop.set_exception_handler", returns="None"),
    Callable("asyncio.AbstractEventLoop.call_exception_handler", returns="None"),
    Callable("asyncio.AbstractEventLoop.set_debug", returns="None"),
    Callable("asyncio.AbstractEventLoop.get_debug", returns="bool"),
    Callable("asyncio.AbstractEventLoop.set_default_executor", returns="None"),
    Callable("asyncio.AbstractEventLoop.set_task_factory", returns="None"),
    Callable("asyncio.AbstractEventLoop.shutdown_asyncgens", returns="None", is_async=True),
    Callable("asyncio.AbstractEventLoop.shutdown_default_executor", returns="None", is_async=True),
    Callable(
        "asyncio.AbstractEventLoop.getaddrinfo", returns="list[tuple[object, ...]]", is_async=True
    ),
    Callable("asyncio.AbstractEventLoop.getnameinfo", returns="tuple[str, str]", is_async=True),
    Callable("asyncio.AbstractEventLoop.sock_recv", returns="bytes", is_async=True),
    Callable("asyncio.AbstractEventLoop.sock_recv_into", returns="int", is_async=True),
    Callable(
        "asyncio.AbstractEventLoop.sock_recvfrom", returns="tuple[bytes, object]", is_async=True
    ),
    Callable(
        "asyncio.AbstractEventLoop.sock_recvfrom_into", returns="tuple[int, object]", is_async=True
    ),
    Callable("asyncio.AbstractEventLoop.sock_sendall", returns="None", is_async=True),
    Callable("asyncio.AbstractEventLoop.sock_sendto", returns="int", is_async=True),
    Callable("asyncio.AbstractEventLoop.sock_connect", returns="None", is_async=True),
    Callable(
        "asyncio.AbstractEventLoop.sock_accept",
        returns="tuple[socket.socket, object]",
        is_async=True,
    ),
    Callable("asyncio.AbstractEventLoop.sock_sendfile", returns="int", is_async=True),
    Callable(
        "asyncio.AbstractEventLoop.create_connection",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable("asyncio.AbstractEventLoop.create_server", returns="asyncio.Server", is_async=True),
    Callable(
        "asyncio.AbstractEventLoop.create_unix_connection",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable(
        "asyncio.AbstractEventLoop.create_unix_server", returns="asyncio.Server", is_async=True
    ),
    Callable(
        "asyncio.AbstractEventLoop.create_datagram_endpoint",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable(
        "asyncio.AbstractEventLoop.connect_accepted_socket",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable(
        "asyncio.AbstractEventLoop.subprocess_exec", returns="tuple[object, object]", is_async=True
    ),
    Callable(
        "asyncio.AbstractEventLoop.subprocess_shell", returns="tuple[object, object]", is_async=True
    ),
    Callable(
        "asyncio.AbstractEventLoop.connect_read_pipe",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable(
        "asyncio.AbstractEventLoop.connect_write_pipe",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable("asyncio.AbstractEventLoop.start_tls", is_async=True),
    Callable("asyncio.AbstractEventLoop.sendfile", returns="int", is_async=True),
    # https://docs.python.org/3/library/contextlib.html
    Callable("contextlib.AsyncExitStack.enter_async_context", is_async=True),
    Callable("contextlib.AsyncExitStack.aclose", returns="None", is_async=True),
    Callable("contextlib.AsyncExitStack.__aenter__", returns="self", is_async=True),
    Callable("contextlib.AsyncExitStack.push_async_exit"),
    Callable("contextlib.AsyncExitStack.push_async_callback"),
    Callable("contextlib.AsyncExitStack.enter_context"),
    Callable("contextlib.AsyncExitStack.push"),
    Callable("contextlib.AsyncExitStack.callback"),
    Callable("contextlib.AsyncExitStack.pop_all", returns="self"),
    Callable("contextlib.ExitStack.enter_context"),
    Callable("contextlib.ExitStack.push"),
    Callable("contextlib.ExitStack.callback"),
    Callable("contextlib.ExitStack.pop_all", returns="self"),
    Callable("contextlib.ExitStack.close", returns="None"),
    Callable("contextlib.ExitStack.__enter__", returns="self"),
    Callable("contextlib.nullcontext.__enter__"),
    Callable("contextlib.nullcontext.__aenter__", is_async=True),
    Callable("contextlib.closing.__enter__"),
    Callable("contextlib.aclosing.__aenter__", is_async=True),
    Callable("contextlib.suppress.__enter__", returns="None"),
    # https://docs.python.org/3/library/contextvars.html
    Callable("contextvars.copy_context", returns="contextvars.Context"),
    Callable("contextvars.ContextVar.get"),
    Callable("contextvars.ContextVar.set"),
    Callable("contextvars.ContextVar.reset", returns="None"),
    Callable("contextvars.Context.run", opaque=True),
    # https://docs.python.org/3/library/functions.html#anext
    Callable("anext", is_async=True),
    Callable("aiter"),
)
