"""The pages of flows: who opens them, whose cases they count, what lies behind a line, what is likely late."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tongban.account.insight import flows
from tongban.doors.desk.flows.views import likely
from tongban.ground.people.models import Department
from tongban.work.cases.models import Case
from tongban.work.cases.tests.cast import day

pytestmark = pytest.mark.django_db
PAGES = ("moves", "variants", "waiting", "steps", "outside", "likely")
ARC = {"from": "file", "to": "accept"}


@pytest.fixture(autouse=True)
def no_snapshot(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture
def see():
    """Return a way to open a page as somebody."""

    def opened(user, name, query=None):
        client = Client()
        client.force_login(user)
        return client.get(reverse(f"flows:{name}"), query or {})

    return opened


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_supervisors_leaders_and_division_heads_open_every_page(house, issued, see, name):
    assert {see(who, name).status_code for who in (house.gao, house.xu, house.chen)} == {200}


@pytest.mark.parametrize("name", [*PAGES, "cases"])
def test_clerks_reviewers_and_administrators_open_none(house, see, name):
    assert {see(who, name).status_code for who in (house.li, house.wang, house.admin)} == {403}


def test_the_map_draws_moves_and_steps_of_an_item_without_any_inline_style(house, issued, see):
    page = text_of(see(house.chen, "moves", {"item": house.item.code}))

    for words in ("flow-svg", "材料审查", "消防意见", "现场核查", "flow-wide-5"):
        assert words in page
    assert "style=" not in page


def test_a_division_head_counts_only_cases_of_the_own_division(house, issued, see):
    fire = house.places["fire"]
    stranger = house.chen
    stranger.department = fire
    stranger.save()

    own = text_of(see(stranger, "moves"))
    asked = text_of(see(stranger, "moves", {"division": house.places["food"].name}))
    behind = text_of(see(stranger, "cases", ARC))

    assert "flow-svg" not in own
    assert "flow-svg" not in asked
    assert issued.reference not in behind


def test_a_division_whose_name_another_office_carries_too_is_not_told_to_its_head(house, issued, see):
    Department.objects.create(code="X", name=house.places["food"].name, kind="division")

    assert "flow-svg" not in text_of(see(house.chen, "moves"))


def test_behind_a_line_stand_its_cases_with_links_for_who_may_open_them(house, issued, see):
    page = text_of(see(house.chen, "cases", ARC))

    assert reverse("cases:case", args=[issued.reference]) in page


def test_a_pick_that_says_nothing_is_not_found(house, see):
    assert see(house.chen, "cases").status_code == 404
    assert see(house.chen, "cases", {"departure": "invented"}).status_code == 404


@pytest.mark.parametrize("name", ["moves", "variants", "waiting", "steps", "outside"])
def test_every_list_goes_out_as_a_workbook(house, issued, see, name):
    answer = see(house.gao, name, {"export": "xlsx"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet.max_row > 1


def test_an_empty_period_says_so_and_a_wrong_one_is_refused(house, issued, see):
    empty = see(house.gao, "moves", {"first": "2019-01-01", "last": "2019-12-31"})
    wrong = see(house.gao, "moves", {"first": "2022-12-31", "last": "2022-01-01"})

    assert empty.status_code == 200
    assert "flow-svg" not in text_of(empty)
    assert wrong.status_code == 422


def test_a_house_without_cases_shows_empty_pages(house, see):
    assert {see(house.gao, name).status_code for name in PAGES} == {200}


def test_an_open_case_rests_on_what_became_of_like_ones(house, accepted, see, monkeypatch):
    stood = flows.CaseProgress(house.item.code, accepted.division.name, 8, 1, 0, 0)
    past = flows.PastOutcomes(
        [flows.PastCases(_after(stood, 3), 10, 0), flows.PastCases(_after(stood, 60), 30, 0)]
    )
    monkeypatch.setattr(likely, "known_forecasts", lambda *_: (past, None))
    monkeypatch.setattr(likely, "localdate", lambda: day(9, 9).date())

    page = text_of(see(house.chen, "likely"))

    assert accepted.reference in page
    assert "75." in page or "74." in page
    assert str(Case.objects.get(pk=accepted.pk).due_on) in page


def test_what_is_late_already_is_no_warning(house, accepted, see, monkeypatch):
    stood = flows.CaseProgress(house.item.code, accepted.division.name, 8, 1, 0, 0)
    past = flows.PastOutcomes([flows.PastCases(_after(stood, 60), 30, 0)])
    monkeypatch.setattr(likely, "known_forecasts", lambda *_: (past, None))
    monkeypatch.setattr(likely, "localdate", lambda: day(12, 1).date())

    assert accepted.reference not in text_of(see(house.chen, "likely"))
    assert accepted.reference in text_of(see(house.chen, "likely", {"least": "late"}))
    assert accepted.reference in text_of(see(house.chen, "likely", {"least": "0"}))


def test_how_an_open_case_stands_is_counted_in_working_days(house, accepted):
    from tongban.doors.desk.flows.open_cases import open_cases
    from tongban.ground.kit.calendars import calendar

    (found,) = open_cases(Case.objects.all(), day(9, 9).date(), calendar())

    assert found.step == "材料审查、消防意见"
    assert (found.standing.place, found.standing.spent_days, found.standing.days_left) == (1, 3, 5)


def _after(standing, days):
    from dataclasses import replace

    return replace(standing, spent_days=days)


def test_days_that_special_procedures_stopped_are_not_spent_and_count_once(house, accepted):
    from datetime import date

    from tongban.doors.desk.flows.open_cases import open_cases
    from tongban.ground.kit.calendars import calendar
    from tongban.work.cases.models import Pause

    told = {"document": "苏特〔2022〕1号", "reason": "检测", "needed_days": 2, "kind": "testing"}
    for since, until in ((date(2022, 9, 7), date(2022, 9, 7)), (date(2022, 9, 7), date(2022, 9, 8))):
        Pause.objects.create(case=accepted, since=since, until=until, **told)

    (found,) = open_cases(Case.objects.all(), day(9, 9).date(), calendar())

    assert found.standing.spent_days == 1
