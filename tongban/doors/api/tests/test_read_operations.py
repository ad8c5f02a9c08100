"""What other systems read: the catalogue, how applications stand, licences, ratings; in pages with a stable order."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from tongban.doors.api.tests.conftest import admit
from tongban.ground.people.models import Assignment, User
from tongban.offer.catalogue.actions.publication import withdraw
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.offer.licences.actions import issue
from tongban.work.cases.actions import applications, intake
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast
from tongban.work.ratings.models import BadRating, Invitation, Rating

pytestmark = pytest.mark.django_db


def another_item(house, number, at=cast.MONDAY):
    item = Item.objects.create(
        code=f"11320500MB1A00001A3320100001000{number + 10:02}",
        level="business",
        parent=house.item.parent,
        name=f"另一事项{number}",
        power_type="01",
        division=house.places["food"],
    )
    version = ItemVersion.objects.create(item=item, number=1)
    ItemVersion.objects.filter(pk=version.pk).update(status="published", published_at=at)
    return item


def pages(call, address):
    """Follow the cursors from the first page to the last."""
    found, cursor = [], ""
    while cursor is not None:
        page = call.get(f"{address}&cursor={cursor}").json()
        found.append(page["results"])
        cursor = page["next"]
    return found


def test_a_list_is_read_page_by_page_each_item_once(house, call):
    for number in range(4):
        another_item(house, number)

    read = pages(call, "/items?limit=2")

    codes = [item["code"] for page in read for item in page]
    assert [len(page) for page in read] == [2, 2, 1]
    assert codes == sorted(set(codes))


def test_an_item_is_found_by_a_citizens_words_and_says_why(call):
    found = call.get("/items?q=食品经营").json()["results"]

    assert [item["name"] for item in found] == ["食品经营许可（首次申请）"]
    assert found[0]["why"]


def test_only_what_was_published_since_is_read_for_synchronisation(house, call):
    new = another_item(house, 1, at=timezone.now())
    since = quote((timezone.now() - timedelta(hours=1)).isoformat())

    found = call.get(f"/items?changed_since={since}").json()["results"]

    assert [item["code"] for item in found] == [new.code]


def test_a_guide_tells_limits_materials_steps_and_form(house, call):
    guide = call.get(f"/items/{house.item.code}").json()

    assert guide["promised"] == {"length": 8, "unit": "working", "text": "8 个工作日"}
    assert [row["name"] for row in guide["materials"]] == ["租赁合同", "平面图", "健康证明", "营业执照"]
    assert guide["questions"][0]["code"] == "serves_food"
    assert {step["division"] for step in guide["steps"]} == {"食品药品审批处", "消防审批处"}
    assert guide["form_schema"]["required"] == ["shop", "area"]


def test_answers_decide_what_the_checklist_asks_for(house, call):
    address = f"/items/{house.item.code}/checklist"

    open_, no = (call.post(address, {"answers": given}).json() for given in ({}, {"serves_food": False}))

    assert open_["open_questions"] == ["serves_food"]
    assert {row["name"]: row["is_needed"] for row in open_["materials"]}["平面图"] is None
    assert {row["name"]: row["is_needed"] for row in no["materials"]}["平面图"] is False
    assert len(no["steps"]) == 2


def test_own_applications_are_read_page_by_page_the_newest_first(house, call):
    given = {"item": house.item.code, "applicant": house.zhang.pk}
    begun = [call.post("/cases", given).json()["reference"] for _ in range(3)]

    read = pages(call, "/cases?limit=2")

    assert [case["reference"] for page in read for case in page] == begun[::-1]
    assert call.get("/cases?status=filed").json()["results"] == []
    assert call.get("/cases?cursor=CASE-2022-000001").status_code == 422


def test_only_applications_in_which_something_happened_are_read(call, draft):
    hour = timedelta(hours=1)
    before, after = (quote((timezone.now() + step).isoformat()) for step in (-hour, hour))

    assert len(call.get(f"/cases?changed_since={before}").json()["results"]) == 1
    assert call.get(f"/cases?changed_since={after}").json()["results"] == []


def test_the_timeline_names_nobody_of_the_house(house, call, filed):
    intake.accept(Case.objects.get(reference=filed), by=house.li, at=timezone.now())

    answer = call.get(f"/cases/{filed}/timeline")

    assert [each["move"] for each in answer.json()["results"]] == ["begin", "file", "accept"]
    assert b'"li"' not in answer.content


def test_for_whom_a_system_may_act_is_told_with_the_items_of_a_mandate(house):
    mandate = cast.mandate(house.zhang, house.agent, date(2022, 1, 1))
    mandate.items = [house.item.code]
    mandate.save()
    _client, call = admit(house, house.agent, name="代办公司系统")

    told = {row["name"]: row["items"] for row in call.get("/applicants").json()}

    assert told == {"钱代办": [], "张小红": [house.item.code]}
    given = {"item": house.item.code, "applicant": house.zhang.pk}
    assert call.post("/cases", given).status_code == 201


def test_a_licence_is_told_only_to_who_has_number_and_code(house, call):
    day = timezone.localdate()
    licence = issue(
        house.licence_type, house.zhang, number="JY1-1", valid_from=day, by=house.he, at=timezone.now()
    )
    asked = {"number": "JY1-1", "code": licence.check_code}

    told = call.post("/licences/check", asked).json()

    assert (told["standing"], told["is_good"], told["holder"]) == ("valid", True, "张**")
    assert call.post("/licences/check", asked | {"number": "JY1-2"}).status_code == 404
    assert call.post("/licences/check", asked | {"code": "nothing"}).status_code == 404


def test_a_settled_application_is_rated_once_and_a_bad_rating_opens_work(house, call, filed):
    case = Case.objects.get(reference=filed)
    too_early = call.post(f"/cases/{filed}/rating", {"level": 5})
    applications.withdraw(case, by=house.zhang.account, at=timezone.now())

    rated = call.post(f"/cases/{filed}/rating", {"level": 1, "reasons": ["speed"], "text": "太慢"})
    again = call.post(f"/cases/{filed}/rating", {"level": 5})

    assert (too_early.status_code, rated.status_code, again.status_code) == (409, 201, 409)
    assert Rating.objects.get().level == 1
    assert BadRating.objects.count() == 1
    assert call.get("/ratings/figures").json()["results"] == []


@pytest.mark.parametrize(
    "period",
    [
        "since=2022-01-01&until=2022-06-30",
        "since=2022-02-14&until=2022-02-14",
        "since=2021-01-01&until=2022-12-31",
        f"since={timezone.localdate().year}-01-01&until={timezone.localdate().year}-12-31",
    ],
)
def test_ratings_are_told_for_whole_years_that_are_over(call, period):
    answer = call.get(f"/ratings/figures?{period}&by=division")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "since"


@pytest.mark.parametrize(
    ("ratings", "told"), [((30, 9, 3), {"甲"}), ((30, 9, 5), {"甲", "乙", "丙"}), ((3, 2, 4), set())]
)
def test_ratings_of_few_are_told_of_no_item_and_do_not_follow(house, call, ratings, told):
    moment = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
    for name, number in zip("甲乙丙", ratings, strict=True):
        for each in range(number):
            invitation = Invitation.objects.create(
                matter=f"{name}-{each}", item_name=name, division=house.places["food"], made_at=moment,
                code=f"{ord(name)}-{each}", applicant=house.zhang,
            )  # fmt: skip
            Rating.objects.create(invitation=invitation, level=5, channel="online", at=moment)

    answer = call.get("/ratings/figures?since=2022-01-01&until=2022-12-31&by=item").json()

    assert {row["name"] for row in answer["results"]} == told


def test_a_period_that_ends_before_it_begins_is_refused(call):
    answer = call.get("/ratings/figures?since=2022-02-01&until=2022-01-01")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "since"


def test_what_was_withdrawn_since_is_told_for_synchronisation(house, call):
    since = quote((timezone.now() - timedelta(hours=1)).isoformat())
    gone = another_item(house, 1)
    manager = User.objects.create(username="qian", department=house.places["bureau"])
    Assignment.objects.create(user=manager, role="item_manager", since=date(2020, 1, 1))
    withdraw(gone.versions.get(), by=manager, at=timezone.now(), reason="许可事项已取消。")

    page = call.get(f"/items?changed_since={since}").json()

    assert [row["code"] for row in page["withdrawn"]] == [gone.code]
    assert call.get(f"/items/{gone.code}").status_code == 404


def test_a_paper_is_read_as_pdf_by_whom_it_concerns(call, filed):
    paper = call.get(f"/cases/{filed}").json()["papers"][0]

    answer = call.get(f"/cases/{filed}/papers/{paper['id']}")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert call.get(f"/cases/{filed}/papers/{paper['id'] + 999}").status_code == 404
