"""The desk, the case page, the portal and the month: what each shows and takes."""

from datetime import date

import pytest
from django.urls import reverse

from tongban.ground.ledger import Refused
from tongban.ground.matters.numbers import by_number
from tongban.ground.people.models import User
from tongban.work.cases.actions import intake
from tongban.work.cases.tests.cast import MONDAY, day
from tongban.work.hall.actions import places, tickets
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Ticket
from tongban.work.hotline.models import Area
from tongban.work.obstacles.actions import moves
from tongban.work.obstacles.actions.analyses import issue_analysis
from tongban.work.obstacles.models import MonthAnalysis, Obstacle
from tongban.work.obstacles.queries.entries import followed, visible_to
from tongban.work.obstacles.queries.months import figures_of
from tongban.work.obstacles.tests.conftest import TEXT, fresh

pytestmark = pytest.mark.django_db


def visit(office, case):
    """Return a visit for a case."""
    by = {"by": User.objects.get(username="hallhead"), "at": MONDAY}
    said = {
        "code": "C01",
        "name": "市政务服务中心",
        "kind": "centre",
        "address": "示例路1号",
        "since": date(2020, 1, 1),
    }
    area = Area.objects.create(code="320505", name="虎丘区")
    place = places.open_place({**said, "unit": office.places["food"], "area": area}, **by)
    group = places.open_group(place, {"name": "食品", "prefix": "A", "since": date(2020, 1, 1)}, **by)
    return tickets.take(group, [Wish(office.item, case.reference)], source="staff", by=office.li, at=MONDAY)


def page_of(client, person, name, *args, **query):
    client.force_login(person)
    return client.get(reverse(name, args=args), query)


def act(client, person, entry, code, **said):
    client.force_login(person)
    return client.post(reverse("obstacles:act", args=[entry.reference, code]), said).status_code


def test_an_entry_is_led_from_the_desk_to_the_lesson(office, entry, client):
    unit = office.places["food"].pk
    assert act(client, office.pan, entry, "classify", kind="not_accepted") == 302
    assert act(client, office.pan, entry, "assign", unit=unit) == 302
    ended = {"outcome": "explained", "barrier": "law", "finding": "法律没有例外。"}
    assert act(client, office.wang, entry, "handle", **ended) == 409
    assert act(client, office.wang, entry, "handle", **ended, legal_basis="食品安全法第三十五条") == 302
    assert act(client, office.pan, entry, "answer", text="法律没有例外。") == 302
    assert act(client, office.pan, entry, "call_back", is_solved="no", satisfaction="3") == 302
    assert act(client, office.pan, entry, "analyse", lesson="窗口应当一次说清依据。") == 302

    entry = fresh(entry)
    assert (entry.status, entry.is_solved, entry.satisfaction) == ("analysed", False, 3)
    page = page_of(client, office.pan, "obstacles:entry", entry.reference).content.decode()
    assert "食品安全法第三十五条" in page
    assert "窗口应当一次说清依据" in page


def test_a_unit_sees_what_was_given_to_it_and_a_clerk_what_they_took_down(office, entry, client):
    assert not visible_to(office.wang).exists()
    moves.classify(entry, "conduct", by=office.pan, at=MONDAY)
    moves.assign(entry, office.places["food"], by=office.pan, at=MONDAY)

    assert {
        who: visible_to(getattr(office, who)).exists() for who in ("pan", "wang", "sun", "li", "gao")
    } == {
        "pan": True,
        "wang": True,
        "sun": False,
        "li": False,
        "gao": True,
    }
    assert page_of(client, office.sun, "obstacles:entry", entry.reference).status_code == 404
    for person in (office.pan, office.wang, office.gao):
        assert page_of(client, person, "obstacles:all").status_code == 200
    assert entry.reference in page_of(client, office.wang, "obstacles:list", "to_handle").content.decode()


def test_a_visit_leads_to_what_could_not_be_done_in_it_and_back(office, client):
    case = intake.take_in(office.version, office.zhang, by=office.li, at=MONDAY)
    ticket = visit(office, case)
    address = reverse("hall:ticket", args=[ticket.reference])
    asked = f"{reverse('obstacles:take')}?visit={ticket.reference}&amp;case={case.reference}"
    page = page_of(client, office.li, "hall:ticket", ticket.reference).content.decode()

    ticket.applicant = office.zhang
    ticket.save(update_fields=["applicant"])
    known = page_of(client, office.li, "obstacles:take", visit=ticket.reference, case=case.reference).context[
        "form"
    ]

    said = {"kind": "not_accepted", "text": TEXT, "place": ticket.reference.lower(), "number": case.reference}
    answer = client.post(reverse("obstacles:take"), said)

    entry = Obstacle.objects.get()
    assert asked in page
    assert {**known.initial, "number": case.reference, "item": office.item.pk} == known.initial
    assert (known.initial["name"], known.initial["phone"]) == (office.zhang.name, office.zhang.phone)
    assert answer.status_code == 302
    assert (entry.ticket, entry.case) == (ticket, case)
    assert address in client.get(answer["Location"]).content.decode()
    entry.runs.create(version=office.version, would_succeed=True, at=MONDAY)
    assert f"{entry.reference} · 现在可以办成" in client.get(address).content.decode()


