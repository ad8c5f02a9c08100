"""What a decision on staffing came to: the tickets of its day replayed with the window's hours as they were, and without."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from tongban.work.hall.models import Place, WindowPlan
from tongban.work.hall.queries.entries import open_times, ticket_events
from tongban.work.hall.queries.known_days import merged, opened, within
from tongban.work.hall.queries.places import windows_of
from tongban.work.hall.queries.staffing import closing_of, staffed
from tongban.work.hall.queries.waits import known_hall
from tongban.work.hall.staffing.advice import Change, changed
from tongban.work.hall.staffing.day_queue import Visitor, person_minutes
from tongban.work.hall.waiting.experience import Experience
from tongban.work.hall.waiting.hall_now import Openings
from tongban.work.hall.waiting.model import minute_of
from tongban.work.hall.waiting.stretches import TicketStretch, stretches

SHOWN = timedelta(days=30)
STAYS, GOES = 1.0, 0.0
"""Whether somebody waited until they were served, or left."""


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """A decision whose day is over, what was expected of it, and what it came to."""

    plan: WindowPlan
    open_minutes: int
    served: int
    saved: float


def outcomes(place: Place, at: datetime) -> list[PlanOutcome]:
    """Return what the decisions of the last month came to, the newest first."""
    today = localdate(at)
    plans = WindowPlan.objects.filter(
        window__place=place, day__range=(today - SHOWN, today - timedelta(days=1))
    )
    days: dict[date, list[WindowPlan]] = {}
    for plan in plans.select_related("window").order_by("-day", "pk"):
        days.setdefault(plan.day, []).append(plan)
    return [each for day, of_day in days.items() for each in _of_day(place, day, of_day)]


def _of_day(place: Place, day: date, plans: Sequence[WindowPlan]) -> Iterator[PlanOutcome]:
    chains = stretches(ticket_events(place, day, day))
    experience = known_hall(place, day).model.experience
    visitors = sorted(_visitors(chains.values(), experience))
    windows = {window.number: window.pk for window in windows_of(place, day)}
    hours = {
        windows[number]: spans
        for number, spans in opened(open_times(place, day, day)).items()
        if number in windows
    }

    def waited(hours: dict[int, Openings]) -> float:
        return person_minutes(visitors, staffed(place, day, hours), experience, closing_of(place, day))

    for plan in plans:
        own = hours.get(plan.window_id, ())
        there = within(own, [(plan.begins, plan.ends)])
        undone = Change(plan.window.number, plan.begins, plan.ends, not plan.opens)
        without = hours | {plan.window_id: merged(changed(own, [undone]))}
        yield PlanOutcome(
            plan,
            round(sum(ends - begins for begins, ends in there)),
            _served(chains.values(), plan),
            waited(without) - waited(hours) if bool(there) is plan.opens else 0.0,
        )


def _visitors(chains: Iterable[list[TicketStretch]], experience: Experience) -> Iterator[Visitor]:
    """Yield who came, with the minutes their service really took; of who was not served, what is usual."""
    for chain in chains:
        if not chain:
            continue
        at, group = minute_of(chain[0].began), chain[0].group
        seconds = sum(each.seconds for each in chain if each.status == "serving")
        yield Visitor(at, group, seconds / 60 or experience.usual(group, at), STAYS if seconds else GOES)


def _served(chains: Iterable[list[TicketStretch]], plan: WindowPlan) -> int:
    """Return how many services began at the window in the time that was planned."""
    return sum(
        each.status == "serving"
        and each.window == plan.window.number
        and plan.begins <= minute_of(each.began) < plan.ends
        for chain in chains
        for each in chain
    )
