"""What an applicant may rely on: nothing typed is lost, nothing is asked that the guide does not ask."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.licences import actions as licences
from tongban.offer.licences.models import LicenceUse
from tongban.work.cases.actions import applications, daily, intake, materials
from tongban.work.cases.item_uses import uses
from tongban.work.cases.models import CaseMaterial
from tongban.work.cases.queries.needs import Incomplete, lacking_in_words
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


def begin(house, by=None, applicant=None, at=MONDAY, **entries):
    return applications.begin(
        house.version, applicant or house.zhang, by=by or house.zhang.account, at=at, **entries
    )


def test_what_is_typed_is_kept_however_wrong_and_in_parts(house):
    case = begin(house)

    applications.save_form(case, by=house.zhang.account, at=day(9, 6), form={"shop": "x", "area": "many"})
    applications.save_form(case, by=house.zhang.account, at=day(9, 7), form={"remark": "?"}, answers=ANSWERS)

    case = fresh(case)
    assert case.form == {"shop": "x", "area": "many", "remark": "?"}
    assert (case.answers, case.saved_at) == (ANSWERS, day(9, 7))


def test_what_an_application_lacks_is_said_by_name(house):
    case = begin(house)

    lacking = lacking_in_words(case)

    assert lacking[:2] == ["租赁合同", "平面图"]
    assert "shop：请填写。" in lacking


def test_an_entry_is_taken_out_by_setting_it_to_nothing(house, draft):
    applications.save_form(draft, by=house.zhang.account, at=MONDAY, form={"area": None})

    assert fresh(draft).form == {"shop": "小桥人家"}


@pytest.mark.parametrize("form", [{1: "x"}, {"x": object()}, {"x": float("nan")}, ["x"]])
def test_what_no_form_can_hold_is_refused(house, draft, form):
    with pytest.raises(ValidationError):
        applications.save_form(draft, by=house.zhang.account, at=MONDAY, form=form)

    assert fresh(draft).form == FORM


@pytest.mark.law("online-service-rules:7")
def test_filing_says_everything_that_is_missing_where_it_is_missing(house):
    case = begin(house)

    with pytest.raises(Incomplete) as told:
        applications.file(case, by=house.zhang.account, at=MONDAY)

    faults = told.value.faults
    names = {entry.pk: entry.material.name for entry in case.materials.all()}
    assert set(faults.fields) == {"shop", "area"}
    assert set(faults.questions) == {"serves_food"}
    assert {names[key] for key in faults.materials} == {"租赁合同", "平面图", "健康证明", "营业执照"}
    assert fresh(case).status == "draft"


def test_a_material_ruled_out_by_the_answers_is_not_asked_for(house, draft):
    applications.save_form(draft, by=house.zhang.account, at=MONDAY, answers={"serves_food": False})
    materials.remove(
        draft.materials.get(material__name="平面图").files.get(), by=house.zhang.account, at=MONDAY
    )

    case = applications.file(draft, by=house.zhang.account, at=MONDAY)

    assert case.status == "filed"


def test_a_later_file_stands_beside_the_earlier(house, draft, material):
    second = materials.attach(
        draft, material("租赁合同"), upload("new.pdf"), by=house.zhang.account, at=day(9, 6)
    )

    assert second.number == 2
    assert [kept.number for kept in second.entry.files.all()] == [2, 1]


def test_after_filing_the_materials_stay_as_they_are(house, filed, material):
    with pytest.raises(Refused):
        materials.attach(filed, material("租赁合同"), upload(), by=house.zhang.account, at=day(9, 6))
    with pytest.raises(Refused):
        materials.remove(
            filed.materials.get(material__name="租赁合同").files.get(), by=house.zhang.account, at=MONDAY
        )


@pytest.mark.law("online-service-rules:7", "online-service-rules:11")
def test_a_licence_on_record_stands_for_the_material_with_consent(house, draft, material):
    licence = issue(house, house.zhang)

    entry = materials.use_licence(
        draft, material("营业执照"), licence, consented_at=MONDAY, by=house.zhang.account, at=MONDAY
    )

    assert (entry.state, entry.licence) == ("on_file", licence.reference)
    assert LicenceUse.objects.get().matter == draft.reference


def test_anothers_licence_stands_for_nothing(house, draft, material):
    with pytest.raises(Refused):
        materials.use_licence(
            draft,
            material("营业执照"),
            issue(house, house.agent),
            consented_at=MONDAY,
            by=house.zhang.account,
            at=MONDAY,
        )


def issue(house, holder):
    return licences.issue(
        house.licence_type, holder, number="L1", valid_from=date(2022, 1, 1), by=house.he, at=MONDAY
    )


@pytest.mark.parametrize("act", [materials.promise, materials.ask_issuer, materials.follow_later])
def test_a_material_that_the_guide_asks_for_itself_is_not_got_round(house, draft, material, act):
    with pytest.raises(Refused):
        act(draft, material("租赁合同"), by=house.zhang.account, at=MONDAY)


def test_a_draft_follows_its_item_to_a_new_version_with_all_that_was_typed(house, draft):
    cast.supersede(house.version)
    newer = cast.published(house.item, number=2, without=("营业执照",))

    case = applications.carry_over(draft, by=house.zhang.account, at=day(9, 6))

    assert (case.version, case.form, case.answers) == (newer, FORM, ANSWERS)
    states = {entry.material.name: entry.state for entry in case.materials.all()}
    assert states == {
        "租赁合同": "submitted",
        "平面图": "submitted",
        "健康证明": "promised",
        "营业执照": "not_needed",
    }
    assert all(e.material.version_id == newer.pk for e in case.materials.all() if e.state != "not_needed")
    assert applications.file(case, by=house.zhang.account, at=day(9, 6)).status == "filed"


def test_an_item_for_enterprises_is_not_begun_by_a_person(house):
    cast.supersede(house.version)
    house.version = cast.published(house.item, number=2, audience="enterprise")

    with pytest.raises(Refused):
        begin(house)


def test_an_agent_acts_while_the_mandate_holds(house):
    agent = house.agent.account
    with pytest.raises(PermissionDenied):
        begin(house, by=agent)
    cast.mandate(house.zhang, house.agent, since=date(2022, 9, 1), until=date(2022, 9, 6))

    case = begin(house, by=agent)

    assert (case.applicant, case.agent) == (house.zhang, house.agent)
    applications.save_form(case, by=agent, at=day(9, 6), form=FORM)
    with pytest.raises(PermissionDenied):
        applications.save_form(case, by=agent, at=day(9, 7), form=FORM)


@pytest.mark.law("anyang-services-regulation:25")
def test_a_commitment_is_decided_on_the_spot_and_may_be_taken_back(house):
    cast.supersede(house.version)
    everything = ("租赁合同", "平面图", "健康证明", "营业执照")
    house.version = cast.published(
        house.item, number=2, mode="commitment", form_schema={}, without=everything
    )
    by = house.zhang.account
    case = begin(house, answers=ANSWERS)
    applications.commit(case, by=by, at=MONDAY)
    applications.file(case, by=by, at=MONDAY)

    case = fresh(intake.accept(case, by=house.li, at=day(9, 6)))

    assert (case.mode, case.due_on) == ("commitment", date(2022, 9, 6))
    back = applications.take_back_commitment(case, by=by, at=day(9, 7))
    assert (back.mode, back.due_on) == ("ordinary", date(2022, 9, 19))


def test_an_ordinary_item_knows_no_commitment(house, draft):
    with pytest.raises(Refused):
        applications.commit(draft, by=house.zhang.account, at=MONDAY)


def test_saving_a_draft_writes_no_ledger_but_mending_a_returned_form_does(house, draft, filed):
    before = Entry.objects.filter(subject=filed.reference, move="edit").count()
    intake.return_(filed, {}, form_fault="面积不符", by=house.li, at=day(9, 6))

    applications.save_form(filed, by=house.zhang.account, at=day(9, 7), form={"area": 60})

    assert before == 0
    assert Entry.objects.get(subject=filed.reference, move="edit").payload["fields"] == ["area"]


def test_everything_returned_has_to_come_anew(house, filed, material):
    entry = filed.materials.get(material__name="租赁合同")
    intake.return_(filed, {entry.pk: "缺签字"}, by=house.li, at=day(9, 6))
    by = house.zhang.account
    with pytest.raises(Incomplete):
        applications.complete(filed, by=by, at=day(9, 7))

    materials.attach(
        filed, material("租赁合同"), upload("signed.pdf", cast.PDF + b"%2\n"), by=by, at=day(9, 8)
    )
    case = applications.complete(filed, by=by, at=day(9, 8))

    assert (case.status, case.notice_due_on) == ("completed", date(2022, 9, 16))
    assert CaseMaterial.objects.get(pk=entry.pk).fault == ""


def test_the_public_list_of_uses_tells_what_a_new_version_touches(house, draft, filed):
    begin(house)

    assert [count for _label, count, _url in uses(house.version)] == [1, 1, 1]


@pytest.mark.law("personal-information-law:19")
def test_a_draft_nobody_touches_goes_after_half_a_year(house):
    case = begin(house, at=datetime(2022, 1, 3, 1, 0, tzinfo=UTC))

    assert daily.run_daily(case.saved_at + timedelta(days=180)).expired == 0
    assert daily.run_daily(case.saved_at + timedelta(days=181)).expired == 1
    assert fresh(case).status == "discarded"
