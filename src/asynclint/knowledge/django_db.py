"""Django's transactions and database connections."""

from __future__ import annotations

from asynclint.knowledge.schema import CONTEXT, ITERABLE, TRANSACTION, Callable, Class, Value

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/topics/db/transactions/
    Class("django.db.transaction.Atomic", traits=(CONTEXT,), complete=True),
    # https://docs.djangoproject.com/en/6.1/topics/db/sql/#executing-custom-sql-directly
    Class(
        "django.db.backends.base.base.BaseDatabaseWrapper",
        attributes=(
            ("alias", "str"),
            ("vendor", "str"),
            ("in_atomic_block", "bool"),
            ("settings_dict", "dict[str, object]"),
            ("introspection", "django.db.backends.base.introspection.BaseDatabaseIntrospection"),
        ),
        complete=True,
    ),
    Class("django.db.backends.base.introspection.BaseDatabaseIntrospection", complete=True),
    Class(
        "django.db.backends.base.schema.BaseDatabaseSchemaEditor", traits=(CONTEXT,), complete=True
    ),
    Class("django.db.backends.utils.CursorWrapper", traits=(CONTEXT, ITERABLE), complete=True),
    Class(
        "django.db.backends.utils.CursorDebugWrapper",
        bases=("django.db.backends.utils.CursorWrapper",),
        complete=True,
    ),
    Class("django.utils.connection.BaseConnectionHandler", traits=(ITERABLE,), complete=True),
    Class(
        "django.db.utils.ConnectionHandler",
        bases=("django.utils.connection.BaseConnectionHandler",),
        aliases=("django.db.ConnectionHandler",),
        complete=True,
    ),
    Class("django.db.migrations.executor.MigrationExecutor", complete=True),
)

VALUES = (
    Value(
        "django.db.connection",
        "django.db.backends.base.base.BaseDatabaseWrapper",
    ),
    Value("django.db.connections", "django.db.utils.ConnectionHandler"),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/topics/db/transactions/
    Callable("django.db.transaction.atomic", returns="django.db.transaction.Atomic"),
    Callable("django.db.transaction.Atomic.__enter__", TRANSACTION, "None"),
    Callable("django.db.transaction.Atomic.__exit__", TRANSACTION, "None"),
    # As a decorator: what it gives runs in a transaction.
    Callable("django.db.transaction.Atomic.__call__"),
    Callable("django.db.transaction.on_commit", TRANSACTION, "None"),
    Callable("django.db.transaction.get_autocommit", TRANSACTION, "bool"),
    Callable("django.db.transaction.set_autocommit", TRANSACTION, "None"),
    Callable("django.db.transaction.commit", TRANSACTION, "None"),
    Callable("django.db.transaction.rollback", TRANSACTION, "None"),
    Callable("django.db.transaction.savepoint", TRANSACTION, "str"),
    Callable("django.db.transaction.savepoint_commit", TRANSACTION, "None"),
    Callable("django.db.transaction.savepoint_rollback", TRANSACTION, "None"),
    Callable("django.db.transaction.clean_savepoints", TRANSACTION, "None"),
    Callable(
        "django.db.transaction.get_connection",
        returns="django.db.backends.base.base.BaseDatabaseWrapper",
    ),
    Callable("django.db.transaction.get_rollback", returns="bool"),
    Callable("django.db.transaction.set_rollback", returns="None"),
    Callable("django.db.transaction.mark_for_rollback_on_error"),
    # https://docs.djangoproject.com/en/6.1/topics/db/sql/#executing-custom-sql-directly
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.cursor",
        TRANSACTION,
        "django.db.backends.utils.CursorWrapper",
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.chunked_cursor",
        TRANSACTION,
        "django.db.backends.utils.CursorWrapper",
    ),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.connect", TRANSACTION, "None"),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", TRANSACTION, "None"
    ),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.close", TRANSACTION, "None"),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.commit", TRANSACTION, "None"),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.rollback", TRANSACTION, "None"),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.savepoint", TRANSACTION, "str"),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.savepoint_commit", TRANSACTION, "None"
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.savepoint_rollback", TRANSACTION, "None"
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.clean_savepoints", TRANSACTION, "None"
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.get_autocommit", TRANSACTION, "bool"
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.set_autocommit", TRANSACTION, "None"
    ),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.on_commit", TRANSACTION, "None"),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.check_constraints", TRANSACTION, "None"
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.constraint_checks_disabled", TRANSACTION
    ),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.temporary_connection", TRANSACTION),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.schema_editor",
        returns="django.db.backends.base.schema.BaseDatabaseSchemaEditor",
    ),
    Callable(
        "django.db.backends.base.schema.BaseDatabaseSchemaEditor.__enter__", TRANSACTION, "self"
    ),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.close_if_unusable_or_obsolete",
        returns="None",
    ),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.execute_wrapper"),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.get_rollback", returns="bool"),
    Callable("django.db.backends.base.base.BaseDatabaseWrapper.set_rollback", returns="None"),
    Callable(
        "django.db.backends.base.base.BaseDatabaseWrapper.queries",
        returns="list[dict[str, str]]",
        is_property=True,
    ),
    Callable(
        "django.db.backends.base.introspection.BaseDatabaseIntrospection.table_names",
        TRANSACTION,
        "list[str]",
    ),
    Callable(
        "django.db.backends.base.introspection.BaseDatabaseIntrospection.django_table_names",
        TRANSACTION,
        "list[str]",
    ),
    Callable("django.db.backends.utils.CursorWrapper.execute", TRANSACTION),
    Callable("django.db.backends.utils.CursorWrapper.executemany", TRANSACTION),
    Callable("django.db.backends.utils.CursorWrapper.callproc", TRANSACTION),
    Callable(
        "django.db.backends.utils.CursorWrapper.fetchone", TRANSACTION, "tuple[object, ...] | None"
    ),
    Callable(
        "django.db.backends.utils.CursorWrapper.fetchmany", TRANSACTION, "list[tuple[object, ...]]"
    ),
    Callable(
        "django.db.backends.utils.CursorWrapper.fetchall", TRANSACTION, "list[tuple[object, ...]]"
    ),
    Callable(
        "django.db.backends.utils.CursorWrapper.__iter__",
        TRANSACTION,
        "iterator[tuple[object, ...]]",
    ),
    Callable("django.db.backends.utils.CursorWrapper.__enter__", returns="self"),
    Callable(
        "django.db.utils.ConnectionHandler.__getitem__",
        returns="django.db.backends.base.base.BaseDatabaseWrapper",
    ),
    Callable(
        "django.db.utils.ConnectionHandler.all",
        returns="list[django.db.backends.base.base.BaseDatabaseWrapper]",
    ),
    Callable("django.db.utils.ConnectionHandler.close_all", returns="None", opaque=True),
    Callable("django.db.close_old_connections", returns="None"),
    Callable("django.db.reset_queries", returns="None"),
    Callable("django.db.migrations.executor.MigrationExecutor", TRANSACTION),
)
