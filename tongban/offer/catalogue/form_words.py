"""A form and its fields in words: what lists, differences and the ledger say of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.offer.catalogue import form_fields, schemas
from tongban.offer.catalogue.form_fields import FormField, fields_of, rest_of

KINDS = {
    form_fields.TEXT: gettext_lazy("A line of text"),
    form_fields.LONG: gettext_lazy("Several lines of text"),
    form_fields.NUMBER: gettext_lazy("A number"),
    form_fields.WHOLE: gettext_lazy("A whole number"),
    form_fields.DATE: gettext_lazy("A date"),
    form_fields.YES_NO: gettext_lazy("A box to tick (yes or no)"),
    form_fields.CHOICE: gettext_lazy("One of several"),
    form_fields.SEVERAL: gettext_lazy("Any of several"),
    form_fields.OTHER: gettext_lazy("of a kind that this list cannot show; it stays as it is"),
}
FACTS = {
    "": gettext_lazy("nothing"),
    "name": gettext_lazy("Name of the applicant"),
    "number": gettext_lazy("Number of the applicant"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
    "legal_representative": gettext_lazy("Legal representative"),
}


def field_words(told: FormField) -> list[str]:
    """Return what a field is in short: its kind, whether it is required, its choices, bounds and what fills it."""
    said = [str(KINDS[told.kind]), _("required") if told.is_required else ""]
    said += ["、".join(told.choices), told.help]
    said.append(_("at least %(bound)s") % {"bound": told.least} if told.least is not None else "")
    said.append(_("at most %(bound)s") % {"bound": told.most} if told.most is not None else "")
    said.append(
        _("filled in with: %(fact)s") % {"fact": FACTS[told.fills]}
        if told.fills in FACTS and told.fills
        else ""
    )
    if told.kept and told.kind:
        said.append(
            _("kept besides: %(words)s") % {"words": schemas.as_json_text(dict(told.kept), indent=None)}
        )
    return [each for each in said if each]


def form_in_words(schema: Mapping[str, Any]) -> str:
    """Return a form as lines: a field each, and what no list of fields can say as it stands."""
    lines = [f"{told.label}（{'，'.join(field_words(told))}）" for told in fields_of(schema)]
    rest = rest_of(schema)
    return "\n".join([*lines, schemas.as_json_text(rest)] if rest else lines)
