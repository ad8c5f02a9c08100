"""Service elsewhere: a neighbouring city's window takes in what the food division decides; every hand-over walked."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from tongban.ground.ledger import Refused
from tongban.ground.ledger.matter_check import verify_matter
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, Department, User
from tongban.offer.delivery.actions import place_order, track
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.actions import decisions, intake, results, reviews
from tongban.work.cases.actions.materials import attach
from tongban.work.cases.elsewhere import rules
from tongban.work.cases.elsewhere.actions import (
    confirm_receipt,
    do_part,
    end_item,
    list_item,
    pass_on,
    turn_back,
)
from tongban.work.cases.elsewhere.papers import slip_content
from tongban.work.cases.elsewhere.queries import find_elsewhere, may_take_in
from tongban.work.cases.elsewhere.rules import Passage, Turn
from tongban.work.cases.elsewhere.slip import digest_of_slip
from tongban.work.cases.models import Case, ElsewhereItem, Status, Transfer
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
SAID = {"reach": "provinces", "basis": "国办发〔2020〕35号", "since": date(2022, 1, 1)}
HERE, THERE, THIRD = 1, 2, 3


@pytest.fixture
def offices(house):
    """Return the neighbouring bureau with its clerk, a third one with its own, and who keeps the list."""
    people = {}
    for name, code, role in (("bei", "WX", "window_clerk"), ("dong", "CZ", "window_clerk")):
        office = Department.objects.create(code=code, name=f"{code}行政审批局", kind="bureau")
        people[name] = User.objects.create(username=name, display_name=name, department=office)
        Assignment.objects.create(user=people[name], role=role, since=date(2020, 1, 1))
    keeper = User.objects.create(username="qian", display_name="qian", department=house.places["bureau"])
    Assignment.objects.create(user=keeper, role="item_manager", since=date(2020, 1, 1))
    return SimpleNamespace(**people, keeper=keeper)


def listed(house, offices, way="collected", office=None):
    said = SAID | {"item": house.item, "office": (office or offices.bei).department, "way": way}
    return list_item(said, by=offices.keeper, at=MONDAY)


@pytest.fixture
def taken(house, offices, material):
    """Return a complete case that the neighbour has taken in."""
    listed(house, offices)
    return take(house, offices, material)


def take(house, offices, material, **said):
    handed = {material(name).pk: [upload(f"{name}.pdf")] for name in ("租赁合同", "平面图", "营业执照")}
    case = intake.take_in(
        house.version,
        house.zhang,
        by=offices.bei,
        at=MONDAY,
        answers=ANSWERS,
        form=FORM,
        handed=handed,
        ways={material("健康证明").pk: "promise"},
        **{"identity": "document"} | said,
    )
    return fresh(case)


def accepted(house, case):
    return fresh(intake.accept(case, by=house.li, at=day(9, 6)))


def decided(house, case):
    for name, by in {"材料审查": house.wang, "消防意见": house.sun, "现场核查": house.wang}.items():
        reviews.agree(case.reviews.get(step__name=name), by=by, at=day(9, 7))
    return fresh(decisions.grant(fresh(case), by=house.chen, at=day(9, 8)))


@pytest.mark.law("state-council-office-2020-35")
def test_who_answers_for_a_case_at_each_moment():
    sent = Passage("decide", "received", HERE, THERE, day(9, 6), day(9, 8))
    turned = Passage("result", "turned_back", THERE, HERE, day(9, 20), day(9, 21))
    found = rules.turns(MONDAY, HERE, THERE, "collected", [turned, sent])

    assert found == [
        Turn(MONDAY, HERE),
        Turn(day(9, 6), HERE, is_travelling=True),
        Turn(day(9, 8), THERE),
        Turn(day(9, 20), THERE, is_travelling=True),
        Turn(day(9, 21), THERE),
    ]
    assert rules.turn_at(found, day(9, 7)).office == HERE
    assert rules.turn_at(found, day(9, 9)) == Turn(day(9, 8), THERE)
    assert rules.turns(MONDAY, HERE, THERE, "online", []) == [Turn(MONDAY, THERE)]


def test_what_may_be_handed_over_is_known_for_every_case():
    """Every purpose, way and status, with nothing handed over yet."""
    may = {
        (purpose, way, status)
        for purpose, way, status in product(
            Transfer.Purpose.values, ("online", "collected", "joint"), Status.values
        )
        if rules.may_send(purpose, way, status, [])
    }

    undecided = {"filed", "incomplete", "completed", "accepted", "paused"}
    assert may == {
        *product(["decide"], ["collected", "joint"], undecided),
        *product(["result"], ["collected", "joint"], {"issued", "refused"}),
        ("part", "joint", "accepted"),
    }


@pytest.mark.parametrize("state", Transfer.State.values)
def test_nothing_is_on_its_way_twice_and_no_result_goes_out_twice(state):
    papers = Passage("decide", state, HERE, THERE, MONDAY)
    result = Passage("result", state, THERE, HERE, MONDAY)

    assert rules.may_send("decide", "collected", "filed", [papers]) is (state != "sent")
    assert rules.may_send("result", "collected", "issued", [result]) is (state in ("turned_back", "done"))
    assert rules.may_hand_out("issued", "collected", [result]) is (state == "received")
    assert rules.may_send("decide", "collected", "accepted", [result]) is False


def test_an_office_takes_in_only_what_is_listed_for_it(house, offices):
    with pytest.raises(PermissionDenied):
        intake.take_in(house.version, house.zhang, by=offices.bei, at=MONDAY, identity="document")
    entry = listed(house, offices)
    with pytest.raises(PermissionDenied):
        intake.take_in(house.version, house.zhang, by=offices.dong, at=MONDAY, identity="document")
    with pytest.raises(Refused, match="核验了申请人身份"):
        intake.take_in(house.version, house.zhang, by=offices.bei, at=MONDAY)
    with pytest.raises(Refused, match="已在代收"):
        listed(house, offices)
    end_item(entry, date(2022, 9, 4), by=offices.keeper, at=MONDAY)
    with pytest.raises(PermissionDenied):
        intake.take_in(house.version, house.zhang, by=offices.bei, at=MONDAY, identity="document")

    assert not Case.objects.exists()


def test_the_own_office_needs_no_list_and_only_the_keeper_of_items_writes_it(house, offices):
    said = SAID | {"item": house.item, "way": "joint"}

    with pytest.raises(Refused, match="本就"):
        list_item(said | {"office": house.places["bureau"]}, by=offices.keeper, at=MONDAY)
    with pytest.raises(PermissionDenied):
        list_item(said | {"office": offices.bei.department}, by=house.li, at=MONDAY)


def test_a_citizen_of_another_city_is_served_there(house, offices, taken):
    """From the neighbour's window to the result in the neighbour's window, with a receipt on both sides."""
    assert taken.channel == "window"
    assert taken.elsewhere.office == offices.bei.department
    assert {visible_to(who).filter(pk=taken.pk).exists() for who in (offices.bei, house.li)} == {True}
    assert not visible_to(offices.dong).filter(pk=taken.pk).exists()

    sent = pass_on(taken, "decide", "申请书、租赁合同原件", by=offices.bei, at=day(9, 5, 15))
    assert find_elsewhere(taken).holder == offices.bei.department
    confirm_receipt(sent, by=house.li, at=day(9, 6))
    assert find_elsewhere(taken).holder == house.places["food"]
    case = fresh(results.issue(decided(house, accepted(house, taken)), by=house.he, at=day(9, 9)))
    with pytest.raises(Refused, match="尚未送到"):
        results.deliver(case, by=offices.bei, at=day(9, 9))
    back = pass_on(case, "result", "许可证正副本", by=house.li, at=day(9, 9))
    confirm_receipt(back, by=offices.bei, at=day(9, 13))
    case = fresh(results.deliver(case, by=offices.bei, at=day(9, 13, 15)))

    assert case.status == "delivered"
    assert [turn.office for turn in find_elsewhere(case).turns][-1] == offices.bei.department_id
    slips = Entry.objects.filter(subject=case.reference, move__in=["pass_on", "confirm_receipt"])
    assert len({entry.payload["digest"] for entry in slips}) == 2
    assert slips.count() == 4
    assert digest_of_slip(Transfer.objects.get(pk=sent.pk)) == sent.digest
    assert not verify_matter(case.reference)


def test_the_clock_does_not_stop_while_papers_travel(house, offices, taken, material):
    """The limits are those of a case filed at the own window on the same day."""
    own = intake.take_in(house.version, house.zhang, by=house.li, at=MONDAY)
    sent = pass_on(taken, "decide", "原件", by=offices.bei, at=MONDAY)

    assert taken.notice_due_on == own.notice_due_on
    case = fresh(intake.accept_by_silence(taken, at=day(9, 20)))
    assert case.by_silence
    assert case.accepted_at == MONDAY
    confirm_receipt(sent, by=house.li, at=day(9, 20))
    assert fresh(case).due_on == case.due_on
    assert offices.bei.department_id in fresh(case).divisions


def test_what_is_turned_back_is_the_senders_again(house, offices, taken):
    sent = pass_on(taken, "decide", "原件", by=offices.bei, at=day(9, 5, 10))
    with pytest.raises(Refused, match="请说明缺什么"):
        turn_back(sent, remark=" ", by=house.li, at=day(9, 6))
    turn_back(sent, remark="缺少租赁合同原件", by=house.li, at=day(9, 6))

    assert find_elsewhere(taken).holder == offices.bei.department
    again = pass_on(taken, "decide", "全部原件", by=offices.bei, at=day(9, 7))
    confirm_receipt(again, by=house.li, at=day(9, 8))
    assert find_elsewhere(taken).holder == house.places["food"]


def test_the_office_that_took_it_in_takes_the_completion_too(house, offices, taken, material):
    entry = taken.materials.get(material=material("租赁合同"))
    case = intake.return_(taken, {entry.pk: "签名不清"}, by=house.li, at=day(9, 6))
    with pytest.raises(PermissionDenied):
        attach(fresh(case), material("租赁合同"), upload(), by=offices.dong, at=day(9, 7))
    attach(fresh(case), material("租赁合同"), upload(), by=offices.bei, at=day(9, 7))

    assert intake.take_completion(fresh(case), by=offices.bei, at=day(9, 7)).status == "completed"


def test_nothing_is_decided_before_every_part_is_done(house, offices, material):
    listed(house, offices, "joint")
    listed(house, offices, "joint", offices.dong)
    case = accepted(house, take(house, offices, material))
    part = pass_on(
        case, "part", "核实原址经营情况", receiver=offices.dong.department, by=house.li, at=day(9, 6)
    )
    assert visible_to(offices.dong).filter(pk=case.pk).exists()
    with pytest.raises(Refused, match="CZ行政审批局"):
        decided(house, case)
    with pytest.raises(Refused, match="先签收"):
        do_part(part, remark="已核实", by=offices.dong, at=day(9, 7))
    confirm_receipt(part, by=offices.dong, at=day(9, 7))
    do_part(part, remark="已核实，情况属实。", by=offices.dong, at=day(9, 7))

    assert find_elsewhere(case).holder == offices.bei.department, "parts leave the case where it is"
    assert fresh(decisions.grant(fresh(case), by=house.chen, at=day(9, 8))).status == "granted"


ACTS = {
    "confirm_receipt": lambda transfer, by: confirm_receipt(transfer, by=by, at=day(9, 7)),
    "turn_back": lambda transfer, by: turn_back(transfer, remark="不全", by=by, at=day(9, 7)),
    "do_part": lambda transfer, by: do_part(transfer, remark="已办", by=by, at=day(9, 7)),
}
WAY_TO = {
    "sent": (),
    "received": ("confirm_receipt",),
    "turned_back": ("turn_back",),
    "done": ("confirm_receipt", "do_part"),
}
OPEN = {("sent", "confirm_receipt"), ("sent", "turn_back"), ("received", "do_part")}


@pytest.mark.parametrize("state", WAY_TO)
def test_every_act_on_a_hand_over_in_every_state_by_everybody(house, offices, material, state):
    listed(house, offices, "joint")
    case = accepted(house, take(house, offices, material))
    part = pass_on(case, "part", "协查", receiver=offices.bei.department, by=house.li, at=day(9, 6))
    for act in WAY_TO[state]:
        ACTS[act](part, offices.bei)
    before = (Entry.objects.count(), Transfer.objects.values().get())
    assert before[1]["state"] == state
    everybody = [
        house.li,
        house.wang,
        house.chen,
        house.gao,
        house.wu,
        house.zhang.account,
        offices.dong,
        offices.bei,
    ]

    for (name, act), person in product(ACTS.items(), everybody):
        is_right = person == offices.bei and (state, name) in OPEN
        with transaction.atomic():
            try:
                act(Transfer.objects.get(pk=part.pk), person)
                assert is_right, (name, person)
                assert Entry.objects.filter(subject=case.reference).last().move == name
            except (Refused, PermissionDenied):
                assert not is_right, (name, person)
            transaction.set_rollback(True)
        assert (Entry.objects.count(), Transfer.objects.values().get()) == before


def test_papers_go_by_courier_with_a_waybill(house, offices, taken):
    sent = pass_on(
        taken, "decide", "原件", phone="0512-1", address="苏州市姑苏区1号", by=offices.bei, at=day(9, 5, 10)
    )
    assert sent.parcel.direction == "to_office"
    parcel = place_order(sent.parcel, "R1", at=day(9, 5, 10))
    track(parcel, at=day(9, 8))

    parcel = Delivery.objects.get(pk=parcel.pk)
    assert parcel.waybill.startswith("SIM")
    assert parcel.state == "signed"
    assert fresh(taken).status == "filed", "a parcel between offices delivers nothing to the applicant"


def test_the_pages_of_both_offices(house, offices, taken, client):
    client.force_login(offices.bei)
    address = reverse("cases:act", args=[taken.reference, "pass_on"])
    page = client.get(reverse("cases:case", args=[taken.reference])).content.decode()
    assert address in page
    assert client.post(address, {"purpose": "decide", "contents": "原件一套"}).status_code == 302
    assert client.post(address, {"purpose": "decide", "contents": "原件一套"}).status_code == 409

    client.force_login(house.li)
    slip = Transfer.objects.get()
    act = reverse("cases:act", args=[taken.reference, "confirm_receipt"])
    assert client.get(act).status_code == 200
    assert client.post(act, {"slip": slip.pk}).status_code == 302
    assert slip.number in client.get(reverse("cases:transfers")).content.decode()
    paper = client.get(reverse("cases:slip", args=[slip.pk]))
    assert paper.content.startswith(b"%PDF")
    said = slip_content(slip)
    assert dict(said["pairs"])["校验值"].replace(" ", "") == slip.digest
    assert [sign[0] for sign in said["signs"]] == ["移交单位", "接收单位"]
    page = client.get(reverse("cases:case", args=[taken.reference])).content.decode()
    assert offices.bei.department.name in page
    assert slip.number in page


def test_a_part_is_given_to_a_third_office_from_the_page(house, offices, material, client):
    listed(house, offices, "joint")
    listed(house, offices, "joint", offices.dong)
    case = accepted(house, take(house, offices, material))
    client.force_login(house.li)
    address = reverse("cases:act", args=[case.reference, "pass_on"])
    said = {"purpose": "part", "contents": "核实原址", "receiver": offices.dong.department_id}
    assert client.post(address, said | {"phone": "0512-1"}).status_code == 422

    assert client.post(address, said).status_code == 302

    slip = Transfer.objects.get()
    assert slip.receiver == offices.dong.department
    client.force_login(offices.dong)
    for code, remark in (("confirm_receipt", ""), ("do_part", "已核实。")):
        act = reverse("cases:act", args=[case.reference, code])
        assert client.post(act, {"slip": slip.pk, "remark": remark}).status_code == 302
    slip.refresh_from_db()
    assert (slip.state, slip.remark) == ("done", "已核实。")


def test_the_window_of_another_city_takes_in_and_asks_who_applies(house, offices, client):
    client.force_login(offices.bei)
    address = reverse("cases:take_in", args=[house.zhang.pk, house.version.pk])
    assert client.get(address).status_code == 403

    listed(house, offices)

    assert may_take_in([house.version], offices.bei, date(2026, 1, 1)) == {house.version.pk}
    assert not may_take_in([house.version], offices.dong, date(2026, 1, 1))
    assert 'name="identity"' in client.get(address).content.decode()
    assert client.post(address, {"serves_food": "yes"}).status_code == 409
    assert client.post(address, {"serves_food": "yes", "identity": "face"}).status_code == 302
    assert Case.objects.get().elsewhere.identity == "face"


def test_the_keeper_of_items_writes_the_list(house, offices, client):
    client.force_login(offices.keeper)
    said = SAID | {"item": house.item.pk, "office": offices.bei.department_id, "way": "collected"}
    assert client.post(reverse("cases:elsewhere-add"), said).status_code == 302
    assert client.post(reverse("cases:elsewhere-add"), said).status_code == 409
    page = client.get(reverse("cases:elsewhere")).content.decode()
    assert "WX行政审批局" in page

    entry = ElsewhereItem.objects.get()
    assert (
        client.post(reverse("cases:elsewhere-item", args=[entry.pk]), {"until": "2099-12-31"}).status_code
        == 302
    )
    entry.refresh_from_db()
    assert entry.until == date(2099, 12, 31)
