"""What was set, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (SubjectWords("setting", {"set": _("Set")}),)
