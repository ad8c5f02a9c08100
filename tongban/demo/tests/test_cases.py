"""The living office: cases in every state, none of them from the future, every chain whole."""

from datetime import UTC, datetime

import pytest
from django.utils.timezone import localdate

from tongban.demo.cases import ENDS, load_cases
from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import create_officers, create_staff
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.people.models import User
from tongban.work.cases.models import Case
from tongban.work.cases.queries.worklists import LISTS

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
"""Half past one at night in Suzhou: today's nine o'clock is still to come."""


@pytest.mark.django_db
def test_the_demo_is_a_living_office_and_nothing_in_it_is_still_to_come():
    people = create_staff()
    load_catalogue(people)
    create_officers()

    made = load_cases(NOW, count=len(ENDS))

    assert made == len(ENDS) == load_cases(NOW, count=len(ENDS))
    assert len(set(Case.objects.values_list("status", flat=True))) >= 12
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert all(LISTS.counts(User.objects.get(username="chuangkou"), localdate(NOW)).values())
    assert verify().is_whole
