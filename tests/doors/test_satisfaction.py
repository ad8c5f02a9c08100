"""Satisfaction is counted once: the page, the API, its key's reader and the metric give one answer."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tongban.account.insight.definitions import metric
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.rating_figures import rating_figures_by
from tongban.account.insight.rules import Period, interval, read_period, year_of
from tongban.account.insight.values import value_of
from tongban.doors.api.queries.results import figures as told
from tongban.ground.people.tests import cast
from tongban.work.ratings import actions

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = datetime(2022, 12, 28, 2, 0, tzinfo=UTC), datetime(2023, 1, 9, 2, 0, tzinfo=UTC)
LATER = JANUARY + timedelta(hours=3)
PERCENT = Decimal("0.01")


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture
def head():
    return cast.staff("head", "division_head", department=cast.finance_division())


@pytest.fixture
def supervisor():
    return cast.staff("supervisor", "supervisor", department=cast.bureau())


@pytest.fixture
def serve(head):
    """Return a maker of services, rated or not."""

    def give(number, level=None, served=JANUARY, at=JANUARY):
        invitation = actions.invite(
            f"CASE-2023-{number:06d}", item_name="食品经营许可", division=head.department, at=served
        )
        return level and actions.rate(invitation, level, channel="qr", text="等了很久", at=at)

    return give


def page(user, since, until, **more):
    client = Client()
    client.force_login(user)
    return client.get(reverse("figures:ratings"), {"since": since, "until": until, "by": "item", **more})


def answers(user, period):
    """Return satisfaction as (satisfied, rated, percent) by the page and by the metric."""
    rows = page(user, period.first.isoformat(), period.last.isoformat()).context["table"].rows
    value = value_of(metric("satisfaction"), period, engine=LIVE, at=LATER)
    return (
        [(row.good.numerator, row.good.denominator, row.good.value) for row in rows if row.good],
        [(value.numerator, value.denominator, value.value)] if value.rows else [],
    )


def test_a_service_of_december_rated_in_january_counts_in_january_everywhere(head, serve):
    serve(1, 5, served=DECEMBER)
    serve(2, 2)
    serve(3, 4, served=DECEMBER, at=DECEMBER)

    january, december = (answers(head, read_period(month)) for month in ("2023-01", "2022-12"))

    assert january == ([(1, 2, 50)],) * 2
    assert december == ([(1, 1, 100)],) * 2


def test_the_api_tells_of_a_whole_year_what_the_page_tells(head, serve):
    for number in range(1, 39):
        serve(number, 5 if number > 8 else 2, served=DECEMBER if number % 2 else JANUARY)

    (row,) = told(year_of(2023), "item").results

    assert (row.good.part, row.good.whole, row.bad.part) == (30, 38, 8)
    assert answers(head, year_of(2023)) == ([(30, 38, Decimal(row.good.value * 100).quantize(PERCENT))],) * 2
    low, high = interval(Decimal(30), Decimal(38))
    assert (row.good.low, row.good.high) == (float(low / 100), float(high / 100))


@pytest.mark.parametrize("levels", [(5, 5, 4, 1), (3, 2, 2), (1,), (3,)])
def test_the_interval_is_that_of_the_metric(head, serve, levels):
    for number, level in enumerate(levels, start=1):
        serve(number, level)
    good = sum(level >= 3 for level in levels)

    period = read_period("2023-01")
    shown = page(head, period.first, period.last).content.decode()
    (row,) = rating_figures_by("division", period, engine=LIVE, at=LATER)

    low, high = interval(Decimal(good), Decimal(len(levels)))
    assert f"{low:.2f}% – {high:.2f}%" in shown
    assert row.good.interval == (low, high)
    assert (row.bad.numerator, row.bad.denominator) == (len(levels) - good, len(levels))


def test_who_did_not_rate_is_asked_and_not_satisfied(head, serve):
    serve(1, 5)
    serve(2)

    (row,) = rating_figures_by("item", read_period("2023-01"), engine=LIVE, at=LATER)

    assert (row.asked, row.rated, row.response.value, row.good.value) == (2, 1, 50, 100)


def test_a_rating_found_mistaken_is_not_counted_and_said_so(head, supervisor, serve):
    bad = serve(1, 1).work
    serve(2, 5)
    actions.appeal(bad, by=head, at=LATER, why="评错了事项")
    actions.rule(bad, "exclude", by=supervisor, at=LATER, ruling="确系误评")

    (row,) = rating_figures_by("item", read_period("2023-01"), engine=LIVE, at=LATER)

    assert (row.rated, row.excluded, row.good.numerator, row.bad.numerator) == (1, 1, 1, 0)
    assert answers(head, read_period("2023-01")) == ([(1, 1, 100)],) * 2


def test_of_nothing_there_is_no_share(head):
    assert answers(head, Period(JANUARY.date(), JANUARY.date())) == ([], [])


def test_a_period_that_ends_before_it_begins_is_told(head):
    answer = page(head, "2023-02-01", "2023-01-01")

    assert "is-invalid" in answer.content.decode() or answer.context["form"].errors


def test_the_export_holds_numbers(head, serve):
    serve(1, 5)

    answer = page(head, "2023-01-01", "2023-01-31", export="xlsx")

    sheet = load_workbook(BytesIO(b"".join(answer)), data_only=True).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 1 in cells
    assert "1" not in cells
