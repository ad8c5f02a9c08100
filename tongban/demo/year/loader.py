"""Loads the year: what all months share is created once, then each month is loaded whole, in several processes.

What was loaded stands in the ledger itself, so a load that was killed goes on where it stopped and doubles nothing.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localdate

from tongban.demo.assessors import enlist
from tongban.demo.cases import _answer, _filled
from tongban.demo.identities import firm, resident
from tongban.demo.year.months import City, MonthLoader
from tongban.demo.year.plan import DATA, FEASIBILITY, Offered, YearPlan, scaled
from tongban.demo.year.staff import create_year_staff
from tongban.demo.year.stories import Hours
from tongban.ground.clock import NoCalendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.processes import run_in_processes
from tongban.ground.people.actions.bulk_register import register_all
from tongban.ground.people.actors import Actor
from tongban.ground.people.models import Applicant, Assignment, User
from tongban.ground.people.roles import APPLICANT
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.guide_cache import guides_of
from tongban.work.cases.bulk.course import ApplicantRef
from tongban.work.cases.bulk.guides import CourseGuide, course_guide
from tongban.work.cases.bulk.numbers import ReservedNumbers, reserve_numbers
from tongban.work.ratings.numbers import BAD_RATINGS

__all__ = ["LoadResult", "NoCalendar", "OtherYear", "load_year", "processes_here", "subject_of"]

BASIS = "demo"
WAIT = "SELECT pg_advisory_xact_lock(hashtextextended('demo.year', 0))"
ACCOUNTS = 200
DAY_SECONDS = 24 * 60 * 60


class OtherYear(Exception):
    """The year was loaded before at another scale or from another seed."""


@dataclass(frozen=True)
class LoadResult:
    """What one load did: how many applications and entries, and how many the year has in all."""

    cases: int
    entries: int
    whole: int


def load_year(
    year: int,
    scale: Decimal,
    seed: int,
    *,
    at: datetime,
    processes: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> LoadResult:
    """Load a year once, or finish what an earlier load left; several processes need what came before committed.

    Of the present year what came in until yesterday is loaded, and what was done of it by then.
    """
    plan = YearPlan(year, scale, seed, _offered(), calendar().provisional(year + 1), _until(year, at))
    begun = _reserve(plan, at)
    SHARED.update(city=_city(plan, begun), at=at)
    left = [month for month in range(1, 13) if month not in _done(year)]
    whole, cases, entries = sum(plan.sizes), 0, 0
    plan.before  # noqa: B018  (dealt before the children are forked, so that they share it)
    before = whole - sum(plan.sizes[month - 1] for month in left)
    progress(before, whole)
    for poured in (
        map(_load_month, left) if processes == 1 else run_in_processes(_load_month, left, processes)
    ):
        cases, entries = cases + poured[0], entries + poured[1]
        progress(before + cases, whole)
    if left:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return LoadResult(cases, entries, whole)


def _until(year: int, at: datetime) -> date:
    """Return the last day that is told of: that of an earlier load, else yesterday in the present year."""
    known = Entry.objects.filter(subject=subject_of(year), move="begin_load").first()
    if known is not None and "until" in known.payload:
        return date.fromisoformat(known.payload["until"])
    return localdate(at) - timedelta(days=1) if year == localdate(at).year else date.max


def subject_of(year: int) -> str:
    """Return how the ledger names the load of a year."""
    return f"DEMO-YEAR-{year}"


SHARED: dict[str, Any] = {}
"""What the children of one load find when they are forked."""


def _load_month(month: int) -> tuple[int, int]:
    """Load a month in one transaction with the entry that says so."""
    city, at = SHARED["city"], SHARED["at"]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        cases, entries = MonthLoader(city, month).load()
        said = {"month": month, "cases": cases, "entries": entries}
        record(subject_of(city.numbers.year), "load_month", by=None, at=at, basis=BASIS, payload=said)
    return cases, entries


def _done(year: int) -> set[int]:
    entries = Entry.objects.filter(subject=subject_of(year), move="load_month")
    return set(entries.values_list("payload__month", flat=True))


def _offered() -> tuple[Offered, ...]:
    versions = _versions()
    return tuple(
        Offered(
            name,
            version.mode == "at_once",
            version.promised_length,
            bool(version.special_procedures),
            version.licence_type.code if version.licence_type else "",
        )
        for name, version in versions.items()
    )


def _versions() -> dict[str, ItemVersion]:
    offered = ItemVersion.objects.filter(status="published", item__is_example=True)
    known = offered.select_related("item__division", "licence_type").order_by("item__code")
    return {version.item.name: version for version in known}


@transaction.atomic
def _reserve(plan: YearPlan, at: datetime) -> Mapping[str, Any]:
    """Set keys, numbers and applicants aside, once; return what was set aside."""
    with connection.cursor() as cursor:
        cursor.execute(WAIT)
    subject = subject_of(plan.year)
    known = Entry.objects.filter(subject=subject, move="begin_load").first()
    asked = {"scale": str(plan.scale.normalize()), "seed": plan.seed}
    if known is not None:
        if {name: known.payload[name] for name in asked} != asked:
            raise OtherYear(f"{known.payload['scale']} · {known.payload['seed']}")
        return dict(known.payload)
    cases = sum(plan.sizes)
    counts = plan.before[12]
    licences = {each.licence: counts[f"licence {each.licence}"] for each in plan.offered if each.licence}
    papers = {name: counts[name] for name in counts if name != "delivered" and not name.startswith("licence")}
    until = {} if plan.until == date.max else {"until": plan.until.isoformat()}
    said = {
        **asked,
        **until,
        "numbers": reserve_numbers(plan.year, cases, papers, licences, reason=subject, at=at).as_payload(),
        "bad": BAD_RATINGS.reserve(plan.year, plan.figures["bad"], reason=subject, at=at),
        **_register(plan),
    }
    record(subject, "begin_load", by=None, at=at, basis=BASIS, payload=said)
    return said


def _register(plan: YearPlan) -> dict[str, int]:
    """Register who applies in the year, and give some of them accounts."""
    at = datetime(plan.year - 1, 12, 31, 1, tzinfo=UTC)
    clerk = create_year_staff(plan.scale, plan.days, plan.seed).clerks[0].actor
    count = max(20, round(sum(plan.sizes) * DATA["pool"]["applicants_per_case"]))
    people = [resident(number) for number in range(count)]
    firms = [firm(number) for number in range(max(10, count // 2))]
    known = set(Applicant.objects.filter(is_example=True).values_list("number", flat=True))
    new = [row for row in (*people, *firms) if row[3] not in known]
    register_all(new, by=clerk, at=at, is_example=True)
    keys = _keys([*_with_accounts(plan, people), *_with_accounts(plan, firms)])
    without = set(Applicant.objects.filter(pk__in=keys, account=None).values_list("pk", flat=True))
    for key in (each for each in keys if each in without):
        user = User(username=f"applicant-{key}", display_name=f"申请人{key}（示例）")
        user.set_unusable_password()
        user.save()
        Assignment.objects.create(user=user, role=APPLICANT, since=at.date())
        Applicant.objects.filter(pk=key).update(account=user)
    return {"people": len(people), "firms": len(firms)}


def _keys(told: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the keys of those registered, in their order: the fourth of what is told is the number."""
    keys = dict(Applicant.objects.filter(is_example=True).values_list("number", "pk"))
    return [keys[row[3]] for row in told]


