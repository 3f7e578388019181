from django.urls import path

from chat.consumers import OrderStatusConsumer, SupportConsumer

websocket_urlpatterns = [
    path("ws/support/<int:thread_id>/", SupportConsumer.as_asgi()),
    path("ws/orders/<str:number>/", OrderStatusConsumer.as_asgi()),
]
