from decimal import Decimal

from django.db import models
from django.db.models import Sum
from django.utils import timezone

from catalog.models import Product


class Customer(models.Model):
    name = models.CharField(max_length=120)
    email = models.EmailField(unique=True)
    token = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return self.name


class OrderQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(status__in=[Order.Status.PLACED, Order.Status.PAID])

    def placed_on(self, day):
        return self.filter(placed_at__date=day)


class Payable(models.Model):
    """Something that payments are booked on."""

    class Meta:
        abstract = True

    def amount_due(self):
        raise NotImplementedError

    @property
    def outstanding(self):
        """What is still to be paid. Queries: for sync code, see `aoutstanding`."""
        paid = Payment.objects.filter(order_id=self.pk).aggregate(total=Sum("amount"))
        return self.amount_due() - (paid["total"] or Decimal(0))

    async def aoutstanding(self):
        paid = await Payment.objects.filter(order_id=self.pk).aaggregate(total=Sum("amount"))
        return self.amount_due() - (paid["total"] or Decimal(0))


class Order(Payable):
    class Status(models.TextChoices):
        PLACED = "placed"
        PAID = "paid"
        SHIPPED = "shipped"
        DELIVERED = "delivered"
        CANCELLED = "cancelled"

    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLACED)
    country = models.CharField(max_length=2)
    goods = models.DecimalField(max_digits=10, decimal_places=2)
    shipping = models.DecimalField(max_digits=8, decimal_places=2)
    placed_at = models.DateTimeField(default=timezone.now)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]

    def __str__(self):
        return self.number

    def amount_due(self):
        return self.goods + self.shipping

    async def arelease_stock(self):
        """Give back what the order holds; the number of lines released."""
        held = self.reservations.filter(released_at=None)
        return await held.aupdate(released_at=timezone.now())


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="order_lines")
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.quantity} at {self.unit_price}"


class Reservation(models.Model):
    """Stock held for an order until it leaves the house or is cancelled."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="reservations")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="reservations")
    quantity = models.PositiveIntegerField()
    released_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.quantity} held"


class Payment(models.Model):
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    reference = models.CharField(max_length=40, unique=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)

    def __str__(self):
        return self.reference


class DiscountRule(models.Model):
    """So many percent off baskets of at least `minimum`."""

    minimum = models.DecimalField(max_digits=8, decimal_places=2, unique=True)
    percent = models.PositiveSmallIntegerField()

    def __str__(self):
        return f"{self.percent} % from {self.minimum}"
