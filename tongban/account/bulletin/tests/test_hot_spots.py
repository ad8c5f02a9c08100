"""Hot spots: districts against their usual, drawn and told; the office's own map is checked before it is kept."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.account.bulletin import actions
from tongban.account.bulletin.models import DistrictMap
from tongban.account.bulletin.queries import hot_spots
from tongban.account.bulletin.queries.content import content_of
from tongban.account.bulletin.queries.figures import PeriodFigures
from tongban.account.bulletin.queries.hot_spots import LEGEND, spots_of
from tongban.account.bulletin.queries.map_drawing import draw_map
from tongban.account.bulletin.shapes import normalized_shapes, own_shapes
from tongban.account.insight.rules import Period
from tongban.work.hotline.models import Area, BurstAlarm
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
SQUARE = [[120.0, 31.0], [121.0, 31.0], [121.0, 32.0], [120.0, 32.0], [120.0, 31.0]]


def geojson(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(code="320508", kind="Polygon", coordinates=(SQUARE,), **more):
    return {
        "type": "Feature",
        "properties": {"code": code, "name": "姑苏区"},
        "geometry": {"type": kind, "coordinates": coordinates},
        **more,
    }


@pytest.fixture
def quiet_weeks(office, monkeypatch):
    """Let the district have one order a day for sixty days, and what is asked today."""
    counts = [1] * 63

    def series(first, last, *, demand_class=""):
        return {("020101", "320508"): counts[-((last - first).days + 1) :]}

    monkeypatch.setattr(hot_spots, "daily_counts", series)
    return counts


def test_as_many_as_ever_are_usual(quiet_weeks):
    (spot,) = spots_of(Period(date(2022, 9, 5), date(2022, 9, 11)))

    assert (spot.count, spot.usual, spot.level[0]) == (7, 7, "usual")


def test_far_more_than_usual_are_shown_so(quiet_weeks):
    quiet_weeks[-7:] = [4] * 7

    (spot,) = spots_of(Period(date(2022, 9, 5), date(2022, 9, 11)))

    assert (spot.count, spot.level[0]) == (28, "very-high")
    assert spot.p < 0.001


def test_without_history_nothing_is_claimed(office):
    (spot,) = spots_of(Period(date(2022, 9, 5), date(2022, 9, 11)))

    assert (spot.count, spot.level[0]) == (0, "unknown")


def test_orders_are_counted_where_and_when_they_came(monday):
    (spot,) = spots_of(Period(date(2022, 9, 5), date(2022, 9, 5)), demand_class="02")

    assert spot.count == 3
    assert spots_of(Period(date(2022, 9, 5), date(2022, 9, 5)), demand_class="01")[0].count == 0


def test_the_own_drawing_has_the_districts_of_the_city_once():
    codes = [shape["code"] for shape in own_shapes()]

    assert len(set(codes)) == len(codes) == 10
    assert all(ring[0] == ring[-1] for shape in own_shapes() for ring in shape["rings"])


def test_a_district_without_a_shape_stays_in_the_table(office):
    Area.objects.create(code="320599", name="新设区")

    drawn = draw_map(spots_of(Period(date(2022, 9, 5), date(2022, 9, 5))))

    assert [each.spot.name for each in drawn.districts] == ["姑苏区"]
    assert [spot.name for spot in drawn.without_shape] == ["新设区"]


def test_the_office_loads_its_own_map(office):
    text = geojson(feature(), feature("320505", "MultiPolygon", [[SQUARE], [SQUARE]]))

    actions.load_map(text, "市自然资源和规划局", "苏S(2026)001号", by=office.head, at=cast.MONDAY)

    drawn = draw_map(spots_of(Period(date(2022, 9, 5), date(2022, 9, 5))))
    assert drawn.loaded.review_number == "苏S(2026)001号"
    assert drawn.districts[0].path.startswith("M")
    assert abs(drawn.districts[0].x - 500) < 5


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"type": "FeatureCollection"}',
        b"[" * 100_000,
        geojson(),
        geojson(feature(kind="Point", coordinates=[1, 2])),
        geojson(feature(code="../etc")),
        geojson(feature(code="<svg>")),
        geojson(feature(coordinates=[SQUARE[:3]])),
        geojson(feature(coordinates=[[[float("inf"), 1]] * 4])),
        geojson(feature(coordinates=[[["M0", "script"]] * 4])),
        geojson(feature(), feature()),
        geojson(feature(geometry=None)),
        geojson(feature(coordinates=[SQUARE * 11_000])),
        b" " * (1024 * 1024 + 1),
    ],
)
def test_a_bad_map_is_refused_with_its_reason(text):
    with pytest.raises(ValidationError):
        normalized_shapes(text)


def test_a_refused_map_leaves_the_old_one(office):
    client = Client()
    client.force_login(office.head)

    answer = client.post(
        reverse("bulletin:load_map"), {"file": SimpleUploadedFile("a.json", b"{}"), "source": "市规划局"}
    )

    assert answer.status_code == 422
    assert "市规划局" in answer.content.decode()
    assert not DistrictMap.objects.exists()


def test_the_page_says_in_a_table_what_the_map_shows(monday):
    client = Client()
    client.force_login(monday.qian)

    page = client.get(
        reverse("bulletin:hot_spots"),
        {"since": "2022-09-05", "until": "2022-09-05", "demand_class": "020101"},
    )

    assert page.status_code == 200
    (row,) = page.context["table"].rows
    (drawn,) = page.context["map"].districts
    assert drawn.spot == row
    assert row.count == 3
    assert {name for name, _ in LEGEND} >= {row.level[0]}


def test_a_burst_is_told_with_its_statistics(office):
    today = localdate()
    told = {"seen": 19, "expected": 0.8, "limit": 6, "p": 1e-9, "level": 3.0, "weekday_factor": 1.1}
    rest = {"share": 0.25, "scatter": 0.05, "budget": 2, "found_at": cast.MONDAY, "day": today}
    BurstAlarm.objects.create(demand_class=office.noise, area=office.area, **told, **rest)
    client = Client()
    client.force_login(office.qian)

    page = client.get(reverse("bulletin:hot_spots"), {"since": today - timedelta(days=3), "until": today})

    text = page.content.decode()
    assert all(said in text for said in ("噪声扰民", "1.0e-09", "0.050", ">25<"))
    composed = content_of("daily", PeriodFigures(Period(today, today), cast.MONDAY))
    assert composed["bursts"] == [[str(today), "姑苏区", "噪声扰民", 19, "0.8", 6, "1.0e-09"]]
    assert "噪声扰民" in client.get(reverse("bulletin:wall")).content.decode()
