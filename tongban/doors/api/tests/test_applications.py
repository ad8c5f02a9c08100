"""A system files for whom it may act, once, and is told by path what is wrong."""

from datetime import date

import pytest
from django.utils import timezone

from tongban.doors.api.tests.conftest import admit
from tongban.ground.ledger.models import Entry
from tongban.offer.licences.actions import issue
from tongban.work.cases.actions import intake
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, upload

pytestmark = pytest.mark.django_db
WINDOWS_PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00"


def begun(house, call, **more):
    given = {"item": house.item.code, "applicant": house.zhang.pk, "answers": ANSWERS, "form": FORM}
    return call.post("/cases", given | more)


def material_of(case, name):
    return next(row["id"] for row in case["materials"] if row["name"] == name)


def test_a_system_files_and_the_ledger_names_it(call, system, draft):
    answer = call.post(f"/cases/{draft}/filing")

    assert answer.status_code == 200
    case = answer.json()
    assert (case["status"], case["status_text"]) == ("filed", "已提交")
    assert [paper["kind"] for paper in case["papers"]] == ["receipt"]
    entries = Entry.objects.filter(subject=draft)
    assert {entry.by_id for entry in entries} == {system.user_id}
    assert entries.get(move="file").by_name == "小桥人家业务系统"


def test_without_the_key_of_entries_a_system_is_answered_in_plain_words(call, draft, lose_entry_key):
    lose_entry_key()

    answer = call.post(f"/cases/{draft}/filing")

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert "entry.key" in answer.json()["detail"]
    assert Case.objects.get(reference=draft).status == "draft"


def test_what_is_missing_is_told_by_its_path_and_nothing_is_filed(house, call):
    case = begun(house, call, form={"shop": "小", "area": 0, "colour": "红"}, answers={}).json()

    answer = call.post(f"/cases/{case['reference']}/filing")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    told = {error["at"] for error in answer.json()["errors"]}
    lease = f"materials/{material_of(case, '租赁合同')}"
    assert {"form/shop", "form/area", "answers/serves_food", lease} <= told
    assert Case.objects.get(reference=case["reference"]).status == "draft"


def test_wrong_answers_and_strange_entries_are_refused_by_path(house, call):
    wrong = begun(house, call, answers={"serves_food": "也许", "sells_cars": True}).json()
    strange = begun(house, call, colour="红").json()

    assert {error["at"] for error in wrong["errors"]} == {"answers/serves_food", "answers/sells_cars"}
    assert strange["errors"] == [{"at": "colour", "detail": "没有要求填写此项。"}]
    assert not Case.objects.exists()


def test_a_system_begins_for_nobody_but_its_applicant(house, call):
    answer = begun(house, call, applicant=house.stranger.pk)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "applicant"
    assert not Case.objects.exists()


def test_the_system_of_an_agent_acts_while_the_mandate_holds(house, call):
    mandate = cast.mandate(house.zhang, house.agent, date(2022, 1, 1))
    _client, theirs = admit(house, house.agent, name="代办公司系统")

    first = begun(house, theirs)
    mandate.revoked_on = timezone.localdate()
    mandate.save()
    second = begun(house, theirs)

    assert first.status_code == 201
    assert Case.objects.get().agent == house.agent
    assert second.status_code == 422
    assert theirs.get(f"/cases/{first.json()['reference']}").status_code == 404


@pytest.mark.parametrize("path", ["", "/timeline"])
def test_somebody_elses_application_is_not_told_from_none(house, call, filed, path):
    _client, theirs = admit(house, house.stranger, name="别家系统")

    others, none = theirs.get(f"/cases/{filed}{path}"), theirs.get(f"/cases/CASE-2026-999999{path}")

    assert others.status_code == none.status_code == 404
    assert others.content == none.content


