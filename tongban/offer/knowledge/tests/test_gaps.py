"""A question that nothing answers is a task with a limit."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.knowledge.actions import gaps, release
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.actions.uses import check_sample, draw_sample, note_use, settle, vote
from tongban.offer.knowledge.models import AccuracyCheck, EntryUse, EntryVote, Gap
from tongban.offer.knowledge.queries.overview import keeping_by_unit, reports_for
from tongban.offer.knowledge.tests.conftest import AT

DAY = timedelta(days=1)


@pytest.fixture
def gap(clerk):
    return report_gap("外地驾照怎么换？", by=clerk, at=AT)


@pytest.mark.law("jinan-hotline-regulation:28")
def test_a_question_without_an_answer_becomes_a_task_with_a_limit(gap):
    assert (gap.status, gap.due_on) == ("open", date(2022, 9, 6))
    assert Entry.objects.get(subject=gap.reference).basis == "jinan-hotline-regulation:28"


@pytest.mark.parametrize("again", ["外地驾照怎么换？", "外地驾照怎么换", " 外地驾照，怎么换?? "])
def test_the_same_question_asked_again_is_counted(gap, clerk, again):
    known = report_gap(again, by=None, at=AT + DAY)

    assert (known.reference, known.asked, Gap.objects.count()) == (gap.reference, 2, 1)


@pytest.mark.parametrize("text", ["", " ", "？？", "\x00", "a"])
def test_nothing_is_no_question(clerk, text):
    with pytest.raises(Refused):
        report_gap(text, by=clerk, at=AT)


def test_a_long_question_with_hostile_signs_is_kept_in_its_length(clerk):
    gap = report_gap("<script>alert(1)</script>\x00\u202e" + "长" * 100_000, by=clerk, at=AT)

    assert len(gap.question) == 200
    assert "\x00" not in gap.question


def test_the_unit_writes_and_the_shown_entry_closes_the_question(gap, officer, editor, division, show):
    gaps.assign(gap, division, by=officer, at=AT)
    version = gaps.write_for(gap, by=editor, at=AT, short_answer="持原证到车管所换领。")
    show(version)

    gap.refresh_from_db()
    assert (gap.status, gap.entry, gap.closed_at) == ("answered", version.entry, AT)


def test_a_discarded_draft_opens_the_question_again(gap, officer, editor, division):
    gaps.assign(gap, division, by=officer, at=AT)
    version = gaps.write_for(gap, by=editor, at=AT, short_answer="不详")

    release.discard(version, by=editor, at=AT, reason="答非所问")

    gap.refresh_from_db()
    assert (gap.status, gap.entry) == ("assigned", None)


def test_only_the_centre_assigns_and_declines_with_a_reason(gap, clerk, division, officer):
    for act in (
        lambda: gaps.assign(gap, division, by=clerk, at=AT),
        lambda: gaps.decline(gap, by=clerk, at=AT, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(Refused):
        gaps.decline(gap, by=officer, at=AT, reason=" ")

    assert gaps.decline(gap, by=officer, at=AT, reason="不属政务服务").status == "declined"
    assert report_gap(gap.question, by=clerk, at=AT) != gap


def test_a_late_question_is_told_once_a_day(gap, officer, division):
    gaps.assign(gap, division, by=officer, at=AT)
    late = AT + 6 * DAY

    assert [gaps.remind_late(at=at) for at in (AT, late, late, late + DAY)] == [0, 1, 0, 1]
    assert keeping_by_unit(late.date())[0].late_gaps == 1


def test_a_report_of_an_error_has_a_limit_and_is_settled_once(shown, checker, clerk):
    taken = vote(shown, is_helpful=False, reason="wrong", comment="窗口电话已变", at=AT)
    helped = vote(shown, is_helpful=True, at=AT)

    assert (taken.due_on, helped.due_on) == (date(2022, 9, 2), None)
    assert reports_for(checker) == [taken]
    with pytest.raises(PermissionDenied):
        settle(taken, finding="属实", by=clerk, at=AT)
    settle(taken, finding="属实，已改", by=checker, at=AT)
    with pytest.raises(Refused):
        settle(taken, finding="再次", by=checker, at=AT)
    assert reports_for(checker) == []


def test_what_does_harm_is_looked_at_within_two_hours_and_stands_first(shown, checker):
    old = vote(shown, is_helpful=False, reason="old", at=AT)
    urgent = vote(shown, is_helpful=False, reason="urgent", comment="收费标准写错，有人多交钱", at=AT)

    assert urgent.due_at == AT + timedelta(hours=2)
    assert reports_for(checker) == [urgent, old]
    assert [urgent.is_late_at(AT + timedelta(minutes=minutes)) for minutes in (119, 121)] == [False, True]
    assert not old.is_late_at(AT + timedelta(minutes=121))
    settle(urgent, finding="已撤下", by=checker, at=AT)
    assert not EntryVote.objects.get(pk=urgent.pk).is_late_at(AT + timedelta(days=9))


def test_a_vote_against_says_why(shown):
    with pytest.raises(Refused):
        vote(shown, is_helpful=False, reason="", at=AT)


def test_an_entry_counts_once_for_a_call(shown, clerk):
    for _ in range(2):
        note_use(shown, matter="CALL-1", by=clerk, at=AT)

    assert EntryUse.objects.count() == 1


def test_a_sample_is_drawn_by_the_centre_and_found_right_or_wrong_once(shown, officer, checker):
    with pytest.raises(PermissionDenied):
        draw_sample(1, by=checker, at=AT)
    with pytest.raises(Refused):
        draw_sample(2, by=officer, at=AT)
    draw_sample(1, by=officer, at=AT, seed="0123456789abcdef")
    check = AccuracyCheck.objects.get()
    with pytest.raises(Refused):
        check_sample(check, is_right=False, by=officer, at=AT)

    check_sample(check, is_right=False, finding="时限写错", by=officer, at=AT)

    with pytest.raises(Refused):
        check_sample(check, is_right=True, by=officer, at=AT)
    drawn = Entry.objects.get(subject=shown.reference, move="draw_sample").payload
    assert drawn["seed"] == "0123456789abcdef"


def test_views_of_questions_and_of_entries_stay_apart(gap, officer, client):
    client.force_login(officer)
    for page, name in (("versions", "条目视图"), ("gaps", "问题视图")):
        kept = {"page": reverse(f"knowledge:{page}"), "name": name, "query": "q=驾照"}
        assert client.post(reverse("views:save"), kept).status_code == 302

    entries = client.get(reverse("knowledge:versions"))
    questions = client.get(reverse("knowledge:gaps"))

    assert [each.name for each in entries.context["views"]] == ["条目视图"]
    assert [each.name for each in questions.context["views"]] == ["问题视图"]
    own = questions.context["views"][0]
    assert client.post(reverse("views:remove", args=[own.pk])).url == reverse("knowledge:gaps")
