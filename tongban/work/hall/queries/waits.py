"""How long people in a hall wait: its tickets, windows and appointments as the estimate looks at them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate, localtime

from tongban.ground.ledger.memo import Memo
from tongban.work.hall.models import (
    IN_LINE,
    Appointment,
    AppointmentStatus,
    GivenPromise,
    Place,
    Ticket,
    Window,
    WindowStatus,
)
from tongban.work.hall.models.tickets import AT_A_WINDOW
from tongban.work.hall.queries.entries import ticket_events
from tongban.work.hall.queries.places import groups_on, openings, settings_on, windows_of
from tongban.work.hall.waiting.calibration import WaitPromise
from tongban.work.hall.waiting.estimate import Estimate, estimate, estimates
from tongban.work.hall.waiting.hall_now import HallNow, PersonNow, WindowNow
from tongban.work.hall.waiting.model import Given, WaitingModel, learnt
from tongban.work.hall.waiting.stretches import stretches

HISTORY = timedelta(days=60)
PAUSE_MINUTES, OVERTIME_MINUTES, SOONEST = 10.0, 120.0, 0.1
FAR = timedelta(minutes=90)
"""Appointments so far ahead are not looked at."""
PRIOR_APPOINTMENTS = 10


@dataclass(frozen=True)
class KnownHall:
    """What the days before today have taught of a place."""

    model: WaitingModel
    no_show: float


KNOWN: Memo[tuple[int, date], KnownHall] = Memo("hall.known_halls", 50)
MODELS: Memo[tuple[int, str], WaitingModel] = Memo("hall.waiting_models", 50)
"""What today has taught as well, anew every minute."""


def estimates_in(place: Place, at: datetime) -> dict[str, Estimate]:
    """Return the estimate of each ticket that waits at a place."""
    return estimates(hall_now(place, at), waiting_model(place, at))


def estimate_of(ticket: Ticket, at: datetime) -> Estimate | None:
    """Return how long a ticket still waits; nothing when it is not in line, or was called this very moment."""
    hall = hall_now(ticket.place, at)
    if ticket.reference not in {person.code for person in hall.people}:
        return None
    return estimate(hall, ticket.reference, waiting_model(ticket.place, at))


def newcomers_in(place: Place, at: datetime) -> dict[str, Estimate]:
    """Return how long somebody would wait who took a number now, by the letter of the line."""
    hall, model = hall_now(place, at), waiting_model(place, at)
    found = {}
    for line in groups_on(place, localdate(at)).order_by("prefix").values_list("prefix", flat=True):
        person = PersonNow(f"{line} newcomer", line, hall.at, hall.at)
        found[line] = estimate(replace(hall, people=(*hall.people, person)), person.code, model)
    return found


def waiting_model(place: Place, at: datetime) -> WaitingModel:
    """Return what tickets have taught until this minute."""
    day = localdate(at)
    return MODELS.get(
        (place.pk, f"{localtime(at):%F %H:%M}"),
        lambda: _learnt(place, day, day, known_hall(place, day).model),
    )


def known_hall(place: Place, day: date) -> KnownHall:
    """Return what the days before a day have taught."""
    yesterday = day - timedelta(days=1)

    def learn() -> KnownHall:
        return KnownHall(_learnt(place, day - HISTORY, yesterday), _no_show(place, day))

    return KNOWN.get((place.pk, day), learn)


def hall_now(place: Place, at: datetime) -> HallNow:
    """Return the place as it stands; a window that is closed now is not counted on."""
    day, now = localdate(at), minute(at, at)
    hours = [(float(span.opens), float(span.closes)) for span in openings(place, day)]
    if hours:
        hours[-1] = hours[-1][0], hours[-1][1] + OVERTIME_MINUTES
    lines = frozenset(groups_on(place, day).values_list("prefix", flat=True))
    there = {each.window_id: each for each in _tickets(place, day).filter(status__in=AT_A_WINDOW)}
    windows = []
    for window in windows_of(place, day):
        if window.status == WindowStatus.CLOSED:
            continue
        begins = now + PAUSE_MINUTES if window.status == WindowStatus.PAUSED else now
        open_from_now = tuple((max(opens, begins), closes) for opens, closes in hours if closes > begins)
        ticket = there.get(window.pk)
        since = minute(ticket.served_at or ticket.called_at or at, at) if ticket else 0.0
        serving = ticket.group.prefix if ticket else None
        windows.append(
            WindowNow(
                window.number, lines_of(window, lines) | {_sent_to(window)}, open_from_now, serving, since
            )
        )
    return HallNow(now, tuple(windows), (*in_line(place, at), *_expected(place, at)))


def minute(moment: datetime, at: datetime) -> float:
    """Return a moment in minutes of the local day of another one."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return (moment - midnight).total_seconds() / 60


def _tickets(place: Place, day: date) -> QuerySet[Ticket]:
    return Ticket.objects.select_related("group", "window").filter(place=place, day=day)


def lines_of(window: Window, lines: frozenset[str]) -> frozenset[str]:
    """Return the lines that a window takes."""
    is_special = window.kind == Window.Kind.SPECIAL
    return frozenset(group.prefix for group in window.groups.all()) if is_special else lines


def _sent_to(window: Window) -> str:
    return f"window {window.number}"


def in_line(place: Place, at: datetime) -> Iterator[PersonNow]:
    """Yield who waits at a place now, in the order of their turn."""
    waiting = _tickets(place, localdate(at)).filter(status__in=IN_LINE, back_office=None)
    for ticket in waiting.order_by("turn_at", "pk"):
        group = _sent_to(ticket.window) if ticket.window else ticket.group.prefix
        since, turn = minute(ticket.waits_since, at), minute(ticket.turn_at, at)
        yield PersonNow(ticket.reference, group, min(since, minute(at, at)), turn)


def _expected(place: Place, at: datetime) -> Iterator[PersonNow]:
    day = localdate(at)
    settings, no_show = settings_on(place, day), known_hall(place, day).no_show
    since = at - timedelta(minutes=settings.grace_minutes)
    booked = Appointment.objects.select_related("group", "slot").filter(
        place=place, status=AppointmentStatus.BOOKED, slot__begins_at__range=(since, at + FAR)
    )
    for each in booked:
        appointed = minute(each.slot.begins_at, at) if each.slot else 0.0
        comes = max(appointed, minute(at, at) + SOONEST)
        turn = appointed - settings.head_start_minutes
        yield PersonNow(each.reference, each.group.prefix, comes, turn, no_show)


def _learnt(place: Place, first: date, last: date, before: WaitingModel | None = None) -> WaitingModel:
    given: defaultdict[str, list[Given]] = defaultdict(list)
    told = GivenPromise.objects.filter(ticket__place=place, ticket__day__range=(first, last))
    for each in told.select_related("ticket__group"):
        promise = WaitPromise(
            each.ticket.group.prefix, each.forecast, each.low, each.point, each.high, each.rests_on
        )
        given[each.ticket.reference].append(Given(localtime(each.at), promise))
    return learnt(stretches(ticket_events(place, first, last)), given, last, before)


def _no_show(place: Place, day: date) -> float:
    """Return the share of appointments that are not kept, drawn to one of ten."""
    past = Appointment.objects.filter(place=place, day__range=(day - HISTORY, day))
    counts = past.aggregate(
        kept=Count("pk", filter=Q(status=AppointmentStatus.ARRIVED)),
        missed=Count("pk", filter=Q(status=AppointmentStatus.NO_SHOW)),
    )
    return (counts["missed"] + 1) / (counts["kept"] + counts["missed"] + PRIOR_APPOINTMENTS)
