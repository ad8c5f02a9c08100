"""An item is made from lists: what it stands under, its code, its conditions, the article of its limit."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.ledger import Refused
from tongban.ground.people.models import Department
from tongban.offer.catalogue.actions import drafts, lists
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.tests.conftest import AT, BODY
from tongban.offer.catalogue.tests.test_pages import HTMX, filled, text, url

MATERIAL = {"necessity": "required", "source": "applicant", "form": "either", "copies": 1, "position": 9}


@pytest.fixture
def investment(keeper):
    other = Department.objects.create(code="TZ", name="投资建设审批处", kind="division")
    said = {"level": "main", "name": "企业投资项目核准", "power_type": "01", "division": other}
    return drafts.add_item(by=keeper, at=AT, code="320104001000", **said)


def made(item, **changes):
    return {
        "level": "business",
        "parent": item.parent_id,
        "code": "",
        "name": "食品经营许可（补证）",
        "power_type": "01",
        "division": item.division_id,
    } | changes


def test_the_code_is_made_from_what_stands_above(desk, item):
    shown = text(
        desk.get(url("item-code"), {"level": "business", "parent": item.parent_id, "power_type": "01"})
    )

    assert desk.post(url("item-add"), made(item)).status_code == 302
    assert Item.objects.get(name="食品经营许可（补证）").code == f"{BODY}332010000100002"
    assert f"{BODY}332010000100002" in shown


@pytest.mark.parametrize(
    ("level", "power", "code"),
    [("main", "01", "320100002000"), ("main", "20", "322000001000"), ("sub", "01", "320100001001")],
)
def test_a_main_and_a_sub_item_get_the_next_code(keeper, item, division, level, power, code):
    parent = item.parent if level == "sub" else None

    added = drafts.add_item(
        by=keeper, at=AT, level=level, name="某事", power_type=power, division=division, parent=parent
    )

    assert added.code == code


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"power_type": "10"}, "parent"),
        ({"level": "main"}, "parent"),
        ({"parent": ""}, "parent"),
        ({"code": f"{BODY}332010400100001"}, "code"),
        ({"code": f"{BODY}332100000100001"}, "code"),
        ({"code": "12"}, "code"),
    ],
)
def test_an_item_stands_only_where_its_level_power_and_code_say(desk, item, investment, changes, where):
    answer = desk.post(url("item-add"), made(item, **changes))

    assert answer.status_code == 422
    assert where in answer.context["form"].errors
    assert "_" not in " ".join(answer.context["form"].errors[where])


def test_food_is_not_put_below_investment_unless_that_is_meant(desk, item, investment):
    asked = desk.post(url("item-add"), made(item, parent=investment.pk))
    meant = desk.post(url("item-add"), made(item, parent=investment.pk, is_elsewhere="on"))

    assert asked.status_code == 422
    assert "投资建设审批处" in str(asked.context["form"].errors["parent"])
    assert 'type="checkbox" name="is_elsewhere"' in text(asked)
    assert meant.status_code == 302


def test_only_the_bureaus_own_divisions_are_offered(desk, item, draft):
    Department.objects.create(code="CZJ", name="苏州市财政局", kind="finance_bureau")
    Department.objects.create(code="OLD", name="已撤销处", kind="division", until="2021-12-31")

    for address in (url("item-add"), url("part-add", draft.pk, "steps")):
        page = text(desk.get(address))
        assert "食品药品审批处" in page
        assert "苏州市财政局" not in page
        assert "已撤销处" not in page


def test_only_licences_stand_on_the_list_of_licences(keeper, item, division):
    kept = lists.begin_list("licences", "市级行政许可事项清单", by=keeper, at=AT)
    draft = lists.begin_list_draft(kept, by=keeper, at=AT)
    said = {"level": "main", "name": "某备案", "power_type": "10", "division": division}
    other = drafts.add_item(by=keeper, at=AT, **said)

    with pytest.raises(Refused, match="行政许可"):
        lists.put_on_list(draft, other, by=keeper, at=AT)
    assert lists.put_on_list(draft, item.parent, by=keeper, at=AT)


@pytest.mark.parametrize(
    ("picked", "condition", "words"),
    [
        ({"condition-when": ["cooks|==|true", ""]}, "cooks", "“是否现场制作食品？”为“是”"),
        (
            {"condition-when": ["cooks|==|false", "area|>|"], "condition-number": ["", "1,050.50"]},
            "!cooks && area > 1050.5",
            "“是否现场制作食品？”为“否”，且“经营面积是多少平方米？”超过“1050.5”",
        ),
        (
            {
                "condition-when": ["cooks|==|true", "area|<=|"],
                "condition-number": ["", "5"],
                "condition-joined": "||",
            },
            "cooks || area <= 5",
            "“是否现场制作食品？”为“是”，或者“经营面积是多少平方米？”不超过“5”",
        ),
        (
            {"condition": "cooks ? area > 5 : false", "condition_text": "看情况"},
            "cooks ? area > 5 : false",
            "看情况",
        ),
    ],
)
def test_a_condition_is_picked_kept_and_said_in_words(desk, draft, picked, condition, words):
    answer = desk.post(url("part-add", draft.pk, "materials"), {"name": "平面图", **MATERIAL, **picked})

    material = draft.materials.get(name="平面图")
    again = text(desk.get(url("part", draft.pk, "materials", material.pk)))
    assert answer.status_code == 302
    assert (material.condition, material.condition_text) == (condition, words)
    assert words in text(desk.get(url("edit", draft.pk))) or condition in text(
        desk.get(url("edit", draft.pk))
    )
    for pick in filter(None, picked.get("condition-when", [])):
        assert f'value="{escape(pick)}" selected' in again.replace(" data-number", "")


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        ({"condition-when": ["area|>|"], "condition-number": ["many"]}, "请填写用来比较的数字"),
        ({"condition-when": ["area|>|"], "condition-number": [""]}, "请填写用来比较的数字"),
        ({"condition-when": ["smoke|==|true"]}, "从列表中选择"),
        ({"condition-when": [""], "condition-number": ["5"]}, "从列表中选择"),
        ({"condition-when": ["cooks|==|true"], "condition": "area > 5"}, "只能用其一"),
        ({"condition": "area >"}, "读不懂"),
        ({"condition": "nobody"}, "没有“nobody”这个问题"),
    ],
)
def test_a_condition_that_is_none_is_told_in_chinese_and_kept_as_picked(desk, draft, picked, said):
    material = {"name": "平面图", "condition_text": "面积较大的", **MATERIAL, **picked}

    answer = desk.post(url("part-add", draft.pk, "materials"), material, headers=HTMX)
    checked = desk.get(url("condition", draft.pk), picked, headers=HTMX)

    assert answer.status_code == 422
    assert said in text(answer)
    assert said in text(checked)
    assert "面积较大的" in text(answer)
    assert "expecting" not in text(answer) + text(checked)


def test_a_row_more_is_offered_once_all_are_picked(desk, draft):
    asked = {
        "for": "material-condition",
        "condition-when": ["cooks|==|true", "area|>|"],
        "condition-number": ["", "5"],
    }

    assert 'id="material-condition-2"' in text(desk.get(url("condition", draft.pk), asked, headers=HTMX))
    assert "hx-swap-oob" not in text(
        desk.get(url("condition", draft.pk), {**asked, "for": "x"}, headers=HTMX)
    )


def test_a_question_is_named_by_the_house(desk, draft):
    asked = {"question": "是否销售散装熟食？", "kind": "yes_no", "position": 3}

    desk.post(url("part-add", draft.pk, "situations"), asked)

    assert draft.situations.get(question="是否销售散装熟食？").code == "sfxsszss"


def test_the_article_of_the_limit_is_searched_and_chosen(desk, draft):
    found = text(
        desk.get(url("articles"), {"name": "statutory_basis", "statutory_basis-search": "许可法 34"})
    )
    assert 'value="licensing-law:34"' in found
    assert "行政许可法》第34条" in found
    draft.refresh_from_db()

    desk.post(url("fields", draft.pk), filled(draft, **{"statutory_basis-search": "行政许可法第三十四条"}))
    draft.refresh_from_db()
    assert draft.statutory_basis == "licensing-law:34"

    data = filled(draft, **{"statutory_basis-search": "行政许可法"}, seen=mark_of(draft))
    many = desk.post(url("fields", draft.pk), {**data, "statutory_basis": "registration-regulation:1"})
    unknown = desk.post(url("fields", draft.pk), filled(draft, statutory_basis="licensing-law:99"))
    assert "请从查到的条文中选一条" in text(many)
    assert "法规库中没有这一条" in text(unknown)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"promised_length": 30}, "promised_length", "超过法定时限"),
        ({"promised_unit": "at_once", "promised_length": 99}, "promised_length", "时限应为 0"),
        ({"promised_length": 0}, "promised_length", "至少为 1"),
        ({"fee_yuan": "-1"}, "fee_yuan", "0"),
    ],
)
def test_a_limit_or_a_fee_that_cannot_be_is_told_beside_its_field(desk, draft, changes, field, said):
    answer = desk.post(url("fields", draft.pk), filled(draft, **changes))

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])


def test_a_constraint_of_the_database_is_said_in_words(draft):
    draft.promised_length = 30

    with pytest.raises(ValidationError) as refused:
        draft.validate_constraints()

    assert "约束" not in str(refused.value)
    assert "“承诺时限”" in str(refused.value)


def test_of_a_law_in_the_registry_the_edition_is_known(desk, draft):
    draft.refresh_from_db()

    desk.post(url("fields", draft.pk), filled(draft, legal_basis="《行政许可法》第三十四条"))
    draft.refresh_from_db()
    unknown = desk.post(url("fields", draft.pk), filled(draft, legal_basis="《某某条例》第一条"))

    law = {"name": "中华人民共和国行政许可法", "article": "第三十四条", "edition": "2019-04-23"}
    assert draft.legal_basis == [law]
    assert "法规库中没有《某某条例》" in text(unknown)
