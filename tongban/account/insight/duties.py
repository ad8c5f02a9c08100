"""What measuring does by itself."""

from django.utils.translation import gettext_lazy as _

from tongban.account.insight.refresh import refresh
from tongban.ground.matters.duties import USUAL, Duty

DUTIES = (Duty("insight.refresh", _("Make a snapshot and measure"), USUAL, lambda at: int(refresh(at=at))),)
