"""``{% load bundles %}``: a bundle drawn, and what was answered."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def answer(answers: Mapping[str, Any], code: str) -> str:
    """Return what was answered to a question, as its control knows it."""
    value = answers.get(code)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
