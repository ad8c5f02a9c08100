"""Item codes: 12 digits for the item, 31 for a body's item, 33 for the business item a person applies for.

The form follows common practice around GB/T 39554.1-2020 and is a parameter (settings.ITEM_CODES), as the
standard's own text was not at hand.
"""

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.identity import is_credit_code

if TYPE_CHECKING:
    from tongban.offer.catalogue.models.items import Item

POWER = r"(?P<power>0[1-9]|10|20)"
BASIC = r"\d{2}" + POWER + r"\d{8}"
FORMS = {
    "main": BASIC,
    "sub": r"(?P<main>\d{2}" + POWER + r"\d{5})\d{3}",
    "business": r"(?P<body>[0-9A-Z]{18})[1-6](?P<basic>" + BASIC + r")\d{2}",
}
"""The form of each level's code; what its named parts say must agree with the item."""


def parts_of(code: str, level: str) -> dict[str, str]:
    """Return the named parts of a code: its power, the main item's stem, the basic code it is made from, its body."""
    found = re.fullmatch(getattr(settings, "ITEM_CODES", FORMS).get(level, ""), code)
    return found.groupdict() if found else {}


MAY_STAND_UNDER = {"main": (), "sub": ("main",), "business": ("main", "sub")}


def check_above(level: str, above: str | None) -> None:
    """Raise ValidationError unless an item of a level may stand under one of another, or under none."""
    levels = MAY_STAND_UNDER.get(level, ())
    if above is None and levels:
        raise ValidationError({"parent": _("Choose what the item is part of.")})
    if above is not None and not levels:
        raise ValidationError({"parent": _("A main item is part of nothing.")})
    if above is not None and above not in levels:
        raise ValidationError({"parent": _("This item can hold none of that level.")})


def check_place(item: "Item") -> None:
    """Raise ValidationError unless an item stands where its kind of power and its code say."""
    parent, parts = item.parent, parts_of(item.code, item.level)
    if parent is not None and parent.power_type != item.power_type:
        said = {"parent": parent, "power": parent.get_power_type_display()}
        text = _("“%(parent)s” holds items of the kind “%(power)s” only: choose another above.")
        raise ValidationError({"parent": text % said})
    if parts.get("power", item.power_type) != item.power_type:
        text = _("The code names another kind of power; leave it empty to have one proposed.")
        raise ValidationError({"code": text})
    if parent is None:
        return
    stem = parts_of(parent.code, "sub").get("main", parent.code)
    if parts.get("basic", parent.code) != parent.code or parts.get("main", stem) != stem:
        text = _(
            "The code %(code)s does not belong to “%(parent)s” (%(basic)s); leave it empty to have one proposed."
        )
        raise ValidationError({"code": text % {"code": item.code, "parent": parent, "basic": parent.code}})


def check(code: str, level: str) -> None:
    """Raise ValidationError unless a code has the form of its level and names a body that can exist."""
    forms = getattr(settings, "ITEM_CODES", FORMS)
    if level not in forms:
        return  # a level that there is not is told beside the level
    found = re.fullmatch(forms[level], code)
    if not found:
        raise ValidationError(
            {"code": _("%(code)s does not have the form of this level's code.") % {"code": code}}
        )
    body = found.groupdict().get("body")
    if body and not is_credit_code(body):
        raise ValidationError({"code": _("%(body)s is not a unified social credit code.") % {"body": body}})
