"""What a key may be used for: one scope for each kind of matter."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: dict[str, str | Promise] = {
    "catalogue": _("Read the catalogue"),
    "filing": _("File and withdraw applications"),
    "status": _("Follow own applications"),
    "completion": _("Complete returned applications"),
    "visits": _("Appointments and numbers in the hall"),
    "licences": _("Check licences"),
    "ratings": _("Ratings"),
    "hotline": _("File demands at 12345 (Open311)"),
}
