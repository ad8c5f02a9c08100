"""What happens to the hotline by itself: calls that nobody answered go back, drafts are forgotten, suggestions learn."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import DAYS, USUAL, Duty
from tongban.work.hotline.actions.calls import forget_old_drafts, take_back_unanswered
from tongban.work.hotline.actions.suggestion import learn_anew

DUTIES = (
    Duty(
        "hotline.unanswered",
        _("Put calls that nobody answered back into the queue"),
        USUAL,
        take_back_unanswered,
    ),
    Duty("hotline.drafts", _("Forget drafts of intakes that nobody took down"), DAYS, forget_old_drafts),
    Duty("hotline.suggestions", _("Learn suggestions anew from the orders"), DAYS, learn_anew),
)
