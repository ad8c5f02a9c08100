import pytest
from django.utils.timezone import get_default_timezone

from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import create_officers, create_staff
from tongban.demo.room_stories import load_room_stories
from tongban.doors.api.demo_story import APPLICANT
from tongban.doors.api.models import Client, Key
from tongban.ground.people.models import Applicant
from tongban.ground.people.tests.cast import MORNING

JUST_AFTER_MIDNIGHT = MORNING.astimezone(get_default_timezone()).replace(hour=0, minute=0, second=20)


@pytest.mark.django_db
def test_the_stories_are_told_at_any_hour_and_one_system_is_marked_as_invented_without_a_key():
    people = create_staff()
    load_catalogue(people)
    enterprise = Applicant.objects.create(
        kind="enterprise", name=APPLICANT, number_type="credit", number="91320500MAEXAMPL1X"
    )

    for _time in range(2):
        told = load_room_stories(people, create_officers(), {APPLICANT: enterprise}, at=JUST_AFTER_MIDNIGHT)

    assert Client.objects.get().is_example
    assert "guanli" in "".join(told)
    assert not Key.objects.exists()
