"""Views that are still being written; nothing imports this file yet."""

from django.http import JsonResponse

from catalog.models import Product


async def recommended(request):
    skus = [product.sku async for product in Product.objects.active()[:5]]
    return JsonResponse({"recommended": skus})


async def newest(request):
    product = await Product.objects.order_by("-pk").afirst()
    return JsonResponse({"newest": product.sku})
