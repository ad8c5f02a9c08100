"""Bulletins: composed from the metrics, checked by the audit, frozen under a number; the wall says the same."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tongban.account.bulletin import actions
from tongban.account.bulletin.arithmetic import faults_of
from tongban.account.bulletin.models import Bulletin
from tongban.account.bulletin.papers import pdf
from tongban.account.bulletin.queries.content import content_of, period_of
from tongban.account.bulletin.queries.figures import PARTED_BY, PeriodFigures
from tongban.account.bulletin.views import wall
from tongban.account.insight.rules import Period
from tongban.ground.ledger import Refused
from tongban.ground.matters.papers import check_paper
from tongban.work.hotline.actions import calls, telephone
from tongban.work.hotline.models import Order, PhoneCall
from tongban.work.hotline.queries.board import AT_THIS_MOMENT, LATE, counted_board
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
DAY = date(2022, 9, 5)
NEXT = cast.at(6, 8)


def at_desk(person):
    client = Client()
    client.force_login(person)
    return client


def composed(day=DAY):
    return content_of("daily", PeriodFigures(Period(day, day), NEXT))


def issued(office, kind="daily", at=NEXT):
    return actions.issue(kind, DAY, by=office.head, at=at)


def test_a_bulletin_says_what_the_metrics_count(monday):
    content = composed()

    assert (content["orders"], content["closed"]) == (3, 2)
    assert content["outcomes"] == [["已解决", 1], ["未解决", 0], ["未知是否解决", 1]]
    shares = {share["code"]: (share["part"], share["whole"], share["value"]) for share in content["shares"]}
    assert shares["hotline-direct"] == (1, 3, "33.33%")
    assert shares["hotline-solution"] == (1, 1, "100.00%")


def test_every_way_of_telling_orders_apart_adds_up(monday):
    content = composed()

    assert {part["by"] for part in content["parts"]} == set(PARTED_BY.values())
    assert {sum(count for _, count in part["rows"]) for part in content["parts"]} == {3}
    assert faults_of(content) == []


def test_the_audit_is_silent_about_a_day_without_an_order(office):
    assert faults_of(composed()) == []


def _part(content):
    content["parts"][0]["rows"][0][1] += 1


def _lost_parts(content):
    content["parts"][1]["rows"] = []


def _outcome(content):
    content["outcomes"][1][1] += 1


def _calls(content):
    content["calls"] += 1


def _value(content):
    content["shares"][0]["value"] = "34.33%"


def _more_than_all(content):
    content["shares"][0]["part"] = 4


def _no_base(content):
    content["shares"][0]["base"] = ""


def _sentence(content):
    content["paragraphs"][0] = content["paragraphs"][0].replace("33.33%", "35.00%")


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_part, "BUD-13"),
        (_lost_parts, "BUD-13"),
        (_outcome, "BUD-13"),
        (_calls, "BUD-13"),
        (_value, "BUD-02"),
        (_more_than_all, "BUD-04"),
        (_no_base, "IND-12"),
        (_sentence, "XCK-03"),
    ],
)
def test_the_audits_rules_find_what_does_not_add_up(monday, spoil, rule):
    content = composed()

    spoil(content)

    assert rule in {fault.rule for fault in faults_of(content)}
    with pytest.raises(Refused, match=rule):
        actions.require_sound(content)


def test_a_bulletin_that_does_not_add_up_is_not_issued(monday, monkeypatch):
    whole = PeriodFigures.count
    monkeypatch.setattr(
        PeriodFigures, "count", lambda self, code: whole(self, code) + (code == "hotline-orders")
    )

    with pytest.raises(Refused, match="BUD-13"):
        issued(monday)

    assert not Bulletin.objects.exists()


def test_an_issued_bulletin_is_frozen_with_its_digest(monday):
    bulletin = issued(monday)

    assert bulletin.number == "BULLETIN-2022-000001"
    assert check_paper(bulletin.check_code).is_unchanged
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.update(content={})
    cast.led(monday, cast.registered(monday), "answer")
    assert Bulletin.objects.get().content["orders"] == 3


def test_a_bulletin_is_issued_when_its_time_is_over(monday):
    with pytest.raises(Refused):
        issued(monday, at=cast.at(5, 23))
    with pytest.raises(Refused):
        issued(monday, "weekly", at=cast.at(11, 23))
    assert issued(monday, "weekly", at=cast.at(12, 9)).last == date(2022, 9, 11)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [("daily", "09-08", "09-08"), ("weekly", "09-05", "09-11"), ("monthly", "09-01", "09-30")],
)
def test_a_kind_says_its_time(kind, first, last):
    found = period_of(kind, date(2022, 9, 8))

    assert (f"{found.first:%m-%d}", f"{found.last:%m-%d}") == (first, last)


def test_the_pdf_is_made_of_the_content_alone(monday):
    bulletin = issued(monday)

    first, again = pdf(bulletin), pdf(Bulletin.objects.get())

    assert first.startswith(b"%PDF-")
    assert first == again


def test_the_wall_says_what_the_bulletin_of_its_day_says(monday, monkeypatch):
    monkeypatch.setattr(wall, "now", lambda: cast.at(5, 23))

    page = at_desk(monday.head).get(reverse("bulletin:wall"))

    shown, frozen = page.context["content"], issued(monday).content
    as_of = ("late_at", "paragraphs")
    assert {name: frozen[name] for name in shown if name not in as_of} == {
        name: said for name, said in shown.items() if name not in as_of
    }
    assert "<a " not in page.content.decode().partition('id="content"')[2]


def test_a_confidential_report_is_counted_and_says_nothing(monday):
    from tongban.work.hotline.actions import intake

    intake.register(cast.secret(monday, "举报内容"), by=monday.agent, at=cast.MONDAY)

    content = composed()
    assert content["orders"] == 4
    assert "举报内容" not in json.dumps(content, ensure_ascii=False)
    by_class = next(part["rows"] for part in content["parts"] if part["by"] == "诉求分类")
    assert ["未标明", 1] in by_class


def test_the_head_of_the_hotline_issues_and_others_read(monday):
    head, quality = at_desk(monday.head), at_desk(monday.qian)
    told = {"kind": "daily", "day": "2022-09-05"}

    assert quality.post(reverse("bulletin:issue"), told).status_code == 403
    made = head.post(reverse("bulletin:issue"), told)
    assert made.status_code == 302
    page = quality.get(made.url)
    assert "33.33%" in page.content.decode()
    assert quality.get(reverse("bulletin:bulletins")).status_code == 200
    paper = quality.get(reverse("bulletin:paper", args=[Bulletin.objects.get().number]))
    assert paper["Content-Type"] == "application/pdf"


def test_a_day_that_is_not_over_is_refused_and_what_was_typed_stays(monday):
    from django.utils.timezone import localdate

    typed = {"kind": "monthly", "day": str(localdate() + timedelta(days=1))}
    answer = at_desk(monday.head).post(reverse("bulletin:issue"), typed)

    assert answer.status_code == 409
    assert typed["day"] in answer.content.decode()


def test_board_wall_and_bulletin_say_the_same_numbers(monday, monkeypatch):
    at = cast.at(5, 23)
    for key in ("answered", "given up", "waiting"):
        calls.ask(monday.line, key, phone="", at=cast.at(5, 12))
    calls.change_seat(monday.agent, "ready", at=cast.at(5, 12))
    telephone.answer(telephone.wait_for_call(monday.agent, at=at), by=monday.agent, at=at)
    calls.note_gone(PhoneCall.objects.get(exchange_key="given up"), at=at)
    late = cast.registered(monday)
    Order.objects.filter(pk=late.pk).update(dispatch_due_at=cast.at(5, 11))
    monkeypatch.setattr(wall, "now", lambda: at)

    board = {each.figure.code: each for _, figures in counted_board(monday.head, at) for each in figures}
    page = at_desk(monday.head).get(reverse("bulletin:wall"))
    said = content_of("daily", PeriodFigures(Period(DAY, DAY), at))

    numbers = {code: each.count for code, each in board.items()}
    assert [numbers[code] for code in ("called", "answered", "given-up", "waiting")] == [3, 1, 1, 1]
    assert page.context["content"] == said
    assert (numbers["came"], numbers["closed"]) == (said["orders"], said["closed"])
    assert numbers["called"] == said["calls"]
    assert [numbers[code] for code in ("answered", "given-up", "waiting")] == [
        n for _, n in said["call_outcomes"]
    ]
    assert [numbers[code] for code in LATE] == [count for _, count in said["late"]]
    assert numbers["undispatched"] == 1
    assert {each.figure.code: each for each in page.context["now"]} == {
        code: board[code] for code in AT_THIS_MOMENT
    }
    assert board["waiting"].longest == timedelta(hours=11)
    assert [numbers[code] for code in ("free", "busy", "on-pause")] == [0, 1, 0]
