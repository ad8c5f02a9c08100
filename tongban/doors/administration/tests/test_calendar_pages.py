"""The calendar editor: read by everybody, kept by the legal officer."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.models import CalendarNotice
from tongban.ground.ledger.models import Entry
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
NOTICE = {
    "year": 2027,
    "notice": "国务院办公厅关于2027年部分节假日安排的通知",
    "number": "国办发明电〔2026〕9号（示例）",
    "published_on": "2026-11-10",
    "off": "2027-01-01 元旦\n2027-01-02 元旦\n2027-01-03 元旦",
    "make_up": "2027-01-10 元旦",
}
ENTER = "/calendar/enter/"


@pytest.fixture
def lawyer():
    client = Client()
    client.force_login(cast.staff("luo", "legal_officer", department=cast.bureau()))
    return client


def text_of(answer):
    return answer.content.decode()


def test_everybody_reads_which_years_are_published(client):
    page = text_of(client.get(reverse("calendar:years")))

    assert "/calendar/2026/" in page
    assert "尚未公布" in page


def test_a_year_is_drawn_with_its_days_off(client):
    page = text_of(client.get(reverse("calendar:year", args=[2026])))

    assert page.count('class="card month"') == 12
    assert "国庆节放假" in page
    assert "春节调休上班" in page


def test_a_year_without_a_notice_says_so(client):
    assert "尚未公布" in text_of(client.get(reverse("calendar:year", args=[2027])))
    assert client.get(reverse("calendar:year", args=[1990])).status_code == 404


def test_only_the_legal_officer_enters_a_notice(client):
    assert client.get(ENTER).status_code == 302
    client.force_login(cast.clerk())
    assert client.post(ENTER, NOTICE).status_code == 403


def test_what_changes_is_shown_before_it_is_entered(lawyer):
    page = text_of(lawyer.post(ENTER, NOTICE))

    assert "2027-01-01" in page
    assert "元旦放假" in page
    assert not CalendarNotice.objects.exists()


def test_a_notice_is_entered_in_the_ledger_and_counts_at_once(lawyer):
    lawyer.post(ENTER, NOTICE | {"confirmed": "yes"})

    assert 2027 in calendar().published_years
    entry = Entry.objects.get(subject="CALENDAR-2027")
    assert entry.basis == "licensing-law:82"
    assert entry.payload["off"][0] == ["2027-01-01", "元旦"]


def test_every_fault_is_named_and_nothing_typed_is_lost(lawyer):
    answer = lawyer.post(ENTER, NOTICE | {"make_up": "2027-01-04 元旦\n2027-01-01 元旦"})

    page = text_of(answer)
    assert answer.status_code == 422
    assert "2027-01-04 是周一至周五" in page
    assert "2027-01-01 列了两次" in page
    assert "国办发明电〔2026〕9号（示例）" in page


def test_a_line_that_is_no_day_is_named(lawyer):
    assert "第 2 行不是日期：元旦三天" in text_of(
        lawyer.post(ENTER, NOTICE | {"off": "2027-01-01 元旦\n元旦三天"})
    )
