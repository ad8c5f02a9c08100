"""The desks beside the case page: special procedures, supervision, remedies, parcels, overview."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tongban.ground.exchange import outbox
from tongban.offer.delivery.queries import parcels_of
from tongban.work.cases.actions import limits, parcels, results, supervision
from tongban.work.cases.models import Assessment, Assessor, Remedy, Urging
from tongban.work.cases.queries.delivery import case_of_parcel
from tongban.work.cases.tests.cast import day, upload
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paused(house, accepted):
    said = {"needed_days": 10, "reason": "送检", "by": house.wang, "at": day(9, 7)}
    return fresh(limits.pause(accepted, "testing", **said))


@pytest.fixture
def firms(db):
    codes = ("91320500MA1NAAAA0A", "91320500MA1NBBBB0B", "91320500MA1NCCCC0C")
    return [
        Assessor.objects.create(name=f"示例评审{code[-1]}", credit_code=code, field="检测") for code in codes
    ]


def test_running_procedures_are_listed(at, paused):
    page = text_of(at("wang").get(reverse("cases:pauses")))

    assert paused.reference in page


def test_a_firm_is_drawn_with_one_recused_reports_is_paid_and_scored(at, paused, firms, fee_lines):
    pause = paused.pauses.get()
    wang = at("wang")

    wang.post(
        reverse("cases:draw", args=[pause.pk]),
        {"field": "检测", f"recused_{firms[0].pk}": "与申请人有利害关系"},
    )
    wang.post(reverse("cases:deed", args=[pause.pk, "report"]), {"report": upload("报告.pdf")})
    wang.post(reverse("cases:deed", args=[pause.pk, "fee"]), {"fee_yuan": "3000", "budget_line": "评审费"})
    wang.post(reverse("cases:deed", args=[pause.pk, "score"]), {"points": 92})

    found = Assessment.objects.get()
    assert found.assessor != firms[0]
    assert (found.score, found.fee_yuan, bool(found.report_id)) == (92, 3000, True)
    assert "与申请人有利害关系" in text_of(wang.get(reverse("cases:pause", args=[pause.pk])))


def test_a_score_without_a_report_is_refused(at, paused, firms):
    pause = paused.pauses.get()
    wang = at("wang")
    wang.post(reverse("cases:draw", args=[pause.pk]), {"field": "检测"})

    assert wang.post(reverse("cases:deed", args=[pause.pk, "score"]), {"points": 92}).status_code == 409


def test_procedures_of_another_bureau_are_not_there(at, paused, house):
    paused.reviews.all().delete()
    type(paused).objects.filter(pk=paused.pk).update(division=house.places["food"], divisions=[])

    assert at("sun").get(reverse("cases:pause", args=[paused.pauses.get().pk])).status_code == 404


def test_supervision_finds_what_is_overdue_and_urges(at, accepted, do):
    gao = at("gao")

    page = text_of(gao.get(reverse("cases:late")))
    do(gao, accepted, "urge", text="请说明逾期原因")

    assert accepted.reference in page
    assert "light-black" in page
    assert Urging.objects.get().case == accepted


def test_the_division_replies_once(at, accepted, house):
    order = supervision.urge(accepted, "请说明逾期原因", by=house.gao, at=day(9, 20))
    wang = at("wang")
    address = reverse("cases:reply", args=[order.pk])

    assert address in text_of(wang.get(page_of(accepted)))
    first, second = (wang.post(address, {"text": "已补充人手"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "已补充人手" in text_of(at("gao").get(reverse("cases:orders")))


def test_who_does_not_reply_goes_back_to_the_case(at, accepted, house):
    order = supervision.urge(accepted, "请说明逾期原因", by=house.gao, at=day(9, 20))

    page = at("wang").get(reverse("cases:reply", args=[order.pk])).content.decode()

    assert f'<a class="btn" href="{page_of(accepted)}">' in page


def test_a_remedy_is_entered_advanced_and_closed_with_lessons(at, refused, house, do):
    luo = at("luo")
    results.deliver_refusal(refused, by=house.he, at=day(9, 9))

    do(luo, refused, "register_remedy", kind="reconsideration", authority="市政府", received_on="2022-10-08")
    remedy = Remedy.objects.get()
    address = reverse("cases:remedy", args=[remedy.pk])
    luo.post(address, {"stage": "answered"})
    unlearned = luo.post(address, {"stage": "closed", "outcome": "revoked", "closed_on": "2022-11-08"})
    luo.post(
        address, {"stage": "closed", "outcome": "revoked", "closed_on": "2022-11-08", "lessons": "核查须留证"}
    )

    assert unlearned.status_code == 409
    assert Remedy.objects.get().lessons == "核查须留证"
    assert "核查须留证" in text_of(luo.get(reverse("cases:remedies")))


def test_only_the_legal_officer_enters_remedies(at, refused, do):
    assert do(at("wang"), refused, "register_remedy").status_code == 403
    assert at("wang").get(reverse("cases:remedies")).status_code == 403


def test_a_parcel_is_ordered_tracked_and_paid(at, issued, do):
    he = at("he")
    said = {"recipient": "张小红", "phone": "13800001234", "address": "平江路1号", "payer": "bureau"}

    do(he, issued, "order_courier", **said)
    waiting = text_of(he.get(reverse("cases:parcels")))
    outbox.deliver_due(at=timezone.now())
    parcel = parcels_of(issued.reference).get()
    he.post(reverse("cases:track"))
    he.post(reverse("cases:price", args=[parcel.pk]), {"price_yuan": "10.00", "weight_grams": "120"})

    page = text_of(he.get(reverse("cases:parcels")))
    assert "等待快递接单" in waiting
    assert parcel.waybill
    assert parcel.waybill in page
    assert "138****1234" in page
    assert "10.00" in page


@pytest.fixture
def refused_parcel(house, issued):
    said = {"recipient": "张小红", "phone": "13800001234", "address": "平江路1号（快递不通）"}
    parcel = parcels.order_courier(issued, **said, by=house.he, at=timezone.now())
    outbox.deliver_due(at=timezone.now())
    return parcel


def test_a_parcel_that_the_courier_refused_is_seen_corrected_and_collected(at, refused_parcel):
    he, address = at("he"), reverse("cases:address", args=[refused_parcel.pk])
    on_case, in_list = (
        text_of(he.get(page_of(case_of_parcel(refused_parcel)))),
        text_of(he.get(reverse("cases:parcels"))),
    )

    form = text_of(he.get(address))
    he.post(address, {"recipient": "张小红", "phone": "13800001234", "address": "平江路10号"})
    outbox.deliver_due(at=timezone.now())

    assert "快递公司拒接" in on_case
    assert address in on_case
    assert "快递公司拒接 · 更正地址" in in_list
    assert 'value="平江路1号（快递不通）"' in form
    refused_parcel.refresh_from_db()
    assert (refused_parcel.state, refused_parcel.address) == ("to_collect", "平江路10号")
    past = he.get(reverse("cases:past", args=[refused_parcel.matter]))
    assert "更正了快递的收件信息" in text_of(past)


def test_who_corrects_an_address_too_late_is_told_so_and_keeps_what_was_typed(at, refused_parcel):
    he, address = at("he"), reverse("cases:address", args=[refused_parcel.pk])
    said = {"recipient": "张小红", "phone": "13800001234", "address": "平江路10号"}
    he.post(address, said)
    outbox.deliver_due(at=timezone.now())

    late = he.post(address, {**said, "address": "平江路100号"})

    assert (late.status_code, he.get(address).status_code) == (409, 409)
    assert "平江路100号" in text_of(late)
    refused_parcel.refresh_from_db()
    assert refused_parcel.address == "平江路10号"


def test_an_address_that_is_missing_is_asked_for(at, refused_parcel):
    address = reverse("cases:address", args=[refused_parcel.pk])

    assert at("he").post(address, {"recipient": "张小红", "phone": "1"}).status_code == 422


def test_who_sends_no_parcels_corrects_none(at, refused_parcel):
    address = reverse("cases:address", args=[refused_parcel.pk])

    assert at("wang").get(address).status_code == 403
    assert address not in text_of(at("wang").get(page_of(case_of_parcel(refused_parcel))))


def test_the_head_sees_counts_lights_and_times(at, reviewed):
    page = text_of(at("chen").get(reverse("cases:overview")))

    assert "食品药品审批处" in page
    assert "?status=accepted" in page


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("chen", "overview"),
        ("gao", "late"),
        ("gao", "orders"),
        ("luo", "remedies"),
        ("he", "parcels"),
        ("wang", "pauses"),
    ],
)
def test_every_register_costs_the_same_however_long(
    at, paused, file_more, django_assert_max_num_queries, name, page
):
    client = at(name)
    client.get(reverse(f"cases:{page}"))
    file_more(4)

    with django_assert_max_num_queries(15):
        client.get(reverse(f"cases:{page}"))


@pytest.mark.parametrize("page", ["late", "orders", "remedies", "parcels", "overview", "pauses"])
def test_every_register_is_exported(at, house, page):
    name = {"parcels": "he", "remedies": "luo", "pauses": "wang"}.get(page, "gao")

    assert at(name).get(reverse(f"cases:{page}") + "?export=xlsx")["Content-Type"].endswith("sheet")
