"""A programme from its plan to the look-back, as those who make it see it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.exchange.delivery import deliver_due
from tongban.ground.exchange.messages.models import Message
from tongban.ground.kit import files
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.people.tests import cast as people
from tongban.work.hotline.models import Line, Order
from tongban.work.programme import rules
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.duties import forget_visitors
from tongban.work.programme.models import Like, Question
from tongban.work.programme.states import CHART, QUESTION_CHART
from tongban.work.programme.tests.cast import BEGINS, MONDAY, PLAN, TEXT, accepted, announced

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("accepted_on", "due_on"),
    [
        (date(2026, 9, 25), date(2026, 10, 10)),  # before the broadcast: counted from it, past the holiday
        (date(2026, 10, 12), date(2026, 10, 19)),  # afterwards: from the day it was accepted
    ],
)
def test_an_answer_is_due_so_many_working_days_after_the_broadcast(accepted_on, due_on):
    assert rules.answer_due_on(accepted_on, date(2026, 9, 28), 5, SHIPPED) == due_on


def test_the_leaders_office_announces_what_the_editors_plan(editor, office):
    planned = programmes.plan(PLAN, by=editor, at=MONDAY)

    with pytest.raises(PermissionDenied):
        programmes.announce(planned, by=editor, at=MONDAY)
    found = programmes.announce(planned, by=office, at=MONDAY)

    assert found.status == "open"


def test_the_plan_of_a_programme_on_air_stays(programme, editor, host):
    programmes.change(programme, {**PLAN, "topic": "民生实事"}, by=editor, at=MONDAY)
    programmes.start(programme, by=host, at=BEGINS)

    with pytest.raises(Refused):
        programmes.change(programme, PLAN, by=editor, at=BEGINS)

    programme.refresh_from_db()
    assert programme.topic == "民生实事"


@pytest.mark.parametrize(("late", "is_on_time"), [(0, True), (40, True), (60, False)])
def test_on_time_is_in_the_minute_that_was_planned(programme, host, late, is_on_time):
    found = programmes.start(programme, by=host, at=BEGINS + timedelta(seconds=late))

    assert found.is_on_time is is_on_time


def test_one_question_is_on_air_at_a_time(programme, editor, host):
    first, second = accepted(programme, editor), accepted(programme, editor)
    with pytest.raises(Refused):
        questions.air(first, by=host, at=MONDAY)  # not on air yet
    programmes.start(programme, by=host, at=BEGINS)
    questions.air(first, by=host, at=BEGINS)

    with pytest.raises(Refused):
        questions.air(second, by=host, at=BEGINS)
    with pytest.raises(Refused):
        programmes.end(programme, by=host, at=BEGINS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=second.pk).update(status="on_air", place=2)


def test_the_run_down_is_arranged_and_stays_once_it_is_over(programme, editor, host):
    first, second, third = (accepted(programme, editor) for _ in range(3))

    programmes.arrange(programme, [third.pk, first.pk, 999], by=host, at=MONDAY)

    assert list(Question.objects.order_by("place")) == [third, first, second]
    programmes.start(programme, by=host, at=BEGINS)
    programmes.end(programme, by=host, at=BEGINS)
    with pytest.raises(Refused):
        programmes.arrange(programme, [first.pk], by=host, at=BEGINS)


def test_a_question_is_answered_on_air_in_writing_and_looked_back_on(programme, editor, host):
    question = accepted(programme, editor)
    programmes.start(programme, by=host, at=BEGINS)
    questions.air(question, by=host, at=BEGINS)
    questions.answer_on_air(question, answered_by="示例局长", spoken="本周上门。", by=host, at=BEGINS)
    programmes.end(programme, by=host, at=BEGINS)
    with pytest.raises(Refused, match=question.reference):
        programmes.close_answers(programme, by=editor, at=BEGINS)

    questions.publish_answer(question, text="已列入计划。", by=editor, at=BEGINS + DAY)
    programmes.close_answers(programme, by=editor, at=BEGINS + DAY)
    with pytest.raises(Refused, match=question.reference):
        programmes.close_look_back(programme, by=editor, at=BEGINS + DAY)
    found = questions.look_back(question, is_solved=False, found="尚未开工。", by=editor, at=BEGINS + DAY)
    programmes.close_look_back(programme, by=editor, at=BEGINS + DAY)

    assert (found.status, found.due_on) == ("looked_back", date(2026, 12, 1))
    assert verify().is_whole


def test_no_question_is_taken_before_it_is_announced_or_after_the_end(editor, office, host):
    planned = programmes.plan(PLAN, by=editor, at=MONDAY)
    over = announced(editor, office)
    programmes.start(over, by=host, at=BEGINS)
    programmes.end(over, by=host, at=BEGINS)

    for closed in (planned, over):
        with pytest.raises(Refused):
            questions.ask(closed, TEXT, asked_by="", phone="", at=BEGINS)


def test_a_rejected_question_has_its_reason_and_may_still_be_accepted(programme, editor):
    asked = questions.ask(programme, TEXT, asked_by="", phone="", at=MONDAY)

    rejected = questions.reject(asked, reason="请向法院提起诉讼。", by=editor, at=MONDAY)
    again = questions.accept(asked, unit=None, by=editor, at=MONDAY)

    assert rejected.reason
    assert (again.status, again.reason, again.place) == ("accepted", "", 1)


def test_an_accepted_question_becomes_a_hotline_order_once(programme, editor):
    line = Line.objects.create(
        code="main", name="12345", form="main", centre=people.bureau(), since=date(2020, 1, 1)
    )
    asked = questions.ask(programme, TEXT, asked_by="王女士", phone="0512-00000000", at=MONDAY)
    with pytest.raises(Refused):
        questions.refer(asked, line=line, kind="help", phone="", by=editor, at=MONDAY)
    questions.accept(asked, unit=None, by=editor, at=MONDAY)

    with pytest.raises(Refused, match="0512-00000000"):
        questions.refer(asked, line=line, kind="help", phone=asked.phone, by=editor, at=MONDAY)
    found = questions.refer(asked, line=line, kind="help", phone="", by=editor, at=MONDAY)

    order = Order.objects.get(reference=found.order_reference)
    assert (order.channel, order.kind, found.due_on) == ("programme", "help", date(2026, 12, 1))
    with pytest.raises(Refused):
        questions.refer(asked, line=line, kind="help", phone="", by=editor, at=MONDAY)
    assert verify().is_whole


def test_the_figures_of_a_platform_stand_with_their_export(programme, editor, host, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    export = files.store_content(b"viewers,20000\n", "export.csv", by=editor, at=BEGINS)
    said = {
        "platform": "示例广播",
        "viewers_total": 20000,
        "viewers_peak": None,
        "likes": None,
        "exported_on": date(2026, 11, 25),
    }
    with pytest.raises(Refused):
        programmes.keep_figures(programme, said, evidence=export, by=editor, at=BEGINS)
    programmes.start(programme, by=host, at=BEGINS)
    programmes.end(programme, by=host, at=BEGINS)

    kept = programmes.keep_figures(programme, said, evidence=export, by=editor, at=BEGINS)

    entry = Entry.objects.filter(subject=programme.reference).latest("number")
    assert entry.payload["evidence"] == kept.evidence.digest
    assert files.may_read(editor, kept.evidence)


def test_hosts_are_told_of_a_broadcast_to_come_and_editors_when_it_is_over(editor, office, host):
    programme = announced(editor, office)
    programmes.start(programme, by=host, at=BEGINS)
    programmes.end(programme, by=host, at=BEGINS)

    deliver_due(at=BEGINS)

    told = {(message.reader, message.template) for message in Message.objects.select_related("reader")}
    assert told == {(host, "programme_announced"), (editor, "programme_ended")}


def test_the_facts_tell_of_programmes_and_questions(programme, editor, host):
    accepted(programme, editor)
    questions.ask(programme, TEXT, asked_by="", phone="", at=MONDAY)
    programmes.start(programme, by=host, at=BEGINS + timedelta(minutes=3))

    with connection.cursor() as cursor:
        cursor.execute("SELECT is_on_time, late_minutes, questions FROM facts.programmes")
        assert cursor.fetchall() == [(False, 3, 2)]
        cursor.execute("SELECT is_accepted, due_on FROM facts.programme_questions ORDER BY reference")
        assert cursor.fetchall() == [(True, date(2026, 12, 1)), (None, None)]


def test_who_watched_is_forgotten_a_month_later(programme, editor, host):
    question = accepted(programme, editor)
    Like.objects.create(question=question, visitor="7d444840-9dc0-11d1-b245-5ffdce74fad2")
    programmes.start(programme, by=host, at=BEGINS)
    programmes.end(programme, by=host, at=BEGINS)

    assert forget_visitors(at=BEGINS + 29 * DAY) == 0
    assert forget_visitors(at=BEGINS + 31 * DAY) == 1


def test_every_status_is_reached_and_every_move_leads_somewhere():
    for chart in (CHART, QUESTION_CHART):
        reached = {chart.begins}
        while more := {str(m.to) for m in chart.moves.values() if reached & set(map(str, m.from_))} - reached:
            reached |= more
        assert reached == set(chart.states)
