from django.db import models
from django.db.models import Sum

from catalog.managers import CategoryQuerySet, ProductManager


class Category(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name


class Tag(models.Model):
    name = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.name


class Product(models.Model):
    sku = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    stock = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    tags = models.ManyToManyField(Tag, blank=True, related_name="products")

    objects = ProductManager()

    class Meta:
        ordering = ["name", "sku"]

    def __str__(self):
        return self.name

    @property
    def available(self):
        """Stock that no open order holds."""
        held = self.reservations.filter(released_at=None).aggregate(total=Sum("quantity"))
        return self.stock - (held["total"] or 0)


class ProductDetail(models.Model):
    """The long text and the measures, which lists do not need."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="detail")
    description = models.TextField(blank=True)
    weight_grams = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.weight_grams} g"


class MissingPage(models.Model):
    path = models.CharField(max_length=400, unique=True)
    hits = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.path
