"""What was done with stored files and with notices of working days, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords("FILE", {"find_changed": _("Found a stored file changed")}),
    SubjectWords("CALENDAR", {"enter_notice": _("Entered the notice of a year")}),
)
