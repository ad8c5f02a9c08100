"""What was done with bundles, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.offer.bundles.models import Status

WORDS = (SubjectWords("BDL", {"change_version": _("Changed the draft")}, dict(Status.choices)),)
