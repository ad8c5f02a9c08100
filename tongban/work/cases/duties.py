"""What happens to cases by itself: silence accepts, promises lapse, drafts go, parcels arrive."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, USUAL, Duty
from tongban.work.cases.actions import daily

DUTIES = (
    Duty("cases.silence", _("Accept by silence"), USUAL, daily.accept_silent, undoable=False),
    Duty("cases.lapse", _("Let unkept promises lapse"), USUAL, daily.lapse_overdue, undoable=False),
    Duty("cases.drafts", _("Let old drafts go"), HOURS, daily.expire_drafts, undoable=False),
    Duty("cases.recount", _("Count limits anew"), HOURS, daily.recount_guessed),
    Duty("cases.parcels", _("Track parcels"), USUAL, daily.track_parcels, undoable=False),
)
