"""``{% load figures %}``: how figures and changes are written."""

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongban.account.insight.keys import FigureKey
from tongban.account.insight.values import Value
from tongban.ground.kit.figures import NOTHING, WAN, grouped

register = template.Library()
WAN_YUAN = "万元"
"""The unit of money; less than one of it is written in yuan, so that nothing is rounded away."""


@register.filter
def figure_text(value: Value) -> str:
    """Write a figure with thousands marks and its unit: 344,300件."""
    found = value.value
    if found is None:
        return NOTHING
    if value.metric.unit == "%":
        return f"{grouped(found)}%"
    if value.metric.unit == WAN_YUAN and value.numerator is not None and abs(value.numerator) < WAN:
        yuan = value.numerator
        return f"{grouped(yuan, 0 if yuan == yuan.to_integral_value() else 2)} {_('yuan')}"
    places = 0 if found == found.to_integral_value() and value.metric.unit != WAN_YUAN else 2
    return f"{grouped(found, places)} {_(value.metric.unit)}"


@register.filter
def plain_number(number: Decimal) -> str:
    """Write a numerator or denominator with as many places as it has."""
    return grouped(number, 0 if number == number.to_integral_value() else 2)


@register.filter
def change_text(change: Decimal, is_share: bool) -> str:
    """Write a change with its sign: points for a share, percent for everything else."""
    unit = pgettext("difference of two shares", "points") if is_share else "%"
    return f"{'+' if change > 0 else ''}{grouped(change)} {unit}"


@register.filter
def query_text(query: dict[str, str]) -> str:
    """Write a query string."""
    return urlencode(query)


@register.filter
def rows_address(key: FigureKey | str) -> str:
    """Return where the rows of a figure are: of a key, or of a metric and period as reports keep it (hall-cases/2022)."""
    if isinstance(key, str):
        code, _, period = key.partition("/")
        key = FigureKey(code, period)
    query = [*key.only, *([("by", key.by)] if key.by else [])]
    address = reverse("figures:figure", args=[key.code, key.period])
    return f"{address}?{urlencode(query)}" if query else address
