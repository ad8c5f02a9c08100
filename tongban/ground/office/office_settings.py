"""What the office is called, and by what it is known."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.office.kinds import PictureValue, TextValue
from tongban.ground.office.registry import Setting

SETTINGS = (
    Setting(
        "bureau.name",
        "bureau",
        _("Name of the bureau"),
        TextValue(60, required=True),
        _("Administrative Approval Bureau"),
        _("In full, with the city, as on the seal: it heads every page and every paper."),
    ),
    Setting(
        "bureau.logo",
        "bureau",
        _("Logo"),
        PictureValue(),
        hint=_("Stands in the head of every page instead of ours."),
    ),
)
