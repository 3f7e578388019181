"""Redis, in its blocking and its async client."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_CONTEXT,
    AWAITABLE,
    CONTEXT,
    DRIVER,
    Callable,
    Class,
    methods,
)

CLASSES = (
    # https://redis.readthedocs.io/en/stable/connections.html
    Class(
        "redis.Redis",
        aliases=(
            "redis.client.Redis",
            "redis.StrictRedis",
            "redis.client.StrictRedis",
        ),
        traits=(CONTEXT,),
        complete=True,
    ),
    Class("redis.client.Pipeline", bases=("redis.Redis",), complete=True),
    Class("redis.client.PubSub", traits=(CONTEXT,), complete=True),
    Class("redis.lock.Lock", traits=(CONTEXT,), complete=True),
    Class("redis.RedisCluster", aliases=("redis.cluster.RedisCluster",), traits=(CONTEXT,)),
    Class("redis.sentinel.Sentinel"),
    Class(
        "redis.asyncio.Redis",
        aliases=(
            "redis.asyncio.client.Redis",
            "redis.asyncio.StrictRedis",
            "redis.asyncio.client.StrictRedis",
        ),
        traits=(
            AWAITABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    Class("redis.asyncio.client.Pipeline", bases=("redis.asyncio.Redis",), complete=True),
    Class("redis.asyncio.client.PubSub", traits=(ASYNC_CONTEXT,), complete=True),
    Class("redis.asyncio.lock.Lock", traits=(ASYNC_CONTEXT,), complete=True),
    Class(
        "redis.asyncio.RedisCluster",
        aliases=("redis.asyncio.cluster.RedisCluster",),
        traits=(
            AWAITABLE,
            ASYNC_CONTEXT,
        ),
    ),
    Class("redis.asyncio.sentinel.Sentinel"),
)

ROWS = (
    # https://redis.readthedocs.io/en/stable/commands.html
    Callable("redis.from_url", returns="redis.Redis", aliases=("redis.utils.from_url",)),
    Callable(
        "redis.asyncio.from_url",
        returns="redis.asyncio.Redis",
        aliases=("redis.asyncio.utils.from_url",),
    ),
    Callable("redis.Redis.*", DRIVER, instead="`redis.asyncio`"),
    Callable("redis.Redis.from_url", returns="redis.Redis"),
    Callable("redis.Redis.from_pool", returns="redis.Redis"),
    Callable("redis.Redis.pipeline", returns="redis.client.Pipeline"),
    Callable("redis.Redis.pubsub", returns="redis.client.PubSub"),
    Callable("redis.Redis.lock", returns="redis.lock.Lock"),
    *methods(
        "redis.Redis",
        "register_script get_encoder bitfield digest_local keyspace_notifications get_cache "
        "get_connection_kwargs get_retry",
    ),
    Callable("redis.Redis.set_retry", returns="None"),
    Callable("redis.Redis.set_response_callback", returns="None"),
    Callable("redis.Redis.monitor"),
    Callable("redis.Redis.load_external_module", returns="None"),
    *methods("redis.Redis", "client bf cf cms topk tdigest json ft ts vset"),
    Callable("redis.Redis.close", returns="None"),
    Callable("redis.Redis.__enter__", returns="self"),
    Callable("redis.Redis.scan_iter", DRIVER, "iterator[object]", instead="`redis.asyncio`"),
    Callable("redis.Redis.hscan_iter", DRIVER, "iterator[object]", instead="`redis.asyncio`"),
    Callable("redis.Redis.sscan_iter", DRIVER, "iterator[object]", instead="`redis.asyncio`"),
    Callable("redis.Redis.zscan_iter", DRIVER, "iterator[object]", instead="`redis.asyncio`"),
    Callable("redis.Redis.__getitem__", DRIVER, instead="`redis.asyncio`"),
    Callable("redis.Redis.__setitem__", DRIVER, instead="`redis.asyncio`"),
    Callable("redis.Redis.__delitem__", DRIVER, instead="`redis.asyncio`"),
    Callable("redis.Redis.__contains__", DRIVER, "bool", instead="`redis.asyncio`"),
    # A pipeline collects commands.
    Callable("redis.client.Pipeline.*", returns="self"),
    Callable("redis.client.Pipeline.execute", DRIVER, "list[object]", instead="`redis.asyncio`"),
    Callable("redis.client.Pipeline.watch", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.Pipeline.unwatch", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.Pipeline.multi", returns="None"),
    Callable("redis.client.Pipeline.reset", returns="None"),
    Callable("redis.client.Pipeline.discard", returns="None"),
    Callable("redis.client.PubSub.subscribe", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.PubSub.psubscribe", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.PubSub.ssubscribe", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.PubSub.unsubscribe", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.PubSub.punsubscribe", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.PubSub.sunsubscribe", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.client.PubSub.ping", DRIVER, "None", instead="`redis.asyncio`"),
    Callable(
        "redis.client.PubSub.get_message",
        DRIVER,
        "dict[str, object] | None",
        instead="`redis.asyncio`",
    ),
    Callable(
        "redis.client.PubSub.listen",
        DRIVER,
        "iterator[dict[str, object]]",
        instead="`redis.asyncio`",
    ),
    Callable("redis.client.PubSub.close", returns="None"),
    Callable("redis.client.PubSub.reset", returns="None"),
    Callable("redis.client.PubSub.run_in_thread"),
    Callable("redis.lock.Lock.acquire", DRIVER, "bool", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.release", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.extend", DRIVER, "bool", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.reacquire", DRIVER, "bool", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.locked", DRIVER, "bool", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.owned", DRIVER, "bool", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.__enter__", DRIVER, "self", instead="`redis.asyncio`"),
    Callable("redis.lock.Lock.__exit__", DRIVER, "None", instead="`redis.asyncio`"),
    Callable("redis.sentinel.Sentinel.master_for", returns="redis.Redis"),
    Callable("redis.sentinel.Sentinel.slave_for", returns="redis.Redis"),
    Callable(
        "redis.sentinel.Sentinel.discover_master",
        DRIVER,
        "tuple[str, int]",
        instead="`redis.asyncio`",
    ),
    Callable(
        "redis.sentinel.Sentinel.discover_slaves", DRIVER, "list[object]", instead="`redis.asyncio`"
    ),
    Callable("redis.RedisCluster.*", DRIVER, instead="`redis.asyncio`"),
    Callable("redis.RedisCluster.from_url", returns="redis.RedisCluster"),
    *methods(
        "redis.RedisCluster",
        "pipeline pubsub get_node get_nodes get_random_node get_primaries get_replicas "
        "get_default_node keyslot get_encoder bf cf cms topk tdigest json ft ts vset bitfield "
        "digest_local keyspace_notifications get_random_primary_node "
        "get_random_primary_or_all_nodes get_special_nodes replace_default_node "
        "set_default_node set_response_callback set_retry determine_slot get_nodes_from_slot "
        "get_redis_connection load_external_module monitor get_connection_kwargs "
        "get_node_from_key register_script lock",
    ),
    Callable("redis.RedisCluster.close", returns="None"),
    Callable("redis.asyncio.Redis.*", is_async=True),
    Callable("redis.asyncio.Redis.from_url", returns="redis.asyncio.Redis"),
    Callable("redis.asyncio.Redis.from_pool", returns="redis.asyncio.Redis"),
    Callable("redis.asyncio.Redis.pipeline", returns="redis.asyncio.client.Pipeline"),
    Callable("redis.asyncio.Redis.pubsub", returns="redis.asyncio.client.PubSub"),
    Callable("redis.asyncio.Redis.lock", returns="redis.asyncio.lock.Lock"),
    *methods(
        "redis.asyncio.Redis",
        "register_script get_encoder bitfield digest_local keyspace_notifications "
        "get_connection_kwargs get_retry",
    ),
    Callable("redis.asyncio.Redis.set_retry", returns="None"),
    Callable("redis.asyncio.Redis.set_response_callback", returns="None"),
    Callable("redis.asyncio.Redis.monitor"),
    Callable("redis.asyncio.Redis.load_external_module", returns="None"),
    *methods("redis.asyncio.Redis", "client bf cf cms topk tdigest json ft ts vset"),
    Callable("redis.asyncio.Redis.close", returns="None", is_async=True),
    Callable("redis.asyncio.Redis.aclose", returns="None", is_async=True),
    Callable("redis.asyncio.Redis.__aenter__", returns="self", is_async=True),
    *methods(
        "redis.asyncio.Redis",
        "scan_iter hscan_iter sscan_iter zscan_iter",
        returns="asynciterator[object]",
    ),
    Callable("redis.asyncio.Redis.__await__", returns="self"),
    Callable("redis.asyncio.client.Pipeline.*", returns="self"),
    Callable("redis.asyncio.client.Pipeline.execute", returns="list[object]", is_async=True),
    *methods(
        "redis.asyncio.client.Pipeline",
        "watch unwatch reset discard",
        returns="None",
        is_async=True,
    ),
    Callable("redis.asyncio.client.Pipeline.multi", returns="None"),
    Callable("redis.asyncio.client.PubSub.subscribe", returns="None", is_async=True),
    Callable("redis.asyncio.client.PubSub.psubscribe", returns="None", is_async=True),
    Callable("redis.asyncio.client.PubSub.ssubscribe", returns="None", is_async=True),
    Callable(
        "redis.asyncio.client.PubSub.get_message", returns="dict[str, object] | None", is_async=True
    ),
    Callable("redis.asyncio.client.PubSub.parse_response", is_async=True),
    *methods(
        "redis.asyncio.client.PubSub",
        "close aclose connect reset run",
        returns="None",
        is_async=True,
    ),
    Callable("redis.asyncio.client.PubSub.execute_command", is_async=True),
    Callable("redis.asyncio.client.PubSub.check_health", returns="None", is_async=True),
    Callable("redis.asyncio.client.PubSub.handle_message", is_async=True),
    Callable("redis.asyncio.client.PubSub.on_connect", returns="None", is_async=True),
    Callable("redis.asyncio.client.PubSub.listen", returns="asynciterator[dict[str, object]]"),
    *methods(
        "redis.asyncio.client.PubSub", "unsubscribe punsubscribe sunsubscribe ping", is_async=True
    ),
    Callable("redis.asyncio.lock.Lock.acquire", returns="bool", is_async=True),
    Callable("redis.asyncio.lock.Lock.release", returns="None", is_async=True),
    *methods(
        "redis.asyncio.lock.Lock",
        "extend reacquire locked owned do_acquire",
        returns="bool",
        is_async=True,
    ),
    Callable("redis.asyncio.lock.Lock.do_release", returns="None", is_async=True),
    Callable("redis.asyncio.lock.Lock.do_extend", returns="bool", is_async=True),
    Callable("redis.asyncio.lock.Lock.do_reacquire", returns="bool", is_async=True),
    Callable("redis.asyncio.sentinel.Sentinel.master_for", returns="redis.asyncio.Redis"),
    Callable("redis.asyncio.sentinel.Sentinel.slave_for", returns="redis.asyncio.Redis"),
    Callable("redis.asyncio.sentinel.Sentinel.aclose", returns="None", is_async=True),
    Callable("redis.asyncio.sentinel.Sentinel.sentinel", is_async=True),
    Callable(
        "redis.asyncio.sentinel.Sentinel.discover_replicas", returns="list[object]", is_async=True
    ),
    Callable(
        "redis.asyncio.sentinel.Sentinel.discover_master", returns="tuple[str, int]", is_async=True
    ),
    Callable(
        "redis.asyncio.sentinel.Sentinel.discover_slaves", returns="list[object]", is_async=True
    ),
    Callable("redis.asyncio.sentinel.Sentinel.execute_command", is_async=True),
    Callable("redis.asyncio.RedisCluster.*", is_async=True),
    Callable("redis.asyncio.RedisCluster.from_url", returns="redis.asyncio.RedisCluster"),
    *methods(
        "redis.asyncio.RedisCluster",
        "pipeline get_node get_nodes get_random_node get_primaries get_replicas "
        "get_default_node keyslot get_encoder bf cf cms topk tdigest json ft ts vset bitfield "
        "digest_local keyspace_notifications get_random_primary_node "
        "get_random_primary_or_all_nodes get_special_nodes replace_default_node "
        "set_default_node set_response_callback set_retry get_connection_kwargs "
        "get_node_from_key register_script lock pubsub",
    ),
    *methods(
        "redis.asyncio.RedisCluster",
        "scan_iter hscan_iter sscan_iter zscan_iter",
        returns="asynciterator[object]",
    ),
    Callable("redis.asyncio.RedisCluster.initialize", returns="self", is_async=True),
    Callable("redis.asyncio.RedisCluster.aclose", returns="None", is_async=True),
    Callable("redis.asyncio.RedisCluster.close", returns="None", is_async=True),
)
