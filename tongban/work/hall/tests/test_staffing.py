"""Advice on staffing from the place's own history; what the head decides, and what it came to."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hall.actions import places, service, tickets, windows
from tongban.work.hall.actions.staffing import plan_window
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Ticket, WindowPlan
from tongban.work.hall.queries.staffing import FEWEST_DAYS, staffing_page
from tongban.work.hall.queries.staffing_outcome import outcomes
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh

DAYS = [day for step in range(21) if (day := TUESDAY - timedelta(days=21 - step)).weekday() < 5][
    -FEWEST_DAYS:
]
PEOPLE, MINUTES = 3, 35


def a_day(hall, day):
    """One window is open from nine to eleven; three people come at nine, and each takes 35 minutes."""
    windows.open_window(fresh(hall.one), by=hall.wang, at=at(9, day=day))
    for place in range(PEOPLE):
        tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=at(9, place, day=day))
    for place in range(PEOPLE):
        begins = at(9, 5, day=day) + timedelta(minutes=MINUTES * place)
        ticket = service.call_next(fresh(hall.one), by=hall.wang, at=begins)
        service.serve(ticket, by=hall.wang, at=begins)
        service.finish(fresh(ticket), by=hall.wang, at=begins + timedelta(minutes=MINUTES))
    windows.close_window(fresh(hall.one), by=hall.wang, at=at(11, day=day))


def ten_days():
    cast.build()
    hall = cast.hall()
    places.set_groups(hall.two, [hall.a], by=hall.head, at=at(8, day=DAYS[0]))
    for day in DAYS:
        a_day(hall, day)


@pytest.fixture
def known(db, once):
    """A hall of which ten days are known."""
    once(ten_days)
    return cast.hall()


def planned(hall, window, begins, ends, *, day=TUESDAY, opens=True, when=None, by=None):
    plan = WindowPlan(day=day, begins=begins, ends=ends, opens=opens)
    return plan_window(window, plan, by=by or hall.head, at=when or at(8))


def test_a_second_window_in_the_rush_saves_waiting_for_its_officer(known):
    page = staffing_page(known.place, TUESDAY, at(8))

    best = page.openings[0]
    (rest,) = [row.planned for row in page.windows if row.window == known.one]
    assert page.known.days == FEWEST_DAYS
    assert 2 < page.people < 4
    assert rest == "09:00–11:00"
    assert best.change.begins <= 9 * 60 + 30
    assert 0 <= best.low <= best.saves <= best.high
    assert best.change.officer_minutes in (60, 90, 120, 180)
    assert page.closings[0].saves < 0


def test_with_few_days_nothing_is_advised(hall):
    page = staffing_page(hall.place, TUESDAY, at(8))

    assert (page.is_enough, page.openings, page.closings) == (False, [], [])
    assert page.known.days < FEWEST_DAYS


def test_a_decision_is_an_act_of_the_head_with_what_it_is_to_save(known):
    plan = planned(known, known.two, 570, 690)

    (entry,) = Entry.objects.filter(subject=known.two.reference, move="plan_window")
    assert (entry.by_id, entry.payload["saves"]) == (known.head.pk, round(plan.saves))
    assert 0 <= plan.saves_low <= plan.saves <= plan.saves_high
    page = staffing_page(known.place, TUESDAY, at(8, 1))
    (row,) = [each.planned for each in page.windows if each.window == known.two]
    assert row == "09:30–11:30"


def test_the_opposite_decision_takes_one_back(known):
    planned(known, known.two, 570, 690)

    planned(known, known.two, 570, 690, opens=False)

    page = staffing_page(known.place, TUESDAY, at(8, 1))
    assert [each.planned for each in page.windows if each.window == known.two] == [""]


@pytest.mark.parametrize(
    ("begins", "ends", "opens", "when"),
    [
        (540, 600, True, at(9, 30)),
        (540, 600, True, at(8)),
        (690, 790, True, at(8)),
        (660, 700, False, at(8)),
    ],
    ids=["past", "open already", "over the lunch break", "not open"],
)
def test_what_cannot_be_is_refused(known, begins, ends, opens, when):
    with pytest.raises(Refused):
        planned(known, known.one, begins, ends, opens=opens, when=when)

    assert not WindowPlan.objects.exists()


def test_only_who_supervises_decides(known):
    with pytest.raises(PermissionDenied):
        planned(known, known.two, 570, 690, by=known.wang)


def test_later_the_page_shows_what_it_came_to(known):
    kept = planned(known, known.two, 540, 600)
    idle = planned(known, known.one, 840, 900)
    windows.open_window(fresh(known.two), by=known.zhao, at=at(9))
    a_day(known, TUESDAY)
    windows.close_window(fresh(known.two), by=known.zhao, at=at(11))

    found = {each.plan.pk: each for each in outcomes(known.place, at(8, day=date(2026, 11, 25)))}

    assert found[kept.pk].open_minutes == 60
    assert found[kept.pk].saved > 20
    assert kept.saves > 0
    assert (found[idle.pk].open_minutes, found[idle.pk].saved) == (0, 0.0)
    assert Ticket.objects.filter(day=TUESDAY).count() == PEOPLE


def test_the_head_sees_the_page_and_plans_on_it(hall, client):
    places.set_week(hall.place, localdate(), ["00:00-24:00"] * 9, by=hall.head, at=now())
    client.force_login(hall.head)
    tomorrow = localdate() + timedelta(days=1)
    said = {"window": hall.one.pk, "act": "open", "day": tomorrow, "begins": "10:30", "ends": "12:00"}

    page = client.get(reverse("hall:staffing", args=["C01"])).content.decode()
    wrong = client.post(reverse("hall:plan-window", args=["C01"]), said | {"ends": "10:00"})
    answer = client.post(reverse("hall:plan-window", args=["C01"]), said)
    again = client.post(reverse("hall:plan-window", args=["C01"]), said)

    assert "至少需要十天" in page
    assert [wrong.status_code, answer.status_code, again.status_code] == [422, 302, 409]
    assert WindowPlan.objects.get().saves is None


def test_nobody_else_sees_advice(hall, client):
    client.force_login(hall.wang)

    assert client.get(reverse("hall:staffing", args=["C01"])).status_code == 403
