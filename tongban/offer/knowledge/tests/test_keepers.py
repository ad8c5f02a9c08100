"""Who keeps an entry right, handing it over, and entries whose keeper has left."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.notices import TELL
from tongban.ground.exchange.messages.notify import notify_of_entry
from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, Department, User
from tongban.offer.knowledge.actions import entries
from tongban.offer.knowledge.actions.entries import Basis, begin_entry, propose_entry
from tongban.offer.knowledge.actions.keepers import ask_for_keepers, hand_over
from tongban.offer.knowledge.models import KnowledgeEntry
from tongban.offer.knowledge.queries.keepers import kept_of
from tongban.offer.knowledge.queries.worklists import ENTRY_LISTS
from tongban.offer.knowledge.tests.conftest import CONTENT


def somebody(name, unit, role="reviewer"):
    user = User.objects.create(username=name, display_name=name, department=unit)
    Assignment.objects.create(user=user, role=role, since=date(2020, 1, 1))
    return user


@pytest.fixture
def successor(division):
    return somebody("接手人", division)


@pytest.fixture
def three(division, editor, show):
    """Return three entries of one officer, shown today."""
    made = [
        begin_entry({**CONTENT, "title": f"问题{each}"}, Basis(), owner=division, by=editor, at=now())
        for each in range(3)
    ]
    return [show(version, now()).entry for version in made]


def send():
    """Send what was announced of the acts on entries."""
    for each in Outgoing.objects.filter(kind=TELL, payload__room="knowledge"):
        notify_of_entry("knowledge", each.payload["entry"])


def leave(user):
    user.is_active = False
    user.save()


def test_the_writer_keeps_a_new_entry_and_nobody_a_proposal_for_another_unit(written, editor, clerk):
    elsewhere = Department.objects.create(code="OTHER", name="别处", kind="division")
    proposed = propose_entry("路灯不亮？", "报修。", "ORD-1", by=clerk, at=now(), owner=elsewhere)

    assert (written.entry.keeper, proposed.entry.keeper) == (editor, None)


def test_all_entries_of_an_officer_are_handed_over_in_one_act(three, editor, checker, successor):
    given = hand_over(three, successor, reason="调岗", by=checker, at=now())

    told = Entry.objects.filter(move="hand_over")
    assert given == three
    assert {entry.keeper for entry in KnowledgeEntry.objects.all()} == {successor}
    assert sorted(told.values_list("subject", flat=True)) == [f"{each.reference}-V1" for each in three]
    assert {(each.before, each.after, each.note) for each in told} == {(str(editor), "接手人", "调岗")}


def test_both_are_told_once(three, editor, checker, successor):
    hand_over(three, successor, reason="调岗", by=checker, at=now())
    send()

    told = Message.objects.filter(template="entries_handed_over")
    assert {each.reader for each in told} == {editor, successor}
    assert all("3 条" in each.title and "调岗" in each.text for each in told)


def test_another_unit_takes_what_the_centre_gives_it(three, officer, checker):
    elsewhere = Department.objects.create(code="OTHER", name="别处", kind="division")
    stranger = somebody("别处编辑", elsewhere)
    with pytest.raises(PermissionDenied):
        hand_over(three, stranger, reason="职能划转", by=checker, at=now())

    hand_over(three, stranger, reason="职能划转", by=officer, at=now())

    assert {(each.owner, each.keeper) for each in KnowledgeEntry.objects.all()} == {(elsewhere, stranger)}


def test_who_may_hand_over_and_to_whom(three, editor, clerk, successor, checker):
    other = somebody("同事", editor.department)
    gone = somebody("离职人", editor.department)
    leave(gone)

    with pytest.raises(PermissionDenied):
        hand_over(three, successor, reason="想要", by=other, at=now())
    for to, reason in ((gone, "调岗"), (clerk, "调岗"), (successor, " "), (editor, "调岗")):
        with pytest.raises(Refused):
            hand_over(three, to, reason=reason, by=checker, at=now())
    assert not Entry.objects.filter(move="hand_over").exists()
    assert hand_over(three[:1], successor, reason="分工", by=editor, at=now())


@pytest.mark.parametrize("way", ["disabled", "moved", "no_role"])
def test_what_nobody_keeps_is_listed_first_and_asked_for_once_a_month(
    three, editor, checker, officer, successor, way
):
    hand_over(three[:1], successor, reason="分工", by=checker, at=now())
    if way == "disabled":
        leave(editor)
    elif way == "moved":
        User.objects.filter(pk=editor.pk).update(
            department=Department.objects.create(code="O", name="别处", kind="division")
        )
    else:
        editor.assignments.update(until=localdate() - timedelta(days=1))

    asked = ask_for_keepers(at=now()), ask_for_keepers(at=now())

    assert [(row.count, row.is_in_office) for row in kept_of(officer, localdate())] == [(2, False), (1, True)]
    assert asked == (2, 0)
    assert ENTRY_LISTS.rows(checker, "without_keeper", localdate()).count() == 2
    assert ask_for_keepers(at=now() + timedelta(days=31)) == 2
    hand_over(three, successor, reason="离岗", by=checker, at=now())
    assert not ENTRY_LISTS.rows(checker, "without_keeper", localdate()).exists()


def test_the_head_of_the_unit_is_asked_in_one_message(three, editor, checker):
    leave(editor)
    ask_for_keepers(at=now())
    send()

    assert [each.reader for each in Message.objects.filter(template="entries_without_keeper")] == [checker]


def test_entries_are_handed_over_on_the_page(three, editor, checker, successor, clerk):
    desk = Client()
    desk.force_login(checker)
    address = reverse("knowledge:hand-over", args=[editor.department_id, editor.pk])
    page = desk.get(reverse("knowledge:keepers")).content.decode()
    form = desk.get(address).content.decode()

    empty = desk.post(address, {"to": successor.pk, "reason": "留住我写的字"})
    done = desk.post(
        address, {"to": successor.pk, "reason": "调岗", "entries": [each.pk for each in three]}, follow=True
    )

    assert address in page
    assert form.count("checked") == 3
    assert (empty.status_code, "留住我写的字" in empty.content.decode()) == (422, True)
    assert "接手人" in done.content.decode()
    assert desk.get(address).status_code == 404
    stranger = Client()
    stranger.force_login(clerk)
    assert stranger.get(address).status_code == 403


def test_an_officer_hands_over_only_what_is_theirs(three, editor, successor, division):
    desk = Client()
    desk.force_login(successor)

    assert desk.get(reverse("knowledge:hand-over", args=[division.pk, editor.pk])).status_code == 404
    assert entries.basis_of(three[0].versions.get()).units == (division,)
