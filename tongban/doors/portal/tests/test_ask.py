"""A stranger tells 12345 something and follows it by number and code: no sign-in, no script, nothing typed is lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tongban.ground.exchange.messages.models import Simulated
from tongban.work.hotline.actions import catalogue, intake, outcome, work
from tongban.work.hotline.models import CallBack, Order, SealedDemand
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import fresh

pytestmark = pytest.mark.django_db
ASK, FOLLOW = reverse("ask:ask"), reverse("ask:follow")
USUAL = {"text": "山塘街早市摊贩占道", "kind": "complaint", "place": "山塘街", "phone": "+86 138-1234-5678"}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89"


@pytest.fixture
def office(db):
    return cast.office()


@pytest.fixture
def stranger(office):
    return Client()


def file(stranger, **said):
    return stranger.post(ASK, {**USUAL, "is_seen": "1", **said})


def receipt(answer):
    """Return number and code as the receipt shows them."""
    number, code = re.findall(r"<output>(.+?)</output>", answer.content.decode())
    return number, code


def follow(stranger, number, code, **said):
    return stranger.post(FOLLOW, {"number": number, "code": code, **said})


def text_of(answer):
    return unescape(answer.content.decode())


def reviewed(office, number):
    order, at = Order.objects.get(reference=number), timezone.now()
    intake.dispatch(order, cast.city(office), by=office.lin, at=at)
    work.sign(fresh(order), by=office.yan, at=at)
    work.reply(fresh(order), by=office.yan, at=at, text="已劝离摊贩。", contact="phone")
    outcome.review(fresh(order), by=office.qian, at=at)
    return order


def test_a_demand_is_filed_without_signing_in_and_its_code_is_shown_once(stranger, office):
    answer = file(stranger, caller_name="张小红", area=office.area.pk, may_publish="on")

    number, code = receipt(answer)
    order = Order.objects.get(reference=number)
    assert answer.status_code == 201
    assert (order.phone, order.channel, order.area) == ("13812345678", "web", office.area)
    assert order.filing.may_publish
    assert code not in order.follow_digest
    assert code not in text_of(stranger.get(ASK))
    assert "no-store" in answer["Cache-Control"]


def test_a_district_named_in_the_place_is_found(stranger, office):
    number, _code = receipt(file(stranger, place="姑苏区山塘街9号"))

    assert Order.objects.get(reference=number).area == office.area


@pytest.mark.parametrize("phone", ["请打给我", "12", "138123456789", "<script>", "++86"])
def test_what_is_no_number_is_refused_kindly_and_stays_typed(stranger, phone):
    answer = file(stranger, phone=phone)

    assert answer.status_code == 422
    assert f'value="{phone}"' in text_of(answer)
    assert USUAL["text"] in text_of(answer)
    assert not Order.objects.exists()


def test_a_text_of_100_kb_is_refused_with_the_limit_and_stays_typed(stranger):
    long = "长" * 35_000
    assert "5000" in text_of(stranger.get(ASK))

    answer = file(stranger, text=long)

    assert answer.status_code == 422
    assert "35000" in text_of(answer)
    assert long in text_of(answer)


@pytest.mark.parametrize("text", ["😀👩‍👩‍👧 噪声", "𠮷野家㐂", "\u202e反写\u202c的字", "<b>&amp;\"'"])
def test_whatever_characters_are_kept_and_shown_as_typed(stranger, office, text):
    number, _code = receipt(file(stranger, text=text))
    page = Client()
    page.force_login(office.agent)

    assert Order.objects.get(reference=number).text == text
    assert text in text_of(page.get(reverse("hotline:order", args=[number])))


def test_nul_is_dropped_and_a_line_turns_nobody_elses_direction(stranger):
    number, _code = receipt(file(stranger, text="夜\0间\x07施工", caller_name="张\u202e三", place="山\0塘街"))

    order = Order.objects.get(reference=number)
    assert (order.text, order.caller_name, order.place) == ("夜间施工", "张三", "山塘街")


def test_the_same_matter_nearby_is_shown_before_filing_and_names_nobody(stranger, office):
    other = "山塘街早市摊贩占道经营，行人无法通行，我是李雷13900001111"
    intake.file(cast.demand(office, text=other, place="山塘街", caller_name="李雷"), at=timezone.now())

    first = stranger.post(ASK, {**USUAL, "area": office.area.pk})

    said = text_of(first)
    assert Order.objects.count() == 1
    assert "是这几件中的一件吗" in said
    assert "噪声扰民" in said
    assert not re.search("李雷|13900001111|行人无法通行|HOT-", said)
    assert USUAL["text"] in said
    again = {"once": re.search(r'name="once" value="(\w+)"', said)[1], "is_seen": "1"}
    assert stranger.post(ASK, {**USUAL, **again}).status_code == 201


def test_a_confidential_report_is_compared_with_nothing_and_nothing_with_it(stranger, office):
    secret = {"kind": "report", "is_confidential": "on", "reported_unit": cast.city(office).pk}
    number, code = receipt(stranger.post(ASK, {**USUAL, **secret}))
    reverse_order = stranger.post(ASK, {**USUAL, "once": "b"})

    assert reverse_order.status_code == 201
    assert SealedDemand.objects.get().text == USUAL["text"]
    page = text_of(follow(stranger, number, code))
    assert "保密举报" in page
    assert not re.search("山塘街|城市管理局|13812345678", page)
    added = follow(stranger, number, code, act="message", added="还有一次")
    assert added.status_code == 200
    assert "还有一次" not in text_of(added)
    refused = follow(stranger, number, code, act="withdraw", why="算了")
    assert refused.status_code == 409
    assert not Simulated.objects.exists()


def test_only_a_report_is_confidential(stranger):
    answer = file(stranger, is_confidential="on")

    assert answer.status_code == 422
    assert not Order.objects.exists()


def test_the_same_page_sent_twice_is_one_demand(stranger):
    first, second = (file(stranger, once="abc") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 409)
    assert USUAL["text"] in text_of(second)
    assert Order.objects.count() == 1


def test_a_flood_from_one_number_is_kept_set_aside_and_told_kindly(stranger, office):
    answers = [file(stranger, once=str(each)) for each in range(6)]

    number, code = receipt(answers[-1])
    assert [answer.status_code for answer in answers] == [201] * 6
    assert "无需重复提交" in text_of(answers[-1])
    assert "先由话务员甄别" in text_of(follow(stranger, number, code))
    assert Order.objects.get(reference=number).quarantine.cause == "phone"


def test_beyond_every_measure_an_address_waits_and_loses_nothing(stranger, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "ask": "1/h"}

    answers = [file(stranger, once=str(each)) for each in range(2)]

    assert [answer.status_code for answer in answers] == [201, 429]
    assert USUAL["text"] in text_of(answers[1])


def test_photos_are_checked_kept_without_their_names_and_opened_by_who_sees_the_order(stranger, office):
    photo = SimpleUploadedFile("张小红的家.png", PNG, "image/png")
    number, _code = receipt(file(stranger, photo_1=photo))

    kept = Order.objects.get(reference=number).photos.get().file
    assert kept.name == "photo-1.png"
    address = reverse("kit:file", args=[kept.pk])
    assert stranger.get(address).status_code in (302, 403, 404)
    for name, status in {"agent": 200, "tao": 404}.items():
        page = Client()
        page.force_login(getattr(office, name))
        assert page.get(address).status_code == status


def test_what_is_no_photo_is_refused_and_a_good_one_beside_it_need_not_be_chosen_again(stranger):
    bad, good = SimpleUploadedFile("a.png", b"MZ nothing"), SimpleUploadedFile("b.png", PNG)
    answer = file(stranger, photo_1=bad, photo_2=good)

    assert answer.status_code == 422
    mark = re.search(r'name="photo_2_kept" value="([^"]+)"', answer.content.decode())[1]
    number, _code = receipt(file(stranger, photo_2_kept=mark))
    assert Order.objects.get(reference=number).photos.count() == 1


def test_number_and_code_show_where_it_stands_and_a_wrong_code_nothing(stranger, office):
    number, code = receipt(file(stranger, demand_class=office.noise.pk))
    order, at = Order.objects.get(reference=number), timezone.now()
    intake.dispatch(order, cast.city(office), by=office.lin, at=at)

    page = follow(stranger, number, code)

    assert "城市管理局" in text_of(page)
    assert f"{fresh(order).due_on:%Y-%m-%d}" in text_of(page)
    for wrong in ((number, code[::-1]), ("HOT-2026-999999", code), (f"{number}\0", code), ("", "")):
        answer = follow(stranger, *wrong)
        assert answer.status_code == 422
        assert "城市管理局" not in text_of(answer)


def test_codes_are_not_tried_through(stranger, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "follow": "2/h"}

    assert [follow(stranger, "HOT-2026-000001", "X").status_code for _ in range(3)] == [422, 422, 429]


def test_a_caller_says_not_solved_and_the_unit_does_it_again(stranger, office):
    number, code = receipt(file(stranger, demand_class=office.noise.pk))
    order = reviewed(office, number)
    assert "已劝离摊贩。" in text_of(follow(stranger, number, code))

    said = {"solved": "no", "satisfaction": "1", "was_contacted": "no", "remark": "第二天又来了"}
    answer = follow(stranger, number, code, act="hear", **said)

    call = CallBack.objects.get()
    assert answer.status_code == 200
    assert (call.by, call.means, call.solved, call.satisfaction, call.was_contacted) == (
        None,
        "web",
        "no",
        1,
        False,
    )
    assert follow(stranger, number, code, act="hear", **said).status_code == 409
    desk = Client()
    desk.force_login(office.qian)
    page = reverse("hotline:act", args=[number, "redo"])
    assert "第二天又来了" in text_of(desk.get(page))
    assert desk.post(page, {"is_by_web": "on", "solved": "unknown"}).status_code == 302
    assert (fresh(order).status, fresh(order).rounds) == ("in_hand", 2)


def test_three_facts_are_shown_apart(stranger, office):
    number, code = receipt(file(stranger, demand_class=office.noise.pk))
    order = reviewed(office, number)
    follow(stranger, number, code, act="hear", solved="yes")
    outcome.close(fresh(order), by=office.qian, at=timezone.now())

    page = text_of(follow(stranger, number, code))

    closed, solved, satisfied = re.findall(r"<dd>(.+?)</dd>", page.split("办结、解决、满意")[1])[:3]
    assert closed.startswith(f"{timezone.localdate():%Y-%m-%d}")
    assert (solved, satisfied) == ("已解决", "未评价")


def test_a_caller_adds_and_withdraws(stranger, office):
    number, code = receipt(file(stranger))

    follow(stranger, number, code, act="message", added="今天又来了")
    assert "今天又来了" in text_of(follow(stranger, number, code))
    assert follow(stranger, number, code, act="withdraw", why="").status_code == 422
    assert follow(stranger, number, code, act="withdraw", why="自己解决了").status_code == 200

    order = Order.objects.get(reference=number)
    assert (order.status, order.solved) == ("closed", "unknown")


def test_the_pages_speak_english_too(stranger):
    stranger.cookies["django_language"] = "en"

    assert "Tell 12345" in text_of(stranger.get(ASK))
    assert "Follow a demand" in text_of(stranger.get(FOLLOW))


def test_classes_and_limits_are_open_data(stranger, office):
    catalogue.rename_class(office.noise, "噪声污染", by=office.head, at=timezone.now() - timedelta(days=1))

    said = stranger.get(reverse("ask:rules")).json()

    (noise,) = said["classes"]
    assert (noise["key"], noise["name"]) == ("020101", "噪声污染")
    assert [each["name"] for each in noise["names"]] == ["噪声扰民", "噪声污染"]
    assert said["usual_working_days"]["complaint"] == 5


def test_without_an_open_line_nothing_is_lost(stranger, office):
    office.line.until = timezone.localdate() - timedelta(days=1)
    office.line.save()

    answer = file(stranger)

    assert answer.status_code == 409
    assert USUAL["text"] in text_of(answer)
