"""Who is told what of a performance year: whoever has the next step, and the clerk of what came back."""

import pytest

from tongban.account.evaluation.actions import transitions
from tongban.account.evaluation.tests.conftest import AT
from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(clerk, person):
    """Return everybody who may be told, by role."""
    roles = ("division_head", "finance_officer", "bureau_leader", "system_administrator", "item_manager")
    return {role: person(role) for role in roles} | {"performance_clerk": clerk}


def readers_of(template):
    deliver_due(at=AT)
    return sorted(Message.objects.filter(template=template).values_list("reader__username", flat=True))


def test_a_submitted_draft_waits_for_the_division_head(office, drafted, clerk):
    transitions.transition(drafted, "submit", by=clerk, at=AT)

    assert readers_of("year_waits") == ["division_head"]


def test_an_endorsed_draft_waits_for_finance(office, drafted, clerk):
    transitions.transition(drafted, "submit", by=clerk, at=AT)
    deliver_due(at=AT)
    transitions.transition(drafted, "endorse", by=office["division_head"], at=AT)

    assert readers_of("year_waits") == ["division_head", "finance_officer"]


def test_a_draft_sent_back_reaches_the_clerk_with_the_reason(office, drafted, clerk):
    transitions.transition(drafted, "submit", by=clerk, at=AT)
    transitions.transition(drafted, "division_return", by=office["division_head"], at=AT, note="缺少原因分析")

    assert readers_of("year_returned") == ["performance_clerk"]
    assert "缺少原因分析" in Message.objects.get(template="year_returned").text


def test_the_whole_way_to_publication_is_told_step_by_step(office, drafted, clerk, person, monkeypatch):
    from tongban.account.evaluation.actions import transitions

    monkeypatch.setattr(transitions, "_refuse_open_errors", lambda year: None)
    way = (
        ("submit", "performance_clerk", "division_head"),
        ("endorse", "division_head", "finance_officer"),
        ("check", "finance_officer", "bureau_leader"),
        ("sign", "bureau_leader", "finance_officer"),
        ("file", "finance_officer", "finance_reviewer"),
        ("accept", "finance_reviewer", "finance_officer"),
        ("publish", "finance_officer", "performance_clerk"),
    )
    people = office | {"finance_reviewer": person("finance_reviewer")}
    for move, by, told in way:
        Message.objects.all().delete()
        transitions.transition(drafted, move, by=people[by], at=AT)
        deliver_due(at=AT)
        assert told in set(Message.objects.values_list("reader__username", flat=True)), move
    assert "bureau_leader" in readers_of("year_published")
