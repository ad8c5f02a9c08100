"""``{% load cases %}``: lights of limits, where a case stands, the clock's words, articles of law."""

from django import template
from django.utils.translation import get_language

from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.ground.matters.lights import due_light
from tongban.work.cases.elsewhere.views import transfer_light
from tongban.work.cases.hearings.views import hearing_light
from tongban.work.cases.views import lights

register = template.Library()
register.simple_tag(due_light)
register.simple_tag(lights.status_light)
register.simple_tag(hearing_light)
register.simple_tag(transfer_light)
register.simple_tag(lights.parcel_light)
register.filter("said", lights.in_page_language)


@register.filter
def article(basis: str) -> str:
    """Name the article that an entry rests on."""
    try:
        return cite(basis).label(get_language() or "zh-hans")
    except (UnknownArticle, UnknownSource, ValueError):
        return basis
