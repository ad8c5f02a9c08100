"""The working days that measurement counts are the clock's, whatever stopped it and however often."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import due
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.kit.calendars import count_days
from tongban.work.cases.models import Case, Pause, Review
from tongban.work.cases.queries.limits import not_counted

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 200)
PAUSES = st.lists(st.tuples(st.integers(-10, 120), st.integers(0, 40)), max_size=5)


@pytest.fixture
def decided(granted):
    count_days()
    return granted


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, st.integers(0, 150), PAUSES, st.booleans())
@example(7, 30, [(3, 0)], False)  # a pause of one day
@example(7, 40, [(3, 10), (5, 10), (3, 2)], False)  # pauses within and over one another
@example(7, 40, [(3, 2), (6, 2)], True)  # pauses that touch, the last one never ended
@example(7, 10, [(-9, 4), (60, 5)], False)  # one before the acceptance, one after the decision
def test_worked_days_are_those_that_the_clock_counts(decided, begin, length, spans, is_open):
    accepted_on = FIRST + timedelta(days=begin)
    decided_on = accepted_on + timedelta(days=length)
    pauses = stop(decided, accepted_on, spans, is_open=is_open)
    take(decided, accepted_on, decided_on)

    counted, by_step = worked_days(decided)

    limit = {"pauses": tuple(not_counted(pauses))}
    assert by_step == counted
    assert ends(accepted_on, counted + 1, decided_on, limit) > decided_on
    assert not counted or ends(accepted_on, counted, decided_on, limit) <= decided_on


def ends(starts_on, days, as_of, limit):
    """Return when so many working days are over by the clock, an open pause taken to last until a day."""
    return due(Deadline(starts_on, days, **limit), SHIPPED, as_of=as_of).on


def stop(case, accepted_on, spans, *, is_open):
    Pause.objects.all().delete()
    for begin, length in spans:
        since = accepted_on + timedelta(days=begin)
        told = {"kind": "testing", "document": "苏特〔2022〕1号", "reason": "检测", "needed_days": 5}
        Pause.objects.create(case=case, since=since, until=since + timedelta(days=length), **told)
    last = Pause.objects.order_by("-since", "-pk").first()
    if is_open and last:
        Pause.objects.filter(pk=last.pk).update(until=None)
    return list(Pause.objects.all())


def take(case, accepted_on, decided_on):
    """Let the case be accepted and decided on these days, and its steps last from the one to the other."""
    opened, done = (datetime.combine(day, time(10), SHANGHAI) for day in (accepted_on, decided_on))
    Case.objects.filter(pk=case.pk).update(accepted_on=accepted_on, decided_on=decided_on)
    Review.objects.filter(case=case).update(opened_at=opened, done_at=done)


def worked_days(case):
    """Return the working days of the case, and those of its steps, by the facts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worked_days FROM facts.cases WHERE reference = %s", [case.reference])
        (counted,) = cursor.fetchone()
        cursor.execute("SELECT DISTINCT worked_days FROM facts.steps WHERE reference = %s", [case.reference])
        ((by_step,),) = cursor.fetchall()
    return counted, by_step
