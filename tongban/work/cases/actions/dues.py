"""The days of a case, stored: counted anew by whatever changes them."""

from datetime import datetime

from django.db import transaction

from tongban.ground.law import cite
from tongban.ground.matters.limits import store_recounted
from tongban.work.cases.actions.locks import lock_case
from tongban.work.cases.effects.dues import dues_of
from tongban.work.cases.models import Case

COUNTING = cite("licensing-law:82")


@transaction.atomic
def recount(case: Case, *, at: datetime) -> bool:
    """Count a provisional case anew once the notice of the year is entered; return whether a day changed."""
    case = lock_case(case)
    return store_recounted(case, dues_of(case), at=at, basis=COUNTING)
