"""What the hotline does by itself: calls go back, drafts are forgotten, bursts found, suggestions learnt and measured."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import DAYS, HOURS, USUAL, Duty
from tongban.work.hotline.actions.bursts import find_bursts
from tongban.work.hotline.actions.calls import forget_old_drafts, take_back_unanswered
from tongban.work.hotline.actions.daily import recount_open, remind_reviews
from tongban.work.hotline.actions.quality import measure_suggestions
from tongban.work.hotline.actions.suggestion import learn_anew

DUTIES = (
    Duty("hotline.reviews", _("Tell that suspended orders are to be looked at again"), HOURS, remind_reviews),
    Duty("hotline.recount", _("Count limits of orders anew"), HOURS, recount_open),
    Duty(
        "hotline.unanswered",
        _("Put calls that nobody answered back into the queue"),
        USUAL,
        take_back_unanswered,
    ),
    Duty("hotline.drafts", _("Forget drafts of intakes that nobody took down"), DAYS, forget_old_drafts),
    Duty("hotline.suggestions", _("Learn suggestions anew from the orders"), DAYS, learn_anew),
    Duty("hotline.bursts", _("Find bursts of demands"), 12 * HOURS, find_bursts),
    Duty("hotline.quality", _("Measure the suggestions"), 30 * DAYS, measure_suggestions),
)
