"""What is wrong with the field of a form, in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.json_schema import FormFault

FORM_FAULTS: dict[str, str | Promise] = {
    "required": _("Please fill in."),
    "minLength": _("At least %(bound)s characters."),
    "maxLength": _("At most %(bound)s characters."),
    "minimum": _("At least %(bound)s."),
    "maximum": _("At most %(bound)s."),
    "exclusiveMinimum": _("More than %(bound)s."),
    "exclusiveMaximum": _("Less than %(bound)s."),
    "minItems": _("At least %(bound)s entries."),
    "maxItems": _("At most %(bound)s entries."),
    "uniqueItems": _("Each entry only once."),
    "enum": _("Choose one of those listed."),
    "const": _("Choose one of those listed."),
    "pattern": _("Not in the form asked for."),
    "format": _("Not in the form asked for (%(bound)s)."),
    "type": _("Not of the kind asked for."),
    "additionalProperties": _("The form does not ask for %(bound)s."),
}


def fault_in_words(fault: FormFault) -> str:
    """Return a fault of the form in plain words."""
    text = FORM_FAULTS.get(fault.rule, FORM_FAULTS["pattern"])
    return str(text) % {"bound": fault.bound} if "%(bound)s" in str(text) else str(text)
