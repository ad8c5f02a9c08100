"""Loads the hotline's year: what all months share once, then each month whole, side by side.

What was loaded stands in the ledger itself, so a load that was killed goes on where it stopped and doubles nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection, transaction

from tongban.demo.hotline_year.calls import load_calls
from tongban.demo.hotline_year.office import Office, moment, open_office
from tongban.demo.hotline_year.plan import DATA, MONTHS, HotlinePlan
from tongban.demo.hotline_year.stories import OrderStory
from tongban.demo.year.loader import BASIS, OtherYear
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.processes import run_in_processes
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.models import User
from tongban.work.hotline.actions import bursts
from tongban.work.hotline.bulk import MODELS, OrderCourse, load_order
from tongban.work.hotline.numbers import ORDERS

WAIT = "SELECT pg_advisory_xact_lock(hashtextextended('demo.hotline', 0))"
SLICE = 1000


@dataclass(frozen=True)
class LoadedOrders:
    """What one load did, and how many orders the year has in all."""

    orders: int
    entries: int
    whole: int


SHARED: dict[str, Any] = {}
"""What the children of one load find when they are forked."""


def load_hotline_year(
    year: int,
    scale: Decimal,
    seed: int,
    *,
    at: datetime,
    processes: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> LoadedOrders:
    """Load the hotline's year once, or finish what an earlier load left."""
    plan = HotlinePlan(year, scale, seed)
    office, first = _begin(plan, at)
    SHARED.update(office=office, first=first, at=at)
    done = set(
        Entry.objects.filter(subject=subject_of(year), move="load_month").values_list(
            "payload__month", flat=True
        )
    )
    left, whole = [month for month in MONTHS if month not in done], sum(plan.sizes)
    orders = entries = 0
    before = whole - sum(plan.sizes[month - 1] for month in left)
    for loaded in (
        map(_load_month, left) if processes == 1 else run_in_processes(_load_month, left, processes)
    ):
        orders, entries = orders + loaded[0], entries + loaded[1]
        progress(before + orders, whole)
    if left:
        tell_of_bursts(office)
    load_calls(office)
    if left:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return LoadedOrders(orders, entries, whole)


@transaction.atomic
def tell_of_bursts(office: Office) -> None:
    """Raise the alarms of the year as its end found them; the head has looked into all but the newest."""
    morning = moment(date(office.plan.year + 1, 1, 1), 8, Random(office.plan.seed))  # noqa: S311
    raised = bursts.raise_alarms(office.plan.days[-1], days=len(office.plan.days), at=morning)
    head = User.objects.get(username="rexian")
    for alarm in raised[:-1]:
        said = {"finding": "burst", "note": "（示例）上游排口破损，同一原因，已修复。"}
        bursts.acknowledge(alarm, by=head, at=morning, **said)


def subject_of(year: int) -> str:
    """Return how the ledger names the load of the hotline's year."""
    return f"DEMO-HOTLINE-{year}"


@transaction.atomic
def _begin(plan: HotlinePlan, at: datetime) -> tuple[Office, int]:
    """Open the office and set the numbers aside, once; return both."""
    with connection.cursor() as cursor:
        cursor.execute(WAIT)
    subject = subject_of(plan.year)
    office = open_office(plan, calendar(), until=at)
    asked = {"scale": str(plan.scale.normalize()), "seed": plan.seed}
    known = Entry.objects.filter(subject=subject, move="begin_load").first()
    if known is None:
        first = ORDERS.reserve(plan.year, sum(plan.sizes), reason=subject, at=at)
        record(subject, "begin_load", by=None, at=at, basis=BASIS, payload={**asked, "first": first})
        return office, first
    if {name: known.payload[name] for name in asked} != asked:
        raise OtherYear(f"{known.payload['scale']} · {known.payload['seed']}")
    return office, int(known.payload["first"])


def _load_month(month: int) -> tuple[int, int]:
    """Load a month in one transaction with the entry that says so."""
    office, at = SHARED["office"], SHARED["at"]
    loader = BulkLoader(*MODELS)
    orders = entries = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        for course in courses_of(office, month, SHARED["first"]):
            load_order(loader, course, office.calendar)
            orders += 1
            if orders % SLICE == 0:
                entries += loader.load()
        entries += loader.load()
        said: Mapping[str, int] = {"month": month, "orders": orders, "entries": entries}
        record(subject_of(office.plan.year), "load_month", by=None, at=at, basis=BASIS, payload=said)
    return orders, entries


def courses_of(office: Office, month: int, first: int) -> Iterator[OrderCourse]:
    """Yield the courses of a month in the order in which the calls come in."""
    plan = office.plan
    place = first + sum(plan.sizes[: month - 1])
    for day in plan.days_of(month):
        for at, told in zip(_calls(plan, day), plan.demands_on(day), strict=True):
            chance = Random((plan.seed << 32) + place)  # noqa: S311  (an invented course, no secret)
            yield OrderStory(office, told, at, chance).course(ORDERS.write(plan.year, place))
            place += 1


def _calls(plan: HotlinePlan, day: date) -> list[datetime]:
    """Return the instants of a day at which somebody calls."""
    chance = Random(f"{plan.seed} calls {day}")  # noqa: S311
    hours, weights = zip(*DATA["demand"]["hours"], strict=True)
    return sorted(moment(day, hour, chance) for hour in chance.choices(hours, weights, k=plan.count_on(day)))
