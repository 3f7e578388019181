"""Views that are still being written; nothing imports this file yet."""

from django.http import JsonResponse

from catalog.models import Product


def async recommended(request):  # mistake: ASL002
    skus = [product.sku async for product in Product.objects.active()[:5]]
    return JsonResponse({"recommended": skus})


def newest(request):
    product = await Product.objects.order_by("-pk").afirst()  # mistake: ASL110
    return JsonResponse({"newest": product.sku})
