"""What happens to the hotline by itself: bursts are found."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.work.hotline.actions.bursts import find_bursts

DUTIES = (Duty("hotline.bursts", _("Find bursts of demands"), 12 * HOURS, find_bursts),)
