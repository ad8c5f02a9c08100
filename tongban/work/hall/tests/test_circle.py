"""The fifteen-minute circle: residents read in line by line, how far one comes, the share by item and hour."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.work.hall.actions import circle, places
from tongban.work.hall.models import ReachShare, ResidentGrid
from tongban.work.hall.queries.reach import circle_on
from tongban.work.hall.reach.shares import Cell
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import LONG_AGO, TUESDAY, at

CELLS = [Cell(120.600, 31.300, 600), Cell(120.604, 31.300, 300), Cell(120.700, 31.300, 100)]
LIMITS = {
    "in_force_on": TUESDAY,
    "source": "中心办公会",
    "minutes": 15,
    "metres_per_minute": 10,
    "detour_percent": 100,
}


@pytest.fixture
def offered(hall):
    """The place stands in the first cell and offers an item; a grid of a thousand residents is known."""
    places.change_place(hall.place, {"longitude": "120.6", "latitude": "31.3"}, by=hall.head, at=at(8))
    hall.item = cast.item(hall)
    places.offer(hall.a, [hall.item], LONG_AGO, by=hall.head, at=at(8))
    circle.import_grid(CELLS, LONG_AGO, "示例", by=hall.head, at=at(8))
    return hall


def test_residents_within_reach_count_while_the_place_is_open(offered):
    found = circle_on(TUESDAY)

    assert [found.share(offered.item, hour) for hour in (8, 9, 12, 16, 17)] == [0, 0.9, 0, 0.9, 0]


def test_how_far_one_comes_is_dated_and_the_offices(offered):
    circle.set_reach(LIMITS, by=offered.head, at=at(8))

    before, since = (circle_on(day).share(offered.item, 9) for day in (TUESDAY - timedelta(days=1), TUESDAY))

    assert (before, since) == (0.9, 0.6)


def test_the_newest_grid_counts_from_its_day(offered):
    circle.import_grid([Cell(120.7, 31.3, 50)], TUESDAY, "新", by=offered.head, at=at(8))

    assert circle_on(TUESDAY).share(offered.item, 9) == 0
    assert circle_on(TUESDAY - timedelta(days=1)).share(offered.item, 9) == 0.9


def test_each_month_is_measured_once_on_a_working_day(offered):
    sunday = at(1, day=TUESDAY - timedelta(days=2))

    counted = [circle.measure_month(at=when) for when in (sunday, at(1), at(2))]

    assert counted == [0, 24, 0]
    assert ReachShare.objects.get(hour=9).reached == 900


def test_without_a_grid_nothing_is_measured(hall, client):
    client.force_login(hall.head)

    assert circle.measure_month(at=at(1)) == 0
    assert "尚未导入" in client.get(reverse("hall:circle")).content.decode()


def test_the_page_draws_the_grid_and_tells_each_hour(offered, client):
    client.force_login(offered.wang)

    page = client.get(reverse("hall:circle"), {"item": offered.item.pk, "hour": 9}).content.decode()

    assert page.count("<rect class") == 3
    assert offered.item.name in page
    assert client.get(reverse("hall:circle-grid")).status_code == 403


def test_a_file_is_read_in_or_told_line_by_line_what_is_wrong(hall, client):
    client.force_login(hall.head)
    address = reverse("hall:circle-grid")

    def send(text):
        file = SimpleUploadedFile("grid.csv", text.encode(), "text/csv")
        return client.post(address, {"since": "2026-01-01", "source": "公安人口", "file": file})

    wrong = send("120.6,31.3,5\n31.3,120.6,5\n120.6,31.3,x")
    right = send("经度,纬度,居民数\n120.6,31.3,5")

    told = wrong.content.decode()
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "第2行" in told
    assert "第3行" in told
    assert "公安人口" in told
    assert ResidentGrid.objects.get().cells == [[120.6, 31.3, 5]]


def test_settings_of_the_reach_are_kept_on_the_page(hall, client):
    client.force_login(hall.head)

    answer = client.post(reverse("hall:circle-settings"), LIMITS)
    wrong = client.post(reverse("hall:circle-settings"), LIMITS | {"detour_percent": 50})

    assert (answer.status_code, wrong.status_code) == (302, 422)


def test_the_table_begins_with_what_fewest_reach_and_is_narrowed_by_district(offered, client):
    client.force_login(offered.wang)
    address, area = reverse("hall:circle"), offered.place.area_id

    shortest = client.get(address, {"hour": 9}).context["table"].rows
    here = client.get(address, {"hour": 9, "district": area}).context["table"].rows
    shares = [circle_on(localdate()).share(item, 9) for item in shortest]

    assert shares == sorted(shares)
    assert offered.item in here
    assert client.get(address, {"export": "xlsx"}).headers["Content-Type"].endswith("sheet")
