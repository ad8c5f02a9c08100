"""What an act puts into the outbox leaves after its commit: once it arrives, or again and again until it is dead."""

import logging
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tongban.ground.exchange import outbox
from tongban.ground.exchange.models import Attempt, Outgoing
from tongban.ground.exchange.tests.conftest import NOON
from tongban.ground.kit.log_format import PlainFormatter
from tongban.ground.ledger.ports import CalledInTransaction

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
State, Outcome = Outgoing.State, Attempt.Outcome


def put(**said):
    return outbox.put("pigeon", {"number": 1}, at=NOON, **said)


def test_what_was_put_in_is_sent_once(pigeon):
    row = put(subject="CASE-1")

    assert outbox.deliver_due(at=NOON) == 1
    assert outbox.deliver_due(at=NOON + DAY) == 0

    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == (State.SENT, NOON, 1)
    assert pigeon.carried == [(row.key, {"number": 1})]


def test_an_act_that_is_rolled_back_sends_nothing(pigeon):
    with transaction.atomic():
        put()
        transaction.set_rollback(True)

    assert outbox.deliver_due(at=NOON + DAY) == 0
    assert not pigeon.carried


def test_putting_in_is_one_statement_for_one_and_for_many(pigeon, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        put()
    with transaction.atomic(), django_assert_num_queries(1):
        outbox.put_all([outbox.letter("pigeon", {"number": n}, at=NOON) for n in range(50)])


def test_what_has_a_key_of_its_own_is_put_in_once(pigeon):
    first, again = put(key="receipt 7"), put(key="receipt 7")

    assert first.pk == again.pk
    assert outbox.deliver_due(at=NOON) == 1
    assert put(key="receipt 7").pk == first.pk
    assert outbox.deliver_due(at=NOON + DAY) == 0


def test_a_kind_that_nobody_sends_is_refused_at_once():
    with pytest.raises(ValueError, match=r"no senders\.py"):
        outbox.put("smoke.signal", {}, at=NOON)


def test_what_fails_twice_arrives_the_third_time_with_the_same_key(pigeon):
    pigeon.failures = [ConnectionRefusedError("no line"), TimeoutError("too slow")]
    row = put()

    sent = [outbox.deliver_due(at=NOON + wait) for wait in (0 * DAY, DAY, 2 * DAY, 3 * DAY)]

    assert sent == [0, 0, 1, 0]
    assert {key for key, _ in pigeon.carried} == {row.key}
    outcomes = row.tries.values_list("outcome", flat=True)
    assert list(outcomes) == [Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.SENT]


def test_a_failure_is_not_repeated_before_its_wait_is_over(pigeon):
    pigeon.failures = [OSError()] * 2
    row = put()

    outbox.deliver_due(at=NOON)
    assert outbox.deliver_due(at=NOON + timedelta(seconds=5)) == 0
    outbox.deliver_due(at=NOON + timedelta(seconds=40))

    row.refresh_from_db()
    assert row.attempts == 2
    assert timedelta(seconds=45) < row.due_at - row.tried_at < timedelta(seconds=75)


def test_one_failure_does_not_hold_up_the_others(pigeon):
    pigeon.failures = [OSError()]
    for _ in range(30):
        put()

    assert outbox.deliver_due(at=NOON) == 29


def test_what_failed_too_often_is_a_dead_letter_and_rests(pigeon, settings):
    settings.OUTBOX_MOST_ATTEMPTS = 3
    pigeon.failures = [OSError()] * 9
    row = put()

    for days in range(5):
        outbox.deliver_due(at=NOON + days * DAY)

    row.refresh_from_db()
    assert (row.state, row.attempts, len(pigeon.carried)) == (State.DEAD, 3, 3)


def test_what_the_other_side_refuses_is_dead_at_once(pigeon):
    pigeon.failures = [outbox.Rejected("no such city")]
    row = put()

    outbox.deliver_due(at=NOON)

    row.refresh_from_db()
    assert row.state == State.DEAD
    assert row.tries.get().detail == "no such city"


def test_an_error_leaves_a_traceback_and_no_name(pigeon, caplog):
    pigeon.failures = [ValueError("王小明 13800000000")]
    row = put()

    with caplog.at_level(logging.ERROR):
        outbox.deliver_due(at=NOON)

    (said,) = map(PlainFormatter().format, caplog.records)
    assert "conftest.py" in said
    assert "ValueError" in row.tries.get().detail
    assert "13800000000" not in said + row.tries.get().detail


def test_a_sender_is_called_outside_any_transaction(monkeypatch, pigeon):
    seen = []
    monkeypatch.setattr(type(pigeon), "__call__", lambda self, row: seen.append(_open_transactions()))
    put()

    outbox.deliver_due(at=NOON)

    assert seen == [0]


def _open_transactions():
    return sum(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def test_the_outbox_is_not_emptied_inside_a_transaction(pigeon):
    put()

    with pytest.raises(CalledInTransaction), transaction.atomic():
        outbox.deliver_due(at=NOON)
    assert not pigeon.carried


def test_kinds_are_sent_apart(pigeon):
    put()

    assert outbox.deliver_due(at=NOON, kind="courier.order") == 0
    assert outbox.deliver_due(at=NOON, kind="pigeon") == 1


def test_the_same_key_twice_in_one_act_is_one_letter(pigeon):
    twice = [outbox.letter("pigeon", {"number": n}, at=NOON, key="receipt 7") for n in (1, 2)]

    first, second = outbox.put_all([*twice, outbox.letter("pigeon", {}, at=NOON)])[:2]

    assert first is second
    assert outbox.deliver_due(at=NOON) == 2
    assert pigeon.carried[0] == ("receipt 7", {"number": 1})


def test_a_clock_that_went_back_keeps_nothing_from_being_sent(pigeon):
    pigeon.failures = [OSError()]
    put()
    outbox.deliver_due(at=NOON + 400 * DAY)

    assert outbox.deliver_due(at=NOON + DAY) == 1


def test_a_wait_is_not_cut_short_by_the_same_rule(pigeon):
    pigeon.failures = [OSError()] * 12
    row = put()

    for days in range(9):
        outbox.deliver_due(at=NOON + days * DAY)
    row.refresh_from_db()

    assert row.attempts == 9
    assert outbox.deliver_due(at=NOON + 8 * DAY) == 0
    row.refresh_from_db()
    assert row.attempts == 9
