"""Daily reports as CSV files."""

import asyncio
import csv
import shutil
from datetime import date
from pathlib import Path

from django.conf import settings

from orders.models import Order

HEADER = ("number", "country", "goods", "shipping")


def report_path(day: date) -> Path:
    return Path(settings.REPORTS_DIR) / f"{day:%Y-%m}" / f"{day}.csv"


async def write_report(day: date) -> int:
    """Write the report of a day and return its number of orders."""
    orders = Order.objects.placed_on(day).order_by("number")
    rows = [row async for row in orders.values_list(*HEADER)]
    await asyncio.to_thread(write_rows, report_path(day), rows)
    return len(rows)


def write_rows(path: Path, rows: list[tuple]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADER)
        writer.writerows(rows)


async def read_report(day: date) -> str | None:
    path = report_path(day)
    try:
        return await asyncio.to_thread(path.read_text)
    except FileNotFoundError:
        return None


async def keep_copy(day: date) -> str:
    """Put the report beside the settled ones; the name of the copy."""
    path = report_path(day)
    copy = path.with_suffix(".settled.csv")
    await asyncio.to_thread(shutil.copyfile, path, copy)
    return copy.name
