"""The first page: a welcome for the public, and for each member of staff what waits for them."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.account.evaluation.actions import transitions
from tongban.demo.people import PASSWORD


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def home(people):
    """Return a maker: the first page as one role sees it."""

    def see(role):
        client = Client()
        client.force_login(people[role])
        return client.get("/")

    return see


def test_the_public_is_welcomed_and_finds_the_published_accounts(client, published):
    page = text_of(client.get("/"))

    assert reverse("portal:account", args=[published.reference]) in page
    assert PASSWORD not in page


def test_the_demo_tells_its_accounts(client, people, settings):
    settings.DEMO = True

    page = text_of(client.get("/"))

    assert settings.DEMO_PASSWORD == PASSWORD
    assert PASSWORD in page
    assert "zhuanyuan" in page


def test_the_clerk_finds_the_draft_and_the_others_do_not(home, drafted):
    url = reverse("evaluation:review", args=[drafted.pk]) + "#moves"

    assert url in text_of(home("performance_clerk"))
    assert url not in text_of(home("division_head"))
    assert url not in text_of(home("finance_reviewer"))


def test_a_returned_report_says_why(home, drafted, people):
    at = drafted.imports.get().imported_at
    transitions.transition(drafted, "submit", by=people["performance_clerk"], at=at)
    transitions.transition(drafted, "division_return", by=people["division_head"], at=at, note="缺少原因")

    assert "缺少原因" in text_of(home("performance_clerk"))


def test_a_comment_waits_for_the_clerk(home, drafted, people):
    at = drafted.imports.get().imported_at
    transitions.comment(drafted, by=people["division_head"], at=at, text="请核对邮寄费")

    assert "请核对邮寄费" in text_of(home("performance_clerk"))


def test_a_late_publication_is_red(home, published, people):
    at = published.versions.get(number=2).published_at
    transitions.transition(published, "reopen", by=people["finance_officer"], at=at, note="更正")
    for move, role in (
        ("submit", "performance_clerk"),
        ("endorse", "division_head"),
        ("check", "finance_officer"),
        ("sign", "bureau_leader"),
        ("file", "finance_officer"),
        ("accept", "finance_reviewer"),
    ):
        transitions.transition(published, move, by=people[role], at=at)

    page = text_of(home("finance_officer"))

    assert 'id="deadlines"' in page
    assert "light-red" in page


def test_the_system_administrator_has_a_desk_and_sees_no_business(home):
    page = text_of(home("system_administrator"))

    assert "应做备份" in page
    assert 'id="deadlines"' not in page


def test_the_work_list_costs_a_fixed_number_of_queries(
    client, people, published, drafted, django_assert_max_num_queries
):
    client.force_login(people["performance_clerk"])

    with django_assert_max_num_queries(21):
        assert client.get("/").status_code == 200
