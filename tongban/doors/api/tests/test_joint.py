"""A system plans a bundle with its certificate, and files and follows one application for it."""

import pytest

from tongban.doors.api.tests.conftest import admit
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Applicant, User
from tongban.offer.bundles.solver import checker
from tongban.work.cases.models import Case, JointApplication
from tongban.work.cases.tests.bundles.conftest import ANSWERS, bundle, office, upload

__all__ = ["bundle", "office"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.FIRST_VALUES = {"papers.prefix": "苏行审"}


@pytest.fixture
def call(office):
    office.admin = User.objects.get(username="guanli")
    return admit(office, office.firm, per_minute=6000)[1]


@pytest.fixture
def restaurant(bundle):
    return bundle("餐饮店").bundle.reference


@pytest.fixture
def begun(office, call, restaurant):
    given = {"bundle": restaurant, "applicant": office.firm.pk, "answers": ANSWERS}
    return call.post("/joint-applications", given).json()


def another():
    said = {"number_type": "credit", "number": "91350211M000100Y46"}
    return Applicant.objects.create(kind="enterprise", name="别家公司", **said)


def test_a_bundle_is_planned_with_a_certificate_that_anybody_may_check(call, restaurant):
    listed = call.get("/bundles").json()["results"]
    read = call.get(f"/bundles/{restaurant}").json()

    plan = call.post(f"/bundles/{restaurant}/plan", {"answers": ANSWERS}).json()

    assert restaurant in {each["reference"] for each in listed}
    assert set(ANSWERS) >= {"rented", "area"} & {each["code"] for each in read["questions"]}
    assert len(plan["items"]) == len(read["items"])
    assert checker.faults(plan["problem"], plan["certificate"]) == []
    assert len(plan["materials"]) == plan["saving"]["materials"] < plan["saving"]["materials_single"]
    assert plan["promised_on"] <= plan["statutory_on"]
    assert plan["open_questions"] == []


def test_answers_and_applicants_that_do_not_fit_are_told_by_path(call, restaurant):
    other = another()

    wrong = call.post(f"/bundles/{restaurant}/plan", {"answers": {"area": "大", "colour": "红"}}).json()
    strange = call.post(f"/bundles/{restaurant}/plan", {"applicant": other.pk}).json()
    begun = call.post("/joint-applications", {"bundle": restaurant, "applicant": other.pk}).json()

    assert {error["at"] for error in wrong["errors"]} == {"answers/area", "answers/colour"}
    assert [each["errors"][0]["at"] for each in (strange, begun)] == ["applicant", "applicant"]
    assert not JointApplication.objects.exists()


def test_one_application_is_filed_for_all_items_once(call, begun):
    address = f"/joint-applications/{begun['reference']}"
    early = call.post(f"{address}/filing")
    schema = call.post(f"/bundles/{begun['bundle']}/plan", {"answers": ANSWERS}).json()["form_schema"]
    form = {
        name: 10 if rule["type"] in ("number", "integer") else "平江路1号"
        for name, rule in schema["properties"].items()
    }
    call.patch(address, {"form": form, "delivery": "as_ready"})
    for each in begun["materials"]:
        handed = call.hand_in(
            f"{address}/materials/{each['place']}/files", upload(), once=f"m{each['place']}"
        )
    missing = call.hand_in(f"{address}/materials/99/files", upload())

    first, again = (call.post(f"{address}/filing", once="file") for _ in range(2))

    assert early.status_code == 422
    assert f"materials/{begun['materials'][0]['place']}" in {each["at"] for each in early.json()["errors"]}
    assert handed.json()["lacks"] == []
    assert missing.status_code == 404
    assert (first.status_code, first.content) == (200, again.content)
    told = first.json()
    assert (told["status"], told["delivery"]) == ("under_way", "as_ready")
    under_way = [part["case"] for part in told["parts"] if part["standing"] == "under_way"]
    assert set(under_way) == set(Case.objects.values_list("reference", flat=True)) != set()
    assert Entry.objects.filter(subject=begun["reference"], move="file_joint").count() == 1


def test_somebody_elses_joint_application_is_not_told_from_none(office, call, begun):
    _client, theirs = admit(office, another(), name="别家系统")
    address = f"/joint-applications/{begun['reference']}"

    answers = [
        theirs.get(address),
        theirs.patch(address, {"form": {}}),
        theirs.post(f"{address}/filing"),
        theirs.post(f"{address}/withdrawal", {"reason": ""}),
        theirs.get("/joint-applications/JOINT-2026-999999"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert theirs.get("/joint-applications").json() == {"results": []}
