"""Programmes on the screens of editors and hosts."""

from io import BytesIO

import pytest
from django.urls import reverse

from tongban.ground.people.tests import cast as people
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.models import PlatformFigures, Programme, Question
from tongban.work.programme.tests.cast import BEGINS, MONDAY, TEXT, accepted

PLAN = {
    "topic": "民生实事",
    "leaders": "示例市长",
    "planned_start": "2026-11-24T09:00",
    "planned_end": "2026-11-24T10:00",
    "answer_days": "5",
}


def address(name, *given):
    return reverse(f"programme:{name}", args=given)


def test_an_editor_plans_a_programme_on_the_page(client, editor):
    client.force_login(editor)

    client.post(address("plan"), PLAN)
    page = client.get(address("list")).content.decode()

    assert Programme.objects.get().planned_start == BEGINS
    assert "民生实事" in page


def test_a_programme_that_ends_before_it_begins_is_said_and_nothing_typed_is_lost(client, editor):
    client.force_login(editor)

    answer = client.post(address("plan"), PLAN | {"planned_end": "2026-11-24T08:00"})

    assert answer.status_code == 422
    assert "民生实事" in answer.content.decode()


def test_the_host_sees_what_is_on_air_and_answers_it(client, programme, editor, host):
    question = accepted(programme, editor)
    programmes.start(programme, by=host, at=BEGINS)
    client.force_login(host)

    client.post(address("question-act", question.reference, "air"), {"seen": ""})
    page = client.get(address("programme", programme.reference)).content.decode()
    said = {"answered_by": "示例局长", "spoken": "本周上门。"}
    client.post(address("question-act", question.reference, "answer"), said)

    assert "data-since" in page
    assert Question.objects.get().status == "answered"


def test_the_arrows_move_a_question_a_place(client, programme, editor):
    first, second = accepted(programme, editor), accepted(programme, editor)
    client.force_login(editor)

    said = {"question": [first.pk, second.pk], "move": f"{second.pk}:up"}
    client.post(address("arrange", programme.reference), said)

    assert list(Question.objects.order_by("place")) == [second, first]


def test_names_and_numbers_of_who_asks_are_for_the_editors(client, programme, editor, host):
    question = accepted(programme, editor)
    seen = {}
    for user in (editor, host):
        client.force_login(user)
        seen[user] = client.get(address("question", question.reference)).content.decode()

    assert "王女士" in seen[editor]
    assert "王女士" not in seen[host]
    assert "0512-00000000" not in seen[host]


def test_a_question_that_was_not_looked_at_is_no_page_for_a_host(client, programme, editor, host):
    question = questions.ask(programme, TEXT, asked_by="", phone="", at=MONDAY)
    client.force_login(host)

    assert client.get(address("question", question.reference)).status_code == 404


def test_who_has_no_part_in_it_sees_nothing(client, programme):
    client.force_login(people.clerk())

    assert client.get(address("programme", programme.reference)).status_code == 403


@pytest.mark.parametrize(("peak", "status"), [("", 302), ("30000", 422)])
def test_the_export_of_a_platform_is_entered_with_its_figures(
    client, programme, editor, host, settings, tmp_path, peak, status
):
    settings.FILES_ROOT = tmp_path
    programmes.start(programme, by=host, at=BEGINS)
    programmes.end(programme, by=host, at=BEGINS)
    client.force_login(editor)
    export = BytesIO(b"viewers,20000\n")
    export.name = "export.csv"
    said = {
        "platform": "示例广播",
        "viewers_total": "20000",
        "viewers_peak": peak,
        "exported_on": "2026-11-25",
    }

    answer = client.post(address("figures", programme.reference), said | {"evidence": export})

    assert answer.status_code == status
    assert PlatformFigures.objects.exists() == (status == 302)


def test_a_telephone_call_is_noted_while_questions_are_collected(client, programme, editor, host):
    client.force_login(editor)

    client.post(address("note", programme.reference), {"source": "phone", "text": TEXT})

    assert Question.objects.get().source == "phone"
