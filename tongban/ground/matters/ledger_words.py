"""What was done with duties and with series of numbers, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.ground.matters.models import DutyRun

OUTCOMES = {str(each.value): each.label for each in DutyRun.Outcome}
WORDS = (
    SubjectWords("DUTY", {"run_now": _("Done by hand")}, OUTCOMES),
    SubjectWords("NUMBERS", {"reserve": _("Numbers set aside")}),
)
