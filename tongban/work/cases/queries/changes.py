"""What has happened in a case since somebody last looked."""

from django.db.models import Max

from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case
from tongban.work.cases.queries.history import HistoryEvent, event_of_entry


def last_number(case: Case) -> int:
    """Return the number of the last entry of a case: what a page tells that it has seen."""
    found: int | None = Entry.objects.filter(subject=case.reference).aggregate(last=Max("number"))["last"]
    return found or 0


def changes_after(case: Case, number: int) -> list[HistoryEvent]:
    """Return what was entered after an entry: who did what, when."""
    entries = Entry.objects.filter(subject=case.reference, number__gt=number).exclude(move="paper")
    return [event_of_entry(entry) for entry in entries.order_by("number")]
