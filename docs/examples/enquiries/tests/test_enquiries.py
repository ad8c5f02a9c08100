"""A question at the window, from the entry to the written answer, as the house sees it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.urls import reverse
from tongban.work.enquiries import actions, rules
from tongban.work.enquiries.models import Enquiry

from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.ledger.wording import describe
from tongban.ground.people.models import Applicant
from tongban.ground.people.tests import cast

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
QUESTION, ANSWER = "搬到隔壁要重新申请吗？", "门牌号变更的，办理变更手续即可。"


@pytest.fixture
def clerk(db):
    return cast.staff("zhou", "window_clerk", department=cast.finance_division())


@pytest.fixture
def reviewer(db):
    return cast.staff("shen", "reviewer", department=cast.finance_division())


@pytest.fixture
def applicant(db):
    return Applicant.objects.create(
        kind="enterprise", name="苏州小桥餐饮管理有限公司", number_type="credit", number="91320500MAEXAMPL1X"
    )


@pytest.fixture
def enquiry(clerk, reviewer, applicant):
    return actions.take(applicant, reviewer.department, QUESTION, by=clerk, at=AT)


def test_an_answer_is_due_five_working_days_after_the_question_past_the_holiday():
    assert rules.answer_due_on(date(2026, 9, 28), SHIPPED) == date(2026, 10, 10)


def test_an_enquiry_is_answered_once(enquiry, reviewer):
    actions.answer(enquiry, ANSWER, by=reviewer, at=AT)

    with pytest.raises(Refused):
        actions.answer(enquiry, "再答复一次", by=reviewer, at=AT)


def test_the_clerk_takes_a_question_in_on_the_first_screen(client, clerk, reviewer, applicant):
    client.force_login(clerk)
    said = {"number": applicant.number, "division": reviewer.department_id, "question": QUESTION}

    client.post(reverse("enquiries:list"), said)
    page = client.get(reverse("enquiries:list")).content.decode()

    found = Enquiry.objects.get()
    assert found.reference in page
    assert "待答复" in page


def test_a_wrong_number_is_said_and_nothing_typed_is_lost(client, clerk, reviewer):
    client.force_login(clerk)
    said = {"number": "0", "division": reviewer.department_id, "question": QUESTION}

    answer = client.post(reverse("enquiries:list"), said)

    assert answer.status_code == 422
    assert QUESTION in answer.content.decode()


def test_the_reviewer_answers_and_prints_on_the_second_screen(client, enquiry, reviewer):
    client.force_login(reviewer)
    address = reverse("enquiries:enquiry", args=[enquiry.reference])

    client.post(address, {"text": ANSWER})
    page = client.get(address).content.decode()
    paper = client.get(reverse("enquiries:paper", args=[enquiry.reference]))

    assert ANSWER in page
    assert "书面答复" in page
    assert paper.content.startswith(b"%PDF")


def test_the_menu_and_the_first_page_lead_there(client, enquiry, reviewer):
    client.force_login(reviewer)

    page = client.get("/").content.decode()

    assert page.count(f'href="{reverse("enquiries:list")}"') == 2


def test_the_division_and_the_window_are_told(enquiry, clerk, reviewer):
    actions.answer(enquiry, ANSWER, by=reviewer, at=AT)

    deliver_due(at=AT)

    told = {message.reader: message.subject for message in Message.objects.select_related("reader")}
    assert told == {reviewer: enquiry.reference, clerk: enquiry.reference}


def test_the_fact_tells_of_it(enquiry, reviewer):
    actions.answer(enquiry, ANSWER, by=reviewer, at=AT)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, answered_on, is_in_time FROM facts.enquiries")
        assert cursor.fetchall() == [(enquiry.reference, date(2026, 11, 23), True)]


def test_the_metric_shows_how_many_answers_were_in_time(client, enquiry, reviewer):
    actions.answer(enquiry, ANSWER, by=reviewer, at=AT)
    client.force_login(cast.staff("du", "supervisor", department=cast.bureau()))

    page = client.get("/figures/enquiries-in-time/2026/").content.decode()

    assert "咨询按期答复率" in page
    assert "100.00" in page


def test_the_ledger_says_it_in_words_and_is_whole(enquiry, reviewer):
    actions.answer(enquiry, ANSWER, by=reviewer, at=AT)

    last = Entry.objects.filter(subject=enquiry.reference).latest("number")
    assert describe(last) == ("书面答复", "待答复", "已答复")
    assert verify().is_whole
