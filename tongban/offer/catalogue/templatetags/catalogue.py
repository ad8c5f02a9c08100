"""``{% load catalogue %}``: limits, laws, standing and notes as the pages of items write them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.ground.kit.templatetags.kit import light
from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.ground.matters.condition_words import in_words
from tongban.offer.catalogue import plain
from tongban.offer.catalogue.form_fields import FormField
from tongban.offer.catalogue.form_words import field_words, form_in_words
from tongban.offer.catalogue.models import DeliveryWay, Material, Situation, Step, Unit
from tongban.offer.catalogue.queries.tables import tone_of

register = template.Library()
register.filter("laws", plain.law_text)
register.filter("procedures", plain.procedures_text)


@register.filter
def ways(codes: list[str]) -> str:
    """Write ways of delivery in words."""
    return "、".join(str(DeliveryWay(code).label) for code in codes)


@register.simple_tag
def limit(length: int, unit: str) -> str:
    """Write a limit with its unit: 8 working days, on the spot."""
    words = str(Unit(unit).label)
    return words if unit == Unit.AT_ONCE else f"{length} {words}"


@register.simple_tag
def cited(key: str) -> str:
    """Write a citation as a page prints it; an unknown one as it was typed."""
    try:
        return cite(key).label(get_language() or "")
    except (UnknownArticle, UnknownSource):
        return key


@register.simple_tag
def standing(version: Any) -> SafeString:
    """Show where a version of an item or a list stands."""
    return light(tone_of(version.status), version.get_status_display())


@register.simple_tag
def row_note(row: Situation | Material | Step) -> SafeString:
    """Say under a row's name what it is in short."""
    return format_html('<span class="row-note">{}</span>', " · ".join(filter(None, map(str, _said(row)))))


@register.simple_tag
def field_note(told: FormField) -> SafeString:
    """Say under a field's label what kind it is, within what bounds, and what it is filled in with."""
    return format_html('<span class="row-note">{}</span>', " · ".join(field_words(told)))


@register.filter
def form_lines(schema: dict[str, Any]) -> str:
    """Write a form as lines, a field each."""
    return form_in_words(schema)


@register.simple_tag
def condition_words(row: Material | Step, questions: list[Any]) -> str:
    """Write a condition in words where it is simple, else as it stands."""
    return in_words(row.condition, questions) or row.condition


def _said(row: Situation | Material | Step) -> list[Any]:
    if isinstance(row, Situation):
        return [row.get_kind_display(), "、".join(row.choices)]
    if isinstance(row, Material):
        exempt = row.get_exemption_display() if row.exemption else ""
        return [row.get_necessity_display(), row.get_source_display(), exempt, row.licence_type or ""]
    on_site = _("check on site") if row.on_site else ""
    return [f"{row.stage}", row.division or "", limit(row.days, Unit.WORKING), on_site]
