from django.urls import path

from catalog import views

urlpatterns = [
    path("", views.storefront, name="storefront"),
    path("products/", views.product_list, name="product-list"),
    path("products/compare/", views.compare, name="compare"),
    path("products/prices.csv", views.price_list, name="price-list"),
    path("products/search/", views.search, name="search"),
    path("products/<str:sku>/", views.product_detail, name="product-detail"),
    path("products/<str:sku>/price/", views.change_price, name="change-price"),
    path("products/<str:sku>/stock/", views.StockView.as_view(), name="stock"),
    path("products/<str:sku>/tags/", views.tag_product, name="tag-product"),
    path("categories/", views.category_list, name="category-list"),
    path("categories/<slug:slug>/cheapest/", views.cheapest, name="cheapest"),
]
