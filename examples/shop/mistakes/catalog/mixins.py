from catalog.models import Product


class ProductMixin:
    """For class-based views whose address names a product."""

    def get_product(self) -> Product:
        return Product.objects.listed().get(sku=self.kwargs["sku"])
