"""Policies for my enterprise: the questionnaire with its reasons, without signing in and without keeping anything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tongban.ground.people.models import Applicant, Assignment, User
from tongban.offer.policies.actions import grants
from tongban.offer.policies.models import GrantRow
from tongban.offer.policies.tests.conftest import HONEST, SMALL, STONE, People, _in_chinese, published, stone

__all__ = ["_in_chinese", "stone"]
SEARCH = "benefits:search"


@pytest.fixture
def people(db):
    return People()


@pytest.fixture
def offered(people):
    day = timezone.localdate()
    lasting = {
        "valid_from": day - timedelta(days=30),
        "valid_until": None,
        "review_on": day + timedelta(days=90),
    }
    return published(people, SMALL, HONEST, title="小微诚信补助", **lasting)


@pytest.fixture
def account(people):
    user = User.objects.create(username="shitou", display_name="石头精密")
    Assignment.objects.create(user=user, role="applicant", since=timezone.localdate())
    Applicant.objects.create(
        kind="enterprise",
        name="石头精密",
        number_type="credit",
        number=STONE,
        account=user,
        verified="online",
    )
    return user


def shown(client, **answers):
    return client.get(reverse(SEARCH), answers).content.decode()


def test_a_stranger_reads_what_is_missing_then_why_it_fits(client, offered):
    assert "缺少企业规模" in shown(client)

    answer = shown(client, size="small", dishonest="no", staff="12")

    assert "属于小型或微型企业：符合，企业规模：小型（企业自述" in answer
    assert "12,000" in answer


def test_a_stranger_reads_why_not(client, offered):
    assert "属于小型或微型企业：不符合，企业规模：大型" in shown(client, size="large")


def test_nothing_of_a_strangers_answers_is_kept(client, offered):
    shown(client)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(reverse(SEARCH), {"size": "small", "staff": "12"})

    written = [each["sql"] for each in queries if each["sql"].split()[0] in ("INSERT", "UPDATE")]
    assert [sql for sql in written if "kit_throttle" not in sql] == []
    assert not answer.cookies.get("sessionid")


@pytest.mark.parametrize(
    "given", ["<script>alert(1)</script>", "-5", "NaN", "1e999", "٣", "x" * 5000, "\x00"]
)
def test_a_wrong_answer_is_told_and_counts_as_unknown(client, offered, given):
    answer = client.get(reverse(SEARCH), {"staff": given, "size": given})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "缺少企业规模" in answer.content.decode()


def test_an_enterprise_account_is_not_asked_what_is_known_and_cannot_overrule_it(
    client, offered, stone, account
):
    client.force_login(account)

    answer = shown(client, size="large")

    assert 'id="question-size"' not in answer
    assert "企业规模：小型（税务，2026-01-05）" in answer


def test_another_enterprise_is_never_shown(client, offered, stone):
    stranger = User.objects.create(username="luren", display_name="路人")
    Assignment.objects.create(user=stranger, role="applicant", since=timezone.localdate())
    client.force_login(stranger)

    assert "税务" not in shown(client, **{"for": STONE})


def test_the_page_of_a_policy_names_basis_dates_and_contact(client, offered):
    page = client.get(reverse("benefits:policy", args=[offered.policy.reference])).content.decode()

    assert "苏科规〔2026〕1号" in page
    assert "0512-12345" in page
    assert "未列入严重失信主体名单" in page


def test_a_draft_is_not_public(client, offered):
    from tongban.offer.policies.models import PolicyVersion

    PolicyVersion.objects.update(status="draft")

    assert client.get(reverse("benefits:policy", args=[offered.policy.reference])).status_code == 404


def test_the_enterprise_reads_its_reasons_on_the_list_and_declines_and_others_do_not(
    client, people, offered, stone, account
):
    at = timezone.now()
    drawn = grants.draw_up(offered, by=people.editor, at=at)
    grants.announce(drawn, by=people.editor, at=at)
    address = reverse("benefits:list", args=[drawn.reference])
    row = drawn.rows.get()

    assert "石头精密" in client.get(address).content.decode()
    assert "参保职工人数" not in client.get(address).content.decode()
    assert client.post(reverse("benefits:decline", args=[drawn.reference, row.pk])).status_code == 302
    assert GrantRow.objects.get().standing == "listed"
    client.force_login(account)
    assert "企业规模：小型" in client.get(address).content.decode()
    client.post(reverse("benefits:decline", args=[drawn.reference, row.pk]))

    assert GrantRow.objects.get().standing == "declined"


def test_a_list_not_announced_is_not_public(client, people, offered, stone):
    drawn = grants.draw_up(offered, by=people.editor, at=timezone.now())

    assert client.get(reverse("benefits:list", args=[drawn.reference])).status_code == 404
