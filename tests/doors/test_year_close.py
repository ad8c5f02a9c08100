"""A performance year is closed when what it admitted is rectified, and says who may act."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tongban.account.evaluation.actions import transitions
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.states import CHART
from tongban.ground.ledger import Refused
from tongban.ground.people.roles import ROLES

AT = datetime(2023, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def rectifying(published, people):
    return transitions.transition(published, "rectify", by=people["finance_officer"], at=AT)


def report(problem, people):
    told = {"done_on": date(2023, 5, 30), "result": "已整改"}
    return transitions.rectify_problem(problem, by=people["performance_clerk"], at=AT, **told)


def test_a_year_is_not_closed_while_a_problem_is_open(rectifying, people):
    officer, problems = people["finance_officer"], list(rectifying.problems.all())
    assert len(problems) >= 2
    for problem in problems:
        with pytest.raises(Refused, match=problem.heading):
            transitions.transition(rectifying, "close", by=officer, at=AT)
        assert Evaluation.objects.get(pk=rectifying.pk).status == "rectifying"
        report(problem, people)

    assert transitions.transition(rectifying, "close", by=officer, at=AT).status == "closed"


def test_the_page_refuses_and_names_the_problem(client, rectifying, people):
    client.force_login(people["finance_officer"])

    answer = client.post(reverse("evaluation:pass-on", args=[rectifying.pk]), {"move": "close"})

    assert answer.status_code == 409
    assert rectifying.problems.first().heading in answer.content.decode()


def test_what_was_left_open_in_a_closed_year_can_still_be_reported_once(rectifying, people):
    Evaluation.objects.filter(pk=rectifying.pk).update(status="closed")
    problem = rectifying.problems.first()

    report(problem, people)

    with pytest.raises(Refused):
        report(problem, people)


def test_who_cannot_act_reads_who_may(client, rectifying, people):
    client.force_login(people["bureau_leader"])

    page = client.get(reverse("evaluation:review", args=[rectifying.pk])).content.decode()

    may = [role.title for role in ROLES.values() if CHART.moves["close"].permission in role.permissions]
    assert may
    assert all(str(title) in page for title in may)


def test_a_closed_year_waits_for_nobody(client, rectifying, people):
    Evaluation.objects.filter(pk=rectifying.pk).update(status="closed")
    client.force_login(people["bureau_leader"])

    page = client.get(reverse("evaluation:review", args=[rectifying.pk])).content.decode()

    assert "其他人办理" not in page
