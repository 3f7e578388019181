"""Django's model fields: what an instance's attribute holds, and which fields are relations.

A field with `null=True` may hold None besides.
"""

from __future__ import annotations

from asynclint.knowledge.schema import Field

FIELDS = (
    # https://docs.djangoproject.com/en/6.1/ref/models/fields/#field-types
    Field("django.db.models.AutoField", "int", aliases=("django.db.models.fields.AutoField",)),
    Field(
        "django.db.models.BigAutoField", "int", aliases=("django.db.models.fields.BigAutoField",)
    ),
    Field(
        "django.db.models.SmallAutoField",
        "int",
        aliases=("django.db.models.fields.SmallAutoField",),
    ),
    Field(
        "django.db.models.BigIntegerField",
        "int",
        aliases=("django.db.models.fields.BigIntegerField",),
    ),
    Field(
        "django.db.models.IntegerField", "int", aliases=("django.db.models.fields.IntegerField",)
    ),
    Field(
        "django.db.models.SmallIntegerField",
        "int",
        aliases=("django.db.models.fields.SmallIntegerField",),
    ),
    Field(
        "django.db.models.PositiveBigIntegerField",
        "int",
        aliases=("django.db.models.fields.PositiveBigIntegerField",),
    ),
    Field(
        "django.db.models.PositiveIntegerField",
        "int",
        aliases=("django.db.models.fields.PositiveIntegerField",),
    ),
    Field(
        "django.db.models.PositiveSmallIntegerField",
        "int",
        aliases=("django.db.models.fields.PositiveSmallIntegerField",),
    ),
    Field("django.db.models.OrderWrt", "int", aliases=("django.db.models.fields.proxy.OrderWrt",)),
    Field(
        "django.db.models.BooleanField", "bool", aliases=("django.db.models.fields.BooleanField",)
    ),
    Field(
        "django.db.models.NullBooleanField",
        "bool | None",
        aliases=("django.db.models.fields.NullBooleanField",),
    ),
    Field("django.db.models.CharField", "str", aliases=("django.db.models.fields.CharField",)),
    Field(
        "django.db.models.CommaSeparatedIntegerField",
        "str",
        aliases=("django.db.models.fields.CommaSeparatedIntegerField",),
    ),
    Field("django.db.models.EmailField", "str", aliases=("django.db.models.fields.EmailField",)),
    Field(
        "django.db.models.FilePathField", "str", aliases=("django.db.models.fields.FilePathField",)
    ),
    Field(
        "django.db.models.GenericIPAddressField",
        "str",
        aliases=("django.db.models.fields.GenericIPAddressField",),
    ),
    Field(
        "django.db.models.IPAddressField",
        "str",
        aliases=("django.db.models.fields.IPAddressField",),
    ),
    Field("django.db.models.SlugField", "str", aliases=("django.db.models.fields.SlugField",)),
    Field("django.db.models.TextField", "str", aliases=("django.db.models.fields.TextField",)),
    Field("django.db.models.URLField", "str", aliases=("django.db.models.fields.URLField",)),
    Field(
        "django.db.models.DateField",
        "datetime.date",
        aliases=("django.db.models.fields.DateField",),
    ),
    Field(
        "django.db.models.DateTimeField",
        "datetime.datetime",
        aliases=("django.db.models.fields.DateTimeField",),
    ),
    Field(
        "django.db.models.TimeField",
        "datetime.time",
        aliases=("django.db.models.fields.TimeField",),
    ),
    Field(
        "django.db.models.DurationField",
        "datetime.timedelta",
        aliases=("django.db.models.fields.DurationField",),
    ),
    Field(
        "django.db.models.DecimalField",
        "decimal.Decimal",
        aliases=("django.db.models.fields.DecimalField",),
    ),
    Field("django.db.models.FloatField", "float", aliases=("django.db.models.fields.FloatField",)),
    Field(
        "django.db.models.UUIDField", "uuid.UUID", aliases=("django.db.models.fields.UUIDField",)
    ),
    # Which of the two depends on the database.
    Field(
        "django.db.models.BinaryField",
        "bytes | memoryview",
        aliases=("django.db.models.fields.BinaryField",),
    ),
    Field(
        "django.db.models.FileField",
        "django.db.models.fields.files.FieldFile",
        aliases=("django.db.models.fields.files.FileField",),
    ),
    Field(
        "django.db.models.ImageField",
        "django.db.models.fields.files.ImageFieldFile",
        aliases=("django.db.models.fields.files.ImageField",),
    ),
    # The value has the type of what is stored, of another field's, or of a subclass's.
    Field("django.db.models.JSONField", aliases=("django.db.models.fields.json.JSONField",)),
    Field(
        "django.db.models.GeneratedField",
        aliases=("django.db.models.fields.generated.GeneratedField",),
    ),
    Field("django.db.models.Field", aliases=("django.db.models.fields.Field",)),
    Field(
        "django.db.models.CompositePrimaryKey",
        "tuple[object, ...]",
        aliases=("django.db.models.fields.composite.CompositePrimaryKey",),
    ),
    # https://docs.djangoproject.com/en/6.1/ref/models/fields/#relationship-fields
    Field(
        "django.db.models.ForeignKey",
        relation="to-one",
        aliases=("django.db.models.fields.related.ForeignKey",),
    ),
    Field(
        "django.db.models.OneToOneField",
        relation="to-one",
        aliases=("django.db.models.fields.related.OneToOneField",),
    ),
    Field(
        "django.db.models.ForeignObject",
        relation="to-one",
        aliases=("django.db.models.fields.related.ForeignObject",),
    ),
    Field(
        "django.db.models.ManyToManyField",
        relation="to-many",
        aliases=("django.db.models.fields.related.ManyToManyField",),
    ),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/contenttypes/#generic-relations
    Field("django.contrib.contenttypes.fields.GenericForeignKey", relation="to-one"),
    Field("django.contrib.contenttypes.fields.GenericRelation", relation="to-many"),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/postgres/fields/
    Field(
        "django.contrib.postgres.fields.ArrayField",
        "list[object]",
        aliases=("django.contrib.postgres.fields.array.ArrayField",),
    ),
    Field(
        "django.contrib.postgres.fields.HStoreField",
        "dict[str, object]",
        aliases=("django.contrib.postgres.fields.hstore.HStoreField",),
    ),
    Field(
        "django.contrib.postgres.fields.JSONField",
        aliases=("django.contrib.postgres.fields.jsonb.JSONField",),
    ),
    Field(
        "django.contrib.postgres.fields.CICharField",
        "str",
        aliases=("django.contrib.postgres.fields.citext.CICharField",),
    ),
    Field(
        "django.contrib.postgres.fields.CIEmailField",
        "str",
        aliases=("django.contrib.postgres.fields.citext.CIEmailField",),
    ),
    Field(
        "django.contrib.postgres.fields.CITextField",
        "str",
        aliases=("django.contrib.postgres.fields.citext.CITextField",),
    ),
    Field(
        "django.contrib.postgres.fields.RangeField",
        aliases=("django.contrib.postgres.fields.ranges.RangeField",),
    ),
    Field(
        "django.contrib.postgres.fields.IntegerRangeField",
        aliases=("django.contrib.postgres.fields.ranges.IntegerRangeField",),
    ),
    Field(
        "django.contrib.postgres.fields.BigIntegerRangeField",
        aliases=("django.contrib.postgres.fields.ranges.BigIntegerRangeField",),
    ),
    Field(
        "django.contrib.postgres.fields.DecimalRangeField",
        aliases=("django.contrib.postgres.fields.ranges.DecimalRangeField",),
    ),
    Field(
        "django.contrib.postgres.fields.DateTimeRangeField",
        aliases=("django.contrib.postgres.fields.ranges.DateTimeRangeField",),
    ),
    Field(
        "django.contrib.postgres.fields.DateRangeField",
        aliases=("django.contrib.postgres.fields.ranges.DateRangeField",),
    ),
    Field("django.contrib.postgres.search.SearchVectorField", "str"),
    Field("django.contrib.postgres.search.SearchQueryField"),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/gis/model-api/
    Field(
        "django.contrib.gis.db.models.GeometryField",
        aliases=("django.contrib.gis.db.models.fields.GeometryField",),
    ),
    Field(
        "django.contrib.gis.db.models.PointField",
        aliases=("django.contrib.gis.db.models.fields.PointField",),
    ),
    Field(
        "django.contrib.gis.db.models.LineStringField",
        aliases=("django.contrib.gis.db.models.fields.LineStringField",),
    ),
    Field(
        "django.contrib.gis.db.models.PolygonField",
        aliases=("django.contrib.gis.db.models.fields.PolygonField",),
    ),
    Field(
        "django.contrib.gis.db.models.MultiPointField",
        aliases=("django.contrib.gis.db.models.fields.MultiPointField",),
    ),
    Field(
        "django.contrib.gis.db.models.MultiLineStringField",
        aliases=("django.contrib.gis.db.models.fields.MultiLineStringField",),
    ),
    Field(
        "django.contrib.gis.db.models.MultiPolygonField",
        aliases=("django.contrib.gis.db.models.fields.MultiPolygonField",),
    ),
    Field(
        "django.contrib.gis.db.models.GeometryCollectionField",
        aliases=("django.contrib.gis.db.models.fields.GeometryCollectionField",),
    ),
    Field(
        "django.contrib.gis.db.models.RasterField",
        aliases=("django.contrib.gis.db.models.fields.RasterField",),
    ),
)
