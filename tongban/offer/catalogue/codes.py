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


def check_place(item: "Item") -> None:
    """Raise ValidationError unless an item stands where its kind of power and its code say."""
    level, parent, faults = item.level, item.parent, {}
    may_hold = {"main": (), "sub": ("main",), "business": ("main", "sub")}.get(level, ())
    if parent is None and may_hold:
        faults["parent"] = _("Choose what the item is part of.")
    elif parent is not None and parent.level not in may_hold:
        faults["parent"] = (
            _("A main item is part of nothing.")
            if level == "main"
            else _("This item can hold none of that level.")
        )
    elif parent is not None and parent.power_type != item.power_type:
        said = {"parent": parent, "power": parent.get_power_type_display()}
        faults["parent"] = (
            _("“%(parent)s” holds items of the kind “%(power)s” only: choose another above.") % said
        )
    faults |= {} if faults else _code_faults(item)
    if faults:
        raise ValidationError(faults)


def _code_faults(item: "Item") -> dict[str, str]:
    parts, parent = parts_of(item.code, item.level), item.parent
    if parts.get("power", item.power_type) != item.power_type:
        return {"code": _("The code names another kind of power; leave it empty to have one proposed.")}
    if parent is None:
        return {}
    stem = parts_of(parent.code, "sub").get("main", parent.code)
    is_below = parts.get("basic", parent.code) == parent.code and parts.get("main", stem) == stem
    said = {"code": item.code, "parent": parent, "basic": parent.code}
    text = _(
        "The code %(code)s does not belong to “%(parent)s” (%(basic)s); leave it empty to have one proposed."
    )
    return {} if is_below else {"code": text % said}


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
