"""Calls: they wait, ring at whoever is free the longest, are answered or given up; every moment is a row that stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from tongban.ground.ledger import Refused
from tongban.work.hotline.actions import calls, telephone
from tongban.work.hotline.models import CallEvent, IntakeDraft, PhoneCall, Seat, SeatChange
from tongban.work.hotline.queries.calls import call_of
from tongban.work.hotline.tests.cast import at

pytestmark = pytest.mark.django_db
NOON = at(5, 12)


def later(seconds):
    return NOON + timedelta(seconds=seconds)


def asked(office, key="1", **said):
    return calls.ask(office.line, key, at=NOON, **({"phone": "+86 138-1234-5678"} | said))


def answered(office, key="1"):
    asked(office, key)
    calls.change_seat(office.agent, "ready", at=NOON)
    call = telephone.wait_for_call(office.agent, at=later(3))
    return telephone.answer(call, by=office.agent, at=later(8))


def kinds(call):
    return list(CallEvent.objects.filter(call=call).values_list("kind", flat=True))


def test_a_call_rings_at_a_ready_agent_is_answered_and_finished(office):
    call = answered(office)
    assert (call.phone, call.stage, call.recording) == ("13812345678", "talking", "SIM/1")

    telephone.hold(call, by=office.agent, at=later(20))
    telephone.resume(call_of(office.agent), by=office.agent, at=later(30))
    telephone.add_third(call_of(office.agent), "110", by=office.agent, at=later(31))
    telephone.hang_up(call_of(office.agent), by=office.agent, at=later(60))
    calls.finish(call, by=office.agent, at=later(90), remark="无声电话")

    assert kinds(call) == [
        *("asked", "rung", "answered", "held", "resumed", "third", "ended", "finished"),
    ]
    assert call_of(office.agent) is None
    assert PhoneCall.objects.get().third_party == "110"


def test_the_longest_wait_rings_first_and_no_agent_has_two_calls(office):
    first, second = asked(office, "1"), asked(office, "2")
    calls.change_seat(office.agent, "ready", at=NOON)
    calls.change_seat(office.lin, "ready", at=NOON)

    rung = [telephone.wait_for_call(who, at=later(1)) for who in (office.agent, office.agent, office.lin)]

    assert rung == [first, None, second]


def test_a_pause_keeps_calls_away_and_needs_a_reason(office):
    asked(office)
    with pytest.raises(Refused):
        calls.change_seat(office.agent, "paused", at=NOON)

    calls.change_seat(office.agent, "paused", at=NOON, reason="用餐")

    assert telephone.wait_for_call(office.agent, at=later(1)) is None
    assert SeatChange.objects.get().reason == "用餐"


def test_a_call_that_nobody_answers_goes_back_to_its_place_and_the_agent_has_a_pause(office):
    call = asked(office)
    calls.change_seat(office.agent, "ready", at=NOON)
    calls.change_seat(office.lin, "ready", at=NOON)
    telephone.wait_for_call(office.agent, at=later(1))

    again = telephone.wait_for_call(office.lin, at=later(25))

    assert again == call
    assert Seat.objects.get(agent=office.agent).state == "paused"
    assert kinds(call) == ["asked", "rung", "missed", "rung"]


def test_a_caller_who_gives_up_is_abandoned_and_one_who_drops_leaves_the_draft(office):
    given_up, dropped = asked(office, "1"), None
    calls.note_gone(given_up, at=later(40))
    dropped = answered(office, "2")
    calls.keep_draft(office.agent, dropped, {"text": "路灯不亮"}, at=later(20))

    calls.note_gone(dropped, at=later(21))

    assert PhoneCall.objects.get(pk=given_up.pk).stage == "abandoned"
    assert call_of(office.agent).stage == "after_call"
    assert IntakeDraft.objects.get().typed == {"text": "路灯不亮"}


def test_a_call_is_told_once_and_what_is_no_number_is_no_reason_to_lose_it(office):
    calls_ = {asked(office, "1"), asked(office, "1"), asked(office, "2", phone="匿名")}

    assert len(calls_) == 2
    assert PhoneCall.objects.get(exchange_key="2").phone == ""


def test_a_busy_number_leaves_the_caller_on_the_line(office):
    call = answered(office)

    with pytest.raises(Refused):
        telephone.transfer(call, "0512-68000000", by=office.agent, at=later(20))

    assert call_of(office.agent).stage == "talking"


def test_nobody_touches_the_call_of_another_and_a_call_without_result_is_not_finished(office):
    call = answered(office)
    with pytest.raises(PermissionDenied):
        telephone.hang_up(call, by=office.lin, at=later(20))
    with pytest.raises(PermissionDenied):
        calls.keep_draft(office.lin, call, {}, at=later(20))
    telephone.hang_up(call, by=office.agent, at=later(20))

    with pytest.raises(Refused):
        calls.finish(call, by=office.agent, at=later(30))


@pytest.mark.parametrize("table", ["hotline_callevent", "hotline_seatchange"])
def test_what_happened_stays_as_it_was_written(office, table):
    answered(office)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
