"""What an office tells the public of itself: notices, fees, where to ask."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.office.kinds import TableValue, ValuePart
from tongban.ground.office.registry import PUBLISH, Setting

SETTINGS = (
    Setting(
        "public.notices",
        "public",
        _("Notices"),
        TableValue(
            (
                ValuePart("title", _("Title of the text"), 80, required=True),
                ValuePart("text", _("Body of the text"), 1000, 3, required=True),
                ValuePart("since", _("From"), required=True, is_day=True),
                ValuePart("until", _("Until"), is_day=True),
            )
        ),
        (),
        _("Shown on the public's first page from their first day to their last."),
        PUBLISH,
    ),
    Setting(
        "public.fees",
        "public",
        _("Fee table"),
        TableValue(
            (
                ValuePart("name", _("Fee"), 80, required=True),
                ValuePart("standard", _("Standard"), 120, required=True),
                ValuePart("basis", _("Basis"), 200, required=True),
                ValuePart("unit", _("Who collects it"), 80),
            )
        ),
        (),
        _("Fees beside those of the items, which the catalogue keeps; the public reads both in one table."),
        PUBLISH,
    ),
    Setting(
        "public.contacts",
        "public",
        _("Where to ask"),
        TableValue(
            (
                ValuePart("name", _("What for"), 60, required=True),
                ValuePart("address", _("Address"), 120),
                ValuePart("phone", _("Telephone"), 40),
                ValuePart("hours", _("Hours"), 80),
            )
        ),
        (),
        _(
            "Addresses, telephones and hours of the bureau itself; those of halls and points are kept with them."
        ),
        PUBLISH,
    ),
)
