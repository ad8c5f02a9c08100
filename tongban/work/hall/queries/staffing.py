"""What a place's own history and the plan of a day's windows say of opening or closing one; nothing moves by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean

from django.utils.timezone import localdate

from tongban.ground.ledger.memo import Memo
from tongban.work.hall import rules
from tongban.work.hall.models import Place, Window, WindowPlan
from tongban.work.hall.queries.known_days import KnownDays, known_days, merged, within
from tongban.work.hall.queries.places import groups_on, openings, windows_of
from tongban.work.hall.queries.waits import in_line, known_hall, lines_of, minute
from tongban.work.hall.staffing.advice import Change, Staffing, changed
from tongban.work.hall.staffing.day_queue import StaffedWindow, sampled_days
from tongban.work.hall.waiting.experience import HALF_HOUR, Experience
from tongban.work.hall.waiting.hall_now import Openings

FEWEST_DAYS = 10
"""Of fewer days nothing is advised."""
DRAWN_PEOPLE, MOST_DAYS, LEAST_DAYS = 5_000, 20, 6
"""So many people are drawn for an advice, on no more and no fewer days than these."""
MOST_ADVICE = 6
WORTH = 0.5
"""An opening that saves fewer person-minutes for each officer-minute is not shown."""


@dataclass(frozen=True, slots=True)
class AdvisedChange:
    """A change of a window with what it saves on average, and between which days differ; negative costs people."""

    window: Window
    change: Change
    saves: float
    low: float
    high: float
    people: float
    open_then: int
    minutes_each: float

    @property
    def times(self) -> str:
        """Return from when to when."""
        return str(rules.Span(self.change.begins, self.change.ends))

    @property
    def begins(self) -> str:
        """Return from when, as it is read on a clock."""
        return rules.clock_text(self.change.begins)

    @property
    def ends(self) -> str:
        """Return to when."""
        return rules.clock_text(self.change.ends)

    @property
    def costs(self) -> float:
        """Return the person-minutes that a closing costs."""
        return -self.saves

    @property
    def freed(self) -> int:
        """Return the officer-minutes that a closing frees."""
        return -self.change.officer_minutes


@dataclass(frozen=True, slots=True)
class PlannedHours:
    """When a window is to be open on a day: as usual, and after what was decided."""

    window: Window
    usual: str
    planned: str


@dataclass(frozen=True, slots=True)
class StaffingPage:
    """All that is shown of a day."""

    day: date
    hours: str
    known: KnownDays
    people: float
    drawn: int
    windows: Sequence[PlannedHours]
    openings: Sequence[AdvisedChange]
    closings: Sequence[AdvisedChange]
    plans: Sequence[WindowPlan]

    @property
    def is_enough(self) -> bool:
        """Tell whether enough is known to advise."""
        return self.known.days >= FEWEST_DAYS


ADVISED: Memo[tuple[object, ...], tuple[tuple[AdvisedChange, ...], int]] = Memo("hall.staffing_advice", 50)


def staffing_page(place: Place, day: date, at: datetime) -> StaffingPage:
    """Return the advice for a day from now on, with what it rests on."""
    known = known_days(place, localdate(at))
    usual, planned = _usual(place, day, known), planned_hours(place, day, known)
    found, drawn = _advice(place, day, at) if known.days >= FEWEST_DAYS else ((), 0)
    return StaffingPage(
        day=day,
        hours=rules.spans_text(openings(place, day)),
        known=known,
        people=sum(known.arrivals.expected(day).values()) if known.days else 0.0,
        drawn=drawn,
        windows=[PlannedHours(w, _text(usual[w.pk]), _text(planned[w.pk])) for w in windows_of(place, day)],
        openings=[each for each in found if each.change.opens],
        closings=[each for each in found if not each.change.opens],
        plans=list(plans_of(place, day)),
    )


def measure(place: Place, change: Change, day: date, at: datetime) -> tuple[float, float, float] | None:
    """Return what one change saves of the rest of a day, and between what it differs; nothing of too little history."""
    if known_days(place, localdate(at)).days < FEWEST_DAYS:
        return None
    saved = _staffing(place, day, at).savings([change])
    return mean(saved), saved[0], saved[-1]


def plans_of(place: Place, day: date) -> Iterable[WindowPlan]:
    """Return what was decided for a day, in the order in which it was decided."""
    return WindowPlan.objects.filter(window__place=place, day=day).select_related("window").order_by("pk")


def planned_hours(place: Place, day: date, known: KnownDays) -> dict[int, Openings]:
    """Return when each window is to be open on a day: as usual within the place's hours, and as was decided since."""
    hours = _usual(place, day, known)
    for plan in plans_of(place, day):
        change = Change(plan.window.number, plan.begins, plan.ends, plan.opens)
        hours[plan.window_id] = merged(changed(hours.get(plan.window_id, ()), [change]))
    return hours


