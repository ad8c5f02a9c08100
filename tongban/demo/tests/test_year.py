"""A year of the city: right to the figure at any scale, the same for the same seed, whole in the ledger."""

import tomllib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.db import transaction
from django.db.models import F, Sum
from django.test import override_settings

from conftest import ENTRY_KEY
from tongban.demo.account import CORRECTED
from tongban.demo.catalogue import load_catalogue
from tongban.demo.hall_year.loader import load_hall_year
from tongban.demo.hall_year.plan import HallPlan
from tongban.demo.payments import payments_of
from tongban.demo.people import create_officers, create_staff
from tongban.demo.year import loader, months
from tongban.demo.year.loader import OtherYear, load_year
from tongban.demo.year.plan import DATA, YearPlan
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import SYSTEM
from tongban.ground.ledger.macs import CURRENT
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.gaps import check_series
from tongban.ground.people.roles import ROLES
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.models import RUNNING, Assessment, Case, Paper, Remedy
from tongban.work.cases.states import CHART
from tongban.work.hall import demo_story as hall_story
from tongban.work.hall.models import Appointment, Errand, Slot, Ticket, WindowPeriod
from tongban.work.hotline.models import Area
from tongban.work.obstacles.models import Obstacle
from tongban.work.ratings.models import BadRating, Invitation, Rating

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SCALE, SEED = Decimal("0.002"), 2022
IN_2022 = (date(2022, 1, 1), date(2022, 12, 31))


def settle_office():
    staff = create_staff()
    load_catalogue(staff)
    officers = create_officers()
    Area.objects.bulk_create(Area(code=code, name=code) for code in {row[3] for row in hall_story.PLACES})
    known = {"window_clerk": officers["chuangkou"], "hall_head": officers["dating"]}
    hall_story.load({**staff, **known}, {}, at=NOW)


def load_tiny():
    return load_year(2022, SCALE, SEED, at=NOW)


