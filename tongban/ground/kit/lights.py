"""The signs of the house: every colour comes with an icon and a word."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Sign:
    """A colour that never stands alone."""

    tone: str
    icon: str
    title: str | Promise = ""


LIGHTS = {
    "green": Sign("green", "circle-check", _("On target")),
    "yellow": Sign("yellow", "alert-triangle", _("Needs attention")),
    "red": Sign("red", "alert-octagon", _("Off target")),
    "grey": Sign("grey", "circle-dashed", _("No value yet")),
    "black": Sign("black", "clock-exclamation", _("Overdue")),
    "blue": Sign("blue", "progress", _("Under way")),
}

TONES = {
    "info": Sign("info", "info-circle"),
    "success": Sign("success", "circle-check"),
    "warning": Sign("warning", "alert-triangle"),
    "error": Sign("danger", "alert-octagon"),
    "danger": Sign("danger", "alert-octagon"),
}
