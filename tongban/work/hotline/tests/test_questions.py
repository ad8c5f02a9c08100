"""Questions about demands of a class: set by the head, asked on the web and by Open311, removed without a trace lost."""

import pytest
from django.urls import reverse

from tongban.ground.ledger.models import Entry
from tongban.work.hotline.models import ClassQuestion
from tongban.work.hotline.tests.test_board import at_desk

pytestmark = pytest.mark.django_db
WHEN = {
    "code": "when", "question": "什么时间最吵？", "datatype": "singlevaluelist",
    "choices": "day 白天\nnight 夜间", "is_required": "on", "position": "1",
}  # fmt: skip


def address(office, name="new-question", *code):
    return reverse(f"hotline:{name}", args=[office.noise.pk, *code])


def test_the_head_sets_a_question_and_asks_it_otherwise(office):
    head = at_desk(office.head)
    assert head.post(address(office), WHEN).status_code == 302
    row = ClassQuestion.objects.get()
    assert (row.names, row.is_required) == ({"day": "白天", "night": "夜间"}, True)

    shown = head.get(address(office, "question", "when")).content.decode()
    assert "night 夜间" in shown
    changed = WHEN | {"question": "几点最吵？", "code": "other"}
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    head.post(address(office, "question", "when"), changed | {"seen": seen})
    stale = head.post(address(office, "question", "when"), changed | {"seen": seen})

    row.refresh_from_db()
    assert (row.code, row.question, stale.status_code) == ("when", "几点最吵？", 409)
    assert "几点最吵？" in head.get(reverse("hotline:class", args=[office.noise.pk])).content.decode()
    head.post(address(office, "remove-question", "when"))
    assert not ClassQuestion.objects.exists()
    assert list(Entry.objects.filter(subject="DEMAND-020101").values_list("move", flat=True).order_by("pk"))[1:] == [
        "set_question", "set_question", "remove_question",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"choices": ""},
        {"choices": "night"},
        {"choices": "night 夜间\nnight 夜里"},
        {"datatype": "string"},
        {"code": "什么"},
        {"position": "0"},
    ],
)
def test_what_is_no_question_is_told_and_stays_typed(office, wrong):
    answer = at_desk(office.head).post(address(office), WHEN | wrong)

    assert answer.status_code == 422
    assert "什么时间最吵？" in answer.content.decode()
    assert not ClassQuestion.objects.exists()


def test_two_questions_have_two_places(office):
    head = at_desk(office.head)
    head.post(address(office), WHEN)

    assert head.post(address(office), WHEN | {"code": "where"}).status_code == 422
    assert head.post(address(office), WHEN | {"code": "where", "position": "2"}).status_code == 302


def test_nobody_else_sets_questions(office):
    assert at_desk(office.lin).get(address(office)).status_code == 403
    assert at_desk(office.lin).post(address(office), WHEN).status_code == 403
