"""What happens to bad ratings by itself: their days are counted anew when the notice of the year is out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.work.ratings.actions import recount
from tongban.work.ratings.models import BadRating, Status


def recount_open(*, at: datetime) -> int:
    """Count the limits anew that still run; return how many changed."""
    running = BadRating.objects.filter(status__in=(Status.OPEN, Status.CONTACTED)).select_related("rating")
    return sum(recount(work, at=at) for work in running)


DUTIES = (Duty("ratings.recount", _("Count the days of bad ratings anew"), HOURS, recount_open),)
