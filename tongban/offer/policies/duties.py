"""What happens by itself: owners are told once of what has ended or is due; matches are worked out anew."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import DAYS, HOURS, Duty
from tongban.offer.policies.actions.due import tell_due
from tongban.offer.policies.actions.enterprises import match_all

DUTIES = (
    Duty("policies.due", _("Tell of policies that have ended or are due for review"), DAYS, tell_due),
    Duty("policies.match", _("Match policies with enterprises"), 6 * HOURS, match_all),
)
