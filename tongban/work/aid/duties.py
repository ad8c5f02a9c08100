"""What enterprise aid does by itself: enterprises are told of policies that fit them now, each once."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.work.aid.actions.policy_news import tell_of_policies

DUTIES = (Duty("aid.policy_news", _("Tell enterprises of policies that fit them"), HOURS, tell_of_policies),)