def _with_accounts(plan: YearPlan, told: Sequence[Any]) -> Sequence[Any]:
    """Return those of one kind who have accounts."""
    return told[: max(3, scaled(ACCOUNTS, plan.scale))]


def _city(plan: YearPlan, begun: Mapping[str, Any]) -> City:
    staff = create_year_staff(plan.scale, plan.days, plan.seed)
    told = [*map(resident, range(begun["people"])), *map(firm, range(begun["firms"]))]
    applying = [ApplicantRef(key, row[1], row[4], row[5]) for key, row in zip(_keys(told), told, strict=True)]
    known = {"person": applying[: begun["people"]], "enterprise": applying[begun["people"] :]}
    holding = {kind: _with_accounts(plan, some) for kind, some in known.items()}
    keys = [each.key for some in holding.values() for each in some]
    holders = User.objects.filter(applicant__in=keys).values_list("applicant", "pk", "display_name")
    actors = {key: Actor(user, name, [APPLICANT]) for key, user, name in holders}
    accounts = {kind: [(each, actors[each.key]) for each in some] for kind, some in holding.items()}
    hours = Hours.of(plan, staff, _firms())
    over = datetime.max.replace(tzinfo=UTC) if plan.until == date.max else hours.at(plan.until, DAY_SECONDS)
    numbers = ReservedNumbers(**begun["numbers"])
    return City(hours, _guides(), known, accounts, numbers, begun["bad"], over)


def _firms() -> dict[str, int]:
    """Return the firms that assess feasibility reports, by credit code."""
    known = {}
    for row in DATA["assessors"]:
        code = firm(row["number"])[3]
        known[code] = enlist(code, row["name"], "可行性研究报告评估").pk
    return known


def _guides() -> dict[tuple[str, bool], CourseGuide]:
    found, versions = {}, _versions()
    guides_of(version.pk for version in versions.values())  # read together
    for name, version in versions.items():
        answers = {each.code: _answer(each) for each in version.situations.all()}
        form = _filled(version.form_schema, Applicant(name="示例", phone="19900000000"))
        found[name, False] = course_guide(version.pk, answers=answers, form=form)
        if name == FEASIBILITY:
            large = {**answers, "large": 5000}
            found[name, True] = course_guide(version.pk, answers=large, form=form)
    return found


def processes_here() -> int:
    """Return how many processes load side by side."""
    return min(2, os.cpu_count() or 1)
