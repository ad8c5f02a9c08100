"""The clocks of the hotline, as tables and properties."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.ground.clock.deadline import DeadlinePause
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.hotline.rules import calls, clocks
from tongban.work.hotline.rules.follow import follow_digest, is_code_of
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone

TEN = datetime(2022, 9, 5, 2, 0, tzinfo=UTC)


@pytest.mark.law("weifang-hotline-regulation:20")
@pytest.mark.parametrize(
    ("dispatched_on", "days", "due_on"),
    [
        (date(2022, 9, 5), 5, date(2022, 9, 13)),  # past the Mid-Autumn days off
        (date(2022, 9, 26), 5, date(2022, 10, 8)),  # the National Day week; the eighth is a make-up day
        (date(2022, 9, 2), 1, date(2022, 9, 5)),  # over a weekend
    ],
)
def test_an_order_is_handled_within_working_days_with_make_up_days(dispatched_on, days, due_on):
    assert clocks.handling_due_on(dispatched_on, days, SHIPPED) == due_on


def test_suspended_days_do_not_count_and_an_extension_adds():
    pause = DeadlinePause(date(2022, 9, 6), date(2022, 9, 7), "suspension", "weather")

    assert clocks.handling_due_on(date(2022, 9, 5), 3, SHIPPED, pauses=[pause]) == date(2022, 9, 13)
    assert clocks.handling_due_on(date(2022, 9, 5), 3, SHIPPED, more=2) == date(2022, 9, 13)


@pytest.mark.law("anyang-services-regulation:50")
@pytest.mark.parametrize(
    ("after", "is_decided", "may"),
    [
        (timedelta(hours=24), False, True),
        (timedelta(hours=24, microseconds=1), False, False),
        (timedelta(hours=1), True, False),
    ],
)
def test_an_order_is_returned_within_24_hours_and_never_after_a_decision(after, is_decided, may):
    assert clocks.may_return(TEN, TEN + after, is_decided=is_decided) is may


@pytest.mark.law("anyang-services-regulation:50")
def test_the_hours_to_sign_run_round_the_clock_from_the_dispatch():
    assert clocks.sign_due_at(TEN) == TEN + timedelta(days=1)


def test_the_centre_dispatches_within_two_hours_or_half_an_hour():
    assert clocks.dispatch_due_at(TEN, is_urgent=False) == TEN + timedelta(hours=2)
    assert clocks.dispatch_due_at(TEN, is_urgent=True) == TEN + timedelta(minutes=30)


@pytest.mark.parametrize(("kind", "days"), [("consult", 3), ("help", 5), ("complaint", 5), ("report", 10)])
def test_each_kind_has_its_usual_days(kind, days):
    assert clocks.usual_days(kind, date(2022, 9, 5)) == days


@pytest.mark.law("beijing-complaints-regulation:23")
def test_who_handled_an_order_does_not_call_back():
    assert not calls.may_call_back(7, [3, 7])
    assert calls.may_call_back(8, [3, 7])


@pytest.mark.parametrize(
    ("attempts", "is_reachable", "may"), [(2, True, False), (3, True, True), (0, False, True)]
)
def test_an_order_is_closed_unheard_after_three_attempts_or_where_nobody_is_to_be_called(
    attempts, is_reachable, may
):
    assert calls.may_close_unheard(attempts=attempts, is_reachable=is_reachable, at=TEN) is may


MICROSECONDS = st.integers(0, 90 * 24 * 3600 * 10**6)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(st.integers(1, 4), MICROSECONDS), min_size=1, max_size=9))
def test_what_each_unit_held_adds_up_to_the_age_to_the_microsecond(steps):
    holdings, end = [], TEN
    for unit, length in steps:
        holdings.append((unit, end))
        end += timedelta(microseconds=length)

    held = clocks.held_times(holdings, end)

    assert sum((each.time for each in held), timedelta()) == end - TEN
    assert sum(clocks.time_by_unit(held).values(), timedelta()) == end - TEN
    assert all(one.until == two.since for one, two in pairwise(held))
    assert len(held) == len(steps)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("８６１３８１２３４５６７８", None),
        ("１３８１２３４５６７８", "13812345678"),
        ("013812345678", "13812345678"),
        ("0512-6800 1234", "051268001234"),
        ("(0512)68001234转8001", "051268001234转8001"),
        ("+86 512 6800 1234", "051268001234"),
        ("68001234", "051268001234"),
        ("010 8888 6666 ext. 12", "01088886666转12"),
        ("400-820-8820", "4008208820"),
        ("95588", "95588"),
        ("12345", "12345"),
        ("+44 1632 960961", "+441632960961"),
        ("", ""),
        ("不肯说", None),
        ("1381234567", None),
    ],
)
def test_a_number_in_every_notation_is_written_one_way(told, kept):
    if kept is None:
        with pytest.raises(BadPhone):
            normalize_phone(told)
    else:
        assert normalize_phone(told) == kept
        assert normalize_phone(kept) == kept


def test_a_code_opens_its_own_order_only():
    digest = follow_digest("HOT-2022-000001", "ABCD2345EFGH")

    assert is_code_of("HOT-2022-000001", " abcd2345efgh ", digest)
    assert not is_code_of("HOT-2022-000002", "ABCD2345EFGH", digest)
    assert not is_code_of("HOT-2022-000001", "", "")
