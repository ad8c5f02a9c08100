"""Applications taken over in bulk go through the same chart, limits and rights as those handled here."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify_subject
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.actors import Actor
from tongban.offer.licences.models import Licence
from tongban.work.cases.bulk.course import ApplicantRef, Course, CourseMove
from tongban.work.cases.bulk.guides import course_guide
from tongban.work.cases.bulk.loader import MODELS, CaseLoader
from tongban.work.cases.bulk.numbers import reserve_numbers
from tongban.work.cases.models import Case
from tongban.work.cases.tests.cast import ANSWERS, FORM, day


@pytest.fixture
def by():
    return lambda user, role: Actor(user.pk, str(user), [role])


@pytest.fixture
def taking(house):
    """Return a load of two cases of 2022."""
    numbers = reserve_numbers(
        2022, 2, {"completion": 1, "refusal": 1}, {house.licence_type.code: 1}, reason="试验", at=day(9, 1)
    )
    return CaseLoader(BulkLoader(*MODELS), numbers, calendar())


@pytest.fixture
def course(house):
    guide = course_guide(house.version.pk, answers=ANSWERS, form=FORM)
    zhang = ApplicantRef(house.zhang.pk, house.zhang.name, "", "")

    def told(*made):
        papers = {"completion": 0, "refusal": 0}
        return Course(0, guide, zhang, list(made), "ABCDEFGHJKMNPQRSTUVW", papers)

    return told


def test_a_case_taken_over_has_the_days_of_one_handled_here(house, taking, course, by):
    li, wang, sun, chen = (
        by(house.li, "window_clerk"), by(house.wang, "reviewer"), by(house.sun, "reviewer"), by(house.chen, "division_head"),
    )  # fmt: skip
    at = day(9, 5)
    fire = house.places["fire"].pk
    spoken = [
        CourseMove("agree", sun if step.division_id == fire else wang, day(9, 6))
        for step in house.version.steps.all()
    ]

    taking.add(
        course(
            CourseMove("take_in", li, at),
            CourseMove("accept", li, at + timedelta(minutes=5)),
            *spoken,
            CourseMove("grant", chen, day(9, 7)),
            CourseMove("issue", li, day(9, 8)),
            CourseMove("deliver", li, day(9, 9)),
        )
    )
    taking.loader.load()

    case = Case.objects.get()
    assert (case.status, case.is_reviewed, case.decided_on) == ("delivered", True, day(9, 7).date())
    assert case.due_on == taking.calendar.after(case.accepted_on, house.version.promised_length)
    assert Licence.objects.get().reference == case.licence
    assert Entry.objects.filter(subject=case.reference, kind="move").count() == 5
    assert verify_subject(case.reference) == verify_subject(case.licence) == []


def test_what_the_chart_a_right_or_a_limit_forbids_is_refused(house, taking, course, by):
    li, wang = by(house.li, "window_clerk"), by(house.wang, "reviewer")
    taken = CourseMove("take_in", li, day(9, 5))

    with pytest.raises(Refused):
        taking.add(course(taken, CourseMove("grant", by(house.chen, "division_head"), day(9, 6))))
    with pytest.raises(PermissionDenied):
        taking.add(course(taken, CourseMove("accept", wang, day(9, 6))))
    with pytest.raises(Refused):
        taking.add(course(taken, CourseMove("accept", li, day(9, 4))))
    with pytest.raises(Refused):
        taking.add(
            course(taken, CourseMove("return", li, day(9, 20), {"faults": {}, "form_fault": "不清晰"}))
        )
    taking.loader.load()

    assert not Case.objects.exists()
