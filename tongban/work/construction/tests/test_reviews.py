"""Several bodies on one set: all remarks at once, one paper, one correction; each move by whom and from where."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from tongban.ground.kit.virus_scan import mark_clean
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, User
from tongban.work.construction import papers
from tongban.work.construction.actions import projects, reviews
from tongban.work.construction.models import Opinion, Review, ReviewStatus
from tongban.work.construction.states import PROJECT, REVIEW
from tongban.work.construction.tests.conftest import MONDAY, agree, fresh

pytestmark = pytest.mark.django_db
WIDE = {"text": "疏散走道净宽不足", "provision": "GB 55037 第7.1.4条"}
LATE = MONDAY + timedelta(days=30)
PDF = b"%PDF-1.4\n%%EOF\n"


def speak(review, remarks=(), **said):
    """Let every body speak in the round that runs; the first makes the remarks."""
    office = User.objects.get(username="reviewer")
    for place, each in enumerate(review.asked.all()):
        own = {"remarks": remarks, **said} if place == 0 else {}
        reviews.give_opinion(review, each.body, by=office, at=MONDAY, **own)


def correct(review, office):
    upload = SimpleUploadedFile("修改图.pdf", PDF, "application/pdf")
    mark_clean(upload)
    return reviews.hand_in_again(review, upload, by=office.owner, at=MONDAY)


def brought_to(review, office, status):
    """Lead a review to a status; a failed one has been corrected and still has its remark."""
    if status in ("correcting", "failed"):
        speak(review, [WIDE])
        reviews.merge(review, by=office.head, at=MONDAY)
    if status == "failed":
        correct(review, office)
        speak(fresh(review), still=[0])
        reviews.merge(review, by=office.head, at=MONDAY)
    if status == "passed":
        agree(review)
    if status == "stopped":
        reviews.stop_review(review, "示例", by=office.head, at=MONDAY)
    assert fresh(review).status == status
    return fresh(review)


CALLS = {
    "open_review": lambda it, by: reviews.open_review(
        it.stage, [each.body for each in it.asked.all()], by=by, at=MONDAY
    ),
    "give_opinion": lambda it, by: reviews.give_opinion(it, it.asked.first().body, by=by, at=MONDAY),
    "move_visit": lambda it, by: reviews.move_visit(it, MONDAY.date(), by=by, at=MONDAY),
    "allow_again": lambda it, by: reviews.allow_again(it, "示例", by=by, at=MONDAY),
    "merge": lambda it, by: reviews.merge(it, by=by, at=LATE),
    "hand_in_again": lambda it, by: correct(it, type("", (), {"owner": by})),
    "stop_review": lambda it, by: reviews.stop_review(it, "示例", by=by, at=MONDAY),
}
MERGING = ("pass_review", "return_remarks", "fail_review")


def snapshot(review):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM construction_review WHERE id = %s", [review.pk])
        row = cursor.fetchone()
    return row, Review.objects.count(), Opinion.objects.count(), Entry.objects.count()


def test_every_move_from_every_status_by_everybody_is_the_charts_or_refused_and_changes_nothing(
    office, review
):
    cast = [office.head, office.reviewer, office.clerk, office.issuer, office.owner]
    for status in ReviewStatus.values:
        with transaction.atomic():
            point = transaction.savepoint()
            there = brought_to(review, office, status)
            for name, call in CALLS.items():
                moves = MERGING if name == "merge" else (name,)
                for person in cast:
                    declared = any(
                        status in REVIEW.moves[move].from_ and person.may(REVIEW.moves[move].permission)
                        for move in moves
                    )
                    before, inner = snapshot(there), transaction.savepoint()
                    try:
                        call(fresh(there), person)
                    except (Refused, PermissionDenied):
                        assert snapshot(there) == before, (status, name, person)
                    else:
                        opens_anew = name == "open_review" and status in ("failed", "stopped")
                        assert declared or opens_anew, (status, name, person)
                    transaction.savepoint_rollback(inner)
            transaction.savepoint_rollback(point)


def test_without_remarks_it_passes_with_one_paper_of_all_bodies(office, review, bodies):
    passed = agree(review)

    assert passed.status == "passed"
    merged = passed.merged.get()
    assert merged.number == "苏行审联图〔2022〕1号"
    assert [each["name"] for each in merged.content["bodies"]] == [each.name for each in bodies]
    assert papers.pdf(merged).startswith(b"%PDF")


@pytest.mark.law("anyang-services-regulation:32")
def test_all_remarks_go_back_at_once_and_after_the_correction_only_those_are_looked_at(office, review):
    speak(review, [WIDE, {"text": "楼梯间缺正压送风", "provision": ""}])
    paper = reviews.merge(review, by=office.head, at=MONDAY)
    correct(fresh(review), office)

    again = fresh(review)
    assert (again.status, again.round) == ("asked", 2)
    assert [each["text"] for each in paper.content["bodies"][0]["remarks"]] == [
        "疏散走道净宽不足",
        "楼梯间缺正压送风",
    ]
    first = again.asked.first().body
    with pytest.raises(Refused, match="强制性条文"):
        reviews.give_opinion(
            again, first, by=office.reviewer, at=MONDAY, remarks=[{"text": "另一处", "provision": ""}]
        )
    with pytest.raises(Refused):
        reviews.give_opinion(again, first, by=office.reviewer, at=MONDAY, still=[7])
    assert agree(again).status == "passed"


def test_what_still_stands_after_the_correction_does_not_pass_unless_the_head_allows_one_more(office, review):
    there = brought_to(review, office, "correcting")
    correct(there, office)
    speak(fresh(there), still=[0])

    with pytest.raises(PermissionDenied):
        reviews.allow_again(there, "示例", by=office.reviewer, at=MONDAY)
    reviews.allow_again(there, "结构须整体调整", by=office.head, at=MONDAY)
    with pytest.raises(Refused):
        reviews.allow_again(there, "再一次", by=office.head, at=MONDAY)
    reviews.merge(there, by=office.head, at=MONDAY)

    assert fresh(there).status == "correcting"
    correct(fresh(there), office)
    speak(fresh(there), still=[0])
    reviews.merge(there, by=office.head, at=MONDAY)
    assert fresh(there).status == "failed"


def test_a_silent_body_agrees_to_drawings_when_the_limit_is_over_and_the_paper_says_so(office, review):
    with pytest.raises(Refused):
        reviews.merge(review, by=office.head, at=MONDAY)

    merged = reviews.merge(review, by=office.head, at=LATE)

    assert fresh(review).status == "passed"
    assert {each["says"] for each in merged.content["bodies"]} == {"逾期未提出意见，视为无意见"}


def test_an_acceptance_has_one_visit_and_nobody_accepts_by_silence(office, acceptance, bodies):
    tomorrow, said = MONDAY.date() + timedelta(days=1), {"by": office.head, "at": MONDAY}
    for day in (None, MONDAY.date() - timedelta(days=1), MONDAY.date() + timedelta(days=5)):
        with pytest.raises(Refused):
            reviews.open_review(acceptance, bodies, visit_on=day, **said)
    review = reviews.open_review(acceptance, bodies, visit_on=tomorrow, **said)

    with pytest.raises(Refused, match="现场验收"):
        reviews.give_opinion(review, bodies[0], by=office.reviewer, at=MONDAY)
    with pytest.raises(Refused):
        reviews.merge(review, by=office.head, at=LATE)
    assert agree(review, LATE).status == "passed"
    assert "联验" in review.merged.get().number


def test_a_body_speaks_for_itself_and_once(office, review, bodies):
    other = User.objects.create(username="other", display_name="other", department=bodies[1])
    Assignment.objects.create(user=other, role="reviewer", since=MONDAY.date())
    with pytest.raises(PermissionDenied):
        reviews.give_opinion(review, bodies[0], by=other, at=MONDAY)
    reviews.give_opinion(review, bodies[1], by=other, at=MONDAY)

    with pytest.raises(Refused):
        reviews.give_opinion(review, bodies[1], by=other, at=MONDAY)
    with pytest.raises(PermissionDenied):
        reviews.stop_review(review, "示例", by=other, at=MONDAY)


def test_the_moves_of_a_project_are_the_charts(office, project):
    calls = {
        "begin_stage": lambda by: projects.begin_stage(project, by=by, at=MONDAY),
        "finish": lambda by: projects.finish(project, by=by, at=MONDAY),
        "give_up": lambda by: projects.give_up(project, "企业放弃", by=by, at=MONDAY),
    }
    projects.give_up(project, "企业放弃", by=office.head, at=MONDAY)
    before = Entry.objects.count()

    for name, call in calls.items():
        assert "stopped" not in PROJECT.moves[name].from_
        for person in (office.head, office.owner, office.clerk):
            with pytest.raises((Refused, PermissionDenied)):
                call(person)

    assert Entry.objects.count() == before
