"""The tile of what could not be done on the first page: what waits for this officer."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.obstacles.queries.worklists import LISTS


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many entries wait for the desk, or for the unit."""
    for kind, permission in (("to_classify", "obstacles.handle"), ("to_handle", "obstacles.work")):
        if user.may(permission):
            count = LISTS.counts(user, day)[kind]
            address = reverse("obstacles:list", args=[kind])
            yield Tile(_("What could not be done"), count, address, _("waits for you"), count > 0)
