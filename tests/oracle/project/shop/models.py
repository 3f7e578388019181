"""The models that example programs may always import."""

from __future__ import annotations

from decimal import Decimal

from django.db import models


class Publisher(models.Model):
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Author(models.Model):
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name

    @property
    def book_count(self) -> int:
        return self.books.count()

    def latest_book(self) -> Book | None:
        return self.books.order_by("-published").first()


class Profile(models.Model):
    author = models.OneToOneField(Author, on_delete=models.CASCADE, related_name="profile")
    biography = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"profile of {self.author.name}"


class Tag(models.Model):
    name = models.CharField(max_length=50, unique=True)

    def __str__(self) -> str:
        return self.name


class BookQuerySet(models.QuerySet):
    def affordable(self, limit: int = 20) -> BookQuerySet:
        return self.filter(price__lte=limit)

    def by(self, author: Author) -> BookQuerySet:
        return self.filter(author=author)

    def titles(self) -> list[str]:
        return list(self.values_list("title", flat=True))

    def total_price(self) -> Decimal:
        return self.aggregate(total=models.Sum("price"))["total"]

    async def atitles(self) -> list[str]:
        return [title async for title in self.values_list("title", flat=True)]


class BookManager(models.Manager.from_queryset(BookQuerySet)):
    def tagged(self, name: str) -> BookQuerySet:
        return self.get_queryset().filter(tags__name=name)

    def newest(self) -> Book | None:
        return self.order_by("-published").first()

    async def anewest(self) -> Book | None:
        return await self.order_by("-published").afirst()


class Book(models.Model):
    title = models.CharField(max_length=200)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    publisher = models.ForeignKey(Publisher, on_delete=models.SET_NULL, null=True)
    tags = models.ManyToManyField(Tag, related_name="books", blank=True)
    published = models.DateField()
    price = models.DecimalField(max_digits=8, decimal_places=2)

    objects = BookManager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def label(self) -> str:
        return f"{self.title} ({self.price})"

    @property
    def author_name(self) -> str:
        return self.author.name

    @property
    def review_count(self) -> int:
        return self.review_set.count()

    def tag_names(self) -> list[str]:
        return [tag.name for tag in self.tags.all()]

    def reprice(self, price: Decimal) -> None:
        self.price = price
        self.save(update_fields=["price"])

    async def areprice(self, price: Decimal) -> None:
        self.price = price
        await self.asave(update_fields=["price"])


class Review(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    text = models.TextField()

    def __str__(self) -> str:
        return f"on {self.book.title}"


class Customer(models.Model):
    name = models.CharField(max_length=100)
    email = models.EmailField(unique=True)

    def __str__(self) -> str:
        return self.name


class OrderQuerySet(models.QuerySet):
    def open(self) -> OrderQuerySet:
        return self.filter(paid=False)

    def open_count(self) -> int:
        return self.open().count()


class Order(models.Model):
    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    paid = models.BooleanField(default=False)
    placed = models.DateTimeField()

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.number

    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines.all()), Decimal(0))

    def pay(self) -> None:
        self.paid = True
        self.save()


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    quantity = models.PositiveIntegerField(default=1)
    amount = models.DecimalField(max_digits=8, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.quantity} × {self.book.title}"


class Item(models.Model):
    name = models.CharField(max_length=100)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
