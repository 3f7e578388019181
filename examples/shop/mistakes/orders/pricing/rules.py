from decimal import Decimal

from orders.models import DiscountRule


def best_percent(goods: Decimal) -> int:
    rule = DiscountRule.objects.filter(minimum__lte=goods).order_by("-percent").first()
    return rule.percent if rule else 0
