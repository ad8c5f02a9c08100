"""What was done at the desk itself, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (SubjectWords("EXPORT", {"export": _("Exported the events of cases")}),)
