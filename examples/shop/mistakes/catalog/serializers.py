"""What the JSON API says about products. Nothing here queries, given `for_display()` products."""

from catalog.models import Category, Product


def product_row(product: Product) -> dict:
    return {
        "sku": product.sku,
        "name": product.name,
        "price": str(product.price),
        "category": product.category.slug,
    }


def product_page(product: Product, available: int) -> dict:
    return {
        **product_row(product),
        "description": product.detail.description,
        "weight_grams": product.detail.weight_grams,
        "tags": sorted(tag.name for tag in product.tags.all()),
        "available": available,
    }


def category_row(category: Category) -> dict:
    return {"slug": category.slug, "name": category.name, "products": category.active_products}
