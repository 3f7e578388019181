from django.shortcuts import aget_object_or_404

from catalog.models import Product


class ProductMixin:
    """For class-based views whose address names a product."""

    async def get_product(self) -> Product:
        return await aget_object_or_404(Product.objects.listed(), sku=self.kwargs["sku"])
