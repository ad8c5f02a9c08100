"""What was done with ratings and with the work on bad ones, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.ratings.models import Status

WORDS = (
    SubjectWords(
        "RATING",
        {"invite": _("Invited to rate"), "rate": _("Rated"), "rate_again": _("Rated again after the remedy")},
    ),
    SubjectWords(
        "BAD", {"recount": _("Limits counted anew: the notice of the year is out")}, dict(Status.choices)
    ),
)
