"""What is wrong in the bureau at this moment: late, at risk, in error before signing, unanswered, waiting too long.

Every list is one that a room works by; who reads it sees of each what they may see there, and the number of the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tongban.account.evaluation.models import Status as YearStatus
from tongban.account.evaluation.queries.account import visible_to as years_visible_to
from tongban.account.evaluation.queries.counts import finding_counts
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import EngineDown
from tongban.doors.desk.flows.likely_cases import RED, known_forecasts, likely_cases
from tongban.doors.desk.flows.request import as_of
from tongban.ground.matters.lights import words_of
from tongban.ground.matters.worklists import WorkLists
from tongban.ground.people.models import User
from tongban.work.aid.queries import worklists as aid
from tongban.work.cases.queries import visibility as case_visibility
from tongban.work.cases.queries import worklists as cases
from tongban.work.hall.queries.overrun import overrun_places
from tongban.work.hotline.queries import worklists as hotline
from tongban.work.hotline.queries.board import LATE, counts_of_all
from tongban.work.obstacles.queries import worklists as obstacles
from tongban.work.ratings import queries as ratings

SHOWN = 5
OVERDUE = "overdue"
BEFORE_SIGNING = (
    YearStatus.DRAFTING,
    YearStatus.WITH_DIVISION,
    YearStatus.WITH_FINANCE,
    YearStatus.WITH_LEADER,
)


@dataclass(frozen=True, slots=True)
class WrongRow:
    """One thing that is wrong: what, by how much, and where one sees it."""

    name: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class WrongKind:
    """Things of one kind that are wrong: how many, the worst of them, and where all of them stand."""

    title: Any
    count: int
    url: str
    rows: Sequence[WrongRow] = ()
    light: str = "red"


@dataclass(frozen=True, slots=True)
class OverdueList:
    """A room's list of what is overdue: its rows with their lights, and how one of them is called and reached."""

    title: Any
    lists: WorkLists[Any]
    listed: str
    rows_of: Callable[..., list[Any]]
    row: Callable[[Any], tuple[str, str]]


def _case(row: Any) -> tuple[str, str]:
    case = row.case
    return f"{case.reference} {case.version.item.name}", reverse("cases:case", args=[case.reference])


def _order(row: Any) -> tuple[str, str]:
    order = row.order
    unit = order.lead_unit or ""
    return f"{order.reference} {unit}", reverse("hotline:order", args=[order.reference])


def _rating(row: Any) -> tuple[str, str]:
    work = row.work
    return f"{work.reference} {work.division}", reverse("ratings:work", args=[work.reference])


def _demand(row: Any) -> tuple[str, str]:
    order = row.demand.order
    return f"{order.reference} {order.lead_unit or ''}", reverse("aid:demand", args=[order.reference])


def _obstacle(row: Any) -> tuple[str, str]:
    entry = row.entry
    return f"{entry.reference} {entry.unit or ''}", reverse("obstacles:entry", args=[entry.reference])


CASES = OverdueList(
    gettext_lazy("Cases past the promised day"),
    cases.LISTS,
    "cases:work",
    lambda rows, day: cases.work_rows(cases.load_page(rows), OVERDUE, day),
    _case,
)
UNANSWERED = (
    OverdueList(
        gettext_lazy("Orders of the hotline past their day"),
        hotline.LISTS,
        "hotline:list",
        lambda rows, day: hotline.order_rows(rows.select_related("lead_unit"), day),
        _order,
    ),
    OverdueList(
        gettext_lazy("Bad ratings nobody has answered in time"),
        ratings.LISTS,
        "ratings:list",
        ratings.rating_rows,
        _rating,
    ),
    OverdueList(
        gettext_lazy("Demands of enterprises past their day"),
        aid.LISTS,
        "aid:list",
        aid.demand_rows,
        _demand,
    ),
    OverdueList(
        gettext_lazy("“Could not be done” past its day"),
        obstacles.LISTS,
        "obstacles:list",
        obstacles.obstacle_rows,
        _obstacle,
    ),
)


def alarms_of(user: User, at: datetime) -> list[WrongKind]:
    """Return what is wrong at this moment, as far as this person may know it; what is in order is left out."""
    found = [
        *_errors_before_signing(user),
        *_overdue(CASES, user, at),
        *_at_risk(user, at),
        *(alarm for each in UNANSWERED for alarm in _overdue(each, user, at)),
        *_late_orders(user, at),
        *_overrun_halls(user, at),
    ]
    return [alarm for alarm in found if alarm.count]


def _errors_before_signing(user: User) -> Iterator[WrongKind]:
    years = years_visible_to(user).filter(status__in=BEFORE_SIGNING).order_by("-year", "pk")
    counted = [(year, finding_counts(year).errors) for year in years]
    rows = [
        WrongRow(
            str(year),
            ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors},
            reverse("evaluation:findings", args=[year.pk]),
        )
        for year, errors in counted
        if errors
    ]
    if rows:
        yield WrongKind(_("Errors in accounts that go to be signed"), len(rows), rows[0].url, rows[:SHOWN])


def _overdue(each: OverdueList, user: User, at: datetime) -> Iterator[WrongKind]:
    if each.lists.find(user, OVERDUE) is None:
        return
    day = localdate(at)
    rows = each.lists.rows(user, OVERDUE, day)
    worst = [WrongRow(name, words_of(row.standing), url) for row in each.rows_of(rows[:SHOWN], day)
             for name, url in (each.row(row),)]  # fmt: skip
    count = each.lists.counts(user, day)[OVERDUE]
    yield WrongKind(each.title, count, reverse(each.listed, args=[OVERDUE]), worst)


def _at_risk(user: User, at: datetime) -> Iterator[WrongKind]:
    """Yield the cases that still have time and will more likely miss their day than not."""
    engine, on = newest_engine(), localdate(at)
    try:
        known, _fared = known_forecasts(engine, as_of(engine, on))
    except EngineDown:
        return
    rows = [
        row
        for row in likely_cases(case_visibility.visible_to(user), on, known)
        if row.forecast and row.forecast.probability >= RED and row.open.standing.days_left >= 0
    ]
    worst = [
        WrongRow(
            f"{row.open.case.reference} {row.open.case.version.item.name}",
            _("%(percent)d %% likely late, %(days)d working days left")
            % {"percent": round(100 * row.forecast.probability), "days": row.open.standing.days_left},
            reverse("cases:case", args=[row.open.case.reference]),
        )
        for row in rows[:SHOWN]
        if row.forecast
    ]
    yield WrongKind(_("Cases that will likely be late"), len(rows), reverse("flows:likely"), worst, "yellow")


def _late_orders(user: User, at: datetime) -> Iterator[WrongKind]:
    """Yield the number of the hotline's late orders for whoever may not read them one by one."""
    if hotline.LISTS.find(user, OVERDUE) is None:
        count = sum(each.count for each in counts_of_all(LATE, at)[:1])
        yield WrongKind(UNANSWERED[0].title, count, reverse("bulletin:wall"))


def _overrun_halls(user: User, at: datetime) -> Iterator[WrongKind]:
    if not user.may("hall.read"):
        return
    rows = [
        WrongRow(
            found.place.name,
            _("%(over)d of %(waiting)d wait longer than told, by up to %(minutes)d minutes")
            % {"over": found.over, "waiting": found.waiting, "minutes": found.longest_minutes},
            reverse("hall:board", args=[found.place.code]),
        )
        for found in overrun_places(at)
    ]
    yield WrongKind(_("Halls over their promise of waiting"), len(rows), reverse("hall:boards"), rows[:SHOWN])
