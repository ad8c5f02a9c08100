"""The tile of bad ratings on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.ratings import queries


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many bad ratings are not closed yet."""
    if user.may("ratings.handle") or user.may("ratings.rule"):
        count = queries.count_open(user)
        yield Tile(_("Bad ratings"), count, reverse("ratings:works"), _("not closed yet"), count > 0)
