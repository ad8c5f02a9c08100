"""She says how the result shall come, sees the parcel in plain words, previews her form, and rates by the printed code."""

import pytest
from django.utils import timezone

from tongban.doors.portal.tests.conftest import fresh, text_of
from tongban.ground.exchange import outbox
from tongban.offer.delivery.models import Delivery, DeliveryChoice
from tongban.work.cases.actions import decisions, intake, parcels, results, reviews
from tongban.work.cases.models import Case
from tongban.work.cases.queries.public_checks import rating_code
from tongban.work.ratings.models import Rating

WHERE = {"recipient": "张小红", "phone": "13800000000", "address": "山塘街1号"}
COURIER = {"way": "courier", **WHERE}


@pytest.fixture
def issued(house, filed):
    at = timezone.now()
    intake.accept(filed, by=house.li, at=at)
    for review in list(filed.reviews.order_by("stage")):
        reviews.agree(review, by=house.wang, at=at)
    decisions.grant(fresh(filed), by=house.chen, at=at)
    return fresh(results.issue(fresh(filed), by=house.he, at=at))


def test_the_way_is_chosen_while_filing(her, draft):
    page = text_of(her.get(f"/my/{draft.reference}/confirm/"))
    her.post(f"/my/{draft.reference}/file/", COURIER)

    choice = DeliveryChoice.objects.get()
    assert "您希望以何种方式领取结果" in page
    assert fresh(draft).status == "filed"
    assert (choice.way, choice.address) == ("courier", "山塘街1号")


def test_a_courier_without_an_address_is_asked_for_it_and_nothing_is_filed(her, draft):
    answer = her.post(f"/my/{draft.reference}/file/", COURIER | {"address": "", "phone": "0512-7"})

    assert answer.status_code == 422
    assert 'value="0512-7"' in text_of(answer)
    assert fresh(draft).status == "draft"


def test_the_choice_is_changed_after_the_grant_and_the_clerk_finds_the_address(her, house, as_, issued):
    her.post(f"/my/{issued.reference}/delivery/", COURIER)

    page = text_of(as_(house.he).get(f"/cases/{issued.reference}/acts/order_courier/"))

    assert "山塘街1号" in page


def test_nobody_else_chooses(house, as_, issued):
    answer = as_(house.stranger).post(f"/my/{issued.reference}/delivery/", COURIER)

    assert answer.status_code == 404
    assert not DeliveryChoice.objects.exists()


def test_a_parcel_under_way_is_told_in_plain_words_and_the_choice_is_closed(her, house, issued):
    parcels.order_courier(issued, **WHERE, by=house.he, at=timezone.now())

    waiting = text_of(her.get(f"/my/{issued.reference}/"))
    outbox.deliver_due(at=timezone.now())
    page = text_of(her.get(f"/my/{issued.reference}/"))
    her.post(f"/my/{issued.reference}/delivery/", COURIER)

    assert "已申请快递，正在等待快递公司接单" in waiting
    assert "已预约快递，快递员将上门取件。" in page
    assert not DeliveryChoice.objects.exists()


def test_papers_on_their_way_in_are_fetched_at_the_bureaus_expense(her, filed):
    her.post(f"/my/{filed.reference}/pick-up/", WHERE)

    sent = Delivery.objects.get()
    assert (sent.direction, sent.payer) == ("from_applicant", "bureau")


def test_a_second_courier_is_not_ordered_while_the_first_is_on_the_way(her, filed):
    for _each in range(2):
        her.post(f"/my/{filed.reference}/pick-up/", WHERE)

    assert Delivery.objects.count() == 1


def test_the_application_form_is_previewed_and_kept_with_the_receipt(her, draft):
    preview = her.get(f"/my/{draft.reference}/application/")
    her.post(f"/my/{draft.reference}/file/")

    receipt = draft.papers.get(kind="receipt")
    kept = her.get(f"/my/{draft.reference}/papers/{receipt.pk}/application/")
    assert preview.content[:5] == kept.content[:5] == b"%PDF-"
    assert ["店铺名称", "小桥奶茶"] in receipt.content["application"]["sections"][-1]["rows"]


def test_somebody_elses_form_is_not_there(house, as_, draft):
    assert as_(house.stranger).get(f"/my/{draft.reference}/application/").status_code == 404


def test_the_code_on_the_receipt_rates_the_service_once_it_is_settled(client, filed):
    assert f"/rate/{rating_code(filed.reference)}/" in filed.papers.get().content["rating"]

    page = text_of(client.get(f"/rate/{rating_code(filed.reference)}/"))

    assert "尚未办结" in page


def test_whoever_scans_the_code_rates_without_signing_in(client, delivered):
    address = f"/rate/{rating_code(delivered.reference)}/"

    client.post(address, {"level": "5"})

    assert (Rating.objects.get().level, Rating.objects.get().channel) == (5, "qr")
    assert "再次" not in text_of(client.get(address))


def test_a_made_up_code_leads_nowhere(client, delivered):
    assert client.get(f"/rate/{delivered.reference}-0123456789abcdef/").status_code == 404
    assert Case.objects.count() == 1
