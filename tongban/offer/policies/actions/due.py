"""Telling the owner unit, once, of what has ended or is due for review."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tongban.ground.ledger import lock_matter, record
from tongban.offer.policies.models import Expert, PolicyVersion, Status
from tongban.offer.policies.notices import NOTICES
from tongban.offer.policies.states import PUBLISHING


def tell_due(*, at: datetime) -> int:
    """Tell the owner unit once of every published policy and expert that has ended or is due for review."""
    day = localdate(at)
    untold = Q(told_on__isnull=True)
    versions = PolicyVersion.objects.filter(
        untold & (Q(review_on__lte=day) | Q(valid_until__lt=day)), status=Status.PUBLISHED
    )
    experts = Expert.objects.filter(untold, review_on__lte=day, is_active=True)
    due: list[PolicyVersion | Expert] = [*versions, *experts]
    return sum(_tell(row, at) for row in due)


@transaction.atomic
def _tell(row: PolicyVersion | Expert, at: datetime) -> int:
    row = lock_matter(type(row), row.pk)
    if row.told_on is not None:
        return 0
    told = {"told_on": localdate(at)}
    NOTICES.announce(record(row, "tell_due", by=None, at=at, basis=PUBLISHING, facts=told))
    return 1
