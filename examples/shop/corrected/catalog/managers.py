from django.db import models
from django.db.models import Count, F, Q


class ProductQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def in_category(self, slug):
        return self.filter(category__slug=slug)

    def search(self, text):
        return self.filter(Q(name__icontains=text) | Q(tags__name__iexact=text)).distinct()

    def for_display(self):
        """Everything that `catalog.serializers` touches, loaded up front."""
        return self.select_related("category", "detail").prefetch_related("tags")

    async def acheapest(self):
        return await self.order_by("price", "sku").afirst()


class ProductManager(models.Manager.from_queryset(ProductQuerySet)):
    def listed(self):
        return self.get_queryset().active().for_display()

    def restock(self, sku, quantity):
        """Add to the stock and return the number of products found. Queries: for sync code."""
        return self.filter(sku=sku).update(stock=F("stock") + quantity)

    async def arestock(self, sku, quantity):
        return await self.filter(sku=sku).aupdate(stock=F("stock") + quantity)


class CategoryQuerySet(models.QuerySet):
    def with_product_counts(self):
        return self.annotate(active_products=Count("products", filter=Q(products__is_active=True)))
