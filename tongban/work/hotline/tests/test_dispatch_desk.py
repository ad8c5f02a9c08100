"""The dispatch desk and the decision desk: one key dispatches, the second dispute is answered by the first."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tongban.work.hotline.actions import catalogue, competence, intake
from tongban.work.hotline.models import DispatchRow, Order, SuggestionRule
from tongban.work.hotline.queries.disputes import proposal_for
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
DESK, DECISIONS = "hotline:dispatch", "hotline:decisions"


def at_desk(person):
    client = Client()
    client.force_login(person)
    return client


def taken(office, **said):
    return intake.register(cast.demand(office, **said), by=office.agent, at=timezone.now()).order


def returned(office, **said):
    order = taken(office, **said)
    intake.dispatch(order, cast.city(office), by=office.lin, at=timezone.now())
    return competence.return_(order, by=office.yan, at=timezone.now(), reason="非我局职责")


def decided(office, order):
    nature = office.places["nature"]
    return competence.decide(order, nature, by=office.lin, at=timezone.now(), reason="属生态环境局")


def test_the_most_pressing_order_comes_first_and_the_catalogues_unit_is_one_key_away(office):
    taken(office)
    urgent = taken(office, urgency="urgent")
    row = DispatchRow.objects.create(demand_class=office.noise, unit=office.places["nature"])
    catalogue.accept_row(row, by=office.head, at=timezone.now())

    page = at_desk(office.lin).get(reverse(DESK))

    assert page.context["order"] == urgent
    assert page.context["offer"].unit == office.places["nature"]


def test_one_stroke_puts_an_order_into_its_class_and_dispatches_it(office):
    order = taken(office, demand_class=None)
    said = {"demand_class": office.noise.pk, "area": office.area.pk, "unit": office.places["nature"].pk}

    at_desk(office.lin).post(reverse("hotline:dispatch-order", args=[order.reference]), said)

    order = cast.fresh(order)
    assert (order.status, order.demand_class, order.lead_unit) == (
        "dispatched",
        office.noise,
        office.places["nature"],
    )


def test_the_slower_of_two_dispatchers_is_told_and_changes_nothing(office):
    order = taken(office)
    address = reverse("hotline:dispatch-order", args=[order.reference])
    said = {"demand_class": office.noise.pk, "area": office.area.pk}
    at_desk(office.lin).post(address, said | {"unit": cast.city(office).pk})

    answer = at_desk(office.bao).post(address, said | {"unit": office.places["nature"].pk})

    assert answer.status_code == 409
    assert cast.fresh(order).lead_unit == cast.city(office)


def test_an_order_of_the_same_matter_is_made_part_of_the_other(office):
    main, order = taken(office), taken(office, phone="13900000000")
    page = at_desk(office.lin).get(reverse("hotline:dispatch-order", args=[order.reference]))
    assert [each.order for each in page.context["like"]] == [main]

    at_desk(office.lin).post(
        reverse("hotline:dispatch-merge", args=[order.reference]), {"main": main.reference}
    )

    assert cast.fresh(order).merged_into == main


def test_the_second_identical_dispute_is_proposed_from_the_first_and_never_decided_silently(office):
    decided(office, returned(office))
    row = DispatchRow.objects.get()
    second = returned(office, phone="13900000000")
    assert proposal_for(second, timezone.localdate()) is None

    at_desk(office.head).post(reverse("hotline:row", args=[row.pk]), {"do": "accept"})
    page = at_desk(office.lin).get(reverse(DECISIONS))

    proposal = page.context["file"].proposal
    assert (proposal.unit, len(proposal.support), proposal.stays) == (office.places["nature"], 1, False)
    assert cast.fresh(second).status == "returned"


def test_a_proposal_is_taken_with_one_key_and_says_so(office):
    decided(office, returned(office))
    catalogue.accept_row(DispatchRow.objects.get(), by=office.head, at=timezone.now())
    second = returned(office, phone="13900000000")

    at_desk(office.lin).post(
        reverse("hotline:decision", args=[second.reference]),
        {"unit": office.places["nature"].pk, "reason": "依派单目录"},
    )

    second = cast.fresh(second)
    assert (second.lead_unit, second.is_decided) == (office.places["nature"], True)


def test_a_decision_without_a_reason_is_not_taken_and_the_earlier_ones_stand_beside_it(office):
    decided(office, returned(office))
    second = returned(office, phone="13900000000")

    answer = at_desk(office.lin).post(
        reverse("hotline:decision", args=[second.reference]), {"unit": cast.city(office).pk, "reason": ""}
    )

    assert answer.status_code == 422
    assert [each.unit for each in answer.context["file"].earlier] == [office.places["nature"]]


def test_a_confidential_report_is_dispatched_by_hand_and_the_desk_says_nothing_of_it(office):
    order = intake.register(cast.secret(office, "受贿"), by=office.agent, at=timezone.now()).order
    address = reverse("hotline:dispatch-order", args=[order.reference])

    assert "受贿" not in at_desk(office.lin).get(address).content.decode()
    at_desk(office.lin).post(address, {"unit": office.places["nature"].pk})

    assert cast.fresh(order).lead_unit == office.places["nature"]


def test_the_head_keeps_the_rules_of_suggestion(office):
    head = at_desk(office.head)
    head.post(reverse("hotline:rules"), {"words": "噪声 半夜", "demand_class": office.noise.pk})
    rule = SuggestionRule.objects.get()
    assert rule.words == ["噪声", "半夜"]

    head.post(reverse("hotline:rule-end", args=[rule.pk]))

    assert SuggestionRule.objects.get().until == timezone.localdate()
    assert at_desk(office.lin).get(reverse("hotline:rules")).status_code == 403


@pytest.mark.parametrize("name", [DESK, DECISIONS, "hotline:catalogue"])
def test_the_desks_are_the_dispatchers(office, name):
    assert at_desk(office.lin).get(reverse(name)).status_code == 200
    assert at_desk(office.agent).get(reverse(name)).status_code == 403
    assert not Order.objects.exists()
