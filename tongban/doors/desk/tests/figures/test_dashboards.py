"""Dashboards: every tile with its trend, comparison and light; told by division, item, district; what is wrong; the wall."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from tongban.account.evaluation.queries.operating_figures import MetricTarget
from tongban.account.evaluation.rules import Goal
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.snapshot import writer
from tongban.doors.desk.figures import apart, tiles
from tongban.doors.desk.figures.freshness import freshness_now
from tongban.doors.desk.figures.trends import Trend
from tongban.work.cases.actions import intake
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast

YEAR_END = datetime(2023, 2, 1, tzinfo=UTC)
MONTHS = [date(2022, month, 1) for month in range(1, 13)]


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture
def copied(filed):
    """Return how to let more cases be filed like the one there is, at a moment."""

    def copy(count, at):
        for _ in range(count):
            case = Case.objects.get(pk=filed.pk)
            case.pk, case.reference = None, f"CASE-2022-9{Case.objects.count():05d}"
            case.filed_at = at
            case.save()

    return copy


def at_desk(user):
    client = Client()
    client.force_login(user, backend="tongban.ground.people.sign_in.Staff")
    return client


def tile(code="cases-filed", period=None, at=YEAR_END, target=None):
    return tiles.tile_of(code, period or year_of(2022), at=at, target=target, only={})


def at_least(value, **more):
    return MetricTarget(Goal(">=", Decimal(value), **more), f"≥{value}")


def test_a_tile_is_compared_with_the_same_days_of_the_year_before(house, filed, copied):
    copied(1, datetime(2021, 9, 1, 2, tzinfo=UTC))
    copied(5, datetime(2021, 12, 1, 2, tzinfo=UTC))

    found = tile(period=Period(date(2022, 1, 1), date(2022, 10, 31)))

    assert (found.value.value, found.before.value) == (1, 1)
    assert found.comparison.change == 0


def test_without_a_year_before_the_last_whole_month_is_compared_with_the_one_before(house, filed, copied):
    copied(2, datetime(2022, 10, 5, 2, tzinfo=UTC))
    copied(7, datetime(2022, 11, 5, 2, tzinfo=UTC))

    found = tile(period=Period(date(2022, 1, 1), date(2022, 11, 10)))

    assert found.comparison.change == 100
    assert "前一月" in str(found.comparison.against) or "whole month" in str(found.comparison.against)


def test_a_trend_has_twelve_months_and_breaks_where_nothing_is_known(house, filed):
    counted, median = tile().trend, tile("worked-days-median").trend

    assert counted.values == [0] * 8 + [1] + [0] * 3
    assert (len(counted.lines), median.is_drawn) == (1, False)
    assert len(Trend(MONTHS, [Decimal(1), None, *[Decimal(2)] * 10]).lines) == 2


def test_a_target_is_a_line_and_a_light(house, filed):
    met, missed = tile(target=at_least(1)), tile(target=at_least(24))

    assert (met.light, missed.light, tile().light) == ("green", "red", "grey")
    assert missed.trend.target == 2
    assert missed.trend.target_y < missed.trend.last.y


def test_a_running_year_is_held_to_what_the_target_asks_for_by_now(house, filed):
    found = tile(period=Period(date(2022, 1, 1), date(2022, 9, 30)), target=at_least(12))

    assert 8 < found.expected < 10
    assert found.light in ("yellow", "red")


def test_up_to_date_means_that_nothing_was_done_since(house, filed):
    writer.make_snapshot(at=cast.day(9, 6))

    before = freshness_now(cast.day(9, 7))
    intake.accept(filed, by=house.li, at=cast.day(9, 7))
    after = freshness_now(cast.day(9, 8))

    assert (before.light, before.newer) == ("green", 0)
    assert (after.light, after.newest_at) == ("yellow", cast.day(9, 7))
    assert after.newer >= 1
    assert freshness_now(datetime(2023, 9, 1, tzinfo=UTC)).light == "red"


def test_the_page_says_what_is_not_in_its_figures(house, filed):
    writer.make_snapshot(at=cast.day(9, 6))
    intake.accept(filed, by=house.li, at=cast.day(9, 7))

    text = at_desk(house.gao).get("/figures/?year=2022").content.decode()

    assert "未计入" in text


def test_divisions_items_and_districts_stand_beside_each_other(house, granted):
    leader = at_desk(house.gao)

    by_division, by_item = (
        apart.table(column, year_of(2022), {}, YEAR_END).rows for column in ("division", "item")
    )
    of_district = leader.get("/figures/?year=2022&district=姑苏区")

    assert [row.name for row in by_division] == [str(granted.division)]
    assert [row.name for row in by_item] == [granted.version.item.name]
    assert {each.metric.fact for each in of_district.context["board"].tiles} == {"visits", "hotline_orders"}
    assert of_district.context["by"] == "district"


def test_what_is_late_comes_first_on_the_page_of_a_leader(house, accepted):
    Case.objects.filter(pk=accepted.pk).update(due_on=date(2022, 9, 1))

    response = at_desk(house.gao).get("/desk/wrong/")

    late = response.context["alarms"][0]
    assert (late.count, [row.url for row in late.rows]) == (1, [f"/cases/{accepted.reference}/"])
    assert at_desk(house.li).get("/desk/wrong/").status_code == 403


def test_the_wall_says_today_and_nothing_on_it_can_be_clicked(house, filed):
    Case.objects.filter(pk=filed.pk).update(filed_at=now())

    response = at_desk(house.gao).get("/figures/wall/")

    text = response.content.decode()
    assert [each.count for each in response.context["today"].flow] == [1, 0, 0, 0]
    assert response.context["bars"][-1].name == f"{localdate():%m-%d}"
    assert "every 60s" in text
    assert not [mark for mark in ("<a ", "<button", "<input") if mark in text.partition('id="content"')[2]]
