"""Hearings, checks on site, later checks and the register of bad credit on their pages; views under own names."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.matters.models import SavedView
from tongban.ground.people.models import CreditMark
from tongban.work.cases.actions import reviews
from tongban.work.cases.models import Hearing
from tongban.work.cases.tests.cast import PDF, upload
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import page_of, text_of

pytestmark = pytest.mark.django_db


def test_a_reviewer_tells_of_the_right_and_enters_the_request(at, accepted, do):
    desk = at("wang")

    do(desk, accepted, "offer_hearing", reason="涉及邻里重大利益。")
    assert "可申请听证" in text_of(desk.get(page_of(accepted)))
    do(desk, accepted, "ask_for_hearing", asked_by="张小红")

    page = text_of(desk.get(page_of(accepted)))
    assert (fresh(accepted).status, Hearing.objects.get().asked_by) == ("paused", "张小红")
    assert "通知听证" in page


def test_who_reviewed_is_not_offered_as_presider(at, house, accepted, do):
    reviews.agree(accepted.reviews.get(step__name="材料审查"), by=house.wang, at=now())
    desk = at("wang")
    do(desk, accepted, "order_hearing", reason="公共利益")

    form = desk.get(reverse("cases:act", args=[accepted.reference, "announce_hearing"])).context["form"]

    names = [name for _pk, name in form.fields["presider"].choices]
    assert "chen" in names
    assert "wang" not in names


def test_a_hearing_told_too_late_is_refused_and_nothing_typed_is_lost(at, house, accepted, do):
    desk = at("wang")
    do(desk, accepted, "order_hearing", reason="公共利益")
    said = {"held_at": f"{localdate().isoformat()}T23:00", "place": "三楼听证室", "presider": house.chen.pk}

    answer = do(desk, accepted, "announce_hearing", **said)

    assert answer.status_code == 409
    assert "七个工作日" in text_of(answer)
    assert "三楼听证室" in text_of(answer)


def test_a_hearing_has_its_register(at, accepted, do):
    desk = at("wang")
    do(desk, accepted, "offer_hearing", reason="涉及邻里重大利益。")
    address = reverse("cases:hearings")

    assert accepted.reference in text_of(desk.get(address, {"state": "open"}))
    assert accepted.reference not in text_of(desk.get(address, {"state": "held"}))
    assert desk.get(address, {"export": "xlsx"}).content[:2] == b"PK"
    assert at("li").get(address).status_code == 403


def test_a_check_on_site_is_entered_with_its_outcome(at, house, on_site, accepted, do):
    for name, by in {"材料审查": house.wang, "消防意见": house.sun}.items():
        reviews.agree(accepted.reviews.get(step__name=name), by=by, at=now())
    desk = at("wang")
    review = accepted.reviews.get(step__name="现场核查")
    assert "待核查" in text_of(desk.get(reverse("cases:visits"), {"state": "open"}))
    assert do(desk, accepted, "agree", step=review.pk).status_code == 409
    said = {
        "on": localdate().isoformat(),
        "place": "小桥路1号",
        "finding": "与图纸一致。",
        "outcome": "passed",
    }

    do(desk, accepted, "check_on_site", step=review.pk, officers=[house.wang.pk, house.zhao.pk], **said)
    do(desk, accepted, "agree", step=review.pk)

    assert fresh(accepted).is_reviewed
    assert "符合条件" in text_of(desk.get(reverse("cases:visits")))


def test_a_photo_is_not_chosen_twice(at, accepted, house, do):
    desk = at("wang")
    said = {"on": localdate().isoformat(), "place": "小桥路1号", "finding": "与图纸一致", "outcome": "passed"}
    refused = do(
        desk,
        accepted,
        "check_on_site",
        officers=[house.wang.pk],
        record=upload("现场.pdf", PDF + b"photo"),
        **said,
    )
    mark = refused.context["form"]["record"].value()[1]

    do(desk, accepted, "check_on_site", officers=[house.wang.pk, house.zhao.pk], record_kept=mark, **said)

    assert refused.status_code == 409
    assert accepted.field_checks.get().file.name == "现场.pdf"


def test_bad_credit_is_entered_and_repaired(at, house):
    desk = at("gao")
    house.zhang.number = "320503199001011222"
    house.zhang.save()
    said = {
        "number_type": "citizen",
        "number": house.zhang.number,
        "reason": "失信被执行人",
        "source": "苏05执1号",
    }
    said |= {"until": localdate().replace(year=localdate().year + 1, day=1).isoformat()}

    assert desk.post(reverse("cases:credit-add"), said | {"number": "320503198001012511"}).status_code == 422
    assert desk.post(reverse("cases:credit-add"), said).status_code == 302

    mark = CreditMark.objects.get(applicant=house.zhang)
    assert "失信被执行人" in text_of(at("li").get(reverse("cases:credit")))
    assert at("li").post(reverse("cases:credit-mark", args=[mark.pk]), {"document": "x"}).status_code == 200
    desk.post(reverse("cases:credit-mark", args=[mark.pk]), {"document": "信用修复决定书1号"})
    mark.refresh_from_db()
    assert mark.repaired_on == localdate()


def test_a_later_check_has_its_list(at):
    assert "事后核查" in text_of(at("wang").get(reverse("cases:later-checks"), {"state": "late"}))
    assert at("li").get(reverse("cases:later-checks")).status_code == 403


def test_filters_are_kept_under_a_name_and_removed(at, filed):
    desk = at("li")
    address = reverse("cases:all")
    kept = {"page": address, "name": "线上来的", "query": "channel=online&q=&page=3"}

    answer = desk.post(reverse("views:save"), kept)

    view = SavedView.objects.get()
    assert answer["Location"] == f"{address}?channel=online"
    assert (view.owner.username, view.query) == ("li", "channel=online")
    assert "线上来的" in text_of(desk.get(address, {"channel": "online"}))
    assert "线上来的" not in text_of(at("wang").get(address))
    assert at("wang").post(reverse("views:remove", args=[view.pk])).status_code == 404
    desk.post(reverse("views:remove", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_not_kept(at):
    kept, save = {"name": " ", "query": "q=1"}, reverse("views:save")
    at("li").post(save, kept | {"page": reverse("cases:all")})
    for page in ("", "/nowhere/", "https://elsewhere.example/", "//elsewhere.example/"):
        assert at("li").post(save, kept | {"page": page, "name": "x"}).status_code == 404

    assert not SavedView.objects.exists()
