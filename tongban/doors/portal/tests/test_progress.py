"""Following an application, getting the result, checking it, rating the service."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.once import let_rows_go
from tongban.doors.portal.tests.conftest import text_of
from tongban.offer.licences import actions as licences
from tongban.offer.licences.models import Licence
from tongban.work.cases.actions import intake
from tongban.work.cases.hearings.actions import offer_hearing
from tongban.work.ratings import actions as ratings
from tongban.work.ratings.models import BadRating, FollowUp, Rating


def test_my_applications_show_what_waits_for_me(her, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = text_of(her.get(reverse("my:cases")))

    assert "等我办理" in page
    assert draft.reference in page
    assert her.get(reverse("my:cases"), {"export": "xlsx"})["Content-Type"].endswith("sheet")
    assert (
        draft.reference not in text_of(her.get(reverse("my:cases"), {"state": "over"})).split('id="cases"')[1]
    )


def test_a_case_tells_where_it_stands_in_plain_words(her, delivered, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        page = text_of(her.get(reverse("my:case", args=[delivered.reference])))

    for said in (
        "您提交了申请",
        "已受理：承诺时限开始计算",
        "结果已办好",
        "结果已送达",
        delivered.check_code,
    ):
        assert said in page


def test_an_accepted_case_explains_its_day(her, house, filed, django_assert_max_num_queries):
    intake.accept(filed, by=house.li, at=timezone.now())

    with django_assert_max_num_queries(16):
        page = text_of(her.get(reverse("my:case", args=[filed.reference])))

    days = reverse("my:days", args=[filed.reference])
    assert days in page
    assert her.get(days).context["explained"].promised.lines


def test_an_agent_sees_the_principals_case_while_the_mandate_holds(as_, house, filed, mandate):
    address = reverse("my:case", args=[filed.reference])

    assert as_(house.agent).get(address).status_code == 200
    mandate.revoked_on = timezone.localdate()
    mandate.save()
    assert as_(house.agent).get(address).status_code == 404


def test_my_licences_say_who_looked_at_them(her, house, filed):
    licence = Licence.objects.get(number="L1-2022")
    page = text_of(her.get(reverse("my:licence", args=[licence.pk])))

    assert filed.reference in page
    assert "L1-2022" in text_of(her.get(reverse("my:licences")))


def test_nobody_sees_anothers_licence(as_, house):
    licence = Licence.objects.get(number="L1-2022")

    assert as_(house.stranger).get(reverse("my:licence", args=[licence.pk])).status_code == 404


def test_whoever_has_number_and_code_asks_without_signing_in(client, filed, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        answer = client.post(reverse("progress"), {"number": filed.reference, "code": filed.check_code})

    page = text_of(answer)
    assert "张**" in page
    assert "张小红" not in page
    assert answer["Cache-Control"].startswith("max-age=0")


def test_a_wrong_code_tells_nothing(client, filed):
    answer = client.post(reverse("progress"), {"number": filed.reference, "code": "AAAAAAAAAA"})

    assert answer.status_code == 422
    assert filed.version.item.name not in text_of(answer)


def test_a_licence_answers_revoked_at_once(client, house):
    licence = Licence.objects.get(number="L1-2022")
    address = reverse("checked", args=[licence.check_code])

    assert "verdict-good" in text_of(client.get(address))
    licences.change_standing(licence, "revoke", by=house.he, at=timezone.now(), reason="骗取")
    page = text_of(client.get(address))

    assert "verdict-bad" in page
    assert str(Licence(status="revoked").get_status_display()) in page
    assert "张小红" not in page


def test_a_licence_answers_expired(client, house):
    licence = Licence.objects.get(number="L2-2022")
    let_rows_go(["licences_licence"])
    Licence.objects.filter(pk=licence.pk).update(valid_until="2021-01-01")

    assert "已过期" in text_of(client.get(reverse("checked", args=[licence.check_code])))


def test_a_paper_is_checked_by_its_code(client, filed, django_assert_max_num_queries):
    paper = filed.papers.get()
    with django_assert_max_num_queries(15):
        page = text_of(client.get(reverse("checked", args=[paper.check_code])))

    assert paper.number in page
    assert "verdict-good" in page
    assert "张小红" not in page


def test_a_paper_that_was_changed_is_found_out(client, filed):
    paper = filed.papers.get()
    paper.content["to"] = "李四"
    let_rows_go(["cases_paper"])
    type(paper).objects.filter(pk=paper.pk).update(content=paper.content)

    assert "verdict-bad" in text_of(client.get(reverse("checked", args=[paper.check_code])))


def test_an_unknown_code_is_said_to_be_unknown(client, house):
    assert client.get(reverse("checked", args=["NOTHING-HERE"])).status_code == 404
    assert client.get(reverse("check"), {"code": "ABC123"})["Location"] == reverse("checked", args=["ABC123"])
    assert client.get(reverse("check"), {"code": "a/b"}).status_code == 422


@pytest.fixture
def link(her, delivered):
    return her.post(reverse("my:rate", args=[delivered.reference]))["Location"]


def test_a_running_case_cannot_be_rated(her, filed):
    assert her.post(reverse("my:rate", args=[filed.reference])).status_code == 409


def test_whoever_has_the_link_rates_once(client, link, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert client.get(link).status_code == 200
    assert client.post(link, {"reasons": ["speed"]}).status_code == 422
    client.post(link, {"level": "5", "reasons": ["speed"], "text": "很快", "is_named": "on"})
    client.post(link, {"level": "1"})

    rating = Rating.objects.get()
    assert (rating.level, rating.reasons, rating.text) == (5, ["speed"], "很快")
    assert "很快" in text_of(client.get(link))


@pytest.mark.law("state-council-office-2019-51")
def test_after_the_call_back_one_rates_again_and_the_first_stands(client, house, link):
    client.post(link, {"level": "1", "text": "跑了三次"})
    work, now = BadRating.objects.get(), timezone.now()
    client.post(link, {"level": "4"})
    assert not FollowUp.objects.exists()
    ratings.contact(work, by=house.chen, at=now, account="属实")
    ratings.remedy(work, by=house.chen, at=now, done="改为一次")
    ratings.call_back(work, by=house.gao, at=now, brought="满意", is_settled=True)

    client.post(link, {"level": "4", "text": "现在好了"})

    assert Rating.objects.get().level == 1
    assert FollowUp.objects.get().level == 4
    assert "现在好了" in text_of(client.get(link))


def test_the_pages_with_codes_are_never_kept_by_caches(client, link):
    assert "no-store" in client.get(link)["Cache-Control"]


def test_large_text_is_kept(client, house):
    client.post("/kit/text-size/", {"size": "large", "next": "/items/"})

    assert 'data-text="large"' in text_of(client.get("/items/"))


@pytest.fixture
def offered(house, filed):
    case = intake.accept(filed, by=house.li, at=timezone.now())
    return offer_hearing(case, reason="直接涉及邻里重大利益。", by=house.wang, at=timezone.now())


def test_a_hearing_that_was_offered_is_asked_for_here(her, offered):
    address = reverse("my:case", args=[offered.case.reference])
    assert "直接涉及邻里重大利益。" in text_of(her.get(address))

    answer = her.post(reverse("my:hearing", args=[offered.case.reference]))

    offered.refresh_from_db()
    assert answer["Location"] == address
    assert offered.asked_on == timezone.localdate()
    assert "您可以申请听证" not in text_of(her.get(address))
    assert her.post(reverse("my:hearing", args=[offered.case.reference])).status_code == 409


def test_a_hearing_is_asked_for_by_whom_it_concerns(as_, house, offered):
    answer = as_(house.stranger).post(reverse("my:hearing", args=[offered.case.reference]))

    assert answer.status_code == 404
