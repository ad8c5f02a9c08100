"""What happens to programmes by itself: digests that kept visitors from counting twice are removed afterwards."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.duties import HOURS, Duty
from tongban.work.programme.models import Like, Visitor

KEPT_FOR = timedelta(days=30)


def forget_visitors(*, at: datetime) -> int:
    """Remove the digests of visitors of programmes that ended a while ago; return how many."""
    before = at - KEPT_FOR
    likes = Like.objects.filter(question__programme__ended_at__lt=before)
    visitors = Visitor.objects.filter(programme__ended_at__lt=before)
    return sum(rows.delete()[0] for rows in (likes, visitors))


DUTIES = (Duty("programme.forget_visitors", _("Forget who watched a programme"), HOURS, forget_visitors),)