def test_nobody_withdraws_completes_or_rates_somebody_elses_application(house, call, filed):
    _client, theirs = admit(house, house.stranger, name="别家系统")
    before = Entry.objects.count()

    answers = [
        theirs.post(f"/cases/{filed}/withdrawal", {"reason": ""}),
        theirs.post(f"/cases/{filed}/completion"),
        theirs.post(f"/cases/{filed}/rating", {"level": 5}),
        theirs.patch(f"/cases/{filed}", {"form": {}}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Entry.objects.count() == before


def test_an_item_withdrawn_after_the_draft_is_refused_with_the_reason(house, call, draft):
    cast.supersede(house.version)

    answer = call.post(f"/cases/{draft}/filing")

    assert answer.status_code == 409
    assert "该事项目前不办理" in answer.json()["detail"]
    assert Case.objects.get(reference=draft).status == "draft"


def test_a_draft_is_carried_over_to_the_new_version(house, call, draft):
    cast.supersede(house.version)
    cast.published(house.item, number=2, licence=house.licence_type)
    refused = call.post(f"/cases/{draft}/filing")

    carried = call.post(f"/cases/{draft}/carry-over")

    assert refused.status_code == 409
    assert carried.json()["version"] == 2
    assert call.post(f"/cases/{draft}/filing").json()["status"] == "filed"


def test_a_forged_file_is_refused_and_the_one_before_stays(house, call, draft):
    case = call.get(f"/cases/{draft}").json()
    address = f"/cases/{draft}/materials/{material_of(case, '租赁合同')}/files"

    answer = call.hand_in(address, upload("lease.pdf", WINDOWS_PROGRAM))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "file"
    kept = next(row for row in call.get(f"/cases/{draft}").json()["materials"] if row["name"] == "租赁合同")
    assert [file["version"] for file in kept["files"]] == [1]


def test_a_licence_on_file_is_used_only_with_consent(house, call, draft):
    day, at = timezone.localdate(), timezone.now()
    issue(house.licence_type, house.zhang, number="L1", valid_from=day, by=house.he, at=at)
    case = call.get(f"/cases/{draft}").json()
    address = f"/cases/{draft}/materials/{material_of(case, '营业执照')}/way"

    without = call.post(address, {"way": "licence"})
    with_consent = call.post(address, {"way": "licence", "consent": True})

    assert without.status_code == 422
    row = next(row for row in with_consent.json()["materials"] if row["name"] == "营业执照")
    assert (row["state"], row["licence"]) == ("on_file", "L1")


def test_what_was_returned_is_completed_with_the_scope_for_it(house, call, filed):
    case = Case.objects.get(reference=filed)
    lease = case.materials.get(material__name="租赁合同")
    intake.return_(case, faults={lease.pk: "缺少出租方签字"}, by=house.li, at=timezone.now())
    _client, completing = admit(house, house.zhang, name="补正系统", scopes=("completion",))

    too_early = completing.post(f"/cases/{filed}/completion")
    completing.hand_in(f"/cases/{filed}/materials/{lease.material_id}/files", upload("lease-2.pdf"))
    done = completing.post(f"/cases/{filed}/completion")

    assert too_early.status_code == 422
    assert too_early.json()["errors"][0]["at"] == f"materials/{lease.material_id}"
    assert done.json()["status"] == "completed"
    assert completing.post(f"/cases/{filed}/filing").status_code == 403


def test_a_withdrawal_is_told_with_its_reason(call, filed):
    answer = call.post(f"/cases/{filed}/withdrawal", {"reason": "改在别处开店"})

    assert answer.json()["status"] == "withdrawn"
    happened = call.get(f"/cases/{filed}/timeline").json()["results"]
    assert [(each["move"], each["note"]) for each in happened][-1] == ("withdraw", "改在别处开店")
    again = call.post(f"/cases/{filed}/withdrawal", {"reason": ""})
    assert again.status_code == 409


def test_what_was_filed_is_no_longer_changed(call, filed):
    answer = call.patch(f"/cases/{filed}", {"form": {"shop": "别的店"}})

    assert answer.status_code == 409
    assert Case.objects.get(reference=filed).form == FORM
