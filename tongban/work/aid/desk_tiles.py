"""The tile of enterprise aid on the first page: what waits for a specialist."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.aid.queries.worklists import LISTS


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many demands wait to be answered."""
    if user.may("aid.work"):
        count = LISTS.counts(user, day)["to_answer"]
        yield Tile(_("Demands of enterprises"), count, reverse("aid:demands"), _("to be answered"), count > 0)
