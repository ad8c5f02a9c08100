"""What happens to cases by itself: silence accepts, promises lapse, drafts go."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, USUAL, Duty
from tongban.work.cases.actions import daily, drafts, reminders

DUTIES = (
    Duty("cases.silence", _("Accept by silence"), USUAL, daily.accept_silent, undoable=False),
    Duty("cases.lapse", _("Let unkept promises lapse"), USUAL, daily.lapse_overdue, undoable=False),
    Duty("cases.drafts", _("Let old drafts go"), HOURS, daily.expire_drafts, undoable=False),
    Duty("cases.intakes_begun", _("Let go intakes begun and left"), HOURS, drafts.clear_drafts),
    Duty("cases.recount", _("Count limits anew"), HOURS, daily.recount_provisional),
    Duty("cases.nearly_late", _("Tell of cases that are nearly late"), HOURS, reminders.tell_nearly_late),
    Duty("cases.late", _("Tell of cases that are late"), HOURS, reminders.tell_late),
    Duty("cases.to_complete", _("Remind applicants to complete"), HOURS, reminders.tell_to_complete),
    Duty("cases.draft_reminders", _("Tell of drafts about to be cleared"), HOURS, reminders.tell_of_drafts),
    Duty("cases.to_check", _("Remind of commitments to check"), HOURS, reminders.tell_to_check),
)
