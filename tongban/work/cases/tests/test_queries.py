"""Who sees what, and what waits for whom."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.work.cases.actions import decisions, intake, results, reviews
from tongban.work.cases.file_rights import may_read
from tongban.work.cases.models import CaseFile
from tongban.work.cases.queries import explanation, visibility, worklists
from tongban.work.cases.queries.worklists import LISTS
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day

pytestmark = pytest.mark.django_db
TODAY = date(2022, 9, 7)


def waiting(user, kind, on=TODAY):
    return [row.case for row in worklists.work_rows(LISTS.rows(user, kind, on), kind, on, user)]


def test_a_draft_is_nobody_elses(house, draft):
    assert list(visibility.visible_to(house.zhang.account)) == [draft]
    for other in (house.stranger.account, house.li, house.gao, house.xu, AnonymousUser()):
        assert not visibility.visible_to(other).exists()


def test_a_case_is_seen_by_its_applicant_its_division_and_who_reads_all(house, filed):
    seen = {
        name
        for name in ("li", "wang", "sun", "chen", "xu", "he", "gao", "luo", "wu", "admin")
        if visibility.visible_to(getattr(house, name)).exists()
    }

    assert seen == {"li", "wang", "chen", "xu", "he", "gao", "luo"}
    assert not visibility.visible_to(house.stranger.account).exists()


def test_a_division_with_a_step_in_a_case_sees_it(house, accepted):
    assert visibility.case_of(house.sun, accepted.reference) == accepted


def test_an_agent_sees_the_case_while_the_mandate_holds(house, filed):
    cast.mandate(house.zhang, house.agent, since=date(2022, 9, 1), until=date(2022, 9, 10))

    assert visibility.visible_to(house.agent.account, date(2022, 9, 10)).exists()
    assert not visibility.visible_to(house.agent.account, date(2022, 9, 11)).exists()


def test_each_list_holds_what_waits(house, filed):
    assert waiting(house.li, "to_accept") == [filed]
    intake.accept(filed, by=house.li, at=day(9, 6))
    assert waiting(house.li, "to_accept") == []
    assert waiting(house.wang, "to_review") == [filed]
    assert waiting(house.sun, "to_review") == [filed]
    reviews.agree(filed.reviews.get(step__name="消防意见"), by=house.sun, at=day(9, 7))
    assert waiting(house.sun, "to_review") == []
    for name in ("材料审查", "现场核查"):
        reviews.agree(filed.reviews.get(step__name=name), by=house.wang, at=day(9, 7))
    assert waiting(house.chen, "to_decide") == [filed]
    decisions.grant(filed, by=house.chen, at=day(9, 8))
    assert waiting(house.he, "to_issue") == [filed]
    results.issue(filed, by=house.he, at=day(9, 9))
    assert waiting(house.he, "to_deliver") == [filed]


def test_what_was_returned_waits_for_the_applicant(house, filed):
    intake.return_(filed, {}, form_fault="面积不符", by=house.li, at=day(9, 6))

    assert waiting(house.li, "waiting_for_applicant") == [filed]
    assert waiting(house.zhang.account, "waiting_for_applicant") == [filed]


@pytest.mark.parametrize(
    ("on", "due_today", "overdue", "light"),
    [
        (date(2022, 9, 16), 0, 0, "yellow"),
        (date(2022, 9, 19), 1, 0, "red"),
        (date(2022, 9, 20), 0, 1, "black"),
    ],
)
def test_a_case_turns_due_and_overdue(house, accepted, on, due_today, overdue, light):
    assert len(waiting(house.gao, "due_today", on)) == due_today
    assert len(waiting(house.gao, "overdue", on)) == overdue
    row = worklists.work_rows(visibility.visible_to(house.gao), "overdue", on)[0]
    assert row.standing.light == light


def test_the_tiles_count_the_lists_of_a_role(house, filed):
    assert LISTS.counts(house.li, TODAY)["to_accept"] == 1
    assert set(LISTS.counts(house.li, TODAY)) == {
        "to_accept",
        "to_issue",
        "to_deliver",
        "waiting_for_applicant",
        "overdue",
        "due_today",
    }


def test_a_page_of_a_list_costs_a_fixed_number_of_queries(house, accepted):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            found = worklists.work_rows(
                LISTS.rows(house.wang, "to_review", TODAY), "to_review", TODAY, house.wang
            )
        return len(found), len(caught)

    asked()
    first = asked()
    handed = {material.pk: [] for material in house.version.materials.all()}
    for _ in range(3):
        case = intake.take_in(
            house.version, house.zhang, by=house.li, at=MONDAY, answers=ANSWERS, form=FORM, handed=handed
        )
        intake.accept(case, by=house.li, at=day(9, 6))

    assert (first[0], asked()) == (1, (4, first[1]))


def test_a_file_is_read_by_whoever_sees_the_case(house, filed):
    stored = CaseFile.objects.first().file

    assert may_read(house.li, stored)
    assert may_read(house.zhang.account, stored)
    assert not may_read(house.wu, stored)
    assert not may_read(house.stranger.account, stored)
    assert not may_read(AnonymousUser(), stored)


def test_the_explanation_ends_on_the_day_that_is_stored(accepted):
    found = explanation.explanation(accepted)

    assert found.promised.lines[-1].on == found.promised.due.on == accepted.due_on
    assert found.statutory.lines[-1].on == accepted.statutory_due_on


def test_before_the_acceptance_there_is_nothing_to_explain(filed):
    assert explanation.explanation(filed) is None