def test_a_number_that_no_database_takes_is_nobodys(office, client):
    for query in ({"case": "CASE\x00"}, {"case": " "}):
        assert page_of(client, office.li, "obstacles:report", **query).status_code == 200
    assert by_number(Ticket.objects.all(), "A\x001") is None


def test_the_case_page_of_a_refusal_leads_to_its_report(office, client):
    case = intake.take_in(office.version, office.zhang, by=office.li, at=MONDAY)
    case = intake.decline(case, reason="不属于本机关职权。", by=office.li, at=MONDAY)
    address = f"{reverse('obstacles:report')}?case={case.reference}"
    assert address in page_of(client, office.li, "cases:past", case.reference).content.decode()
    assert case.reference in page_of(client, office.li, "obstacles:all").content.decode()

    assert client.post(address, {"text": "不属于本机关职权。"}).status_code == 302

    entry = Obstacle.objects.get()
    page = page_of(client, office.li, "cases:past", case.reference).content.decode()
    assert entry.reference in page
    assert address not in page
    assert case.reference not in page_of(client, office.li, "obstacles:all").content.decode()


def test_the_window_takes_one_down_with_its_case(office, client):
    case = intake.take_in(office.version, office.zhang, by=office.li, at=MONDAY)
    client.force_login(office.pan)
    said = {"kind": "several_visits", "text": TEXT, "number": "CASE-1999-000001"}
    assert client.post(reverse("obstacles:take"), said).status_code == 422
    assert client.post(reverse("obstacles:take"), said | {"number": case.reference}).status_code == 302

    entry = Obstacle.objects.get()
    assert (entry.case, entry.item, entry.applicant) == (case, office.item, office.zhang)


def test_anybody_tells_it_on_the_portal_and_follows_it_by_number_and_code(office, client):
    said = {
        "kind": "not_accepted",
        "text": TEXT,
        "item": office.item.pk,
        "number": "CASE-2022-000099",
        "once": "a",
    }
    page = client.post(reverse("not_done:file"), said)
    assert page.status_code == 201
    again = client.post(reverse("not_done:file"), said)
    assert again.status_code == 409
    assert TEXT in again.content.decode(), "nothing typed is lost"

    entry = Obstacle.objects.get()
    assert entry.check_code in page.content.decode()
    assert "CASE-2022-000099" in entry.text
    code = {"number": entry.reference, "code": entry.check_code}
    assert entry.get_kind_display() in client.post(reverse("not_done:follow"), code).content.decode()
    assert client.post(reverse("not_done:follow"), code | {"code": "XXXXXXXXXXXX"}).status_code == 422
    assert followed("OBS-2022-999999", "") is None
    assert client.post(reverse("not_done:file"), {"kind": "help", "text": " "}).status_code == 422


def test_a_month_is_counted_from_its_entries_and_issued_once(office, entry, client):
    moves.classify(entry, "not_accepted", by=office.pan, at=MONDAY)
    moves.assign(entry, office.places["food"], by=office.pan, at=MONDAY)
    ended = {"barrier": "material", "barrier_name": "租赁合同", "finding": "已代为核验。"}
    moves.handle(entry, "solved", **ended, by=office.wang, at=MONDAY)
    moves.answer(entry, "已办结。", by=office.pan, at=day(9, 7))
    found = figures_of(date(2022, 9, 1))
    assert (found.count, found.answered, found.in_time, found.solved) == (1, 1, 1, 0)
    assert found.by_item == [(office.item.name, 1)]
    with pytest.raises(Refused):
        issue_analysis(date(2022, 9, 1), "改材料", by=office.pan, at=day(9, 30))

    client.force_login(office.pan)
    address = reverse("obstacles:month", args=[2022, 9])
    assert client.post(address, {"proposals": "改为书面承诺。"}).status_code == 302

    issued = MonthAnalysis.objects.get()
    assert issued.content["count"] == 1
    assert issued.number in client.get(address).content.decode()
    assert client.get(reverse("obstacles:months")).status_code == 200
    paper = client.get(reverse("obstacles:paper", args=[2022, 9]))
    assert paper.content.startswith(b"%PDF")
    with pytest.raises(Refused):
        issue_analysis(date(2022, 9, 1), "再改", by=office.pan, at=day(10, 9))
