"""The pages of the specialist and of the enterprise, and what is measured."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tongban.ground.kit.fact_views import make_views
from tongban.offer.policies.tests.conftest import BRIDGE, HONEST, SMALL, published
from tongban.work.aid.actions import demands, meetings
from tongban.work.aid.models import EnterpriseDemand, Meeting
from tongban.work.aid.tests.conftest import AT, BUSES, MEETING, TEXT, met, said, taken


@pytest.fixture
def offered(people):
    day = timezone.localdate()
    lasting = {
        "valid_from": min(day, AT.date()) - timedelta(days=30),
        "valid_until": None,
        "review_on": max(day, AT.date()) + timedelta(days=90),
    }
    return published(people, SMALL, HONEST, title="小微诚信补助", **lasting)


def test_an_enterprise_files_and_reads_the_policy_that_was_sent_with_its_reasons(
    client, office, account, stone, offered
):
    client.force_login(account)
    own = account.applicant.pk
    typed = {"enterprise": own, "kind": "policy", "stage": "growing", "industry": "C", "text": TEXT}
    answer = client.post(reverse("enterprise:new"), typed)
    demand = EnterpriseDemand.objects.get()
    client.force_login(office.specialist)
    page = client.get(reverse("aid:demand", args=[demand.order.reference])).content.decode()
    client.post(
        reverse("aid:act", args=[demand.order.reference, "send"]),
        {"policy": offered.policy_id, "note": "先备材料"},
    )
    client.force_login(account)
    read = client.get(answer["Location"]).content.decode()

    assert "属于小型或微型企业：符合" in page
    assert "小微诚信补助" in read
    assert "属于小型或微型企业：符合" in read


def test_an_enterprise_reads_no_demand_of_another(client, office, account):
    other = taken(office, credit_code=BRIDGE)
    client.force_login(account)

    assert client.get(reverse("enterprise:demand", args=[other.order.reference])).status_code == 404
    assert other.order.reference not in client.get(reverse("enterprise:demands")).content.decode()


def test_an_enterprise_that_is_not_the_accounts_is_no_choice(client, office, account):
    client.force_login(account)
    typed = {"enterprise": 0, "kind": "policy", "stage": "growing", "industry": "C", "text": TEXT}

    answer = client.post(reverse("enterprise:new"), typed)

    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert not EnterpriseDemand.objects.exists()


def test_a_specialist_takes_a_call_down_and_a_wrong_code_loses_nothing(client, office):
    client.force_login(office.specialist)
    typed = {
        "credit_code": "91350100M000100Y44",
        "enterprise": "石头精密",
        "channel": "phone",
        "kind": "difficulty",
        "stage": "running",
        "industry": "C",
        "text": BUSES,
    }

    refused = client.post(reverse("aid:take"), typed)
    saved = client.post(reverse("aid:take"), typed | {"credit_code": said().credit_code})

    assert refused.status_code == 422
    assert BUSES in refused.content.decode()
    assert saved.status_code == 302
    assert BUSES[:20] in client.get(reverse("aid:list", args=["to_answer"])).content.decode()


def test_a_meeting_is_led_on_its_page_to_the_minutes(client, office):
    demand = taken(office, text=BUSES)
    client.force_login(office.specialist)
    client.post(reverse("aid:call"), MEETING | {"held_at": "2026-03-02T09:00"})
    meeting = Meeting.objects.get()
    client.post(reverse("aid:meeting-act", args=[meeting.reference, "take-up"]), {"demands": [demand.pk]})
    finding = {"finding": "增设夜班线路。", "unit": office.transport.pk, "days": 3}
    address = reverse("aid:find", args=[meeting.reference, meeting.items.get().pk])
    client.post(address, finding | {"demand_class": office.buses.pk})
    client.post(reverse("aid:meeting-act", args=[meeting.reference, "conclude"]), {"seen": ""})

    page = client.get(reverse("aid:meeting", args=[meeting.reference])).content.decode()
    paper = client.get(reverse("aid:minutes", args=[meeting.reference]))

    assert "诉求研判纪要〔" in page
    assert paper.content.startswith(b"%PDF")
    demand.order.refresh_from_db()
    assert demand.order.lead_unit == office.transport


def test_a_refused_act_keeps_what_was_typed(client, office):
    demand = taken(office)
    met(office, demand)
    client.force_login(office.specialist)

    answer = client.post(reverse("aid:act", args=[demand.order.reference, "answer"]), {"text": "可以申请。"})

    assert answer.status_code == 409
    assert "可以申请。" in answer.content.decode()


def test_every_list_page_and_export_opens(client, office):
    taken(office)
    met(office, taken(office))
    client.force_login(office.specialist)

    pages = [reverse(f"aid:{name}") for name in ("demands", "clusters", "meetings", "take", "call")]

    assert {client.get(page).status_code for page in pages} == {200}
    assert client.get(reverse("aid:demands") + "?export=xlsx").status_code == 200
    assert client.get(reverse("aid:demands") + "?q=石头&kind=policy&industry=C").status_code == 200


@pytest.mark.usefixtures("db")
def test_demands_meetings_and_news_are_counted_without_naming_anybody(office, account, stone, offered):
    make_views()
    demand = demands.file_demand(said(), by=account, at=AT)
    demands.send_policy(demand, offered.policy, by=office.specialist, at=AT)
    demands.answer(demand, "可申请。", by=office.specialist, at=AT)
    meeting = met(office, taken(office, text=BUSES))
    meetings.find(meeting.items.get(), "已研判。", unit=None, days=None, by=office.specialist, at=AT)
    meetings.conclude(meeting, by=office.specialist, at=AT)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, is_matched, is_in_time, is_met_on FROM facts.aid_demands ORDER BY reference"
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT status, demands, assigned FROM facts.aid_meetings")
        met_on = cursor.fetchall()
        cursor.execute("SELECT * FROM facts.aid_demands")
        every = str(cursor.fetchall())

    assert rows == [("policy", True, True, False), ("policy", False, True, True)]
    assert met_on == [("concluded", 1, 0)]
    assert "石头" not in every
