"""A year is passed on by people who know what they pass on, and taken back until somebody has opened it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tongban.account.evaluation.actions import transitions
from tongban.account.evaluation.queries.counts import finding_counts
from tongban.account.evaluation.queries.waiting import years_waiting_for
from tongban.account.evaluation.tests.conftest import AT
from tongban.ground.ledger import Refused


def address(name, year):
    return reverse(f"evaluation:{name}", args=[year.pk])


def text_of(answer):
    return answer.content.decode()


def status_of(year):
    year.refresh_from_db()
    return year.status


@pytest.fixture
def head(person):
    return person("division_head")


@pytest.fixture
def submitted(drafted, clerk):
    return transitions.transition(drafted, "submit", by=clerk, at=AT)


def test_submitting_with_errors_is_asked_about_with_their_number(desk, drafted):
    asked = desk.post(address("pass-on", drafted), {"move": "submit", "note": "请审阅"})

    assert asked.status_code == 409
    assert f"还有 {finding_counts(drafted).errors} 项错误尚未消除" in text_of(asked)
    assert 'name="note" value="请审阅"' in text_of(asked), "nothing typed is lost"
    assert status_of(drafted) == "drafting"

    known = desk.post(address("pass-on", drafted), {"move": "submit", "note": "请审阅", "knowing": "on"})

    assert known.status_code == 302
    assert status_of(drafted) == "with_division"


def test_the_head_is_asked_too_and_sees_the_number_on_the_desk(head, client, submitted):
    client.force_login(head)

    brief = address("findings_brief", submitted)
    assert f'hx-get="{brief}"' in text_of(client.get("/"))
    assert f"{finding_counts(submitted).errors} 项错误" in text_of(client.get(brief))
    assert client.post(address("pass-on", submitted), {"move": "endorse"}).status_code == 409


def test_a_submission_is_taken_back_until_the_next_has_opened_it(desk, clerk, submitted):
    assert 'id="move-recall"' in text_of(desk.get(address("review", submitted)))

    assert desk.post(address("pass-on", submitted), {"move": "recall"}).status_code == 302
    assert status_of(submitted) == "drafting"


def test_what_the_next_has_opened_is_not_taken_back(desk, head, client, submitted):
    client.force_login(head)
    client.get(address("overview", submitted))

    assert 'id="move-recall"' not in text_of(desk.get(address("review", submitted)))
    assert desk.post(address("pass-on", submitted), {"move": "recall"}).status_code == 409
    assert status_of(submitted) == "with_division"


def test_looking_at_the_own_submission_opens_it_for_nobody(desk, submitted):
    desk.get(address("overview", submitted))

    assert 'id="move-recall"' in text_of(desk.get(address("review", submitted)))


def test_only_who_passed_it_on_takes_it_back(person, submitted):
    other = person("finance_officer")
    with pytest.raises(PermissionDenied):
        transitions.transition(submitted, "recall", by=other, at=AT)
    assert status_of(submitted) == "with_division"


def test_what_could_be_taken_back_does_not_wait_for_oneself(clerk, head, submitted):
    assert years_waiting_for(clerk) == []
    assert len(years_waiting_for(head)) == 1


def test_an_endorsement_and_a_check_are_taken_back_in_the_same_way(head, person, submitted):
    endorsed = transitions.transition(submitted, "endorse", by=head, at=AT)

    back = transitions.transition(endorsed, "recall_endorsed", by=head, at=AT)

    assert back.status == "with_division"
    with pytest.raises(Refused):
        transitions.transition(back, "recall_endorsed", by=head, at=AT)
