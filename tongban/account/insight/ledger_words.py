"""What was done with measured values, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (SubjectWords("MEASURE", {"measure": _("Kept a measured value")}),)
