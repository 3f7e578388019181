"""Drivers of SQL databases and their like, and their async counterparts."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_CONTEXT,
    ASYNC_ITERABLE,
    AWAITABLE,
    CONTEXT,
    DRIVER,
    ITERABLE,
    Callable,
    Class,
)

CLASSES = (
    # https://www.psycopg.org/psycopg3/docs/api/
    Class(
        "psycopg.Connection",
        aliases=("psycopg.connection.Connection",),
        traits=(CONTEXT,),
        complete=True,
    ),
    Class(
        "psycopg.AsyncConnection",
        aliases=("psycopg.connection_async.AsyncConnection",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class(
        "psycopg.Cursor",
        aliases=("psycopg.cursor.Cursor",),
        traits=(
            ITERABLE,
            CONTEXT,
        ),
        complete=True,
    ),
    Class(
        "psycopg.AsyncCursor",
        aliases=("psycopg.cursor_async.AsyncCursor",),
        traits=(
            ASYNC_ITERABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    # https://www.psycopg.org/docs/
    Class(
        "psycopg2.extensions.connection",
        aliases=("psycopg2._psycopg.connection",),
        traits=(CONTEXT,),
        complete=True,
    ),
    Class(
        "psycopg2.extensions.cursor",
        aliases=("psycopg2._psycopg.cursor",),
        traits=(
            ITERABLE,
            CONTEXT,
        ),
        complete=True,
    ),
    # https://pymysql.readthedocs.io/en/latest/modules/
    Class(
        "pymysql.connections.Connection",
        aliases=("pymysql.Connection",),
        traits=(CONTEXT,),
        complete=True,
    ),
    Class(
        "pymysql.cursors.Cursor",
        traits=(
            ITERABLE,
            CONTEXT,
        ),
        complete=True,
    ),
    # https://magicstack.github.io/asyncpg/current/api/
    Class("asyncpg.Connection", aliases=("asyncpg.connection.Connection",), complete=True),
    Class(
        "asyncpg.pool.Pool",
        aliases=("asyncpg.Pool",),
        traits=(
            AWAITABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    Class(
        "asyncpg.pool.PoolAcquireContext",
        traits=(
            AWAITABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    # https://clickhouse-driver.readthedocs.io/
    # https://docs.datastax.com/en/developer/python-driver/
    Class(
        "clickhouse_driver.Client", aliases=("clickhouse_driver.client.Client",), traits=(CONTEXT,)
    ),
    Class("cassandra.cluster.Session", traits=(CONTEXT,)),
    Class("cassandra.cluster.Cluster", traits=(CONTEXT,)),
    # https://aiosqlite.omnilib.dev/en/stable/api.html
    Class(
        "aiosqlite.Connection",
        aliases=("aiosqlite.core.Connection",),
        traits=(
            AWAITABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    Class(
        "aiosqlite.context.Result",
        bases=("contextlib.AbstractAsyncContextManager",),
        traits=(AWAITABLE,),
    ),
    Class(
        "aiosqlite.Cursor",
        aliases=("aiosqlite.cursor.Cursor",),
        traits=(
            ASYNC_ITERABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
)

ROWS = (
    # https://www.psycopg.org/psycopg3/docs/api/connections.html
    Callable("psycopg.connect", DRIVER, "psycopg.Connection", instead="`psycopg.AsyncConnection`"),
    Callable(
        "psycopg.Connection.connect",
        DRIVER,
        "psycopg.Connection",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg.Connection.execute", DRIVER, "psycopg.Cursor", instead="`psycopg.AsyncConnection`"
    ),
    Callable("psycopg.Connection.commit", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Connection.rollback", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable(
        "psycopg.Connection.set_autocommit", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable("psycopg.Connection.wait", DRIVER, instead="`psycopg.AsyncConnection`"),
    Callable(
        "psycopg.Connection.notifies",
        DRIVER,
        "iterator[object]",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable("psycopg.Connection.cancel_safe", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Connection.tpc_commit", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Connection.tpc_prepare", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable(
        "psycopg.Connection.tpc_rollback", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable("psycopg.Connection.__exit__", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Connection.cursor", returns="psycopg.Cursor"),
    Callable("psycopg.Connection.close", returns="None"),
    Callable("psycopg.Connection.transaction"),
    Callable("psycopg.Connection.__enter__", returns="self"),
    Callable("psycopg.Connection.fileno", returns="int"),
    Callable("psycopg.AsyncConnection.connect", returns="psycopg.AsyncConnection", is_async=True),
    Callable("psycopg.AsyncConnection.execute", returns="psycopg.AsyncCursor", is_async=True),
    Callable("psycopg.AsyncConnection.commit", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.rollback", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.close", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.set_autocommit", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.set_deferrable", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.set_isolation_level", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.set_read_only", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.wait", is_async=True),
    Callable("psycopg.AsyncConnection.cancel_safe", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.tpc_begin", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.tpc_commit", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.tpc_prepare", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.tpc_recover", returns="list[object]", is_async=True),
    Callable("psycopg.AsyncConnection.tpc_rollback", returns="None", is_async=True),
    Callable("psycopg.AsyncConnection.__aenter__", returns="self", is_async=True),
    Callable("psycopg.AsyncConnection.cursor", returns="psycopg.AsyncCursor"),
    Callable("psycopg.AsyncConnection.transaction"),
    Callable("psycopg.AsyncConnection.pipeline"),
    Callable("psycopg.AsyncConnection.notifies", returns="asynciterator[object]"),
    Callable("psycopg.AsyncConnection.cancel", returns="None"),
    Callable("psycopg.AsyncConnection.fileno", returns="int"),
    # https://www.psycopg.org/psycopg3/docs/api/cursors.html
    Callable("psycopg.Cursor.execute", DRIVER, "self", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Cursor.executemany", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Cursor.fetchone", DRIVER, instead="`psycopg.AsyncConnection`"),
    Callable(
        "psycopg.Cursor.fetchmany", DRIVER, "list[object]", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg.Cursor.fetchall", DRIVER, "list[object]", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg.Cursor.stream", DRIVER, "iterator[object]", instead="`psycopg.AsyncConnection`"
    ),
    Callable("psycopg.Cursor.scroll", DRIVER, "None", instead="`psycopg.AsyncConnection`"),
    Callable("psycopg.Cursor.copy", DRIVER, instead="`psycopg.AsyncConnection`"),
    Callable(
        "psycopg.Cursor.__iter__", DRIVER, "iterator[object]", instead="`psycopg.AsyncConnection`"
    ),
    Callable("psycopg.Cursor.close", returns="None"),
    Callable("psycopg.Cursor.nextset", returns="bool | None"),
    Callable("psycopg.Cursor.__enter__", returns="self"),
    Callable("psycopg.AsyncCursor.execute", returns="self", is_async=True),
    Callable("psycopg.AsyncCursor.executemany", returns="None", is_async=True),
    Callable("psycopg.AsyncCursor.fetchone", is_async=True),
    Callable("psycopg.AsyncCursor.fetchmany", returns="list[object]", is_async=True),
    Callable("psycopg.AsyncCursor.fetchall", returns="list[object]", is_async=True),
    Callable("psycopg.AsyncCursor.scroll", returns="None", is_async=True),
    Callable("psycopg.AsyncCursor.close", returns="None", is_async=True),
    Callable("psycopg.AsyncCursor.set_result", returns="self", is_async=True),
    Callable("psycopg.AsyncCursor.__aenter__", returns="self", is_async=True),
    Callable("psycopg.AsyncCursor.stream", returns="asynciterator[object]"),
    Callable("psycopg.AsyncCursor.results", returns="asynciterator[object]"),
    Callable("psycopg.AsyncCursor.copy"),
    Callable("psycopg.AsyncCursor.nextset", returns="bool | None"),
    Callable("psycopg.AsyncCursor.__aiter__", returns="asynciterator[object]"),
    # https://www.psycopg.org/docs/
    Callable(
        "psycopg2.connect",
        DRIVER,
        "psycopg2.extensions.connection",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.connection.commit", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.connection.rollback",
        DRIVER,
        "None",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.connection.poll", DRIVER, "int", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.connection.reset", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.connection.__exit__",
        DRIVER,
        "None",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable("psycopg2.extensions.connection.cursor", returns="psycopg2.extensions.cursor"),
    Callable("psycopg2.extensions.connection.close", returns="None"),
    Callable("psycopg2.extensions.connection.__enter__", returns="self"),
    Callable(
        "psycopg2.extensions.cursor.execute", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.cursor.executemany",
        DRIVER,
        "None",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.cursor.callproc", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.cursor.fetchone",
        DRIVER,
        "tuple[object, ...] | None",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.cursor.fetchmany",
        DRIVER,
        "list[tuple[object, ...]]",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.cursor.fetchall",
        DRIVER,
        "list[tuple[object, ...]]",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.cursor.copy_from", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.cursor.copy_to", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.cursor.copy_expert",
        DRIVER,
        "None",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable(
        "psycopg2.extensions.cursor.scroll", DRIVER, "None", instead="`psycopg.AsyncConnection`"
    ),
    Callable(
        "psycopg2.extensions.cursor.__iter__",
        DRIVER,
        "iterator[tuple[object, ...]]",
        instead="`psycopg.AsyncConnection`",
    ),
    Callable("psycopg2.extensions.cursor.close", returns="None"),
    Callable("psycopg2.extensions.cursor.mogrify", returns="bytes"),
    Callable("psycopg2.extensions.cursor.__enter__", returns="self"),
    # https://pymysql.readthedocs.io/en/latest/modules/
    Callable("pymysql.connect", DRIVER, "pymysql.connections.Connection", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.commit", DRIVER, "None", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.rollback", DRIVER, "None", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.begin", DRIVER, "None", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.ping", DRIVER, "None", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.query", DRIVER, "int", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.connect", DRIVER, "None", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.select_db", DRIVER, "None", instead="`aiomysql`"),
    Callable("pymysql.connections.Connection.cursor", returns="pymysql.cursors.Cursor"),
    Callable("pymysql.connections.Connection.close", returns="None"),
    Callable("pymysql.connections.Connection.__enter__", returns="self"),
    Callable("pymysql.connections.Connection.escape"),
    Callable("pymysql.cursors.Cursor.execute", DRIVER, "int", instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.executemany", DRIVER, "int | None", instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.callproc", DRIVER, instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.fetchone", DRIVER, instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.fetchmany", DRIVER, instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.fetchall", DRIVER, instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.nextset", DRIVER, instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.__iter__", DRIVER, "iterator[object]", instead="`aiomysql`"),
    Callable("pymysql.cursors.Cursor.close", returns="None"),
    Callable("pymysql.cursors.Cursor.mogrify", returns="str"),
    Callable("pymysql.cursors.Cursor.__enter__", returns="self"),
    # https://dev.mysql.com/doc/connector-python/en/
    # https://mysqlclient.readthedocs.io/
    # https://python-oracledb.readthedocs.io/
    Callable("mysql.connector.connect", DRIVER, instead="`mysql.connector.aio`"),
    Callable("MySQLdb.connect", DRIVER, instead="`aiomysql`"),
    Callable("pyodbc.connect", DRIVER, instead="`aioodbc`"),
    Callable("oracledb.connect", DRIVER, instead="`oracledb.connect_async`"),
    Callable("cx_Oracle.connect", DRIVER, instead="`oracledb.connect_async`"),
    # https://clickhouse-driver.readthedocs.io/
    # https://docs.datastax.com/en/developer/python-driver/
    Callable("clickhouse_driver.Client.execute", DRIVER, instead="`asynch`"),
    Callable("clickhouse_driver.Client.execute_iter", DRIVER, instead="`asynch`"),
    Callable("clickhouse_driver.Client.execute_with_progress", DRIVER, instead="`asynch`"),
    Callable("clickhouse_driver.Client.query_dataframe", DRIVER, instead="`asynch`"),
    Callable("clickhouse_driver.Client.insert_dataframe", DRIVER, instead="`asynch`"),
    Callable("clickhouse_driver.Client.disconnect", returns="None"),
    Callable("clickhouse_driver.Client.from_url", returns="clickhouse_driver.Client"),
    Callable("clickhouse_driver.Client.__enter__", returns="self"),
    Callable("cassandra.cluster.Cluster.connect", DRIVER, "cassandra.cluster.Session"),
    Callable("cassandra.cluster.Session.execute", DRIVER, instead="`Session.execute_async`"),
    Callable("cassandra.cluster.Session.prepare", DRIVER),
    Callable("cassandra.cluster.Session.execute_async"),
    # https://magicstack.github.io/asyncpg/current/api/
    Callable(
        "asyncpg.connect",
        returns="asyncpg.Connection",
        is_async=True,
        aliases=("asyncpg.connection.connect",),
    ),
    Callable(
        "asyncpg.create_pool", returns="asyncpg.pool.Pool", aliases=("asyncpg.pool.create_pool",)
    ),
    Callable("asyncpg.Connection.execute", returns="str", is_async=True),
    Callable("asyncpg.Connection.executemany", returns="None", is_async=True),
    Callable("asyncpg.Connection.fetch", returns="list[object]", is_async=True),
    Callable("asyncpg.Connection.fetchrow", is_async=True),
    Callable("asyncpg.Connection.fetchval", is_async=True),
    Callable("asyncpg.Connection.fetchmany", returns="list[object]", is_async=True),
    Callable("asyncpg.Connection.copy_from_query", returns="str", is_async=True),
    Callable("asyncpg.Connection.copy_from_table", returns="str", is_async=True),
    Callable("asyncpg.Connection.copy_records_to_table", returns="str", is_async=True),
    Callable("asyncpg.Connection.copy_to_table", returns="str", is_async=True),
    Callable("asyncpg.Connection.close", returns="None", is_async=True),
    Callable("asyncpg.Connection.prepare", is_async=True),
    Callable("asyncpg.Connection.add_listener", returns="None", is_async=True),
    Callable("asyncpg.Connection.remove_listener", returns="None", is_async=True),
    Callable("asyncpg.Connection.reset", returns="None", is_async=True),
    Callable("asyncpg.Connection.reload_schema_state", returns="None", is_async=True),
    Callable("asyncpg.Connection.reset_type_codec", returns="None", is_async=True),
    Callable("asyncpg.Connection.set_builtin_type_codec", returns="None", is_async=True),
    Callable("asyncpg.Connection.set_type_codec", returns="None", is_async=True),
    Callable("asyncpg.Connection.transaction"),
    Callable("asyncpg.Connection.cursor"),
    Callable("asyncpg.Connection.is_closed", returns="bool"),
    Callable("asyncpg.Connection.is_in_transaction", returns="bool"),
    Callable("asyncpg.Connection.terminate", returns="None"),
    Callable("asyncpg.pool.Pool.execute", returns="str", is_async=True),
    Callable("asyncpg.pool.Pool.executemany", returns="None", is_async=True),
    Callable("asyncpg.pool.Pool.fetch", returns="list[object]", is_async=True),
    Callable("asyncpg.pool.Pool.fetchrow", is_async=True),
    Callable("asyncpg.pool.Pool.fetchval", is_async=True),
    Callable("asyncpg.pool.Pool.fetchmany", returns="list[object]", is_async=True),
    Callable("asyncpg.pool.Pool.copy_from_query", returns="str", is_async=True),
    Callable("asyncpg.pool.Pool.copy_from_table", returns="str", is_async=True),
    Callable("asyncpg.pool.Pool.copy_records_to_table", returns="str", is_async=True),
    Callable("asyncpg.pool.Pool.copy_to_table", returns="str", is_async=True),
    Callable("asyncpg.pool.Pool.close", returns="None", is_async=True),
    Callable("asyncpg.pool.Pool.release", returns="None", is_async=True),
    Callable("asyncpg.pool.Pool.expire_connections", returns="None", is_async=True),
    Callable("asyncpg.pool.Pool.__aenter__", returns="self", is_async=True),
    Callable("asyncpg.pool.Pool.__await__", returns="self"),
    Callable("asyncpg.pool.Pool.acquire", returns="asyncpg.pool.PoolAcquireContext"),
    Callable("asyncpg.pool.Pool.terminate", returns="None"),
    Callable("asyncpg.pool.PoolAcquireContext.__await__", returns="asyncpg.Connection"),
    Callable(
        "asyncpg.pool.PoolAcquireContext.__aenter__", returns="asyncpg.Connection", is_async=True
    ),
    # https://aiosqlite.omnilib.dev/en/stable/api.html
    Callable(
        "aiosqlite.connect", returns="aiosqlite.Connection", aliases=("aiosqlite.core.connect",)
    ),
    Callable("aiosqlite.Connection.__await__", returns="self"),
    Callable("aiosqlite.Connection.commit", returns="None", is_async=True),
    Callable("aiosqlite.Connection.rollback", returns="None", is_async=True),
    Callable("aiosqlite.Connection.close", returns="None", is_async=True),
    Callable("aiosqlite.Connection.backup", returns="None", is_async=True),
    Callable("aiosqlite.Connection.create_function", returns="None", is_async=True),
    Callable("aiosqlite.Connection.enable_load_extension", returns="None", is_async=True),
    Callable("aiosqlite.Connection.interrupt", returns="None", is_async=True),
    Callable("aiosqlite.Connection.load_extension", returns="None", is_async=True),
    Callable("aiosqlite.Connection.set_authorizer", returns="None", is_async=True),
    Callable("aiosqlite.Connection.set_progress_handler", returns="None", is_async=True),
    Callable("aiosqlite.Connection.set_trace_callback", returns="None", is_async=True),
    Callable("aiosqlite.Connection.__aenter__", returns="self", is_async=True),
    Callable("aiosqlite.Cursor.execute", returns="self", is_async=True),
    Callable("aiosqlite.Cursor.executemany", returns="self", is_async=True),
    Callable("aiosqlite.Cursor.executescript", returns="self", is_async=True),
    Callable("aiosqlite.Cursor.fetchone", is_async=True),
    Callable("aiosqlite.Cursor.fetchmany", returns="list[object]", is_async=True),
    Callable("aiosqlite.Cursor.fetchall", returns="list[object]", is_async=True),
    Callable("aiosqlite.Cursor.close", returns="None", is_async=True),
    Callable("aiosqlite.Cursor.__aenter__", returns="self", is_async=True),
    Callable("aiosqlite.Cursor.__aiter__", returns="asynciterator[object]"),
    # These can be awaited and entered alike.
    Callable("aiosqlite.Connection.execute", returns="aiosqlite.context.Result"),
    Callable("aiosqlite.Connection.executemany", returns="aiosqlite.context.Result"),
    Callable("aiosqlite.Connection.executescript", returns="aiosqlite.context.Result"),
    Callable("aiosqlite.Connection.cursor", returns="aiosqlite.context.Result"),
    Callable("aiosqlite.Connection.execute_insert"),
    Callable("aiosqlite.Connection.execute_fetchall"),
    Callable("aiosqlite.context.Result.__await__", returns="aiosqlite.Cursor"),
    Callable("aiosqlite.context.Result.__aenter__", returns="aiosqlite.Cursor", is_async=True),
    # https://aiomysql.readthedocs.io/en/stable/
    Callable("aiomysql.connect"),
    Callable("aiomysql.create_pool"),
)
