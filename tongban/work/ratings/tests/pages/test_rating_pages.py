"""The ratings desk: bad ratings worked on from the list, and the figures of a period."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.matters.models import SavedView
from tongban.ground.people.tests import cast
from tongban.work.ratings import actions
from tongban.work.ratings.models import BadRating

pytestmark = pytest.mark.django_db
TEXT = {"text": "已联系当事人，系窗口排队所致"}


@pytest.fixture
def head():
    return cast.staff("head", "division_head", department=cast.finance_division())


@pytest.fixture
def supervisor():
    return cast.staff("supervisor", "supervisor", department=cast.bureau())


@pytest.fixture
def rate(head):
    """Return a maker of ratings of the head's division."""

    def give(level, number=1):
        invitation = actions.invite(
            f"CASE-2023-{number:06d}", item_name="食品经营许可", division=head.department, at=now()
        )
        return actions.rate(invitation, level, channel="qr", text="等了很久", at=now())

    return give


@pytest.fixture
def bad(rate):
    return rate(1).work


def seat(user):
    client = Client()
    client.force_login(user)
    return client


def send(client, work, move, **said):
    return client.post(reverse("ratings:act", args=[work.reference, move]), TEXT | said)


def text_of(answer):
    return answer.content.decode()


def test_the_head_finds_the_bad_ratings_of_the_division(head, bad):
    page = text_of(seat(head).get(reverse("ratings:works")))

    assert bad.reference in page


def test_another_divisions_bad_ratings_are_not_there(bad):
    other = seat(cast.staff("other", "division_head", department=cast.finance_bureau()))

    assert bad.reference not in text_of(other.get(reverse("ratings:works")))
    assert other.get(reverse("ratings:work", args=[bad.reference])).status_code == 404


def test_a_reviewer_has_no_ratings_desk(bad):
    client = seat(cast.staff("rev", "reviewer", department=cast.finance_division()))

    assert client.get(reverse("ratings:works")).status_code == 403


def test_a_bad_rating_is_contacted_remedied_and_called_back(head, supervisor, bad):
    send(seat(head), bad, "contact", seen=1)
    send(seat(head), bad, "remedy", seen=2)
    send(seat(supervisor), bad, "call_back", seen=3)

    assert BadRating.objects.get().status == "closed"


def test_of_two_heads_one_acts_and_the_other_keeps_what_was_typed(head, bad):
    second = cast.staff("second", "division_head", department=head.department)

    send(seat(head), bad, "contact", seen=1)
    late = send(seat(second), bad, "contact", seen=1, text="我也联系过")

    assert late.status_code == 409
    assert "我也联系过" in text_of(late)
    assert "head 先生" in text_of(late)


def test_whoever_appealed_does_not_rule(head, bad):
    send(seat(head), bad, "appeal", seen=1)

    assert send(seat(head), bad, "exclude", seen=2).status_code == 403


def test_a_move_says_what_was_found(head, bad):
    assert send(seat(head), bad, "contact", seen=1, text="").status_code == 422


def test_the_list_costs_the_same_however_long(head, bad, rate, django_assert_max_num_queries):
    client = seat(head)
    client.get(reverse("ratings:works"))
    for number in range(2, 12):
        rate(1, number)

    with django_assert_max_num_queries(15):
        client.get(reverse("ratings:works"))


def test_the_head_finds_what_is_to_be_contacted_with_its_light(head, bad):
    page = text_of(seat(head).get(reverse("ratings:list", args=["to_contact"])))

    assert bad.reference in page
    assert "个工作日" in page or "今日到期" in page


def test_a_supervisor_finds_what_is_to_be_ruled_on(head, supervisor, bad):
    send(seat(head), bad, "appeal", seen=1)
    desk = seat(supervisor)

    assert bad.reference in text_of(desk.get(reverse("ratings:list", args=["to_rule"])))
    assert bad.reference not in text_of(desk.get(reverse("ratings:list", args=["to_call_back"])))
    assert desk.get(reverse("ratings:list", args=["to_contact"])).status_code == 404


def test_filters_of_ratings_are_kept_under_a_name(head, bad):
    desk = seat(head)

    page = reverse("ratings:list", args=["to_contact"])
    desk.post(reverse("views:save"), {"page": page, "name": "待联系", "query": "status=open"})

    kept = SavedView.objects.get()
    assert (kept.page, kept.query) == (page, "status=open")
    desk.post(reverse("views:remove", args=[kept.pk]))
    assert not SavedView.objects.exists()
