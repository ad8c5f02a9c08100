"""What a window sees of the person before it and of those who come next: why they come, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from tongban.work.hall.models import Errand, Ticket, Window
from tongban.work.hall.queries.line import RELATED, held_at, line_of, missing_of, person_at, skipped_at

SHOWN = 8


@dataclass(frozen=True, slots=True)
class ErrandRow:
    """One errand with what its case lacks now."""

    errand: Errand
    missing: Sequence[str]

    @property
    def title(self) -> str:
        """Return what somebody comes for."""
        item = self.errand.item.name if self.errand.item else ""
        return " · ".join(filter(None, (item, self.errand.case_reference)))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A ticket with its errands."""

    ticket: Ticket
    errands: Sequence[ErrandRow]
    minutes: int

    @property
    def is_missing(self) -> bool:
        """Return whether something is missing for one of them."""
        return any(each.missing for each in self.errands)


@dataclass(frozen=True, slots=True)
class Console:
    """All that a window shows."""

    window: Window
    person: PersonRow | None
    next: Sequence[PersonRow]
    waiting: int
    held: Sequence[PersonRow]
    skipped: Sequence[PersonRow]


def console_of(window: Window, at: datetime) -> Console:
    """Return what a window sees now."""
    day, there, line = localdate(at), person_at(window), line_of(window, localdate(at))
    return Console(
        window,
        people([there], at, is_fresh=True)[0] if there else None,
        people(line.select_related(*RELATED)[:SHOWN], at),
        line.count(),
        people(held_at(window), at),
        people(skipped_at(window, day)[:SHOWN], at),
    )


def people(tickets: Iterable[Ticket], at: datetime, *, is_fresh: bool = False) -> list[PersonRow]:
    """Return tickets with their errands; asked fresh, a case tells what it lacks now, not when the number was taken."""
    tickets = list(tickets)
    errands: dict[int, list[ErrandRow]] = {ticket.pk: [] for ticket in tickets}
    for each in Errand.objects.filter(ticket__in=errands).select_related("item"):
        missing = missing_of(each.case_reference) if is_fresh and each.case_reference else each.missing
        errands[each.ticket_id].append(ErrandRow(each, missing))
    return [
        PersonRow(ticket, errands[ticket.pk], max(0, int((at - ticket.taken_at).total_seconds()) // 60))
        for ticket in tickets
    ]