def load_visits(seed=SEED):
    return load_hall_year(2022, SCALE, seed, at=NOW)


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the tiny year once for this file, under the key of entries that every test has, and roll it back."""
    keys = tmp_path_factory.mktemp("keys")
    (keys / CURRENT).write_bytes(ENTRY_KEY)
    with django_db_blocker.unblock(), override_settings(LEDGER_KEYS=keys), transaction.atomic():
        settle_office()
        load_tiny()
        load_visits()
        yield
        transaction.set_rollback(True)


def ours():
    return Case.objects.filter(reference__startswith="CASE-2022-")


def test_every_number_set_aside_for_the_year_is_used(year):
    found = [(each.name, each.set_aside, each.lost) for each in check_series() if each.year == 2022]

    assert {"CASE", "BAD", "TICKET", "APPT"} < {name for name, _, _ in found}
    assert [each for each in found if each[1] or each[2]] == []


def test_the_year_is_right_to_the_figure(year):
    registered = ours().filter(
        version__item__parent__name="设立登记", decided_on__range=IN_2022, status="delivered"
    )
    mailed = Delivery.objects.filter(way="courier", payer="bureau", state="signed", signed_at__year=2022)
    assessed = Assessment.objects.filter(pause__until__range=IN_2022)
    rated = Rating.objects.filter(invitation__matter__startswith="CASE-2022-")

    assert ours().filter(channel="window", filed_at__date__range=IN_2022).count() == 689
    assert ours().filter(channel="online").count() == 34
    assert registered.count() == 5
    assert (mailed.count(), sum(each.price_yuan for each in mailed)) == (33, Decimal("334.60"))
    assert [each.fee_yuan for each in assessed] == [Decimal("2969.60")]
    assert Remedy.objects.filter(kind="lawsuit", received_on__range=IN_2022).count() == 1
    assert (rated.count(), rated.filter(level__lt=3).count(), BadRating.objects.count()) == (275, 2, 2)
    invited = Invitation.objects.filter(matter__startswith="CASE-2022-")
    assert invited.count() == ours().filter(status="delivered").count()
    assert set(ours().values_list("is_example", flat=True)) == {True}


def test_every_chain_is_whole_and_every_case_went_a_way_of_the_chart(year):
    entries = Entry.objects.filter(subject__startswith="CASE-2022-", kind="move").order_by(
        "subject", "number"
    )
    ways: dict[str, list[tuple[str, str, str, str]]] = {}
    for entry in entries:
        ways.setdefault(entry.subject, []).append((entry.move, entry.by_role, entry.before, entry.after))

    assert verify().is_whole
    assert len(ways) == ours().count()
    assert len(set(map(tuple, ways.values()))) > 10
    for way in set(map(tuple, ways.values())):
        assert [before for _, _, before, _ in way] == ["", *(after for _, _, _, after in way[:-1])]
        for name, role, before, after in way:
            move, held = CHART.moves[name], ROLES[role].permissions if role else {SYSTEM}
            assert move.leads(before, after)
            assert move.permission in held


def test_days_are_those_of_the_rules_and_most_are_kept(year):
    decided = ours().exclude(decided_on=None)

    assert (
        not ours()
        .filter(filed_at__week_day__in=[1, 7])
        .exclude(filed_at__date__in=[day for day in calendar().working_days(2022) if day.weekday() >= 5])
    )
    assert not decided.filter(due_on=None).exists()
    late = [case for case in decided if case.decided_on > case.due_on]
    assert 0 < len(late) + 1 < decided.count() / 50
    kinds = Counter(Paper.objects.filter(case__in=ours()).values_list("kind", flat=True))
    assert kinds["completion"] == ours().exclude(returned_at=None).count()


def test_a_month_is_the_same_whoever_tells_it(year):
    city = loader.SHARED["city"]
    told = [months.MonthLoader(city, 3), months.MonthLoader(city, 3)]
    for month in told:
        keys = count(10**9)
        month.loader.next_key = lambda model, keys=keys: next(keys)
        for course, _ in month.courses():
            month.cases.add(course)

    first, second = (month.loader for month in told)
    made = [line.split("\t")[:3] for line in first.entries]

    assert first.entries == second.entries
    assert first.lines == second.lines
    kept = Entry.objects.filter(subject__in={subject for subject, _, _ in made})
    assert sorted(made) == sorted([s, str(n), k] for s, n, k in kept.values_list("subject", "number", "kind"))


def test_loading_again_changes_nothing_and_another_year_is_refused(year):
    before = Entry.objects.count()

    assert load_tiny().cases == 0
    assert Entry.objects.count() == before
    with pytest.raises(OtherYear):
        load_year(2022, SCALE, SEED + 1, at=NOW)


def hall_plan():
    return HallPlan(2022, SCALE, SEED, list(calendar().working_days(2022)))


def visits():
    return Ticket.objects.filter(reference__startswith="TICKET-2022-")


def test_people_wait_are_served_skipped_or_leave_and_nobody_is_left_standing(year):
    moves = Entry.objects.filter(subject__startswith="TICKET-2022-", kind="move").order_by(
        "subject", "number"
    )
    ways: dict[str, tuple[str, ...]] = {}
    for subject, move in moves.values_list("subject", "move"):
        ways[subject] = (*ways.get(subject, ()), move)

    assert visits().count() == len(ways) == hall_plan().whole
    assert set(visits().values_list("status", flat=True)) == {"finished", "left"}
    assert Counter(ways.values())[("take", "call", "serve", "finish")] > 0.9 * len(ways)
    assert visits().values("place").distinct().count() == 11
    assert not visits().filter(first_called_at__lt=F("taken_at")).exists()


def test_what_a_case_lacked_was_told_and_appointments_are_counted_by_their_slots(year):
    booked = Appointment.objects.filter(reference__startswith="APPT-2022-")
    kept = booked.filter(status="arrived")

    assert Errand.objects.filter(ticket__in=visits()).exclude(missing=[]).exists()
    assert visits().filter(appointment__in=kept).count() == kept.count() > 0
    assert Slot.objects.filter(begins_at__year=2022).aggregate(of=Sum("taken"))["of"] == booked.count()
    assert not WindowPeriod.objects.filter(began_at__year=2022, ended_at=None).exists()


def test_what_could_not_be_done_came_to_an_end(year):
    troubles = Obstacle.objects.filter(taken_at__year=2022)

    assert troubles.count() == hall_plan().troubles
    assert set(troubles.values_list("status", flat=True)) == {"analysed"}


def test_visits_loaded_again_change_nothing_and_another_year_is_refused(year):
    before = Entry.objects.count()

    assert load_visits().visits == 0
    assert Entry.objects.count() == before
    with pytest.raises(OtherYear):
        load_visits(SEED + 1)


def _plan(scale="0.001"):
    return YearPlan(2022, Decimal(scale), SEED, (), calendar())


@pytest.mark.parametrize("scale", ["0.001", "0.01", "0.37", "1"])
def test_the_figures_of_a_scale_are_the_published_ones_times_the_scale(year, scale):
    plan = _plan(scale)
    fees = sum(plan.fee(rank) for rank in range(plan.figures["assessments"]))

    assert plan.figures["hall"] == int(Decimal(344300) * Decimal(scale) + Decimal("0.5"))
    assert sum(plan.sizes) == plan.figures["hall"] + plan.figures["online"]
    assert abs(fees - Decimal("1484800") * Decimal(scale)) < Decimal("0.01")
    assert plan.figures["lawsuits"] >= 1


def test_payments_add_up_to_their_line_and_tie_to_the_years_rows(year):
    lines = tomllib.loads(CORRECTED.read_text("utf-8"))["lines"]
    for line in lines:
        spent = Decimal(line["spent"]) * 10000 + line.get("spent_more_yuan", 0)
        paid = payments_of(line["name"], spent, is_procurement=line["is_procurement"])
        assert sum(each.amount_yuan for each in paid) == spent
        assert all(each.amount_yuan > 0 and each.on in calendar().working_days(2022) for each in paid)

    assessed = payments_of("专项委托业务费", Decimal("4050000.00"), is_procurement=False)
    fees = [each for each in assessed if "评估费" in each.purpose]
    assert (len(fees), sum(each.amount_yuan for each in fees)) == (23, Decimal("1484800.00"))
    assert sum(DATA["mail"]["months"]) == 16730


def test_the_present_year_is_told_until_yesterday_and_some_of_it_is_still_in_hand(year):
    loaded = load_year(2026, Decimal("0.001"), SEED + 2026, at=NOW)
    again = load_year(2026, Decimal("0.001"), SEED + 2026, at=NOW + timedelta(days=3))

    cases = Case.objects.filter(reference__startswith="CASE-2026-")
    told = Entry.objects.filter(subject__startswith="CASE-2026-").order_by("at")
    assert 280 < cases.count() == loaded.whole < 361
    assert (again.cases, again.whole) == (0, loaded.whole)
    assert told.last().at < datetime(2026, 11, 21, 16, tzinfo=UTC)
    assert 0 < cases.filter(status__in=RUNNING).count() < cases.filter(decided_on__isnull=False).count()
    assert not Delivery.objects.filter(matter__in=cases.values("reference"), way="courier").exclude(
        state="signed"
    )


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 11, 18), date(2026, 12, 1), date(2026, 12, 30)])
def test_a_year_can_be_told_until_any_day(year, day):
    plan = YearPlan(2026, Decimal("0.001"), SEED, loader._offered(), calendar().provisional(2027), day)

    assert [len(deck) for deck in plan.decks] == plan.sizes
    assert sum(plan.sizes[day.month :]) == 0
    assert sum(count for month in range(1, 13) for _, count in plan.numbers_of_days(month)) == sum(plan.sizes)
