"""Which indicators measure a key task."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongban.account.evaluation.actions.year_parts import BASIS, lock_year
from tongban.account.evaluation.models import Indicator, KeyTask
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User


@transaction.atomic
def choose_indicators(task: KeyTask, indicators: Iterable[Indicator], *, by: User, at: datetime) -> None:
    """Set the indicators that a task is measured by; only those of the same year."""
    year = lock_year(task.evaluation, by)
    chosen = list(indicators)
    if any(each.evaluation_id != year.pk for each in chosen):
        raise Refused(_("An indicator of another year cannot be chosen."))
    before = list(task.indicators.values_list("name", flat=True))
    after = [each.name for each in chosen]
    if sorted(before) == sorted(after):
        return
    task.indicators.set(chosen)
    payload = {
        "part": "KeyTask",
        "id": task.pk,
        "name": task.name,
        "changed": {"indicators": ["、".join(before), "、".join(after)]},
    }
    record(year.reference, "edit", by=by, at=at, basis=BASIS, payload=payload)
