"""The courier is asked after the commit and never while a case is locked; nobody waits for it and nothing is doubled."""

from datetime import timedelta
from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tongban.ground.exchange import outbox
from tongban.ground.exchange.actions import give_up
from tongban.ground.exchange.delivery import lock_of
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit.locks import TRY
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.ports import CalledInTransaction, in_transaction
from tongban.ground.matters.acts import offered
from tongban.offer.delivery.actions import track_parcels
from tongban.offer.delivery.courier import Tracking, courier
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import parcels_of, trouble_of, with_failed_orders
from tongban.work.cases.actions import results
from tongban.work.cases.actions.parcels import correct_address, order_courier
from tongban.work.cases.forms.acts import ACTS
from tongban.work.cases.queries.delivery import case_of_parcel
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
WHERE = {"recipient": "张小红", "phone": "13800000000", "address": "山塘街1号"}
RIGHT = {**WHERE, "address": "山塘街11号"}
NOON = day(9, 9, 12)
HOUR = timedelta(hours=1)


class Company:
    """A courier that notes what it is asked, and whether anybody was in a transaction meanwhile."""

    name = "城市快递"
    orders: ClassVar[list] = []
    asked: ClassVar[list] = []
    troubles: ClassVar[list] = []

    def order(self, parcel, *, at):
        assert not in_transaction()
        self.orders.append(parcel)
        if self.troubles:
            raise self.troubles.pop(0)
        return f"W{len({each.reference for each in self.orders})}"

    def track(self, waybill, *, ordered_at, at):
        assert not in_transaction()
        self.asked.append(waybill)
        if self.troubles:
            raise self.troubles.pop(0)
        return Tracking("signed", at)


@pytest.fixture
def company(settings):
    settings.COURIER = f"{__name__}.Company"
    for kept in (Company.orders, Company.asked, Company.troubles):
        kept.clear()
    return Company


@pytest.fixture
def asked_for(house, issued, company):
    return order_courier(issued, **WHERE, by=house.he, at=NOON)


def test_an_order_leaves_after_the_act_and_the_waybill_arrives(asked_for, company):
    assert (asked_for.state, asked_for.waybill, company.orders) == ("asked_for", "", [])

    outbox.deliver_due(at=NOON)

    asked_for.refresh_from_db()
    assert (asked_for.state, asked_for.waybill) == ("to_collect", "W1")
    assert [each.address for each in company.orders] == ["山塘街1号"]
    moves = Entry.objects.filter(subject=asked_for.matter).values_list("move", flat=True)
    assert list(moves.order_by("number"))[-2:] == ["order_courier", "take_order"]


def test_an_order_that_is_rolled_back_orders_nothing(house, issued, company):
    with transaction.atomic():
        order_courier(issued, **WHERE, by=house.he, at=NOON)
        transaction.set_rollback(True)

    outbox.deliver_due(at=NOON + 9 * HOUR)

    assert company.orders == []
    assert not parcels_of(issued.reference).exists()


def test_a_courier_that_fails_twice_is_asked_again_for_the_same_parcel(asked_for, company):
    company.troubles += [TimeoutError(), ConnectionResetError()]

    for hours in range(3):
        outbox.deliver_due(at=NOON + hours * HOUR)

    asked_for.refresh_from_db()
    assert (len(company.orders), asked_for.waybill) == (3, "W1")
    assert len({each.reference for each in company.orders}) == 1


def test_an_answer_that_was_lost_is_asked_for_again_and_the_parcel_is_one(asked_for, company, monkeypatch):
    from tongban.offer.delivery import actions

    def killed(*given, **named):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(actions, "_note", killed)
        with pytest.raises(SystemExit):
            outbox.deliver_due(at=NOON)
    outbox.deliver_due(at=NOON)

    asked_for.refresh_from_db()
    assert asked_for.waybill == "W1"
    assert [each.outcome for each in Outgoing.objects.get(kind="courier.order").tries.all()] == [
        "interrupted",
        "sent",
    ]


def test_what_was_handed_over_meanwhile_is_not_fetched(house, asked_for, company):
    results.deliver(case_of_parcel(asked_for), by=house.he, at=NOON + HOUR)

    outbox.deliver_due(at=NOON + HOUR)

    asked_for.refresh_from_db()
    assert (asked_for.state, company.orders) == ("not_taken", [])


