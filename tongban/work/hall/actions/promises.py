"""What people are told of their wait is kept, so that it can be compared with what came true."""

from datetime import datetime, timedelta

from django.db.models import Count

from tongban.work.hall.models import GivenPromise, Ticket
from tongban.work.hall.queries.waits import estimates_in
from tongban.work.hall.waiting.estimate import Estimate
from tongban.work.hall.waiting.model import AT_THE_TICKET


def give_promises(ticket: Ticket, *, at: datetime) -> None:
    """Keep what somebody is told with a ticket, and what one other person is told anew: who waits longest without."""
    told = estimates_in(ticket.place, at)
    again = (
        Ticket.objects.filter(reference__in=told, waits_since__lt=at - timedelta(minutes=AT_THE_TICKET))
        .annotate(times=Count("promises"))
        .filter(times=1)
        .order_by("waits_since", "pk")
        .first()
    )
    people = [ticket, *([again] if again else [])]
    rows = [_row(each, told[each.reference], at) for each in people if each.reference in told]
    GivenPromise.objects.bulk_create(row for row in rows if row)


def _row(ticket: Ticket, told: Estimate, at: datetime) -> GivenPromise | None:
    promise = told.promise
    if promise is None:
        return None
    return GivenPromise(
        ticket=ticket,
        at=at,
        forecast=promise.forecast,
        low=promise.low,
        point=promise.point,
        high=promise.high,
        rests_on=promise.rests_on,
    )
