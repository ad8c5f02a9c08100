"""The staff's pages over items and lists."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import describe
from tongban.offer.catalogue.actions import drafts, lists, publication
from tongban.offer.catalogue.forms.versions import VersionForm
from tongban.offer.catalogue.models import Item, ItemList
from tongban.offer.catalogue.queries import versions
from tongban.offer.catalogue.tests.conftest import AT, BODY

HTMX = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"catalogue:{name}", args=args)


@pytest.fixture
def law_desk(lawyer):
    client = Client()
    client.force_login(lawyer)
    return client


def text(answer):
    return answer.content.decode()


def test_the_list_of_items_is_filtered_and_exported(desk, food):
    assert "食品经营许可（首次申请）" in text(desk.get(url("items")))
    assert "食品经营许可（首次申请）" not in text(desk.get(url("items"), {"q": "网吧"}))
    assert "8 个工作日" in text(desk.get(url("items"), {"status": "published", "power": "01"}))
    assert desk.get(url("items"), {"export": "xlsx"}).content[:2] == b"PK"


@pytest.mark.parametrize("name", ["items", "item-add", "lists", "exchange"])
def test_a_stranger_is_asked_to_sign_in_and_the_clerk_of_the_budget_is_sent_away(person, name, food):
    client = Client()
    assert client.get(url(name)).status_code == 302
    client.force_login(person("performance_clerk"))
    assert client.get(url(name)).status_code == 403


def test_who_only_reads_sees_no_buttons_that_change(person, food):
    client = Client()
    client.force_login(person("window_clerk"))

    page = text(client.get(url("item", food.item_id)))

    assert url("begin", food.item_id) not in page
    assert client.get(url("edit", food.pk)).status_code == 403


@pytest.mark.parametrize("name", ["version", "differences", "impact"])
def test_each_page_of_a_version_opens(desk, food, name):
    assert desk.get(url(name, food.pk)).status_code == 200


def test_the_guide_weighs_what_is_answered(desk, food):
    answer = desk.get(url("version", food.pk), {"cooks": "yes", "area": "80"}, headers=HTMX)

    assert "您的回答" in text(answer)
    assert "<html" not in text(answer)


def filled(draft, **changes):
    """Return what the form of a draft sends once its gaps are filled."""
    return {
        **{
            name: "" if value is None else value
            for name, value in VersionForm(instance=draft).initial.items()
        },
        "seen": mark_of(draft),
        "legal_basis": "《食品安全法》第三十五条（2021-04-29）",
        "conditions": "已取得许可",
        "result_name": "食品经营许可证",
        "delivery_ways": ["window"],
        "special_procedures": "检验 10日",
        "form_schema": "",
        "faq": "",
        **changes,
    }


def test_an_item_is_entered(desk, item, division):
    made = {
        "level": "business",
        "parent": item.parent_id,
        "code": f"{BODY}332010000100007",
        "name": "食品经营许可（补证）",
        "power_type": "01",
        "division": division.pk,
    }

    assert desk.post(url("item-add"), {**made, "code": "12"}).status_code == 422
    assert desk.post(url("item-add"), made).status_code == 302
    assert Item.objects.get(name="食品经营许可（补证）").parent == item.parent


def test_an_item_is_drafted_reviewed_and_published(desk, law_desk, item, division):
    desk.post(url("begin", item.pk))
    draft = versions.open_version(item)
    assert desk.post(url("move", draft.pk), {"move": "submit"}).status_code == 409

    assert desk.post(url("fields", draft.pk), filled(draft, legal_basis="食品安全法")).status_code == 422
    assert desk.post(url("fields", draft.pk), filled(draft)).status_code == 302
    step = {"name": "审查", "stage": 1, "days": 3, "division": division.pk}
    desk.post(url("part-add", draft.pk, "steps"), step)
    desk.post(url("move", draft.pk), {"move": "submit"})
    law_desk.post(url("move", draft.pk), {"move": "return", "note": "补充依据"})
    desk.post(url("move", draft.pk), {"move": "submit"})
    law_desk.post(url("move", draft.pk), {"move": "approve"})
    desk.post(url("move", draft.pk), {"move": "publish"})

    current = versions.current_version(item)
    assert current == draft
    assert current.legal_basis == [{"name": "食品安全法", "article": "第三十五条", "edition": "2021-04-29"}]
    assert current.special_procedures == [{"kind": "inspection", "days": 10}]


def test_a_late_edit_of_the_guide_is_refused_and_says_so(desk, draft):
    answer = desk.post(url("fields", draft.pk), filled(draft, seen="elsewhere", conditions="我的条件"))

    assert answer.status_code == 409
    assert "我的条件" in text(answer)


def test_a_row_opens_is_saved_and_struck_in_place(desk, draft):
    material = draft.materials.get(name="操作流程图")
    opened = desk.get(url("part", draft.pk, "materials", material.pk), headers=HTMX)
    assert 'name="condition"' in text(opened)

    stamped = opened.context["section"]["seen"]
    data = {
        "name": "操作流程图",
        "necessity": "required",
        "source": "applicant",
        "form": "either",
        "copies": 2,
        "position": 3,
    }
    wrong = desk.post(
        url("part", draft.pk, "materials", material.pk),
        {**data, "seen": stamped, "condition": "smoke"},
        headers=HTMX,
    )
    assert wrong.status_code == 422
    saved = desk.post(
        url("part", draft.pk, "materials", material.pk), {**data, "seen": stamped}, headers=HTMX
    )
    assert saved.status_code == 200
    assert 'id="faults"' in text(saved)
    late = desk.post(url("part", draft.pk, "materials", material.pk), {**data, "seen": stamped}, headers=HTMX)
    assert late.status_code == 409
    desk.post(url("part-remove", draft.pk, "materials", material.pk), headers=HTMX)

    assert not draft.materials.filter(name="操作流程图").exists()


def test_a_question_in_use_is_not_struck(desk, draft):
    question = draft.situations.get(code="cooks")

    assert desk.post(url("part-remove", draft.pk, "situations", question.pk), headers=HTMX).status_code == 409


@pytest.mark.parametrize(
    ("condition", "said"),
    [("cooks && area > 5", "是否现场制作食品？"), ("smoke", "smoke"), ("", "始终")],
)
def test_a_condition_is_checked_as_one_types(desk, draft, condition, said):
    assert said in text(desk.get(url("condition", draft.pk), {"condition": condition}, headers=HTMX))


@pytest.mark.parametrize("name", ["edit", "fields"])
def test_a_draft_is_edited_on_its_pages(desk, draft, name):
    assert desk.get(url(name, draft.pk)).status_code == 200


def test_a_part_that_does_not_exist_is_not_found(desk, draft):
    assert desk.get(url("part-add", draft.pk, "wishes")).status_code == 404
    assert desk.get(url("section", draft.pk, "wishes")).status_code == 404


def test_differences_are_shown_between_versions(desk, food, item, keeper):
    draft = publication.begin_draft(item, by=keeper, at=AT)
    drafts.change(draft, by=keeper, at=AT, changes={"promised_length": 9})

    page = text(desk.get(url("differences", draft.pk)))
    chosen = text(desk.get(url("differences", draft.pk), {"with": food.pk}))

    assert "<del>" in page
    assert "承诺时限" in chosen


def test_a_list_is_kept_on_its_pages(desk, item):
    desk.post(url("list-add"), {"kind": "reform", "name": "改革事项清单"})
    kept = ItemList.objects.get()
    desk.post(url("list-draft", kept.pk))
    version = kept.versions.get()
    assert desk.post(url("list-enter", version.pk), {"item": item.pk, "change": "added"}).status_code == 409
    desk.post(url("list-enter", version.pk), {"item": item.pk})
    assert desk.post(url("list-publish", version.pk), {"on": "2022-09-30"}).status_code == 422
    desk.post(url("list-publish", version.pk), {"on": "2022-09-30", "basis": "文件", "approval": "市政府"})

    page = text(desk.get(url("list", version.pk)))

    assert item.name in page
    assert "改革事项清单" in text(desk.get(url("lists")))


def test_items_go_out_and_come_in_and_faults_are_listed(desk, food):
    sent = desk.get(url("export", "json"))
    assert desk.get(url("export", "xlsx")).content[:2] == desk.get(url("template")).content[:2] == b"PK"
    assert desk.get(url("export", "csv")).status_code == 404
    record = {**json.loads(sent.content)["items"][0], "promise_day": "soon"}
    upload = SimpleUploadedFile("a.json", json.dumps({"items": [record]}).encode())

    answer = desk.post(url("exchange"), {"file": upload})

    assert answer.status_code == 422
    assert "承诺时限" in text(answer)
    whole = SimpleUploadedFile("a.json", sent.content)
    assert desk.post(url("exchange"), {"file": whole}).status_code == 302


def test_what_was_put_on_a_draft_is_changed_and_taken_off(desk, item, keeper):
    kept = lists.begin_list("reform", "改革事项清单", by=keeper, at=AT)
    draft = lists.begin_list_draft(kept, by=keeper, at=AT)
    entry = lists.put_on_list(draft, item, by=keeper, at=AT, note="首批")

    assert "首批" in text(desk.get(url("list", draft.pk), {"item": item.pk}))
    assert desk.post(url("list-take-off", draft.pk, entry.pk)).status_code == 302
    assert not draft.entries.exists()
    assert desk.post(url("list-take-off", draft.pk, entry.pk)).status_code == 404


def test_of_a_published_item_only_the_offices_own_facts_are_corrected(desk, food):
    page = desk.get(url("item-change", food.item_id))
    said = {"seen": page.context["seen"], "division": food.item.division_id, "theme": "餐饮"}

    assert "code" not in page.context["form"].fields
    assert desk.post(url("item-change", food.item_id), said | {"name": "别的"}).status_code == 302

    food.item.refresh_from_db()
    assert (food.item.theme, food.item.name) == ("餐饮", "食品经营许可（首次申请）")


def test_the_ledger_speaks_of_items_and_lists_in_words(food, keeper):
    kept = lists.begin_list("reform", "改革事项清单", by=keeper, at=AT)
    entries = {entry.move: entry for entry in Entry.objects.all()}

    assert describe(entries["publish"]).act == "发布版本"
    assert describe(entries["begin_list"]).act == "建立清单"
    assert describe(entries["publish"]).after == "已发布"
    assert kept.name == "改革事项清单"


@pytest.mark.parametrize("condition", ["area > 'gross'", "cooks + 1", "nobody", "area >", "cooks ? 1 : 2"])
def test_a_condition_that_cannot_be_weighed_is_refused_and_kept_as_typed(desk, draft, condition):
    said = {
        "name": "平面布局图",
        "necessity": "required",
        "source": "applicant",
        "form": "either",
        "copies": 1,
    }
    said |= {"condition": condition, "condition_text": "面积较大的", "position": 9}

    answer = desk.post(url("part-add", draft.pk, "materials"), said)

    assert answer.status_code == 422
    assert "condition" in answer.context["sections"][1]["form"].errors
    assert "面积较大的" in text(answer)
    assert not draft.materials.filter(name="平面布局图").exists()
