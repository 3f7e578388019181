"""GraphQL beside Django: Strawberry, Strawberry-Django, Ariadne, Graphene."""

from __future__ import annotations

from asynclint.knowledge.schema import SESSION, Callable, Class, methods

CLASSES = (
    # https://strawberry.rocks/docs/types/schema
    Class("strawberry.Schema", aliases=("strawberry.schema.schema.Schema",)),
    Class(
        "strawberry.permission.BasePermission",
        aliases=("strawberry.BasePermission",),
        complete=True,
    ),
    Class(
        "strawberry.extensions.SchemaExtension",
        aliases=("strawberry.extensions.base_extension.SchemaExtension",),
        complete=True,
    ),
    Class(
        "strawberry.types.ExecutionResult", aliases=("strawberry.types.execution.ExecutionResult",)
    ),
    Class("strawberry.dataloader.DataLoader", complete=True),
    Class("strawberry.django.views.GraphQLView", bases=("django.views.View",)),
    Class("strawberry.django.views.AsyncGraphQLView", bases=("django.views.View",)),
    # https://ariadnegraphql.org/docs/types-reference
    Class("ariadne.ObjectType", aliases=("ariadne.objects.ObjectType",), complete=True),
    Class(
        "ariadne.QueryType",
        bases=("ariadne.ObjectType",),
        aliases=("ariadne.objects.QueryType",),
        complete=True,
    ),
    Class(
        "ariadne.MutationType",
        bases=("ariadne.ObjectType",),
        aliases=("ariadne.objects.MutationType",),
        complete=True,
    ),
    Class(
        "ariadne.SubscriptionType",
        bases=("ariadne.ObjectType",),
        aliases=("ariadne.subscriptions.SubscriptionType",),
        complete=True,
    ),
    # https://docs.graphene-python.org/en/latest/execution/execute/
    Class("graphene.Schema", aliases=("graphene.types.schema.Schema",)),
    Class("graphene.ObjectType", aliases=("graphene.types.objecttype.ObjectType",)),
)

ROWS = (
    # https://strawberry.rocks/docs/types/schema
    Callable(
        "strawberry.Schema.execute", returns="strawberry.types.ExecutionResult", is_async=True
    ),
    Callable("strawberry.Schema.subscribe", is_async=True),
    Callable(
        "strawberry.Schema.execute_sync", returns="strawberry.types.ExecutionResult", opaque=True
    ),
    Callable("strawberry.Schema.stream", is_async=True),
    Callable("strawberry.Schema.as_str", returns="str"),
    *methods(
        "strawberry.django.views.AsyncGraphQLView",
        "create_streaming_response create_websocket_response execute_operation execute_single "
        "get_context get_root_value get_sub_response on_ws_connect parse_http_body "
        "parse_multipart parse_multipart_subscriptions pick_websocket_subprotocol "
        "process_result reject_websocket render_graphql_ide run",
        is_async=True,
    ),
    Callable("strawberry.django.views.GraphQLView.create_streaming_response", is_async=True),
    Callable("strawberry.dataloader.DataLoader.load", returns="asyncio.Future"),
    Callable("strawberry.dataloader.DataLoader.load_many", returns="asyncio.Future"),
    Callable("strawberry.dataloader.DataLoader.clear", returns="None"),
    Callable("strawberry.dataloader.DataLoader.prime", returns="None"),
    # https://strawberry.rocks/docs/django/guide/authentication
    Callable(
        "strawberry_django.auth.utils.get_current_user",
        SESSION,
        returns="django.contrib.auth.models.AbstractBaseUser"
        " | django.contrib.auth.models.AnonymousUser | None",
    ),
    # https://ariadnegraphql.org/docs/types-reference
    Callable("ariadne.graphql", returns="tuple[bool, object]", is_async=True),
    Callable("ariadne.subscribe", is_async=True),
    Callable("ariadne.graphql_sync", returns="tuple[bool, object]", opaque=True),
    Callable("ariadne.ObjectType.field"),
    Callable("ariadne.ObjectType.set_field", returns="argument 1"),
    Callable("ariadne.ObjectType.set_alias", returns="None"),
    Callable("ariadne.SubscriptionType.source"),
    # https://docs.graphene-python.org/en/latest/execution/execute/
    Callable("graphene.Schema.execute", opaque=True),
    Callable("graphene.Schema.execute_async", is_async=True),
    Callable("graphene.Schema.subscribe", is_async=True),
)
