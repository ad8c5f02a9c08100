"""What happens to help by itself: authorisations run out, heads and helpers are reminded."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.work.assistance.actions import authorisations, work

DUTIES = (
    Duty("assistance.lapse", _("Stop help whose authorisation has run out"), HOURS, authorisations.lapse),
    Duty("assistance.remind", _("Remind helpers and who names them"), HOURS, work.remind),
)
