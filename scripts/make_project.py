"""Write a Django project of a given size, to measure on.

Use: `make_project.py FOLDER [LINES] [ASYNC_FILES]`.

The project has apps with models, services, async views and plain modules, in the proportions of
real ones: most files hold no async code. What is written depends on the arguments only.
"""

from __future__ import annotations

import sys
from pathlib import Path

MODELS = """from django.db import models


class {Name}QuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def cheapest(self):
        return self.order_by("price").first()


class {Name}Owner(models.Model):
    name = models.CharField(max_length=100)


class {Name}(models.Model):
    title = models.CharField(max_length=100)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    is_active = models.BooleanField(default=True)
    owner = models.ForeignKey({Name}Owner, models.CASCADE, related_name="items")

    objects = {Name}QuerySet.as_manager()

    @property
    def siblings(self):
        return list(self.owner.items.all())
"""
SERVICES = """import logging

import requests

from {app}.models import {Name}

logger = logging.getLogger(__name__)


def rate(currency):
    answer = requests.get(f"https://example.org/{{currency}}", timeout=5)
    return answer.json()["rate"]


def price_in(item, currency):
    if currency == "EUR":
        return item.price
    return item.price * rate(currency)


def cheapest_price(currency):
    item = {Name}.objects.active().cheapest()
    return None if item is None else price_in(item, currency)


async def titles(limit):
    return [item.title async for item in {Name}.objects.active()[:limit]]
"""
VIEWS = """from asgiref.sync import sync_to_async
from django.http import JsonResponse

from {app}.models import {Name}
from {app}.services import cheapest_price, titles


async def listing(request):
    return JsonResponse({{"titles": await titles(20)}})


async def offer(request):
    return JsonResponse({{"price": cheapest_price("USD")}})


async def offer_in_thread(request):
    return JsonResponse({{"price": await sync_to_async(cheapest_price)("USD")}})


async def detail(request, pk):
    item = await {Name}.objects.select_related("owner").aget(pk=pk)
    return JsonResponse({{"title": item.title, "owner": item.owner.name}})


async def rename(request, pk):
    item = {Name}.objects.get(pk=pk)
    item.title = request.POST["title"]
    item.save()
    return JsonResponse({{"title": item.title}})
"""
PLAIN = '''

class Report{number}:
    """Sums up rows of numbers."""

    def __init__(self, rows, title="report {number}"):
        self.rows = list(rows)
        self.title = title

    def total(self):
        return sum(row["amount"] * row.get("factor", {number}) for row in self.rows)

    def by_month(self):
        months = {{}}
        for row in self.rows:
            key = (row["date"].year, row["date"].month)
            months.setdefault(key, []).append(row)
        return {{key: sum(r["amount"] for r in rows) for key, rows in sorted(months.items())}}

    def lines(self):
        yield self.title.upper()
        for key, amount in self.by_month().items():
            year, month = key
            yield f"{{year}}-{{month:02}}: {{amount:>10.2f}}"
        yield "total: " + str(self.total())
'''


def make(folder: Path, lines: int, async_files: int) -> int:
    """Write the project; the number of lines written."""
    written = 0
    apps = max(1, async_files // 2)

    def write(path: Path, text: str) -> None:
        nonlocal written
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written += text.count("\n")

    write(folder / "manage.py", "import django\n")
    per_app = lines // apps
    for number in range(apps):
        app, name = f"app{number:03}", f"Item{number:03}"
        start = written
        write(folder / app / "__init__.py", "")
        for file, template in (("models", MODELS), ("services", SERVICES), ("views", VIEWS)):
            write(folder / app / f"{file}.py", template.format(app=app, Name=name))
        module = 0
        while written - start < per_app:
            body = "".join(PLAIN.format(number=module * 20 + part) for part in range(20))
            write(folder / app / f"reports{module:02}.py", '"""Reports."""\n' + body)
            module += 1
    return written


if __name__ == "__main__":
    target = Path(sys.argv[1])
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    asynchronous = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    print(f"{make(target, wanted, asynchronous):,} lines in {target}")
