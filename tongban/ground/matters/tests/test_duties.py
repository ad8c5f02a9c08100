"""Duties are found, done when due, by one at a time; a failure is kept, logged and tried again."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from tongban.ground.ledger.ports import CalledInTransaction
from tongban.ground.matters import clock_gate, duties, runs
from tongban.ground.matters.duties import Duty
from tongban.ground.matters.models import DutyRun

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Outcome = DutyRun.Outcome


class Clerk:
    """Does a duty, or fails as often as told."""

    def __init__(self):
        self.days, self.failures = [], []

    def __call__(self, *, at):
        self.days.append(at)
        if self.failures:
            raise self.failures.pop(0)
        return 3


@pytest.fixture
def clerk():
    return Clerk()


@pytest.fixture
def only(monkeypatch, clerk):
    """Return a way to have one duty only."""

    def only(**said):
        duty = Duty("water.plants", "Water the plants", HOUR, clerk, **said)
        monkeypatch.setattr(runs, "duties", lambda: {duty.name: duty})
        return duty

    return only


@pytest.mark.django_db
def test_a_duty_is_done_when_its_time_has_come(only, clerk):
    only()

    for minutes in (0, 30, 59, 60, 61, 125):
        runs.run_due(at=NOON + minutes * MINUTE)

    assert clerk.days == [NOON, NOON + 60 * MINUTE, NOON + 125 * MINUTE]
    ran = DutyRun.objects.get()
    assert (ran.outcome, ran.count, ran.next_at) == (Outcome.DONE, 3, NOON + 185 * MINUTE)


@pytest.mark.django_db
def test_a_clock_that_went_back_puts_no_duty_to_sleep(only, clerk):
    only()
    runs.run_due(at=NOON + timedelta(days=400))

    runs.run_due(at=NOON)

    assert len(clerk.days) == 2


@pytest.mark.django_db
def test_a_failure_leaves_a_traceback_and_is_tried_again_after_a_while(only, clerk, caplog):
    only()
    clerk.failures = [ValueError("the can is empty"), ValueError("still")]

    with caplog.at_level(logging.ERROR):
        for minutes in (0, 0.5, 1, 2, 3):
            runs.run_due(at=NOON + minutes * MINUTE)

    assert "Traceback" in caplog.text
    assert "the can is empty" in caplog.text
    assert clerk.days == [NOON, NOON + MINUTE, NOON + 3 * MINUTE]
    assert DutyRun.objects.get().failures == 0


@pytest.mark.django_db
def test_a_failure_stays_noted_until_the_duty_succeeds(only, clerk):
    only()
    clerk.failures = [ValueError("the can is empty\nDETAIL: Key (number)=(3205…)")]

    runs.run_due(at=NOON)

    ran = DutyRun.objects.get()
    assert (ran.outcome, ran.failures, ran.succeeded_at) == (Outcome.FAILED, 1, None)
    assert ran.error == "ValueError: the can is empty"


@pytest.mark.django_db
def test_a_failing_duty_keeps_no_other_from_being_done(monkeypatch, clerk):
    def fails(*, at):
        raise ZeroDivisionError

    both = {each.name: each for each in (Duty("a", "A", HOUR, fails), Duty("b", "B", HOUR, clerk))}
    monkeypatch.setattr(runs, "duties", lambda: both)

    ran = runs.run_due(at=NOON)

    assert [each.outcome for each in ran] == [Outcome.FAILED, Outcome.DONE]


@pytest.mark.django_db
def test_what_cannot_be_undone_waits_while_the_clock_is_in_doubt(only, clerk, monkeypatch):
    only(undoable=False)
    monkeypatch.setattr(clock_gate, "clock_is_trusted", lambda at: False)

    runs.run_due(at=NOON)
    assert not clerk.days
    assert DutyRun.objects.get().outcome == Outcome.STOPPED

    monkeypatch.setattr(clock_gate, "clock_is_trusted", lambda at: True)
    runs.run_due(at=NOON + MINUTE)
    assert clerk.days == [NOON + MINUTE]


@pytest.mark.django_db
def test_what_can_be_undone_is_done_by_any_clock(only, clerk, monkeypatch):
    only()
    monkeypatch.setattr(clock_gate, "clock_is_trusted", lambda at: False)

    runs.run_due(at=NOON)

    assert clerk.days == [NOON]


@pytest.mark.django_db
def test_a_duty_is_not_done_inside_a_transaction(only):
    duty = only()

    with pytest.raises(CalledInTransaction), transaction.atomic():
        runs.run(duty, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_servers_do_a_duty_once(monkeypatch):
    begun, may_end, done = Event(), Event(), []

    def slow(*, at):
        begun.set()
        may_end.wait(60)
        done.append(at)
        return 1

    duty = Duty("slow", "Slow", HOUR, slow)
    monkeypatch.setattr(runs, "duties", lambda: {"slow": duty})
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(_in_a_thread, lambda: runs.run_due(at=NOON))
        assert begun.wait(60)
        second = runs.run_due(at=NOON)
        may_end.set()

    assert second == []
    assert [each.outcome for each in first.result()] == [Outcome.DONE]
    assert runs.run_due(at=NOON) == []
    assert done == [NOON]


def _in_a_thread(act):
    try:
        return act()
    finally:
        connection.close()


def test_the_house_lists_its_duties():
    names = set(duties.duties())

    assert {
        "ledger.seal", "files.clear", "people.sign_ins", "kit.throttle", "cases.silence", "cases.lapse",
        "cases.drafts", "cases.recount", "delivery.parcels", "insight.refresh", "api.answers", "exchange.clear",
    } <= names  # fmt: skip


def test_what_changes_rights_is_marked_as_never_to_be_undone():
    lasting = {name for name, duty in duties.duties().items() if not duty.undoable}

    assert {"cases.silence", "cases.lapse", "cases.drafts", "delivery.parcels"} <= lasting
