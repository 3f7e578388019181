"""Django's files, storages and what file fields hold."""

from __future__ import annotations

from asynclint.knowledge.schema import CONTEXT, FILE, ITERABLE, MODEL, Callable, Class, Value

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/ref/files/storage/
    Class(
        "django.core.files.storage.Storage",
        aliases=("django.core.files.storage.base.Storage",),
        complete=True,
    ),
    Class(
        "django.core.files.storage.FileSystemStorage",
        bases=("django.core.files.storage.Storage",),
        aliases=("django.core.files.storage.filesystem.FileSystemStorage",),
        complete=True,
    ),
    Class(
        "django.core.files.storage.InMemoryStorage",
        bases=("django.core.files.storage.Storage",),
        aliases=("django.core.files.storage.memory.InMemoryStorage",),
        complete=True,
    ),
    Class(
        "django.core.files.storage.StorageHandler",
        aliases=("django.core.files.storage.handler.StorageHandler",),
        complete=True,
    ),
    Class(
        "django.contrib.staticfiles.storage.StaticFilesStorage",
        bases=("django.core.files.storage.FileSystemStorage",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/files/file/
    Class(
        "django.core.files.File",
        aliases=("django.core.files.base.File",),
        traits=(ITERABLE, CONTEXT),
        attributes=(("name", "str | None"), ("mode", "str")),
        complete=True,
    ),
    Class("django.core.files.base.ContentFile", bases=("django.core.files.File",), complete=True),
    Class("django.core.files.images.ImageFile", bases=("django.core.files.File",), complete=True),
    Class(
        "django.core.files.uploadedfile.UploadedFile",
        bases=("django.core.files.File",),
        attributes=(("content_type", "str | None"), ("charset", "str | None")),
        complete=True,
    ),
    Class(
        "django.core.files.uploadedfile.TemporaryUploadedFile",
        bases=("django.core.files.uploadedfile.UploadedFile",),
        complete=True,
    ),
    Class(
        "django.core.files.uploadedfile.InMemoryUploadedFile",
        bases=("django.core.files.uploadedfile.UploadedFile",),
        complete=True,
    ),
    Class(
        "django.core.files.uploadedfile.SimpleUploadedFile",
        bases=("django.core.files.uploadedfile.InMemoryUploadedFile",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/models/fields/#django.db.models.fields.files.FieldFile
    Class(
        "django.db.models.fields.files.FieldFile",
        bases=("django.core.files.File",),
        attributes=(("storage", "django.core.files.storage.Storage"),),
        complete=True,
    ),
    Class(
        "django.db.models.fields.files.ImageFieldFile",
        bases=("django.core.files.images.ImageFile", "django.db.models.fields.files.FieldFile"),
        complete=True,
    ),
)

VALUES = (
    Value("django.core.files.storage.default_storage", "django.core.files.storage.Storage"),
    Value("django.core.files.storage.storages", "django.core.files.storage.StorageHandler"),
    Value(
        "django.contrib.staticfiles.storage.staticfiles_storage",
        "django.contrib.staticfiles.storage.StaticFilesStorage",
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/ref/files/storage/
    Callable("django.core.files.storage.Storage.open", FILE, "django.core.files.File"),
    Callable("django.core.files.storage.Storage.save", FILE, "str"),
    Callable("django.core.files.storage.Storage.delete", FILE, "None"),
    Callable("django.core.files.storage.Storage.exists", FILE, "bool"),
    Callable("django.core.files.storage.Storage.listdir", FILE, "tuple[list[str], list[str]]"),
    Callable("django.core.files.storage.Storage.size", FILE, "int"),
    Callable("django.core.files.storage.Storage.get_accessed_time", FILE, "datetime.datetime"),
    Callable("django.core.files.storage.Storage.get_created_time", FILE, "datetime.datetime"),
    Callable("django.core.files.storage.Storage.get_modified_time", FILE, "datetime.datetime"),
    Callable("django.core.files.storage.Storage.get_available_name", FILE, "str"),
    Callable("django.core.files.storage.Storage.get_alternative_name", returns="str"),
    Callable("django.core.files.storage.Storage.get_valid_name", returns="str"),
    Callable("django.core.files.storage.Storage.generate_filename", returns="str"),
    Callable("django.core.files.storage.Storage.path", returns="str"),
    Callable("django.core.files.storage.Storage.url", returns="str"),
    Callable("django.core.files.storage.Storage.is_name_available", FILE, "bool", since=(5, 1)),
    Callable("django.core.files.storage.InMemoryStorage.*"),
    Callable(
        "django.core.files.storage.InMemoryStorage.open",
        returns="django.core.files.base.ContentFile",
        since=(4, 2),
    ),
    Callable("django.core.files.storage.InMemoryStorage.save", returns="str", since=(4, 2)),
    Callable("django.core.files.storage.InMemoryStorage.exists", returns="bool", since=(4, 2)),
    Callable("django.core.files.storage.InMemoryStorage.size", returns="int", since=(4, 2)),
    Callable("django.core.files.storage.InMemoryStorage.url", returns="str", since=(4, 2)),
    Callable(
        "django.core.files.storage.StorageHandler.__getitem__",
        returns="django.core.files.storage.Storage",
        since=(4, 2),
    ),
    # https://docs.djangoproject.com/en/6.1/ref/files/file/
    Callable("django.core.files.File.read", FILE, "str | bytes"),
    Callable("django.core.files.File.readline", FILE, "str | bytes"),
    Callable("django.core.files.File.readlines", FILE, "list[str | bytes]"),
    Callable("django.core.files.File.write", FILE, "int"),
    Callable("django.core.files.File.writelines", FILE, "None"),
    Callable("django.core.files.File.flush", FILE, "None"),
    Callable("django.core.files.File.truncate", FILE, "int"),
    Callable("django.core.files.File.readinto", FILE, "int"),
    Callable("django.core.files.File.open", FILE, "self"),
    Callable("django.core.files.File.chunks", returns="iterator[bytes]", consumed=FILE),
    Callable("django.core.files.File.__iter__", FILE, "iterator[str | bytes]"),
    Callable("django.core.files.File.__enter__", returns="self"),
    Callable("django.core.files.File.multiple_chunks", returns="bool"),
    Callable("django.core.files.File.close", returns="None"),
    Callable("django.core.files.File.seek", returns="int"),
    Callable("django.core.files.File.tell", returns="int"),
    Callable("django.core.files.File.closed", returns="bool", is_property=True),
    Callable("django.core.files.File.size", FILE, "int", is_property=True),
    # In memory.
    Callable("django.core.files.base.ContentFile.*"),
    Callable("django.core.files.base.ContentFile.size", returns="int", is_property=True),
    Callable("django.core.files.base.ContentFile.open", returns="self"),
    Callable("django.core.files.base.ContentFile.chunks", returns="iterator[bytes]"),
    Callable("django.core.files.base.ContentFile.__iter__", returns="iterator[str | bytes]"),
    Callable("django.core.files.base.ContentFile.read", returns="str | bytes"),
    Callable("django.core.files.base.ContentFile.readline", returns="str | bytes"),
    Callable("django.core.files.base.ContentFile.readlines", returns="list[str | bytes]"),
    # https://docs.djangoproject.com/en/6.1/ref/files/uploads/
    # Django chooses by size whether an upload lies in memory.
    Callable("django.core.files.uploadedfile.UploadedFile.read", returns="bytes", opaque=True),
    Callable("django.core.files.uploadedfile.UploadedFile.readline", returns="bytes", opaque=True),
    Callable(
        "django.core.files.uploadedfile.UploadedFile.readlines", returns="list[bytes]", opaque=True
    ),
    Callable(
        "django.core.files.uploadedfile.UploadedFile.chunks",
        returns="iterator[bytes]",
        opaque=True,
    ),
    Callable(
        "django.core.files.uploadedfile.UploadedFile.__iter__",
        returns="iterator[bytes]",
        opaque=True,
    ),
    Callable("django.core.files.uploadedfile.UploadedFile.open", returns="self", opaque=True),
    Callable("django.core.files.uploadedfile.UploadedFile.size", returns="int", is_property=True),
    Callable("django.core.files.uploadedfile.TemporaryUploadedFile.read", FILE, "bytes"),
    Callable("django.core.files.uploadedfile.TemporaryUploadedFile.readline", FILE, "bytes"),
    Callable("django.core.files.uploadedfile.TemporaryUploadedFile.readlines", FILE, "list[bytes]"),
    Callable(
        "django.core.files.uploadedfile.TemporaryUploadedFile.chunks",
        returns="iterator[bytes]",
        consumed=FILE,
    ),
    Callable(
        "django.core.files.uploadedfile.TemporaryUploadedFile.__iter__", FILE, "iterator[bytes]"
    ),
    # https://docs.djangoproject.com/en/6.1/ref/models/fields/#django.db.models.fields.files.FieldFile
    # Both save the model instance too, unless told `save=False`.
    Callable("django.db.models.fields.files.FieldFile.save", MODEL, "None"),
    Callable("django.db.models.fields.files.FieldFile.delete", MODEL, "None"),
    Callable("django.db.models.fields.files.FieldFile.open", FILE, "self"),
    Callable("django.db.models.fields.files.FieldFile.size", FILE, "int", is_property=True),
    Callable(
        "django.db.models.fields.files.FieldFile.file",
        FILE,
        "django.core.files.File",
        is_property=True,
    ),
    Callable("django.db.models.fields.files.FieldFile.url", returns="str", is_property=True),
    Callable("django.db.models.fields.files.FieldFile.path", returns="str", is_property=True),
    Callable("django.core.files.images.ImageFile.width", FILE, "int", is_property=True),
    Callable("django.core.files.images.ImageFile.height", FILE, "int", is_property=True),
    Callable(
        "django.core.files.images.get_image_dimensions", FILE, "tuple[int | None, int | None]"
    ),
    Callable("django.core.files.move.file_move_safe", FILE, "None"),
)
