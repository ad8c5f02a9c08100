"""The hotline's published figures: whoever has the counts recomputes the rates, with no part of the house."""

import csv
import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from math import sqrt

import pytest

from tongban.account.bulletin.queries import rates
from tongban.account.insight.rules import year_of
from tongban.doors.portal.views import hotline_rates
from tongban.work.hotline.actions import outcome
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/hotline-figures/?year=2022"
COUNTS = "/hotline-figures/counts.{}?year=2022"
NAMES = ("response", "solution", "satisfaction")


@pytest.fixture
def september():
    """Three orders called back, one of them with a bad result that a ruling leaves out; one answered at once."""
    office = cast.office()
    way = ("dispatch", "sign", "reply", "review")
    cast.led(office, cast.registered(office), *way, "close")
    bad = cast.led(office, cast.registered(office), *way)
    outcome.close(bad, by=office.qian, at=cast.at(5, 17), heard=cast.UNSOLVED)
    left_out = cast.led(office, cast.registered(office), *way)
    outcome.close(left_out, by=office.qian, at=cast.at(5, 17), heard=cast.UNSOLVED)
    outcome.appeal(left_out, by=office.hua, at=cast.at(6), reason="误评")
    outcome.rule_appeal(left_out, by=office.head, at=cast.at(7), is_granted=True, ruling="属实")
    cast.led(office, cast.registered(office), "answer")
    return office


def counted(client, extension):
    text = client.get(COUNTS.format(extension)).content.decode()
    if extension == "json":
        return json.loads(text)["months"]
    return [
        {name: value if name == "month" else int(value) for name, value in row.items()}
        for row in csv.DictReader(StringIO(text))
    ]


def recomputed(yes, asked):
    """Return a rate and its Wilson interval, worked out here from two numbers alone."""
    z, n = 1.959963984540054, asked
    p = yes / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    bounds = [100 * (middle + sign * half) / (1 + z * z / n) for sign in (-1, 1)]
    return [str(Decimal(each).quantize(Decimal("0.01"), ROUND_HALF_UP)) for each in (100 * p, *bounds)]


@pytest.mark.parametrize("extension", ["csv", "json"])
def test_anybody_recomputes_the_rates_from_the_published_counts_alone(client, september, extension):
    months = counted(client, extension)
    page = client.get(PAGE).content.decode()

    assert len(months) == 12
    for name in NAMES:
        yes, asked = (sum(month[f"{name}_{part}"] for month in months) for part in ("yes", "asked"))
        assert (yes, asked) == (1, 2)
        value, low, high = recomputed(yes, asked)
        assert f"{value}%" in page
        assert f"{low}% – {high}%" in page


def test_closed_is_the_sum_of_what_is_known_of_it(client, september):
    for month in counted(client, "csv"):
        parts = ("closed_solved", "closed_unsolved", "closed_unheard")
        assert month["closed"] == sum(month[name] for name in parts)
    (found,) = [month for month in counted(client, "csv") if month["closed"]]
    assert (found["month"], found["closed"], found["closed_unsolved"]) == ("2022-09", 4, 2)
    assert found["calls_excluded"] == 1


def test_a_month_that_is_not_over_is_not_told(september):
    class Asked:
        GET = {"year": "2022"}

    assert hotline_rates._asked(Asked, date(2022, 9, 30)).last == date(2022, 8, 31)
    assert hotline_rates._asked(Asked, date(2022, 10, 1)).last == date(2022, 9, 30)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 12, 1), date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 1, 31), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_without_a_year_the_last_twelve_months_are_told(rf, today, first, last):
    found = hotline_rates._asked(rf.get("/"), today)

    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("year", ["", "x", "99999", "1999", "２０２２", "-1"])
def test_a_year_that_is_none_is_the_last_twelve_months(client, db, year):
    assert client.get("/hotline-figures/", {"year": year}).status_code == 200


def test_only_two_forms_are_given_out(client, db):
    assert client.get(COUNTS.format("xlsx")).status_code == 404


def test_nothing_told_says_anything_of_a_caller(september):
    told = rates.published_counts(year_of(2022), cast.at(30))

    assert {name for row in told for name in row} == set(rates.COLUMNS)
    assert all(isinstance(value, int) for row in told for name, value in row.items() if name != "month")
