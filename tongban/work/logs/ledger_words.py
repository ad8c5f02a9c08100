"""What was done with event logs, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (SubjectWords("LOG", {"import": _("Imported an event log"), "remove": _("Removed an event log")}),)
