"""What was done with licences, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.offer.licences.models import Status

WORDS = (
    SubjectWords(
        "LIC", {"use": _("Used instead of a material"), "reprint": _("Printed again")}, dict(Status.choices)
    ),
)
