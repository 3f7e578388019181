"""Handlers beside Django's views: Django Ninja, Starlette and FastAPI, aiohttp's server."""

from __future__ import annotations

from asynclint.knowledge.schema import ASYNC_ITERABLE, SHORTCUT, Callable, Class, methods

CLASSES = (
    # https://django-ninja.dev/reference/api/
    Class("ninja.NinjaAPI", aliases=("ninja.main.NinjaAPI",)),
    Class("ninja.Router", aliases=("ninja.router.Router",)),
    Class("ninja.testing.client.NinjaResponse", complete=True),
    Class("ninja.testing.client.NinjaClientBase"),
    Class(
        "ninja.testing.TestClient",
        bases=("ninja.testing.client.NinjaClientBase",),
        aliases=("ninja.testing.client.TestClient",),
    ),
    Class(
        "ninja.testing.TestAsyncClient",
        bases=("ninja.testing.client.NinjaClientBase",),
        aliases=("ninja.testing.client.TestAsyncClient",),
    ),
    # https://eadwincode.github.io/django-ninja-extra/api_controller/
    Class(
        "ninja_extra.NinjaExtraAPI",
        bases=("ninja.NinjaAPI",),
        aliases=("ninja_extra.main.NinjaExtraAPI",),
    ),
    Class("ninja_extra.controllers.base.ControllerBase", aliases=("ninja_extra.ControllerBase",)),
    # https://fastapi.tiangolo.com/reference/fastapi/
    Class("fastapi.FastAPI", aliases=("fastapi.applications.FastAPI",)),
    Class("fastapi.APIRouter", aliases=("fastapi.routing.APIRouter",)),
    # https://www.starlette.io/endpoints/
    Class("starlette.endpoints.HTTPEndpoint"),
    Class("starlette.endpoints.WebSocketEndpoint"),
    Class("starlette.background.BackgroundTask", complete=True),
    Class(
        "starlette.background.BackgroundTasks",
        bases=("starlette.background.BackgroundTask",),
        complete=True,
    ),
    # https://fastapi.tiangolo.com/reference/fastapi/
    Class(
        "fastapi.BackgroundTasks",
        bases=("starlette.background.BackgroundTasks",),
        aliases=("fastapi.background.BackgroundTasks",),
        complete=True,
    ),
    # https://docs.aiohttp.org/en/stable/web_reference.html
    Class("aiohttp.web.RouteTableDef", aliases=("aiohttp.web_routedef.RouteTableDef",)),
    Class("aiohttp.web.BaseRequest", aliases=("aiohttp.web_request.BaseRequest",)),
    Class(
        "aiohttp.web.Request",
        bases=("aiohttp.web.BaseRequest",),
        aliases=("aiohttp.web_request.Request",),
    ),
    Class("aiohttp.web.StreamResponse", aliases=("aiohttp.web_response.StreamResponse",)),
    Class(
        "aiohttp.web.Response",
        bases=("aiohttp.web.StreamResponse",),
        aliases=("aiohttp.web_response.Response",),
    ),
    Class(
        "aiohttp.web.WebSocketResponse",
        bases=("aiohttp.web.StreamResponse",),
        aliases=("aiohttp.web_ws.WebSocketResponse",),
        traits=(ASYNC_ITERABLE,),
    ),
    Class("aiohttp.web.View", aliases=("aiohttp.web_urldispatcher.View",)),
    Class("aiohttp.web.AppRunner", aliases=("aiohttp.web_runner.AppRunner",)),
    Class("aiohttp.web.TCPSite", aliases=("aiohttp.web_runner.TCPSite",)),
)

