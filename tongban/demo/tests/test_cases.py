"""The living office: cases in every state, none of them from the future, every chain whole."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from tongban.demo.cases import ENDS, load_cases
from tongban.demo.catalogue import load_catalogue
from tongban.demo.elsewhere import load_elsewhere
from tongban.demo.people import create_officers, create_staff
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.people.models import Applicant, User
from tongban.work.cases.demo_story import elsewhere as story
from tongban.work.cases.models import Case
from tongban.work.cases.queries.worklists import LISTS

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
"""Half past one at night in Suzhou: today's nine o'clock is still to come."""


@pytest.mark.django_db
def test_the_demo_is_a_living_office_and_nothing_in_it_is_still_to_come():
    people = create_staff()
    load_catalogue(people)
    officers = create_officers()

    made = load_cases(NOW, count=len(ENDS))

    assert made == len(ENDS) == load_cases(NOW, count=len(ENDS))
    assert len(set(Case.objects.values_list("status", flat=True))) >= 12
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert all(LISTS.counts(User.objects.get(username="chuangkou"), localdate(NOW)).values())
    assert load_a_citizen_of_another_city(people, officers) == ["delivered"]
    assert verify().is_whole


def load_a_citizen_of_another_city(people, officers):
    """Let one case be taken in by the neighbour and handed out there; return how those of long ago stand."""
    persons = {"": Applicant.objects.filter(kind="person").first()}
    story.load({"window_clerk": officers["chuangkou"], **people}, persons, at=NOW)
    with override("zh-hans"):
        for _time in range(2):
            load_elsewhere(2026, at=NOW, count=1)
    served = Case.objects.filter(elsewhere__at__lt=NOW - timedelta(days=3))
    return list(served.values_list("status", flat=True))
