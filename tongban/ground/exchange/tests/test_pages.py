"""Administrators see what could not be sent and why, and decide; they see no address, and nobody else sees the page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.timezone import now

from tongban.ground.exchange import actions, outbox, queries
from tongban.ground.exchange.models import Outgoing
from tongban.ground.exchange.tests.conftest import NOON
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import describe
from tongban.ground.people.models import Assignment, User

pytestmark = pytest.mark.django_db
SECRET = "山塘街1号"


def officer(role, name="guan"):
    user = User.objects.create_user(name, display_name=name)
    Assignment.objects.create(user=user, role=role, since=NOON.date())
    return user


@pytest.fixture
def admin():
    return officer("system_administrator")


@pytest.fixture
def dead(pigeon):
    pigeon.failures = [outbox.Rejected("no such city")]
    row = outbox.put("pigeon", {"number": "CASE-7-1", "address": SECRET}, at=NOON, subject="CASE-7")
    outbox.deliver_due(at=NOON)
    row.refresh_from_db()
    return row


def visit(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("role", ["system_administrator", "data_officer"])
def test_a_dead_letter_is_listed_with_its_reason_and_without_its_address(role, dead):
    client = visit(officer(role))

    pages = [text_of(client.get(address)) for address in ("/outbox/?state=dead", f"/outbox/{dead.pk}/")]

    assert "对方拒收" in pages[0]
    assert "CASE-7" in pages[0]
    assert "no such city" in pages[1]
    assert "CASE-7-1" in pages[1]
    assert SECRET not in "".join(pages)


@pytest.mark.parametrize("role", ["window_clerk", "supervisor", "bureau_leader"])
def test_nobody_else_sees_the_outbox(role, dead):
    client = visit(officer(role))

    assert client.get("/outbox/").status_code == 403
    assert client.get(f"/outbox/{dead.pk}/").status_code == 403
    assert client.post(f"/outbox/{dead.pk}/send-again/").status_code == 403
    dead.refresh_from_db()
    assert dead.state == "dead"


def test_an_export_tells_no_more_than_the_page(admin, dead):
    answer = visit(admin).get("/outbox/?export=xlsx")

    assert answer.status_code == 200
    assert queries.content_shown(dead) == [("address", "···"), ("编号", "CASE-7-1")]


def test_a_dead_letter_is_resent_and_arrives(admin, dead, pigeon):
    visit(admin).post(f"/outbox/{dead.pk}/send-again/")
    sent = outbox.deliver_due(at=now())

    dead.refresh_from_db()
    assert (sent, dead.state, len(pigeon.carried)) == (1, "sent", 2)
    entry = Entry.objects.get(subject=dead.reference)
    assert (entry.move, entry.before, entry.after, entry.by_id) == ("send_again", "dead", "waiting", admin.pk)


def test_what_is_sent_again_has_all_its_attempts_anew(admin, pigeon, settings):
    settings.OUTBOX_MOST_ATTEMPTS = 2
    pigeon.failures = [OSError()] * 3
    row = outbox.put("pigeon", {}, at=NOON)
    for days in range(2):
        outbox.deliver_due(at=NOON + timedelta(days=days))

    actions.send_again(Outgoing.objects.get(), by=admin, at=NOON + timedelta(days=2))
    outbox.deliver_due(at=NOON + timedelta(days=2))
    row.refresh_from_db()
    assert row.state == "waiting"
    outbox.deliver_due(at=NOON + timedelta(days=3))

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("sent", 4)


def test_all_dead_letters_are_resent_at_once(admin, pigeon):
    pigeon.failures = [outbox.Rejected("closed")] * 3
    for _ in range(3):
        outbox.put("pigeon", {}, at=NOON)
    outbox.deliver_due(at=NOON)

    visit(admin).post("/outbox/send-dead-again/")

    assert outbox.deliver_due(at=now()) == 3


def test_giving_up_wants_a_reason_and_keeps_what_was_typed(admin, dead):
    client = visit(admin)

    without = client.post(f"/outbox/{dead.pk}/give-up/", {"reason": " "})
    client.post(f"/outbox/{dead.pk}/give-up/", {"reason": "地址有误，改为窗口领取"})

    assert without.status_code == 422
    dead.refresh_from_db()
    assert dead.state == "given_up"
    assert Entry.objects.get(subject=dead.reference).note == "地址有误，改为窗口领取"


def test_what_was_sent_is_neither_sent_again_nor_given_up(admin, pigeon):
    row = outbox.put("pigeon", {}, at=NOON)
    outbox.deliver_due(at=NOON)

    for decide in (
        lambda: actions.send_again(row, by=admin, at=NOON),
        lambda: actions.give_up(row, reason="x", by=admin, at=NOON),
    ):
        with pytest.raises(Refused):
            decide()
    assert not Entry.objects.exists()


def test_only_who_may_decides(dead):
    with pytest.raises(PermissionDenied):
        actions.send_again(dead, by=officer("window_clerk"), at=NOON)


def test_a_refused_post_is_told_in_plain_words(admin, pigeon):
    row = outbox.put("pigeon", {}, at=NOON)
    outbox.deliver_due(at=NOON)

    answer = visit(admin).post(f"/outbox/{row.pk}/send-again/")

    assert answer.status_code == 409
    assert "该件已发送或已放弃" in text_of(answer)


def test_the_desk_of_the_administrator_tells_of_dead_letters(admin, dead):
    assert 'href="/outbox/?state=dead"' in text_of(visit(admin).get("/", follow=True))


def test_the_ledger_says_it_in_words(admin, dead):
    actions.send_again(dead, by=admin, at=NOON)

    assert describe(Entry.objects.get()) == ("安排重发", "未能送出", "等待")


def test_what_was_sent_long_ago_is_cleared_and_the_rest_stays(admin, dead, pigeon):
    from tongban.ground.exchange.duties import clear_settled

    outbox.put("pigeon", {}, at=NOON)
    outbox.deliver_due(at=NOON)

    assert clear_settled(at=NOON + timedelta(days=29)) == 0
    assert clear_settled(at=NOON + timedelta(days=31)) == 1
    assert list(Outgoing.objects.all()) == [dead]
