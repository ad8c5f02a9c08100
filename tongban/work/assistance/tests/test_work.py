"""What a helper does, what both helpers confirm, what everybody is reminded of, and that it is all proven."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from tongban.ground.exchange.messages.notices import TELL
from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.papers import check_paper
from tongban.work.assistance import papers
from tongban.work.assistance.actions import authorisations, hand_overs, requests, work
from tongban.work.assistance.applicant_merge import give_held
from tongban.work.assistance.models import AssistancePaper
from tongban.work.assistance.tests.conftest import fresh
from tongban.work.assistance.tests.test_chart import GIVEN, LATER, brought_to
from tongban.work.cases.tests.cast import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def helped(office, matter):
    """Return help with an authorisation in force."""
    return brought_to(office, matter, "helping")


def test_a_helper_works_through_the_tasks_and_ends_the_help(office, helped, draft):
    by = {"by": office.li, "at": day(9, 7)}
    lease = work.add_task(helped, "补齐租赁合同", date(2022, 9, 9), case=draft, **by)
    permit = work.add_task(helped, "协调现场勘验", date(2022, 9, 16), **by)
    work.note_work(helped, "陪同企业到现场。", **by)

    with pytest.raises(Refused, match="任务"):
        requests.conclude(helped, "done", "办结", **by)
    work.close_task(lease, "合同已上传", **by)
    with pytest.raises(Refused):
        work.close_task(lease, "再来一次", **by)
    work.close_task(permit, "消防要求另行设计", is_done=False, **by)
    with pytest.raises(Refused, match="部分"):
        requests.conclude(helped, "done", "办结", **by)
    requests.conclude(helped, "partly", "除消防外均已办结", **by)

    helped = fresh(helped)
    assert (helped.status, helped.result) == ("concluded", "partly")
    assert Entry.objects.filter(subject=helped.reference, note__contains="陪同").exists()


def test_nobody_else_works_on_it_and_nobody_without_an_authorisation(office, helped):
    with pytest.raises(PermissionDenied):
        work.note_work(helped, "代办", by=office.hu, at=LATER)

    authorisations.revoke(helped, "改为自行办理", by=office.zhang.account, at=LATER)

    with pytest.raises(Refused, match="授权"):
        work.note_work(helped, "代办", by=office.li, at=LATER)


def test_a_task_is_about_a_case_of_the_person_and_due_in_the_future(office, helped, draft):
    type(draft).objects.filter(pk=draft.pk).update(applicant=office.stranger)
    draft.refresh_from_db()

    for case, due_on in ((draft, date(2022, 9, 9)), (None, date(2022, 9, 5))):
        with pytest.raises(Refused):
            work.add_task(helped, "任务", due_on, case=case, by=office.li, at=LATER)


def test_a_hand_over_is_confirmed_by_both_and_leaves_a_slip(office, helped):
    work.add_task(helped, "协调现场勘验", date(2022, 9, 16), by=office.li, at=LATER)
    hand_overs.offer(helped, office.hu, "勘验已约九月十五日", by=office.li, at=day(9, 7))
    work.note_work(helped, "移交期间照常办理。", by=office.li, at=day(9, 7))

    hand_overs.take_over(helped, by=office.hu, at=day(9, 8))

    slip = AssistancePaper.objects.get(kind="hand_over")
    assert fresh(helped).helper == office.hu
    assert slip.content["table"]["rows"] == [["协调现场勘验", "", "2022-09-16"]]
    assert "li" in slip.content["paragraphs"][0]
    assert check_paper(slip.check_code).is_unchanged
    assert papers.pdf(slip).startswith(b"%PDF")
    work.note_work(helped, "已接手。", by=office.hu, at=day(9, 8))


def test_the_authorisation_is_on_paper_with_scope_and_days(office, helped):
    paper = AssistancePaper.objects.get(kind="authorisation")

    assert paper.addressee == office.zhang.shown_name
    assert any(GIVEN.scope in each for each in paper.content["paragraphs"])
    assert any("2023年3月5日" in each for each in paper.content["paragraphs"])


def test_the_head_is_reminded_to_name_a_helper_once_a_day(office, matter):
    assert matter.assign_due_on == date(2022, 9, 7)

    told = [work.remind(at=at) for at in (day(9, 6), day(9, 7), day(9, 7, 15), day(9, 8))]

    assert told == [0, 1, 0, 1]


def test_the_helper_is_reminded_of_a_task_and_of_silence(office, helped):
    assert work.remind(at=day(9, 14)) == 0
    assert work.remind(at=day(9, 15)) == 1, "five working days over the Mid-Autumn holiday are over"
    work.note_work(helped, "电话回访。", by=office.li, at=day(9, 15))
    work.add_task(helped, "领取批复", date(2022, 9, 20), by=office.li, at=day(9, 15))

    assert work.remind(at=day(9, 15)) == 0
    assert work.remind(at=day(9, 16)) == 1
    assert Outgoing.objects.filter(kind=TELL, subject=helped.reference).count() >= 2


def test_help_goes_with_an_account_that_was_verified(office, matter):
    give_held(office.zhang, office.stranger)

    assert fresh(matter).applicant == office.stranger


def test_help_is_proven(office, helped):
    task = work.add_task(helped, "任务", date(2022, 9, 16), by=office.li, at=LATER)
    work.close_task(task, "办好", by=office.li, at=LATER)
    hand_overs.offer(helped, office.hu, "外出", by=office.li, at=LATER)
    hand_overs.take_over(helped, by=office.hu, at=LATER)
    requests.conclude(helped, "done", "办结", by=office.hu, at=LATER)

    seal(at=now())

    problems = [str(problem) for problem in verify().problems]
    assert [each for each in problems if "ITEM-" not in each] == [], "the cast publishes its item by hand"
