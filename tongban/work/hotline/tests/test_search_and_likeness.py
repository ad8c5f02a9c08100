"""Orders are found by their words and by their likeness; a confidential report is found by neither."""

from datetime import timedelta

import pytest

from tongban.work.hotline.actions import intake, side
from tongban.work.hotline.likeness.score import ReportedMatter
from tongban.work.hotline.models import Order, OrderText
from tongban.work.hotline.queries.search import find_orders, like_orders, narrowed
from tongban.work.hotline.queries.visibility import visible_to
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import MONDAY

pytestmark = pytest.mark.django_db
NIGHT = "山塘街工地半夜打桩施工，噪声太大了，老人小孩都睡不着。"


def matter(text, place="山塘街"):
    return ReportedMatter(text, place, None, MONDAY)


def taken(office, text, when=MONDAY, **said):
    return intake.register(cast.demand(office, text=text, **said), by=office.agent, at=when).order


def test_an_order_is_found_by_any_of_its_words_the_newest_first(office):
    old = taken(office, "路灯不亮，已经三天。", MONDAY - timedelta(days=150))
    new = taken(office, "小区路灯又坏了。", place="山塘街")
    taken(office, "垃圾没人收。")

    assert find_orders("路灯", office.lin, day=MONDAY.date()) == [new, old]
    assert find_orders("山塘街 路灯", office.lin, day=MONDAY.date()) == [new]
    assert find_orders("灯", office.lin, day=MONDAY.date(), limit=1) == [new]
    assert find_orders("地铁", office.lin, day=MONDAY.date()) == []


def test_nobody_finds_what_they_may_not_see(office):
    taken(office, "路灯不亮，已经三天。")

    assert find_orders("路灯", office.yan, day=MONDAY.date()) == []


def test_the_same_matter_is_found_and_says_why(office):
    order = taken(office, "山塘街那边的工地，晚上十二点还在打桩，吵得没法睡。", place="山塘街")
    taken(office, "菜场门口早市的摊贩把人行道全占了。", place="山塘街")

    found = like_orders(matter(NIGHT), office.agent, area_id=office.area.pk, at=MONDAY)

    assert [each.order for each in found] == [order]
    assert found[0].likeness.shared


def test_what_is_closed_or_long_ago_is_not_offered_to_be_joined(office):
    closed = taken(office, NIGHT)
    intake.answer(closed, by=office.agent, at=MONDAY, text="已转告工地。")
    taken(office, NIGHT, MONDAY - timedelta(days=100))

    assert like_orders(matter(NIGHT), office.agent, area_id=None, at=MONDAY) == []


def test_a_confidential_report_is_found_by_nothing(office):
    secret = intake.register(cast.secret(office, NIGHT), by=office.agent, at=MONDAY).order

    assert not OrderText.objects.filter(order=secret).exists()
    assert find_orders("打桩", office.head, day=MONDAY.date()) == []
    assert like_orders(matter(NIGHT), office.head, area_id=None, at=MONDAY) == []


def test_an_agent_joins_a_call_to_the_matter_of_another_and_the_caller_stays_informed(office):
    main = taken(office, "山塘街那边的工地，晚上十二点还在打桩。")
    mine = taken(office, NIGHT, phone="13900000000")

    side.join(mine, main, by=office.agent, at=MONDAY)

    mine = Order.objects.get(pk=mine.pk)
    assert (mine.status, mine.merged_into) == ("merged", main)


def test_a_list_finds_by_number_by_telephone_or_by_words_among_what_its_filters_leave(office):
    lamp = cast.registered(office, text="路灯坏了，晚上看不清路。", phone="13900001111")
    other = cast.registered(office, text="路灯又坏了。", kind="help", phone="13900002222")
    seen, day = visible_to(office.lin), MONDAY.date()

    assert set(narrowed(seen, "路灯", day)) == {lamp, other}
    assert list(narrowed(seen.filter(kind="help"), "路灯", day)) == [other]
    assert list(narrowed(seen, lamp.reference.lower(), day)) == [lamp]
    assert list(narrowed(seen, "139 0000 2222", day)) == [other]
    assert not narrowed(seen, "地铁", day)
