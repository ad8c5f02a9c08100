"""The desk, the portal, the window and the case: what each shows of help and takes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.matters.links import links_of
from tongban.ground.people.subject_files import file_of
from tongban.work.assistance.actions import requests
from tongban.work.assistance.matter_links import links
from tongban.work.assistance.models import Assistance
from tongban.work.assistance.queries.worklists import LISTS
from tongban.work.assistance.tests.conftest import fresh, wanted
from tongban.work.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(office):
    """Return help asked for just now."""
    return requests.ask(wanted(office), by=office.zhang.account, at=now())


def act(client, person, matter, code, **said):
    client.force_login(person)
    return client.post(reverse("assistance:act", args=[matter.reference, code]), said).status_code


def mine(client, office, name, *args, **said):
    client.force_login(office.zhang.account)
    return client.post(reverse(f"my:{name}", args=args), said)


def until(days=90):
    return (localdate() + timedelta(days=days)).isoformat()


def test_help_is_led_from_the_portal_to_the_end(office, client):
    asked = {"applicant": office.zhang.pk, "kind": "person", "title": "老人代办", "text": "换领社保卡"}
    assert mine(client, office, "ask-helper", **asked | {"title": ""}).status_code == 422
    assert mine(client, office, "ask-helper", **asked).status_code == 302
    matter = Assistance.objects.get()
    assert act(client, office.dai, matter, "assign", helper=office.li.pk) == 302
    signed = {"scope": "代为提交", "until": until(), "agreed": "on"}
    wrong = mine(client, office, "sign-helper", matter.reference, **signed | {"until": until(-1)})
    assert wrong.status_code == 409
    assert "代为提交" in wrong.content.decode(), "nothing typed is lost"
    assert mine(client, office, "sign-helper", matter.reference, **signed).status_code == 302
    assert act(client, office.li, matter, "add_task", name="上门收件", due_on=until(3)) == 302
    task = matter.tasks.get()
    assert act(client, office.li, matter, "note_work", text="已电话联系。") == 302
    assert act(client, office.li, matter, "close_task", task=task.pk, is_done="yes", note="已收齐") == 302
    page = client.get(reverse("assistance:matter", args=[matter.reference])).content.decode()
    assert act(client, office.li, matter, "conclude", result="done", ending="已送达") == 302

    client.force_login(office.zhang.account)
    told = client.get(reverse("my:assistance", args=[matter.reference])).content.decode()
    assert fresh(matter).status == "concluded"
    for each in ("上门收件", "已电话联系。", "代为提交"):
        assert each in page
    for each in ("上门收件", "已电话联系。", "已送达"):
        assert each in told
    assert matter.reference in client.get(reverse("my:assistances")).content.decode()
    paper = client.get(reverse("my:helper-paper", args=[matter.reference, matter.papers.get().pk]))
    assert paper.content.startswith(b"%PDF")


def test_help_is_taken_down_and_handed_over_at_the_desk(office, client):
    client.force_login(office.li)
    said = {"number": office.zhang.number, "kind": "project", "title": "产业园", "text": "全部手续"}
    assert client.post(reverse("assistance:take"), said | {"number": "1"}).status_code == 422
    assert client.post(reverse("assistance:take"), said).status_code == 302
    matter = Assistance.objects.get()
    assert act(client, office.dai, matter, "assign", helper=office.li.pk) == 302
    given = {"scope": "全程", "since": localdate().isoformat(), "until": until(), "signed_by": "张小红"}
    assert act(client, office.li, matter, "authorise", **given) == 302
    assert act(client, office.li, matter, "offer", helper=office.hu.pk, note="外出") == 302
    assert LISTS.counts(office.hu, localdate())["offered_to_me"] == 1
    client.force_login(office.hu)
    page = client.get(reverse("assistance:matter", args=[matter.reference])).content.decode()
    assert act(client, office.hu, matter, "take_over", seen="") == 302

    assert reverse("assistance:act", args=[matter.reference, "take_over"]) in page
    assert fresh(matter).helper == office.hu
    for address in (reverse("assistance:all"), reverse("assistance:list", args=["mine"])):
        assert matter.reference in client.get(address).content.decode()
    slip = matter.papers.get(kind="hand_over")
    pdf = client.get(reverse("assistance:paper", args=[matter.reference, slip.pk]))
    assert pdf.content.startswith(b"%PDF")


def test_only_the_person_sees_their_help_on_the_portal(office, matter, client):
    client.force_login(office.stranger.account)

    assert client.get(reverse("my:assistance", args=[matter.reference])).status_code == 404
    assert client.get(reverse("assistance:matter", args=[matter.reference])).status_code == 403


def test_the_person_revokes_and_withdraws(office, matter, client):
    act(client, office.dai, matter, "assign", helper=office.li.pk)
    mine(client, office, "sign-helper", matter.reference, scope="全程", until=until(), agreed="on")

    assert (
        mine(client, office, "stop-helper", matter.reference, "revoke", reason="自行办理").status_code == 302
    )
    assert fresh(matter).status == "assigned"
    assert mine(client, office, "stop-helper", matter.reference, "else", reason="x").status_code == 404
    assert (
        mine(client, office, "stop-helper", matter.reference, "withdraw", reason="不办了").status_code == 302
    )
    assert fresh(matter).status == "withdrawn"


def test_the_case_and_the_file_of_the_person_show_the_helper(office, matter, draft):
    requests.assign(matter, office.li, by=office.dai, at=now())

    assert [str(link.title) for link in links_of(draft, office.wang)] == ["帮办人员：li"]
    assert not list(links_of(draft, office.zhang.account))
    rows = [row for part, rows in file_of(office.zhang, office.li, localdate()) for row in rows]
    assert any("城西食品产业园 · li" in row.title for row in rows)


def test_who_takes_no_part_in_help_knows_the_helper_and_no_more(office, client, matter):
    page = reverse("assistance:matter", args=[matter.reference])
    case = Case(applicant=office.zhang)
    act(client, office.dai, matter, "assign", helper=office.li.pk)

    opened = {}
    for person in (office.li, office.hu, office.dai):
        client.force_login(person)
        opened[person.username] = client.get(page).status_code, [link.url for link in links(case, person)]

    assert opened == {"li": (200, [page]), "hu": (404, [""]), "dai": (200, [page])}
