"""What happens in the hall by itself: slots are laid out, reminders go out, what was not kept is noted, days end."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import DAYS, HOURS, USUAL, Duty
from tongban.work.hall.actions import appointments, circle, slots, statistics, tickets, windows

DUTIES = (
    Duty("hall.lay_out", _("Lay out the slots of the days ahead"), HOURS, slots.lay_out_all),
    Duty("hall.remind", _("Remind of appointments"), HOURS, appointments.remind),
    Duty("hall.note_missed", _("Note appointments that were not kept"), USUAL, appointments.note_missed),
    Duty("hall.end_waiting", _("End waiting lists of days that are over"), HOURS, appointments.end_waiting),
    Duty("hall.end_day", _("Close tickets of days that are over"), HOURS, tickets.end_day),
    Duty("hall.close_windows", _("Close windows left open overnight"), HOURS, windows.end_day),
    Duty("hall.keep_figures", _("Keep the figures of days that are over"), DAYS, statistics.keep_figures),
    Duty("hall.measure_reach", _("Measure who reaches an open place in time"), DAYS, circle.measure_month),
)
