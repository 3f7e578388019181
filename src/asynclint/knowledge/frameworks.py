"""Frameworks beside Django: asgiref, Channels, anyio, Starlette."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_CONTEXT,
    ASYNC_ITERABLE,
    CONTEXT,
    ITERABLE,
    LOOP,
    Callable,
    Class,
    methods,
)

CLASSES = (
    # https://github.com/django/asgiref
    Class("asgiref.sync.SyncToAsync"),
    Class("asgiref.sync.AsyncToSync"),
    Class("asgiref.sync.ThreadSensitiveContext", traits=(ASYNC_CONTEXT,), complete=True),
    Class("asgiref.testing.ApplicationCommunicator", complete=True),
    Class("asgiref.local.Local", complete=True),
    Class(
        "asgiref.timeout.timeout",
        traits=(
            CONTEXT,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    # https://channels.readthedocs.io/en/stable/topics/consumers.html
    Class(
        "channels.consumer.AsyncConsumer",
        attributes=(
            ("scope", "dict[str, object]"),
            ("channel_layer", "channels.layers.BaseChannelLayer"),
            ("channel_name", "str"),
        ),
        complete=True,
    ),
    Class(
        "channels.consumer.SyncConsumer", bases=("channels.consumer.AsyncConsumer",), complete=True
    ),
    Class(
        "channels.generic.websocket.WebsocketConsumer",
        bases=("channels.consumer.SyncConsumer",),
        attributes=(("groups", "list[str]"),),
        complete=True,
    ),
    Class(
        "channels.generic.websocket.JsonWebsocketConsumer",
        bases=("channels.generic.websocket.WebsocketConsumer",),
        complete=True,
    ),
    Class(
        "channels.generic.websocket.AsyncWebsocketConsumer",
        bases=("channels.consumer.AsyncConsumer",),
        attributes=(("groups", "list[str]"),),
        complete=True,
    ),
    Class(
        "channels.generic.websocket.AsyncJsonWebsocketConsumer",
        bases=("channels.generic.websocket.AsyncWebsocketConsumer",),
        complete=True,
    ),
    Class(
        "channels.generic.http.AsyncHttpConsumer",
        bases=("channels.consumer.AsyncConsumer",),
        complete=True,
    ),
    Class("channels.layers.BaseChannelLayer", complete=True),
    Class(
        "channels.layers.InMemoryChannelLayer",
        bases=("channels.layers.BaseChannelLayer",),
        complete=True,
    ),
    Class(
        "channels_redis.core.RedisChannelLayer",
        bases=("channels.layers.BaseChannelLayer",),
        complete=True,
    ),
    Class(
        "channels.testing.ApplicationCommunicator",
        bases=("asgiref.testing.ApplicationCommunicator",),
        aliases=("channels.testing.application.ApplicationCommunicator",),
        complete=True,
    ),
    Class(
        "channels.testing.WebsocketCommunicator",
        bases=("channels.testing.ApplicationCommunicator",),
        aliases=("channels.testing.websocket.WebsocketCommunicator",),
        complete=True,
    ),
    Class(
        "channels.testing.HttpCommunicator",
        bases=("channels.testing.ApplicationCommunicator",),
        aliases=("channels.testing.http.HttpCommunicator",),
        complete=True,
    ),
    # https://anyio.readthedocs.io/en/stable/api.html
    Class("anyio.Path", aliases=("anyio._core._fileio.Path",), complete=True),
    Class(
        "anyio.AsyncFile",
        aliases=("anyio._core._fileio.AsyncFile",),
        traits=(
            ASYNC_ITERABLE,
            ASYNC_CONTEXT,
        ),
    ),
    Class("anyio.Event", aliases=("anyio._core._synchronization.Event",), complete=True),
    Class(
        "anyio.Lock",
        aliases=("anyio._core._synchronization.Lock",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "anyio.Semaphore",
        aliases=("anyio._core._synchronization.Semaphore",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "anyio.CancelScope",
        aliases=("anyio._core._tasks.CancelScope",),
        traits=(CONTEXT,),
        complete=True,
    ),
    Class("anyio.abc.TaskGroup", traits=(ASYNC_CONTEXT,)),
    # https://www.starlette.io/
    Class("starlette.requests.Request", traits=(ITERABLE,), complete=True),
    Class("starlette.websockets.WebSocket", traits=(ITERABLE,), complete=True),
    Class(
        "starlette.responses.Response",
        attributes=(
            ("status_code", "int"),
            ("body", "bytes"),
        ),
        complete=True,
    ),
    Class(
        "starlette.responses.HTMLResponse", bases=("starlette.responses.Response",), complete=True
    ),
    Class(
        "starlette.responses.PlainTextResponse",
        bases=("starlette.responses.Response",),
        complete=True,
    ),
    Class(
        "starlette.responses.JSONResponse", bases=("starlette.responses.Response",), complete=True
    ),
    Class(
        "starlette.responses.RedirectResponse",
        bases=("starlette.responses.Response",),
        complete=True,
    ),
    Class(
        "starlette.responses.StreamingResponse",
        bases=("starlette.responses.Response",),
        complete=True,
    ),
    Class(
        "starlette.responses.FileResponse", bases=("starlette.responses.Response",), complete=True
    ),
    Class(
        "starlette.datastructures.UploadFile",
        attributes=(
            ("filename", "str | None"),
            ("size", "int | None"),
            ("headers", "object"),
        ),
        complete=True,
    ),
    Class(
        "fastapi.UploadFile",
        bases=("starlette.datastructures.UploadFile",),
        aliases=("fastapi.datastructures.UploadFile",),
        complete=True,
    ),
)

ROWS = (
    # https://github.com/django/asgiref
    Callable("asgiref.sync.iscoroutinefunction", returns="bool"),
    Callable("asgiref.sync.markcoroutinefunction", returns="argument 0"),
    Callable("asgiref.testing.ApplicationCommunicator.wait", returns="None", is_async=True),
    Callable("asgiref.testing.ApplicationCommunicator.send_input", returns="None", is_async=True),
    Callable(
        "asgiref.testing.ApplicationCommunicator.receive_output",
        returns="dict[str, object]",
        is_async=True,
    ),
    Callable(
        "asgiref.testing.ApplicationCommunicator.receive_nothing", returns="bool", is_async=True
    ),
    Callable("asgiref.testing.ApplicationCommunicator.stop", returns="None"),
    Callable("asgiref.sync.ThreadSensitiveContext.__aenter__", returns="self", is_async=True),
    Callable("asgiref.sync.SyncToAsync.__call__", is_async=True),
    Callable("asgiref.sync.AsyncToSync.main_wrap", is_async=True),
    # https://channels.readthedocs.io/en/stable/topics/consumers.html
    Callable("channels.consumer.AsyncConsumer.dispatch", returns="None", is_async=True),
    Callable("channels.consumer.AsyncConsumer.send", returns="None", is_async=True),
    Callable("channels.consumer.SyncConsumer.send", returns="None", opaque=True),
    *methods(
        "channels.generic.websocket.AsyncWebsocketConsumer",
        "accept close send connect disconnect receive websocket_connect websocket_receive "
        "websocket_disconnect",
        returns="None",
        is_async=True,
    ),
    Callable(
        "channels.generic.websocket.AsyncJsonWebsocketConsumer.receive_json",
        returns="None",
        is_async=True,
    ),
    Callable("channels.generic.websocket.AsyncJsonWebsocketConsumer.decode_json", is_async=True),
    Callable(
        "channels.generic.websocket.AsyncJsonWebsocketConsumer.receive",
        returns="None",
        is_async=True,
    ),
    Callable(
        "channels.generic.websocket.AsyncJsonWebsocketConsumer.send_json",
        returns="None",
        is_async=True,
        uses_arguments=True,
    ),
    Callable(
        "channels.generic.websocket.AsyncJsonWebsocketConsumer.encode_json",
        returns="str",
        is_async=True,
        uses_arguments=True,
    ),
    # These wait in the consumer's thread for the loop.
    *methods(
        "channels.generic.websocket.WebsocketConsumer",
        "accept close send connect disconnect receive",
        returns="None",
        opaque=True,
    ),
    Callable(
        "channels.generic.websocket.JsonWebsocketConsumer.send_json", returns="None", opaque=True
    ),
    Callable(
        "channels.generic.websocket.JsonWebsocketConsumer.receive_json", returns="None", opaque=True
    ),
    Callable(
        "channels.generic.websocket.JsonWebsocketConsumer.receive", returns="None", opaque=True
    ),
    Callable("channels.generic.websocket.JsonWebsocketConsumer.decode_json"),
    Callable("channels.generic.websocket.JsonWebsocketConsumer.encode_json", returns="str"),
    *methods(
        "channels.generic.http.AsyncHttpConsumer",
        "handle send_response send_headers send_body disconnect http_request http_disconnect send",
        returns="None",
        is_async=True,
    ),
    # https://channels.readthedocs.io/en/stable/topics/channel_layers.html
    Callable("channels.layers.get_channel_layer", returns="channels.layers.BaseChannelLayer"),
    Callable("channels.layers.BaseChannelLayer.send", returns="None", is_async=True),
    Callable(
        "channels.layers.BaseChannelLayer.receive", returns="dict[str, object]", is_async=True
    ),
    Callable("channels.layers.BaseChannelLayer.new_channel", returns="str", is_async=True),
    *methods(
        "channels.layers.BaseChannelLayer",
        "group_add group_discard group_send flush",
        returns="None",
        is_async=True,
    ),
    Callable("channels.layers.InMemoryChannelLayer.close", returns="None", is_async=True),
    Callable("channels_redis.core.RedisChannelLayer.close_pools", returns="None", is_async=True),
    Callable(
        "channels_redis.core.RedisChannelLayer.receive_single",
        returns="tuple[object, object]",
        is_async=True,
    ),
    Callable("channels_redis.core.RedisChannelLayer.wait_received", returns="None", is_async=True),
    # https://channels.readthedocs.io/en/stable/topics/authentication.html
    Callable("channels.auth.login", returns="None", is_async=True),
    Callable("channels.auth.logout", returns="None", is_async=True),
    Callable(
        "channels.auth.get_user",
        returns="django.contrib.auth.models.AbstractBaseUser"
        " | django.contrib.auth.models.AnonymousUser",
        is_async=True,
    ),
    Callable("channels.db.aclose_old_connections", returns="None", is_async=True),
    # https://channels.readthedocs.io/en/stable/topics/testing.html
    Callable(
        "channels.testing.WebsocketCommunicator.connect",
        returns="tuple[bool, object]",
        is_async=True,
    ),
    Callable("channels.testing.WebsocketCommunicator.send_to", returns="None", is_async=True),
    Callable(
        "channels.testing.WebsocketCommunicator.receive_from", returns="str | bytes", is_async=True
    ),
    Callable("channels.testing.WebsocketCommunicator.send_json_to", returns="None", is_async=True),
    Callable("channels.testing.WebsocketCommunicator.receive_json_from", is_async=True),
    Callable("channels.testing.WebsocketCommunicator.disconnect", returns="None", is_async=True),
    Callable(
        "channels.testing.HttpCommunicator.get_response", returns="dict[str, object]", is_async=True
    ),
    # https://anyio.readthedocs.io/en/stable/api.html
    Callable("anyio.sleep", returns="None", is_async=True),
    Callable("anyio.sleep_forever", returns="None", is_async=True),
    Callable("anyio.run_process", returns="subprocess.CompletedProcess", is_async=True),
    Callable("anyio.open_process", is_async=True),
    Callable("anyio.open_file", returns="anyio.AsyncFile", is_async=True),
    Callable("anyio.connect_tcp", is_async=True),
    Callable("anyio.create_tcp_listener", is_async=True),
    Callable("anyio.getaddrinfo", returns="list[object]", is_async=True),
    Callable("anyio.create_task_group", returns="anyio.abc.TaskGroup"),
    Callable("anyio.move_on_after", returns="anyio.CancelScope"),
    Callable("anyio.fail_after"),
    Callable("anyio.run", LOOP),
    Callable("anyio.to_process.run_sync", returns="called 0", is_async=True),
    Callable("anyio.to_thread.run_sync", returns="called 0", is_async=True),
    Callable("anyio.from_thread.run", opaque=True),
    Callable("anyio.from_thread.run_sync", opaque=True),
    Callable("anyio.abc.TaskGroup.__aenter__", returns="self", is_async=True),
    Callable("anyio.abc.TaskGroup.start_soon", returns="None"),
    Callable("anyio.abc.TaskGroup.start", is_async=True),
    Callable("anyio.CancelScope.__enter__", returns="self"),
    Callable("anyio.CancelScope.cancel", returns="None"),
    Callable("anyio.Event.wait", returns="None", is_async=True),
    Callable("anyio.Event.set"),
    Callable("anyio.Event.is_set", returns="bool"),
    Callable("anyio.Lock.acquire", returns="None", is_async=True),
    Callable("anyio.Lock.__aenter__", returns="None", is_async=True),
    Callable("anyio.Lock.release"),
    Callable("anyio.Lock.locked", returns="bool"),
    Callable("anyio.Lock.acquire_nowait", returns="None"),
    Callable("anyio.Semaphore.acquire", returns="None", is_async=True),
    Callable("anyio.Semaphore.__aenter__", returns="self", is_async=True),
    Callable("anyio.Semaphore.release"),
    Callable("anyio.Semaphore.acquire_nowait", returns="None"),
    Callable("anyio.Path.absolute", returns="self", is_async=True),
    Callable("anyio.Path.chmod", returns="None", is_async=True),
    Callable("anyio.Path.cwd", returns="self", is_async=True),
    Callable("anyio.Path.exists", returns="bool", is_async=True),
    Callable("anyio.Path.expanduser", returns="self", is_async=True),
    Callable("anyio.Path.group", returns="str", is_async=True),
    Callable("anyio.Path.hardlink_to", returns="None", is_async=True),
    Callable("anyio.Path.home", returns="self", is_async=True),
    *methods(
        "anyio.Path",
        "is_block_device is_char_device is_dir is_fifo is_file is_junction is_mount is_socket "
        "is_symlink",
        returns="bool",
        is_async=True,
    ),
    Callable("anyio.Path.lchmod", returns="None", is_async=True),
    Callable("anyio.Path.lstat", returns="os.stat_result", is_async=True),
    Callable("anyio.Path.mkdir", returns="None", is_async=True),
    Callable("anyio.Path.open", returns="anyio.AsyncFile", is_async=True),
    Callable("anyio.Path.owner", returns="str", is_async=True),
    Callable("anyio.Path.read_bytes", returns="bytes", is_async=True),
    Callable("anyio.Path.read_text", returns="str", is_async=True),
    *methods("anyio.Path", "readlink rename replace resolve", returns="self", is_async=True),
    Callable("anyio.Path.rmdir", returns="None", is_async=True),
    Callable("anyio.Path.samefile", returns="bool", is_async=True),
    Callable("anyio.Path.stat", returns="os.stat_result", is_async=True),
    Callable("anyio.Path.symlink_to", returns="None", is_async=True),
    Callable("anyio.Path.touch", returns="None", is_async=True),
    Callable("anyio.Path.unlink", returns="None", is_async=True),
    Callable("anyio.Path.write_bytes", returns="int", is_async=True),
    Callable("anyio.Path.write_text", returns="int", is_async=True),
    Callable("anyio.Path.iterdir", returns="asynciterator[self]"),
    Callable("anyio.Path.glob", returns="asynciterator[self]"),
    Callable("anyio.Path.rglob", returns="asynciterator[self]"),
    *methods("anyio.Path", "joinpath with_name with_stem with_suffix relative_to", returns="self"),
    Callable("anyio.Path.as_posix", returns="str"),
    Callable("anyio.Path.as_uri", returns="str"),
    Callable("anyio.Path.is_absolute", returns="bool"),
    Callable("anyio.Path.__truediv__", returns="self"),
    Callable("anyio.Path.name", returns="str", is_property=True),
    Callable("anyio.Path.stem", returns="str", is_property=True),
    Callable("anyio.Path.suffix", returns="str", is_property=True),
    Callable("anyio.Path.parent", returns="self", is_property=True),
    Callable("anyio.Path.parts", returns="tuple[str, ...]", is_property=True),
    Callable("anyio.AsyncFile.read", returns="str | bytes", is_async=True),
    Callable("anyio.AsyncFile.read1", returns="bytes", is_async=True),
    Callable("anyio.AsyncFile.readline", returns="str | bytes", is_async=True),
    Callable("anyio.AsyncFile.readlines", returns="list[str | bytes]", is_async=True),
    Callable("anyio.AsyncFile.readinto", returns="int", is_async=True),
    Callable("anyio.AsyncFile.readinto1", returns="int", is_async=True),
    Callable("anyio.AsyncFile.write", returns="int", is_async=True),
    Callable("anyio.AsyncFile.writelines", returns="None", is_async=True),
    Callable("anyio.AsyncFile.truncate", returns="int", is_async=True),
    Callable("anyio.AsyncFile.seek", returns="int", is_async=True),
    Callable("anyio.AsyncFile.tell", returns="int", is_async=True),
    Callable("anyio.AsyncFile.flush", returns="None", is_async=True),
    Callable("anyio.AsyncFile.aclose", returns="None", is_async=True),
    Callable("anyio.AsyncFile.__aiter__", returns="asynciterator[str | bytes]"),
    # https://trio.readthedocs.io/en/stable/reference-core.html
    Callable("trio.sleep", returns="None", is_async=True),
    Callable("trio.sleep_forever", returns="None", is_async=True),
    Callable("trio.open_file", is_async=True),
    Callable("trio.run_process", is_async=True),
    # https://www.starlette.io/
    Callable(
        "starlette.concurrency.run_in_threadpool",
        returns="called 0",
        is_async=True,
        aliases=("fastapi.concurrency.run_in_threadpool",),
    ),
    Callable(
        "starlette.concurrency.iterate_in_threadpool",
        returns="asynciterator[object]",
        aliases=("fastapi.concurrency.iterate_in_threadpool",),
    ),
    Callable("starlette.requests.Request.body", returns="bytes", is_async=True),
    Callable("starlette.requests.Request.json", is_async=True),
    Callable("starlette.requests.Request.close", returns="None", is_async=True),
    Callable("starlette.requests.Request.is_disconnected", returns="bool", is_async=True),
    Callable("starlette.requests.Request.send_push_promise", returns="None", is_async=True),
    Callable("starlette.requests.Request.send_early_hints", returns="None", is_async=True),
    Callable("starlette.requests.Request.stream", returns="asynciterator[bytes]"),
    Callable("starlette.requests.Request.form"),
    Callable("starlette.requests.Request.method", returns="str", is_property=True),
    Callable("starlette.websockets.WebSocket.accept", returns="None", is_async=True),
    Callable("starlette.websockets.WebSocket.close", returns="None", is_async=True),
    Callable("starlette.websockets.WebSocket.receive", is_async=True),
    Callable("starlette.websockets.WebSocket.receive_bytes", returns="bytes", is_async=True),
    Callable("starlette.websockets.WebSocket.receive_json", is_async=True),
    Callable("starlette.websockets.WebSocket.receive_text", returns="str", is_async=True),
    *methods(
        "starlette.websockets.WebSocket",
        "send send_bytes send_denial_response send_json send_text",
        returns="None",
        is_async=True,
    ),
    Callable("starlette.websockets.WebSocket.iter_bytes", returns="asynciterator[bytes]"),
    Callable("starlette.websockets.WebSocket.iter_json", returns="asynciterator[object]"),
    Callable("starlette.websockets.WebSocket.iter_text", returns="asynciterator[str]"),
    *methods(
        "starlette.responses",
        "Response JSONResponse RedirectResponse HTMLResponse PlainTextResponse",
        uses_arguments=True,
    ),
    Callable(
        "starlette.responses.StreamingResponse.listen_for_disconnect", returns="None", is_async=True
    ),
    Callable(
        "starlette.responses.StreamingResponse.stream_response", returns="None", is_async=True
    ),
    Callable("starlette.datastructures.UploadFile.read", returns="bytes", is_async=True),
    Callable("starlette.datastructures.UploadFile.write", returns="None", is_async=True),
    Callable("starlette.datastructures.UploadFile.seek", returns="None", is_async=True),
    Callable("starlette.datastructures.UploadFile.close", returns="None", is_async=True),
)
