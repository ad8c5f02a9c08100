"""``{% load evaluation %}``: how the account writes rates, deviations and what is owed."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from tongban.account.audit.words import Words
from tongban.account.evaluation.queries.arithmetic import difference_text
from tongban.account.evaluation.queries.arithmetic import plain as plain_number
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.account.evaluation.queries.summary import OWED
from tongban.ground.kit.figures import NOTHING, grouped

register = template.Library()


@register.filter
def rate(value: Decimal | None) -> str:
    """Write a rate that is already in percent: 94.78%."""
    return NOTHING if value is None else f"{grouped(value)}%"


@register.filter
def share(value: Decimal | None) -> Decimal | None:
    """Return a rate in percent as the ratio that a bar draws."""
    return None if value is None else value / 100


@register.filter
def points(value: Decimal | None) -> str:
    """Write points or a weight with two places."""
    return grouped(value)


@register.filter
def plain(value: Decimal | None) -> str:
    """Write a measured number without the zeros that only the column's width asks for."""
    return NOTHING if value is None else plain_number(value)


@register.filter
def said(words: Words | str) -> str:
    """Say what the audit says in the reader's language."""
    if isinstance(words, str):
        return words
    return words.said_in("zh" if (get_language() or "zh").startswith("zh") else "en")


@register.filter
def difference(standing: IndicatorStanding) -> str:
    """Write the difference of actual and target with its unit."""
    return difference_text(standing)


@register.filter
def minus(text: str) -> str:
    """Write a printed number with the sign for minus, as all figures of a page."""
    return text.replace("-", "−")


@register.filter
def owed_words(standing: IndicatorStanding) -> str:
    """Say what an indicator still owes."""
    return "、".join(str(OWED[code]) for code in standing.missing)


@register.filter
def dialog_id(pk: int) -> str:
    """Return the id of the dialog that asks about a record."""
    return f"dialog-{pk}"
