"""Clients of document stores, search engines, object stores and memcached."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_CONTEXT,
    ASYNC_ITERABLE,
    CONTEXT,
    DRIVER,
    ITERABLE,
    WAIT,
    Callable,
    Class,
)

CLASSES = (
    # https://pymongo.readthedocs.io/en/stable/api/
    Class(
        "pymongo.MongoClient",
        aliases=(
            "pymongo.synchronous.mongo_client.MongoClient",
            "pymongo.mongo_client.MongoClient",
        ),
        traits=(CONTEXT,),
        complete=True,
    ),
    Class(
        "pymongo.database.Database",
        aliases=("pymongo.synchronous.database.Database",),
        complete=True,
    ),
    Class(
        "pymongo.collection.Collection",
        aliases=("pymongo.synchronous.collection.Collection",),
        complete=True,
    ),
    Class(
        "pymongo.cursor.Cursor",
        aliases=("pymongo.synchronous.cursor.Cursor",),
        traits=(
            ITERABLE,
            CONTEXT,
        ),
        complete=True,
    ),
    Class(
        "pymongo.AsyncMongoClient",
        aliases=("pymongo.asynchronous.mongo_client.AsyncMongoClient",),
        traits=(ASYNC_CONTEXT,),
        complete=True,
    ),
    Class("pymongo.asynchronous.database.AsyncDatabase", complete=True),
    Class("pymongo.asynchronous.collection.AsyncCollection", complete=True),
    Class(
        "pymongo.asynchronous.cursor.AsyncCursor",
        traits=(
            ASYNC_ITERABLE,
            ASYNC_CONTEXT,
        ),
        complete=True,
    ),
    # https://motor.readthedocs.io/en/stable/api-asyncio/
    Class("motor.motor_asyncio.AsyncIOMotorClient"),
    Class("motor.motor_asyncio.AsyncIOMotorDatabase"),
    Class("motor.motor_asyncio.AsyncIOMotorCollection"),
    # https://elasticsearch-py.readthedocs.io/en/stable/
    Class("elasticsearch.Elasticsearch", traits=(CONTEXT,)),
    Class(
        "opensearchpy.OpenSearch", aliases=("opensearchpy.client.OpenSearch",), traits=(CONTEXT,)
    ),
    Class("elasticsearch.AsyncElasticsearch", traits=(ASYNC_CONTEXT,)),
    Class(
        "opensearchpy.AsyncOpenSearch",
        aliases=("opensearchpy._async.client.AsyncOpenSearch",),
        traits=(ASYNC_CONTEXT,),
    ),
    # https://boto3.amazonaws.com/v1/documentation/api/latest/
    Class("botocore.client.BaseClient"),
    Class("boto3.resources.base.ServiceResource"),
    Class("boto3.Session", aliases=("boto3.session.Session",), complete=True),
    Class("botocore.paginate.Paginator"),
    Class("botocore.waiter.Waiter"),
    # https://pymemcache.readthedocs.io/
    # https://github.com/linsomniac/python-memcached
    # https://sendapatch.se/projects/pylibmc/
    Class("memcache.Client"),
    Class("pymemcache.client.base.Client", aliases=("pymemcache.Client",)),
    Class("pylibmc.Client", aliases=("pylibmc.client.Client",)),
)

ROWS = (
    # https://pymongo.readthedocs.io/en/stable/api/
    # Attributes that are not methods name databases and collections.
    Callable(
        "pymongo.MongoClient.drop_database", DRIVER, "None", instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.MongoClient.list_database_names",
        DRIVER,
        "list[str]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable("pymongo.MongoClient.list_databases", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.MongoClient.server_info", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.MongoClient.bulk_write", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.MongoClient.watch", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.MongoClient.close", returns="None"),
    Callable("pymongo.MongoClient.__enter__", returns="self"),
    Callable("pymongo.database.Database.command", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.database.Database.create_collection", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.database.Database.drop_collection", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.database.Database.list_collection_names",
        DRIVER,
        "list[str]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.database.Database.list_collections", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable("pymongo.database.Database.aggregate", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.database.Database.validate_collection",
        DRIVER,
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable("pymongo.database.Database.watch", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.database.Database.dereference", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.collection.Collection.aggregate", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.bulk_write",
        DRIVER,
        "object",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.count_documents",
        DRIVER,
        "int",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.create_index",
        DRIVER,
        "str",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.create_indexes",
        DRIVER,
        "list[str]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.delete_many", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.delete_one", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.distinct",
        DRIVER,
        "list[object]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.drop", DRIVER, "None", instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.drop_index",
        DRIVER,
        "None",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.drop_indexes",
        DRIVER,
        "None",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.estimated_document_count",
        DRIVER,
        "int",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.find_one",
        DRIVER,
        "dict[str, object] | None",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.find_one_and_delete",
        DRIVER,
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.find_one_and_replace",
        DRIVER,
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.find_one_and_update",
        DRIVER,
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.index_information",
        DRIVER,
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable(
        "pymongo.collection.Collection.insert_many", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.insert_one", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.list_indexes", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable("pymongo.collection.Collection.options", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.collection.Collection.rename", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.collection.Collection.replace_one", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.update_many", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable(
        "pymongo.collection.Collection.update_one", DRIVER, instead="`pymongo.AsyncMongoClient`"
    ),
    Callable("pymongo.collection.Collection.watch", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.cursor.Cursor.to_list",
        DRIVER,
        "list[object]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable("pymongo.cursor.Cursor.next", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.cursor.Cursor.distinct",
        DRIVER,
        "list[object]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable("pymongo.cursor.Cursor.explain", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable(
        "pymongo.cursor.Cursor.__iter__",
        DRIVER,
        "iterator[dict[str, object]]",
        instead="`pymongo.AsyncMongoClient`",
    ),
    Callable("pymongo.cursor.Cursor.__getitem__", DRIVER, instead="`pymongo.AsyncMongoClient`"),
    Callable("pymongo.cursor.Cursor.close", returns="None"),
    Callable("pymongo.cursor.Cursor.rewind", returns="self"),
    Callable("pymongo.MongoClient.get_database", returns="pymongo.database.Database"),
    Callable("pymongo.MongoClient.get_default_database", returns="pymongo.database.Database"),
    Callable("pymongo.MongoClient.start_session"),
    Callable("pymongo.MongoClient.__getitem__", returns="pymongo.database.Database"),
    Callable("pymongo.MongoClient.append_metadata", returns="None"),
    Callable("pymongo.database.Database.get_collection", returns="pymongo.collection.Collection"),
    Callable("pymongo.database.Database.with_options", returns="self"),
    Callable("pymongo.database.Database.__getitem__", returns="pymongo.collection.Collection"),
    Callable("pymongo.collection.Collection.find", returns="pymongo.cursor.Cursor"),
    Callable("pymongo.collection.Collection.with_options", returns="self"),
    Callable("pymongo.collection.Collection.__getitem__", returns="pymongo.collection.Collection"),
    Callable("pymongo.collection.Collection.find_raw_batches"),
    Callable("pymongo.cursor.Cursor.sort", returns="self"),
    Callable("pymongo.cursor.Cursor.limit", returns="self"),
    Callable("pymongo.cursor.Cursor.skip", returns="self"),
    Callable("pymongo.cursor.Cursor.batch_size", returns="self"),
    Callable("pymongo.cursor.Cursor.hint", returns="self"),
    Callable("pymongo.cursor.Cursor.where", returns="self"),
    Callable("pymongo.cursor.Cursor.max_time_ms", returns="self"),
    Callable("pymongo.cursor.Cursor.clone", returns="self"),
    Callable("pymongo.cursor.Cursor.collation", returns="self"),
    Callable("pymongo.cursor.Cursor.comment", returns="self"),
    Callable("pymongo.cursor.Cursor.allow_disk_use", returns="self"),
    Callable("pymongo.MongoClient.options", is_property=True),
    Callable("pymongo.MongoClient.topology_description", is_property=True),
    Callable("pymongo.database.Database.name", returns="str", is_property=True),
    Callable("pymongo.database.Database.client", returns="pymongo.MongoClient", is_property=True),
    Callable("pymongo.collection.Collection.name", returns="str", is_property=True),
    Callable("pymongo.collection.Collection.full_name", returns="str", is_property=True),
    Callable(
        "pymongo.collection.Collection.database",
        returns="pymongo.database.Database",
        is_property=True,
    ),
    Callable("pymongo.MongoClient.*", returns="pymongo.database.Database", is_property=True),
    Callable(
        "pymongo.database.Database.*", returns="pymongo.collection.Collection", is_property=True
    ),
    Callable(
        "pymongo.collection.Collection.*", returns="pymongo.collection.Collection", is_property=True
    ),
    Callable("pymongo.AsyncMongoClient.drop_database", returns="None", is_async=True),
    Callable("pymongo.AsyncMongoClient.list_database_names", returns="list[str]", is_async=True),
    Callable("pymongo.AsyncMongoClient.list_databases", is_async=True),
    Callable("pymongo.AsyncMongoClient.server_info", is_async=True),
    Callable("pymongo.AsyncMongoClient.bulk_write", is_async=True),
    Callable("pymongo.AsyncMongoClient.watch", is_async=True),
    Callable("pymongo.AsyncMongoClient.close", returns="None", is_async=True),
    Callable("pymongo.AsyncMongoClient.aclose", returns="None", is_async=True),
    Callable("pymongo.AsyncMongoClient.aconnect", returns="None", is_async=True),
    Callable("pymongo.AsyncMongoClient.__aenter__", returns="self", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.command", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.create_collection", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.drop_collection", is_async=True),
    Callable(
        "pymongo.asynchronous.database.AsyncDatabase.list_collection_names",
        returns="list[str]",
        is_async=True,
    ),
    Callable("pymongo.asynchronous.database.AsyncDatabase.list_collections", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.aggregate", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.validate_collection", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.watch", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.dereference", is_async=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.cursor_command", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.aggregate", is_async=True),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.bulk_write",
        returns="object",
        is_async=True,
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.count_documents",
        returns="int",
        is_async=True,
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.create_index", returns="str", is_async=True
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.create_indexes",
        returns="list[str]",
        is_async=True,
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.delete_many", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.delete_one", is_async=True),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.distinct",
        returns="list[object]",
        is_async=True,
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.drop", returns="None", is_async=True),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.drop_index", returns="None", is_async=True
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.drop_indexes",
        returns="None",
        is_async=True,
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.estimated_document_count",
        returns="int",
        is_async=True,
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.find_one",
        returns="dict[str, object] | None",
        is_async=True,
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.find_one_and_delete", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.find_one_and_replace", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.find_one_and_update", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.index_information", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.insert_many", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.insert_one", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.list_indexes", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.options", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.rename", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.replace_one", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.update_many", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.update_one", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.watch", is_async=True),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.aggregate_raw_batches", is_async=True
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.create_search_index", is_async=True),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.create_search_indexes", is_async=True
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.drop_search_index", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.list_search_indexes", is_async=True),
    Callable("pymongo.asynchronous.collection.AsyncCollection.update_search_index", is_async=True),
    Callable(
        "pymongo.asynchronous.cursor.AsyncCursor.to_list", returns="list[object]", is_async=True
    ),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.close", returns="None", is_async=True),
    Callable(
        "pymongo.asynchronous.cursor.AsyncCursor.distinct", returns="list[object]", is_async=True
    ),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.explain", is_async=True),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.next", is_async=True),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.rewind", returns="self", is_async=True),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.add_option", returns="self", is_async=True),
    Callable(
        "pymongo.asynchronous.cursor.AsyncCursor.__aiter__",
        returns="asynciterator[dict[str, object]]",
    ),
    Callable(
        "pymongo.AsyncMongoClient.get_database",
        returns="pymongo.asynchronous.database.AsyncDatabase",
    ),
    Callable(
        "pymongo.AsyncMongoClient.get_default_database",
        returns="pymongo.asynchronous.database.AsyncDatabase",
    ),
    Callable("pymongo.AsyncMongoClient.start_session"),
    Callable(
        "pymongo.AsyncMongoClient.__getitem__",
        returns="pymongo.asynchronous.database.AsyncDatabase",
    ),
    Callable("pymongo.AsyncMongoClient.append_metadata", returns="None"),
    Callable(
        "pymongo.asynchronous.database.AsyncDatabase.get_collection",
        returns="pymongo.asynchronous.collection.AsyncCollection",
    ),
    Callable("pymongo.asynchronous.database.AsyncDatabase.with_options", returns="self"),
    Callable(
        "pymongo.asynchronous.database.AsyncDatabase.__getitem__",
        returns="pymongo.asynchronous.collection.AsyncCollection",
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.find",
        returns="pymongo.asynchronous.cursor.AsyncCursor",
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.with_options", returns="self"),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.__getitem__",
        returns="pymongo.asynchronous.collection.AsyncCollection",
    ),
    Callable("pymongo.asynchronous.collection.AsyncCollection.find_raw_batches"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.sort", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.limit", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.skip", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.batch_size", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.hint", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.where", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.max_time_ms", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.clone", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.collation", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.comment", returns="self"),
    Callable("pymongo.asynchronous.cursor.AsyncCursor.allow_disk_use", returns="self"),
    Callable("pymongo.AsyncMongoClient.options", is_property=True),
    Callable("pymongo.AsyncMongoClient.topology_description", is_property=True),
    Callable("pymongo.asynchronous.database.AsyncDatabase.name", returns="str", is_property=True),
    Callable(
        "pymongo.asynchronous.database.AsyncDatabase.client",
        returns="pymongo.AsyncMongoClient",
        is_property=True,
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.name", returns="str", is_property=True
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.full_name", returns="str", is_property=True
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.database",
        returns="pymongo.asynchronous.database.AsyncDatabase",
        is_property=True,
    ),
    Callable(
        "pymongo.AsyncMongoClient.*",
        returns="pymongo.asynchronous.database.AsyncDatabase",
        is_property=True,
    ),
    Callable(
        "pymongo.asynchronous.database.AsyncDatabase.*",
        returns="pymongo.asynchronous.collection.AsyncCollection",
        is_property=True,
    ),
    Callable(
        "pymongo.asynchronous.collection.AsyncCollection.*",
        returns="pymongo.asynchronous.collection.AsyncCollection",
        is_property=True,
    ),
    # https://motor.readthedocs.io/en/stable/api-asyncio/
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.bulk_write", returns="object", is_async=True
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.count_documents", returns="int", is_async=True
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.create_index", returns="str", is_async=True
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.create_indexes",
        returns="list[str]",
        is_async=True,
    ),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.delete_many", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.delete_one", is_async=True),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.distinct", returns="list[object]", is_async=True
    ),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.drop", returns="None", is_async=True),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.drop_index", returns="None", is_async=True
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.drop_indexes", returns="None", is_async=True
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.estimated_document_count",
        returns="int",
        is_async=True,
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.find_one",
        returns="dict[str, object] | None",
        is_async=True,
    ),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.find_one_and_delete", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.find_one_and_replace", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.find_one_and_update", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.index_information", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.insert_many", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.insert_one", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.options", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.rename", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.replace_one", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.update_many", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.update_one", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.find"),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.aggregate"),
    Callable("motor.motor_asyncio.AsyncIOMotorCollection.watch"),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorCollection.*",
        returns="motor.motor_asyncio.AsyncIOMotorCollection",
        is_property=True,
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorDatabase.*",
        returns="motor.motor_asyncio.AsyncIOMotorCollection",
        is_property=True,
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorDatabase.__getitem__",
        returns="motor.motor_asyncio.AsyncIOMotorCollection",
    ),
    Callable("motor.motor_asyncio.AsyncIOMotorDatabase.command", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorDatabase.create_collection", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorDatabase.drop_collection", is_async=True),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorDatabase.list_collection_names",
        returns="list[str]",
        is_async=True,
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorDatabase.get_collection",
        returns="motor.motor_asyncio.AsyncIOMotorCollection",
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorClient.*",
        returns="motor.motor_asyncio.AsyncIOMotorDatabase",
        is_property=True,
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorClient.__getitem__",
        returns="motor.motor_asyncio.AsyncIOMotorDatabase",
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorClient.get_database",
        returns="motor.motor_asyncio.AsyncIOMotorDatabase",
    ),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorClient.get_default_database",
        returns="motor.motor_asyncio.AsyncIOMotorDatabase",
    ),
    Callable("motor.motor_asyncio.AsyncIOMotorClient.close", returns="None"),
    Callable("motor.motor_asyncio.AsyncIOMotorClient.get_io_loop"),
    Callable("motor.motor_asyncio.AsyncIOMotorClient.drop_database", returns="None", is_async=True),
    Callable(
        "motor.motor_asyncio.AsyncIOMotorClient.list_database_names",
        returns="list[str]",
        is_async=True,
    ),
    Callable("motor.motor_asyncio.AsyncIOMotorClient.server_info", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorClient.start_session", is_async=True),
    Callable("motor.motor_asyncio.AsyncIOMotorClient.list_databases", is_async=True),
    # https://elasticsearch-py.readthedocs.io/en/stable/
    Callable("elasticsearch.Elasticsearch.*", DRIVER, instead="`AsyncElasticsearch`"),
    Callable("elasticsearch.Elasticsearch.close", returns="None"),
    Callable("elasticsearch.Elasticsearch.options", returns="self"),
    Callable("opensearchpy.OpenSearch.*", DRIVER, instead="`AsyncElasticsearch`"),
    Callable("opensearchpy.OpenSearch.close", returns="None"),
    Callable("elasticsearch.AsyncElasticsearch.*", is_async=True),
    Callable("elasticsearch.AsyncElasticsearch.close", returns="None", is_async=True),
    Callable("elasticsearch.AsyncElasticsearch.options", returns="self"),
    Callable("opensearchpy.AsyncOpenSearch.*", is_async=True),
    Callable("opensearchpy.AsyncOpenSearch.close", returns="None", is_async=True),
    # https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html
    Callable("boto3.client", DRIVER, "botocore.client.BaseClient", instead="`aioboto3`"),
    Callable(
        "boto3.resource", DRIVER, "boto3.resources.base.ServiceResource", instead="`aioboto3`"
    ),
    Callable("boto3.Session.client", DRIVER, "botocore.client.BaseClient", instead="`aioboto3`"),
    Callable(
        "boto3.Session.resource",
        DRIVER,
        "boto3.resources.base.ServiceResource",
        instead="`aioboto3`",
    ),
    Callable("botocore.client.BaseClient.*", DRIVER, instead="`aioboto3`"),
    Callable("botocore.client.BaseClient.can_paginate", returns="bool"),
    Callable("botocore.client.BaseClient.get_paginator", returns="botocore.paginate.Paginator"),
    Callable("botocore.client.BaseClient.get_waiter", returns="botocore.waiter.Waiter"),
    Callable("botocore.client.BaseClient.close", returns="None"),
    Callable("botocore.client.BaseClient.generate_presigned_url", returns="str"),
    Callable("botocore.client.BaseClient.generate_presigned_post"),
    Callable("botocore.client.BaseClient.exceptions", is_property=True),
    Callable("botocore.client.BaseClient.meta", is_property=True),
    Callable("botocore.paginate.Paginator.paginate", DRIVER, instead="`aioboto3`"),
    Callable("botocore.waiter.Waiter.wait", WAIT, "None", instead="`aioboto3`"),
    # Methods with a capital name a thing, the others ask for it.
    Callable("boto3.resources.base.ServiceResource.*", DRIVER, instead="`aioboto3`"),
    Callable("boto3.resources.base.ServiceResource.Alarm", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Bucket", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Group", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Image", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Instance", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Job", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Key", returns="self"),
    Callable("boto3.resources.base.ServiceResource.KeyPair", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Message", returns="self"),
    Callable("boto3.resources.base.ServiceResource.MultipartUpload", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Object", returns="self"),
    Callable("boto3.resources.base.ServiceResource.ObjectSummary", returns="self"),
    Callable("boto3.resources.base.ServiceResource.ObjectVersion", returns="self"),
    Callable("boto3.resources.base.ServiceResource.PlatformEndpoint", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Policy", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Queue", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Role", returns="self"),
    Callable("boto3.resources.base.ServiceResource.SecurityGroup", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Snapshot", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Stack", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Subnet", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Subscription", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Table", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Topic", returns="self"),
    Callable("boto3.resources.base.ServiceResource.User", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Vault", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Volume", returns="self"),
    Callable("boto3.resources.base.ServiceResource.Vpc", returns="self"),
    Callable("boto3.resources.base.ServiceResource.meta", is_property=True),
    Callable("boto3.resources.base.ServiceResource.objects", is_property=True),
    Callable("boto3.resources.base.ServiceResource.object_versions", is_property=True),
    Callable("boto3.resources.base.ServiceResource.buckets", is_property=True),
    Callable("boto3.resources.base.ServiceResource.tables", is_property=True),
    Callable("boto3.resources.base.ServiceResource.queues", is_property=True),
    Callable("boto3.resources.base.ServiceResource.instances", is_property=True),
    # https://pymemcache.readthedocs.io/
    # https://sendapatch.se/projects/pylibmc/
    Callable("memcache.Client.*", DRIVER, instead="`aiomcache`"),
    Callable("pymemcache.client.base.Client.*", DRIVER, instead="`aiomcache`"),
    Callable("pylibmc.Client.*", DRIVER, instead="`aiomcache`"),
    Callable("memcache.Client.check_key", returns="None"),
    Callable("memcache.Client.set_servers", returns="None"),
    Callable("memcache.Client.debuglog", returns="None"),
    Callable("pymemcache.client.base.Client.close", returns="None"),
    Callable("pymemcache.client.base.Client.check_key"),
    Callable("pylibmc.Client.clone", returns="self"),
    Callable("pylibmc.Client.get_behaviors"),
    Callable("pylibmc.Client.set_behaviors", returns="None"),
    Callable("pylibmc.Client.serialize"),
    Callable("pylibmc.Client.deserialize"),
    Callable("pylibmc.Client.hash", returns="int"),
)
