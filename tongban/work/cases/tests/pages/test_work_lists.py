"""Work lists: what waits for whom, at a fixed cost, exported, acted on together where the law allows."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.ground.people.tests.cast import staff
from tongban.work.cases.models import Case
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import text_of
from tongban.work.cases.views.worklists import BATCHES

pytestmark = pytest.mark.django_db


def work(kind):
    return reverse("cases:work", args=[kind])


def test_a_clerk_finds_what_is_to_be_accepted(at, filed):
    page = text_of(at("li").get(work("to_accept")))

    assert filed.reference in page
    assert "light-black" in page


def test_a_reviewer_finds_the_step_that_waits(at, accepted):
    page = text_of(at("sun").get(work("to_review")))

    assert accepted.reference in page
    assert "消防意见" in page


def test_the_head_finds_what_is_to_be_decided(at, reviewed):
    assert reviewed.reference in text_of(at("chen").get(work("to_decide")))


def test_the_first_list_is_ones_own(at, house):
    assert at("li").get(reverse("cases:first"))["Location"] == work("to_accept")
    assert at("chen").get(reverse("cases:first"))["Location"] == work("to_review")


def test_another_divisions_cases_are_not_there(at, filed):
    assert filed.reference not in text_of(at("wu").get(work("to_accept")))
    assert at("wu").get(reverse("cases:case", args=[filed.reference])).status_code == 404


def test_a_list_that_is_not_ones_own_is_not_there(at, house):
    assert at("wang").get(work("to_accept")).status_code == 404


@pytest.mark.parametrize("name", ["admin"])
def test_the_administrator_sees_no_cases(at, house, name):
    assert at(name).get(reverse("cases:all")).status_code == 403


def test_filters_stand_in_the_address(at, filed, file_more):
    file_more(2)

    page = text_of(at("li").get(reverse("cases:all") + "?q=张小红"))

    assert filed.reference in page
    assert "甲0" not in page


@pytest.mark.parametrize("kind", ["to_accept", "waiting_for_applicant", "overdue"])
def test_a_list_costs_the_same_however_long(at, filed, file_more, django_assert_max_num_queries, kind):
    client = at("li")
    client.get(work(kind))
    file_more(8)

    with django_assert_max_num_queries(15):
        client.get(work(kind))


def test_a_list_is_exported(at, filed):
    answer = at("li").get(work("to_accept") + "?export=xlsx")

    assert answer["Content-Type"].endswith("sheet")


def test_complete_applications_are_accepted_together(at, filed, file_more):
    file_more(2)
    references = [case.reference for case in Case.objects.all()]

    page = text_of(at("li").post(reverse("cases:batch", args=["to_accept"]), {"chosen": references}))

    assert page.count("light-green") == 3
    assert {case.status for case in Case.objects.all()} == {"accepted"}


def test_what_the_law_does_not_allow_is_left_with_the_reason(at, accepted, house):
    case = fresh(accepted)
    Case.objects.filter(pk=case.pk).update(is_reviewed=True)

    page = text_of(at("chen").post(reverse("cases:batch", args=["to_decide"]), {"chosen": [case.reference]}))

    assert "light-yellow" in page
    assert fresh(case).status == "accepted"


def test_one_case_that_is_anothers_neither_hides_nor_undoes_the_rest(house, filed, file_more):
    file_more(2)
    cases = list(Case.objects.order_by("pk"))
    cases[1].division = house.places["fire"]
    cases[1].save(update_fields=["division"])

    outcomes = BATCHES["to_accept"].do_each(cases, by=house.li, at=day(9, 6))

    assert [bool(why) for _case, why in outcomes] == [False, True, False]
    assert [fresh(case).status for case in cases] == ["accepted", "filed", "accepted"]


def test_who_only_has_a_step_in_a_case_does_not_find_it_among_those_to_decide(house, reviewed):
    head = staff("qin", "division_head", department=house.places["fire"])
    desk = Client()
    desk.force_login(head)

    assert reviewed.reference not in text_of(desk.get(work("to_decide")))
    assert reviewed.reference in text_of(desk.get(reverse("cases:all")))


def test_a_reviewer_accepts_nothing_in_a_batch(at, filed):
    assert at("wang").post(reverse("cases:batch", args=["to_accept"])).status_code == 403


@pytest.mark.parametrize(
    "typed", ["CASE-2022-000001", "2022-1", "1", "张小红", "小红", "张", "食品经营许可", "case-2022-000001"]
)
def test_a_case_is_found_by_number_name_or_item(at, filed, typed):
    assert filed.reference in text_of(at("li").get(reverse("cases:all"), {"q": typed}))


@pytest.mark.parametrize("typed", ["CASE-2021-000001", "2", "小明", "红张", "建筑施工", "%"])
def test_what_does_not_fit_is_not_found(at, filed, typed):
    assert filed.reference not in text_of(at("li").get(reverse("cases:all"), {"q": typed}))


def test_a_long_list_says_that_it_is_longer_than_it_counts(at, filed, file_more, monkeypatch):
    monkeypatch.setattr("tongban.ground.matters.worklists.MOST_COUNTED", 3)
    monkeypatch.setattr("tongban.ground.matters.work_table.WorkTable.most_counted", 3)
    file_more(60)

    page = text_of(at("li").get(work("to_accept")))

    assert "3+" in page
    assert "超过" in page or "3 条以上" in page


def test_the_page_of_a_case_asks_little(at, accepted, django_assert_max_num_queries):
    client, address = at("wang"), reverse("cases:case", args=[accepted.reference])
    client.get(address)

    with django_assert_max_num_queries(15):
        client.get(address)
