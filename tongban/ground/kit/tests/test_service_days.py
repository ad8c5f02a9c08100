"""Outages are told by the gaps of the heartbeat."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from tongban.ground.kit import heartbeat
from tongban.ground.kit.models import ServiceRun

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day, hour=0, minute=0):
    return datetime(2022, 9, day, hour, minute, tzinfo=SHANGHAI)


def days():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT on_day, expected_minutes, down_minutes, is_simulated FROM facts.service_days ORDER BY 1 LIMIT 4"
        )
        return [(day.day, *told) for day, *told in cursor.fetchall()]


@pytest.mark.django_db
def test_a_gap_between_two_runs_is_an_outage():
    first = heartbeat.start_run(at=at(1, 22))
    heartbeat.beat(first, at=at(2, 10))
    second = heartbeat.start_run(at=at(2, 11))
    heartbeat.beat(second, at=at(5))

    assert days()[:3] == [(2, 1440, 58, False), (3, 1440, 0, False), (4, 1440, 0, False)]


@pytest.mark.django_db
def test_a_restart_of_two_minutes_is_none():
    heartbeat.beat(heartbeat.start_run(at=at(1, 22)), at=at(2, 10))
    heartbeat.beat(heartbeat.start_run(at=at(2, 10, 2)), at=at(4))

    assert days()[0] == (2, 1440, 0, False)


@pytest.mark.django_db
def test_a_clock_that_went_backwards_beats_nothing():
    run = heartbeat.start_run(at=at(1, 22))

    heartbeat.beat(run, at=at(1, 21))

    assert ServiceRun.objects.get().last_beat_at == at(1, 22)


@pytest.mark.django_db
def test_a_simulated_year_tells_its_own_days_and_no_outage_after_it():
    ServiceRun.objects.create(started_at=at(1), last_beat_at=at(4), is_simulated=True)
    run = heartbeat.start_run(at=at(20, 1))
    heartbeat.beat(run, at=at(20, 1) + timedelta(days=2))

    assert days() == [(1, 1440, 0, True), (2, 1440, 0, True), (3, 1440, 0, True), (21, 1440, 0, False)]
