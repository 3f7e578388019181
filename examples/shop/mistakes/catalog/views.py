import json
from decimal import Decimal

from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.shortcuts import aget_object_or_404, render
from django.views import View
from django.views.decorators.http import require_GET, require_POST

from catalog.mixins import ProductMixin
from catalog.models import Category, Product, Tag
from catalog.pagination import paginate
from catalog.serializers import category_row, product_page, product_row


@require_GET
async def storefront(request: HttpRequest):
    categories = [row async for row in Category.objects.with_product_counts()]
    products = [product async for product in Product.objects.listed()[:12]]
    context = {"categories": categories, "products": products}
    return await render(request, "catalog/storefront.html", context)  # mistake: ASL101


@require_GET
async def product_list(request: HttpRequest):
    products = Product.objects.listed()
    if slug := request.GET.get("category"):
        products = products.in_category(slug)
    page = paginate(products, request)  # mistake: ASL311
    return JsonResponse(
        {
            "products": [product_row(product) for product in page.items],
            "page": page.number,
            "pages": page.pages,
            "total": page.total,
        }
    )


@require_GET
async def product_detail(request: HttpRequest, sku: str):
    product = await aget_object_or_404(Product.objects.listed(), sku=sku)
    return JsonResponse(product_page(product, product.available))  # mistake: ASL311


@require_GET
async def category_list(request: HttpRequest):
    categories = Category.objects.with_product_counts().filter(active_products__gt=0)
    if not categories:  # mistake: ASL202
        return JsonResponse({"categories": [], "hint": "nothing is on sale"})
    return JsonResponse({"categories": [category_row(row) async for row in categories]})


@require_GET
async def search(request: HttpRequest):
    text = request.GET.get("q", "").strip()
    found = Product.objects.active().search(text).select_related("category")
    rows = [product_row(product) async for product in found[:10]]
    return JsonResponse({"products": rows, "total": found.count()})  # mistake: ASL201


@require_GET
async def compare(request: HttpRequest):
    """Two or more products side by side: `?sku=A&sku=B`."""
    skus = request.GET.getlist("sku")
    products = await Product.objects.listed().filter(sku__in=skus)  # mistake: ASL102
    return JsonResponse({"products": [product_row(product) for product in products]})


@require_GET
async def cheapest(request: HttpRequest, slug: str):
    candidates = Product.objects.listed().in_category(slug)
    product = candidates.cheapest()  # mistake: ASL201
    return JsonResponse({"product": product_row(product) if product else None})


@require_POST
async def tag_product(request: HttpRequest, sku: str):
    product = await aget_object_or_404(Product, sku=sku)
    tag, _ = await Tag.objects.aget_or_create(name=json.loads(request.body)["tag"].lower())
    product.tags.add(tag)  # mistake: ASL203
    return JsonResponse({"sku": product.sku, "tag": tag.name})


@require_POST
async def change_price(request: HttpRequest, sku: str):
    product = await aget_object_or_404(Product, sku=sku)
    product.price = Decimal(json.loads(request.body)["price"])
    product.save(update_fields=["price"])  # mistake: ASL203
    return JsonResponse({"sku": product.sku, "price": str(product.price)})


async def price_list(request: HttpRequest):
    """Every active product as CSV, row by row, however long the list is."""

    async def rows():
        yield "sku,price\r\n"
        async for product in Product.objects.active().only("sku", "price").aiterator():
            yield f"{product.sku},{product.price}\r\n"

    return StreamingHttpResponse(rows(), content_type="text/csv")


class StockView(ProductMixin, View):
    async def get(self, request: HttpRequest, sku: str):
        product = self.get_product()  # mistake: ASL311
        return JsonResponse({"sku": product.sku, "stock": product.stock})

    async def post(self, request: HttpRequest, sku: str):
        """Book a delivery in."""
        quantity = int(json.loads(request.body)["quantity"])
        found = Product.objects.restock(sku, quantity)  # mistake: ASL201
        return JsonResponse({"sku": sku, "added": quantity if found else 0})