def staffed(place: Place, day: date, hours: dict[int, Openings]) -> list[StaffedWindow]:
    """Return the windows of a place with the lines they take and their hours."""
    lines = frozenset(groups_on(place, day).values_list("prefix", flat=True))
    return [StaffedWindow(w.number, lines_of(w, lines), hours.get(w.pk, ())) for w in windows_of(place, day)]


def _usual(place: Place, day: date, known: KnownDays) -> dict[int, Openings]:
    spans = openings(place, day)
    return {window.pk: within(known.usual.get(window.number, ()), spans) for window in windows_of(place, day)}


def _advice(place: Place, day: date, at: datetime) -> tuple[tuple[AdvisedChange, ...], int]:
    """Return what is advised; worked out anew every half-hour, and when something was decided."""
    plans = tuple(plan.pk for plan in plans_of(place, day))
    key = (place.pk, day, localdate(at), _begins(day, at), plans, tuple(openings(place, day)))
    return ADVISED.get(key, lambda: _advise(place, day, at))


def _advise(place: Place, day: date, at: datetime) -> tuple[tuple[AdvisedChange, ...], int]:
    staffing, begins = _staffing(place, day, at), _begins(day, at)
    windows = {window.number: window for window in windows_of(place, day)}
    possible = [
        change
        for opens, closes in openings(place, day)
        for change in staffing.changes(max(opens, begins), closes)
    ]
    chosen: list[Change] = []
    for opens in (True, False):
        taken: list[Change] = []
        for each in staffing.single(change for change in possible if change.opens is opens):
            (change,) = each.changes
            is_new = all(not _overlap(change, other) for other in taken)
            if (
                is_new
                and len(taken) < MOST_ADVICE
                and (not opens or each.person_minutes >= WORTH * each.officer_minutes)
            ):
                taken.append(change)
        chosen += taken
    expected = known_days(place, localdate(at)).arrivals.expected(day)
    found = [_advised(staffing, windows[change.window], change, expected) for change in chosen]
    return tuple(found), len(staffing.days)


def _overlap(one: Change, other: Change) -> bool:
    return one.begins < other.ends and other.begins < one.ends


def _advised(
    staffing: Staffing, window: Window, change: Change, expected: dict[tuple[str, int], float]
) -> AdvisedChange:
    saved = staffing.savings([change])
    own = next(each for each in staffing.windows if each.code == change.window)
    people = {
        (group, half): count
        for (group, half), count in expected.items()
        if group in own.groups and change.begins <= half < change.ends
    }
    others = [each for each in staffing.windows if each.code != change.window and each.groups & own.groups]
    total = sum(people.values())
    minutes = [staffing.experience.usual(group, half) * count for (group, half), count in people.items()]
    return AdvisedChange(
        window=window,
        change=change,
        saves=mean(saved),
        low=saved[0],
        high=saved[-1],
        people=total,
        open_then=sum(bool(within(each.openings, [(change.begins, change.ends)])) for each in others),
        minutes_each=sum(minutes) / total if total else 0.0,
    )


def _staffing(place: Place, day: date, at: datetime) -> Staffing:
    """Return the rest of a day: its windows as planned, and days as chance may make them, always the same ones."""
    today = localdate(at)
    known, experience, begins = known_days(place, today), _experience(place, today), _begins(day, at)
    expected = {
        key: count for key, count in known.arrivals.expected(day).items() if key[1] + HALF_HOUR > begins
    }
    number = int(DRAWN_PEOPLE / (sum(expected.values()) or 1))
    rest = [(float(begins), float(rules.MIDNIGHT))]
    hours = {key: within(spans, rest) for key, spans in planned_hours(place, day, known).items()}
    here = [(each.since, each.group) for each in in_line(place, at)] if day == today else []
    days = sampled_days(
        expected, experience, max(LEAST_DAYS, min(MOST_DAYS, number)), f"{place.code} {day}", here
    )
    return Staffing(staffed(place, day, hours), days, experience, closing_of(place, day))


def closing_of(place: Place, day: date) -> float:
    """Return when the place closes on a day: so long somebody waits whom nobody calls."""
    return float(max((span.closes for span in openings(place, day)), default=0))


def _experience(place: Place, today: date) -> Experience:
    return known_hall(place, today).model.experience


def _begins(day: date, at: datetime) -> int:
    """Return the half-hour of a day from which on something can still be changed."""
    return 0 if day > localdate(at) else int(minute(at, at)) // HALF_HOUR * HALF_HOUR + HALF_HOUR


def _text(hours: Openings) -> str:
    return " ".join(str(rules.Span(int(begins), int(ends))) for begins, ends in hours)
