"""The desks: every page opens for who may open it, forms keep what was typed, two enter without seeing each other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.work.hotline.tests.cast import at
from tongban.work.inspection.actions import rounds
from tongban.work.inspection.duties import find_new_leads
from tongban.work.inspection.models import (
    ClosingLead,
    EvaluationRound,
    EvaluationStandard,
    Inspection,
    SamplePlan,
    StandardIndicator,
)
from tongban.work.inspection.tests.cast import SEPTEMBER, closed, drawn, form, standard
from tongban.work.inspection.tests.test_leads import EMPTY, answered

pytestmark = pytest.mark.django_db


def client(person):
    found = Client()
    found.force_login(person)
    return found


def page(person, name, *args):
    return client(person).get(reverse(f"inspection:{name}", args=args))


def send(person, page_name, /, *args, **said):
    return client(person).post(reverse(f"inspection:{page_name}", args=args), {"seen": ""} | said)


@pytest.mark.parametrize("name", ["inspections", "samples", "leads", "standards", "rounds", "rectifications"])
def test_the_lists_open_for_the_centre_and_for_nobody_else(office, name):
    assert page(office.shen, name).status_code == 200
    assert page(office.head, name).status_code == 200
    own = {"inspections", "rectifications"}
    assert page(office.agent, name).status_code == (200 if name in own else 403)


def test_a_sample_is_drawn_by_its_form_and_its_page_shows_how(office):
    form(office)
    closed(office, 4)
    said = {
        "name": "九月", "purpose": "inspection", "since": "2022-09-01", "until": "2022-09-10",
        "method": "random", "least_per_group": "0", "confidence": "95", "error": "5", "share": "50",
        "double_percent": "25",
    }  # fmt: skip

    wrong = send(office.shen, "new-sample", **said | {"error": "0", "until": "2022-08-01"})
    right = send(office.shen, "new-sample", **said)

    assert wrong.status_code == 422
    assert "九月" in wrong.content.decode()
    plan = SamplePlan.objects.get()
    assert right.url == reverse("inspection:sample", args=[plan.reference])
    shown = page(office.shen, "sample", plan.reference).content.decode()
    assert "384.15" in shown
    assert plan.orders.first().order.reference in shown


def test_an_inspection_is_scored_on_its_page_and_answered_by_whose_work_it_is(office):
    form(office)
    closed(office)
    drawn(office, double_percent=0)
    one = Inspection.objects.get()
    points = {f"mark_{each.pk}": "10" for each in one.form.criteria.all() if not each.is_fatal}

    assert page(office.agent, "inspection", one.reference).status_code == 404
    wrong = send(
        office.shen, "inspection-act", one.reference, "score", **dict.fromkeys(points, "99"), advice="要改进"
    )
    assert (wrong.status_code, "要改进" in wrong.content.decode()) == (422, True)
    send(office.shen, "inspection-act", one.reference, "score", **points, advice="要改进")

    assert str(Inspection.objects.get().score) == "20.00"
    shown = page(office.agent, "inspection", one.reference).content.decode()
    assert "要改进" in shown
    send(office.agent, "inspection-act", one.reference, "appeal", reason="有录音")
    send(office.head, "inspection-act", one.reference, "uphold", ruling="复听无误")
    assert Inspection.objects.get().status == "final"


def test_a_lead_is_judged_on_its_page_and_the_order_stays_as_it_is(office):
    answered(office, "望江路路灯不亮，夜间行走不安全。", EMPTY, contact="sms")
    find_new_leads(at=at(7))
    lead = ClosingLead.objects.first()

    send(office.shen, "lead-act", lead.reference, "look")
    empty = send(office.shen, "lead-act", lead.reference, "confirm", finding="")
    send(office.shen, "lead-act", lead.reference, "confirm", finding="电话核实未联系")

    assert empty.status_code == 422
    assert "电话核实未联系" in page(office.shen, "lead", lead.reference).content.decode()
    assert page(office.shen, "leads").status_code == 200
    lead.order.refresh_from_db()
    assert lead.order.status == "closed"


def test_a_standard_is_built_indicator_by_indicator_and_says_where_it_does_not_add_up(office):
    send(office.qian, "new-standard", name="新标准")
    found = EvaluationStandard.objects.get()
    send(office.qian, "new-indicator", found.reference, code="1", name="响应", weight="90")
    wrong = send(
        office.qian, "new-indicator", found.reference, code="1.1", name="拨测", weight="90",
        source="mystery_call", formula="band", bands="90 ninety",
    )  # fmt: skip
    send(
        office.qian, "new-indicator", found.reference, code="1.1", name="拨测", weight="90",
        source="mystery_call", formula="band", bands="90 90\n60 30",
    )  # fmt: skip

    assert (wrong.status_code, "90 ninety" in wrong.content.decode()) == (422, True)
    assert StandardIndicator.objects.get(code="1.1").bands == [["90", "90"], ["60", "30"]]
    shown = page(office.qian, "standard", found.reference).content.decode()
    assert "合计 90" in shown
    assert page(office.qian, "indicator", found.reference, "1.1").status_code == 200
    refused = send(office.head, "standard-act", found.reference, "enforce")
    assert refused.status_code == 409
    send(office.qian, "remove-indicator", found.reference, "1")
    assert not StandardIndicator.objects.exists()


@pytest.fixture
def round_(office):
    standard(office)
    closed(office)
    return rounds.open_round("九月测评", [office.places["city"]], **SEPTEMBER, by=office.qian, at=at(12))


def test_a_round_is_opened_by_its_form(office):
    standard(office)
    day = localdate()
    said = {
        "name": "测评",
        "since": str(day - timedelta(30)),
        "until": str(day),
        "units": [office.places["city"].pk],
    }

    send(office.qian, "new-round", **said)

    assert page(office.qian, "round", EvaluationRound.objects.get().reference).status_code == 200


def test_a_value_is_entered_twice_without_seeing_the_other_and_ruled_on(office, round_):
    unit = round_.units.get()
    where = (round_.reference, unit.pk, "2.1")

    send(office.qian, "value", *where, number="3", note="七号拨测三次")
    assert "七号拨测三次" in page(office.qian, "unit", *where[:2]).content.decode()
    assert "七号拨测三次" not in page(office.shen, "unit", *where[:2]).content.decode()
    twice = send(office.qian, "value", *where, number="3")
    assert twice.status_code == 409
    send(office.shen, "value", *where, number="1")
    assert "七号拨测三次" in page(office.shen, "unit", *where[:2]).content.decode()
    send(office.head, "ruling", *where, number="2", reason="复核")

    send(office.qian, "round-act", round_.reference, "score")
    shown = page(office.qian, "unit", *where[:2]).content.decode()
    assert "40 − 2 × 5 = 30" in shown
    send(office.head, "round-act", round_.reference, "report")
    paper = page(office.head, "report", round_.reference)
    assert paper.content.startswith(b"%PDF")


def test_a_unit_answers_its_rectification_on_its_page(office, round_):
    unit = round_.units.get()
    called = round_.standard.indicators.get(code="2.1")
    for person in (office.qian, office.shen):
        rounds.enter_value(unit, called, 9, by=person, at=at(13))
    rounds.score_round(round_, by=office.qian, at=at(13))
    send(office.qian, "finding", round_.reference, unit.pk, "2.1", finding="拨测九次未接")
    row = unit.rectifications.get()

    assert page(office.hua, "rectification", row.reference).status_code == 200
    assert page(office.tao, "rectification", row.reference).status_code == 404
    send(office.hua, "rectification-act", row.reference, "answer", text="已增设值守")
    send(office.qian, "rectification-act", row.reference, "finish", remark="复测接通")

    row.refresh_from_db()
    assert row.status == "done"