ROWS = (
    # https://django-ninja.dev/reference/api/
    Callable("ninja.NinjaAPI.create_response", returns="django.http.HttpResponse"),
    *methods("ninja.NinjaAPI", "get post put patch delete api_operation"),
    *methods("ninja.Router", "get post put patch delete api_operation"),
    # https://fastapi.tiangolo.com/reference/fastapi/
    *methods("fastapi.FastAPI", "get post put patch delete head options api_route"),
    *methods("fastapi.APIRouter", "get post put patch delete head options api_route"),
    *methods("fastapi.APIRouter", "app handle lifespan not_found", is_async=True),
    Callable("fastapi.Depends", returns="called 0", aliases=("fastapi.param_functions.Depends",)),
    Callable("fastapi.Security", returns="called 0", aliases=("fastapi.param_functions.Security",)),
    # https://docs.aiohttp.org/en/stable/web_reference.html
    Callable("aiohttp.web.RouteTableDef.get"),
    Callable("aiohttp.web.RouteTableDef.post"),
    # https://django-ninja.dev/reference/api/
    *methods(
        "ninja.testing.TestAsyncClient",
        "get post put patch delete request",
        returns="ninja.testing.client.NinjaResponse",
        is_async=True,
    ),
    *methods(
        "ninja.testing.TestClient",
        "get post put patch delete request",
        returns="ninja.testing.client.NinjaResponse",
        opaque=True,
    ),
    Callable("ninja.testing.client.NinjaResponse.json"),
    # https://eadwincode.github.io/django-ninja-extra/api_controller/
    Callable(
        "ninja_extra.controllers.base.ControllerBase.get_object_or_exception",
        SHORTCUT,
        returns="row 0",
    ),
    Callable(
        "ninja_extra.controllers.base.ControllerBase.get_object_or_none",
        SHORTCUT,
        returns="row 0 | None",
    ),
    Callable(
        "ninja_extra.controllers.base.ControllerBase.aget_object_or_exception",
        returns="row 0",
        is_async=True,
    ),
    Callable(
        "ninja_extra.controllers.base.ControllerBase.aget_object_or_none",
        returns="row 0 | None",
        is_async=True,
    ),
    Callable(
        "ninja_extra.controllers.base.ControllerBase.check_object_permissions",
        returns="None",
        opaque=True,
    ),
    Callable(
        "ninja_extra.controllers.base.ControllerBase.async_check_permissions",
        returns="None",
        is_async=True,
    ),
    Callable(
        "ninja_extra.controllers.base.ControllerBase.async_check_object_permissions",
        returns="None",
        is_async=True,
    ),
    # https://www.starlette.io/endpoints/
    Callable("starlette.endpoints.HTTPEndpoint.dispatch", returns="None", is_async=True),
    Callable("starlette.endpoints.HTTPEndpoint.method_not_allowed", is_async=True),
    *methods(
        "starlette.endpoints.WebSocketEndpoint",
        "dispatch on_connect on_receive on_disconnect",
        returns="None",
        is_async=True,
    ),
    Callable("starlette.endpoints.WebSocketEndpoint.decode", is_async=True),
    Callable("starlette.background.BackgroundTasks.add_task", returns="None"),
    # https://docs.aiohttp.org/en/stable/web_reference.html
    Callable("aiohttp.web.BaseRequest.json", is_async=True),
    Callable("aiohttp.web.BaseRequest.text", returns="str", is_async=True),
    Callable("aiohttp.web.BaseRequest.read", returns="bytes", is_async=True),
    Callable("aiohttp.web.BaseRequest.post", is_async=True),
    Callable("aiohttp.web.BaseRequest.multipart", is_async=True),
    Callable("aiohttp.web.BaseRequest.release", returns="None", is_async=True),
    Callable("aiohttp.web.json_response", returns="aiohttp.web.Response", uses_arguments=True),
    Callable("aiohttp.web.Response", uses_arguments=True),
    Callable("aiohttp.web.StreamResponse.prepare", is_async=True),
    Callable("aiohttp.web.StreamResponse.write", returns="None", is_async=True),
    Callable("aiohttp.web.StreamResponse.write_eof", returns="None", is_async=True),
    Callable("aiohttp.web.StreamResponse.drain", returns="None", is_async=True),
    Callable("aiohttp.web.StreamResponse.set_cookie", returns="None"),
    Callable("aiohttp.web.WebSocketResponse.send_str", returns="None", is_async=True),
    Callable("aiohttp.web.WebSocketResponse.send_bytes", returns="None", is_async=True),
    Callable(
        "aiohttp.web.WebSocketResponse.send_json",
        returns="None",
        is_async=True,
        uses_arguments=True,
    ),
    *methods(
        "aiohttp.web.WebSocketResponse",
        "ping pong send_frame send_json_bytes",
        returns="None",
        is_async=True,
    ),
    Callable("aiohttp.web.WebSocketResponse.close", returns="bool", is_async=True),
    Callable("aiohttp.web.WebSocketResponse.receive", is_async=True),
    Callable("aiohttp.web.WebSocketResponse.receive_str", returns="str", is_async=True),
    Callable("aiohttp.web.WebSocketResponse.receive_bytes", returns="bytes", is_async=True),
    Callable("aiohttp.web.WebSocketResponse.receive_json", is_async=True),
    Callable("aiohttp.web.WebSocketResponse.__aiter__", returns="asynciterator[object]"),
    Callable("aiohttp.web.AppRunner.setup", returns="None", is_async=True),
    Callable("aiohttp.web.AppRunner.shutdown", returns="None", is_async=True),
    Callable("aiohttp.web.AppRunner.cleanup", returns="None", is_async=True),
    Callable("aiohttp.web.TCPSite.start", returns="None", is_async=True),
    Callable("aiohttp.web.TCPSite.stop", returns="None", is_async=True),
)
