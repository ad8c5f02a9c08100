"""A clock that jumped does nothing that cannot be undone until an administrator confirms the time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tongban.ground.kit import clock_watch, heartbeat
from tongban.ground.kit.clock_watch import Doubt
from tongban.ground.kit.models import ClockWatch, ServiceRun
from tongban.ground.ledger import record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.seal_check import SealCheck
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.people.models import Assignment, User

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 9, 28, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def administrator():
    user = User.objects.create(username="guanli", display_name="吴七")
    Assignment.objects.create(user=user, role="system_administrator", since=date(2020, 1, 1))
    return user


@pytest.fixture
def machine(monkeypatch):
    """The seconds that the machine has been running, to be set."""
    ran = [0.0]
    monkeypatch.setattr(clock_watch, "_running_seconds", lambda: ran[0])
    return ran


def doubted(at):
    found = clock_watch.check_time(at)
    return found.doubt if found else ""


def test_a_new_installation_is_believed_whatever_the_time():
    assert doubted(NOON) == ""
    clock_watch.note_time(NOON)
    assert doubted(NOON + HOUR) == ""


@pytest.mark.parametrize(
    ("later", "doubt"),
    [
        (timedelta(), ""),
        (-MINUTE, ""),
        (35 * HOUR, ""),
        (37 * HOUR, Doubt.AHEAD),
        (40 * DAY, Doubt.AHEAD),
        (-6 * MINUTE, Doubt.BEHIND),
        (-8 * 365 * DAY, Doubt.BEHIND),
    ],
)
def test_a_time_far_from_the_last_heartbeat_is_doubted(later, doubt):
    heartbeat.start_run(at=NOON)

    assert doubted(NOON + later) == doubt


def test_a_time_before_the_newest_entry_is_doubted():
    record("A", "correct", by=None, at=NOON, basis="budget-law:57")

    assert doubted(NOON + DAY) == ""
    assert doubted(NOON - HOUR) == Doubt.BEHIND


def test_a_simulated_run_of_the_server_says_nothing():
    ServiceRun.objects.create(started_at=NOON, last_beat_at=NOON, is_simulated=True)

    assert doubted(NOON + 400 * DAY) == ""


def test_a_doubt_stays_whatever_the_clock_and_the_heartbeat_say_afterwards():
    clock_watch.note_time(NOON)
    assert doubted(NOON + 40 * DAY) == Doubt.AHEAD

    heartbeat.start_run(at=NOON + 40 * DAY)
    clock_watch.note_time(NOON + 40 * DAY)

    assert doubted(NOON + 40 * DAY) == Doubt.AHEAD
    assert doubted(NOON + HOUR) == Doubt.AHEAD


def test_a_server_that_was_off_for_a_week_goes_on_after_one_confirmation(administrator):
    clock_watch.note_time(NOON)
    week_later = NOON + 7 * DAY
    assert doubted(week_later) == Doubt.AHEAD

    assert clock_watch.confirm(by=administrator, at=week_later)

    assert doubted(week_later + HOUR) == ""
    assert not clock_watch.confirm(by=administrator, at=week_later)
    entry = Entry.objects.get(move="confirm_clock")
    assert (entry.by, entry.payload["doubt"]) == (administrator, "ahead")


def test_a_clock_set_right_after_it_ran_ahead_is_confirmed_in_one_step():
    clock_watch.note_time(NOON)
    record("A", "correct", by=None, at=NOON + 40 * DAY, basis="budget-law:57")
    assert doubted(NOON + 40 * DAY) == Doubt.AHEAD

    clock_watch.confirm(by=None, at=NOON + HOUR)

    assert doubted(NOON + 2 * HOUR) == ""
    record("A", "correct", by=None, at=NOON + 3 * HOUR, basis="budget-law:57")
    assert doubted(NOON + 2 * HOUR) == Doubt.BEHIND


@pytest.mark.parametrize(
    ("set_by", "doubt"), [(HOUR, "ahead"), (-HOUR, "behind"), (3 * MINUTE, ""), (-MINUTE, "")]
)
def test_a_clock_that_is_set_while_the_server_runs_is_found_at_the_next_beat(machine, set_by, doubt):
    watch = clock_watch.Stopwatch(NOON)
    watch.look(NOON)

    machine[0] = 60.0
    watch.look(NOON + MINUTE + set_by)

    assert ClockWatch.objects.get().doubt == doubt


def test_a_machine_that_slept_with_its_server_is_believed(machine):
    watch = clock_watch.Stopwatch(NOON)
    machine[0] = 8 * 3600.0
    watch.look(NOON + 8 * HOUR)

    assert ClockWatch.objects.get().doubt == ""


def test_a_seal_dated_back_is_no_problem_once_the_time_was_confirmed():
    record("A", "correct", by=None, at=NOON + 40 * DAY, basis="budget-law:57")
    seal(at=NOON + 40 * DAY)
    assert doubted(NOON) == Doubt.BEHIND
    record("B", "correct", by=None, at=NOON, basis="budget-law:57")
    seal(at=NOON)
    assert [problem.found for problem in SealCheck().problems()] == [ProblemKind.SEAL_BEFORE]

    clock_watch.confirm(by=None, at=NOON)

    assert list(SealCheck().problems()) == []


def test_the_administrator_is_told_on_every_page_and_confirms(client, administrator):
    ClockWatch.objects.create(doubt="ahead", known_at=NOON, found_at=NOON + 40 * DAY)
    client.force_login(administrator)

    assert "系统时间存疑" in client.get("/staff/").content.decode()
    assert "2022-09-28 12:00:00" in client.get("/clock/").content.decode()
    told = client.post("/clock/", follow=True).content.decode()

    assert "系统时间已确认" in told
    assert "系统时间存疑" not in told
    assert Entry.objects.get(move="confirm_clock").by == administrator


def test_nobody_else_is_told_or_may_confirm(client):
    ClockWatch.objects.create(doubt="ahead", known_at=NOON, found_at=NOON + 40 * DAY)
    user = User.objects.create(username="shenji", display_name="陆六")
    Assignment.objects.create(user=user, role="auditor", since=date(2020, 1, 1))
    client.force_login(user)

    assert "系统时间存疑" not in client.get("/ledger/").content.decode()
    assert client.post("/clock/").status_code == 403
    assert ClockWatch.objects.get().doubt == "ahead"
