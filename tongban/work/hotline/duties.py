"""What happens to orders of the hotline by itself."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.work.hotline.actions.daily import recount_open, remind_reviews

DUTIES = (
    Duty("hotline.reviews", _("Tell that suspended orders are to be looked at again"), HOURS, remind_reviews),
    Duty("hotline.recount", _("Count limits of orders anew"), HOURS, recount_open),
)
