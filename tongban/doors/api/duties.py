"""What happens to the interface by itself."""

from django.utils.translation import gettext_lazy as _

from tongban.doors.api.actions import forget_answers
from tongban.ground.matters.duties import HOURS, Duty

DUTIES = (Duty("api.answers", _("Forget kept answers of the interface"), HOURS, forget_answers),)
