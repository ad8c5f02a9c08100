"""Pages that strangers, applicants and staff share stand in the frame that each of them knows."""

import pytest
from django.urls import reverse

from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
SIGNED_IN = ("messages:inbox", "messages:choices", "people:profile", "account_change_password", "mfa_index")
OPEN = ("calendar:years", "law:index", "api:docs")
STAFF, PORTAL = 'id="navigation"', 'class="doors"'


def frames(client, name):
    page = client.get(reverse(name)).content.decode()
    return {frame for frame in (STAFF, PORTAL) if frame in page}


@pytest.mark.parametrize("name", [*SIGNED_IN, *OPEN])
@pytest.mark.parametrize(("role", "frame"), [("applicant", PORTAL), ("reviewer", STAFF)])
def test_a_page_for_all_stands_in_its_readers_own_frame(client, name, role, frame):
    client.force_login(cast.staff("zhang", role))

    assert frames(client, name) == {frame}


@pytest.mark.parametrize("name", OPEN)
def test_strangers_see_neither_frame(client, name):
    assert frames(client, name) == set()
