"""What happens to knowledge by itself: what is not fresh any more is marked, late questions are told, keepers are asked for."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.offer.knowledge.actions.gaps import remind_late
from tongban.offer.knowledge.actions.keepers import ask_for_keepers
from tongban.offer.knowledge.actions.staleness import mark_outdated

DUTIES = (
    Duty("knowledge.outdated", _("Mark answers that are not fresh any more"), HOURS, mark_outdated),
    Duty("knowledge.keepers", _("Ask who keeps answers whose keeper has left"), HOURS, ask_for_keepers),
    Duty("knowledge.gaps", _("Remind of questions without an answer"), HOURS, remind_late),
)
