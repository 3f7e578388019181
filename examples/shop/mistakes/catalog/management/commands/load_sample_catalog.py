"""`manage.py load_sample_catalog`: enough goods and customers to try the shop out."""

from decimal import Decimal

from django.core.management.base import BaseCommand

from catalog.models import Category, Product, ProductDetail, Tag
from orders.models import Customer, DiscountRule

PRODUCTS = [
    # sku, name, price, stock, weight in grams, category, tags
    ("KET-01", "Gooseneck kettle", "64.00", 12, 1100, "brewing", ["steel"]),
    ("DRI-02", "Ceramic dripper", "21.50", 30, 420, "brewing", ["ceramic", "gift"]),
    ("FIL-03", "Paper filters, 100 pieces", "5.20", 400, 160, "brewing", []),
    ("GRI-04", "Hand grinder", "89.00", 6, 680, "grinding", ["steel", "gift"]),
    ("BEA-05", "Sidamo beans, 500 g", "13.90", 80, 510, "beans", ["organic"]),
]


class Command(BaseCommand):
    help = "Load a small catalogue, a discount and a customer."

    def handle(self, *args, **options):
        for sku, name, price, stock, grams, slug, tags in PRODUCTS:
            category, _ = Category.objects.get_or_create(
                slug=slug, defaults={"name": slug.capitalize()}
            )
            product, _ = Product.objects.update_or_create(
                sku=sku,
                defaults={
                    "name": name,
                    "price": Decimal(price),
                    "stock": stock,
                    "category": category,
                },
            )
            ProductDetail.objects.update_or_create(
                product=product,
                defaults={"weight_grams": grams, "description": f"{name}, from our own shelf."},
            )
            product.tags.set([Tag.objects.get_or_create(name=tag)[0] for tag in tags])
        DiscountRule.objects.get_or_create(minimum=Decimal(100), defaults={"percent": 10})
        Customer.objects.get_or_create(
            token="sample-token", defaults={"name": "Ada", "email": "ada@shop.example"}
        )
        self.stdout.write(f"{Product.objects.count()} products are in the catalogue")
