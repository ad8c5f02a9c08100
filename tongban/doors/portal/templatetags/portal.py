"""``{% load portal %}``: what the citizens' pages need beyond the kit."""

from collections.abc import Mapping
from typing import Any

import segno
from django import template

from tongban.doors.portal.queries.item_search import length
from tongban.offer.catalogue.models import ItemVersion

register = template.Library()
register.filter("length_in_words", length)


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """Return what a mapping holds under a key, or nothing."""
    return found.get(key, "")


@register.filter
def code_to_scan(text: str) -> str:
    """Return a text as a code to scan, as the address of an image."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=2)


@register.filter
def is_by_licence(version: ItemVersion) -> bool:
    """Return whether some material of an item can be replaced by an e-licence on file."""
    return any(material.licence_type_id for material in version.materials.all())
