"""What happens to the hotline by itself: bursts are found, suggestions measured."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import DAYS, HOURS, Duty
from tongban.work.hotline.actions.bursts import find_bursts
from tongban.work.hotline.actions.quality import measure_suggestions

DUTIES = (
    Duty("hotline.bursts", _("Find bursts of demands"), 12 * HOURS, find_bursts),
    Duty("hotline.quality", _("Measure the suggestions"), 30 * DAYS, measure_suggestions),
)
