"""The days of a case, stored: counted anew by whatever changes them."""

from datetime import datetime

from django.db import transaction

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.work.cases.actions.locks import lock_case
from tongban.work.cases.effects.dues import dues_of
from tongban.work.cases.models import Case

COUNTING = cite("licensing-law:82")


@transaction.atomic
def recount(case: Case, *, at: datetime) -> bool:
    """Count a provisional case anew once the notice of the year is entered; return whether a day changed."""
    case = lock_case(case)
    dues = dues_of(case)
    if all(getattr(case, name) == value for name, value in dues.items()):
        return False
    said = {name: dues[name] for name in ("due_on", "statutory_due_on")}
    record(case, "recount", by=None, at=at, basis=COUNTING, payload=said, facts=dues)
    return True
