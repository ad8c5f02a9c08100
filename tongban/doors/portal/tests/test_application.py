"""An application from the first question to the receipt: kept at every step, filed once, completed, withdrawn."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tongban.doors.portal.tests.conftest import TYPED, fresh, text_of
from tongban.ground.ledger.models import Entry
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.licences.models import LicenceUse
from tongban.work.cases.actions import applications, intake
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.tests.cast import upload


def at(name, case, *more):
    return reverse(f"my:{name}", args=[case.reference, *more])


@pytest.fixture
def begin(house):
    return reverse("my:begin", args=[house.version.item.code])


@pytest.fixture
def begun(her, begin):
    her.post(begin, {"cooks": "no"})
    return Case.objects.get()


def test_a_stranger_signs_in_first_and_comes_back(client, begin):
    assert begin in client.get(begin)["Location"].replace("%2F", "/")


def test_staff_do_not_apply(as_, house, begin):
    assert as_(house.chen).get(begin).status_code == 403


def test_beginning_twice_goes_on_with_the_same_draft(her, begin):
    her.post(begin, {"cooks": "no"})
    her.post(begin, {"cooks": "yes"})

    assert Case.objects.get().answers == {"cooks": True}
    her.post(begin, {"cooks": "no", "anew": "yes"})
    assert Case.objects.count() == 2


def test_an_agent_applies_for_the_principal_and_for_nobody_else(as_, house, begin, mandate):
    agent = as_(house.agent)

    agent.post(begin, {"for": house.zhang.pk, "cooks": "no"})
    agent.post(begin, {"for": house.stranger.pk, "cooks": "no"})

    assert [case.applicant.name for case in Case.objects.order_by("pk")] == ["张小红", "钱代办"]


def test_what_is_typed_is_kept_even_when_it_is_wrong(her, begun):
    answer = her.post(at("form", begun), {"shop": "桥", "area": "很大"})

    assert answer.status_code == 422
    assert fresh(begun).form["area"] == "很大"
    page = text_of(answer)
    assert "很大" in page
    assert 'href="#field_shop"' in page
    assert page.count("field-wrong") == 3


def test_typing_is_saved_along_the_way(her, begun):
    answer = her.post(at("form", begun), {"shop": "小桥"}, headers={"HX-Request": "true"})

    assert "<html" not in text_of(answer)
    assert fresh(begun).form["shop"] == "小桥"


def test_a_right_form_leads_on_to_the_materials(her, begun):
    answer = her.post(at("form", begun), TYPED)

    assert answer["Location"] == at("materials", begun)
    assert fresh(begun).form == {"shop": "小桥奶茶", "area": 52.5, "kind": "饮品店", "chain": False}


def test_a_published_form_with_a_bad_schema_stays_open_to_her(her, house, begin):
    bad = {"shop": {"title": "店名", "$ref": "http://127.0.0.1:9/shop.json"}, "area": True}
    schema = {"properties": bad, "required": ["shop"]}
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # it was published before schemas were looked at
    ItemVersion.objects.filter(pk=house.version.pk).update(form_schema=schema)
    her.post(begin, {"cooks": "no"})
    begun = Case.objects.get()

    page = her.get(at("form", begun))
    kept = her.post(at("form", begun), {"shop": "面馆"})

    assert "店名" in text_of(page)
    assert kept.status_code == 302
    assert fresh(begun).form["shop"] == "面馆"


def test_the_form_offers_what_is_known_of_her(her, house, begun):
    house.zhang.phone = "13800000000"
    house.zhang.save()

    assert 'value="13800000000"' in text_of(her.get(at("form", begun)))


def test_changing_an_answer_is_kept(her, begun):
    her.post(at("questions", begun), {"cooks": "yes"})

    assert fresh(begun).answers == {"cooks": True}


@pytest.mark.law("online-service-rules:7")
def test_licences_on_file_are_used_with_her_consent_only(her, begun):
    refused = her.post(at("use-all", begun))
    used = her.post(at("use-all", begun), {"consent": "yes"})

    assert refused.status_code == 409
    assert used.status_code == 302
    assert begun.materials.filter(state="on_file").count() == 4
    assert LicenceUse.objects.filter(matter=begun.reference).count() == 4


def test_one_licence_is_used(her, house, begun):
    material = house.version.materials.get(name="营业执照")

    her.post(at("way", begun, material.pk, "licence"))

    assert begun.materials.get(material=material).state == "on_file"


def test_a_file_is_handed_in_and_taken_out_again(her, house, begun):
    material = house.version.materials.get(name="申请书")

    her.post(at("attach", begun, material.pk), {"file": upload("申请书.pdf")})
    entry = begun.materials.get(material=material)
    assert entry.state == "submitted"
    her.post(at("remove", begun, entry.files.get().pk))
    entry.refresh_from_db()

    assert entry.state == "missing"


def test_a_file_that_is_not_what_its_name_says_is_refused_beside_the_material(her, house, begun):
    material = house.version.materials.get(name="申请书")

    answer = her.post(at("attach", begun, material.pk), {"file": upload("申请书.pdf", b"MZ\x00not a paper")})

    assert answer.status_code == 422
    assert f'id="material_{material.pk}_file_error"' in text_of(answer)


def test_a_material_cannot_be_promised_where_the_guide_asks_for_it(her, house, begun):
    material = house.version.materials.get(name="申请书")

    assert her.post(at("way", begun, material.pk, "promise")).status_code == 409


def test_an_incomplete_application_is_not_filed_and_says_everything(her, begun):
    answer = her.post(at("file", begun))

    assert answer.status_code == 422
    assert fresh(begun).status == "draft"
    assert "申请书" in text_of(answer)
    assert "店铺名称" in text_of(answer)


def test_filing_twice_makes_one_case_with_one_receipt(her, draft):
    answers = [her.post(at("file", draft)) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [at("case", draft)] * 2
    assert fresh(draft).status == "filed"
    assert Paper.objects.filter(case=draft, kind="receipt").count() == 1


def test_filing_twice_at_once_shows_the_second_what_the_first_did(her, house, draft, monkeypatch):
    file = applications.file

    def overtaken(case, **given):
        file(fresh(case), **given)
        return file(case, **given)

    monkeypatch.setattr(applications, "file", overtaken)
    assert her.post(at("file", draft))["Location"] == at("case", draft)
    monkeypatch.undo()

    assert Entry.objects.filter(subject=draft.reference, move="file").count() == 1


def test_what_was_returned_is_completed(her, house, filed):
    entry = filed.materials.get(material__name="申请书")
    intake.return_(filed, {entry.pk: "没有签字"}, by=house.li, at=timezone.now())

    page = text_of(her.get(at("case", filed)))
    assert "没有签字" in page
    assert "没有签字" in text_of(her.get(at("materials", filed)))
    assert her.post(at("file", filed)).status_code == 422
    her.post(at("attach", filed, entry.material_id), {"file": upload("签字.pdf")})
    her.post(at("file", filed))

    assert fresh(filed).status == "completed"


def test_what_may_follow_is_handed_in_after_the_acceptance(her, house, draft):
    by, now = house.zhang.account, timezone.now()
    late = house.version.materials.get(name="操作流程图")
    applications.save_form(draft, by=by, at=now, answers={"cooks": True})
    her.post(at("way", draft, late.pk, "later"))
    her.post(at("file", draft))
    intake.accept(fresh(draft), by=house.li, at=now)

    assert at("materials", draft) in text_of(her.get(at("case", draft)))
    her.post(at("attach", draft, late.pk), {"file": upload("流程图.pdf")})

    assert draft.materials.get(material=late).state == "submitted"


def test_she_withdraws_with_a_reason(her, filed):
    her.post(at("withdraw", filed), {"reason": "店不开了"})

    assert fresh(filed).status == "withdrawn"
    assert "店不开了" in text_of(her.get(at("case", filed)))
    assert her.post(at("withdraw", filed)).status_code == 302
    assert Entry.objects.filter(subject=filed.reference, move="withdraw").count() == 1


def test_a_draft_is_discarded(her, draft):
    her.post(at("discard", draft))

    assert fresh(draft).status == "discarded"
    assert draft.reference not in text_of(her.get(reverse("my:cases")))


@pytest.mark.parametrize("name", ["case", "questions", "form", "materials", "confirm"])
def test_nobody_sees_anothers_application(as_, house, draft, name):
    assert as_(house.stranger).get(at(name, draft)).status_code == 404


def test_nobody_acts_in_anothers_application(as_, house, draft):
    stranger = as_(house.stranger)

    for name in ("file", "withdraw", "discard", "use-all", "rate"):
        assert stranger.post(at(name, draft)).status_code == 404
    assert fresh(draft).status == "draft"


@pytest.mark.parametrize("name", ["questions", "form", "materials", "confirm"])
def test_the_pages_of_a_draft_cost_few_queries(her, draft, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert her.get(at(name, draft)).status_code == 200


def test_a_draft_follows_an_item_published_anew(her, house, draft):
    newer = type(house.version).objects.create(item=house.version.item, number=2, form_schema={})
    kinds = type(house.version).objects
    kinds.filter(pk=house.version.pk).update(status="superseded")
    kinds.filter(pk=newer.pk).update(status="published", published_at=timezone.now())

    assert at("carry-over", draft) in text_of(her.get(at("confirm", draft)))
    her.post(at("carry-over", draft))

    assert fresh(draft).version == newer
