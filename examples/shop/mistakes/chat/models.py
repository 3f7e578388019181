from django.db import models
from django.utils import timezone

from orders.models import Customer


class Thread(models.Model):
    """A conversation between a customer and the support desk."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="threads")
    subject = models.CharField(max_length=120)

    def __str__(self):
        return self.subject


class Message(models.Model):
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField(max_length=120)
    text = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self):
        return self.text[:40]
