"""Daily reports as CSV files."""

import csv
import io
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
    path = report_path(day)
    path.parent.mkdir(parents=True, exist_ok=True)  # mistake: ASL303
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(HEADER)
    writer.writerows(rows)
    path.write_text(table.getvalue(), newline="")  # mistake: ASL303
    return len(rows)


async def read_report(day: date) -> str | None:
    path = report_path(day)
    try:
        return path.read_text()  # mistake: ASL303
    except FileNotFoundError:
        return None


async def keep_copy(day: date) -> str:
    """Put the report beside the settled ones; the name of the copy."""
    path = report_path(day)
    copy = path.with_suffix(".settled.csv")
    shutil.copyfile(path, copy)  # mistake: ASL303
    return copy.name