def test_while_the_order_waits_no_second_one_is_given(house, asked_for):
    with pytest.raises(Refused):
        order_courier(case_of_parcel(asked_for), **WHERE, by=house.he, at=NOON)


def test_what_the_courier_refuses_may_be_ordered_anew_once_it_is_given_up(house, asked_for, company):
    company.troubles += [outbox.Rejected("no such place")]
    outbox.deliver_due(at=NOON)
    letter = Outgoing.objects.get(kind="courier.order")

    give_up(letter, reason="地址不通快递", by=house.admin, at=NOON + HOUR)
    again = order_courier(case_of_parcel(asked_for), **WHERE, by=house.he, at=NOON + HOUR)
    outbox.deliver_due(at=NOON + HOUR)

    again.refresh_from_db()
    assert (again.state, Delivery.objects.get(pk=asked_for.pk).state) == ("to_collect", "not_taken")


def refused_by_courier(company):
    """Have the courier refuse what is in the outbox."""
    company.troubles += [outbox.Rejected("no such place")]
    outbox.deliver_due(at=NOON)
    return Outgoing.objects.get(kind="courier.order")


def entries_of(subject):
    return list(Entry.objects.filter(subject=subject).order_by("number"))


def test_a_parcel_that_the_courier_refused_is_corrected_and_sent_again_by_the_window(
    house, asked_for, company
):
    letter = refused_by_courier(company)

    correct_address(asked_for, **RIGHT, by=house.he, at=NOON + HOUR)
    outbox.deliver_due(at=NOON + HOUR)

    asked_for.refresh_from_db()
    assert (asked_for.state, asked_for.waybill, asked_for.address) == ("to_collect", "W1", "山塘街11号")
    assert [each.address for each in company.orders] == ["山塘街1号", "山塘街11号"]
    assert [(each.move, each.by) for each in entries_of(letter.reference)] == [("send_again", house.he)]


def test_a_correction_names_the_parcel_and_nobody(house, asked_for):
    letter = Outgoing.objects.get(kind="courier.order")

    correct_address(asked_for, **RIGHT, by=house.he, at=NOON)

    entry = entries_of(asked_for.matter)[-1]
    assert (entry.move, entry.payload) == ("correct_address", {"parcel": letter.key})


def test_an_order_that_was_never_tried_goes_out_once_with_the_right_address(house, asked_for, company):
    correct_address(asked_for, **RIGHT, by=house.he, at=NOON)
    outbox.deliver_due(at=NOON)

    assert [each.address for each in company.orders] == ["山塘街11号"]
    assert entries_of(Outgoing.objects.get(kind="courier.order").reference) == []


def test_an_order_that_waits_for_its_next_attempt_goes_out_at_once_when_it_is_corrected(
    house, asked_for, company
):
    company.troubles += [TimeoutError()]
    outbox.deliver_due(at=NOON)

    correct_address(asked_for, **RIGHT, by=house.he, at=NOON)

    assert outbox.deliver_due(at=NOON, kind="courier.order") == 1


def test_what_the_courier_has_is_not_corrected(house, asked_for):
    outbox.deliver_due(at=NOON)

    with pytest.raises(Refused):
        correct_address(asked_for, **RIGHT, by=house.he, at=NOON)

    asked_for.refresh_from_db()
    assert asked_for.address == WHERE["address"]


def test_what_was_called_off_is_not_corrected(house, asked_for, company):
    give_up(refused_by_courier(company), reason="改为自取", by=house.admin, at=NOON)

    with pytest.raises(Refused):
        correct_address(asked_for, **RIGHT, by=house.he, at=NOON)


@pytest.mark.parametrize("missing", WHERE)
def test_a_correction_needs_a_recipient_a_telephone_and_an_address(house, asked_for, missing):
    with pytest.raises(Refused):
        correct_address(asked_for, **{**RIGHT, missing: "　 "}, by=house.he, at=NOON)


def test_a_dead_letter_is_not_sent_again_by_correcting_nothing(house, asked_for, company):
    letter = refused_by_courier(company)

    with pytest.raises(Refused):
        correct_address(asked_for, **WHERE, by=house.he, at=NOON)

    letter.refresh_from_db()
    assert letter.state == "dead"


