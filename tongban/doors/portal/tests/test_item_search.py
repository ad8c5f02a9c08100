"""Whoever knows only their own words finds the item, its guide, and what they need themselves."""

import pytest
from django.urls import reverse

from tongban.doors.portal.tests.conftest import text_of


def address(name, house, *more):
    return reverse(f"items:{name}", args=[house.version.item.code, *more])


def test_a_stranger_comes_to_the_search(client, house, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = text_of(client.get("/"))

    assert 'name="q"' in page
    assert "开奶茶店" in page
    assert "theme=%E5%BC%80%E5%BA%97" in page


def test_staff_keep_their_desk_and_applicants_find_the_search(as_, house, her):
    assert her.get("/").status_code == 200
    assert 'name="q"' in text_of(her.get("/"))
    assert "/staff/?state=to_check" in text_of(as_(house.admin).get("/"))


def test_after_signing_in_an_applicant_lands_at_the_own_applications(as_, house, her):
    assert her.get(reverse("arrive"))["Location"] == reverse("my:cases")
    assert as_(house.chen).get(reverse("arrive"))["Location"] == "/"


@pytest.mark.parametrize("words", ["我想开奶茶店", "食品经营", "shipin"])
def test_an_item_is_found_by_citizens_words(client, house, words, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = text_of(client.get(reverse("items:search"), {"q": words}))

    assert address("guide", house) in page


def test_an_item_is_found_by_theme_and_not_by_another(client, house):
    found = client.get(reverse("items:search"), {"theme": "开店", "audience": "enterprise"})
    none = client.get(reverse("items:search"), {"q": "qqqqwwww"})

    assert address("guide", house) in text_of(found)
    assert address("guide", house) not in text_of(none)


def test_the_list_of_items_is_a_workbook(client, house):
    answer = client.get(reverse("items:search"), {"export": "xlsx"})

    assert answer["Content-Type"].endswith("sheet")


def test_the_guide_tells_materials_times_fee_way_and_questions(client, house, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = text_of(client.get(address("guide", house)))

    for said in (
        "申请书",
        "免于提交",
        "8 个工作日",
        "20 个工作日",
        "免费",
        "现场核查",
        "要钱吗？",
        "有固定场所",
    ):
        assert said in page


def test_a_draft_of_an_item_is_not_public(client, house):
    parent, versions = house.version.item.parent, type(house.version).objects
    said = {"power_type": "01", "division": parent.division, "parent": parent, "level": "business"}
    item = type(parent).objects.create(code="11320500MB1A00001A332010000100002", name="未公布的事项", **said)
    versions.create(item=item, number=1, status="draft")

    assert client.get(reverse("items:guide", args=[item.code])).status_code == 404
    assert "未公布的事项" not in text_of(client.get(reverse("items:search")))


def test_an_answer_tells_why_a_material_is_not_needed(client, house):
    page = text_of(client.get(address("checklist", house), {"cooks": "no"}))

    assert "现场制作的" in page
    assert "是否现场制作？：否" in page


@pytest.mark.law("online-service-rules:7")
def test_she_sees_four_of_six_materials_already_on_file(her, house, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        answer = her.get(address("checklist", house), {"cooks": "yes"})

    assert answer.context["asked"].on_file == 4
    assert len(answer.context["asked"].needed) == 6
    assert "L1-2022" in text_of(answer)


def test_only_the_list_is_sent_when_an_answer_changes(client, house):
    page = text_of(client.get(address("checklist", house), {"cooks": "yes"}, headers={"HX-Request": "true"}))

    assert page.strip().startswith('<div id="checklist"')
