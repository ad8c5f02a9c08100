"""From a draft to an answer that is shown, and away again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tongban.ground.kit.conflicts import StaleEdit
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, Department, User
from tongban.offer.knowledge.actions import entries, release
from tongban.offer.knowledge.actions.entries import Basis, propose_entry
from tongban.offer.knowledge.models import EntryText, EntryVersion
from tongban.offer.knowledge.queries.difference import differences
from tongban.offer.knowledge.tests.conftest import AT, CONTENT, LAW

DAY = timedelta(days=1)


@pytest.mark.law("jinan-hotline-regulation:28")
def test_an_answer_is_shown_after_the_checks_of_unit_and_centre(shown):
    moves = Entry.objects.filter(subject=shown.reference, kind="move").order_by("number")

    assert [entry.move for entry in moves] == ["begin", "send", "pass_on", "publish_entry"]
    assert {entry.basis for entry in moves} == {"jinan-hotline-regulation:28"}
    assert (shown.status, shown.confirmed_on, shown.review_on) == (
        "published",
        date(2022, 9, 1),
        date(2023, 9, 1),
    )
    assert all(source.mark for source in shown.sources.all())


def test_the_owner_unit_is_part_of_what_an_answer_rests_on(written, division):
    assert [source.unit for source in written.sources.filter(kind="unit")] == [division]


def test_what_is_shown_stays_shown_while_a_newer_version_waits(shown, editor, show):
    newer = entries.begin_version(shown.entry, by=editor, at=AT + DAY)
    entries.change_entry(newer, {"short_answer": "只需一证。"}, Basis(), by=editor, at=AT + DAY)
    release.send(newer, by=editor, at=AT + DAY)

    shown.refresh_from_db()
    assert shown.status == "published"
    assert list(EntryText.objects.values_list("version", flat=True)) == [shown.pk]


def test_a_newer_version_takes_the_place_of_the_one_shown(shown, editor, show):
    newer = entries.begin_version(shown.entry, by=editor, at=AT + DAY)
    copied = {name: getattr(newer, name) for name in CONTENT}
    entries.change_entry(newer, {"short_answer": "只需一证。"}, Basis(), by=editor, at=AT + DAY)

    newer = show(newer, AT + DAY)

    shown.refresh_from_db()
    assert copied == CONTENT
    assert (shown.status, newer.status, newer.reference) == (
        "superseded",
        "published",
        f"{shown.entry.reference}-V2",
    )
    assert list(EntryText.objects.values_list("version", flat=True)) == [newer.pk]
    assert [each.field for each in differences(shown, newer)] == ["答复要点", "条目依据"]


def test_one_version_is_written_at_a_time(written, editor):
    with pytest.raises(Refused):
        entries.begin_version(written.entry, by=editor, at=AT)


@pytest.mark.parametrize("act", [release.pass_on, release.publish_entry, release.renew])
def test_nobody_checks_what_they_wrote(written, editor, checker, officer, act):
    for role in ("division_head", "knowledge_officer"):
        Assignment.objects.create(user=editor, role=role, since=date(2020, 1, 1))
    writer = User.objects.get(pk=editor.pk)
    release.send(written, by=writer, at=AT)
    if act is not release.pass_on:
        release.pass_on(written, by=checker, at=AT)
    if act is release.renew:
        release.publish_entry(written, by=officer, at=AT)

    with pytest.raises(Refused):
        act(written, by=writer, at=AT)


@pytest.mark.parametrize("act", [release.send, release.pass_on, release.publish_entry, release.renew])
def test_each_move_asks_for_its_right(written, clerk, act):
    with pytest.raises((PermissionDenied, Refused)):
        act(written, by=clerk, at=AT)


def test_another_unit_changes_nothing(written):
    elsewhere = Department.objects.create(code="OTHER", name="别处", kind="division")
    stranger = User.objects.create(username="bie", display_name="别处编辑", department=elsewhere)
    Assignment.objects.create(user=stranger, role="reviewer", since=date(2020, 1, 1))

    for act in (
        lambda: entries.change_entry(written, CONTENT, Basis(), by=stranger, at=AT),
        lambda: release.send(written, by=stranger, at=AT),
        lambda: entries.begin_version(written.entry, by=stranger, at=AT),
    ):
        with pytest.raises((PermissionDenied, Refused)):
            act()


def test_it_goes_back_with_the_reason_from_either_check(written, editor, checker, officer):
    release.send(written, by=editor, at=AT)
    with pytest.raises(Refused):
        release.give_back(written, by=checker, at=AT, reason=" ")
    back = release.give_back(written, by=checker, at=AT, reason="依据不全")
    release.send(back, by=editor, at=AT)
    release.pass_on(back, by=checker, at=AT)
    back = release.give_back(back, by=officer, at=AT, reason="口径不一")

    notes = Entry.objects.filter(subject=written.reference).exclude(note="").order_by("number")
    assert back.status == "draft"
    assert [entry.note for entry in notes] == ["依据不全", "口径不一"]


def test_whoever_saves_second_is_told(written, editor):
    entries.change_entry(written, {"title": "先改"}, Basis(), by=editor, at=AT, seen=1)

    with pytest.raises(StaleEdit):
        entries.change_entry(written, {"title": "后改"}, Basis(), by=editor, at=AT, seen=1)

    written.refresh_from_db()
    assert written.title == "先改"


@pytest.mark.parametrize("article", ["no-law:1", "licensing-law:999", "licensing-law:", "<b>:1"])
def test_an_article_that_nobody_knows_is_refused(written, editor, article):
    with pytest.raises(Refused):
        entries.change_entry(written, CONTENT, Basis(articles=(article,)), by=editor, at=AT)

    assert [source.article for source in written.sources.filter(kind="law")] == [LAW]


def test_an_answer_needs_words(written, editor):
    with pytest.raises(ValidationError):
        entries.change_entry(written, {"short_answer": ""}, Basis(), by=editor, at=AT)


def test_a_validity_that_ends_before_it_begins_is_refused(written, editor):
    days = {"valid_from": date(2022, 9, 2), "valid_to": date(2022, 9, 1)}

    with pytest.raises(Refused):
        entries.change_entry(written, days, Basis(), by=editor, at=AT)


def test_a_retired_answer_is_not_found_any_more(shown, officer):
    retired = release.retire(shown, by=officer, at=AT, reason="政策已废止")

    assert retired.status == "retired"
    assert not EntryText.objects.exists()


def test_the_answer_of_an_order_is_proposed_once(clerk, division, editor):
    said = ("路灯不亮找谁？", "请拨打12345，市照明中心两日内维修。", "ORD-2022-000017")

    first = propose_entry(*said, by=clerk, at=AT, owner=division)
    again = propose_entry(*said, by=clerk, at=AT + DAY, owner=division)

    assert first == again
    assert (first.status, first.origin, first.entry.owner) == ("draft", "ORD-2022-000017", division)
    assert release.discard(first, by=editor, at=AT, reason="已有条目").status == "discarded"


def test_a_proposal_of_any_length_is_taken(clerk, division):
    made = propose_entry("问" * 500, "答" * 100_000, "ORD-1", by=clerk, at=AT, owner=division)

    assert (len(made.title), len(made.short_answer), len(made.long_answer)) == (160, 300, 8000)


def test_the_database_keeps_one_version_shown_and_a_stale_one_dated(shown):
    for change in ({"stale_since": AT}, {"review_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EntryVersion.objects.filter(pk=shown.pk).update(**change)
