import pytest

from tongban.demo.clients import APPLICANT, load_clients
from tongban.demo.people import create_staff
from tongban.doors.api.models import Client, Key
from tongban.ground.people.models import Applicant


@pytest.mark.django_db
def test_the_demo_has_one_system_marked_as_invented_and_no_key():
    people = create_staff()
    enterprise = Applicant.objects.create(
        kind="enterprise", name=APPLICANT, number_type="credit", number="91320500MAEXAMPL1X"
    )

    for _time in range(2):
        load_clients(people["system_administrator"], {APPLICANT: enterprise})

    assert Client.objects.get().is_example
    assert not Key.objects.exists()