@pytest.fixture
def being_sent(asked_for):
    """Have another server send the order just now."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(TRY, [lock_of(Outgoing.objects.get(kind="courier.order").pk)])
    yield asked_for
    other.close()


def test_an_order_that_is_being_sent_is_not_corrected_meanwhile(house, being_sent):
    """The parcel must not go to one address while the record names another."""
    asked_for = being_sent

    with pytest.raises(Refused):
        correct_address(asked_for, **RIGHT, by=house.he, at=NOON)

    asked_for.refresh_from_db()
    assert asked_for.address == WHERE["address"]
    assert entries_of(asked_for.matter)[-1].move == "order_courier"


@pytest.mark.parametrize("name", ["li", "zhang"])
def test_papers_on_their_way_in_are_corrected_by_the_intake_or_the_applicant(house, accepted, company, name):
    somebody = getattr(house, name)
    by = getattr(somebody, "account", somebody)
    inbound = {"direction": "from_applicant", "by": by, "at": NOON}
    parcel = order_courier(accepted, **WHERE, **inbound)

    correct_address(parcel, **RIGHT, by=by, at=NOON)

    outbox.deliver_due(at=NOON)
    assert [each.address for each in company.orders] == ["山塘街11号"]


def test_a_courier_that_cannot_be_reached_is_not_said_to_have_refused(asked_for, company, settings):
    settings.OUTBOX_MOST_ATTEMPTS = 1
    company.troubles += [TimeoutError()]
    outbox.deliver_due(at=NOON)

    (parcel,) = with_failed_orders(Delivery.objects.all())

    assert str(trouble_of(parcel)) == "未能向快递公司下单"


@pytest.mark.parametrize("name", ["wang", "gao", "admin", "stranger"])
def test_only_who_may_send_a_parcel_corrects_it(house, asked_for, name):
    somebody = getattr(house, name)

    with pytest.raises(PermissionDenied):
        correct_address(asked_for, **RIGHT, by=getattr(somebody, "account", somebody), at=NOON)


def test_the_courier_is_never_called_inside_a_transaction(company):
    with pytest.raises(CalledInTransaction), transaction.atomic():
        courier().track("W1", ordered_at=NOON, at=NOON)
    assert company.asked == []


def test_a_parcel_is_asked_about_before_the_case_is_locked(asked_for, company):
    outbox.deliver_due(at=NOON)

    assert track_parcels(at=NOON + HOUR) == 1

    assert company.asked == ["W1"]
    assert case_of_parcel(asked_for).status == "delivered"


def test_a_parcel_without_waybill_is_not_asked_about(asked_for, company):
    assert track_parcels(at=NOON + HOUR) == 0
    assert company.asked == []


def test_one_parcel_in_trouble_keeps_no_other_waiting(house, issued, company):
    for direction in ("to_applicant", "from_applicant"):
        Delivery.objects.create(
            matter=issued.reference,
            way="courier",
            direction=direction,
            state="to_collect",
            waybill=direction,
            ordered_at=NOON,
        )
    company.troubles += [TimeoutError()]

    with pytest.raises(RuntimeError, match="1 failed, 1 done"):
        track_parcels(at=NOON + HOUR)

    assert Delivery.objects.filter(state="signed").count() == 1


def test_asking_for_a_courier_costs_one_statement_more_than_before(
    house, issued, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        order_courier(issued, **WHERE, by=house.he, at=NOON)


def test_no_address_lies_in_the_outbox(asked_for):
    row = Outgoing.objects.get(kind="courier.order")

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(o)::text FROM exchange_outgoing o")
        (text,) = cursor.fetchone()
    assert row.kind == "courier.order"
    assert not [word for word in WHERE.values() if word in text]


def test_once_the_courier_is_ordered_the_page_offers_neither_a_second_one_nor_the_counter(
    house, issued, asked_for
):
    case, acts = fresh(issued), {"order_courier", "deliver"}
    codes = {act.code for act in offered(ACTS, case, house.he)}

    assert not codes & acts
    Delivery.objects.filter(pk=asked_for.pk).update(state="returned")
    assert acts <= {act.code for act in offered(ACTS, case, house.he)}
