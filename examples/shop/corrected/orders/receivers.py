from asgiref.sync import async_to_sync
from django.db.models.signals import post_save
from django.dispatch import receiver

from orders.models import Order
from orders.notifications import broadcast_status


@receiver(post_save, sender=Order)
def announce_status(sender, instance, update_fields, **kwargs):
    """Runs in the thread of `save()`, also below `asave()`."""
    if update_fields and "status" in update_fields:
        async_to_sync(broadcast_status)(instance.number, instance.status)
