"""Item codes: 12 digits for the item, 31 for a body's item, 33 for the business item a person applies for.

The form follows common practice around GB/T 39554.1-2020 and is a parameter (settings.ITEM_CODES), as the
standard's own text was not at hand.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.identity import is_credit_code

BASIC = r"\d{2}(?:0[1-9]|10|20)\d{8}"
IMPLEMENTED = r"(?P<body>[0-9A-Z]{18})[1-6]" + BASIC
FORMS = {"main": BASIC, "sub": BASIC, "business": IMPLEMENTED + r"\d{2}"}


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
