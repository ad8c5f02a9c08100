"""Nobody waits unseen: every role lands on a desk that says what waits, and the menu counts the same."""

from datetime import date

import pytest
from django.urls import reverse

from tongban.doors.desk.views import ACCOUNT
from tongban.ground.kit import tiles
from tongban.ground.kit.navigation import entries_for
from tongban.ground.kit.tiles import Tile, counts_of, tiles_of
from tongban.ground.people.models import User
from tongban.ground.people.roles import APPLICANT, ROLES
from tongban.ground.people.tests.cast import bureau, staff
from tongban.offer.catalogue.models import ItemVersion, Status

ADMINISTRATOR = "system_administrator"
"""Whose desk says how the installation stands, and stays on pages of its own."""
STAFF = sorted(ROLES.keys() - {APPLICANT, ADMINISTRATOR})
DAY = date(2026, 9, 7)


@pytest.fixture
def cast(once):
    once(employ)
    return lambda role: User.objects.get(username=role)


def employ():
    for role in STAFF:
        staff(role, role, department=bureau())


@pytest.mark.parametrize("role", STAFF)
def test_every_role_lands_on_a_desk_of_its_own(cast, client, role):
    client.force_login(officer := cast(role))

    page = client.get("/")

    assert page.status_code == 200, "a role without a tile: say in the room's desk_tiles.py what waits for it"
    assert list(tiles_of(officer, DAY)) or any(map(officer.may, ACCOUNT))
    assert "/" in [entry.url for entry in entries_for(officer)], "and the menu leads back to it"


def test_every_tile_stands_behind_an_entry_of_the_menu(cast):
    behind = {}
    for role in STAFF:
        addresses = [entry.url for entry in entries_for(cast(role)) if entry.url != "/"]
        for tile in tiles_of(cast(role), DAY):
            behind[role, tile.url] = any(tile.url.startswith(each) for each in addresses)

    assert not [found for found, is_there in behind.items() if not is_there]


def test_the_menu_counts_what_the_tiles_say(monkeypatch):
    told = [
        Tile("", 2, "/cases/work/to_accept/", ""),
        Tile("", 998, "/cases/work/to_review/", ""),
        Tile("", 3, "/cases/orders/?state=open", ""),
        Tile("", 7, "/cases/work/overdue/", "", is_work=False),
        Tile("", 0, "/aid/", ""),
    ]
    monkeypatch.setattr(tiles, "tiles_of", lambda user, day: iter(told))

    found = counts_of(None, DAY, ["/", "/cases/", "/cases/orders/", "/aid/"])

    assert found == {"/cases/": "999+", "/cases/orders/": "3"}


def test_what_awaits_review_is_counted_for_the_legal_officer_alone(house, cast, client):
    ItemVersion.objects.create(item=house.item, number=2, status=Status.IN_REVIEW)
    said = {}

    for role in ("legal_officer", "item_manager"):
        client.force_login(cast(role))
        said[role] = client.get(reverse("desk:waiting")).json()["menu"].get(reverse("catalogue:items"))

    assert said == {"legal_officer": "1", "item_manager": None}


def test_asking_again_costs_what_the_tiles_cost(cast, client, django_assert_max_num_queries):
    client.force_login(cast("window_clerk"))
    client.get(reverse("desk:waiting"))

    with django_assert_max_num_queries(15):
        client.get(reverse("desk:waiting"))


def test_a_stranger_is_told_nothing(client):
    assert client.get(reverse("desk:waiting")).status_code == 302
