"""What happens to knowledge by itself: what is not fresh any more is marked, late questions are told."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.offer.knowledge.actions.gaps import remind_late
from tongban.offer.knowledge.actions.staleness import mark_outdated

DUTIES = (
    Duty("knowledge.outdated", _("Mark answers that are not fresh any more"), HOURS, mark_outdated),
    Duty("knowledge.gaps", _("Remind of questions without an answer"), HOURS, remind_late),
)
