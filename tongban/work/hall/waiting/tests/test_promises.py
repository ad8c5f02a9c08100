"""Promises are kept nine times of ten: drawn from chance, after the hall has changed, and in a simulated hall."""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tests.hall_replay import Replay, kept_share, mean_error
from tests.simulated_hall import SimulatedHall
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.hall.waiting.calibration import WaitCalibration
from tongban.work.hall.waiting.experience import Experience
from tongban.work.hall.waiting.model import Given, learnt
from tongban.work.hall.waiting.stretches import TicketEvent, stretches

DAYS = SHIPPED.working_days(2022)[:25]
CHINA = ZoneInfo("Asia/Shanghai")


def told(calibration, chance, number, slowness=1.0):
    """WaitPromise and learn again and again; waits scatter around the forecast times ``slowness``."""
    for _ in range(number):
        forecast = chance.uniform(0, 60)
        promise = calibration.promise(chance.choice(("tax", "house")), forecast)
        waited = forecast * slowness * chance.lognormvariate(0, 0.4)
        calibration.learn(promise, waited)
        yield promise.is_kept(waited)


def test_nine_of_ten_promises_are_kept():
    kept = list(told(WaitCalibration(), Random(1), 6000))[1000:]

    assert sum(kept) / len(kept) == pytest.approx(0.9, abs=0.015)


def test_promises_are_kept_again_soon_after_the_hall_became_slow():
    calibration, chance = WaitCalibration(), Random(2)
    list(told(calibration, chance, 3000))

    at_first = list(told(calibration, chance, 100, slowness=2.0))
    list(told(calibration, chance, 900, slowness=2.0))
    later = list(told(calibration, chance, 2000, slowness=2.0))

    assert sum(at_first) / 100 < 0.8
    assert sum(later) / 2000 == pytest.approx(0.9, abs=0.02)


def test_a_promise_without_history_says_that_it_rests_on_none():
    assert WaitCalibration().promise("tax", 12).rests_on == 0


@cache
def month():
    return list(Replay(SimulatedHall(windows=8, seed=3), again_every=20).days(DAYS))


def test_a_simulated_hall_keeps_its_promises_at_the_ticket_and_later():
    seen = [each for each in month() if each.day >= DAYS[5]]

    first, later = ([each for each in seen if each.is_later == is_later] for is_later in (False, True))

    assert 0.87 <= kept_share(first) <= 0.93
    assert 0.87 <= kept_share(later) <= 0.93


def test_the_point_errs_far_less_than_mean_times_people_by_windows():
    first = [each for each in month() if each.day >= DAYS[5] and not each.is_later]

    assert mean_error(first, "ours") <= 0.6 * min(
        mean_error(first, "zms_hall"), mean_error(first, "zms_group")
    )


def test_pace_and_minutes_are_learnt_from_services():
    experience, chance = Experience(), Random(4)
    for _ in range(60):
        experience.begin_day()
        for at in range(540, 1020, 10):
            window = chance.choice(("quick", "slow"))
            minutes = 20 * (1.5 if window == "slow" else 0.75) * chance.uniform(0.5, 1.5)
            experience.learn_service("tax", window, at, minutes)

    assert experience.pace("slow") / experience.pace("quick") == pytest.approx(2, rel=0.15)
    assert experience.usual("tax", 600) * experience.pace("slow") == pytest.approx(30, rel=0.15)
    assert experience.remaining(0, 20) == pytest.approx(20, rel=0.1)
    assert experience.remaining(20, 20) == pytest.approx(5, rel=0.5)


def test_who_waits_long_is_there_less_often():
    experience = Experience()
    for place in range(400):
        experience.learn_call(10, came=place % 50 > 0, minutes=2)
        experience.learn_call(70, came=place % 4 > 0, minutes=2)

    assert experience.absence(12) < 0.05 < 0.2 < experience.absence(80) < 0.26
    assert experience.lost_minutes() == pytest.approx(2, abs=0.1)


def entries(days=3):
    """Return tickets' entries of some days at two windows, and the promises given."""
    chance, found, given = Random(5), [], {}
    for day in range(days):
        at = datetime(2022, 3, 1 + day, 9, tzinfo=CHINA)
        for place in range(40):
            at += timedelta(minutes=chance.randrange(2, 9))
            ticket, window = f"TICKET-{day}-{place}", chance.choice("12")
            called, done = (
                at + timedelta(minutes=chance.randrange(20)),
                timedelta(minutes=chance.randrange(3, 20)),
            )
            steps = [("waiting", at), ("called", called), ("serving", called), ("finished", called + done)]
            found += [
                TicketEvent(ticket, n, status, when, "tax", window) for n, (status, when) in enumerate(steps)
            ]
            given[ticket] = [Given(at, WaitCalibration().promise("tax", 9.0))]
    return found, given


def test_the_same_tickets_teach_the_same_in_whatever_order_they_are_read():
    found, given = entries()
    shuffled = Random(6).sample(found, len(found))

    one, other = (learnt(stretches(events), given, date(2022, 3, 4)) for events in (found, shuffled))

    assert one == other
    assert len(one.first.by_group["tax", 1].ordered) == 120
    assert one.experience.pace_today() == 1.0


def test_today_is_learnt_on_top_of_the_days_before():
    found, given = entries()
    today = date(2022, 3, 3)
    before, now = (
        [each for each in found if (each.at.date() == today) == is_now] for is_now in (False, True)
    )

    base = learnt(stretches(before), given, date(2022, 3, 2))
    model = learnt(stretches(now), given, today, base)

    assert model == learnt(stretches(found), given, today)
    assert base != model


def test_a_matter_put_on_hold_counts_as_one_service():
    nine = datetime(2022, 3, 1, 9, tzinfo=CHINA)
    steps = ("waiting", 0), ("called", 5), ("serving", 5), ("on_hold", 10), ("serving", 40), ("finished", 47)
    events = [
        TicketEvent("T", n, s, nine + timedelta(minutes=m), "tax", "1") for n, (s, m) in enumerate(steps)
    ]

    model = learnt(stretches(events), {}, nine.date())

    assert model.experience.minutes["tax"].weight == 1
    assert model.experience.minutes["tax"].total == pytest.approx(12)
